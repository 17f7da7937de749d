"""A list drawn by rows: an item is made when it comes on screen, so ten thousand cost what ten do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from tui.app.glyphs import is_plain, window_block
from tui.app.text_styles import Palette
from tui.app.textual_patches.painted_row import PaintedRow
from tui.app.textual_patches.plain_rows import PlainRows
from tui.text.width import text_width

Line = list[tuple[str, str]]
"""One row of an item: words, and the names of their styles separated by blanks."""

_WHEEL_ROWS = 3
_KEPT = 512
"""How many items' rows are kept."""


class _Kept(NamedTuple):
    """An item as it was made, and its rows as they were painted, by row, style over it and scroll bar."""

    lines: list[Line]
    strips: dict[tuple[int, str, bool], Strip]


class Listing(PlainRows, can_focus=True):
    """A list of items of one row or more each; what they say is the subclass's affair.

    Attributes:
        count: how many items there are.
        highlighted: the index, from 0, of the item in hand; None where there is none.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup,b", "page(-1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Picked(Message):
        """An item was chosen, by Enter or by a click."""

        def __init__(self, listing: Listing, index: int) -> None:
            super().__init__()
            self.listing = listing
            self.index = index

        @property
        def control(self) -> Listing:
            """The list."""
            return self.listing

    class Highlighted(Message):
        """Another item was taken in hand with the keys."""

        def __init__(self, listing: Listing, index: int) -> None:
            super().__init__()
            self.listing = listing
            self.index = index

        @property
        def control(self) -> Listing:
            """The list."""
            return self.listing

    class HeadingClicked(Message):
        """The heading above an item was clicked."""

        def __init__(self, listing: Listing, index: int) -> None:
            super().__init__()
            self.listing = listing
            self.index = index

        @property
        def control(self) -> Listing:
            """The list."""
            return self.listing

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.count = 0
        self.highlighted: int | None = None
        self._top = (0, 0)
        self._kept: dict[int, _Kept] = {}
        self._palette: Palette | None = None
        self._made_for = 0
        self._on_screen: tuple[object, list[tuple[int, int]]] = (None, [])

    # -- what the subclass says ----------------------------------------------------------------------

    def item(self, index: int, width: int) -> list[Line]:
        """Return the rows of an item, at least one, none wider than `width` cells."""
        raise NotImplementedError

    def height_of(self, index: int) -> int | None:
        """Return how many rows an item has, where that is known without making it."""
        return None

    def heading_rows(self, index: int) -> int:
        """Return how many of an item's first rows are a heading above it, and not the item itself."""
        return 0

    def nothing(self, width: int) -> list[Line]:
        """Say what an empty list says."""
        return []

    # -- contents ------------------------------------------------------------------------------------

    def fill(self, count: int, highlighted: int | None = None) -> None:
        """Show that many items from now on, all of them made anew."""
        self.count = count
        self._kept.clear()
        self._on_screen = (None, [])
        self.highlighted = min(highlighted, count - 1) if highlighted is not None and count else None
        self._bring()
        self.refresh()

    def renew(self, *indices: int) -> None:
        """Make some items anew, of as many rows as before, and paint no others again."""
        for index in indices:
            if self._kept.pop(index, None) is not None:
                self._paint(index)

    def highlight(self, index: int | None) -> None:
        """Take another item in hand and show it."""
        before, self.highlighted = self.highlighted, index
        if before == index:
            return
        if self._bring():
            self.refresh()
        else:
            for changed in (before, index):
                if changed is not None:
                    self._paint(changed)

    def _made(self, index: int, width: int) -> _Kept:
        """An item in a list of so many cells, one of which is the scroll bar's."""
        if self._made_for != width:
            self._made_for = width
            self._kept.clear()
        made = self._kept.get(index)
        if made is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            made = self._kept[index] = _Kept(self.item(index, max(4, width - 1)), {})
        return made

    def _height(self, index: int) -> int:
        height = self.height_of(index)
        return len(self._made(index, self.size.width).lines) if height is None else height

    # -- scrolling -----------------------------------------------------------------------------------

    def _rows(self) -> list[tuple[int, int]]:
        """The rows on screen, as item and row of it."""
        shape = (self._top, self.size, self.count)
        if self._on_screen[0] != shape:
            self._on_screen = (shape, list(self._find_rows()))
        return self._on_screen[1]

    def _find_rows(self) -> Iterator[tuple[int, int]]:
        index, row = self._top
        width, left = self.size
        while index < self.count and left > 0:
            height = self.height_of(index) or len(self._made(index, width).lines)
            for within in range(row, min(height, row + left)):
                yield index, within
            left -= height - row
            index, row = index + 1, 0

    def _walk(self, top: tuple[int, int], rows: int) -> tuple[int, int]:
        index, row = top
        row += rows
        while row < 0 and index > 0:
            index -= 1
            row += self._height(index)
        while index < self.count - 1 and row >= (height := self._height(index)):
            row -= height
            index += 1
        return index, max(0, row)

    def _put_top(self, top: tuple[int, int]) -> bool:
        height = self.size.height
        if self.count:
            last = (self.count - 1, self._height(self.count - 1) - 1)
            top = max((0, 0), min(top, self._walk(last, 1 - height)))
        else:
            top = (0, 0)
        moved, self._top = top != self._top, top
        return moved

    def _bring(self) -> bool:
        """Scroll as little as is needed to have the item in hand on screen; whether that moves anything."""
        if self.highlighted is None or not self.size.height:
            return self._put_top(self._top)
        index = self.highlighted
        if (index, 0) <= self._top:
            return self._put_top((index, 0))
        last = (index, self._height(index) - 1)
        lowest = self._walk(last, 1 - self.size.height)
        return self._put_top(max(self._top, lowest))

    def scroll_rows(self, rows: int) -> None:
        """Scroll by so many rows; the item in hand stays."""
        if self._put_top(self._walk(self._top, rows)):
            self.refresh()

    # -- painting ------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Take up the styles of another theme."""
        super().notify_style_update()
        self._palette = None
        self._kept.clear()

    def _paint(self, index: int) -> None:
        for y, (item, _row) in enumerate(self._rows()):
            if item == index:
                self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self, event: events.Resize) -> None:
        """Show the items that another height has room for."""
        self._bring()

    def on_focus(self) -> None:
        """Paint the item in hand as one of a list in use."""
        self.refresh()

    def on_blur(self) -> None:
        """Paint the item in hand as one of a list out of use."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        rows, size = self._rows(), self.size
        bar = self._has_bar(y, rows, size.height)
        if y >= len(rows):
            nothing = [] if self.count else self.nothing(max(4, size.width - 1))
            return self._strip(nothing[y] if y < len(nothing) else [], "", size.width, bar=bar)
        index, row = rows[y]
        over = ""
        if index == self.highlighted and row >= self.heading_rows(index):
            over = "pane-in-use" if self.has_focus else "pane-in-hand"
        made = self._made(index, size.width)
        strip = made.strips.get((row, over, bar))
        if strip is None:
            strip = self._strip(made.lines[row], over, size.width, bar=bar)
            made.strips[row, over, bar] = strip
        return strip

    def _strip(self, line: Line, over: str, width: int, *, bar: bool) -> Strip:
        """A row of so many cells, the scroll bar's among them."""
        if self._palette is None:
            self._palette = Palette(self.app.theme_variables)
        palette = self._palette
        segments = []
        for words, names in line:
            # A stripe keeps its colour whatever lies over the row.
            parts = [over, *names.split()] if names.startswith("stripe") else [*names.split(), over]
            style = palette.style("pane", *filter(None, parts))
            segments.append(Segment(words, style))
        used = sum(text_width(words) for words, _names in line)
        blank = palette.style("pane", *([over] if over else []))
        segments.append(Segment(" " * max(0, width - 1 - used), blank))
        segments.append(Segment(window_block(), palette.style("pane-bar")) if bar else Segment(" ", blank))
        return PaintedRow(Segment.simplify(segments), max(used + 1, width))

    def _has_bar(self, y: int, rows: list[tuple[int, int]], height: int) -> bool:
        """Whether the scroll bar stands on a row; there is one where there is more than is shown."""
        if not rows or not self._overflows(rows):
            return False
        # By items, as the rows of those off screen are not known.
        visible = max(1, min(height - 1, height * height // self.count))
        start = min(self._top[0] * height // self.count, height - visible)
        return start <= y < start + visible

    def _overflows(self, rows: list[tuple[int, int]]) -> bool:
        index, row = rows[-1]
        return self._top != (0, 0) or index < self.count - 1 or row < self._height(index) - 1

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """Where the terminal's cursor belongs: at the item in hand for a screen reader, else nowhere."""
        if not is_plain():
            return None
        y = next((y for y, (item, _row) in enumerate(self._rows()) if item == self.highlighted), 0)
        return Offset(self.content_region.x, self.content_region.y + y)

    # -- keys and mouse ------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """Take the next item in hand, or the one before."""
        if self.count:
            here = self.highlighted if self.highlighted is not None else -1 if by > 0 else self.count
            self._take(max(0, min(here + by, self.count - 1)))

    def action_page(self, direction: int) -> None:
        """Go a page on (1) or back (-1)."""
        if self.count:
            here = (self.highlighted or 0, 0)
            self._take(self._walk(here, direction * max(1, self.size.height - 1))[0])

    def action_edge(self, direction: int) -> None:
        """Go to the first item or the last."""
        if self.count:
            self._take(self.count - 1 if direction > 0 else 0)

    def _take(self, index: int) -> None:
        self.highlight(index)
        self.post_message(self.Highlighted(self, index))

    def action_choose(self) -> None:
        """Choose the item in hand."""
        if self.highlighted is not None:
            self.post_message(self.Picked(self, self.highlighted))

    def item_at(self, y: int) -> int | None:
        """Return the index of the item at a row of the widget, its border counted in, or None."""
        rows = self._rows()
        row = y - self.gutter.top
        return rows[row][0] if 0 <= row < len(rows) else None

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        rows = self._rows()
        y = event.y - self.gutter.top
        if 0 <= y < len(rows):
            index, row = rows[y]
            if row < self.heading_rows(index):
                self.post_message(self.HeadingClicked(self, index))
                return
            self.highlight(index)
            self.post_message(self.Picked(self, index))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on by a notch of the wheel."""
        event.stop()
        self.scroll_rows(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back by a notch of the wheel."""
        event.stop()
        self.scroll_rows(-_WHEEL_ROWS)
