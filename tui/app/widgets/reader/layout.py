"""Where the paragraphs stand as rows of cells; nothing is laid out before it is looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from functools import lru_cache
from typing import NamedTuple

from tui.interview.model.interview import Interview, Kind
from tui.interview.model.place import Place
from tui.interview.model.view import Shown
from tui.text.sanitize import visible, visible_within
from tui.text.wrap import lines, may_break, place_to_cut, wrap

_KEPT_BLOCKS = 2048
"""How many blocks of rows are kept, so that memory does not grow with the document."""

_LONGEST_PART = 8192
"""Code points of a paragraph that are laid out at once; a longer one is laid out in parts."""

_SENTENCE_ENDS = "。！？!?；;"
_MOST_CLOSERS = 8
"""Code points behind a sentence that may belong to it."""

MORE = 2
"""Cells kept free at the end of a line behind which something is folded away, for the sign that says so."""


class Row(NamedTuple):
    """One row of the reader: code points [start, end) of a paragraph, or a blank row where start is -1."""

    paragraph: int
    start: int
    end: int

    @property
    def is_blank(self) -> bool:
        """Whether it only separates paragraphs."""
        return self.start < 0


class Address(NamedTuple):
    """A row by its paragraph and the part of it (indices from 0), and its number there, blank rows first."""

    paragraph: int
    part: int
    row: int


class Layout:
    """The rows of an interview at one width.

    Args:
        interview: what is laid out.
        width: cells a line may take.
        shown: what of it is shown at all.
    """

    def __init__(self, interview: Interview, width: int, shown: Shown) -> None:
        self.interview = interview
        self.width = max(2, width)
        self.shown = shown
        self._blocks: OrderedDict[tuple[int, int], tuple[Row, ...]] = OrderedDict()
        self._end = len(interview.paragraphs)
        self._cuts = lru_cache(maxsize=64)(self._cut)

    # -- parts ---------------------------------------------------------------------------------------

    def _cut(self, paragraph: int) -> list[int]:
        """Where the parts of a long paragraph begin.

        Behind a sentence where there is one near: a line that ends there early looks like any other. They do
        not depend on the width, so that no line before a place has to be known to lay out what is there.
        """
        text = self.interview.paragraphs[paragraph].text
        starts = [0]
        while len(text) - starts[-1] > _LONGEST_PART:
            limit = starts[-1] + _LONGEST_PART
            low = limit - _LONGEST_PART // 4
            end = max(text.rfind(sign, low, limit) for sign in _SENTENCE_ENDS) + 1
            # What closes or hangs behind a sentence goes with it.
            behind = (place for place in range(end, end + _MOST_CLOSERS) if end and may_break(text, place))
            starts.append(next(behind, 0) or place_to_cut(text, low, limit))
        return starts

    def _parts(self, paragraph: int) -> list[int]:
        if len(self.interview.paragraphs[paragraph].text) <= _LONGEST_PART or self.shown.is_short(paragraph):
            return [0]
        return self._cuts(paragraph)

    def block(self, paragraph: int, part: int = 0) -> tuple[Row, ...]:
        """Return the rows of one part of a paragraph and the blank ones above it; none where it is hidden."""
        kept = self._blocks.get((paragraph, part))
        if kept is not None:
            self._blocks.move_to_end((paragraph, part))
            return kept
        rows: tuple[Row, ...] = ()
        if self.shown.is_shown(paragraph):
            rows = (*self._blanks(paragraph, part), *self._lines(paragraph, part))
        self._blocks[paragraph, part] = rows
        if len(self._blocks) > _KEPT_BLOCKS:
            self._blocks.popitem(last=False)
        return rows

    def _lines(self, paragraph: int, part: int) -> list[Row]:
        text = self.interview.paragraphs[paragraph].text
        if self.shown.is_short(paragraph):
            start, end = next(lines(visible(text[: 4 * self.width]), max(2, self.width - MORE)))
            return [Row(paragraph, start, end)]
        starts = self._parts(paragraph)
        begin = starts[part]
        end = starts[part + 1] if part + 1 < len(starts) else len(text)
        spans = wrap(visible_within(text, begin, end), self.width)
        return [Row(paragraph, begin + first, begin + last) for first, last in spans]

    def _blanks(self, paragraph: int, part: int) -> tuple[Row, ...]:
        return (Row(paragraph, -1, -1),) * (0 if part else self._blank_above(paragraph))

    def _blank_above(self, paragraph: int) -> int:
        if paragraph == 0:
            return 0
        paragraphs, shown = self.interview.paragraphs, self.shown
        kind, above = paragraphs[paragraph].kind, paragraphs[paragraph - 1].kind
        before = shown.neighbour(paragraph, -1)
        folded_before = before is not None and shown.is_folded(before)
        if kind is Kind.HEADING:
            # Headings with nothing between them are a list.
            return 2 if not folded_before else 0 if shown.is_folded(paragraph) else 1
        if shown.is_short(paragraph) and before is not None and paragraphs[before].kind is Kind.TEXT:
            return 0
        return 0 if kind is Kind.CREDIT and above is Kind.CREDIT else 1

    # -- rows ----------------------------------------------------------------------------------------

    def first(self) -> Address:
        """Return the first row of all."""
        return self._text_row(self.shown.neighbour(-1, 1) or 0)

    def last(self) -> Address:
        """Return the last row of all."""
        paragraph = self.shown.neighbour(self._end, -1)
        if paragraph is None:
            return Address(0, 0, 0)
        part = len(self._parts(paragraph)) - 1
        return Address(paragraph, part, len(self.block(paragraph, part)) - 1)

    def _text_row(self, paragraph: int) -> Address:
        rows = self.block(paragraph)
        return Address(paragraph, 0, next((i for i, row in enumerate(rows) if not row.is_blank), 0))

    def _neighbour(self, paragraph: int, part: int, direction: int) -> tuple[int, int] | None:
        """The next part in that direction, of this paragraph or of the next one that is shown."""
        if 0 <= part + direction < len(self._parts(paragraph)):
            return paragraph, part + direction
        near = self.shown.neighbour(paragraph, direction)
        if near is None:
            return None
        return near, 0 if direction > 0 else len(self._parts(near)) - 1

    def address(self, place: Place) -> Address:
        """Return the row that a place is on; of a hidden paragraph, the row that is shown for it."""
        paragraph = min(place.paragraph, self._end - 1)
        if not self.shown.is_shown(paragraph):
            return self._text_row(self.shown.standing_for(paragraph))
        part = max(0, bisect_right(self._parts(paragraph), place.offset) - 1)
        rows = self.block(paragraph, part)
        index = bisect_right(rows, place.offset, key=lambda row: row.start) - 1
        return Address(paragraph, part, index if part else max(index, self._text_row(paragraph).row))

    def walk(self, address: Address, rows: int) -> Address:
        """Return the row so many rows further on (negative: back), stopping at either end."""
        paragraph, part, row = address
        row += rows
        while row < 0:
            above = self._neighbour(paragraph, part, -1)
            if above is None:
                return Address(paragraph, part, 0)
            paragraph, part = above
            row += len(self.block(paragraph, part))
        while row >= (height := len(self.block(paragraph, part))):
            below = self._neighbour(paragraph, part, 1)
            if below is None:
                return Address(paragraph, part, max(0, height - 1))
            row -= height
            paragraph, part = below
        return Address(paragraph, part, row)

    def distance(self, start: Address, end: Address, limit: int) -> int:
        """Return rows from one row to another, negative where it stands above; at most `limit` either way."""
        if end < start:
            return -self.distance(end, start, limit)
        rows = end.row - start.row
        here: tuple[int, int] | None = start[:2]
        while here is not None and here < end[:2] and rows <= limit + end.row:
            rows += len(self.block(*here))
            here = self._neighbour(*here, 1)
        return min(rows, limit)

    def window(self, top: Address, height: int) -> list[Row]:
        """Return the rows shown from `top`, at most `height` of them, fewer at the end."""
        rows: list[Row] = []
        here: tuple[int, int] | None = top[:2]
        skip = top.row
        while here is not None and len(rows) < height:
            rows.extend(self.block(*here)[skip:])
            skip = 0
            here = self._neighbour(*here, 1)
        return rows[:height]

    def lowest_top(self, height: int) -> Address:
        """Return the last row that may stand at the top of a window, so that it is full."""
        return self.walk(self.last(), 1 - max(1, height))

    def place(self, address: Address) -> Place:
        """Return the first place on a row; on a blank row, the first of its paragraph."""
        rows = self.block(address.paragraph, address.part)
        if not rows:
            return Place(address.paragraph, 0)
        return Place(address.paragraph, max(0, rows[min(address.row, len(rows) - 1)].start))
