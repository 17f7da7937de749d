"""The label that could stand at the start of a paragraph, with or without bold, times and colon."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from tui.interview.model.draft import HEADING, ITEM, Draft
from tui.interview.model.times import OPENING, is_time
from tui.interview.names.shapes import could_be_label, key, shape, spelling
from tui.text.lazy_pattern import lazy_pattern

_REACH = 64  # code points at the start of a paragraph in which a label must end
_COLONS = ("：", ":", "∶", "︰", "﹕")
_AFTER_A_TIME_OF_DAY = ("，", "。", "、", "；", "！", "？", ",", ".", ";", "!", "?", "的", "分", "左")
_BULLETS = "•·●■◆◇▎▪□▶►◼★☆"
_LEADERS = frozenset(">-–—‐*_0123456789" + _BULLETS)
BRACKETS = frozenset("[【<(（")
UNUSUAL = _LEADERS | BRACKETS
_EMPHASIS = ("*", "_")
_OPENING_QUOTES = '“「『"‘'
_SENTENCE_ENDS = "。！？…，"
_CLOSING_QUOTES = '”」』"’“'
TIME = r"(?:\d{1,2}\s?[:：]\s?)?\d{1,2}\s?[:：]\s?\d{2}(?:[.,]\d{1,3})?"
_HALF = r"(?:\s?[AaPp]\.?[Mm]\.?(?![A-Za-z]))?"  # of the day
DATE = r"\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?[,，T]?\s*(?:[上下]午)?\s*"


class Look(StrEnum):
    """How a label is printed."""

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
    DASHED = "dashed"  # 名 — words, 名｜words, a tab between them
    MARKED = "marked"  # the container says that it is a name: <cite>名</cite>


_BOLD = {Look.BOLD, Look.BOLD_NAME, Look.BOLD_LINE}


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
        item: whether it is an entry of a list, or a number stands before it.
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


TIME_BEFORE = lazy_pattern(
    rf"[\[(（【]?\s*(?:{DATE})?({TIME}){_HALF}\s*(?:(?:--?>|[-–—~至→]+)\s*{TIME}\s*)?[\])）】]?\s*[-–—]?\s*"
)
"""A time before a label: in brackets or not, with a date before it, and the time of the end behind it."""
_TIMED = lazy_pattern(
    rf"(?P<name>[^\[\]()（）:：]{{1,40}}?|[^:：]{{1,40}}?)\s*[\[(（【]?\s*(?P<time>{TIME})(?!\d|[:：]\s?\d){_HALF}\s*[\])）】]?\s*[:：]?\s*"
)
_TIME_BEHIND = lazy_pattern(rf"[\[(（【]\s*({TIME})\s*[\])）】]\s*|({TIME})\s*$")
"""A time behind a label's colon: in brackets, or alone on the line."""


def has_colon(text: str, start: int = 0) -> bool:
    """Tell whether a colon, of either width, stands at `start` or behind it."""
    return text.find(":", start) >= 0 or text.find("：", start) >= 0


def candidate_of(draft: Draft, index: int) -> Candidate | None:
    """Find the label that could stand at the start of a paragraph, or None."""
    text = draft.text
    if draft.voice:
        return _marked(draft, index)
    start, time = 0, ""
    if text[0] in UNUSUAL:
        if text[0] in _LEADERS and (found := _LEADER.match(text)):
            start = found.end()
        if text[start : start + 1] in BRACKETS and (bracketed := bracketed_name(draft, index, start)):
            return bracketed
    colon = _colon(text, start)
    if colon < 0:
        return bold_bare(draft, index) if draft.bold else None
    if colon and text[colon - 1].isdigit():
        if colon < 20 and text[0] in OPENING and (found := TIME_BEFORE.match(text, 0, _REACH)):
            start, time = found.end(), found[1]
            if text[start : start + 1] in BRACKETS and (bracketed := bracketed_name(draft, index, start)):
                bracketed.time = time
                return bracketed
            colon = _colon(text, start)
            if colon < 0:
                return None
        if (
            text[colon - 1].isdigit()
            and text[colon + 1 :].lstrip()[:1].isdigit()
            and not (
                text[colon + 1 : colon + 2].isspace()
                and _TIME_BEHIND.match(text, behind_blanks(text, colon + 1))
            )
        ):
            return _with_time(draft, index, start)
    # What happens while nobody speaks may stand before the name: (applause) Ann: words
    if text[start] in BRACKETS and (direction := _DIRECTION.match(text, start, colon)):
        start = direction.end()
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
        return bold_bare(draft, index) if draft.bold else None  # the colon is one of the words
    name, name_key = spelt
    if end >= len(text):
        return Candidate(index, name, name_key, end, _look(draft, start, colon, alone=True), time)
    if text[colon] == ":" and end == colon + 1 and text[end].isascii() and not text[end].isspace():
        bold_end = draft.bold[0][1] if draft.bold else -1
        # Without a blank behind it a colon is an address's or a ratio's, unless words clearly begin.
        if (
            bold_end not in (colon, end)
            and not (text[end].isupper() and len(name) > 1)
            and name[-1] < "\u2e80"
        ):
            return None
    if text[end].isspace():
        end = behind_blanks(text, end)
    look = _look(draft, start, colon, alone=False)
    if text[end] in OPENING and (behind := _TIME_BEHIND.match(text, end)):
        end, time = behind.end(), behind[1] or behind[2]
    return Candidate(index, name, name_key, end, look, time)


def _colon(text: str, start: int) -> int:
    """Where the first colon of any kind stands from `start` on, within a label's reach, or -1."""
    at = text.find("：", start, _REACH)
    half = text.find(":", start, at if at >= 0 else _REACH)
    if half >= 0 or at >= 0:
        return half if half >= 0 else at
    # A ratio's, an upright line's and a small one, which old pages print; no loop, for each paragraph asks.
    if (at := text.find("∶", start, _REACH)) < 0 and (at := text.find("︰", start, _REACH)) < 0:
        at = text.find("﹕", start, _REACH)
    return -1 if at >= 0 and _is_ratio(text, at) else at


def _is_ratio(text: str, colon: int) -> bool:
    """Whether a colon stands between two figures (3∶1)."""
    return text[max(0, colon - 1) : colon].isdigit() and text[colon + 1 : colon + 2].isdigit()


def behind_blanks(text: str, end: int) -> int:
    """Find the first place from `end` on, in code points, where no blank stands."""
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


# Dashes, signs of another voice, a number; and the single star or stroke of an emphasis.
_LEADER = lazy_pattern(
    rf"(?:>{{1,3}}\s*|[-–—‐{_BULLETS}]{{1,2}}\s*)?(?:\d{{1,3}}\s?[.、．)）](?!\d)\s*|[*_](?=[\w《「『“]))?(?=\S)"
)
_DIRECTION = lazy_pattern(
    r"(?:\([^()]{2,40}\)|（[^（）]{2,40}）|\[[^\[\]]{2,40}\]|【[^【】]{2,24}】)\s*(?=\w)"
)
_IN_BRACKETS = lazy_pattern(
    r"(?:\[\s*([^\[\]]{1,48}?)\s*\]|【\s*([^【】]{1,24}?)\s*】|<([^<>/]{1,40})>"
    r"|[(（]\s*([^()（）]{2,24}?)\s*[)）](?=.))\s*[:：∶︰﹕]?\s*"
)


def bracketed_name(draft: Draft, index: int, start: int, *, whole: bool = False) -> Candidate | None:
    """Find a name in brackets, a colon behind it or not; in round ones only what is clearly a name.

    Args:
        draft: the paragraph.
        index: its own.
        start: where the bracket opens.
        whole: whether round ones are the whole label, though a colon stands not far behind them.
    """
    text = draft.text
    if text[start] == "[" and draft.form == ITEM and text[start + 1 : start + 3] in (" ]", "x]", "X]"):
        return None  # a task, done or not
    found = _IN_BRACKETS.match(text, start)
    if not found or text[found.end() - 1 : found.end() + 1] == "](":
        return None  # a link
    spelt = spelling(found[1] or found[2] or found[3] or found[4])
    if spelt is None or (found[4] and not _is_name(spelt[0], text[found.end() :], whole)):
        return None
    look, end = Look.PLAIN if found[0].rstrip()[-1] in _COLONS else Look.BRACKETED, found.end()
    time = TIME_BEFORE.match(text, end) if text[end : end + 1] in OPENING else None
    if time:  # [名] 10:00:05, as meetings are written down
        return Candidate(index, *spelt, time.end(), look, time[1])
    return Candidate(index, *spelt, end, look)


def _is_name(words: str, behind: str, whole: bool) -> bool:
    return shape(words)[0] >= 1.5 and (whole or not has_colon(behind[:12]))


def _marked(draft: Draft, index: int) -> Candidate | None:
    """A name that the container marks, with the colon and the time behind it."""
    text = draft.text
    start, time = 0, ""
    if text[0] in OPENING and (found := TIME_BEFORE.match(text, 0, _REACH)):
        start, time = found.end(), found[1]
    name = text[start : max(start, draft.voice)].strip().rstrip(":：").strip()
    spelt = spelling(name)
    if spelt is None:
        return None
    end = behind_blanks(text, max(start, draft.voice))
    if text[end : end + 1] in _COLONS:
        end = behind_blanks(text, end + 1)
    if not time and text[end : end + 1] in OPENING and (found := TIME_BEFORE.match(text, end)):
        end, time = found.end(), found[1]
        if text[end : end + 1] in _COLONS:
            end = behind_blanks(text, end + 1)
    return Candidate(index, *spelt, end, Look.MARKED, time)


def _with_time(draft: Draft, index: int, start: int) -> Candidate | None:
    text = draft.text
    if _digits(text[start : _colon(text, start)]) > 6:
        return None
    found = _TIMED.match(text, start, start + _REACH + 32)
    if not found:
        return None
    name, time = found.group("name", "time")
    name = name.strip(" -–—|｜")
    if not could_be_label(name) or _digits(name) > 3 or _DAY.fullmatch(name):
        return None  # with so many digits it is a date, and the line a byline; or a day, and the line a log's
    end = found.end()
    if end == found.end("time") and text[end : end + 1] in _AFTER_A_TIME_OF_DAY:
        return None
    return Candidate(index, name, key(name), end, Look.TIMED, time)


_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAY = lazy_pattern(rf"(?:[A-Z][a-z]{{2}},?\s+)?(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}")


@lru_cache(maxsize=1024)
def _digits(words: str) -> int:
    return sum(c.isdigit() for c in words)


def bold_bare(draft: Draft, index: int) -> Candidate | None:
    """Find a name in a short stretch of bold at the start, with a blank or a bar behind it, no colon."""
    if draft.form == HEADING:
        return None
    start, end = draft.bold[0]
    if start or end > 24 or end >= len(draft.text) or not could_be_label(draft.text[:end]):
        return None
    name = draft.text[:end].strip()
    end = behind_blanks(draft.text, end)
    if draft.text[end : end + 1] in ("|", "｜"):
        end = behind_blanks(draft.text, end + 1)
    if not draft.text[len(name) : end] or _is_address(draft.text[end:]):
        return None
    return Candidate(index, name, key(name), end, Look.BOLD_BARE)


def _is_address(words: str) -> bool:
    """Whether nothing but an address stands behind a name, as in lists of authors (Ann <ann@example.org>)."""
    return words[:1] in "<(（" and words[-1:] in ">)）" and "@" in words and " " not in words


def _is_numbered(text: str) -> bool:
    """Whether an entry's number stands first (1. Ann), and no time."""
    return text.lstrip("0123456789").lstrip()[:1] in (".", "、", "．", ")", "）")


def describe(candidate: Candidate, drafts: Sequence[Draft]) -> None:
    """See what follows the label: on its line, else in the next paragraph if that has no label."""
    draft, start = drafts[candidate.index], candidate.end
    text = draft.text
    if draft.form == ITEM or (text[0].isdigit() and _is_numbered(text)):
        candidate.item = True
    if start >= len(text):
        after = candidate.index + 1
        if after + 1 < len(drafts) and drafts[after].text[0] in OPENING and is_time(drafts[after].text):
            after += 1
        if after >= len(drafts) or drafts[after].form == HEADING:
            return
        if other := candidate_of(drafts[after], after):
            candidate.wordless = candidate.time != "" and {candidate.look, other.look} <= _BOLD
            return
        text, start = drafts[after].text, 0
    tail = text[start if start > len(text) - 80 else -80 :]
    candidate.asks = "？" in tail or "?" in tail
    if text[start] in _OPENING_QUOTES:
        closing = min((at for c in "”」』" if (at := text.find(c, start)) >= 0), default=-1)
        # What follows a sentence that ends within the marks is told: somebody turns to the window.
        candidate.quotes = closing < 0 or text[-1] in _CLOSING_QUOTES or text[closing - 1] in _SENTENCE_ENDS
    if not text[start].isalpha() and candidate.look is not Look.MARKED:
        candidate.wordless = len(text) - start < 40 and not any(c.isalpha() for c in text[start:])
