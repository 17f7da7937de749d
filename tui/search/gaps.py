"""What match keys leave out: the blanks and the punctuation between the words, and the way back over them."""

from __future__ import annotations

from array import array
from bisect import bisect_right


class Gaps:
    """From places in the joined keys to offsets in the paragraphs' words, without a map of every code point.

    Attributes:
        irregular: the paragraphs, from 0, in which a character is no character or several in the key (ﬁ), or
            a full stop stays among other marks; they are not kept here.
    """

    def __init__(self) -> None:
        """Begin with no paragraph; they are added in their order."""
        self.irregular: set[int] = set()
        # The stretches between gaps: where each begins in the keys, and its offset in its paragraph less
        # that; for each paragraph the number of its first.
        self._begins = array("I")
        self._shifts = array("i")
        self._firsts = array("I", (0,))

    def add(self, begins: list[int], shifts: list[int]) -> None:
        """Add a paragraph: from each of these places on, an offset in it is the place plus the shift."""
        self._begins.extend(begins)
        self._shifts.extend(shifts)
        self._firsts.append(len(self._begins))

    def offsets(self, paragraph: int, first: int, last: int) -> tuple[int, int]:
        """Find the offsets in a paragraph's text, in code points, of two places in the joined keys."""
        begins, shifts, end = self._begins, self._shifts, self._firsts[paragraph + 1]
        at = bisect_right(begins, first, self._firsts[paragraph], end) - 1
        if at + 1 == end or last < begins[at + 1]:
            return first + shifts[at], last + shifts[at]
        return first + shifts[at], last + shifts[bisect_right(begins, last, at + 1, end) - 1]
