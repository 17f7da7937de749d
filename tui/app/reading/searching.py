"""One search, from the first letter to landing on a hit or going back."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import WorkerError

from tui.app.reading.earlier_queries import EarlierQueries
from tui.app.reading.hits import Hits
from tui.app.widgets.results import SHOWN
from tui.locale import _

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.app.command_screen import Deed
    from tui.app.reading.moving import Visited
    from tui.app.reading.panes import Panes
    from tui.app.reading.parts import Parts
    from tui.app.widgets.reader.viewport import Position
    from tui.interview.model.place import Place
    from tui.search.answer import Answer, Hit


class Searching:
    """The search bar's work on a reading screen.

    Attributes:
        query: what is searched for.
        hit_list: the hits of the last answer.
        earlier: the queries asked before.
    """

    def __init__(self, screen: Parts, panes: Panes, visited: Visited) -> None:
        self.screen = screen
        self.panes = panes
        self.visited = visited
        self.query = ""
        self.hit_list = Hits()
        self.earlier = EarlierQueries(screen)
        self._origin: Position | None = None
        self._generation = 0
        self._answered = 0
        self._landing = False
        self._looking: Worker[None] | None = None
        self._enough = asyncio.Event()
        self._taken_up = False

    @property
    def deeds(self) -> dict[str, Deed]:
        """What carries out the commands of searching, but for those that take quotes."""
        return {
            "search": self.begin,
            "search.land": self.land,
            "search.back": self.give_up,
            "search.next": self.down,
            "search.previous": self.up,
            "search.accept": self.accept,
            "search.order": self.toggle_order,
            "search.word": self.search_word,
            "hit.next": partial(self.step, 1),
            "hit.previous": partial(self.step, -1),
        }

    @property
    def is_open(self) -> bool:
        """Whether results are being looked through."""
        return self._origin is not None and not self._landing

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The hits in the order of the list."""
        return self.hit_list.listed

    @property
    def hit_in_hand(self) -> Hit | None:
        """The hit looked at, or None where nothing was found."""
        return self.hit_list.in_hand

    # -- asking ------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Focus the search bar; the present place is where Esc comes back to."""
        # A pane that stands in the reader's place would hide the bar too.
        self.panes.lower()
        self.open()
        line = self.screen.search_bar.query_input
        line.focus()
        line.action_select_all()

    def open(self) -> None:
        """Show what was found last, or what can be asked; nothing is changed where that is shown already."""
        if self.is_open:
            return
        if self._origin is None:
            self._origin = self.screen.reader.position
            self._prepare()
            self.earlier.read()
        self._landing = False
        self._list()
        self.screen.results.display = True

    def _prepare(self) -> None:
        """Begin to prepare searching, unless that is done; the bar says so for as long as it takes."""
        self.screen.search_bar.show_preparing(not self.screen.session.search_ready)
        self.screen.prepare_search()

    def look_for(self, query: str, wanted: Place) -> None:
        """Open the search bar with a query in it; of its hits the one at a place is looked at first."""
        self.begin()
        self.screen.search_bar.put(query)
        self.screen.search_bar.query_input.action_end()
        self.search(query)
        self.hit_list.wanted = wanted

    def go_to(self, query: str, place: Place) -> None:
        """Stand at a place of a query's; its hits are marked as if they had been landed on."""
        if self._origin is None:
            self._origin = self.screen.reader.position
        self.screen.search_bar.put(query)
        self.search(query)
        self.hit_list.wanted = place
        self.land()

    def search(self, query: str) -> None:
        """Search for this query from now on; what was under way is dropped."""
        self.earlier.typed(query)
        self.open()
        self.query = query
        self.hit_list.wanted = None
        self._ask()

    def again(self) -> None:
        """Search anew, now that more can be found."""
        if self.query.strip() and self._origin is not None and not self._taken_up:
            self._ask()

    def _ask(self) -> None:
        self._taken_up = False
        self._generation += 1
        self._enough.clear()
        self._looking = self.screen.run_worker(
            partial(self._search, self.query, self._generation), group="search", exclusive=True
        )

    def accept(self) -> None:
        """Take what stands dimmed behind the query."""
        self.screen.search_bar.query_input.action_cursor_right()

    def search_word(self) -> None:
        """Search for what is selected, or for the word in hand."""
        from tui.app.reading.word_meant import word_meant, words_of

        reader = self.screen.reader
        word = word_meant(reader)
        words = words_of(reader, word) if word else ""
        if word is None or not words:
            self.screen.say(_("There is no word here."), warning=True)
            return
        reader.select(None)
        self.look_for(f'"{words}"', word.start)

    def cross(self) -> bool:
        """Go from the search bar to the results or the text, or back to it; False where no key goes there."""
        line = self.screen.search_bar.query_input
        if line.has_focus and self.hits:
            self.screen.results.focus()
        elif line.has_focus:
            self.land()
        elif self.screen.results.has_focus:
            line.focus()
        else:
            return False
        return True

    async def answered(self) -> None:
        """Wait until what was typed has been searched for; the pause for further letters is cut short."""
        self._enough.set()
        if self._looking:
            # Another search has taken its place, or it failed and that was told.
            with contextlib.suppress(WorkerError):
                await self._looking.wait()

    def take_up(self, query: str, paragraph: int, *, is_open: bool) -> None:
        """Search again for what was searched for when the window was left, without going anywhere.

        Args:
            query: what was typed.
            paragraph: that of the hit in hand, from 0.
            is_open: whether its results were being looked through.
        """
        self.screen.search_bar.put(query)
        self.query = query
        self._taken_up = True
        if is_open:
            self._origin = self.screen.reader.position
            self.screen.search_bar.query_input.focus()
        self._generation += 1
        self._looking = self.screen.run_worker(
            partial(self._find_again, query, paragraph, self._generation), group="search", exclusive=True
        )

    async def _find_again(self, query: str, paragraph: int, generation: int) -> None:
        # Only exact words are found before all is loaded; nothing was asked for just now.
        await self.screen.session.prepare_search()
        answer = await self.screen.session.search(query, SHOWN, lambda: generation != self._generation)
        if generation != self._generation or not answer.hits:
            return
        self._answered = generation
        self.hit_list.take(answer)
        self.hit_list.take_nearest(paragraph)
        self._mark()
        self.screen.results.display = self.is_open
        if self.is_open:
            self._list()
            self._say()
        else:
            self._say_in_text_order(self.hit_list.place)
        self.screen.show_keys()

    async def _search(self, query: str, generation: int) -> None:
        if not query.strip():
            self._answered = generation
            self._clear()
            if self._origin:
                self.screen.reader.return_to(self._origin)
            return
        # The letters of a word that is being typed are one search; the next one ends this wait.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._enough.wait(), self.screen.navigator.typing_rest)
        answer = await self.screen.session.search(query, SHOWN, lambda: generation != self._generation)
        if generation == self._generation:
            self._answered = generation
            self._show(answer)

    # -- showing what was found ---------------------------------------------------------------------

    def _show(self, answer: Answer) -> None:
        self.hit_list.take(answer)
        self._mark()
        if self._landing:
            self._settle()
            return
        self._list()
        self.screen.results.display = self.is_open
        if self.hits:
            self.look_at(self.hit_list.index)
        else:
            self._say()
            if self._origin:
                self.screen.reader.return_to(self._origin)
        self.screen.show_keys()

    def _list(self) -> None:
        results = self.screen.results
        # That nothing is found is not said before it is known.
        results.is_sure = self.screen.session.search_ready
        results.show(self.hits, self.query, self.hit_list.order, self.hit_list.index if self.hits else None)

    def _clear(self) -> None:
        self.hit_list.clear()
        self.screen.results.display = self.is_open
        self._list()
        self._mark()
        self.screen.search_bar.say("")
        self.screen.show_keys()

    def _say(self) -> None:
        nothing = "0" if self.query.strip() else ""
        count = f"{self.hit_list.index + 1}/{len(self.hits)}" if self.hits else nothing
        if self.hit_list.total > len(self.hits):
            count += f" ({self.hit_list.total})"
        self.screen.search_bar.say(count)

    def _say_in_text_order(self, place: Place) -> None:
        """Say which of the hits, counted in the order of the text, one is at."""
        self.screen.search_bar.say(f"{self.hit_list.number_at(place)}/{len(self.hits)}")

    def _mark(self) -> None:
        """Mark what was found in the text, on the ruler and in the outline."""
        passages = [passage for hit in self.hits for passage in hit.passages]
        self.screen.reader.mark_hits(passages, self.hit_list.passage)
        self.screen.show_marks()
        counts: dict[int, int] = {}
        for hit in self.hits:
            section = self.screen.interview.section_at(hit.paragraph)
            if section:
                counts[section.number] = counts.get(section.number, 0) + 1
        self.screen.outline.show_hits(counts)

    # -- going from hit to hit ----------------------------------------------------------------------

    def pick(self, by: int) -> None:
        """Look at another hit of the list, so many further on."""
        if self.hits:
            self.look_at(max(0, min(self.hit_list.index + by, len(self.hits) - 1)))

    def look_at(self, index: int) -> None:
        """Look at the hit of that index in the list."""
        if not 0 <= index < len(self.hits):
            return
        self.hit_list.take_in_hand(index)
        self.screen.reader.mark_hit_in_hand(self.hit_list.passage)
        self.screen.reader.move_to(self.hit_list.place, centre=True)
        if self.is_open:
            self.screen.results.point_at(index)
        self._say()

    def toggle_order(self) -> None:
        """List the hits in the other order; the one in hand stays."""
        self.hit_list.toggle_order()
        if self.hits:
            self._list()
            self._say()

    def step(self, direction: int) -> None:
        """Go on (1) or back (-1) to the next hit in the order of the text, round the end."""
        index = self.hit_list.beyond(self.screen.reader.cursor, direction)
        if index is not None:
            self.visited.leave()
            self.look_at(index)
            self._say_in_text_order(self.hits[index].place)

    def up(self) -> None:
        """Go to the hit before; above the first one, call back the query before."""
        if self.hit_list.index and not self.earlier.are_walked:
            self.pick(-1)
        else:
            self.earlier.older()

    def down(self) -> None:
        """Go to the next hit; where ↑ has led to an earlier query, call back the one after that."""
        if self.earlier.are_walked:
            self.earlier.newer()
        else:
            self.pick(1)

    # -- leaving ------------------------------------------------------------------------------------

    def land(self) -> None:
        """Stay at the hit in hand; the marks stay for n and N."""
        self.earlier.remember(self.query)
        self.screen.results.display = False
        self.screen.reader.focus()
        if self._answered == self._generation:
            self._settle()
        else:
            # The answer is still under way: what was found before it is not what was asked for.
            self._landing = True

    def _settle(self) -> None:
        origin, self._origin, self._landing = self._origin, None, False
        if not self.hits:
            self._say()
            if origin:
                self.screen.reader.return_to(origin)
            return
        if origin:
            self.visited.leave(origin)
        place = self.hit_list.wanted or self.hit_list.place
        self._say_in_text_order(place)
        self.screen.reader.mark_hit_in_hand(self.hit_list.passage)
        self.screen.call_after_refresh(self.screen.reader.move_to, place, centre=True)
        self.screen.show_keys()

    def give_up(self) -> None:
        """Go back to where the search began, with nothing marked."""
        if self.hits:
            self.earlier.remember(self.query)
        origin, self._origin = self._origin, None
        self._landing = False
        self._generation += 1
        self._answered = self._generation
        self.query = ""
        self._clear()
        self.screen.reader.focus()
        self.screen.search_bar.put("")
        if origin:
            self.screen.reader.return_to(origin)
