"""Places where a label could stand: at the start of a paragraph, with or without bold, times and colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from tui.interview.draft import CODE, HEADING, ITEM, Draft
from tui.interview.names import could_be_label, is_clear_name, key, shape, spelling
from tui.interview.times import OPENING, has_clock, is_time

_REACH = 64  # code points at the start of a paragraph in which a label must end
_COLONS = ("：", ":")
_AFTER_A_TIME_OF_DAY = ("，", "。", "、", "；", "！", "？", ",", ".", ";", "!", "?", "的", "分", "左")
_BULLETS = "•·●■◆◇▎▪□▶►◼★☆"
_LEADERS = frozenset(">-–—‐*_0123456789" + _BULLETS)
_BRACKETS = frozenset("[【<(（")
_UNUSUAL = _LEADERS | _BRACKETS
_EMPHASIS = ("*", "_")
_DASHES = ("—", " - ", " – ", "｜", " | ", "\t", "丨", "︱", "\u3000")
_OPENING_QUOTES = '“「『"‘'
_SENTENCE_ENDS = "。！？…，"
_CLOSING_QUOTES = '”」』"’“'
_TIME = r"(?:\d{1,2}\s?[:：]\s?)?\d{1,2}\s?[:：]\s?\d{2}(?:[.,]\d{1,3})?"
_HALF = r"(?:\s?[AaPp]\.?[Mm]\.?(?![A-Za-z]))?"  # of the day
_DATE = r"\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?[,，T]?\s*(?:[上下]午)?\s*"


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


@cache
def _leading_time() -> re.Pattern[str]:
    return re.compile(
        rf"[\[(（【]?\s*(?:{_DATE})?({_TIME}){_HALF}\s*(?:(?:--?>|[-–—~至→]+)\s*{_TIME}\s*)?[\])）】]?\s*[-–—]?\s*"
    )


@cache
def _timed() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>[^\[\]()（）:：]{{1,40}}?|[^:：]{{1,40}}?)\s*[\[(（【]?\s*(?P<time>{_TIME})(?!\d|[:：]\s?\d){_HALF}\s*[\])）】]?\s*[:：]?\s*"
    )


def find(drafts: Sequence[Draft], *, lines: bool = True) -> list[Candidate]:
    """Every place where a label could stand, in order; at most one for each draft.

    Args:
        drafts: the paragraphs.
        lines: whether what has no colon but a line of its own, or a dash, may be a label too.
    """
    found: list[Candidate] = []
    bare: list[_Bare] = []
    for index, draft in enumerate(drafts):
        if draft.form == CODE:
            continue
        if candidate := candidate_of(draft, index):
            _describe(candidate, drafts)
            found.append(candidate)
        elif not lines:
            continue
        elif named := _alone(draft):
            bare.append((index, *named))
    counts = Counter([candidate.key for candidate in found])
    names = _frequent_names(found, counts) if lines else set()
    if lines and sum([counts[name_key] for name_key in names]) < 0.1 * len(drafts):
        labelled = {candidate.index for candidate in found if candidate.key in names}
        bare += [
            (index, *dashed)
            for index, draft in enumerate(drafts)
            if draft.form != CODE and index not in labelled and (dashed := _dashed(draft))
        ]
    if bare:
        found = _with_bare(drafts, found, bare, counts)
    some = found[:: 1 + len(found) // 1000]  # enough to tell how a document is printed
    if sum([c.look is Look.BOLD_BARE or c.look is Look.BRACKETED for c in some]) > 0.1 * len(some):
        found = _with_frequent(drafts, found, counts)
    return found


def _frequent_names(found: Sequence[Candidate], counts: Counter[str]) -> set[str]:
    """The keys that come again and again, of candidates with the shape of a speaker's name."""
    frequent = [name_key for name_key, count in counts.most_common(40) if count >= 3]
    return {k for k in frequent if shape(next(c.name for c in found if c.key == k))[0] > 0}


_Bare = tuple[int, str, str, int, str, str]
"""A line that may be a label without a colon: index of the draft, name, key, end, look, time."""


def _alone(draft: Draft) -> tuple[str, str, int, str, str] | None:
    """A line that is nothing but a name, with a time on either side or none."""
    text = draft.text
    if text[0] in _UNUSUAL and (named := _timed_line(draft)):
        return named
    if text[-1].isdigit() and len(text) <= 80 and (dated := _dated_line(text)):
        return dated
    if (
        len(text) <= 24
        and draft.form != ITEM
        and text[-1] not in "。！？!?…，,；;、.：:"
        and text[0] not in "(（"
    ):
        spelt = spelling(text)
        return (*spelt, len(spelt[0]), Look.BARE, "") if spelt else None
    return None


def _with_bare(
    drafts: Sequence[Draft], found: list[Candidate], bare: list[_Bare], counts: Counter[str]
) -> list[Candidate]:
    """What was found, with the lines of `bare` that are labels.

    A line that is nothing but a name, or has a dash for a colon, must come again, and more often than its
    name stands before a colon.
    """
    # A time and a name on each line, one below the other, are a timetable.
    timed = {line[0] for line in bare if line[4] == Look.TIMED}
    if sum(1 for index in timed if index + 1 in timed or index + 1 >= len(drafts)) > 0.3 * len(timed):
        bare = [line for line in bare if line[0] not in timed]
    times = Counter([line[2] for line in bare])
    kept = [line for line in bare if times[line[2]] >= 3 and times[line[2]] > counts[line[2]]]
    if not kept:
        return found
    # What stands before the first of them is said of these people, not by them; and a colon within what
    # they say is none of a label's.
    first, last = kept[0][0], kept[-1][0]
    keys = {line[2] for line in kept}
    if len(keys) > 1:  # where names head what is said, so does a name that stands there once
        heads = sum([drafts[line[0]].form == HEADING for line in kept]) > 0.7 * len(kept)
        kept = [
            line
            for line in bare
            if line[2] in keys
            or (
                first < line[0] < last
                and (
                    is_clear_name(line[1])
                    or (heads and drafts[line[0]].form == HEADING and shape(line[1])[0] >= 0.5)
                )
            )
        ]
    taken = {line[0] for line in kept}
    found = [c for c in found if c.index not in taken and not (c.index < first and c.key in keys)]
    for index, name, name_key, end, look, time in kept:
        look = Look.HEADING if drafts[index].form == HEADING else look
        candidate = Candidate(index, name, name_key, end, look, time)
        _describe(candidate, drafts)
        found.append(candidate)
    found.sort(key=lambda candidate: candidate.index)
    return found


def _with_frequent(drafts: Sequence[Draft], found: list[Candidate], counts: Counter[str]) -> list[Candidate]:
    """What was found, with each bold or bracketed name that comes again.

    There a colon among the words behind the name had made something rare of it, or nothing.
    """
    frequent = {candidate.index: candidate for candidate in found if counts[candidate.key] >= 3}
    rare = {candidate.index: candidate for candidate in found if counts[candidate.key] < 3}
    kept: list[Candidate] = []
    for index, draft in enumerate(drafts):
        candidate = frequent.get(index)
        if candidate is None and draft.form != CODE:
            other = _bold_bare(draft, index) if draft.bold else None
            if other is None and draft.text[0] in _BRACKETS:
                other = _bracketed(draft, index, 0, whole=True)
            if other is not None and counts[other.key] >= 3:
                _describe(other, drafts)
                candidate = other
        candidate = candidate or rare.get(index)
        if candidate is not None:
            kept.append(candidate)
    return kept


@cache
def _dash() -> re.Pattern[str]:
    dash = r"\s+[-–—]{1,2}\s+|\s?——\s?|\s?[｜︱丨]\s?|\s+\|\s+|\s*\t\s*|\u3000+"
    question = r"[QAqa](?:(?=\.\s)|\d{1,3}(?=[.、．\s]))"
    # Of hearings and plays: a title and a name, or capitals alone. A word alone is a sentence.
    titled = r"(?:[A-Z][\w'’-]*\.? ){1,3}[A-Z][\w'’-]+|[A-Z]{3,}"
    return re.compile(
        rf"([^\s—–|-][^—–|]{{0,38}}?)(?:{dash})|({question})[.、．]?\s+|({titled})\.\s+(?=[A-Z\"“(\[])"
    )


def _dashed(draft: Draft) -> tuple[str, str, int, str, str] | None:
    """A name with a dash, a bar, a tab or a full stop for a colon (Ann — words), and the Q. of questions."""
    text = draft.text
    head = text[:48]
    if draft.form == HEADING or not (
        ("A" <= text[0] <= "Z" and ". " in head) or text[0] in "QAqa" or any(mark in head for mark in _DASHES)
    ):
        return None
    found = _dash().match(text)
    if not found or found.end() >= len(text):
        return None
    spelt = spelling(found[1] or found[2] or found[3])
    if spelt is None or not (found[2] or len(spelt[0].split()) <= 4):
        return None
    return *spelt, found.end(), Look.PLAIN if found[2] else Look.DASHED, ""


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


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(rf"([^:：]{{1,40}}?)\s+{_DATE}({_TIME})")


def _dated_line(text: str) -> tuple[str, str, int, str, str] | None:
    """A line of a name, a date and a time, as chats are written out (Ann 2024-01-02 12:00:07)."""
    found = _dated().fullmatch(text) if has_colon(text) else None
    spelt = spelling(found[1]) if found else None
    return (*spelt, len(text), Look.TIMED, found[2]) if found and spelt else None


def has_colon(text: str, start: int = 0) -> bool:
    """Whether a colon, of either width, stands behind `start`."""
    return text.find(":", start) >= 0 or text.find("：", start) >= 0


def candidate_of(draft: Draft, index: int) -> Candidate | None:
    """The label that could stand at the start of a paragraph, or None."""
    text = draft.text
    if draft.voice:
        return _marked(draft, index)
    start, time = 0, ""
    if text[0] in _UNUSUAL:
        if text[0] in _LEADERS and (found := _leader().match(text)):
            start = found.end()
        if text[start : start + 1] in _BRACKETS and (bracketed := _bracketed(draft, index, start)):
            return bracketed
    colon = _colon(text, start)
    if colon < 0:
        return _bold_bare(draft, index) if draft.bold else None
    if colon and text[colon - 1].isdigit():
        if colon < 20 and text[0] in OPENING and (found := _leading_time().match(text, 0, _REACH)):
            start, time = found.end(), found[1]
            if text[start : start + 1] in _BRACKETS and (bracketed := _bracketed(draft, index, start)):
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
                and _time_behind().match(text, behind_blanks(text, colon + 1))
            )
        ):
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
    if text[end] in OPENING and (behind := _time_behind().match(text, end)):
        end, time = behind.end(), behind[1] or behind[2]
    return Candidate(index, name, name_key, end, look, time)


@cache
def _time_behind() -> re.Pattern[str]:
    """A time behind a label's colon: in brackets, or alone on the line."""
    return re.compile(rf"[\[(（【]\s*({_TIME})\s*[\])）】]\s*|({_TIME})\s*$")


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
    return re.compile(
        rf"(?:>{{1,3}}\s*|[-–—‐{_BULLETS}]{{1,2}}\s*)?(?:\d{{1,3}}\s?[.、．)）](?!\d)\s*|[*_](?=[\w《「『“]))?(?=\S)"
    )


@cache
def _in_brackets() -> re.Pattern[str]:
    return re.compile(
        r"(?:\[\s*([^\[\]]{1,48}?)\s*\]|【\s*([^【】]{1,24}?)\s*】|<([^<>/]{1,40})>"
        r"|[(（]\s*([^()（）]{2,24}?)\s*[)）](?=.))\s*[:：]?\s*"
    )


def _bracketed(draft: Draft, index: int, start: int, *, whole: bool = False) -> Candidate | None:
    """A name in brackets, a colon behind it or not; in round ones only what is clearly a name.

    Args:
        draft: the paragraph.
        index: its own.
        start: where the bracket opens.
        whole: whether round ones are the whole label, though a colon stands not far behind them.
    """
    text = draft.text
    if text[start] == "[" and draft.form == ITEM and text[start + 1 : start + 3] in (" ]", "x]", "X]"):
        return None  # a task, done or not
    found = _in_brackets().match(text, start)
    if not found or text[found.end() : found.end() + 1] in ("(", "（"):
        return None  # a link
    spelt = spelling(found[1] or found[2] or found[3] or found[4])
    if spelt is None or (found[4] and not _is_name(spelt[0], text[found.end() :], whole)):
        return None
    look, end = Look.PLAIN if found[0].rstrip()[-1] in _COLONS else Look.BRACKETED, found.end()
    time = _leading_time().match(text, end) if text[end : end + 1] in OPENING else None
    if time:  # [名] 10:00:05, as meetings are written down
        return Candidate(index, *spelt, time.end(), look, time[1])
    return Candidate(index, *spelt, end, look)


def _is_name(words: str, behind: str, whole: bool) -> bool:
    return shape(words)[0] >= 1.5 and (whole or not has_colon(behind[:12]))


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
    name = name.strip(" -–—|｜")
    if not could_be_label(name) or _digits(name) > 3:
        return None  # with so many digits it is a date, and the line a byline
    end = found.end()
    if end == found.end("time") and text[end : end + 1] in _AFTER_A_TIME_OF_DAY:
        return None
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


def _is_numbered(text: str) -> bool:
    """Whether an entry's number stands first (1. Ann), and no time."""
    return text.lstrip("0123456789").lstrip()[:1] in (".", "、", "．", ")", "）")


def _describe(candidate: Candidate, drafts: Sequence[Draft]) -> None:
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
