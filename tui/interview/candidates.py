"""Places where a label could stand: at the start of a paragraph, with or without bold, times and colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from tui.interview.draft import CODE, HEADING, ITEM, Draft
from tui.interview.names import could_be_label, key

_REACH = 64  # code points at the start of a paragraph in which a label must end
_COLONS = ("：", ":")
_AFTER_A_TIME_OF_DAY = ("，", "。", "、", "；", "！", "？", ",", ".", ";", "!", "?", "的", "分", "左")
_CLOSING = "\"'”’」』）)】]》 "
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


class Candidate:
    """One place where a label could stand.

    Attributes:
        index: of the draft.
        name: as printed, without colon and time.
        end: code points from the draft's start that label, colon, time and the blanks behind them take.
        key: what spellings of one label share.
        look: how it is printed.
        time: the time beside it as printed, or "".
        asks: whether what follows ends in a question.
        quotes: whether what follows begins with a quotation mark, as speech in a novel does.
        item: whether it is an entry of a list.
        wordless: whether nothing but a time or a mark follows on the line.
    """

    __slots__ = ("asks", "end", "index", "item", "key", "look", "name", "quotes", "time", "wordless")

    def __init__(self, index: int, name: str, end: int, look: str, time: str = "") -> None:
        self.index = index
        self.name = name
        self.end = end
        self.key = key(name)
        self.look = look
        self.time = time
        self.asks = self.quotes = self.item = self.wordless = False


@cache
def _leading_time() -> re.Pattern[str]:
    return re.compile(rf"[\[(（【]?\s*({_TIME})\s*(?:[-–—~至]+\s*{_TIME}\s*)?[\])）】]?\s*[-–—]?\s*")


@cache
def _timed() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>[^\[\]()（）:：]{{1,40}}?|[^:：]{{1,40}}?)\s*[\[(（【]?\s*(?P<time>{_TIME})(?![\d:：])\s*[\])）】]?\s*[:：]?\s*"
    )


def find(drafts: Sequence[Draft]) -> list[Candidate]:
    """Every place where a label could stand, in order; at most one for each draft."""
    found: list[Candidate] = []
    for index, draft in enumerate(drafts):
        if draft.form != CODE and (candidate := candidate_of(draft, index)):
            _describe(candidate, drafts)
            found.append(candidate)
    known = {candidate.key for candidate in found}
    taken = {candidate.index for candidate in found}
    bare = Counter[str]()
    lines: list[tuple[int, str]] = []
    for index, draft in enumerate(drafts):
        text = draft.text
        if len(text) > 24 or index in taken or draft.form in (CODE, ITEM) or not could_be_label(text):
            continue
        if text[-1] not in "。！？!?…，,；;、.：:":
            lines.append((index, text))
            bare[key(text)] += 1
    for index, text in lines:
        if bare[key(text)] >= 3 and key(text) not in known:
            look = Look.HEADING if drafts[index].form == HEADING else Look.BARE
            candidate = Candidate(index, text, len(text), look)
            _describe(candidate, drafts)
            found.append(candidate)
    found.sort(key=lambda candidate: candidate.index)
    return found


def candidate_of(draft: Draft, index: int) -> Candidate | None:
    """The label that could stand at the start of a paragraph, or None."""
    text = draft.text
    head = text[:_REACH]
    colon = _colon(head, 0)
    if colon < 0:
        return _bold_bare(draft, index) if draft.bold else None
    start, time = 0, ""
    if (
        head[0] in "[(（【0123456789"
        and colon < 12
        and head[colon - 1].isdigit()
        and (found := _leading_time().match(head))
    ):
        start, time = found.end(), found[1]
        colon = _colon(head, start)
        if colon < 0:
            return None
    if (
        colon + 1 < len(text)
        and head[colon - 1 : colon].isdigit()
        and text[colon + 1 :].lstrip()[:1].isdigit()
    ):
        return _with_time(draft, index, start)
    name = head[start:colon]
    if not could_be_label(name):
        return None
    end = colon + 1
    if head[colon] == ":" and end < len(text) and not text[end].isspace() and text[end].isascii():
        bold_end = draft.bold[0][1] if draft.bold else -1
        if bold_end not in (colon, end):
            return None
    name = name.strip()
    end = len(text) - len(text[end:].lstrip())
    look = _look(draft, start, colon, len(text) <= end)
    return Candidate(index, name, end, look, time)


def _colon(head: str, start: int) -> int:
    """Where the first colon of any kind stands from `start` on, or -1."""
    at = head.find("：", start)
    half = head.find(":", start, at if at >= 0 else len(head))
    return half if half >= 0 else at


def _look(draft: Draft, start: int, colon: int, alone: bool) -> str:
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


def _with_time(draft: Draft, index: int, start: int) -> Candidate | None:
    if sum(c.isdigit() for c in draft.text[start : _colon(draft.text[:_REACH], start)]) > 6:
        return None
    found = _timed().match(draft.text, start, start + _REACH + 32)
    if not found or not could_be_label(found["name"].strip()) or sum(c.isdigit() for c in found["name"]) > 3:
        return None  # with so many digits it is a date, and the line a byline
    if found.end() == found.end("time") and draft.text[found.end() : found.end() + 1] in _AFTER_A_TIME_OF_DAY:
        return None
    return Candidate(index, found["name"].strip(" -–—|"), found.end(), Look.TIMED, found["time"])


def _bold_bare(draft: Draft, index: int) -> Candidate | None:
    if draft.form == HEADING:
        return None
    start, end = draft.bold[0]
    if start or end > 24 or end >= len(draft.text) or not could_be_label(draft.text[:end]):
        return None
    name = draft.text[:end].strip()
    end = len(draft.text) - len(draft.text[end:].lstrip())
    if not draft.text[len(name) : end]:
        return None
    return Candidate(index, name, end, Look.BOLD_BARE)


def _describe(candidate: Candidate, drafts: Sequence[Draft]) -> None:
    draft = drafts[candidate.index]
    candidate.item = draft.form == ITEM
    words = draft.text[candidate.end :]
    if not words:
        after = candidate.index + 1
        if after < len(drafts) and drafts[after].form != HEADING and not candidate_of(drafts[after], after):
            words = drafts[after].text
    tail = words[-80:].rstrip(_CLOSING)
    candidate.asks = tail.endswith(("？", "?")) or ("？" in tail or "?" in tail)
    candidate.quotes = words[:1] in ("“", "「", "『", '"', "‘") and (
        words[-1:] in ("”", "」", "』", '"', "’", "“") or not any(mark in words for mark in "”」』")
    )
    candidate.wordless = bool(words) and len(words) < 40 and not any(c.isalpha() for c in words)
