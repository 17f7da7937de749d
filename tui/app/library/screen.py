"""The library: a list of interviews, the search over all of them, and all their quotes.

One of the three lists is shown at a time. The widgets know nothing of each other; what follows is decided
here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.app.command_screen import CommandScreen, bindings
from tui.app.commands import Command
from tui.app.commands.library_commands import LIBRARY, shown_in_library
from tui.app.commands.situation import LibrarySituation
from tui.app.deferred import deferred
from tui.app.library.all_quotes import AllQuotes
from tui.app.library.indexing import Indexing
from tui.app.library.interview_rows import InterviewRows
from tui.app.library.search_all import SearchAll
from tui.app.library.unsure_walk import UnsureWalk
from tui.app.ports import Navigator
from tui.app.session.change_listener import in_this_loop, listen
from tui.app.textual_patches.caret_input import CaretInput
from tui.app.widgets.library_list import ColumnHeads, LibraryList, widths
from tui.app.widgets.library_quotes import LibraryQuotes
from tui.app.widgets.library_results import LibraryResults
from tui.app.widgets.line_bar import LineBar
from tui.app.widgets.listing import Line, Listing
from tui.app.widgets.one_line import OneLine
from tui.kiosk.policy import current
from tui.library.library import Library
from tui.locale import _, ngettext
from tui.locale.messages import more_in_folder_words
from tui.store.bookmarks import mark_library
from tui.text.sanitize import visible

if TYPE_CHECKING:
    from tui.app.dialogs.help_chapters import Chapter
    from tui.store.quote_store import ChangeWatch


class LibraryScreen(CommandScreen):
    """Shows the interviews of some folders and files.

    Args:
        library: which.
        navigator: opens interviews, and leaves.
        left: how it was left the last time; see `_left_as`.

    Attributes:
        view: what is shown: "list", "results" or "quotes".
        interviews: the rows of the list.
    """

    commands = LIBRARY
    AUTO_FOCUS = "#library"
    DEFAULT_CSS = """
    LibraryScreen Listing { height: 1fr; background: $surface; }
    """
    # The lists have Enter themselves, and tell what was meant.
    BINDINGS: ClassVar[list[BindingType]] = bindings(LIBRARY, but="enter")

    def __init__(
        self, library: Library, navigator: Navigator, left: Mapping[str, object] = MappingProxyType({})
    ) -> None:
        super().__init__(navigator)
        self.library = library
        self.view = "list"
        self.interviews = InterviewRows(
            library, navigator.data, left, self._show_list, lambda: self.indexing.start()
        )
        self._message: tuple[str, bool] = ("", False)
        self._watch: ChangeWatch | None = None
        walked = self.interviews.walked
        if not walked.complete:
            self._message = more_in_folder_words(self._names, len(walked.files)), True
        self.heading = OneLine("pane", id="library-heading")
        self.heads = ColumnHeads(id="library-columns")
        self.list = LibraryList(id="library")
        self.results = LibraryResults(id="library-results")
        self.all_quotes = LibraryQuotes(id="library-quotes")
        self.filter_bar = LineBar(
            _("filter"), _("words of the title, people, a date; pinyin too"), id="filter-bar"
        )
        self.search_bar = LineBar("/", _("search all interviews: words, pinyin, initials"), id="search-all")
        self.status = OneLine("status", id="status")
        self.list.in_hand_first = str(left.get("path", ""))
        self.indexing = Indexing(self)
        self.search = SearchAll(self)
        self.quotes = AllQuotes(self)
        self.deeds = {
            "library.open": self.open_in_hand,
            "library.search": self.search.begin,
            "library.filter": self.begin_filter,
            "library.sort": self.sort_by_next,
            "library.sort.turn": self.interviews.turn_order,
            "library.quotes": self.quotes.toggle,
            "library.copy": self.quotes.copy,
            "library.export": self.quotes.export,
            "library.unsure": UnsureWalk(self).begin,
            "library.refresh": self.indexing.look_again,
            "library.stop": self.indexing.stop,
            "library.back": self.back,
            **self.window_deeds,
        }

    def compose(self) -> ComposeResult:
        """Compose a title, one of the lists under it, the search bar, two lines."""
        self.results.display = self.all_quotes.display = self.filter_bar.display = False
        self.search_bar.display = LIBRARY["library.search"].is_there
        yield self.heading
        yield self.heads
        yield self.list
        yield self.results
        yield self.all_quotes
        yield self.filter_bar
        yield self.search_bar
        yield self.status
        yield self.footer

    def on_mount(self) -> None:
        """Show the list first; what takes longer comes behind it."""
        self.interviews.take_stock(resort=True)
        if not self.library.lasting:
            words = _("The cache folder can't be written: the index is rebuilt each time.")
            if current().is_kiosk:
                words = _("The folder of your collection can't be written: only names are listed.")
            self.say(words, warning=True)
        self.call_after_refresh(self._begin_slow_things)

    async def _begin_slow_things(self) -> None:
        from tui.library.collection import remembered

        self.navigator.take_up_theme(await asyncio.to_thread(remembered, self.navigator.data, "theme"))
        self.look_at_collection()
        self.indexing.begin()

    # -- what is listed ----------------------------------------------------------------------------

    def _show_list(self) -> None:
        interviews = self.interviews
        shown = interviews.listed
        self.list.show(shown, interviews.words_of_empty())
        if self.filter_bar.display:
            self.filter_bar.say(f"{len(shown)}/{len(interviews.all)}")
        self.heads.show(interviews.column, down=interviews.down)
        self.show_state()

    def look_at_collection(self) -> None:
        """Learn how far each was read, and how many quotes it has."""
        if self.view == "quotes":
            self.quotes.load()
        else:
            self.run_worker(deferred(self.interviews.learn_of_collection), group="overview", exclusive=True)

    def read_anew(self) -> None:
        """Have new and changed interviews read into the index, and a damaged part made again."""
        self.indexing.start()

    async def renew_search(self) -> bool:
        """Search what is in the index now; False where a part of it is damaged and has to be made again."""
        return await self.search.renew()

    def search_again(self) -> None:
        """Search anew, now that there is more to be found."""
        self.search.again()

    def load_quotes(self) -> None:
        """Find the quotes of all interviews anew, where they are shown."""
        if self.view == "quotes":
            self.quotes.load()

    @property
    def is_read(self) -> bool:
        """Whether all that is there can be searched."""
        return not self.indexing.is_running and self.interviews.are_read

    @property
    def is_typing(self) -> bool:
        """Whether the caret is in one of the two bars."""
        return isinstance(self.focused, CaretInput)

    # -- what is said ------------------------------------------------------------------------------

    @property
    def message(self) -> str:
        """What was said last, until something else is done."""
        return self._message[0]

    def say(self, words: str, *, warning: bool = False) -> None:
        """Say on the status line what has just happened."""
        self._message = words, warning
        self.show_state()

    @property
    def _names(self) -> str:
        """Of what was named, on one line."""
        names = [visible(str(Path(root).name or root)) for root in self.library.roots]
        return " + ".join(names[:3]) + (" …" if len(names) > 3 else "")

    def show_state(self) -> None:
        """Show title, status and keys as they are now."""
        if not self.is_attached:
            return
        names = self._names
        shown, whole = len(self.list.rows), len(self.interviews.all)
        count = ngettext("{count} interview", "{count} interviews", whole).format(count=f"{whole:,}")
        if shown != whole:
            count = _("{shown} of {count}").format(shown=f"{shown:,}", count=count)
        if unsure := len(self.interviews.unsure):
            words = ngettext("{count} unsure who speaks", "{count} unsure who speaks", unsure)
            count += " · " + words.format(count=unsure)
        views = {"list": "", "results": _("Search in all"), "quotes": _("All quotes")}
        left: Line = [(_("Library"), "pane-sign pane-reading"), (f"  {names}", "pane-faint")]
        if views[self.view]:
            left.append((f"  {views[self.view]}", "pane-reading"))
        self.heading.show(left, [(count, "pane-faint")])
        words, warning = self._message
        progress = self.indexing.progress_words(self.size.width)
        look = "said-warning" if warning else "said"
        self.status.show(
            [(words, look)] if words else self._path_line(), [(progress, "")] if progress else []
        )
        self.show_keys()

    def _path_line(self) -> Line:
        """Where the interview in hand lies."""
        # Where a server keeps them is no stranger's business.
        row = self.list.in_hand if self.view == "list" and not current().is_kiosk else None
        return [(visible(row.path), "pane-faint")] if row and self.size.width else []

    def forget_said(self) -> None:
        """Take away what was said of the last command; `done` shows that, once for all."""
        self._message = "", False

    def footer_commands(self) -> tuple[list[Command[LibrarySituation]], int]:
        """List the commands that the footer shows, and how many at the end are never left out."""
        return shown_in_library(self.situation())

    # -- commands ----------------------------------------------------------------------------------

    def situation(self) -> LibrarySituation:
        """Say where the person is, and what is at hand there."""
        return LibrarySituation(
            view=self.view,
            typing=self.is_typing,
            filtered=self.interviews.is_filtered,
            indexing=self.indexing.is_running,
            quote_in_hand=self.all_quotes.in_hand is not None,
            unsure=bool(self.interviews.unsure),
        )

    def done(self) -> None:
        """Show what has become of the screen by a command."""
        self.show_state()

    def on_resize(self, event: events.Resize) -> None:
        """Show the columns that have room now."""
        self.heads.refresh()
        self.call_after_refresh(self.show_state)

    def show(self, view: str) -> None:
        """Show one of the three lists and focus it."""
        self.view = view
        lists: dict[str, Listing] = {"list": self.list, "results": self.results, "quotes": self.all_quotes}
        for name, one in lists.items():
            one.display = name == view
        self.heads.display = view == "list"
        self.filter_bar.display = view == "list" and self.interviews.is_filtered
        lists[view].focus()
        self.show_state()

    def back(self) -> None:
        """Go from results and quotes to the list; in the list, show all interviews again."""
        if self.view == "results":
            self.search.give_up()
        elif self.view == "quotes":
            self.show("list")
        elif self.interviews.is_filtered:
            self.filter_bar.put("")
            self.interviews.words = ""
            self._show_list()
            self.show("list")

    def open_in_hand(self) -> None:
        """Open what is in hand."""
        if self.view == "results":
            self.search.open_in_hand()
        elif self.view == "quotes":
            self.quotes.open_in_hand()
        elif self.list.in_hand is not None:
            self.navigator.open_interview(Path(self.list.in_hand.path))

    def on_library_results_lost(self, event: LibraryResults.Lost) -> None:
        """Have the index made again, for what is listed has gone from it, and search again then."""
        event.stop()
        self.search.mend()

    def on_listing_picked(self, event: Listing.Picked) -> None:
        """Open what was picked by Enter or a click."""
        event.stop()
        self.forget_said()
        self.open_in_hand()

    def help_chapters(self) -> list[Chapter]:
        """Return what the help says of a library."""
        from tui.app.dialogs.help_chapters import of_library

        return of_library(self.navigator.keymap)

    def on_screen_resume(self) -> None:
        """Look at the collection again: an interview was read further, and may have more quotes."""
        if self.is_mounted and self.interviews.all:
            self.look_at_collection()
        self._watch = self.interviews.watch_collection()
        listen(self._watch, in_this_loop(self.call_later, self.look_at_collection))

    def on_screen_suspend(self) -> None:
        """Leave the collection alone while something else is shown."""
        if self._watch:
            self._watch.end()

    # -- sorting and filtering ---------------------------------------------------------------------

    def sort_by_next(self) -> None:
        """Sort by the next column that is shown."""
        columns = list(widths(self.list.size.width - 1))
        column = self.interviews.column
        at = columns.index(column) + 1 if column in columns else 0
        self.interviews.sort_by(columns[at % len(columns)])

    def on_column_heads_clicked(self, event: ColumnHeads.Clicked) -> None:
        """Sort by the column whose name was clicked."""
        self.interviews.sort_by(event.column)

    def begin_filter(self) -> None:
        """Put the caret into the filter."""
        self.filter_bar.display = True
        self.filter_bar.line.focus()

    # -- the two bars ------------------------------------------------------------------------------

    def on_line_bar_typed(self, event: LineBar.Typed) -> None:
        """Filter or search at each keystroke."""
        if event.bar is self.filter_bar:
            self.interviews.words = event.words
            self._show_list()
        else:
            self.search.ask(event.words)

    def on_line_bar_moved(self, event: LineBar.Moved) -> None:
        """Take another item in hand of the list under the bar."""
        one: Listing = self.list if event.bar is self.filter_bar else self.results
        if event.page:
            one.action_page(event.by)
        else:
            one.action_step(event.by)
        self.show_state()

    def on_line_bar_entered(self, event: LineBar.Entered) -> None:
        """Go to the list that the filter leaves, or open the passage in hand."""
        if event.bar is self.filter_bar:
            self.show("list")
        else:
            self.search.open_in_hand()

    def on_line_bar_left(self, event: LineBar.Left) -> None:
        """Go back, as Esc in a bar wants it."""
        self.back()
        if event.bar is self.filter_bar:
            self.show("list")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Begin a search where the search bar was clicked."""
        if self.search_bar in event.widget.ancestors and self.view != "results":
            self.search.begin()
        self.show_keys()

    def _left_as(self) -> dict[str, object]:
        """What is found again at the next start: how the list is sorted, and what is in hand."""
        path = self.list.in_hand.path if self.list.in_hand else ""
        return {**self.interviews.left_as(), "path": path}

    def on_unmount(self) -> None:
        """Leave no process behind, however it ends, and write down how the list was left."""
        self.on_screen_suspend()
        self.indexing.end()
        mark_library(self.navigator.data, self.library.name, self._left_as())
        self.library.close()
