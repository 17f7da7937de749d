"""The reading screen: the panes, and who is told what.

Widgets know nothing of each other: they post messages up to here, and what follows goes down from here.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.widget import Widget

from tui.app.command_screen import CommandScreen, bindings
from tui.app.commands import COMMANDS, Command
from tui.app.commands.footer import ALWAYS, shown_now
from tui.app.commands.situation import Situation
from tui.app.landing import Landing
from tui.app.ports import Navigator
from tui.app.reading.collecting import Collecting
from tui.app.reading.collecting_hits import CollectingHits
from tui.app.reading.doubts import Doubts
from tui.app.reading.file_watch import FileWatch
from tui.app.reading.moving import Moving, Visited
from tui.app.reading.opening_concordance import ConcordanceOpener
from tui.app.reading.panes import Panes
from tui.app.reading.preparing import Preparing
from tui.app.reading.resuming import Resuming
from tui.app.reading.searching import Searching
from tui.app.reading.viewing import Viewing
from tui.app.reading.whereabouts import Whereabouts
from tui.app.session.change_listener import in_this_loop
from tui.app.session.session import Session
from tui.app.textual_patches.laid_out_once import LaidOutOnce
from tui.app.widgets.collection_pane import CollectionPane
from tui.app.widgets.covered import CoveredColumn, CoveredRow
from tui.app.widgets.outline import Outline
from tui.app.widgets.reader.reader import Reader
from tui.app.widgets.results import Results
from tui.app.widgets.ruler import Ruler
from tui.app.widgets.search_bar import SearchBar
from tui.app.widgets.status_line import StatusLine
from tui.locale import _

if TYPE_CHECKING:
    from tui.app.dialogs.help_chapters import Chapter
    from tui.app.widgets.filter_bar import FilterBar

_SLOW_THINGS_AFTER = 0.05
"""Seconds after the first page before the store and the search are opened."""


class ReadingScreen(LaidOutOnce[None], CommandScreen):
    """Outline, reader, search bar and collection of one interview."""

    commands = COMMANDS
    AUTO_FOCUS = "Reader"
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        *,
        column: int = 80,
        speed: int = 400,
        landing: Landing | None = None,
    ) -> None:
        super().__init__(navigator)
        self.file_watch = FileWatch(self)
        self.session = session
        self.interview = session.interview
        self.outline = Outline(self.interview, id="outline")
        self.reader = Reader(self.interview, session.word_spans, column=column, id="reader")
        self.ruler = Ruler(self.interview, self.reader.window, id="ruler")
        self.results = Results(self.interview, id="results")
        self.search_bar = SearchBar(session.complete, id="search-bar")
        self.collection_pane = CollectionPane(id="collection")
        self.status_line = StatusLine(self.interview, speed=speed, id="status")
        self.middle = CoveredColumn(id="middle")
        self.panes = Panes(self)
        self.visited = Visited(self)
        self.moving = Moving(self, self.visited)
        self.search = Searching(self, self.panes, self.visited)
        self.quotes = Collecting(self, self.panes, self.visited)
        self.hits_collecting = CollectingHits(self, self.search, self.quotes)
        self.concordance = ConcordanceOpener(self, self.search)
        self.viewing = Viewing(self)
        self.doubts = Doubts(self, self.quotes.queue)
        landing = landing.within(session.interview) if landing else None
        self.resuming = Resuming(self, self.panes, self.search, landing)
        self.whereabouts = Whereabouts(self, self.resuming, self.search, self.quotes, self.file_watch)
        self.preparing = Preparing(self, self.quotes, self.search, landing, self.resuming.go_where_left)
        self.deeds = {
            **self.moving.deeds,
            **self.search.deeds,
            **self.quotes.deeds,
            **self.viewing.deeds,
            **self.doubts.deeds,
            **self.window_deeds,
            "collect": self.collect,
            "search.collect-all": self.hits_collecting.ask,
            "concordance": self.concordance.open,
            "filter.use": self.on_filter_bar_kept,
            "back": self.back,
            "pane.next": partial(self.focus_next_pane, 1),
            "pane.previous": partial(self.focus_next_pane, -1),
            "outline": partial(self.panes.toggle, self.outline),
            "collection": partial(self.panes.toggle, self.collection_pane),
            "reopen": navigator.reopen,
        }
        self._arranged_for: Size | None = None

    def compose(self) -> ComposeResult:
        """Compose panes side by side, two lines under them; what is hidden is so from the start."""
        self.results.display = False
        self.resuming.arrange()
        self.panes.arrange()
        if bar := self.doubts.bar():
            yield bar
        with CoveredRow(id="panes"):
            yield self.outline
            with self.middle:
                with CoveredRow(id="page"):
                    yield self.reader
                    yield self.ruler
                yield self.results
                yield self.search_bar
            yield self.collection_pane
        yield self.status_line
        yield self.footer

    def on_mount(self) -> None:
        """Show the first page; everything slower begins behind it."""
        self.show_keys()
        self.session.when_search_is_wanted = self.prepare_search
        self.session.when_changed_elsewhere = in_this_loop(self.call_later, self.quotes.queue.look_elsewhere)
        self.resuming.begin()
        if not (self.interview.speakers or self.resuming.comes_back):
            self.say(self.doubts.words(), warning=True)
        # A thread that loads would take the interpreter from the first page while it is being sent.
        self.call_after_refresh(self.set_timer, _SLOW_THINGS_AFTER, self._begin_slow_things)

    def on_reader_laid_out(self) -> None:
        """Follow the rows on screen, which are others now."""
        self.whereabouts.show()

    def _begin_slow_things(self) -> None:
        self.preparing.begin()
        self.file_watch.watch()

    def prepare_search(self) -> None:
        """Have more found than exact words, in the background."""
        self.preparing.prepare_search()

    def on_resize(self, event: events.Resize) -> None:
        """Show the panes that have room at another width."""
        if event.size == self._arranged_for:
            return
        self._arranged_for = event.size
        self.panes.arrange()
        # Its own size may stay, but the page that it shows holds other words.
        self.ruler.refresh()

    # -- commands ----------------------------------------------------------------------------------

    def situation(self) -> Situation:
        """Say where the person is, and what is at hand there."""
        return self.whereabouts.situation()

    async def action_do(self, id: str) -> None:
        """Carry out the command of that id; the keys behind it wait where it waits for a change."""
        if COMMANDS[id].waits:
            await self.quotes.queue.settled()
        self.do(id)

    def done(self) -> None:
        """Show where one is now: not only once the reader's news of it have come, so that it is one frame."""
        self.whereabouts.show()
        self.show_keys()
        self.whereabouts.begin_rest()

    def say(self, words: str, *, warning: bool = False) -> None:
        """Say on the status line what has just happened."""
        self.status_line.say(words, warning=warning)

    def footer_commands(self) -> tuple[list[Command[Situation]], int]:
        """List the commands that the footer shows, and how many at the end are never left out."""
        shown = shown_now(self.situation())
        return shown, sum(command.id in ALWAYS for command in shown)

    @property
    def is_typing(self) -> bool:
        """Whether a query is being typed."""
        return self.search_bar.query_input.has_focus

    def on_mouse_down(self) -> None:
        """Take away what was said of the last action."""
        self.say("")

    def on_descendant_focus(self) -> None:
        """Show the keys that matter in another pane."""
        self.resuming.follow_focus()
        self.show_keys()

    # -- reading -----------------------------------------------------------------------------------

    async def on_reader_moved(self, event: Reader.Moved) -> None:
        """Have outline, status and ruler follow; the place is written down once it rests."""
        self.whereabouts.show()
        self.whereabouts.begin_rest()
        await _in_one_frame()

    async def on_reader_selected(self, event: Reader.Selected) -> None:
        """Show how much is selected."""
        if event.selection is None:
            self.quotes.extent.given_up()
        self.whereabouts.show()
        self.show_keys()
        await _in_one_frame()

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Focus a widget, or what is shown in its place: a focus comes late, and it may be hidden by then."""
        if widget is not None:
            widget = self.panes.shown_for_focus(widget)
        super().set_focus(widget, scroll_visible, from_app_focus)

    def on_outline_chosen(self, event: Outline.Chosen) -> None:
        """Go to the section."""
        self.panes.lower()
        self.moving.go_to_section(event.paragraph)

    def on_ruler_chosen(self, event: Ruler.Chosen) -> None:
        """Go to that part of the interview."""
        if event.first:
            self.visited.leave()
        self.reader.move_to(event.place, centre=True, reveal=False)

    def on_reader_fold_clicked(self, event: Reader.FoldClicked) -> None:
        """Fold or unfold what was clicked."""
        if event.section:
            self.viewing.toggle_section(event.paragraph)
        else:
            self.viewing.toggle_fold(event.paragraph)

    # -- searching ---------------------------------------------------------------------------------

    def on_search_bar_entered(self, event: SearchBar.Entered) -> None:
        """Begin to search, where that is not done already."""
        self.search.open()

    def on_search_bar_typed(self, event: SearchBar.Typed) -> None:
        """Search at each keystroke."""
        self.search.search(event.query)
        self.whereabouts.begin_rest()

    def on_search_bar_picked(self, event: SearchBar.Picked) -> None:
        """Look at another hit."""
        self.search.pick(event.by)

    def on_search_bar_went(self, event: SearchBar.Went) -> None:
        """Go to the hit before or after, or to an earlier query."""
        if event.direction < 0:
            self.search.up()
        else:
            self.search.down()

    async def on_search_bar_landed(self, event: SearchBar.Landed) -> None:
        """Stay at the hit in hand; a key that follows at once waits for it too."""
        async with self.navigator.keys_kept():
            await self.search.answered()
            self.search.land()
        self.show_keys()

    def on_search_bar_given_up(self, event: SearchBar.GivenUp) -> None:
        """Go back."""
        self.search.give_up()
        self.show_keys()

    def on_results_chosen(self, event: Results.Chosen) -> None:
        """Go where a result stands."""
        self.search.look_at(event.index)
        self.search.land()

    def on_results_looked(self, event: Results.Looked) -> None:
        """Look at another hit."""
        self.search.look_at(event.index)

    def on_results_order_clicked(self, event: Results.OrderClicked) -> None:
        """List them in the other order."""
        self.search.toggle_order()

    # -- quotes ------------------------------------------------------------------------------------

    def collect(self) -> None:
        """Collect the selection, or else the sentence under the cursor. A folded section opens first."""
        if not self.viewing.open_folded():
            self.quotes.collect()

    def show_marks(self) -> None:
        """Show hits and quotes on the ruler."""
        self.ruler.show_marks((hit.place for hit in self.search.hits), self.quotes.panel.snapshot.starts)

    def on_collection_pane_chosen(self, event: CollectionPane.Chosen) -> None:
        """Show where the quote stands."""
        self.quotes.extent.show_in_text()

    def on_collection_pane_mark_clicked(self, event: CollectionPane.MarkClicked) -> None:
        """Mark the quote, or take its mark away."""
        self.quotes.panel.toggle_mark(event.index, onward=False)

    def on_filter_bar_typed(self, event: FilterBar.Typed) -> None:
        """Filter at each keystroke."""
        self.quotes.panel.filter(event.query)

    def on_filter_bar_kept(self) -> None:
        """Use the list that is left."""
        self.collection_pane.focus()
        self.quotes.panel.filter(self.quotes.panel.query)

    def on_filter_bar_ended(self) -> None:
        """Show all quotes again."""
        self.quotes.panel.end_filter()

    def on_filter_bar_stepped(self, event: FilterBar.Stepped) -> None:
        """Go on in the list."""
        self.collection_pane.action_step(event.by)

    # -- leaving -----------------------------------------------------------------------------------

    def focus_next_pane(self, direction: int) -> None:
        """Go to the next pane, to the right (1) or the left (-1); within a search, to bar or results."""
        if not self.search.cross():
            self.panes.focus_next(direction)

    def back(self) -> None:
        """Give up what was begun last: a raised pane, the selection, the search, the marks of one."""
        if self.collection_pane.has_focus and (self.quotes.panel.unmark() or self.quotes.panel.end_filter()):
            return
        if self.panes.lower():
            return
        if self.reader.selection:
            self.reader.select(None)
        elif self.resuming.comes_back and not self.search.is_open:
            self.leave()
            return
        elif self.search.is_open or self.search.hits:
            self.search.give_up()
        self.reader.focus()

    def open_manual(self) -> None:
        """Read in the manual what helps here: in the search bar, what can be asked."""
        self.navigator.open_manual(_("How to ask") if self.is_typing else "")

    def help_chapters(self) -> list[Chapter]:
        """Return what the help says, beginning with the pane in focus."""
        from tui.app.dialogs.help_chapters import of_interview

        return of_interview(self.whereabouts.topic(), self.navigator.keymap)

    def leave(self) -> None:
        """Leave for the list that the interview was chosen from, or leave fangtan."""
        self.whereabouts.remember()
        self.navigator.leave_interview()

    def go_on_writing(self) -> None:
        """Try once more what could not be written: the person stays."""
        self.quotes.queue.go_on()

    def on_unmount(self) -> None:
        """Write down the place, however it ends, and close what is open."""
        self.file_watch.end()
        self.navigator.sessions.close(self.session, self.reader.cursor.start, self.resuming.state())


async def _in_one_frame() -> None:
    """Let other widgets ask for what has just become of them before the reader's own frame is painted."""
    await asyncio.sleep(0)
