"""What the application keeps to itself: its clipboard, the screen that it began with, its faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.css.query import NoMatches
from textual.worker import WorkerFailed

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


class StopsQuietly:
    """Keeps a fault that nobody thought of for whoever ran it; stands before App among the bases.

    Textual prints a traceback, with the values of all variables, on the terminal of the person, who can do
    nothing with it, and to whom the paths on a server may be no business.
    """

    failure: BaseException | None = None
    """The first fault."""

    def _handle_exception(self, error: Exception) -> None:
        fault = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(fault, NoMatches) and cast("App[Any]", self)._exit:
            return  # what it was to be shown on is gone: it is being left
        if self.failure is None:
            self.failure = fault
        super()._handle_exception(error)  # type: ignore[misc]

    def _fatal_error(self) -> None:
        cast("App[Any]", self)._close_messages_no_wait()

    def panic(self, *_renderables: object) -> None:
        """Stop, and print nothing."""
        self._fatal_error()
