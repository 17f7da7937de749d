"""Texts whose words before a colon are fields, entries and headings, and talk that is printed like them."""

from __future__ import annotations

import pytest

from tests.interview.looks import counts, is_right_or_unsure
from tests.interview.test_forms import ANSWERS, QUESTIONS, talk, words
from tui.interview.reading import read_text


def _entries(heads: str, *rounds: str) -> str:
    """Rounds of entries (a=words / b=words) under headings of a form."""
    return "\n\n".join(
        heads.format(number)
        + "\n\n"
        + "\n".join(entry.replace("=", "：", 1) for entry in entries.split(" / "))
        for number, entries in enumerate(rounds, 1)
    )


NEWS = "\n\n".join(
    f"本市第 {n} 条地铁今天开工，预计四年后通车，沿线居民出行将更加方便。\n记者：{who}\n编辑：{whose}"
    for n, (who, whose) in enumerate([("吴越", "郑一"), ("何田", "孙可"), ("吴越", "孙可"), ("史安", "郑一")])
)
EPISODES = "\n\n".join(
    f"Episode {n}\n{who}"
    for n, who in enumerate(
        ["Guest: Ida Berg", "Host: Mia\nGuest: Rui Costa", "Guest: Ann Vos\nHost: Tom", "Host: Mia"], 51
    )
)
SERVERS = (
    "Host: alpha\nUser: root\nPort: 22\n\nHost: beta\nUser: deploy\nOwner: Kim\n\n"
    "Host: gamma\nOwner: Kim\nUser: deploy\n\nHost: delta\nUser: nobody\n"
)
RATINGS = _entries(
    "## 第 {} 轮",
    "王大力=6 分，扑救及时。 / 李小川=5 分，传球失误太多。 / 赵一飞=7 分。",
    "李小川=7 分，助攻一次。 / 王大力=4 分，丢了不该丢的球。",
    "赵一飞=8 分，梅开二度。 / 王大力=6 分。 / 李小川=6 分，跑动积极。",
)
CHARACTERS = _entries(
    "## 第 {} 章",
    "陈阿福=初次登场，挑着一副担子。 / 林秀兰=站在桥头，等一封信。",
    "林秀兰=信到了，没有拆。 / 陈阿福=把担子卖掉，买了船票。",
    "陈阿福=在海上病了一场。 / 林秀兰=嫁到邻村。 / 陈阿福=回来时头发白了。",
)
COMMENTS = _entries(
    "## 第 {} 学期",
    "王一诺=你很认真，字也漂亮。 / 李子涵=你要多举手！ / 赵天宇=爱读书，乐于助人。 / 孙晓雨=你画得真好。",
    "李子涵=这学期你敢发言了。 / 王一诺=数学进步很大。 / 孙晓雨=你跑得真快！ / 赵天宇=别怕，慢慢来。",
)
DIARY = "\n\n".join(
    f"{day}：{words}"
    for day, words in [
        ("周一", "我搬进了新屋，窗外有一棵树。"),
        ("周二", "下雨，我们都没有出门。"),
        ("周四", "我去赶集，买了一把锄头，又问了问种子的价钱，卖种子的老人说今年雨多。"),
        ("周一", "起得很早，我的手上起了泡。"),
        ("周二", "我病了。"),
        ("周四", "好一点了，隔壁送来姜汤。"),
    ]
)
MEALS = "\n\n".join(
    f"3 月 {n} 日\n{meals}"
    for n, meals in enumerate(
        [
            "早餐：两个鸡蛋，我没吃饱\n午餐：食堂，你说的那家\n晚餐：沙拉",
            "早餐：燕麦\n晚餐：没吃",
            "午餐：同事请客，我尽量少吃\n晚餐：一碗粥\n加餐：半夜饿了，我吃了四片饼干，对不起",
            "早餐：豆浆\n午餐：我妈做的鱼，没忍住吃了两碗饭，你别骂我\n晚餐：黄瓜\n加餐：酸奶",
        ],
        4,
    )
)
MARKET = _entries(
    "6 月 {} 日",
    "大盘=低开高走，成交放大。 / 操作=没动。 / 心得=我想好的计划一样都没做，手痒的时候你就去倒杯水。",
    "大盘=横盘。 / 操作=减了一半。 / 心得=卖早了。",
    "操作=买回一点。我承认这就是追高，追高的人最后都会写一篇很长的反思，比如现在的我。 / 大盘=冲高回落。",
    "大盘=大跌。 / 心得=不说了。",
    "大盘=反弹。 / 操作=止损。 / 心得=我把止损写在纸上，今天第一次照做，做完去楼下走了一圈。",
)
CLASSICS = "\n\n".join(
    f"原文：{old}\n翻译：{new}\n赏析：{about}"
    for old, new, about in [
        ("学而时习之，不亦说乎？", "学了按时温习，不也高兴吗？", "以反问开篇。"),
        ("人不知而不愠，不亦君子乎？", "别人不了解也不恼怒，不也是君子吗？", "语气平和。"),
        ("为人谋而不忠乎？", "替人谋划有没有尽心？", "三省之一，你我都当自问。"),
    ]
)
DOCS = "\n\n".join(
    f"### {name}\n\nArguments:\n\n* **{given}** the {given} to use{more}\n\nReturns: `{back}`\n\n{text}"
    for name, given, more, back, text in [
        ("open", "path", "", "Handle", "It is kept until it is closed."),
        ("close", "handle", "\n* **force** whether to wait", "void", "```\nclose(handle)\n```"),
        ("size", "handle", "", "number", "In bytes, without what is not written yet."),
        ("names", "folder", "\n* **deep** whether to go on", "string[]", "Sorted."),
    ]
)
PACKAGE = "".join(f"Classifier: Topic :: Words {n}\n" for n in range(7)) + "".join(
    f"Project-Url: Docs{n}, https://example.org/{n}\n" for n in range(4)
)
LICENCES = "\n\n".join(
    [
        "Files: a/*\nAvailability: https://example.org/a\nLicense: MIT",
        "Name: b\nFiles: b/*\nLicense: BSD",
        "Files: c/*\nAvailability: https://example.org/c",
        "Name: d\nFiles: d/*\nLicense: MIT",
    ]
)
CHANGES = "# Changes\n\n" + "\n\n".join(
    f"## {n}.0\n\n### Deprecated\n\n- The old call number {n} goes away.\n\n### Added\n\n- A new one."
    for n in range(5, 0, -1)
)
PEOPLE = "\n".join(
    f"* **{name}** <<{name.split()[0].lower()}@example.org>>" for name in ("Ann Lee", "Bo Chen") * 4
)
QUIZ = "A quiz\n\n" + "\n\n".join(
    f"Q{n}. Which year was it?\nA. The first\nB. The second\nC. The third\nD. Never" for n in range(1, 6)
)
PRICES = "# 门票\n\n成人票八十元，周末另加十元。\n\n学生：四十元\n\n老师：五十元\n"
LOG = "".join(f"Jan 12 10:00:{n:02} box daemon[{n}]: started again, nothing to do\n" for n in range(12))
DAYS = "\n\n".join(
    f"{n} February\n{words}"
    for n, words in enumerate(
        [
            "Morning: I slept badly but the light was nice, the cat stayed an hour.\nEvening: called Mum.",
            "Morning: late.\nEvening: we cooked, and you could have heard us laugh from the street.",
            "Evening: nothing. I read.",
            "Morning: ran. My knee complained.\nGrateful for: my knee.",
            "Morning: snow!\nEvening: the meeting went well. I said what I wanted, and nobody died.",
        ],
        1,
    )
)


LOOK_ALIKES = {
    "news": NEWS,
    "episodes": EPISODES,
    "servers": SERVERS,
    "ratings": RATINGS,
    "characters": CHARACTERS,
    "comments": COMMENTS,
    "diary": DIARY,
    "meals": MEALS,
    "market": MARKET,
    "classics": CLASSICS,
    "docs": DOCS,
    "package": PACKAGE,
    "licences": LICENCES,
    "changes": CHANGES,
    "people": PEOPLE,
    "quiz": QUIZ,
    "prices": PRICES,
    "log": LOG,
    "days": DAYS,
}


@pytest.mark.parametrize("what", LOOK_ALIKES)
@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_nobody_speaks_where_a_form_is_filled_in(what: str, suffix: str) -> None:
    assert is_right_or_unsure(read_text(LOOK_ALIKES[what], f"x.{suffix}"), {})


SAID = (
    "我父亲建的这座厂，最早只有一台车床。",
    "那年我还小，天天去河边捡铁屑。",
    "你看，这就是当年的算盘。",
    "后来我们搬了家。",
    "桥是他修的，我只是看着。",
)


@pytest.mark.parametrize(
    "names",
    [
        ("王敏", "李强", "张洋"),
        ("王敏捷", "李自强", "Tom"),
        ("受访者A", "受访者B", "受访者C"),
        ("Leah", "Jason", "Tina"),
    ],
)
@pytest.mark.parametrize("head", ["## {}", "**{}**", "## {}？"])
def test_people_speak_where_each_says_one_thing_under_each_heading(names: tuple[str, ...], head: str) -> None:
    parts = [
        head.format(topic)
        + "\n\n"
        + "\n\n".join(f"{name}：{SAID[(n + at) % 5]}" for at, name in enumerate(names))
        for n, topic in enumerate(("起步", "断粮", "转折", "现在"))
    ]
    assert counts(read_text("\n\n".join(parts), "x.md")) == dict.fromkeys(names, 4)


def test_letters_of_two_of_one_length_are_a_conversation() -> None:
    source = "\n\n".join(f"{'张炜' if n % 2 else '韩东'}：{SAID[n % 5]}" for n in range(10))
    assert counts(read_text(source, "x.md")) == {"韩东": 5, "张炜": 5}


def test_the_press_asks_once_each() -> None:
    asking = ("路透社", "《环球晚报》", "澎湃新闻", "深圳卫视", "彭博社")
    source = "\n\n".join(
        f"{who}：这件事怎么看？\n\n毛敏：此前已经多次说明，{n} 项都有进展。" for n, who in enumerate(asking)
    )
    assert is_right_or_unsure(read_text(source, "x.md"), {"毛敏": 5, **dict.fromkeys(asking, 1)})


def test_speech_without_stops_is_a_conversation() -> None:
    said = [
        *(
            "那个店后来关了",
            "关了以后人就散了",
            "哪一年的事",
            "零九年底",
            "地震之前",
            "对就是地震之前 店里有二十人",
        ),
        *("现在呢", "现在剩下七个都是本地的", "门面还在", "门面卖了一半另一半空着", "那机器呢", "机器拉走了"),
    ]
    source = "\n".join(f"{'李四' if n % 2 else '张三'}：{words}" for n, words in enumerate(said))
    assert counts(read_text(source, "x.txt")) == {"张三": 6, "李四": 6}


def test_one_who_asks_and_one_who_answers_may_speak_once_under_each_heading() -> None:
    pairs = [
        ("说说起步的时候。", "那时候只有三个人，一间小屋。"),
        ("后来有了变化。", "第二年拿到一笔钱，我们换了地方。"),
        ("最难的是第三年。", "是的，走了一半的人。"),
        ("现在看起来不错。", "现在刚刚打平。"),
    ]
    source = "\n\n".join(f"## 之{n}\n\n记者：{q}\n\n嘉宾：{a}" for n, (q, a) in enumerate(pairs))
    assert counts(read_text(source, "x.md")) == {"记者": 4, "嘉宾": 4}


def test_talk_may_stand_in_quotation_marks_throughout() -> None:
    source = "\n\n".join(
        f"{'陈小远' if n % 2 else '记者'}：“{SAID[n % 5]}{'后来？' * (1 - n % 2)}”" for n in range(10)
    )
    assert counts(read_text(source, "x.md")) == {"记者": 5, "陈小远": 5}


TALK = talk("周大可：{}", "李樹人：{}")


@pytest.mark.parametrize(
    "head",
    [
        "# 夜谈\n\n周大可：诊所的大夫\n\n李樹人：种稻的人，八零后\n\n以下是谈话。",
        "# 夜谈\n\n嘉宾：\n\n- 周大可：诊所的大夫\n- 李樹人：种稻的人",
        "# 夜谈\n\n## 看点\n\n- 周大可：慢一点\n- 李樹人：先种树\n- 周大可：钱不重要\n\n## 实录",
        "# 夜谈\n\n目录\n\n1. 李樹人：雪地\n2. 周大可：声音\n\n正文",
        "## 时间轴\n\n00:35 周大可：聊县城\n\n02:10 李樹人：回到乡下\n\n## 文字",
        "李樹人：把日子写进书里\n2023-08-14\n\n去年冬天，他的第一本书出版。",
        "## 夜谈\n\n[李樹人：把日子写进书里](https://example.org/a)\n\n去年冬天，他的第一本书出版。",
    ],
    ids=["guests", "items", "points", "contents", "times", "title", "link"],
)
def test_who_is_introduced_at_the_head_has_not_spoken_yet(head: str) -> None:
    interview = read_text(f"{head}\n\n{TALK}", "x.md")
    assert counts(interview) == {"周大可": 6, "李樹人": 6}
    assert words(interview, 1) == [QUESTIONS[0]]


@pytest.mark.parametrize("end", ["- END -\n\n嘉宾简介", "## 参考资料"])
def test_who_is_told_of_at_the_foot_says_nothing(end: str) -> None:
    interview = read_text(
        f"{TALK}\n{end}\n\n李樹人：《夜班》，某出版社，2012\n\n周大可：大夫，现居山中\n", "x.md"
    )
    assert counts(interview) == {"周大可": 6, "李樹人": 6}
    assert words(interview, 12) == [ANSWERS[5]]


@pytest.mark.parametrize(
    "first", ["周大可：大家好\n\n李樹人：各位好\n\n（音乐）", "周大可：开始吧\n\n李樹人：开始"]
)
def test_first_words_without_a_stop_are_said(first: str) -> None:
    assert counts(read_text(f"# 夜谈\n\n{first}\n\n{TALK}", "x.md")) == {"周大可": 7, "李樹人": 7}


def test_lines_broken_within_what_is_said_head_nothing() -> None:
    said = (
        "The ferry was late that year, and so was the mail\n\nwhich came by the same boat\n\nand often wet",
        "The island had two shops.",
        "One of them sold rope, and nothing but rope, and was never open in winter.",
    )
    names = ("王敏捷", "李自强", "张洋洋")
    source = "\n\n".join(f"**{names[n % 3]}：**{said[n % 3]}" for n in range(12))
    assert is_right_or_unsure(read_text(source, "x.md"), dict.fromkeys(names, 4))


def test_a_name_that_ends_like_a_verb_takes_turns_without_being_asked() -> None:
    source = "\n\n".join(f"{'李想' if n % 2 else '张炜'}：{SAID[n % 5]}" for n in range(10))
    assert counts(read_text(source, "x.md")) == {"张炜": 5, "李想": 5}
