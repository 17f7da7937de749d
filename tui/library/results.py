"""What a search over many interviews has found: a group for each interview, put in order when it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tui.interview.model.interview import Interview
from tui.library.shard import Shard
from tui.search.answer import TIER_ORDER, Hit, Tier
from tui.search.clause_search import Stage
from tui.search.hit_list import ranges_of, score_of
from tui.search.matches import Match


class _Find(NamedTuple):
    """What a stage found in one interview."""

    stage: Stage
    paragraphs: Sequence[int]


class Group:
    """What was found in one interview.

    Attributes:
        tiers: how many paragraphs were found in each way, the surest first.
        best: the surest way in which any was found.
        cost: how far the nearest of those is from what was asked.
        count: how many paragraphs were found.
    """

    __slots__ = ("_finds", "_hits", "_number", "_shard", "best", "cost", "count", "tiers")

    def __init__(self, shard: Shard, number: int, best: Tier, cost: float) -> None:
        self._shard, self._number = shard, number
        self._finds: list[_Find] = []
        self._hits: tuple[int, tuple[Hit, ...]] = (0, ())
        self.tiers: dict[Tier, int] = {}
        self.best, self.cost, self.count = best, cost, 0

    @property
    def _first(self) -> int:
        """The first of its paragraphs in the shard."""
        return self._shard.firsts[self._number]

    @property
    def interview(self) -> Interview:
        """The interview without its words.

        Raises:
            Damaged: the index is not what was written; so with all that is looked up in it here.
        """
        with self._shard.looking_up():
            return self._shard.outline(self._number)

    @property
    def about(self) -> Interview:
        """The interview without its words and turns."""
        return self._shard.heads[self._number]

    @property
    def path(self) -> str:
        """Where it lies."""
        return self.about.path

    def words(self, paragraph: int) -> str:
        """Return the text of one of the interview's paragraphs, from 0."""
        with self._shard.looking_up():
            return self._shard.index.words(self._first + paragraph)

    def label_of(self, paragraph: int) -> int:
        """Count the code points at a paragraph's start that are the label of a turn that begins there."""
        turn = self.interview.turn_at(paragraph)
        if turn is None or turn.start != paragraph:
            return 0
        with self._shard.looking_up():
            return self._shard.labels[self._first + paragraph]

    def add(self, stage: Stage, paragraphs: Sequence[int], count: int, cost: float) -> None:
        """Add what a stage found: its paragraphs, how many of them are new, and the least cost."""
        if stage.tier is self.best:
            self.cost = min(self.cost, cost)
        self.tiers[stage.tier] = self.tiers.get(stage.tier, 0) + count
        self.count += count
        self._finds.append(_Find(stage, paragraphs))

    def hits(self, most: int) -> tuple[Hit, ...]:
        """Return at most `most` of the best hits, in order, worked out when they are first asked for."""
        asked, hits = self._hits
        if asked < min(most, self.count):
            with self._shard.looking_up():
                hits = tuple(self._ranked(most))
            self._hits = most, hits
        return hits[:most]

    def hits_in(self, tier: Tier, most: int) -> Iterator[Hit]:
        """Yield the best hits of one tier."""
        before = sum(count for one, count in self.tiers.items() if TIER_ORDER[one] < TIER_ORDER[tier])
        return (hit for hit in self.hits(before + most) if hit.tier is tier)

    def _ranked(self, most: int) -> list[Hit]:
        seen: dict[int, list[Match]] = {}
        index = self._shard.index
        order: list[tuple[Tier, float, int]] = []
        for tier in sorted(self.tiers, key=TIER_ORDER.__getitem__):
            for stage, paragraphs in (find for find in self._finds if find.stage.tier is tier):
                for row in stage.rank(paragraphs, most):
                    if row.paragraph in seen:
                        seen[row.paragraph] += row.places
                        continue
                    seen[row.paragraph] = list(row.places)
                    order.append((tier, score_of(tier, row), row.paragraph))
        del order[most:]
        ranges = ranges_of(index, ((paragraph, seen[paragraph]) for _, _, paragraph in order))
        return [
            Hit(tier, score, paragraph - self._first, own)
            for (tier, score, paragraph), own in zip(order, ranges, strict=True)
        ]

    @property
    def rank(self) -> tuple[int, float, int, str]:
        """By how sure it is, how near, how much was found; equals by path, the same at each search."""
        return TIER_ORDER[self.best], round(self.cost, 2), -self.count, self.path


class LibraryAnswer(NamedTuple):
    """What was found of one query.

    Attributes:
        query: as asked.
        groups: one for each interview in which anything was found, the best first.
        total: how many paragraphs were found in all.
        milliseconds: how long it took.
        complete: False where the search was called off or took too long.
    """

    query: str
    groups: tuple[Group, ...]
    total: int
    milliseconds: float
    complete: bool = True

    def hits(self, limit: int) -> Iterator[tuple[Group, Hit]]:
        """Yield the best hits, at most `limit`, tier after tier, in each interview after interview."""
        return islice(self._hits(limit), limit)

    def _hits(self, limit: int) -> Iterator[tuple[Group, Hit]]:
        for tier in Tier:
            for group in self.groups:
                if tier in group.tiers:
                    yield from ((group, hit) for hit in group.hits_in(tier, limit))
