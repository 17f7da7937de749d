"""The reader's mouse: what a cell points at, clicking, dragging, the wheel."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from textual import events

from tui.app.widgets.reader.paint import GUTTER
from tui.app.widgets.reader.selection import Selection
from tui.interview.granularity import Granularity
from tui.interview.place import Place
from tui.text.sanitize import visible
from tui.text.width import widths

if TYPE_CHECKING:
    from tui.app.widgets.reader.reader import Reader

WHEEL_ROWS = 3
"""Rows a notch of the mouse's wheel goes."""


class Pointing:
    """The part of the reader that answers the mouse."""

    _pressed: Place | None = None
    _held: bool = False
    _dragging: bool = False

    def place_at(self: Reader, x: int, y: int) -> Place | None:  # type: ignore[misc]
        """The character at a cell of the widget, a line's last one beyond its end; None on a blank row."""
        rows = self.viewport.rows
        if not 0 <= y < len(rows) or rows[y].is_blank:
            return None
        row = rows[y]
        cell = x - self.painter.margin - GUTTER
        text = visible(self.interview.paragraphs[row.paragraph].text[row.start : row.end])
        ends = accumulate(widths(text))
        offset = next((index for index, end in enumerate(ends) if end > cell), len(text) - 1)
        return Place(row.paragraph, row.start + offset)

    def _nearest_place(self: Reader, x: int, y: int) -> Place | None:  # type: ignore[misc]
        for row in range(max(0, min(y, len(self.viewport.rows) - 1)), -1, -1):
            place = self.place_at(x, row)
            if place:
                return place
        return None

    def on_mouse_down(self: Reader, event: events.MouseDown) -> None:  # type: ignore[misc]
        """Begin to point or to drag; with Shift, stretch what is selected."""
        if event.button != 1:
            return
        self.focus()
        self._dragging = False
        self._pressed = self.place_at(event.x, event.y)
        if self._pressed is None:
            return
        if event.shift and self.selection:
            unit = self.steps.unit_at(self._pressed, Granularity.CHARACTER)
            self.select(self.selection.reaching(unit), follow=False)
            self._pressed = None
        else:
            self._held = True
            self.capture_mouse()

    def on_mouse_move(self: Reader, event: events.MouseMove) -> None:  # type: ignore[misc]
        """Drag the selection's caret along; beyond the edge the page follows."""
        if self._pressed is None or not self._held:
            return
        if (event.y < 0 and self.viewport.scroll(-1)) or (
            event.y >= self.size.height and self.viewport.scroll(1)
        ):
            self.refresh()
        place = self._nearest_place(event.x, event.y)
        if place is None or (place == self._pressed and not self._dragging):
            return
        if not self._dragging:
            self._dragging = True
            self.select(Selection.of(self.steps.unit_at(self._pressed, Granularity.CHARACTER)), follow=False)
        if self.selection:
            dragged = self.selection.reaching(self.steps.unit_at(place, Granularity.CHARACTER))
            if dragged != self.selection:
                self.select(dragged, follow=False)

    def on_mouse_up(self: Reader, event: events.MouseUp) -> None:  # type: ignore[misc]
        """The drag is over."""
        self._held = False
        self.release_mouse()

    def on_click(self: Reader, event: events.Click) -> None:  # type: ignore[misc]
        """Once: the sentence is under the cursor; twice: the word is selected; three times: the sentence."""
        pressed, self._pressed = self._pressed, None
        dragged, self._dragging = self._dragging, False
        if pressed is None or dragged:
            return
        if event.chain == 1:
            if self.selection:
                self.select(None)
            self.move_to(pressed)
        else:
            unit = Granularity.WORD if event.chain == 2 else Granularity.SENTENCE
            self.select(Selection.of(self.steps.unit_at(pressed, unit)), follow=False)

    def on_mouse_scroll_down(self: Reader, event: events.MouseScrollDown) -> None:  # type: ignore[misc]
        """A notch of the wheel on."""
        event.stop()
        self.scroll_rows(WHEEL_ROWS)

    def on_mouse_scroll_up(self: Reader, event: events.MouseScrollUp) -> None:  # type: ignore[misc]
        """A notch of the wheel back."""
        event.stop()
        self.scroll_rows(-WHEEL_ROWS)
