"""One search, from the first letter to landing on a hit or going back."""

from __future__ import annotations

import asyncio
import contextlib
from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import WorkerError

from tui.app.widgets.results import SHOWN
from tui.interview.place import Passage, Place

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.app.screens.reading import ReadingScreen
    from tui.app.widgets.reader.viewport import Position
    from tui.search.answer import Answer, Hit


class Searching:
    """The search bar's work on a reading screen."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.query = ""
        self.hits: tuple[Hit, ...] = ()
        self.total = 0
        self._origin: Position | None = None
        self._generation = 0
        self._in_hand = 0
        self._looking: Worker[None] | None = None
        self._enough = asyncio.Event()
        self._taken_up = False

    @property
    def is_open(self) -> bool:
        """Whether results are being looked through."""
        return self._origin is not None

    def begin(self) -> None:
        """Focus the search bar; the present place is where Esc comes back to."""
        if self._origin is None:
            self._origin = self.screen.reader.position
        line = self.screen.search_bar.query_input
        line.focus()
        line.action_select_all()

    def search(self, query: str) -> None:
        """Search for this query from now on; what was under way is dropped."""
        if self._origin is None:
            self._origin = self.screen.reader.position
        self.query = query
        self._taken_up = False
        self._generation += 1
        self._enough.clear()
        self._looking = self.screen.run_worker(
            partial(self._search, query, self._generation), group="search", exclusive=True
        )

    @property
    def paragraph_in_hand(self) -> int | None:
        """The paragraph (from 0) of the hit in hand."""
        return self.hits[self._in_hand].paragraph if self.hits else None

    def take_up(self, query: str, paragraph: int, *, is_open: bool) -> None:
        """Search again for what was searched for when the window was left, without going anywhere.

        Args:
            query: what was typed.
            paragraph: that of the hit in hand, from 0.
            is_open: whether its results were being looked through.
        """
        line = self.screen.search_bar.query_input
        with line.prevent(line.Changed):
            line.value = query
        self.query = query
        self._taken_up = True
        if is_open:
            self._origin = self.screen.reader.position
            line.focus()
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
        self.hits, self.total = answer.hits, answer.total
        away = [abs(hit.paragraph - paragraph) for hit in self.hits]
        self._in_hand = away.index(min(away))
        self.screen.results.display = self.is_open
        self.screen.results.show(self.hits, query)
        self._mark(self.hits[self._in_hand])
        if self.is_open:
            self.screen.results.point_at(self._in_hand)
            self._say()
        else:
            self._say_in_text_order()
        self.screen.show_keys()

    async def found(self) -> None:
        """Wait until what was typed has been searched for, at once."""
        self._enough.set()
        if self._looking:
            # Another search has taken its place, or it failed and that was told.
            with contextlib.suppress(WorkerError):
                await self._looking.wait()

    def again(self) -> None:
        """Search anew, now that more can be found."""
        if self.query.strip() and self.is_open and not self._taken_up:
            self.search(self.query)

    async def _search(self, query: str, generation: int) -> None:
        if not query.strip():
            self._clear()
            if self._origin:
                self.screen.reader.return_to(self._origin)
            return
        # The letters of a word that is being typed are one search; the next one ends this wait.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._enough.wait(), self.screen.fangtan.typing_rest)
        answer = await self.screen.session.search(query, SHOWN, lambda: generation != self._generation)
        if generation == self._generation:
            self._show(answer)

    def _show(self, answer: Answer) -> None:
        self.hits, self.total, self._in_hand = answer.hits, answer.total, 0
        results = self.screen.results
        results.display = self.is_open
        results.show(self.hits, self.query)
        if self.hits:
            self._look_at(0)
        else:
            self._mark(None)
            self._say()
            if self._origin:
                self.screen.reader.return_to(self._origin)

    def _clear(self) -> None:
        self.hits, self.total, self._in_hand = (), 0, 0
        self.screen.results.display = False
        self.screen.results.show((), "")
        self._mark(None)
        self.screen.search_bar.say("")

    def _say(self) -> None:
        count = f"{self._in_hand + 1}/{len(self.hits)}" if self.hits else "0"
        if self.total > len(self.hits):
            count += f" ({self.total})"
        self.screen.search_bar.say(count)

    @property
    def _places(self) -> list[Place]:
        """Where the hits are gone to, in the order of the text; each hit has a paragraph of its own."""
        return sorted(map(place_of, self.hits))

    def _say_in_text_order(self) -> None:
        number = self._places.index(place_of(self.hits[self._in_hand])) + 1
        self.screen.search_bar.say(f"{number}/{len(self.hits)}")

    def _mark(self, hit: Hit | None) -> None:
        passages = [passage for found in self.hits for passage in passages_of(found)]
        in_hand = next(iter(passages_of(hit)), None) if hit else None
        self.screen.reader.mark_hits(passages, in_hand)
        self.screen.show_marks()
        counts: dict[int, int] = {}
        for found in self.hits:
            section = self.screen.interview.section_at(found.paragraph)
            if section:
                counts[section.number] = counts.get(section.number, 0) + 1
        self.screen.outline.show_hits(counts)

    def _look_at(self, index: int) -> None:
        self._in_hand = index
        hit = self.hits[index]
        self._mark(hit)
        self.screen.reader.move_to(place_of(hit), centre=True)
        if self.is_open:
            self.screen.results.point_at(index)
        self._say()

    def pick(self, by: int) -> None:
        """Look at another hit of the list, so many further on."""
        if self.hits:
            self._look_at(max(0, min(self._in_hand + by, len(self.hits) - 1)))

    def look_at(self, index: int) -> None:
        """Look at the hit of that index in the list."""
        if 0 <= index < len(self.hits):
            self._look_at(index)

    def land(self) -> None:
        """Stay at the hit in hand; the marks stay for n and N."""
        if self._origin and self.hits:
            self.screen.visited.leave(self._origin)
        self._origin = None
        self.screen.results.display = False
        self.screen.reader.focus()
        if self.hits:
            place = place_of(self.hits[self._in_hand])
            self._say_in_text_order()
            self.screen.call_after_refresh(self.screen.reader.move_to, place, centre=True)

    def give_up(self) -> None:
        """Go back to where the search began, with nothing marked."""
        origin, self._origin = self._origin, None
        self._generation += 1
        self._clear()
        self.screen.reader.focus()
        line = self.screen.search_bar.query_input
        with line.prevent(line.Changed):
            line.value = ""
        self.query = ""
        if origin:
            self.screen.reader.return_to(origin)

    def step(self, direction: int) -> None:
        """On to the next hit in the order of the text, round the end."""
        places = self._places
        if not places:
            return
        here = self.screen.reader.cursor
        self.screen.visited.leave()
        at = bisect_left(places, here.end) if direction > 0 else bisect_left(places, here.start) - 1
        place = places[at % len(places)]
        self._look_at(next(index for index, hit in enumerate(self.hits) if place_of(hit) == place))
        self._say_in_text_order()


def passages_of(hit: Hit) -> list[Passage]:
    """The exact places of a hit's matches."""
    return [Passage(Place(hit.paragraph, start), Place(hit.paragraph, end)) for start, end in hit.ranges]


def place_of(hit: Hit) -> Place:
    """Where a hit is gone to: its first match."""
    return Place(hit.paragraph, hit.ranges[0][0] if hit.ranges else 0)
