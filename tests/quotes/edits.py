"""What happens to a text between two readings of it, and where each of its characters has gone.

Every edit says of every character of the new text which one of the old text it was, so that of any quote it
is known where it stands now, whatever was done to the text, and one edit after another.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from tui.interview.model.interview import Interview, Kind
from tui.interview.model.place import Passage, Place
from tui.quotes.anchoring.joined_key import CONTEXT, Stream, key_of
from tui.quotes.quote import Quote, State
from tui.quotes.quote_from_passage import take
from tui.text.matchkey import fold

NEW = -1
"""The origin of a character that no old one became."""


@dataclass(frozen=True)
class Script:
    """A text and, for each of its characters, the offset of the one that it was in the first text, or NEW."""

    text: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Script:
        """A text that nothing has happened to."""
        return cls(text, tuple(range(len(text))))

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> Script:
        """With stretches [start, end) replaced, in order and without overlap.

        What takes the place of as many characters are those; of fewer or more, as many as there are.
        """
        text: list[str] = []
        origin: list[int] = []
        at = 0
        for start, end, words in edits:
            text += [self.text[at:start], words]
            origin += self.origin[at:start]
            origin += self.origin[start : min(end, start + len(words))]
            origin += [NEW] * (len(words) - (end - start))
            at = end
        return Script("".join([*text, self.text[at:]]), (*origin, *self.origin[at:]))

    def parts(self, spans: Iterable[tuple[int, int]]) -> Script:
        """Some stretches of it, in another order."""
        spans = list(spans)
        return Script(
            "".join(self.text[start:end] for start, end in spans),
            tuple(at for start, end in spans for at in self.origin[start:end]),
        )

    def now(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the first text's characters [start, end) stand; None where none of them is left."""
        found = [at for at, old in enumerate(self.origin) if start <= old < end]
        return (found[0], found[-1] + 1) if found else None


Edit = Callable[[Script, random.Random], Script]


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        r"^(?:(?:腾讯新闻《潜望》|騰訊新聞《潛望》|杨植麟|楊植麟|记者|王敏|李雷)[：:]|#+ )", re.MULTILINE
    )


def spared(text: str) -> set[int]:
    """The offsets of labels, heading marks and line feeds: edits of words leave them alone."""
    kept = {at for match in _label().finditer(text) for at in range(*match.span())}
    return kept | {at for at, char in enumerate(text) if char == "\n"}


def noise(rate: float) -> Edit:
    """Characters dropped, replaced and put in, one in 1 / rate."""

    def edit(script: Script, rng: random.Random) -> Script:
        pool = [char for char in script.text if "\u4e00" <= char <= "\u9fff"] or ["x"]
        kept = spared(script.text)
        edits = []
        for at, char in enumerate(script.text):
            if at in kept or rng.random() >= rate:
                continue
            edits.append((at, at + 1, rng.choice(["", rng.choice(pool), char + rng.choice(pool)])))
        return script.edited(edits)

    edit.__name__ = f"noise of {rate:.0%}"
    return edit


_LIGHT = {
    "但是": "可是", "我们": "咱们", "因为": "由于", "非常": "特别", "很多": "许多", "觉得": "认为",
    "现在": "如今", "其实": "", "就是": "便是", "如果": "要是", "可能": "也许", "这个": "那个",
    "然后": "接着", "的时候": "时", "但": "不过", "所以": "因此", "你": "您", "会": "能", "了": "",
    "这种": "这样的",
}  # fmt: skip


def light(script: Script, rng: random.Random) -> Script:
    """One word in three of the common ones replaced by its like, as an editor does."""
    words = re.compile("|".join(sorted(_LIGHT, key=len, reverse=True)))
    kept = spared(script.text)
    return script.edited(
        (*match.span(), _LIGHT[match[0]])
        for match in words.finditer(script.text)
        if match.start() not in kept and rng.random() < 0.33
    )


_MARKS = str.maketrans(
    {"，": "、", "。": "；", "？": "！", "：": "，", "「": "“", "」": "”", "“": "「", "”": "」", ",": "，"}
)


def repunctuated(script: Script, rng: random.Random) -> Script:
    """Every mark within the words replaced by another, and one comma in six gone."""
    kept = spared(script.text)
    return script.edited(
        (at, at + 1, "" if char == "，" and rng.random() < 0.16 else char.translate(_MARKS))
        for at, char in enumerate(script.text)
        if char in "，。？：「」“”," and at not in kept
    )


def traditional(script: Script, rng: random.Random) -> Script:
    """The whole text in traditional characters."""
    import opencc

    words = str(opencc.OpenCC("s2t").convert(script.text))
    assert len(words) == len(script.text)
    return Script(words, script.origin)


def moved(script: Script, rng: random.Random) -> Script:
    """Stretches of paragraphs in another order."""
    ends = [match.end() for match in re.finditer(r"\n\n", script.text)]
    bounds = [0, *sorted(rng.sample(ends, min(6, len(ends)))), len(script.text)]
    spans = list(pairwise(bounds))
    middle = spans[1:-1]
    rng.shuffle(middle)
    return script.parts([spans[0], *middle, spans[-1]])


def halved(script: Script, rng: random.Random) -> Script:
    """Every other paragraph gone."""
    at, gone = 0, []
    for line in script.text.splitlines(keepends=True):
        if line.strip() and not line.startswith("#") and rng.random() < 0.5:
            gone.append((at, at + len(line), ""))
        at += len(line)
    return script.edited(gone)


def recounted(script: Script, rng: random.Random) -> Script:
    """Two figures and numerals in five become others."""
    kept = spared(script.text)
    edits = []
    for match in re.finditer(r"[0-9一二三四五六七八九十百千万亿两]", script.text):
        if match.start() not in kept and rng.random() < 0.4:
            others = "0123456789" if match[0].isdecimal() else "一二三四五六七八九十"
            edits.append((*match.span(), rng.choice(others.replace(match[0], ""))))
    return script.edited(edits)


def contradicted(script: Script, rng: random.Random) -> Script:
    """Two denials in five dropped, and here and there one put in."""
    kept = spared(script.text)
    edits = []
    for match in re.finditer(r"[不没]|[会是能想有]", script.text):
        if match.start() in kept:
            continue
        if match[0] in "不没" and rng.random() < 0.4:
            edits.append((*match.span(), ""))
        elif match[0] not in "不没" and rng.random() < 0.08:
            edits.append((*match.span(), "不" + match[0]))
    return script.edited(edits)


def unsaid(script: Script, rng: random.Random) -> Script:
    """One sentence in three gone, but for those that a paragraph begins with."""
    kept = spared(script.text)
    return script.edited(
        (*match.span(), "")
        for match in re.finditer(r"[^。？！\n]*[。？！]", script.text)
        if match.start() not in kept and rng.random() < 0.33
    )


def relabelled(script: Script, rng: random.Random) -> Script:
    """One turn in four in the other speaker's mouth."""
    names = ("腾讯新闻《潜望》", "杨植麟")
    return script.edited(
        (*match.span(1), names[names.index(match[1]) - 1])
        for match in re.finditer(rf"^({'|'.join(names)})：", script.text, re.MULTILINE)
        if rng.random() < 0.25
    )


def said_by_the_other(quotes: Sequence[Quote], interview: Interview, *, gone: bool) -> Edit:
    """A third of the quotes comes up elsewhere in the other speaker's mouth too, or only there."""

    def edit(script: Script, rng: random.Random) -> Script:
        chosen = []
        end = 0
        for quote in sorted(quotes, key=lambda one: span_of(interview, stood(one))):
            start, behind = span_of(interview, stood(quote))
            if start >= end and len(quote.segments) == 1 and rng.random() < 0.33:
                chosen.append((start, behind, quote))
                end = behind
        if gone:
            script = script.edited((start, behind, "") for start, behind, _quote in chosen)
        ends = [match.end() for match in re.finditer(r"\n\n", script.text)]
        said = []
        for _start, _behind, quote in chosen:
            other = "杨植麟" if quote.speaker != "杨植麟" else "腾讯新闻《潜望》"
            before = rng.choice(["", "我记得有人说过，", "你刚才说"])
            at = rng.choice(ends)
            said.append((at, at, f"{other}：{before}{quote.text}\n\n"))
        return script.edited(sorted(said))

    return edit


def one_copy_gone(quotes: Sequence[Quote], interview: Interview, reach: int = 0) -> Edit:
    """Seven of ten quotes gone, with up to so many characters more on both sides; their copies stay."""

    def edit(script: Script, rng: random.Random) -> Script:
        kept = spared(script.text)
        gone: list[tuple[int, int, str]] = []
        behind = 0
        for quote in sorted(quotes, key=lambda one: span_of(interview, stood(one))):
            start, end = span_of(interview, stood(quote))
            if start < behind or len(quote.segments) > 1 or rng.random() < 0.3:
                continue
            for _ in range(rng.randint(0, reach)):
                start -= start - 1 >= behind and start - 1 not in kept
                end += end < len(script.text) and end not in kept
            gone.append((start, end, ""))
            behind = end
        return script.edited(gone)

    return edit


def relined(script: Script, rng: random.Random) -> Script:
    """Paragraphs split after a full stop here and there."""
    kept = spared(script.text)
    return script.edited(
        (at, at + 1, "。\n\n")
        for at, char in enumerate(script.text)
        if char == "。" and at + 1 not in kept and at + 1 < len(script.text) and rng.random() < 0.2
    )


def copies(then: str, quote: Quote) -> int:
    """How often the match key of the text that a quote was taken from has its words."""
    return then.count(fold(quote.text))


def stood(quote: Quote) -> Passage:
    """Where a quote stood in the text that it was taken from."""
    assert quote.passage is not None
    return quote.passage


def span_of(interview: Interview, passage: Passage) -> tuple[int, int]:
    """A passage's offsets in the source of an interview that was made by hand."""
    (first, start), (last, end) = passage
    paragraphs = interview.paragraphs
    return paragraphs[first].pieces[0].start + start, paragraphs[last].pieces[0].start + end


def weight(text: str) -> tuple[list[str], str]:
    """The figures, and the numerals and denials, that a text has: what no edit may slip past a reader."""
    key = fold(text)
    figures = re.findall(r"[0-9]+(?:\.[0-9]+)?", key)
    return figures, "".join(
        char for char in key if char in "〇零一二两三四五六七八九十百千万亿半不没未无非别否勿毋莫"
    )


LOOSE = 8
"""Characters by which the two ends together may be off: at an end that was edited nobody can say to which
side a character belongs."""


def fault(
    quote: Quote, script: Script, old: Interview, new: Interview, state: State, passage: Passage | None
) -> str:
    """What is wrong with a quote that is shown as sure; "" where nothing is."""
    if state not in (State.OK, State.CHANGED):
        return ""
    assert passage is not None
    if state is State.CHANGED and beside_a_copy(quote, _stream(new).key, new.words(passage), state):
        return f"{state}: its exact words stand elsewhere, yet found as {new.words(passage)!r}"
    there = script.now(*span_of(old, unlabelled(old, stood(quote))))
    found = span_of(new, unlabelled(new, passage))
    if there is None:
        if _reads_the_same(quote, script, old, new, passage):
            return ""
        return f"{state}: its words are gone, yet found as {new.words(passage)!r}"
    off = abs(found[0] - there[0]) + abs(found[1] - there[1])
    # Of the same words twice in a row nobody can say which were taken out: what is left reads the same.
    same = fold(new.words(passage)) == fold(quote.text) and found[0] < there[1] and there[0] < found[1]
    if off > LOOSE and not same:
        before, after, _ = _stream(new).context(passage)
        # Where the same words stand between the same sides nobody can say that it is another place.
        same = state is State.OK and (before, after) == (quote.prefix, quote.suffix)
    if off > LOOSE and not same and not _torn(quote, script, old, found, there):
        return f"{state}: off by {off}: {new.words(passage)!r}"
    turn = new.turn_at(passage.start.paragraph)
    if fold(turn.speaker if turn else "") != fold(quote.segments[0].speaker):
        return f"{state}: in another mouth: {new.words(passage)!r}"
    if weight(new.words(passage)) != weight(quote.text):
        return f"{state}: a number or a denial differs: {new.words(passage)!r}"
    return ""


def _torn(
    quote: Quote, script: Script, old: Interview, found: tuple[int, int], there: tuple[int, int]
) -> bool:
    """Whether something came between a quote's sentences, and it is found where most of it is."""
    start, end = span_of(old, stood(quote))
    kept = sum(start <= at < end for at in script.origin[slice(*found)])
    if there[1] - there[0] > 2 * (end - start):
        return 2 * kept > end - start
    # Its last words may be said again at once: those that follow are as good as its own.
    ends = fold(script.text[slice(*found)])[-LOOSE:] == fold(quote.text)[-LOOSE:]
    return (
        ends
        and 10 * kept >= 8 * (end - start)
        and abs(found[1] - found[0] - end + start) <= len(quote.text) // 8
    )


@lru_cache(maxsize=2)
def _stream(interview: Interview) -> Stream:
    return Stream(interview)


def beside_a_copy(quote: Quote, today: str, words: str, state: State) -> bool:
    """Whether a quote is said to have changed into these words while its own stand in today's match key."""
    key = key_of(quote)
    return state is State.CHANGED and len(key) >= 8 and fold(words) != key and key in today


def _reads_the_same(quote: Quote, script: Script, old: Interview, new: Interview, passage: Passage) -> bool:
    """Whether where a quote was taken out the same words stand with the same on both sides: of what was said
    twice in a row nobody can say which is left."""
    before, after, _ = _stream(new).context(passage)
    start, end = span_of(old, stood(quote))
    cut = sum(NEW < at < start for at in script.origin)
    near = abs(span_of(new, passage)[0] - cut) <= end - start + 2 * CONTEXT
    return near and (before, after) == (quote.prefix, quote.suffix)


def unlabelled(interview: Interview, passage: Passage) -> Passage:
    """A passage without the label that one over several turns begins with."""
    number, offset = passage.start
    return Passage(Place(number, max(offset, interview.paragraphs[number].label)), passage.end)


def some(interview: Interview, stream: Stream, rng: random.Random, count: int, least: int = 8) -> list[Quote]:
    """Quotes of every length from anywhere in a text; one in ten goes on into the next paragraph."""
    numbers = [
        number
        for number, paragraph in enumerate(interview.paragraphs)
        if paragraph.kind is Kind.TEXT and len(paragraph.text) - paragraph.label >= least
    ]
    quotes: list[Quote] = []
    while len(quotes) < count:
        number = rng.choice(numbers)
        paragraph = interview.paragraphs[number]
        size = max(least, rng.choice([4, 6, 8, 10, 12, 16, 20, 30, 50, 80, 150, 300]))
        start = rng.randrange(paragraph.label, max(len(paragraph.text) - size, paragraph.label) + 1)
        last = number
        end = min(start + size, len(paragraph.text))
        if rng.random() < 0.1 and number + 1 in numbers:
            last, end = number + 1, rng.randrange(least, len(interview.paragraphs[number + 1].text) + 1)
        try:
            quotes.append(take(interview, stream, Passage(Place(number, start), Place(last, end))))
        except ValueError:
            continue
    return quotes
