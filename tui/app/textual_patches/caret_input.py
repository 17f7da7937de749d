"""A line to type Chinese into: the caret's place is exact, nothing blinks, a paste of several lines is kept.

`Input.cursor_screen_offset` is a cell off at the text's end, where the candidates of an input method then
are shown (Textual issue 3408 and what followed it). `Input._on_paste` keeps the first line of a paste
alone. A blinking caret sends a line twice a second for ever: 10 MB an hour over an idle SSH line.
Remove when: `Input` has its caret where it draws it, and a setting for pastes.
Tests: tests/app/test_textual_private.py,
test_cursor_is_at_the_caret_from_the_first_focus_through_every_resize, test_paste_keeps_every_line,
test_nothing_blinks.
"""

from __future__ import annotations

from typing import Any

from textual import events
from textual.geometry import Offset, clamp
from textual.widgets import Input


class CaretInput(Input):
    """An Input for Chinese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cursor_blink = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the screen that the caret is drawn on."""
        x, y, width, _ = self.content_region
        cell = self._position_to_cell(self.cursor_position) - self.scroll_offset.x
        return Offset(x + clamp(cell, 0, max(0, width - 1)), y)

    def _on_paste(self, event: events.Paste) -> None:
        # Textual keeps the first line alone.
        event.prevent_default()
        event.stop()
        self._insert(event.text)

    def action_paste(self) -> None:
        """Paste what was copied inside the application."""
        self._insert(self.app.clipboard)

    def _insert(self, text: str) -> None:
        start, end = sorted(self.selection)
        line = one_line(text)
        if self.max_length:
            line = line[: max(0, self.max_length - len(self.value) + end - start)]
        if line:
            self.replace(line, start, end)


def one_line(text: str) -> str:
    """Join lines by blanks, with blanks for control characters; all other characters stay."""
    lines = (
        "".join(c if c.isprintable() or c == "\u3000" else " " for c in line) for line in text.splitlines()
    )
    return " ".join(filter(None, (line.strip() for line in lines)))
