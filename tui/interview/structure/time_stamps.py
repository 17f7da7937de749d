"""Where times stand in a text, and whether they are those of a recording."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tui.interview.model.draft import Draft
from tui.interview.model.interview import Kind
from tui.interview.model.times import OPENING, Times, is_time, leading_time, milliseconds
from tui.text.lazy_pattern import lazy_pattern


def find(drafts: Sequence[Draft], *, given: bool) -> Times:
    """The times of all paragraphs: those that the container gives, else those that are printed.

    Printed ones stand beside a label, at a paragraph's start, or in brackets within; several must be there,
    and go forward, for 10:30 alone may be a time of day. A paragraph that is nothing but a time is nobody's
    words.

    Args:
        drafts: with their labels decided.
        given: whether the container has a place of its own for times, so that none need be looked for.
    """
    marks: list[tuple[int, int, int]] = []
    alone: list[Draft] = []
    for number, draft in enumerate(drafts):
        text, end, times = draft.text, draft.label_end, draft.times
        if times:
            marks += [(number, at, time) for at, time in times]
        if given or end >= len(text):
            continue
        if text[end] in OPENING and not times:
            first = leading_time(text[end : end + 48])
            if first is not None:
                marks.append((number, 0, first))
                if not draft.label and is_time(text):
                    alone.append(draft)
        if "[" in text:
            for found in _INLINE.finditer(text, end + 1):
                within = milliseconds(found[1])
                if within is not None:
                    marks.append((number, found.start(), within))
    if not given and (len(marks) < 2 or not _ascending(marks)):
        return Times()
    for draft in alone:
        draft.kind = Kind.CAPTION
    return Times(marks)


_INLINE = lazy_pattern(r"\[\s*((?:\d{1,3}[:：])?\d{1,3}[:：]\d{2}(?:[.,]\d{1,3})?)\s*\]")


def _ascending(marks: Sequence[tuple[int, int, int]]) -> bool:
    """Whether times (the third of each mark) go forward, as a recording's do, but for a slip."""
    back = sum(1 for one, other in pairwise(marks) if other[2] < one[2])
    return back <= max(1, len(marks) // 10)
