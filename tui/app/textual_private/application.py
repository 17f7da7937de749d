"""What the application keeps to itself: its clipboard, and the screen that it began with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen


def remember_clipboard(app: App[Any], text: str) -> None:
    """Make the text what Ctrl+V pastes inside the application, without sending it to the terminal."""
    app._clipboard = text


def let_be_switched(screen: Screen[Any]) -> None:
    """Make `App.switch_screen` work on the screen that the application began with.

    It takes the callback away that waits for the screen's result, and of the first screen none waits: an
    IndexError.
    """
    if not screen._result_callbacks:
        screen._push_result_callback(screen, None)
