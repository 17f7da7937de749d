"""What the panel shows of the collection: in which order, which of it, and what is marked there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui.app.reading.change_queue import NOTHING, Snapshot
from tui.locale import _, ngettext

if TYPE_CHECKING:
    from tui.app.reading.parts import Parts
    from tui.app.widgets.filter_bar import FilterBar
    from tui.quotes.filtering import Filtering
    from tui.quotes.quote import Quote


class Panel:
    """The panel's work on a reading screen."""

    def __init__(self, screen: Parts) -> None:
        self.screen = screen
        self.snapshot: Snapshot = NOTHING
        self.by_place = False
        self.query = ""
        self.questions = False
        self._marked: dict[str, None] = {}
        self._filtering: Filtering | None = None
        self._generation = 0

    @property
    def shown(self) -> list[Quote]:
        """The quotes listed."""
        return self.screen.collection_pane.quotes

    @property
    def marked(self) -> list[Quote]:
        """The quotes that are marked and can be seen, in the order of the list."""
        return [quote for quote in self.shown if quote.id in self._marked] if self._marked else []

    def show(self, seen: Snapshot, in_hand: str | None = None) -> None:
        """Show the collection as it now is; a quote to be in hand is shown whatever the filter hides."""
        self.snapshot = seen
        if in_hand and seen.get(in_hand) is None:
            in_hand = None
        if self._marked:
            there = {quote.id for quote in seen.quotes}
            self._marked = {id: None for id in self._marked if id in there}
        self._list(in_hand)

    def _list(self, in_hand: str | None = None) -> None:
        quotes = self.snapshot.by_place if self.by_place else self.snapshot.quotes
        self._generation += 1
        if not self.query.strip():
            self._fill(quotes, in_hand)
            return
        self.screen.run_worker(
            self._filter(quotes, self.query, self._generation, in_hand), group="filter", exclusive=True
        )

    async def _filter(self, quotes: list[Quote], query: str, generation: int, in_hand: str | None) -> None:
        left = await asyncio.to_thread(self._matching, query, quotes, generation)
        if generation != self._generation:
            return
        if in_hand and all(quote.id != in_hand for quote in left):
            # What was just taken must not be out of sight.
            self.filter("", in_hand)
            return
        self._fill(left, in_hand)

    def _matching(self, query: str, quotes: list[Quote], generation: int) -> list[Quote]:
        from tui.quotes.filtering import Filtering

        if self._filtering is None:
            self._filtering = Filtering(self.screen.interview)
        return self._filtering.matching(query, quotes, lambda: generation != self._generation)

    def _fill(self, quotes: list[Quote], in_hand: str | None) -> None:
        pane = self.screen.collection_pane
        pane.shared, pane.questions = self.snapshot.shared, self.questions
        pane.marked = self._marked
        database = self.screen.session.database
        pane.read_only = database is not None and bool(database.read_only)
        pane.show(quotes, in_hand, total=len(self.snapshot.quotes), query=self.query, by_place=self.by_place)
        if self.filter_bar:
            self.filter_bar.say(f"{len(quotes)}/{len(self.snapshot.quotes)}")

    # -- order and questions -------------------------------------------------------------------------

    def toggle_order(self) -> None:
        """List by place, or in the order by hand."""
        self.by_place = not self.by_place
        self._list()
        self.screen.say(_("In the order of the text.") if self.by_place else _("In your own order."))

    def toggle_questions(self) -> None:
        """Show with each quote the question that it answers, or not."""
        self.questions = not self.questions
        self._list()
        self.screen.say(_("Questions are shown.") if self.questions else _("Questions are left out."))

    # -- marks ---------------------------------------------------------------------------------------

    def toggle_mark(self, index: int | None = None, *, onward: bool = True) -> None:
        """Mark the quote in hand, or the one at an index, and go on to the next; or take the mark away."""
        pane = self.screen.collection_pane
        index = pane.highlighted if index is None else index
        if index is None or not self.shown:
            return
        id = self.shown[index].id
        if id in self._marked:
            del self._marked[id]
        else:
            self._marked[id] = None
        pane.renew(index)
        if onward:
            pane.action_step(1)
        self._say_marked()

    def mark_all(self) -> None:
        """Mark all that are shown; none, where all are."""
        if len(self.marked) == len(self.shown):
            self._marked.clear()
        else:
            self._marked.update(dict.fromkeys(quote.id for quote in self.shown))
        self._list()
        self._say_marked()

    def unmark(self) -> bool:
        """Take all marks away; False where there were none."""
        if not self._marked:
            return False
        self._marked.clear()
        self._list()
        self._say_marked()
        return True

    def _say_marked(self) -> None:
        count = len(self.marked)
        words = ngettext("{count} quote marked", "{count} quotes marked", count)
        self.screen.say(words.format(count=count) if count else _("Nothing marked."))

    # -- the filter ----------------------------------------------------------------------------------

    @property
    def filter_bar(self) -> FilterBar | None:
        """The line of the filter while it is on screen."""
        from tui.app.widgets.filter_bar import FilterBar

        return next(iter(self.screen.query(FilterBar)), None)

    async def open_filter(self) -> None:
        """Have a line to type a filter in."""
        from tui.app.widgets.filter_bar import FilterBar

        bar = self.filter_bar
        if bar is None:
            bar = FilterBar(self.query, self._completions(), id="filter-bar")
            await self.screen.mount(bar, before=self.screen.status_line)
        bar.begin()
        bar.say(f"{len(self.shown)}/{len(self.snapshot.quotes)}")

    def _completions(self) -> list[str]:
        from tui.quotes.quote import Colour, State

        tags = dict.fromkeys(tag for quote in self.snapshot.quotes for tag in quote.tags)
        speakers = dict.fromkeys(name for quote in self.snapshot.quotes for name in quote.speakers)
        words = [f"#{tag}" for tag in tags] + [f"tag:{tag}" for tag in tags]
        words += [f"speaker:{name}" for name in speakers]
        words += [f"colour:{colour}" for colour in Colour] + [f"state:{state}" for state in State]
        return [*(f'{w.split(":")[0]}:"{w.split(":")[1]}"' if " " in w else w for w in words), "has:note"]

    def filter(self, query: str, in_hand: str | None = None) -> None:
        """Show only what a query leaves; all again with ""."""
        self.query = query
        if not query.strip() and self.filter_bar and not self.filter_bar.line.has_focus:
            self.filter_bar.remove()
        self._list(in_hand)

    def end_filter(self) -> bool:
        """Show all quotes again, without the line; False where there was neither."""
        bar = self.filter_bar
        if bar is None and not self.query:
            return False
        if bar:
            self.screen.collection_pane.focus()
            bar.remove()
        self.query = ""
        self._list()
        return True
