"""Where the interview is being read: shown in outline, ruler and status line, and written down at rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.terminal.capabilities import collect_garbage

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.app.reading.parts import Parts
    from tui.app.reading.resuming import Resuming

_REMEMBER_AFTER = 1.0
"""Seconds of rest after which the place is written down."""


class Whereabouts:
    """Follows the reader on a reading screen."""

    def __init__(self, screen: Parts, resuming: Resuming) -> None:
        self.screen = screen
        self.resuming = resuming
        self._resting: Timer | None = None

    def show(self) -> None:
        """Show in outline, ruler and status line where one reads."""
        screen, reader = self.screen, self.screen.reader
        caret = reader.selection.caret if reader.selection else None
        here = caret or reader.cursor.start
        # The whole outline scrolled is more than the drag itself: it follows at the next step behind it.
        screen.outline.mark(here.paragraph, follow=not reader.is_dragging)
        screen.ruler.follow()
        selected = screen.interview.length(reader.selection.passage) if reader.selection else 0
        # At the last sentence all is read but that.
        at_end = not caret and reader.cursor.end >= screen.interview.end
        read = screen.interview.end if at_end else here
        screen.status_line.show(here, read, view=reader.shown.view, selected=selected)

    def begin_rest(self) -> None:
        """Once nothing has been done for a while, write down where and how the interview is being read."""
        if self._resting:
            self._resting.stop()
        self._resting = self.screen.set_timer(_REMEMBER_AFTER, self._rested)

    def _rested(self) -> None:
        self.remember()
        collect_garbage()

    def remember(self) -> None:
        """Write down where the interview is being read, beside the screen's own work."""
        place, window = self.screen.reader.cursor.start, self.resuming.state()
        remember = self.screen.session.remember_place
        self.screen.run_worker(lambda: remember(place, window), thread=True, group="place", exclusive=True)
