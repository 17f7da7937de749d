"""What an application has no public name for: its driver, its end, its size, its clipboard.

Textual 8.2.8: `App._driver`, `App._exit`, `App._check_resize`, `App._handle_exception`, `App._clipboard`
(app.py).
Remove when: Textual gives these public names.
Tests: tests/app/test_textual_private.py, test_what_an_application_keeps_to_itself_is_there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver


def driver_of(app: App[Any]) -> Driver | None:
    """Return what talks to the terminal; None before the application runs."""
    return app._driver


def is_leaving(app: App[Any]) -> bool:
    """Tell whether the application has been asked to end."""
    return app._exit


def lay_out_at_once(app: App[Any]) -> None:
    """Take up the size that was posted last; Textual waits 8 ms for the last of several."""
    app.call_later(app._check_resize)


def fail_with(app: App[Any], error: Exception) -> None:
    """End the application by an error, as one of its own handlers would; for its event loop."""
    app._handle_exception(error)


def remember_clipboard(app: App[Any], text: str) -> None:
    """Make the text what Ctrl+V pastes inside the application, without sending it to the terminal."""
    app._clipboard = text
