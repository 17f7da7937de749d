"""Where the caret is: for input methods, which show their candidates there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.geometry import Offset, clamp
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.app import App


class FollowsCaret:
    """Keeps the terminal's cursor on the caret of the widget in focus; stands before App among the bases.

    An input method shows its candidates at the terminal's cursor, hidden or not. Textual notes the caret's
    place when the caret moves, so it is wrong after the first focus (nothing is laid out by then), after a
    resize and whenever the widget itself is moved. This asks at each frame.
    """

    _noted_cursor_position = Offset(0, 0)

    @property
    def has_caret(self) -> bool:
        """Whether the terminal's cursor belongs anywhere now: there is something to type into, say."""
        return self._caret() is not None

    def _caret(self) -> Offset | None:
        app = cast("App[Any]", self)
        if app._screen_stack:
            focused = app.screen.focused
            offset = getattr(focused, "cursor_screen_offset", None)
            if focused is not None and isinstance(offset, Offset) and focused.region:
                return offset
        return None

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor belongs, in cells of the screen."""
        caret = self._caret()
        return self._noted_cursor_position if caret is None else caret

    @cursor_position.setter
    def cursor_position(self, offset: Offset) -> None:
        self._noted_cursor_position = offset


class CaretInput(Input):
    """An Input for Chinese: the caret's place is exact, nothing blinks, a paste of several lines is kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Each blink sends a line, for ever: 10 MB an hour on an idle SSH line.
        self.cursor_blink = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret is drawn, in cells of the screen; Textual is a cell off at the text's end."""
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
    """The lines joined by blanks, control characters as blanks; what else stands in them stays as it is."""
    lines = (
        "".join(c if c.isprintable() or c == "\u3000" else " " for c in line) for line in text.splitlines()
    )
    return " ".join(filter(None, (line.strip() for line in lines)))
