"""Search over many interviews at once: the same engine over every shard, its hits grouped by interview."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from threading import Lock
from time import perf_counter

from tui.library.results import Group, LibraryAnswer
from tui.library.scope import Noted, ShardScope
from tui.library.shard import Place, Shard
from tui.search.answer import TIER_ORDER
from tui.search.clause_search import ClauseSearch, Patience, Stage, go
from tui.search.grammar import Filter, clauses
from tui.search.matches import Cancelled

PATIENCE = 0.25
"""Seconds of work after which the unsure ways are given up."""

PATIENCE_WITH_OTHERS = 0.15
"""The same of the exact words of all alternatives but the first."""

_CHECK_EVERY = 0.002
"""Seconds between two looks, during a search, at whether somebody has cut off its files."""

_RANKED = 800
"""Of the paragraphs that a stage finds, how many are compared to tell which interview comes first."""


class _LibraryPass(ClauseSearch):
    """A clause's way through one shard, that puts nothing in order before it is shown."""

    stages: list[Stage]
    most_related = 200

    def keep(self, stage: Stage) -> None:
        """Keep what a stage found."""
        if stage.paragraphs:
            ordered = stage._replace(paragraphs=sorted(stage.paragraphs))
            self.stages.append(ordered)
            self.hit_list.seen.update(stage.paragraphs)


class LibrarySearch:
    """Searches the interviews of some shards. Every method may be called from any thread.

    Args:
        shards: by name.
        places: those of the interviews that are to be found; what else a shard holds is out of date.
    """

    def __init__(self, shards: Mapping[str, Shard], places: Iterable[Place]) -> None:
        self._alive: dict[str, set[int]] = {}
        for shard, number in places:
            self._alive.setdefault(shard, set()).add(number)
        self._shards = {name: shard for name, shard in shards.items() if name in self._alive}
        self._whole = {name: self._left(name) for name in self._shards}
        self._scopes: dict[tuple[str, Filter], frozenset[int]] = {}
        self._lock = Lock()

    def _left(self, name: str) -> frozenset[int] | None:
        """The paragraphs of a shard's interviews that are not out of date; None for all."""
        shard, alive = self._shards[name], self._alive[name]
        if len(alive) == len(shard):
            return None
        firsts = shard.firsts
        return frozenset(p for number in alive for p in range(firsts[number], firsts[number + 1]))

    def search(
        self,
        query: str,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        noted: Noted | None = None,
    ) -> LibraryAnswer:
        """Find what a person means by a query, in every interview.

        Args:
            query: any text, in the language of `tui.search.grammar`.
            cancelled: asked now and then, from this thread; once it says True, the search is over.
            noted: what has:note stands for.

        Raises:
            Damaged: a shard is not what was written any more.
        """
        began = perf_counter()
        with self._lock, ExitStack() as shards:
            if cancelled():
                return LibraryAnswer(query, (), 0, (perf_counter() - began) * 1000, complete=False)
            for shard in self._shards.values():
                shards.enter_context(shard.looking_up())
            groups, complete = self._search(query, cancelled, noted)
        total = sum(group.count for group in groups)
        return LibraryAnswer(query, groups, total, (perf_counter() - began) * 1000, complete)

    def _search(
        self, query: str, cancelled: Callable[[], bool], noted: Noted | None
    ) -> tuple[tuple[Group, ...], bool]:
        patience = Patience(self._checked(cancelled))
        asked = clauses(query)
        searches: list[list[_LibraryPass]] = [[] for _ in asked]
        complete = True
        try:
            for name, shard in self._shards.items():
                scope = ShardScope(shard, noted, self._scopes, name)
                for number, clause in enumerate(asked):
                    patience()
                    left, alive = scope.of(clause), self._whole[name]
                    if alive is not None:
                        left = alive if left is None else left & alive
                    deep = shard.sounds, shard.vocabulary
                    one = _LibraryPass(shard.index, deep, clause, left, patience, 0, 0)
                    one.stages = []
                    searches[number].append(one)
            for number, several in enumerate(searches):
                if number == 1:
                    patience.begin(PATIENCE_WITH_OTHERS)
                go(several, ClauseSearch.exact)
            patience.begin(PATIENCE)
            for several in searches:
                go(several, ClauseSearch.unsure)
        except Cancelled:
            complete = False
        if cancelled():
            return (), False
        return self._grouped(searches), complete

    def _checked(self, cancelled: Callable[[], bool]) -> Callable[[], bool]:
        """The same, with a look now and then at whether the shards are still what was written."""
        last = perf_counter()

        def is_over() -> bool:
            """Say whether the search is called off, and look after the files now and then."""
            nonlocal last
            if (now := perf_counter()) - last > _CHECK_EVERY:
                last = now
                for shard in self._shards.values():
                    shard.check()
            return cancelled()

        return is_over

    def _grouped(self, searches: Sequence[Sequence[_LibraryPass]]) -> tuple[Group, ...]:
        """What was found by interview, the interviews in their order."""
        groups: list[Group] = []
        for at, shard in enumerate(self._shards.values()):
            by_number: dict[int, Group] = {}
            stages = [stage for several in searches if at < len(several) for stage in several[at].stages]
            stages.sort(key=lambda stage: TIER_ORDER[stage.tier])
            seen: set[int] = set()
            for stage in stages:
                costs = _costs(stage, len(self._shards), shard)
                for number, some in _by_interview(stage.paragraphs, shard.firsts):
                    count = len(some)
                    if len(searches) > 1:
                        count = len(set(some) - seen)
                    cost = costs.get(number, 0.0 if stage.equal else 9.0)
                    group = by_number.get(number)
                    if group is None:
                        if not count:
                            continue
                        group = by_number[number] = Group(shard, number, stage.tier, cost)
                    group.add(stage, some, count, cost)
                if len(searches) > 1:
                    seen.update(stage.paragraphs)
            groups += by_number.values()
        return tuple(sorted(groups, key=lambda group: group.rank))


def _by_interview(paragraphs: Sequence[int], firsts: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """Paragraphs in order, parted by the interviews whose first ones are given: (number from 0, its own)."""
    at = 0
    while at < len(paragraphs):
        number = bisect_right(firsts, paragraphs[at]) - 1
        low, at = at, bisect_left(paragraphs, firsts[number + 1], at)
        yield number, paragraphs[low:at]


def _costs(stage: Stage, shards: int, shard: Shard) -> dict[int, float]:
    """By interview how far away the best is that a stage found there; {} where all are equally near."""
    if stage.equal:
        return {}
    if stage.nearest is not None:
        return stage.nearest(shard.firsts)
    owner = shard.owners.__getitem__
    most = max(50, _RANKED // shards)
    looked_at = stage.paragraphs
    if len(looked_at) > most:
        # Some of every interview.
        numbers = Counter(map(owner, looked_at))
        each, seen, looked_at = max(1, most // len(numbers)), Counter[int](), []
        for paragraph in stage.paragraphs:
            number = owner(paragraph)
            if seen[number] < each:
                seen[number] += 1
                looked_at.append(paragraph)
    best: dict[int, float] = {}
    for row in stage.rank(looked_at, len(looked_at)):
        number, cost = owner(row.paragraph), row.cost + row.gap / 1000
        if cost < best.get(number, 99.0):
            best[number] = cost
    return best


def make_ready() -> None:
    """Load what the first search would wait for; for a thread in the background."""
    import tui.search.tiers.related  # noqa: F401
    from tui.search.dictionary import dictionary
    from tui.text.pinyin import beginnings, syllables

    dictionary()
    syllables()
    beginnings()
