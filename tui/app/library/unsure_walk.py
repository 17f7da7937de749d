"""The interviews of a library in which it is not sure who speaks, one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.locale import _

if TYPE_CHECKING:
    from tui.app.library.parts import LibraryParts


class UnsureWalk:
    """Opens them in the order of the list."""

    def __init__(self, screen: LibraryParts) -> None:
        self.screen = screen

    def begin(self) -> None:
        """Open the first one, or say that there is none."""
        if self._open(""):
            return
        if self.screen.is_read:
            self.screen.say(_("In none of these interviews is it unsure who speaks."))
        else:
            self.screen.say(_("In none of the interviews read so far is it unsure who speaks."))

    def go_on(self, path: str) -> None:
        """Open the one behind the interview of that path, or say that it was the last."""
        if not self._open(path):
            self.screen.say(_("That was the last interview in which it was not sure who speaks."))

    def _open(self, after: str) -> bool:
        row = self.screen.interviews.next_unsure(after)
        self.screen.navigator.walk = self.go_on if row else None
        if row is not None:
            self.screen.navigator.open_interview(Path(row.path))
        return row is not None
