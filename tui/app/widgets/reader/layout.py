"""Where the paragraphs stand as rows of cells; nothing is laid out before it is looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from tui.interview.model import Interview, Kind
from tui.interview.place import Place
from tui.text.sanitize import visible
from tui.text.wrap import wrap

_KEPT_BLOCKS = 2048
"""How many paragraphs' rows are kept, so that memory does not grow with the document."""


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
    """A row by the paragraph it belongs to (index from 0) and its number within it, blank rows first."""

    paragraph: int
    row: int


class Layout:
    """The rows of an interview at one width.

    Args:
        interview: what is laid out.
        width: cells a line may take.
        shown: which paragraphs (indices from 0) are laid out at all.
    """

    def __init__(self, interview: Interview, width: int, shown: Callable[[int], bool]) -> None:
        self.interview = interview
        self.width = max(2, width)
        self.shown = shown
        self._blocks: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._end = len(interview.paragraphs)

    def block(self, paragraph: int) -> tuple[Row, ...]:
        """The rows of one paragraph, from the blank ones above it; none where it is not shown."""
        kept = self._blocks.get(paragraph)
        if kept is not None:
            self._blocks.move_to_end(paragraph)
            return kept
        rows: tuple[Row, ...] = ()
        if self.shown(paragraph):
            text = visible(self.interview.paragraphs[paragraph].text)
            lines = wrap(text, self.width)
            blank = (Row(paragraph, -1, -1),) * self._blank_above(paragraph)
            rows = blank + tuple(Row(paragraph, start, end) for start, end in lines)
        self._blocks[paragraph] = rows
        if len(self._blocks) > _KEPT_BLOCKS:
            self._blocks.popitem(last=False)
        return rows

    def _blank_above(self, paragraph: int) -> int:
        if paragraph == 0:
            return 0
        kinds = self.interview.paragraphs
        kind, above = kinds[paragraph].kind, kinds[paragraph - 1].kind
        if kind is Kind.HEADING:
            return 2
        if kind is Kind.CREDIT and above is Kind.CREDIT:
            return 0
        return 1

    def first(self) -> Address:
        """The first row of all."""
        return self._text_row(self._next(-1, 1) or 0)

    def last(self) -> Address:
        """The last row of all."""
        paragraph = self._next(self._end, -1)
        if paragraph is None:
            return Address(0, 0)
        return Address(paragraph, len(self.block(paragraph)) - 1)

    def _text_row(self, paragraph: int) -> Address:
        rows = self.block(paragraph)
        return Address(paragraph, next((i for i, row in enumerate(rows) if not row.is_blank), 0))

    def _next(self, paragraph: int, direction: int) -> int | None:
        paragraph += direction
        while 0 <= paragraph < self._end:
            if self.shown(paragraph):
                return paragraph
            paragraph += direction
        return None

    def address(self, place: Place) -> Address:
        """The row on which a place stands; of a paragraph that is not shown, the nearest one that is."""
        paragraph = min(place.paragraph, self._end - 1)
        if not self.shown(paragraph):
            near = self._next(paragraph, 1)
            return self._text_row(near) if near is not None else self.last()
        rows = self.block(paragraph)
        index = bisect_right(rows, place.offset, key=lambda row: row.start) - 1
        return Address(paragraph, max(index, self._text_row(paragraph).row))

    def walk(self, address: Address, rows: int) -> Address:
        """The row so many rows further on (negative: back), stopping at either end."""
        paragraph, row = address.paragraph, address.row + rows
        while row < 0:
            above = self._next(paragraph, -1)
            if above is None:
                return Address(paragraph, 0)
            paragraph = above
            row += len(self.block(paragraph))
        while row >= (height := len(self.block(paragraph))):
            below = self._next(paragraph, 1)
            if below is None:
                return Address(paragraph, max(0, height - 1))
            row -= height
            paragraph = below
        return Address(paragraph, row)

    def distance(self, start: Address, end: Address, limit: int) -> int:
        """Rows from one row to another, negative where it stands above; at most `limit` either way."""
        if end < start:
            return -self.distance(end, start, limit)
        rows, paragraph = end.row - start.row, start.paragraph
        while paragraph < end.paragraph and rows <= limit + end.row:
            rows += len(self.block(paragraph))
            paragraph += 1
        return min(rows, limit)

    def window(self, top: Address, height: int) -> list[Row]:
        """The rows shown from `top`, at most `height` of them, fewer at the end."""
        rows: list[Row] = []
        paragraph: int | None = top.paragraph
        skip = top.row
        while paragraph is not None and len(rows) < height:
            rows.extend(self.block(paragraph)[skip:])
            skip = 0
            paragraph = self._next(paragraph, 1)
        return rows[:height]

    def lowest_top(self, height: int) -> Address:
        """The last row that may stand at the top of a window, so that it is full."""
        return self.walk(self.last(), 1 - max(1, height))

    def place(self, address: Address) -> Place:
        """The first place on a row; on a blank row, the first of its paragraph."""
        rows = self.block(address.paragraph)
        if not rows:
            return Place(address.paragraph, 0)
        return Place(address.paragraph, max(0, rows[min(address.row, len(rows) - 1)].start))
