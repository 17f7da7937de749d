"""The hits of one answer: in which order they are listed, which is in hand, where each is gone to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from tui.app.widgets.results import Order
from tui.interview.model.place import Passage, Place

if TYPE_CHECKING:
    from tui.search.answer import Answer, Hit


class Hits:
    """What a search has found; each hit has a paragraph of its own.

    Attributes:
        listed: the hits in the order of the list.
        total: how many there are, with those that are not listed.
        order: how they are listed.
        index: the index of the one in hand in the list.
        wanted: the place that is to be gone to, of all places of the hit in hand; None: its first.
    """

    def __init__(self) -> None:
        self.listed: tuple[Hit, ...] = ()
        self.total = 0
        self.order = Order.RANK
        self.index = 0
        self.wanted: Place | None = None
        self._ranked: tuple[Hit, ...] = ()

    def take(self, answer: Answer) -> None:
        """Take the hits of an answer; the one at the wanted place is in hand, else the best."""
        self._ranked, self.total = answer.hits, answer.total
        self._sort()
        best = self.listed.index(self._ranked[0]) if self.listed else 0
        if self.wanted:
            here = self.wanted.paragraph
            best = next((index for index, hit in enumerate(self.listed) if hit.paragraph == here), best)
        self.index = best

    def clear(self) -> None:
        """Forget all hits."""
        self.listed, self._ranked, self.total, self.index = (), (), 0, 0

    def _sort(self) -> None:
        by_place = self.order is Order.PLACE
        self.listed = tuple(sorted(self._ranked, key=lambda hit: hit.place)) if by_place else self._ranked

    def toggle_order(self) -> None:
        """List the hits in the other order; the one in hand stays."""
        hit = self.in_hand
        self.order = Order.RANK if self.order is Order.PLACE else Order.PLACE
        self._sort()
        if hit:
            self.index = self.listed.index(hit)

    @property
    def in_hand(self) -> Hit | None:
        """The hit looked at, or None where nothing was found."""
        return self.listed[self.index] if self.listed else None

    def take_in_hand(self, index: int) -> None:
        """Look at the hit of that index in the list; of another one than before, at its first place."""
        if index != self.index:
            self.index, self.wanted = index, None

    def take_nearest(self, paragraph: int) -> None:
        """Take the hit in hand whose paragraph (from 0) is nearest to one; there must be hits."""
        away = [abs(hit.paragraph - paragraph) for hit in self.listed]
        self.index = away.index(min(away))

    @property
    def passage(self) -> Passage | None:
        """The exact words of the hit in hand; None without a hit, and where the hit is a whole paragraph."""
        hit = self.in_hand
        if hit is None or not hit.ranges:
            return None
        passages = hit.passages
        return next((passage for passage in passages if passage.start == self.wanted), passages[0])

    @property
    def place(self) -> Place:
        """Where the hit in hand is gone to; there must be one."""
        passage = self.passage
        return passage.start if passage else self.listed[self.index].place

    @property
    def places(self) -> list[Place]:
        """Where the hits are gone to, in the order of the text."""
        return sorted(hit.place for hit in self.listed)

    def number_at(self, place: Place) -> int:
        """Return the number, from 1, of the hit at a place or before it, counted in the order of the text."""
        return max(1, bisect_right(self.places, place))

    def beyond(self, cursor: Passage, direction: int) -> int | None:
        """Return the list index of the next hit behind (1) or before (-1) the cursor, round the end."""
        places = self.places
        if not places:
            return None
        at = bisect_left(places, cursor.end) if direction > 0 else bisect_left(places, cursor.start) - 1
        place = places[at % len(places)]
        return next(index for index, hit in enumerate(self.listed) if hit.place == place)
