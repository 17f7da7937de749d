"""What the screens ask of the application, and what those who work for a screen ask of any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.app import App

    from tui.app.landing import Landing
    from tui.app.session.open_sessions import OpenSessions
    from tui.settings import Settings


class Navigator(Protocol):
    """The application as its screens know it."""

    settings: Settings
    """What the person set."""

    data: Path
    """The folder of the collection."""

    sessions: OpenSessions
    """What is open behind the screens of interviews."""

    walk: Callable[[str], None] | None
    """Opens the interview behind that of a path whose speakers are unsure; None where nobody asked for it."""

    @property
    def keymap(self) -> Mapping[str, str]:
        """The keys that the person remapped, by command id."""

    @property
    def typing_rest(self) -> float:
        """Seconds without another letter after which what was typed is searched for."""

    def keys_kept(self) -> AbstractAsyncContextManager[None]:
        """Keep the keys that come in the meantime for what comes after it."""

    def open_interview(self, path: Path, landing: Landing | None = None) -> None:
        """Read a file and show it, at a place in it; what is wrong with it is said in one line."""

    def open_manual(self, chapter: str = "") -> None:
        """Read the manual, at a chapter where there is one of that name, and come back from it."""

    def reopen(self, words: str = "", speakers: str = "") -> None:
        """Read the file of the interview on screen again, show it at the same place, and say some words.

        Args:
            words: what is said.
            speakers: of whom is asked next, in the list of who speaks; "" to go on reading.
        """

    def leave_interview(self, then: Callable[[], None] | None = None) -> None:
        """Go back to the list that the interview was chosen from, and do what is to be done there.

        Without a list, leave fangtan.
        """

    def toggle_theme(self) -> None:
        """Show the other theme; it is remembered."""

    def take_up_theme(self, left: object) -> None:
        """Show the theme that was chosen the last time, unless the settings say another."""

    def redraw(self) -> None:
        """Draw the whole screen anew."""

    def action_command_palette(self) -> None:
        """Show all commands by name."""

    def action_suspend_process(self) -> None:
        """Go back to the shell until it continues fangtan."""

    def leave(self) -> None:
        """Leave fangtan once every change is in the collection."""


class Host(Protocol):
    """A screen as whatever works for it sees it, its controllers and the dialogs over it."""

    navigator: Navigator

    @property
    def app(self) -> App[Any]:
        """The application, for dialogs over the screen."""

    def say(self, words: str, *, warning: bool = False) -> None:
        """Say on the status line what has just happened."""

    def run_worker(
        self, work: Any, *, group: str = "default", exclusive: bool = False, thread: bool = False
    ) -> Any:
        """Have something done while the screen goes on answering keys."""
