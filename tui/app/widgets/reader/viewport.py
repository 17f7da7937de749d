"""The window onto the rows: which are shown, and how it moves. It remembers words, not row numbers."""

from __future__ import annotations

from typing import NamedTuple

from tui.app.widgets.reader.layout import Address, Layout, Row
from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.interview.model.view import Shown, View


class Position(NamedTuple):
    """Where a reader is, to come back to: the cursor, what is shown, what stands at the top of the page.

    The row itself is only good for the width and the view it was laid out for; the place at the top is for
    any other.
    """

    cursor: Place
    anchor: Place
    top: Address
    width: int
    view: View


class Viewport:
    """The rows of an interview that are on screen.

    Args:
        interview: what is shown.
        shown: what of it is shown at all.
    """

    def __init__(self, interview: Interview, shown: Shown) -> None:
        self.interview = interview
        self.shown = shown
        self.layout = Layout(interview, 80, shown)
        self.height = 1
        self.rows: list[Row] = []
        self.top = Address(0, 0, 0)
        self.anchor = interview.start

    def resize(self, width: int, height: int) -> None:
        """Lay out for `width` cells and `height` rows, with the same words at the top."""
        top = self.top
        if width != self.layout.width:
            self.layout = Layout(self.interview, width, self.shown)
            top = self.layout.address(self.anchor)
        self.height = max(1, height)
        self._show(top)

    def lay_out_again(self, place: Place, row: int) -> None:
        """Lay out what is shown now, with a place on that row of the window, from 0."""
        self.layout = Layout(self.interview, self.layout.width, self.shown)
        self.show_from(self.layout.walk(self.layout.address(place), -row))

    def row_of(self, place: Place) -> int:
        """Return the row of the window, from 0, that a place is on; the nearest where it is off screen."""
        row = self.layout.distance(self.top, self.layout.address(place), self.height)
        return max(0, min(row, self.height - 1))

    def _show(self, top: Address) -> None:
        top = min(top, self.layout.lowest_top(self.height))
        first = self.layout.first()
        if top <= first:
            top = Address(first.paragraph, 0, 0)
        self.top = top
        self.rows = self.layout.window(top, self.height)

    def show_from(self, top: Address) -> bool:
        """Show the rows from this one on; True where that shows others than before."""
        before = self.rows
        self._show(top)
        self.anchor = self.layout.place(self.top)
        return self.rows != before

    def position(self, cursor: Place) -> Position:
        """Return where the window is now, with the cursor at that place."""
        return Position(cursor, self.anchor, self.top, self.layout.width, self.shown.view)

    def return_to(self, position: Position) -> bool:
        """Have the same row, or at another width or in another view the same words, at the top again."""
        if (position.width, position.view) == (self.layout.width, self.shown.view):
            return self.show_from(position.top)
        return self.show_place(position.anchor)

    def show_place(self, place: Place) -> bool:
        """Have the row of a place at the top."""
        return self.show_from(self.layout.address(place))

    def scroll(self, rows: int) -> bool:
        """Scroll by so many rows; True where that shows others than before."""
        return self.show_from(self.layout.walk(self.top, rows))

    def page(self, direction: int) -> bool:
        """Go a page on (1) or back (-1), with two rows kept for the eye."""
        return self.scroll(direction * max(1, self.height - 2))

    @property
    def passage(self) -> Passage:
        """The passage on screen."""
        if not self.rows:
            return Passage(self.anchor, self.anchor)
        first, last = self.rows[0], self.rows[-1]
        return Passage(Place(first.paragraph, max(0, first.start)), Place(last.paragraph, max(0, last.end)))

    def bring(self, passage: Passage, *, centre: bool = False) -> bool:
        """Scroll as little as needed to have the passage on screen, or to have it a third from the top."""
        layout, height = self.layout, self.height
        start = layout.address(passage.start)
        end = layout.address(Place(passage.end.paragraph, max(0, passage.end.offset - 1)))
        if centre:
            return self.show_from(layout.walk(start, -(height // 3)))
        above = layout.distance(self.top, start, 2 * height)
        below = layout.distance(self.top, end, 2 * height)
        if above < 0:
            if above <= 1 - 2 * height:
                return self.show_from(layout.walk(start, -(height // 3)))
            # Going back, the blank row above a paragraph comes along.
            return self.show_from(layout.walk(start, -1) if height > 4 else start)
        if below >= height:
            if above >= 2 * height - 1:
                return self.show_from(layout.walk(start, -(height // 3)))
            return self.show_from(min(start, layout.walk(end, 1 - height)))
        return False

    def touched(self, *passages: Passage | None) -> list[int]:
        """Return the numbers, from 0, of the rows on screen that hold something of these passages."""
        rows = []
        for y, row in enumerate(self.rows):
            start, end = Place(row.paragraph, row.start), Place(row.paragraph, row.end)
            if not row.is_blank and any(p and p.start < end and start < p.end for p in passages):
                rows.append(y)
        return rows

    def first_and_last(self) -> tuple[Place, Place] | None:
        """Return where the first row of words on screen begins and the last one ends, or None."""
        words = [row for row in self.rows if not row.is_blank]
        if not words:
            return None
        return Place(words[0].paragraph, words[0].start), Place(words[-1].paragraph, words[-1].end)
