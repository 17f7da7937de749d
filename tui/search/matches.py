"""What a tier finds: matches in the joined keys, by paragraph."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from tui.search.index import Index

Check = Callable[[], None]
"""Raises `Cancelled` where the search is no longer wanted."""


class Cancelled(Exception):
    """The search was called off."""


class Match(NamedTuple):
    """A stretch of the joined keys that stands for a term.

    Attributes:
        start, end: places in `Index.text`, in code points.
        cost: how far it is from what was asked, 0 for not at all.
    """

    start: int
    end: int
    cost: float


MOST_PLACES = 100_000
"""Matches of one term, of one length and cost, in one paragraph that are looked at: the first ones.

Few books are as long as a paragraph with more of them.
"""

Batches = Mapping[tuple[int, float], Sequence[int]]
"""(length, cost) → where stretches of so many code points and that cost begin, in any order.

A common syllable stands in tens of thousands of places. They stay numbers until it is known which ones are
shown; a `Match` is made of those alone.
"""


class Found(Protocol):
    """The matches of one term in one way."""

    @property
    def paragraphs(self) -> Sequence[int]:
        """The paragraphs with a match, in order, each once."""

    @property
    def most(self) -> int:
        """A rough upper bound of how many matches there are, known before they are looked up."""

    @property
    def anywhere(self) -> bool:
        """Whether there is a match at all."""

    def __contains__(self, paragraph: int) -> bool:
        """Whether there is a match in a paragraph."""

    def __iter__(self) -> Iterator[int]:
        """The paragraphs with a match, in order, each once."""

    def among(self, paragraphs: Sequence[int]) -> list[int]:
        """Pick those of some paragraphs that have a match, in the order given."""

    def places(self, paragraph: int) -> list[Match]:
        """List the matches in a paragraph, in order, none overlapping; [] where there are none."""


class Matches:
    """Matches that were looked up all at once."""

    def __init__(self, index: Index, batches: Batches) -> None:
        self._index = index
        self.batches = sorted(
            (cost, length, _bounded(index, sorted(starts)))
            for (length, cost), starts in batches.items()
            if starts
        )
        """(cost, length, where they begin, in order), the cheapest first."""

    @cached_property
    def paragraphs(self) -> Sequence[int]:
        """The paragraphs with a match, in order, each once."""
        owner = self._index.owners.__getitem__
        if len(self.batches) == 1:
            return list(dict.fromkeys(map(owner, self.batches[0][2])))
        return sorted({paragraph for _, _, starts in self.batches for paragraph in map(owner, starts)})

    @cached_property
    def _held(self) -> frozenset[int]:
        return frozenset(self.paragraphs)

    @property
    def most(self) -> int:
        """How many matches there are, those beyond the bound left out."""
        return sum(len(starts) for _, _, starts in self.batches)

    @property
    def anywhere(self) -> bool:
        """Whether there is a match at all."""
        return bool(self.batches)

    def __contains__(self, paragraph: int) -> bool:
        return paragraph in self._held

    def __iter__(self) -> Iterator[int]:
        return iter(self.paragraphs)

    def among(self, paragraphs: Sequence[int]) -> list[int]:
        """Pick those of some paragraphs that have a match, in the order given."""
        return list(filter(self._held.__contains__, paragraphs))

    def nearest(self, firsts: Sequence[int]) -> dict[int, float]:
        """Map each range of paragraphs that has a match (its number, from 0) to the least cost of one.

        Args:
            firsts: where each range begins; the last is where one more would.
        """
        bounds = [self._index.starts[first] for first in firsts]
        best: dict[int, float] = {}
        for cost, _, starts in self.batches:
            if len(starts) < len(bounds):
                for start in starts:
                    best.setdefault(bisect_right(bounds, start) - 1, cost)
                continue
            at = 0
            for number, end in enumerate(bounds[1:]):
                begin, at = at, bisect_left(starts, end, at)
                if at > begin:
                    best.setdefault(number, cost)
        return best

    def places(self, paragraph: int) -> list[Match]:
        """List the matches in a paragraph, in order; of those that overlap only the cheapest."""
        begin, stop = self._index.bounds(paragraph)
        matches: list[Match] = []
        for cost, length, starts in self.batches:
            at = bisect_left(starts, begin)
            while at < len(starts) and starts[at] < stop:
                matches.append(Match(starts[at], starts[at] + length, cost))
                at += 1
        if len(matches) < 2:
            return matches
        matches.sort()
        apart: list[Match] = []
        for match in matches:
            if apart and match.start < apart[-1].end:
                if match.cost < apart[-1].cost:
                    apart[-1] = match
            else:
                apart.append(match)
        return apart


def _bounded(index: Index, starts: list[int]) -> list[int]:
    """Of places in order, in each paragraph no more than `MOST_PLACES`."""
    if len(starts) <= MOST_PLACES or index.longest <= MOST_PLACES:
        return starts
    kept: list[int] = []
    at = 0
    while at < len(starts):
        stop = bisect_left(starts, index.starts[index.owners[starts[at]] + 1], at)
        kept += starts[at : min(stop, at + MOST_PLACES)]
        at = stop
    return kept
