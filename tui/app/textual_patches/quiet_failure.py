"""A fault that nobody thought of: kept for whoever ran the application, instead of printed.

Textual prints a traceback, with the values of all variables, on the terminal of the person, who can do
nothing with it, and to whom the paths on a server may be no business (`App._fatal_error` and
`App._print_error_renderables`).
Remove when: Textual can be told to raise out of `App.run`.
Tests: tests/terminal/test_failure.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.css.query import NoMatches
from textual.worker import WorkerFailed

if TYPE_CHECKING:
    from textual.app import App

    AnApp = App[Any]
else:
    AnApp = object


class QuietFailure(AnApp):
    """Goes before App among the bases."""

    failure: BaseException | None = None
    """The first fault."""

    def _handle_exception(self, error: Exception) -> None:
        fault = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(fault, NoMatches) and self._exit:
            return  # the widget it was meant for is gone: the application is being left
        if self.failure is None:
            self.failure = fault
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *_renderables: object) -> None:
        """Stop, and print nothing."""
        self._fatal_error()
