"""What the dialogs that change a collection see of the screen under them, and of its queue of changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from tui.app.ports import Host

if TYPE_CHECKING:
    from tui.app.session.session import Session
    from tui.interview.model.interview import Interview
    from tui.quotes.collection import Collection

Result = TypeVar("Result")


class Asker(Host, Protocol):
    """The screen of an interview, as a dialog over it sees it."""

    interview: Interview
    session: Session

    def notify(
        self,
        message: str,
        *,
        severity: Any = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something above the screen for some seconds."""


class Changer(Protocol):
    """Makes changes to the collection in the order in which they were asked for."""

    def change(
        self,
        deed: Callable[[Collection], Result],
        then: Callable[[Result], None] = lambda _: None,
        in_hand: Callable[[Result], str | None] = lambda _: None,
        about: str = "",
    ) -> None:
        """Change the collection in a thread; `then` is given the result once it is on the disk and shown.

        Args:
            deed: the change.
            then: takes its result.
            in_hand: gives the id of the quote to show, from the result.
            about: the words of the quote that it is about.
        """
