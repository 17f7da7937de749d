"""Every place of a document at which a label could stand, with a colon or without.

Without one there is nothing but a name on a line of its own, or before a dash, a bar or a tab: it must
come again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tui.interview.model.draft import CODE, HEADING, ITEM, Draft
from tui.interview.model.times import OPENING
from tui.interview.names.shapes import is_clear_name, shape, spelling
from tui.interview.speakers.label_syntax import (
    BRACKETS,
    DATE,
    TIME,
    TIME_BEFORE,
    UNUSUAL,
    Candidate,
    Look,
    bold_bare,
    bracketed_name,
    candidate_of,
    describe,
    has_colon,
)
from tui.text.lazy_pattern import lazy_pattern

_DASHES = ("—", " - ", " – ", "｜", " | ", "\t", "丨", "︱", "\u3000")
_Bare = tuple[int, str, str, int, str, str]
"""A line that may be a label without a colon: index of the draft, name, key, end, look, time."""


def find(drafts: Sequence[Draft], *, lines: bool = True) -> list[Candidate]:
    """Find every place where a label could stand, in order; at most one for each draft.

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
            describe(candidate, drafts)
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
        if _offers_choices(drafts):
            bare = [line for line in bare if len(line[2]) > 1]
    if bare:
        found = _with_bare(drafts, found, bare, counts)
    some = found[:: 1 + len(found) // 1000]  # enough to tell how a document is printed
    if sum([c.look is Look.BOLD_BARE or c.look is Look.BRACKETED for c in some]) > 0.1 * len(some):
        found = _with_frequent(drafts, found, counts)
    return found


def _offers_choices(drafts: Sequence[Draft]) -> bool:
    """Whether A. is the first of several answers to choose from: B. stands about as often, and C. often."""
    letters = Counter([draft.text[0] for draft in drafts if draft.text[1:2] in (".", "．", "、")])
    return letters["B"] >= max(1, 0.5 * letters["A"]) and letters["C"] >= 0.3 * letters["A"]


def _frequent_names(found: Sequence[Candidate], counts: Counter[str]) -> set[str]:
    """The keys that come again and again, of candidates with the shape of a speaker's name."""
    frequent = [name_key for name_key, count in counts.most_common(40) if count >= 3]
    return {k for k in frequent if shape(next(c.name for c in found if c.key == k))[0] > 0}


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
    clocked = sum([line[4] == Look.TIMED for line in kept]) >= 6
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
                    or (
                        shape(line[1])[0] >= 1.0
                        and ((clocked and line[4] == Look.TIMED) or drafts[line[0] - 1].text[-1] in "？?")
                    )
                    or (heads and drafts[line[0]].form == HEADING and shape(line[1])[0] >= 0.5)
                )
            )
        ]
    taken = {line[0] for line in kept}
    found = [c for c in found if c.index not in taken and not (c.index < first and c.key in keys)]
    for index, name, name_key, end, look, time in kept:
        look = Look.HEADING if drafts[index].form == HEADING else look
        candidate = Candidate(index, name, name_key, end, look, time)
        describe(candidate, drafts)
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
            other = bold_bare(draft, index) if draft.bold else None
            if other is None and draft.text[0] in BRACKETS:
                other = bracketed_name(draft, index, 0, whole=True)
            if other is not None and counts[other.key] >= 3:
                describe(other, drafts)
                candidate = other
        candidate = candidate or rare.get(index)
        if candidate is not None:
            kept.append(candidate)
    return kept


def _alone(draft: Draft) -> tuple[str, str, int, str, str] | None:
    """A line that is nothing but a name, with a time on either side or none."""
    text = draft.text
    if text[0] in UNUSUAL and (named := _timed_line(draft)):
        return named
    if text[-1].isdigit() and len(text) <= 80 and (dated := _dated_line(text)):
        return dated
    if text[-1] == "." and len(text) <= 60 and (stopped := _STOPPED.fullmatch(text)):
        spelt = spelling(stopped[1])
        return (*spelt, len(text), Look.BARE, "") if spelt else None
    if (
        len(text) <= 24
        and draft.form != ITEM
        and text[-1] not in "。！？!?…，,；;、.：:"
        and text[0] not in "(（"
    ):
        spelt = spelling(text)
        return (*spelt, len(text), Look.BARE, "") if spelt else None
    return None


_DASH_OR_BAR = r"\s+[-–—]{1,2}\s+|\s?——\s?|\s?[｜︱丨]\s?|\s+\|\s+|\s*\t\s*|\u3000+"
# The first letters of question and answer in the languages of Europe, or Q and A with a number.
_QUESTION_MARKED = r"[QAPRDFVВО](?=\.\s|\.\s?[-–—])|[QAqa](?:(?=\.\s)|\d{1,3}(?=[.、．\s]))"
# Of hearings and plays: a title and a name, or capitals alone. A word alone is a sentence. Only an
# abbreviation has a full stop of its own, or the label would eat into the speech (Mr. REID. Mr. President).
_TITLED_NAME = (
    r"(?:(?:[A-Z][a-z]{1,4}\.|[A-Z][\w'’-]*) ){1,3}(?!(?:Mr|Mrs|Ms|Dr|St|Jr|Sr)\.)[A-Z][\w'’-]+|[A-Z]{3,}"
)
_REMARK = r"(?:,? of [A-Z][\w ]{2,20}| \([^()]{2,60}\))?"  # between the name and its stop
_STOPPED = lazy_pattern(rf"({_TITLED_NAME}){_REMARK}\.")
_DASH = lazy_pattern(
    rf"([^\s—–|-][^—–|]{{0,38}}?)(?:{_DASH_OR_BAR})|({_QUESTION_MARKED})[.、．]?\s*[-–—]?\s+|({_TITLED_NAME}){_REMARK}\.\s+(?=[A-Z\"“(\[])"
)


def _dashed(draft: Draft) -> tuple[str, str, int, str, str] | None:
    """A name with a dash, a bar, a tab or a full stop for a colon (Ann — words), and the Q. of questions."""
    text = draft.text
    head = text[:48]
    if draft.form == HEADING or not (
        ("A" <= text[0] <= "Z" and "." in head)
        or text[0] in "QAqaВО"
        or any(mark in head for mark in _DASHES)
    ):
        return None
    found = _DASH.match(text)
    if not found or found.end() >= len(text):
        return None
    spelt = spelling(found[1] or found[2] or found[3])
    if spelt is None or not (found[2] or len(spelt[0].split()) <= 4):
        return None
    return *spelt, found.end(), Look.PLAIN if found[2] else Look.DASHED, ""


def _timed_line(draft: Draft) -> tuple[str, str, int, str, str] | None:
    """A line of a time and a name behind it, and nothing else (00:12 Ann)."""
    text = draft.text
    if len(text) > 60 or text[0] not in OPENING or not has_colon(text):
        return None
    found = TIME_BEFORE.match(text)
    if not found or not found.end() < len(text) <= found.end() + 24 or text[-1] in "。！？!?…，,；;、.：:":
        return None
    spelt = spelling(text[found.end() :])
    return (*spelt, len(text), Look.TIMED, found[1]) if spelt else None


_DATED = lazy_pattern(rf"([^:：]{{1,40}}?)\s+{DATE}({TIME})")


def _dated_line(text: str) -> tuple[str, str, int, str, str] | None:
    """A line of a name, a date and a time, as chats are written out (Ann 2024-01-02 12:00:07)."""
    found = _DATED.fullmatch(text) if has_colon(text) else None
    spelt = spelling(found[1]) if found else None
    return (*spelt, len(text), Look.TIMED, found[2]) if found and spelt else None
