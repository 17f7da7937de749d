"""The reader's mouse: what a cell points at, clicking, dragging, the wheel."""

from __future__ import annotations

from itertools import accumulate

from textual import events
from textual.timer import Timer

from tui.app.widgets.reader.paint import GUTTER
from tui.app.widgets.reader.selection import Selection
from tui.app.widgets.reader.word_in_hand import WordInHand
from tui.interview.model.interview import Kind
from tui.interview.model.place import Place
from tui.interview.model.steps import Granularity
from tui.text.sanitize import visible_within
from tui.text.width import text_width, widths

WHEEL_ROWS = 3
"""Rows a notch of the mouse's wheel goes."""

_PULL_EVERY = 0.08
"""Seconds between two scrolls while the mouse is held beyond the edge."""

_PULL_MOST = 6
"""Rows scrolled at once at most, far beyond the edge."""


class Pointing(WordInHand):
    """The part of the reader that answers the mouse."""

    _pressed: Place | None = None
    _pressed_blank: int = 0
    _held: bool = False
    _dragging: bool = False
    _pulling: Timer | None = None
    _pointer: tuple[int, int] = (0, 0)

    @property
    def is_dragging(self) -> bool:
        """Whether the mouse is held and selects."""
        return self._held and self._dragging

    def place_at(self, x: int, y: int) -> Place | None:
        """Return the place at a cell of the widget, a line's last one beyond its end; None on a blank row."""
        rows = self.viewport.rows
        if not 0 <= y < len(rows) or rows[y].is_blank:
            return None
        row = rows[y]
        cell = x - self.painter.margin - GUTTER
        text = visible_within(self.interview.paragraphs[row.paragraph].text, row.start, row.end)
        ends = accumulate(widths(text))
        offset = next((index for index, end in enumerate(ends) if end > cell), len(text) - 1)
        return Place(row.paragraph, row.start + offset)

    def _neighbouring_place(self, y: int, direction: int) -> Place | None:
        """The first character below a blank row, or the last one above it (-1); None where there is none."""
        rows = range(y, len(self.viewport.rows)) if direction > 0 else range(y, -1, -1)
        x = 0 if direction > 0 else self.size.width
        return next((place for row in rows if (place := self.place_at(x, row))), None)

    def _nearest_place(self, x: int, y: int) -> Place | None:
        for row in range(max(0, min(y, len(self.viewport.rows) - 1)), -1, -1):
            place = self.place_at(x, row)
            if place:
                return place
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to point or to drag; with Shift, stretch what is selected."""
        if event.button != 1:
            return
        self.focus()
        self._dragging = False
        self._pressed = self.place_at(event.x, event.y)
        if self._pressed is None and not event.shift:
            # A drag may begin between two paragraphs; where it begins, its direction tells.
            self._pressed_blank = event.y
            self._held = True
            self.capture_mouse()
        if self._pressed is None:
            return
        if event.shift and self.selection:
            unit = self.steps.unit_at(self._pressed, Granularity.CHARACTER)
            self.select(self.selection.reaching(unit), follow=False)
            self._pressed = None
        else:
            self._held = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the selection's caret along; while it is held beyond the edge the page follows."""
        if not self._held:
            return
        if self._pressed is None and event.y != self._pressed_blank:
            self._pressed = self._neighbouring_place(self._pressed_blank, event.y - self._pressed_blank)
            self._begin_to_drag()
        if self._pressed is None:
            return
        self._pointer = event.x, event.y
        distance = self._beyond(event.y)
        if distance and self._pulling is None:
            self._pulling = self.set_interval(_PULL_EVERY, self._pull)
            self._pull()
        elif not distance:
            self._stop_pulling()
            self._drag_to(event.x, event.y)

    def _beyond(self, y: int) -> int:
        """Rows that the mouse is held below the page, or above it as a negative number.

        No terminal tells of a mouse beyond its own edge: where the page touches it, its last row is beyond.
        """
        top, bottom = self.region.y, self.screen.size.height - self.region.bottom
        if y < 0 or (y == 0 and top == 0):
            return min(y, -1)
        below = y - self.size.height + 1
        return max(below, 1) if below > 0 or (below == 0 and bottom == 0) else 0

    def _pull(self) -> None:
        """Scroll towards where the mouse is held, the faster the farther, and take the caret along."""
        x, y = self._pointer
        rows = max(-_PULL_MOST, min(self._beyond(y), _PULL_MOST))
        if self.viewport.scroll(rows):
            self.refresh()
        self._drag_to(x, y)

    def _stop_pulling(self) -> None:
        if self._pulling:
            self._pulling.stop()
            self._pulling = None

    def _drag_to(self, x: int, y: int) -> None:
        place = self._nearest_place(x, y)
        if place is None or self._pressed is None or (place == self._pressed and not self._dragging):
            return
        if not self._dragging:
            self._begin_to_drag()
        if self.selection:
            dragged = self.selection.reaching(self.steps.unit_at(place, Granularity.CHARACTER))
            if dragged != self.selection:
                self.select(dragged, follow=False)

    def _begin_to_drag(self) -> None:
        if self._pressed:
            self._dragging = True
            self.select(Selection.of(self.steps.unit_at(self._pressed, Granularity.CHARACTER)), follow=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag."""
        self._held = False
        self._stop_pulling()
        self.release_mouse()

    def _fold_sign_at(self, x: int, y: int) -> WordInHand.FoldClicked | None:
        """What folding a click there asks for: next to a heading, or on the sign of something left out."""
        row = self.viewport.rows[y] if 0 <= y < len(self.viewport.rows) else None
        if row is None or row.is_blank:
            return None
        paragraph = self.interview.paragraphs[row.paragraph]
        cell = x - self.painter.margin - GUTTER
        if cell < 0:
            at_heading = paragraph.kind is Kind.HEADING and row.start == 0
            return self.FoldClicked(row.paragraph, section=True) if at_heading else None
        words = visible_within(paragraph.text, row.start, row.end)
        if self.painter.hides_more(row) and cell >= text_width(words):
            return self.FoldClicked(row.paragraph, section=self.shown.is_folded(row.paragraph))
        return None

    def on_click(self, event: events.Click) -> None:
        """Go to the sentence at one click, select the word at two, the sentence at three."""
        pressed, self._pressed = self._pressed, None
        dragged, self._dragging = self._dragging, False
        if pressed is None or dragged:
            return
        sign = self._fold_sign_at(event.x, event.y) if event.chain == 1 else None
        if sign:
            if not self.selection:
                # What was clicked stays under the mouse, and a second click undoes the first.
                self.move_to(pressed, reveal=False)
            self.post_message(sign)
        elif event.chain == 1:
            if self.selection:
                self.select(None)
            self.move_to(pressed, reveal=False)
            self.take_word_at(pressed)
        else:
            unit = Granularity.WORD if event.chain == 2 else Granularity.SENTENCE
            self.select(Selection.of(self.steps.unit_at(pressed, unit)), follow=False)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on by a notch of the wheel."""
        event.stop()
        self.scroll_rows(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back by a notch of the wheel."""
        event.stop()
        self.scroll_rows(-WHEEL_ROWS)
