"""Where a person is: shown on the screen, written down at rest, and what can be done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.commands.situation import Focus, Situation
from tui.interview.model.view import View
from tui.interview.speakers.label_doubts import likely_labels

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.app.reading.collecting import Collecting
    from tui.app.reading.file_watch import FileWatch
    from tui.app.reading.parts import Parts
    from tui.app.reading.resuming import Resuming
    from tui.app.reading.searching import Searching

_REMEMBER_AFTER = 1.0
"""Seconds of rest after which the place is written down."""


class Whereabouts:
    """Follows the person on a reading screen.

    Args:
        screen: the screen.
        resuming: says what the window looks like.
        search: its search.
        quotes: its collection.
        file_watch: knows whether the file has changed.
    """

    def __init__(
        self, screen: Parts, resuming: Resuming, search: Searching, quotes: Collecting, file_watch: FileWatch
    ) -> None:
        self.screen = screen
        self.resuming = resuming
        self.search = search
        self.quotes = quotes
        self.file_watch = file_watch
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
        """Write down where and how the interview is being read, once nothing has been done for a while."""
        if self._resting:
            self._resting.stop()
        self._resting = self.screen.set_timer(_REMEMBER_AFTER, self.remember)

    def remember(self) -> None:
        """Write down where the interview is being read, in a thread."""
        place, window = self.screen.reader.cursor.start, self.resuming.state()
        remember = self.screen.session.remember_place
        self.screen.run_worker(lambda: remember(place, window), thread=True, group="place", exclusive=True)

    def situation(self) -> Situation:
        """Say where the person is, and what is at hand there."""
        reader, panel = self.screen.reader, self.quotes.panel
        return Situation(
            focus=self._focus(),
            selecting=reader.selection is not None,
            resizing=self.quotes.extent.resizing,
            searching=self.search.is_open,
            has_hits=bool(self.search.hits),
            partial_view=reader.shown.view != View(),
            has_quotes=bool(panel.snapshot.quotes),
            undecided=panel.snapshot.undecided > 0,
            file_changed=self.file_watch.has_changed,
            unsure=not self.screen.interview.sure,
            likely=bool(likely_labels(self.screen.interview)),
            walking=self.screen.navigator.walk is not None,
        )

    def _focus(self) -> Focus:
        screen = self.screen
        if screen.reader.has_focus:
            return Focus.TEXT
        if screen.search_bar.query_input.has_focus:
            return Focus.SEARCH_BAR
        if screen.results.has_focus:
            return Focus.RESULTS
        if screen.collection_pane.has_focus:
            return Focus.COLLECTION
        bar = self.quotes.panel.filter_bar
        return Focus.FILTER if bar and bar.line.has_focus else Focus.OTHER

    def topic(self) -> str:
        """Return the topic of the help that is about where the person is."""
        screen = self.screen
        if screen.search_bar.query_input.has_focus or screen.results.has_focus:
            return "Searching"
        if screen.collection_pane.has_focus or self.quotes.panel.filter_bar:
            return "Quotes"
        return "Selecting" if screen.reader.selection else "Reading"
