"""The places gone away from, to go back to and forward again, as in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.locale import _

if TYPE_CHECKING:
    from tui.app.reading.parts import Parts
    from tui.app.widgets.reader.viewport import Position

_KEPT = 200
"""How many places are kept; the oldest are forgotten."""


class Visited:
    """The back and forward list of a reading screen."""

    def __init__(self, screen: Parts) -> None:
        self.screen = screen
        self._back: list[Position] = []
        self._forward: list[Position] = []

    def leave(self, position: Position | None = None) -> None:
        """Keep the present position, or another one, before going far from it."""
        position = position or self.screen.reader.position
        if not self._back or self._back[-1].cursor != position.cursor:
            self._back.append(position)
            del self._back[:-_KEPT]
        self._forward.clear()

    def back(self) -> None:
        """Go back to where one was before the last jump."""
        self._go(self._back, self._forward, _("No place to go back to yet."))

    def forward(self) -> None:
        """Go forward again."""
        self._go(self._forward, self._back, _("No place to go forward to."))

    def _go(self, there: list[Position], here: list[Position], nothing: str) -> None:
        present = self.screen.reader.position
        # The place one stands at is no place to go to.
        while there and there[-1].cursor == present.cursor:
            there.pop()
        if not there:
            self.screen.say(nothing, warning=True)
            return
        here.append(present)
        self.screen.reader.return_to(there.pop())
