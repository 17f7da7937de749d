"""Cutting what goes on without an end to a sentence, as speech that a machine wrote down often does."""

from __future__ import annotations

from collections.abc import Iterator

from tui.text.wrap import may_break, place_to_cut

LONGEST = 400
"""Code points beyond which a sentence is taken in parts: about what a page of 60 × 20 cells holds."""

_MARKS = ("；;", "，,、：:")
"""What ends a clause, the stronger first."""

_ATTEMPTS = 4
"""Places of a kind that are tried: a text without any place to break at is not searched through for one."""

_NEAR = 64
"""Code points before the end of a part in which a word has to end, else it is cut."""


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split the sentence text[start:end] into parts of at most `LONGEST` code points; a shorter one is kept.

    The parts are offsets (start, end) in code points and cover it without a gap. Each ends with a clause if
    one ends in its second half, else with a word, and nowhere where a line could not.
    """
    while end - start > LONGEST:
        cut = _cut(text, start + LONGEST // 2, start + LONGEST)
        yield start, cut
        start = cut
    yield start, end


def _cut(text: str, low: int, limit: int) -> int:
    """The best place in (low, limit] to end a part."""
    for marks in (*_MARKS, " "):
        at = limit
        for _attempt in range(_ATTEMPTS):
            at = max(text.rfind(mark, low, at) for mark in marks)
            if at < 0:
                break
            if may_break(text, at + 1):
                return at + 1
    return place_to_cut(text, limit - _NEAR, limit)
