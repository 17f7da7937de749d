"""The terminal's cursor on the caret of the widget in focus: input methods show their candidates there.

Textual notes the caret's place when the caret moves (`App.cursor_position`, set by
`Input._watch_cursor_position` and the like), so it is wrong after the first focus (nothing is laid out by
then), after a resize and whenever the widget itself is moved. This asks at each frame.
Remove when: Textual asks the focused widget for its caret as it paints.
Test: tests/app/test_textual_private.py,
test_cursor_is_at_the_caret_from_the_first_focus_through_every_resize.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.geometry import Offset

if TYPE_CHECKING:
    from textual.app import App

    AnApp = App[Any]
else:
    AnApp = object


class FollowsCaret(AnApp):
    """Goes before App among the bases; an input method follows the terminal's cursor, hidden or not."""

    _noted_cursor_position = Offset(0, 0)

    @property
    def has_caret(self) -> bool:
        """Whether the terminal's cursor belongs anywhere now: there is something to type into, say."""
        return self._caret() is not None

    def _caret(self) -> Offset | None:
        if self._screen_stack:
            focused = self.screen.focused
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
        """Note where Textual wants it, in cells of the screen, for when nothing has a caret."""
        self._noted_cursor_position = offset
