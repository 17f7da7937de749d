"""The list of a library as a table: as many columns as have room, a click on whose names sorts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.app.text_styles import Palette
from tui.app.widgets.cells import lines_of, shorten
from tui.app.widgets.listing import Line, Listing
from tui.library.rows import Column, Row
from tui.locale import N_, _
from tui.text.sanitize import visible
from tui.text.width import text_width

NAMES = {
    Column.TITLE: N_("Title"),
    Column.PEOPLE: N_("People"),
    Column.DATE: N_("Date"),
    Column.LENGTH: N_("Length"),
    Column.READ: N_("Read"),
    Column.QUOTES: N_("Quotes"),
}
_RIGHT = frozenset({Column.LENGTH, Column.READ, Column.QUOTES})

_WIDE, _MIDDLING = 110, 74
"""Cells from which more columns have room."""

_REASONS = {
    "empty": N_("the file is empty"),
    "binary": N_("not text"),
    "encoding": N_("unknown encoding"),
    "unreadable": N_("can't be read"),
    "too-large": N_("too large to search here"),
    "malformed": N_("damaged"),
}


def widths(width: int) -> dict[Column, int]:
    """Return the cells of each column that has room, in their order; two cells stand between them."""
    if width >= _WIDE:
        fixed = {Column.PEOPLE: 26, Column.DATE: 10, Column.LENGTH: 9, Column.READ: 6, Column.QUOTES: 8}
    elif width >= _MIDDLING:
        fixed = {Column.PEOPLE: 14, Column.DATE: 10, Column.LENGTH: 9, Column.READ: 6, Column.QUOTES: 8}
    else:
        fixed = {Column.LENGTH: 9, Column.READ: 6, Column.QUOTES: 8}
    title = max(8, width - 1 - sum(fixed.values()) - 2 * len(fixed))
    return {Column.TITLE: title, **fixed}


def _cell(words: str, width: int, *, right: bool) -> str:
    words = shorten(words, width)
    blank = " " * (width - text_width(words))
    return blank + words if right else words + blank


class ColumnHeads(Widget):
    """The names of the columns; the one that is sorted by has a sign."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "ColumnHeads { height: 1; }"

    class Clicked(Message):
        """A column was clicked."""

        def __init__(self, column: Column) -> None:
            super().__init__()
            self.column = column

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sorted: tuple[Column, bool] = (Column.TITLE, False)

    def show(self, column: Column, *, down: bool) -> None:
        """Show what is sorted by."""
        self._sorted = (column, down)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the only line."""
        palette = Palette(self.app.theme_variables)
        segments = [Segment(" ", palette.style("pane"))]
        for column, cells in widths(self.size.width - 1).items():
            chosen = column is self._sorted[0]
            sign = (" ▾" if self._sorted[1] else " ▴") if chosen else ""
            words = _cell(_(NAMES[column]) + sign, cells, right=column in _RIGHT)
            look = ("pane", "pane-sign", "pane-reading") if chosen else ("pane", "pane-faint")
            segments += [Segment(words, palette.style(*look)), Segment("  ", palette.style("pane"))]
        strip = Strip(segments)
        missing = self.size.width - strip.cell_length
        if missing > 0:
            strip = Strip([*segments, Segment(" " * missing, palette.style("pane"))])
        return strip.crop(0, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Tell which one was clicked."""
        at = 1
        for column, cells in widths(self.size.width - 1).items():
            if at <= event.x < at + cells + 2:
                self.post_message(self.Clicked(column))
                return
            at += cells + 2


class LibraryList(Listing):
    """Lists interviews.

    Attributes:
        in_hand_first: the path of the one that is in hand at first, as far as it is there.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: list[Row] = []
        self._empty = ""
        self._is_chosen = False
        self.in_hand_first = ""

    @property
    def in_hand(self) -> Row | None:
        """The row highlighted, or None where there is none."""
        return self.rows[self.highlighted] if self.highlighted is not None and self.rows else None

    def show(self, rows: Sequence[Row], empty: str) -> None:
        """Show these rows; the one in hand stays in hand, and on its line of the screen.

        As long as nobody has taken one in hand, that is `in_hand_first`, or the first.
        """
        kept, before = self.in_hand if self._is_chosen else None, self.highlighted or 0
        line = before - self._top[0]
        self.rows = list(rows)
        self._empty = empty
        path = kept.path if kept else self.in_hand_first
        in_hand = before if self._is_chosen else 0
        in_hand = next((index for index, row in enumerate(self.rows) if row.path == path), in_hand)
        self._top = (max(0, in_hand - line) if self._is_chosen else 0, 0)
        self.fill(len(self.rows), in_hand)

    def highlight(self, index: int | None) -> None:
        """Take another item in hand and show it."""
        self._is_chosen = True
        super().highlight(index)

    def nothing(self, width: int) -> list[Line]:
        """Say what there is to be done."""
        return [[(" ", ""), (line, "pane-faint")] for line in lines_of(self._empty, width - 2, 6)]

    def item(self, index: int, width: int) -> list[Line]:
        """Return the row of one interview."""
        row = self.rows[index]
        cells = widths(width)
        faint = "pane-faint"
        if row.error:
            reason = _(_REASONS.get(row.error, _REASONS["unreadable"]))
            words = shorten(visible(row.title), max(4, width - text_width(reason) - 5))
            return [[(" ", ""), (words, faint), ("  ", ""), (reason, "pane-warning")]]
        room, doubt = cells[Column.TITLE], _("who speaks?") if row.is_unsure else ""
        if doubt:
            room -= text_width(doubt) + 1
        line: Line = [(" ", ""), (_cell(visible(row.title), room, right=False), "")]
        if doubt:
            line += [(" ", ""), (doubt, "pane-warning")]
        for column, room in list(cells.items())[1:]:
            words, look = self._fact(row, column)
            line += [("  ", ""), (_cell(visible(words), room, right=column in _RIGHT), look)]
        return [line]

    def _fact(self, row: Row, column: Column) -> tuple[str, str]:
        match column:
            case Column.PEOPLE:
                return _(", ").join(row.people), "pane-sign"
            case Column.DATE:
                return row.date, "pane-faint"
            case Column.LENGTH:
                return (f"{row.characters:,}" if row.entry else "…"), "pane-faint"
            case Column.READ:
                return ("" if row.percent is None else f"{row.percent}%"), ""
            case _:
                return (str(row.known.quotes) if row.known.quotes else ""), "pane-tags"
