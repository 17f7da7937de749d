"""The lines of a concordance: the word in a column, its context left and right of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.app.glyphs import open_mark
from tui.app.text_styles import Palette
from tui.app.widgets.cells import lines_of, shorten
from tui.app.widgets.listing import Line, Listing
from tui.locale import _
from tui.search.concordance import Order
from tui.text.clip import beginning, ending
from tui.text.sanitize import visible
from tui.text.width import text_width

if TYPE_CHECKING:
    from tui.search.concordance import Occurrence

_NARROW = 70
"""Cells below which the speakers are left out."""

_MOST_NAME = 12
_NOBODY = "—"


class Columns(NamedTuple):
    """The cells of each column; between two of them stand two blanks.

    Attributes:
        turn: the turn's number.
        name: the speaker, 0 where there is no room.
        left, match, right: the word, and its context on either side.
    """

    turn: int
    name: int
    left: int
    match: int
    right: int

    @property
    def head(self) -> int:
        """Cells before the left context."""
        return 1 + self.turn + 2 + (self.name + 2 if self.name else 0)


class Widest(NamedTuple):
    """The cells of the widest turn's number, speaker and word among some lines."""

    turn: int = 0
    name: int = 0
    match: int = 0

    @classmethod
    def of(cls, occurrences: Sequence[Occurrence]) -> Widest:
        """Measure some lines; of very many it takes a while."""
        turn = max((one.turn or 0 for one in occurrences), default=0)
        names = {one.speaker or _NOBODY for one in occurrences}
        matches = {one.match for one in occurrences}
        name, match = (
            max((text_width(visible(each)) for each in some), default=0) for some in (names, matches)
        )
        return cls(len(str(turn)), name, match)


def columns(widest: Widest, width: int) -> Columns:
    """Return the columns of some lines in so many cells."""
    turn, name, match = widest
    name = min(name, _MOST_NAME) if width >= _NARROW else 0
    match = min(match, max(8, width // 3))
    head = Columns(turn, name, 0, match, 0).head
    left = max(4, (width - head - match - 3) // 2)
    return Columns(turn, name, left, match, max(4, width - head - match - 3 - left))


class Kwic(Listing):
    """Lists the occurrences of a word."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.occurrences: Sequence[Occurrence] = ()
        self.asked = ""
        self.is_waiting = False
        self._widest = Widest()
        self._columns: tuple[int, Columns] | None = None

    def show(
        self, occurrences: Sequence[Occurrence], asked: str, in_hand: int | None, widest: Widest
    ) -> None:
        """List these, found of what was asked for; the widest of them tell the columns."""
        self.occurrences, self.asked, self.is_waiting = occurrences, asked, False
        self._widest, self._columns = widest, None
        self.fill(len(occurrences), in_hand)

    @property
    def in_hand(self) -> Occurrence | None:
        """The occurrence highlighted, or None where there is none."""
        return None if self.highlighted is None else self.occurrences[self.highlighted]

    def columns_for(self, width: int) -> Columns:
        """Return the columns in so many cells, the scroll bar's not counted."""
        if self._columns is None or self._columns[0] != width:
            self._columns = (width, columns(self._widest, width))
        return self._columns[1]

    def nothing(self, width: int) -> list[Line]:
        """Say what to type, or what to try."""
        if self.is_waiting:
            words = _("Looking…")
        elif self.asked.strip():
            words = _(
                "There is no exact match in the text."
                " Esc goes back; the search (/) finds what is close to it."
            )
        else:
            words = _("Type a word: every occurrence is listed here, with its context.")
        return [[(f" {line}", "pane-faint")] for line in lines_of(words, width - 2, 3)]

    def item(self, index: int, width: int) -> list[Line]:
        """Return the rows of one occurrence."""
        one, cut = self.occurrences[index], self.columns_for(width)
        turn = str(one.turn or _NOBODY)
        line: Line = [(" " + " " * (cut.turn - text_width(turn)) + turn + "  ", "pane-faint")]
        if cut.name:
            name = shorten(visible(one.speaker or _NOBODY), cut.name)
            line.append((name + " " * (cut.name - text_width(name) + 2), "pane-faint"))
        left = ending(visible(one.left), cut.left)
        match = shorten(visible(one.match), cut.match)
        right = beginning(visible(one.right), cut.right)
        line.append((" " * (cut.left - text_width(left)) + left + " ", ""))
        line.append((match, "pane-match"))
        line.append((" " * (cut.match - text_width(match) + 1) + right, ""))
        return [line]


class KwicHead(Widget):
    """The names of the columns; a click on one sorts by it.

    Args:
        kwic: the lines that it stands above.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    class Clicked(Message):
        """Another order is wanted."""

        def __init__(self, order: Order) -> None:
            super().__init__()
            self.order = order

    def __init__(self, kwic: Kwic, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._kwic = kwic
        self._order = Order.PLACE

    def show(self, order: Order) -> None:
        """Show the lines in this order, which may have other columns."""
        self._order = order
        self.refresh()

    def _cells(self) -> list[tuple[Order, str]]:
        """What stands in the line, one part a column."""
        cut = self._kwic.columns_for(max(4, self.size.width - 1))
        names = ((Order.PLACE, _("place")), (Order.LEFT, _("left")), (Order.RIGHT, _("right")))
        place, before, after = (
            name + (f" {open_mark()}" if order is self._order else "") for order, name in names
        )
        # The left column's name stands at its end, so that the first may be wider than its column.
        place = beginning(f" {place} ", cut.head + cut.left - text_width(before))
        gap = cut.head + cut.left - text_width(place) - text_width(before)
        return [
            (Order.PLACE, place),
            (Order.LEFT, " " * gap + before + " "),
            (Order.RIGHT, " " * (cut.match + 1) + after),
        ]

    def render_line(self, y: int) -> Strip:
        """Return the only line."""
        palette = Palette(self.app.theme_variables)
        cells = self._cells() if self._kwic.count else []
        segments = [
            Segment(words, palette.style("pane", "pane-sign" if order is self._order else "pane-faint"))
            for order, words in cells
        ]
        return Strip(segments).adjust_cell_length(self.size.width, palette.style("pane"))

    def on_click(self, event: events.Click) -> None:
        """Sort by what was clicked."""
        if self._kwic.count:
            (place, left, _right) = (text_width(words) for _order, words in self._cells())
            order = Order.PLACE if event.x < place else Order.LEFT if event.x < place + left else Order.RIGHT
            self.post_message(self.Clicked(order))
