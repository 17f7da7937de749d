"""The reading screen: the panes, and who is told what.

Widgets know nothing of each other: they post messages up to here, and what follows goes down from here.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from tui.app.commands import COMMANDS
from tui.app.commands.footer import ALWAYS, key_shown, shown_now
from tui.app.screens.arrival import Arrival
from tui.app.screens.collecting import Collecting
from tui.app.screens.collecting_hits import CollectingHits
from tui.app.screens.concording import Concording
from tui.app.screens.on_disk import OnDisk
from tui.app.screens.panes import Panes
from tui.app.screens.resuming import Resuming
from tui.app.screens.searching import Searching, place_of
from tui.app.screens.viewing import Viewing
from tui.app.screens.visited import Visited
from tui.app.session import Session
from tui.app.terminal import collect_garbage
from tui.app.textual_private import LaidOutOnce
from tui.app.widgets.collection_pane import CollectionPane
from tui.app.widgets.covered import CoveredColumn, CoveredRow
from tui.app.widgets.key_footer import KeyFooter
from tui.app.widgets.outline import Outline
from tui.app.widgets.reader.reader import Reader
from tui.app.widgets.results import Results
from tui.app.widgets.ruler import Ruler
from tui.app.widgets.search_bar import SearchBar
from tui.app.widgets.status_line import StatusLine
from tui.interview.granularity import Granularity
from tui.interview.place import Place
from tui.locale import _

if TYPE_CHECKING:
    from tui.app.application import FangtanApp
    from tui.app.widgets.filter_bar import FilterBar

_REMEMBER_AFTER = 1.0
"""Seconds of rest after which the place is written down."""

_SLOW_THINGS_AFTER = 0.05
"""Seconds after the first page before the store and the search are opened."""

_LOOK_ELSEWHERE_EVERY = 0.5
"""Seconds between two looks at whether another process has changed the collection."""


class ReadingScreen(LaidOutOnce[None]):
    """Outline, reader, search bar and collection of one interview."""

    commands = COMMANDS
    AUTO_FOCUS = "Reader"
    BLANK: ClassVar[bool] = True  # the panes and the two lines under them cover it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(command.keys, f"do('{command.id}')", command.label, id=command.id, show=False)
        for command in COMMANDS.values()
    ]

    def __init__(
        self, session: Session, *, column: int = 80, speed: int = 400, arrival: Arrival | None = None
    ) -> None:
        super().__init__()
        self.arrival = arrival.within(session.interview) if arrival else None
        self.on_disk = OnDisk(self)
        self.session = session
        self.interview = session.interview
        self.outline = Outline(self.interview, id="outline")
        self.reader = Reader(self.interview, session.word_spans, column=column, id="reader")
        self.ruler = Ruler(self.interview, self.reader.window, id="ruler")
        self.results = Results(self.interview, id="results")
        self.search_bar = SearchBar(session.complete, id="search-bar")
        self.collection_pane = CollectionPane(id="collection")
        self.status_line = StatusLine(self.interview, speed=speed, id="status")
        self.footer = KeyFooter(id="keys")
        self.middle = CoveredColumn(id="middle")
        self.panes = Panes(self)
        self.search = Searching(self)
        self.quotes = Collecting(self)
        self.hits_collecting = CollectingHits(self)
        self.concording = Concording(self)
        self.viewing = Viewing(self)
        self.visited = Visited(self)
        self.resuming = Resuming(self)
        self._left = session.window()
        self._resting: Timer | None = None
        self._preparing = False
        self._arranged_for: Size | None = None
        self._opened_at = self.reader.cursor.start

    @property
    def fangtan(self) -> FangtanApp:
        """The application, as what it is."""
        return cast("FangtanApp", self.app)

    def compose(self) -> ComposeResult:
        """Panes side by side, two lines under them; what is hidden is so before anything is styled."""
        self.results.display = False
        self.resuming.arrange(self._left)
        self.panes.arrange()
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
        left = self.session.bookmark()
        if self.arrival is not None:
            self.reader.land_on(self.arrival.place)
            self.reader.mark_hits(self.arrival.marks, next(iter(self.arrival.marks), None))
        else:
            if left is not None:
                self.resuming.open_at(left, self._left)
                self._opened_at = self.reader.cursor.start
            self.resuming.resume(self._left)
        # A thread that loads would take the interpreter from the first page while it is being sent.
        self.call_after_refresh(self.set_timer, _SLOW_THINGS_AFTER, self._begin_slow_things)

    def open_at(self, place: Place) -> None:
        """Begin reading at a place, unless it has begun there already."""
        if self.reader.cursor.start != place:
            self.reader.land_on(place)
        self._opened_at = self.reader.cursor.start

    @property
    def has_moved(self) -> bool:
        """Whether the person has gone anywhere since the interview was opened."""
        return self.arrival is not None or self.reader.cursor.start != self._opened_at

    @property
    def comes_back(self) -> bool:
        """Whether Esc, with nothing else to give up, leaves the interview for where it was opened from."""
        return self.arrival is not None and self.arrival.back

    def on_reader_laid_out(self) -> None:
        """The rows on screen are others now, of another width or height."""
        self._show_where()

    def _begin_slow_things(self) -> None:
        self.run_worker(self.fangtan.open_store(self), group="store")
        if self.session.prepares_search_at_start:
            self.prepare_search()
        else:
            self.session.prepare_words()
        self.set_interval(_LOOK_ELSEWHERE_EVERY, self.quotes.changing.look_elsewhere)
        self.on_disk.watch()

    def prepare_search(self) -> None:
        """Have more found than exact words, in the background; what was searched is searched again then."""
        if not self._preparing:
            self._preparing = True
            self.run_worker(self._prepare_search(), group="prepare")

    async def _prepare_search(self) -> None:
        await self.session.prepare_search()
        self.search_bar.show_preparing(False)
        self.search.again()
        if self.arrival is not None and self.arrival.query and not self.search.query:
            self.search.go_to(self.arrival.query, self.arrival.place)
        self.session.prepare_words()

    def on_resize(self, event: events.Resize) -> None:
        """Another width may have room for other panes."""
        if event.size == self._arranged_for:
            return
        self._arranged_for = event.size
        self.panes.arrange()
        # Its own size may stay, but the page that it shows holds other words.
        self.ruler.refresh()

    # -- commands ----------------------------------------------------------------------------------

    async def action_do(self, id: str) -> None:
        """Carry out the command of that id; the keys behind it wait where it waits for a change."""
        if COMMANDS[id].waits:
            await self.quotes.changing.settled()
        self.do(id)

    def do(self, id: str) -> None:
        """Carry out the command of that id; what was said of the last one is taken away."""
        if not COMMANDS.may_be_done(id, self):
            return
        self.say("")
        done = COMMANDS[id].deed(self)
        if done is not None:
            self.run_worker(done, group="command")
        # Not only once the reader's news of it have come, so that all goes into one frame.
        self._show_where()
        self.show_keys()
        self._rest()

    def say(self, words: str, *, warning: bool = False) -> None:
        """Say on the status line what has just happened."""
        self.status_line.say(words, warning=warning)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Two commands may share a key: only the one that can be carried out now answers to it."""
        if action != "do":
            return True
        return COMMANDS[str(parameters[0])].can_be_done(self)

    def show_keys(self) -> None:
        """Show in the footer what can be done now."""
        if not self.search_bar.is_mounted:
            return
        typing = self.search_bar.query_input.has_focus
        entries = [
            (
                key_shown(self.fangtan.keymap.get(command.id, command.keys), typing),
                _(command.label),
                command.id,
            )
            for command in shown_now(self)
        ]
        always = sum(command in ALWAYS for _key, _words, command in entries)
        self.footer.show(entries, always)

    def on_mouse_down(self) -> None:
        """What was said of the last action is old news."""
        self.say("")

    def on_descendant_focus(self) -> None:
        """Other keys matter in another pane."""
        self.resuming.follow_focus()
        self.show_keys()

    def on_key_footer_clicked(self, event: KeyFooter.Clicked) -> None:
        """A click on a key is the key."""
        self.do(event.command)

    # -- reading -----------------------------------------------------------------------------------

    async def on_reader_moved(self, event: Reader.Moved) -> None:
        """Outline, status and ruler follow; the place is written down once it rests."""
        self._show_where()
        self._rest()
        await _in_one_frame()

    def _rest(self) -> None:
        """Once nothing has been done for a while, write down where and how the interview is being read."""
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(_REMEMBER_AFTER, self._rested)

    def _rested(self) -> None:
        self.remember_place()
        collect_garbage()

    async def on_reader_selected(self, event: Reader.Selected) -> None:
        """The status line counts what is selected."""
        if event.selection is None:
            self.quotes.shaping.given_up()
        self._show_where()
        self.show_keys()
        await _in_one_frame()

    def _show_where(self) -> None:
        reader = self.reader
        caret = reader.selection.caret if reader.selection else None
        here = caret or reader.cursor.start
        # The whole outline scrolled is more than the drag itself: it follows at the next step behind it.
        self.outline.mark(here.paragraph, follow=not reader.is_dragging)
        self.ruler.follow()
        selected = self.interview.length(reader.selection.passage) if reader.selection else 0
        # At the last sentence all is read but that.
        at_end = not caret and reader.cursor.end >= self.interview.end
        read = self.interview.end if at_end else here
        self.status_line.show(here, read, view=reader.shown.view, selected=selected)

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Focus a widget, or what is shown in its place: a focus comes late, and it may be hidden by then."""
        if widget is not None:
            widget = self.panes.shown_for_focus(widget)
        super().set_focus(widget, scroll_visible, from_app_focus)

    def remember_place(self) -> None:
        """Write down where the interview is being read, beside the screen's own work."""
        place, window = self.reader.cursor.start, self.resuming.state()
        self.run_worker(
            lambda: self.session.remember_place(place, window), thread=True, group="place", exclusive=True
        )

    def go_to_end(self, direction: int) -> None:
        """To the last sentence (1) or the first (-1); a selection is stretched to there."""
        self.visited.leave()
        self.reader.reach(self.interview.end if direction > 0 else self.interview.start)

    def go(self, granularity: Granularity, direction: int) -> None:
        """Go by a turn or a section; a selection is stretched by it."""
        if granularity is Granularity.SECTION:
            self.visited.leave()
        self.reader.step(granularity, direction)

    def ask_where_to_go(self) -> None:
        """Ask for a turn, a section or a percentage, and go there."""
        from tui.app.screens.ask import AskScreen
        from tui.app.screens.goto import destination

        def go(line: str | None) -> None:
            place = destination(self.reader.steps, line or "")
            if place is not None:
                self.visited.leave()
            if place is not None and self.reader.selection:
                self.reader.reach(place)
            elif place is not None:
                self.reader.land_on(place)

        def check(line: str) -> str:
            found = destination(self.reader.steps, line) is not None
            return "" if found else _("There is no such place here.")

        hint = _("120: turn 120 · s4: section 4 · 50%: half way")
        self.app.push_screen(AskScreen(_("Go to"), hint, check=check), go)

    def on_outline_chosen(self, event: Outline.Chosen) -> None:
        """Go to the section."""
        self.panes.lower()
        self.visited.leave()
        self.reader.land_on(self.reader.steps.sentence_from(event.paragraph), reveal=False)
        self.reader.focus()

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
        self._rest()

    def on_search_bar_picked(self, event: SearchBar.Picked) -> None:
        """Look at another hit."""
        self.search.pick(event.by)

    def on_search_bar_went(self, event: SearchBar.Went) -> None:
        """The hit before or after, or an earlier query."""
        if event.direction < 0:
            self.search.up()
        else:
            self.search.down()

    async def on_search_bar_landed(self, event: SearchBar.Landed) -> None:
        """Stay at the hit in hand; a key that follows at once waits for it too."""
        async with self.fangtan.keys_kept():
            await self.search.found()
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

    def search_word(self) -> None:
        """Search for what is selected, or for the word in hand."""
        from tui.app.screens.word_meant import word_meant, words_of

        word = word_meant(self.reader)
        words = words_of(self.reader, word) if word else ""
        if word is None or not words:
            self.say(_("There is no word here."), warning=True)
            return
        self.reader.select(None)
        self.search.look_for(f'"{words}"', word.start)

    # -- quotes ------------------------------------------------------------------------------------

    def show_marks(self) -> None:
        """Show hits and quotes on the ruler."""
        self.ruler.show_marks(map(place_of, self.search.hits), self.quotes.panel.seen.starts)

    def on_collection_pane_chosen(self, event: CollectionPane.Chosen) -> None:
        """Show where the quote stands."""
        quote = self.collection_pane.in_hand
        if quote and quote.passage:
            self.panes.lower()
            self.visited.leave()
            self.reader.move_to(quote.passage.start, centre=True)
            self.reader.focus()
        elif quote:
            self.say(_("Its words are no longer found in this text."), warning=True)

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

    def back(self) -> None:
        """Give up what was begun last: a raised pane, the selection, the search, the marks of one."""
        if self.collection_pane.has_focus and (self.quotes.panel.unmark() or self.quotes.panel.end_filter()):
            return
        if self.panes.lower():
            return
        if self.reader.selection:
            self.reader.select(None)
        elif self.comes_back and not self.search.is_open:
            self.leave()
            return
        elif self.search.is_open or self.search.hits:
            self.search.give_up()
        self.reader.focus()

    def show_help(self) -> None:
        """Help, beginning with the pane in focus."""
        from tui.app.screens.help import HelpScreen
        from tui.app.screens.help_chapters import of_interview

        topic = "Reading"
        if self.search_bar.query_input.has_focus or self.results.has_focus:
            topic = "Searching"
        elif self.collection_pane.has_focus or self.quotes.panel.filter_bar:
            topic = "Quotes"
        elif self.reader.selection:
            topic = "Selecting"
        self.app.push_screen(HelpScreen(of_interview(topic, self.fangtan.keymap)))

    def leave(self) -> None:
        """Leave for the list that the interview was chosen from, or leave fangtan."""
        self.remember_place()
        self.fangtan.leave_interview(self)

    def on_unmount(self) -> None:
        """However it ends: write down the place and close what is open."""
        self.on_disk.end()
        self.fangtan.sessions.close(self.session, self.reader.cursor.start, self.resuming.state())


async def _in_one_frame() -> None:
    """Let other widgets ask for what has just become of them before the reader's own frame is painted."""
    await asyncio.sleep(0)
