"""Places where a label could stand: at the start of a paragraph, with or without bold, times and colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from tui.interview.draft import CODE, HEADING, ITEM, Draft
from tui.interview.names import could_be_label, key, spelling
from tui.interview.times import OPENING, has_clock

_REACH = 64  # code points at the start of a paragraph in which a label must end
_COLONS = ("：", ":")
_AFTER_A_TIME_OF_DAY = ("，", "。", "、", "；", "！", "？", ",", ".", ";", "!", "?", "的", "分", "左")
_LEADERS = frozenset(">-–—‐•*_0123456789")
_UNUSUAL = _LEADERS | frozenset("[【<")
_EMPHASIS = ("*", "_")
_OPENING_QUOTES = '“「『"‘'
_CLOSING_QUOTES = '”」』"’“'
_TIME = r"(?:\d{1,2}\s?[:：]\s?)?\d{1,2}\s?[:：]\s?\d{2}(?:[.,]\d{1,3})?"


class Look:
    """How a label is printed; no Enum, which would take longer to make than a short interview to read."""

    PLAIN = "plain"  # 名：words
    ALONE = "alone"  # 名： on a line of its own
    BOLD = "bold"  # **名：**words, the colon within the bold
    BOLD_NAME = "bold-name"  # **名**：words
    BOLD_LINE = "bold-line"  # **名：words**
    BOLD_BARE = "bold-bare"  # **名** words
    BARE = "bare"  # 名 on a line of its own, no colon
    TIMED = "timed"  # 名 00:52 words
    HEADING = "heading"  # ### 名：
    BRACKETED = "bracketed"  # [名] words
    DASHED = "dashed"  # 名 — words
    MARKED = "marked"  # the container says that it is a name: <cite>名</cite>


class Candidate:
    """One place where a label could stand.

    Attributes:
        index: of the draft.
        name: as printed, without colon and time.
        key: what spellings of one label share.
        end: code points from the draft's start that label, colon, time and the blanks behind them take.
        look: how it is printed.
        time: the time beside it as printed, or "".
        asks: whether what follows ends in a question.
        quotes: whether what follows begins with a quotation mark, as speech in a novel does.
        item: whether it is an entry of a list.
        wordless: whether nothing but a time or a mark follows on the line.
    """

    __slots__ = ("asks", "end", "index", "item", "key", "look", "name", "quotes", "time", "wordless")

    def __init__(self, index: int, name: str, key: str, end: int, look: str, time: str = "") -> None:
        self.index = index
        self.name = name
        self.key = key
        self.end = end
        self.look = look
        self.time = time
        self.asks = self.quotes = self.item = self.wordless = False


@cache
def _leading_time() -> re.Pattern[str]:
    return re.compile(
        rf"[\[(（【]?\s*({_TIME})\s*(?:(?:--?>|[-–—~至→]+)\s*{_TIME}\s*)?[\])）】]?\s*[-–—]?\s*"
    )


@cache
def _timed() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>[^\[\]()（）:：]{{1,40}}?|[^:：]{{1,40}}?)\s*[\[(（【]?\s*(?P<time>{_TIME})(?!\d|[:：]\s?\d)\s*[\])）】]?\s*[:：]?\s*"
    )


def find(drafts: Sequence[Draft], *, lines: bool = True) -> list[Candidate]:
    """Every place where a label could stand, in order; at most one for each draft.

    Args:
        drafts: the paragraphs.
        lines: whether what has no colon but a line of its own, or a dash, may be a label too.
    """
    found: list[Candidate] = []
    bare: list[tuple[int, str, str, int, str, str]] = []
    for index, draft in enumerate(drafts):
        if draft.form == CODE:
            continue
        if candidate := candidate_of(draft, index):
            _describe(candidate, drafts)
            found.append(candidate)
        elif not lines:
            continue
        elif draft.text[0] in _UNUSUAL and (named := _timed_line(draft)):
            bare.append((index, *named))
        elif (
            len(draft.text) <= 24
            and draft.form != ITEM
            and draft.text[-1] not in "。！？!?…，,；;、.：:"
            and (spelt := spelling(draft.text))
        ):
            bare.append((index, *spelt, len(spelt[0]), Look.BARE, ""))
    if lines and len(found) < 0.1 * len(drafts):
        labelled = {candidate.index for candidate in found}
        bare += [
            (index, *dashed)
            for index, draft in enumerate(drafts)
            if draft.form != CODE and index not in labelled and (dashed := _dashed(draft))
        ]
    if not bare:
        return found
    # A line that is nothing but a name, or has a dash for a colon, must come again, and its name stand
    # nowhere as a label.
    known = {candidate.key for candidate in found}
    # A time and a name on each line, one below the other, are a timetable.
    timed = {line[0] for line in bare if line[4] == Look.TIMED}
    if sum(1 for index in timed if index + 1 in timed or index + 1 >= len(drafts)) > 0.3 * len(timed):
        bare = [line for line in bare if line[0] not in timed]
    times = Counter([line[2] for line in bare])
    for index, name, name_key, end, look, time in bare:
        if times[name_key] >= 3 and name_key not in known:
            look = Look.HEADING if drafts[index].form == HEADING else look
            candidate = Candidate(index, name, name_key, end, look, time)
            _describe(candidate, drafts)
            found.append(candidate)
    found.sort(key=lambda candidate: candidate.index)
    return found


@cache
def _dash() -> re.Pattern[str]:
    return re.compile(
        r"([^\s—–-][^—–]{0,38}?)(?:\s+[-–—]{1,2}\s+|\s?——\s?)|([QAqa](?:(?=\.\s)|\d{1,3}(?=[.、．\s])))[.、．]?\s+"
    )


def _dashed(draft: Draft) -> tuple[str, str, int, str, str] | None:
    """A name with a dash for a colon (Ann — words), and the Q. and A. of questions and answers."""
    text = draft.text
    if draft.form == HEADING or not (
        "—" in text[:40] or " - " in text[:40] or " – " in text[:40] or text[0] in "QAqa"
    ):
        return None
    found = _dash().match(text)
    if not found or found.end() >= len(text):
        return None
    spelt = spelling(found[1] or found[2])
    if spelt is None or not (found[2] or len(spelt[0].split()) <= 4):
        return None
    return *spelt, found.end(), Look.DASHED if found[1] else Look.PLAIN, ""


def _timed_line(draft: Draft) -> tuple[str, str, int, str, str] | None:
    """A line of a time and a name behind it, and nothing else (00:12 Ann)."""
    text = draft.text
    if len(text) > 60 or text[0] not in OPENING or not has_clock(text):
        return None
    found = _leading_time().match(text)
    if not found or not found.end() < len(text) <= found.end() + 24 or text[-1] in "。！？!?…，,；;、.：:":
        return None
    spelt = spelling(text[found.end() :])
    return (*spelt, len(text), Look.TIMED, found[1]) if spelt else None


def candidate_of(draft: Draft, index: int) -> Candidate | None:
    """The label that could stand at the start of a paragraph, or None."""
    text = draft.text
    if draft.voice:
        return _marked(draft, index)
    start, time = 0, ""
    if text[0] in _UNUSUAL:
        if text[0] in _LEADERS and (found := _leader().match(text)):
            start = found.end()
        if text[start : start + 1] in ("[", "【", "<") and (bracketed := _bracketed(text, index, start)):
            return bracketed
    colon = _colon(text, start)
    if colon < 0:
        return _bold_bare(draft, index) if draft.bold else None
    if colon and text[colon - 1].isdigit():
        if colon < 12 and text[0] in "[(（【0123456789" and (found := _leading_time().match(text, 0, _REACH)):
            start, time = found.end(), found[1]
            colon = _colon(text, start)
            if colon < 0:
                return None
        if text[colon - 1].isdigit() and text[colon + 1 :].lstrip()[:1].isdigit():
            return _with_time(draft, index, start)
    end = colon + 1
    if start and text[start - 1] in _EMPHASIS:
        mark = text[start - 1]
        if text[end : end + 1] == mark:
            end += 1
        elif text[colon - 1] != mark:
            return None
        spelt = spelling(text[start:colon].rstrip(mark))
    else:
        spelt = spelling(text[start:colon])
    if spelt is None:
        return _bold_bare(draft, index) if draft.bold else None  # the colon is one of the words
    name, name_key = spelt
    if end >= len(text):
        return Candidate(index, name, name_key, end, _look(draft, start, colon, alone=True), time)
    if text[colon] == ":" and end == colon + 1 and text[end].isascii() and not text[end].isspace():
        bold_end = draft.bold[0][1] if draft.bold else -1
        if bold_end not in (colon, end):
            return None
    if text[end].isspace():
        end = behind_blanks(text, end)
    return Candidate(index, name, name_key, end, _look(draft, start, colon, alone=False), time)


def _colon(text: str, start: int) -> int:
    """Where the first colon of any kind stands from `start` on, within a label's reach, or -1."""
    at = text.find("：", start, _REACH)
    half = text.find(":", start, at if at >= 0 else _REACH)
    return half if half >= 0 else at


def behind_blanks(text: str, end: int) -> int:
    """The first place from `end` on, in code points, where no blank stands."""
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def _look(draft: Draft, start: int, colon: int, *, alone: bool) -> str:
    if draft.form == HEADING:
        return Look.HEADING
    if draft.bold and draft.bold[0][0] <= start:
        if alone:
            return Look.BOLD
        if draft.all_bold:
            return Look.BOLD_LINE
        end = draft.bold[0][1]
        inside = end > colon or any(a <= colon < b for a, b in draft.bold)
        return Look.BOLD if inside else Look.BOLD_NAME if end >= colon - 1 else Look.PLAIN
    return Look.ALONE if alone else Look.PLAIN


@cache
def _leader() -> re.Pattern[str]:
    # Dashes, signs of another voice, a number; and the single star or stroke of an emphasis.
    return re.compile(r"(?:>{1,3}\s*|[-–—‐•]{1,2}\s*)?(?:\d{1,3}\s?[.、．)）](?!\d)\s*|[*_](?=\w))?(?=\S)")


@cache
def _in_brackets() -> re.Pattern[str]:
    return re.compile(
        r"(?:\[\s*([^\[\]]{1,48}?)\s*\]|【\s*([^【】]{1,24}?)\s*】|<([^<>/]{1,40})>)\s*[:：]?\s*"
    )


def _bracketed(text: str, index: int, start: int) -> Candidate | None:
    """A name in brackets, a colon behind it or not."""
    found = _in_brackets().match(text, start)
    if not found or text[found.end() : found.end() + 1] in ("(", "（"):
        return None  # a link
    spelt = spelling(found[1] or found[2] or found[3])
    if spelt is None:
        return None
    look, end = Look.PLAIN if found[0].rstrip()[-1] in _COLONS else Look.BRACKETED, found.end()
    time = _leading_time().match(text, end) if text[end : end + 1] in OPENING else None
    if time:  # [名] 10:00:05, as meetings are written down
        return Candidate(index, *spelt, time.end(), look, time[1])
    return Candidate(index, *spelt, end, look)


def _marked(draft: Draft, index: int) -> Candidate | None:
    """A name that the container marks, with the colon and the time behind it."""
    text = draft.text
    start, time = 0, ""
    if text[0] in "[(（【0123456789" and (found := _leading_time().match(text, 0, _REACH)):
        start, time = found.end(), found[1]
    name = text[start : max(start, draft.voice)].strip().rstrip(":：").strip()
    spelt = spelling(name)
    if spelt is None:
        return None
    end = behind_blanks(text, max(start, draft.voice))
    if text[end : end + 1] in _COLONS:
        end = behind_blanks(text, end + 1)
    if not time and text[end : end + 1] in "[(（【0123456789" and (found := _leading_time().match(text, end)):
        end, time = found.end(), found[1]
        if text[end : end + 1] in _COLONS:
            end = behind_blanks(text, end + 1)
    return Candidate(index, *spelt, end, Look.MARKED, time)


def _with_time(draft: Draft, index: int, start: int) -> Candidate | None:
    text = draft.text
    if _digits(text[start : _colon(text, start)]) > 6:
        return None
    found = _timed().match(text, start, start + _REACH + 32)
    if not found:
        return None
    name, time = found.group("name", "time")
    if not could_be_label(name.strip()) or _digits(name) > 3:
        return None  # with so many digits it is a date, and the line a byline
    end = found.end()
    if end == found.end("time") and text[end : end + 1] in _AFTER_A_TIME_OF_DAY:
        return None
    name = name.strip(" -–—|")
    return Candidate(index, name, key(name), end, Look.TIMED, time)


@lru_cache(maxsize=1024)
def _digits(words: str) -> int:
    return sum(c.isdigit() for c in words)


def _bold_bare(draft: Draft, index: int) -> Candidate | None:
    if draft.form == HEADING:
        return None
    start, end = draft.bold[0]
    if start or end > 24 or end >= len(draft.text) or not could_be_label(draft.text[:end]):
        return None
    name = draft.text[:end].strip()
    end = behind_blanks(draft.text, end)
    if draft.text[end : end + 1] in ("|", "｜"):
        end = behind_blanks(draft.text, end + 1)
    if not draft.text[len(name) : end]:
        return None
    return Candidate(index, name, key(name), end, Look.BOLD_BARE)


def _describe(candidate: Candidate, drafts: Sequence[Draft]) -> None:
    """See what follows the label: on its line, else in the next paragraph if that has no label."""
    draft, start = drafts[candidate.index], candidate.end
    text = draft.text
    if draft.form == ITEM:
        candidate.item = True
    if start >= len(text):
        after = candidate.index + 1
        if after >= len(drafts) or drafts[after].form == HEADING or candidate_of(drafts[after], after):
            return
        text, start = drafts[after].text, 0
    tail = text[start if start > len(text) - 80 else -80 :]
    candidate.asks = "？" in tail or "?" in tail
    if text[start] in _OPENING_QUOTES:
        candidate.quotes = text[-1] in _CLOSING_QUOTES or not any(text.find(c, start) >= 0 for c in "”」』")
    if not text[start].isalpha() and candidate.look is not Look.MARKED:
        candidate.wordless = len(text) - start < 40 and not any(c.isalpha() for c in text[start:])
