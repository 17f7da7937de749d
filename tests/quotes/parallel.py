"""Made interviews of near-identical sentences: what is asked of one thing and then of another in the same
words, lists, refrains, answers in parallel, rounds from a template. No two texts drawn are alike."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from tui.interview.model.interview import Interview
from tui.quotes.quote import Quote

from .edits import Edit, Script, halved, light, noise, one_copy_gone
from .making import make

SPEAKERS = ("记者", "王敏", "李雷", "Host", "Ann", "Ben")

_THINGS = [
    [
        "全球大模型产业", "国产大模型产业", "开源大模型产业", "端侧大模型产业", "欧洲大模型产业",
        "全球小模型产业", "国产小模型产业", "全球大模型市场", "国产大模型市场", "全球大数据产业",
    ],
    ["长文本", "多模态", "推理", "代码", "语音", "视频", "对齐", "数据", "算力", "评测"],
    ["北京办公室", "上海办公室", "深圳办公室", "杭州办公室", "北京实验室", "上海实验室", "成都实验室"],
    ["第一个产品", "第二个产品", "第三个产品", "最后一个产品", "第一个版本", "第二个版本", "第三个版本"],
    ["投资人", "合伙人", "创始人", "候选人", "经纪人", "负责人", "发言人", "主持人"],
    ["去年春天", "去年秋天", "今年春天", "今年秋天", "前年春天", "前年秋天", "去年夏天", "今年冬天"],
]  # fmt: skip
_ENGLISH = [
    ["the first model", "the second model", "the third model", "the last model", "the first product",
     "the second product", "the smaller model", "the larger model"],
    ["Berlin", "Dublin", "London", "Lisbon", "Boston", "Austin", "Madrid", "Warsaw"],
    ["the investors", "the inventors", "the founders", "the funders", "the readers", "the editors"],
    ["last spring", "last summer", "this spring", "this summer", "last autumn", "this winter"],
]  # fmt: skip

_ASKED = [
    "你怎么看待今天的{}，它到底走到哪一步了？", "我们来谈谈{}，你觉得它现在最大的问题是什么？",
    "很多人都在问{}的事情，你愿意说说吗？", "说到{}，你第一个想起来的是什么？",
    "如果让你重新来做{}，你会怎么做？", "{}对你们来说意味着什么，为什么？",
]  # fmt: skip
_SAID = [
    "我觉得{}现在还在很早的阶段，谁也不知道它会走到哪里去。",
    "{}这件事情，关键还是要看人，看你怎么去组织他们。",
    "我们在{}上面花了很多时间，也走了很多弯路，但是没有后悔过。", "说实话，{}比我们当时想的要难得多。",
    "你去看{}，它背后其实是一整套方法，不是一个人能做出来的。", "所以我一直说，{}是一件长期的事情。",
    "对于{}，我的态度是先做起来，再慢慢想清楚。", "后来大家才明白，{}才是最重要的那一个。",
    "没有{}，就没有我们的今天，这句话我说过很多次。", "{}给我们带来了一些收入，也带来了一些麻烦。",
]  # fmt: skip
_ASKED_EN = [
    "How do you look at {} today, and where does it stand?", "What was the hardest part of {} for you?",
    "Many people have asked about {}; would you tell us more?",
    "If you had to do it again, what would you change about {}?",
]  # fmt: skip
_SAID_EN = [
    "I think it was too early for {}, and nobody knew where it would lead us.",
    "With {} it always comes down to people and how you bring them together.",
    "We spent a lot of time on {}, took a few wrong turns, and regret none of it.",
    "To be honest, {} turned out to be harder than we had thought at the time.",
    "Behind {} there is a whole way of working that no one person could have made.",
    "So I keep saying that {} is something for the long run.",
    "Without {} we would not be where we are, and I have said so many times.",
]  # fmt: skip
_REFRAIN = [
    "这就是我们一直坚持的东西。",
    "我们当时谁也没有退路可以选。",
    "没有什么捷径可以走，只能一步一步来。",
    "事情就是这样。",
]
_REFRAIN_EN = [
    "That is how we have always done it.",
    "There was no way back for any of us.",
    "And so it goes.",
]


def _rounds(
    rng: random.Random, things: list[str], asked: list[str], said: list[str], *, host: str, guests: list[str]
) -> str:
    """Rounds of the same questions and answers, each about another thing."""
    frames, answers = rng.sample(asked, rng.randint(1, 2)), rng.sample(said, rng.randint(1, 4))
    colon, blank = (": ", " ") if host == "Host" else ("：", "")
    lines = []
    for thing in things:
        lines.append(f"{host}{colon}" + blank.join(_filled(one, thing) for one in frames))
        said_of = blank.join(_filled(one, thing) for one in answers)
        lines += [f"{guest}{colon}{said_of}" for guest in guests]
    return "\n\n".join(lines) + "\n"


def _filled(frame: str, thing: str) -> str:
    words = frame.replace("{}", thing)
    return words[0].upper() + words[1:]


def _of(rng: random.Random, things: list[list[str]], least: int = 3) -> list[str]:
    group = rng.choice(things)
    return rng.sample(group, rng.randint(least, len(group)))


def one_noun(rng: random.Random) -> str:
    """Questions that differ in one noun, answered each in its own way and each with a parallel sentence."""
    parts = []
    frame, answer = rng.choice(_ASKED), rng.choice(_SAID)
    for thing in _of(rng, _THINGS):
        own = "".join(_filled(one, rng.choice(rng.choice(_THINGS))) for one in rng.sample(_SAID, 2))
        parts += [f"记者：{_filled(frame, thing)}", f"王敏：{own}{_filled(answer, thing)}"]
    return "\n\n".join(parts) + "\n"


def one_noun_en(rng: random.Random) -> str:
    """The same in English."""
    parts = []
    frame, answer = rng.choice(_ASKED_EN), rng.choice(_SAID_EN)
    for thing in _of(rng, _ENGLISH):
        own = " ".join(_filled(one, rng.choice(rng.choice(_ENGLISH))) for one in rng.sample(_SAID_EN, 2))
        parts += [f"Host: {_filled(frame, thing)}", f"Ann: {own} {_filled(answer, thing)}"]
    return "\n\n".join(parts) + "\n"


def template(rng: random.Random) -> str:
    """Rounds from a template, question and answer alike but for one noun."""
    return _rounds(rng, _of(rng, _THINGS), _ASKED, _SAID, host="记者", guests=["王敏"])


def listed(rng: random.Random) -> str:
    """Lists whose items begin and end alike, told by two people."""
    text = []
    for name in ("王敏", "李雷", "王敏"):
        things = _of(rng, _THINGS)
        frame = rng.choice(
            ["第{n}，要把{}做好，这是我们的底线。", "{n}是{}，它决定了我们能走多远，也决定了我们走多快。"]
        )
        items = [
            frame.replace("{n}", numeral).replace("{}", thing)
            for numeral, thing in zip("一二三四五六七八九十", things, strict=False)
        ]
        text += [
            f"记者：{rng.choice(_ASKED).replace('{}', '这几件事')}",
            f"{name}：" + rng.choice(["", "\n\n"]).join(items),
        ]
    return "\n\n".join(text) + "\n"


def listed_en(rng: random.Random) -> str:
    """Lists in English."""
    text = []
    frame = rng.choice(
        [
            "Then we called {} and asked them what they made of it.",
            "We had to get {} right before anything else could start.",
        ]
    )
    for name in ("Ann", "Ben"):
        things = [thing for group in rng.sample(_ENGLISH, 2) for thing in group]
        items = [_filled(frame, thing) for thing in rng.sample(things, 6)]
        text += ["Host: And what did you do then?", f"{name}: " + rng.choice([" ", "\n\n"]).join(items)]
    return "\n\n".join(text) + "\n"


def refrain(rng: random.Random) -> str:
    """Answers that close with the same words, or nearly the same."""
    closing = rng.choice(_REFRAIN)
    parts = []
    for thing in _of(rng, _THINGS, 5):
        words = "".join(_filled(one, thing) for one in rng.sample(_SAID, rng.randint(1, 3)))
        last = (
            closing if rng.random() < 0.7 else closing.replace("我们", rng.choice(["他们", "大家", "你们"]))
        )
        parts += [f"记者：{_filled(rng.choice(_ASKED), thing)}", f"王敏：{words}{last}"]
    return "\n\n".join(parts) + "\n"


def parallel(rng: random.Random) -> str:
    """Two guests who answer the same questions in nearly the same words."""
    return _rounds(rng, _of(rng, _THINGS)[:4], _ASKED, _SAID, host="记者", guests=["王敏", "李雷"])


def template_en(rng: random.Random) -> str:
    """Rounds from a template in English."""
    return _rounds(rng, _of(rng, _ENGLISH), _ASKED_EN, _SAID_EN, host="Host", guests=["Ann"])


def refrain_en(rng: random.Random) -> str:
    """Answers in English that close with the same words."""
    closing, parts = rng.choice(_REFRAIN_EN), []
    for thing in _of(rng, _ENGLISH, 5):
        words = " ".join(_filled(one, thing) for one in rng.sample(_SAID_EN, rng.randint(1, 3)))
        last = closing if rng.random() < 0.7 else closing.replace("we", "they").replace("us", "them")
        parts += [f"Host: {_filled(rng.choice(_ASKED_EN), thing)}", f"Ann: {words} {last}"]
    return "\n\n".join(parts) + "\n"


def survey(rng: random.Random) -> str:
    """The same statements agreed with and denied, with figures, round after round."""
    parts = []
    frames = [
        "我认为{}{}重要，最多给{}分，不能再多了。", "{}的投入{}是越多越好，{}年以后再看。",
        "在我看来{}{}会消失，还要等{}年才能下结论。",
    ]  # fmt: skip
    for thing in _of(rng, _THINGS, 5):
        words = "".join(
            frame.format(thing, rng.choice(["很", "不", "并不", "一定"]), rng.choice("三五六七八九"))
            for frame in rng.sample(frames, rng.randint(1, 3))
        )
        parts += [f"记者：请给{thing}打分，并且说说理由。", f"{rng.choice(['王敏', '李雷'])}：{words}"]
    return "\n\n".join(parts) + "\n"


def compared(rng: random.Random) -> str:
    """Each thing set against each other one, both ways round."""
    things = _of(rng, _THINGS)[:4]
    frame = rng.choice(
        ["跟{}比起来，{}更难做，因为它没有现成的答案。", "有人说{}比{}重要，我听过很多次了，但我不这么看。"]
    )
    parts = ["记者：这几样东西放在一起，你怎么比较？"]
    for one in things:
        others = [other for other in things if other != one]
        said = "".join(frame.format(one, other) for other in others)
        parts += [f"王敏：{said}", f"记者：那{one}呢，它自己怎么样？", "王敏：就像我刚才说的那样，差不多。"]
    return "\n\n".join(parts) + "\n"


def echoed_en(rng: random.Random) -> str:
    """A host who says each answer back as a question, in English."""
    parts = []
    for thing in _of(rng, _ENGLISH, 4):
        frame = rng.choice(_SAID_EN)
        words = _filled(frame, thing)
        parts += [
            f"Ann: {words}", f"Host: So you say: {words} Is that right?",
            f"Ann: Yes. {words} {_filled(frame, rng.choice(rng.choice(_ENGLISH)))}",
        ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


KINDS: dict[str, Callable[[random.Random], str]] = {
    made.__name__: made
    for made in (
        one_noun, one_noun_en, template, listed, listed_en, refrain, parallel, compared,
        template_en, refrain_en, survey, echoed_en,
    )
}  # fmt: skip
"""Each way in which sentences come to be nearly the same."""


def read(text: str) -> Interview:
    """A made interview as the quotes see it."""
    return make(text, speakers=SPEAKERS, interviewers=("记者", "Host"))


_HEAD = (
    "# 开始\n\n记者：我们开始吧，先随便聊一聊今天早上你是怎么过来的。\n\n"
    "王敏：坐地铁过来的，路上人不多，正好看完了半本书。\n\n"
)
_TAIL = "\n记者：今天就到这里，谢谢你来。\n\n王敏：也谢谢你们，下次再聊别的。\n"


def talk(rng: random.Random, kind: str) -> Interview:
    """One of that kind, with something else before and behind it or not."""
    rounds = "".join(KINDS[kind](rng) + "\n" for _ in range(rng.randint(1, 2)))
    return read(rng.choice(["", _HEAD]) + rounds + rng.choice(["", _TAIL]))


_EVERY = sorted({thing for group in _THINGS + _ENGLISH for thing in group}, key=len, reverse=True)


def _nouns() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _EVERY)), re.IGNORECASE)


def renamed(rate: float) -> Edit:
    """Things called by another thing's name, one in 1 / rate."""

    def edit(script: Script, rng: random.Random) -> Script:
        return script.edited(
            (*match.span(), rng.choice(_EVERY))
            for match in _nouns().finditer(script.text)
            if rng.random() < rate
        )

    return edit


def exchanged(script: Script, rng: random.Random) -> Script:
    """Two of the things that are spoken of change their names, everywhere or in half of the places."""
    found = sorted({match[0] for match in _nouns().finditer(script.text)})
    if len(found) < 2:
        return script
    one, other = rng.sample(found, 2)
    rate = rng.choice([0.5, 1.0])
    return script.edited(
        (*match.span(), other if match[0] == one else one)
        for match in _nouns().finditer(script.text)
        if match[0] in (one, other) and rng.random() < rate
    )


def _stretches(script: Script) -> list[tuple[int, int]]:
    """The sentences, without labels, line feeds and headings."""
    label = re.compile(rf"(?:{'|'.join(SPEAKERS)})[：:] ?")
    found = []
    for line in re.finditer(r"^(?!#).+$", script.text, re.MULTILINE):
        said = label.match(line[0])
        start = said.end() if said else 0
        found += [
            (line.start() + start + match.start(), line.start() + start + match.end())
            for match in re.finditer(r"(?! )[^。？.?]+[。？.?]?", line[0][start:])
        ]
    return found


def swapped(script: Script, rng: random.Random) -> Script:
    """A few pairs of sentences have changed places."""
    for _ in range(rng.randint(1, 4)):
        found = _stretches(script)
        if len(found) < 2:
            return script
        at = rng.randrange(len(found) - 1)
        (one, first), (other, last) = found[at], found[min(len(found) - 1, at + rng.choice([1, 2, 3, 4, 6]))]
        if script.text[one:first] == script.text[other:last]:
            continue
        script = script.parts(
            [(0, one), (other, last), (first, other), (one, first), (last, len(script.text))]
        )
    return script


def dropped(rate: float) -> Edit:
    """Sentences gone, one in 1 / rate."""

    def edit(script: Script, rng: random.Random) -> Script:
        return script.edited((start, end, "") for start, end in _stretches(script) if rng.random() < rate)

    return edit


def paragraphs_moved(script: Script, rng: random.Random) -> Script:
    """Two paragraphs have changed places, labels and all."""
    bounds = [0, *(match.end() for match in re.finditer(r"\n\n", script.text)), len(script.text)]
    spans = list(pairwise(bounds))
    if len(spans) < 4:
        return script
    one, other = sorted(rng.sample(range(len(spans) - 1), 2))
    if script.text[slice(*spans[one])] != script.text[slice(*spans[other])]:
        spans[one], spans[other] = spans[other], spans[one]
    return script.parts(spans)


def repeated(script: Script, rng: random.Random) -> Script:
    """A few sentences are said again further on or before, never right beside themselves."""
    found = _stretches(script)
    said = []
    for at in sorted(rng.sample(range(len(found)), min(3, len(found)))):
        others = [one for index, one in enumerate(found) if abs(index - at) > 2]
        if others:
            said.append((found[at][1], found[at][1], script.text[slice(*rng.choice(others))]))
    return script.edited(said)


def edits_of(quotes: Sequence[Quote], interview: Interview) -> list[list[Edit]]:
    """What is done to such a text, each of which says of every character where it went."""
    return [
        [swapped], [renamed(0.1)], [renamed(0.3)], [dropped(0.2)], [paragraphs_moved, paragraphs_moved],
        [repeated], [noise(0.02)], [noise(0.05)], [light], [halved],
        [swapped, noise(0.02)], [dropped(0.2), noise(0.03)], [repeated, noise(0.03)],
        [dropped(0.2), repeated], [halved, renamed(0.1)], [paragraphs_moved, dropped(0.15), light],
        [one_copy_gone(quotes, interview)], [one_copy_gone(quotes, interview, 20)],
    ]  # fmt: skip
