"""Search over many interviews at once: the same engine over every shard, its hits grouped by interview."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice, pairwise
from threading import Lock
from time import perf_counter
from typing import NamedTuple

from tui.interview.model import Interview
from tui.library.shard import Shard
from tui.search.answer import Hit, Tier
from tui.search.courtesy import courteous
from tui.search.found import Cancelled, Match
from tui.search.gathered import ranges_of, score_of
from tui.search.grammar import Filter, clauses
from tui.search.passes import Pass, Patience, Stage, go
from tui.search.scope import Scope, in_sections, speakers_named

PATIENCE = 0.25
"""Seconds of work after which the unsure ways are given up."""

PATIENCE_WITH_OTHERS = 0.15
"""The same of the exact words of all alternatives but the first."""

_RANKED = 800
"""Of the paragraphs that a stage finds, how many are compared to tell which interview comes first."""

Noted = Callable[[str], Collection[int]]
"""Tells of an interview, by its path, which paragraphs (from 0) carry a note."""


class Place(NamedTuple):
    """Where an interview lies in the index.

    Attributes:
        shard: the file's name.
        number: which of its interviews, from 0.
    """

    shard: str
    number: int


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
        """The interview without its words."""
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
        """The words of one of its paragraphs, from 0."""
        return self._shard.index.words(self._first + paragraph)

    def label_of(self, paragraph: int) -> int:
        """How many code points at its start are the label of a turn that begins there."""
        turn = self.interview.turn_at(paragraph)
        if turn is None or turn.start != paragraph:
            return 0
        return self._shard.labels[self._first + paragraph]

    def add(self, stage: Stage, paragraphs: Sequence[int], count: int, cost: float) -> None:
        """Take what a stage found in it: these paragraphs, so many of them new, the best so far away."""
        if stage.tier is self.best:
            self.cost = min(self.cost, cost)
        self.tiers[stage.tier] = self.tiers.get(stage.tier, 0) + count
        self.count += count
        self._finds.append(_Find(stage, paragraphs))

    def hits(self, most: int) -> tuple[Hit, ...]:
        """The best hits, in order, worked out when they are first asked for."""
        asked, hits = self._hits
        if asked < min(most, self.count):
            hits = tuple(self._ranked(most))
            self._hits = most, hits
        return hits[:most]

    def hits_in(self, tier: Tier, most: int) -> Iterator[Hit]:
        """The best hits of one tier."""
        before = sum(count for one, count in self.tiers.items() if _ORDER[one] < _ORDER[tier])
        return (hit for hit in self.hits(before + most) if hit.tier is tier)

    def _ranked(self, most: int) -> list[Hit]:
        found: list[Hit] = []
        seen: dict[int, list[Match]] = {}
        index = self._shard.index
        order: list[tuple[Tier, float, int]] = []
        for tier in sorted(self.tiers, key=_ORDER.__getitem__):
            for stage, paragraphs in (find for find in self._finds if find.stage.tier is tier):
                for row in stage.rank(paragraphs, most):
                    if row.paragraph in seen:
                        seen[row.paragraph] += row.places
                        continue
                    seen[row.paragraph] = list(row.places)
                    order.append((tier, score_of(tier, row), row.paragraph))
        for tier, score, paragraph in order[:most]:
            ranges = ranges_of(index, paragraph, seen[paragraph])
            found.append(Hit(tier, score, paragraph - self._first, ranges))
        return found


_ORDER = {tier: number for number, tier in enumerate(Tier)}


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
        """The best hits, tier after tier, and within a tier interview after interview."""
        return islice(self._hits(limit), limit)

    def _hits(self, limit: int) -> Iterator[tuple[Group, Hit]]:
        for tier in Tier:
            for group in self.groups:
                if tier in group.tiers:
                    yield from ((group, hit) for hit in group.hits_in(tier, limit))


class _LibraryPass(Pass):
    """A clause's way through one shard, that puts nothing in order before it is shown."""

    stages: list[Stage]
    most_related = 200

    def keep(self, stage: Stage) -> None:
        """Keep what a stage found."""
        if stage.paragraphs:
            ordered = stage._replace(paragraphs=sorted(stage.paragraphs))
            self.stages.append(ordered)
            self.gathered.seen.update(stage.paragraphs)


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
        """
        began = perf_counter()
        with self._lock, courteous():
            if cancelled():
                return LibraryAnswer(query, (), 0, (perf_counter() - began) * 1000, complete=False)
            groups, complete = self._search(query, cancelled, noted)
        total = sum(group.count for group in groups)
        return LibraryAnswer(query, groups, total, (perf_counter() - began) * 1000, complete)

    def _search(
        self, query: str, cancelled: Callable[[], bool], noted: Noted | None
    ) -> tuple[tuple[Group, ...], bool]:
        patience = Patience(cancelled)
        asked = clauses(query)
        passes: list[list[_LibraryPass]] = [[] for _ in asked]
        complete = True
        try:
            for name, shard in self._shards.items():
                scope = _ShardScope(shard, noted, self._scopes, name)
                for number, clause in enumerate(asked):
                    patience()
                    left, alive = scope.of(clause), self._whole[name]
                    if alive is not None:
                        left = alive if left is None else left & alive
                    deep = shard.sounds, shard.vocabulary
                    one = _LibraryPass(shard.index, deep, clause, left, patience, 0, 0)
                    one.stages = []
                    passes[number].append(one)
            for number, several in enumerate(passes):
                if number == 1:
                    patience.begin(PATIENCE_WITH_OTHERS)
                go(several, Pass.exact)
            patience.begin(PATIENCE)
            for several in passes:
                go(several, Pass.unsure)
        except Cancelled:
            complete = False
        if cancelled():
            return (), False
        return self._grouped(passes), complete

    def _grouped(self, passes: Sequence[Sequence[_LibraryPass]]) -> tuple[Group, ...]:
        """What was found by interview, the interviews in their order."""
        groups: list[Group] = []
        for at, shard in enumerate(self._shards.values()):
            by_number: dict[int, Group] = {}
            stages = [stage for several in passes if at < len(several) for stage in several[at].stages]
            stages.sort(key=lambda stage: _ORDER[stage.tier])
            seen: set[int] = set()
            for stage in stages:
                costs = _costs(stage, len(self._shards), shard)
                for number, some in _by_interview(stage.paragraphs, shard.firsts):
                    count = len(some)
                    if len(passes) > 1:
                        count = len(set(some) - seen)
                    cost = costs.get(number, 0.0 if stage.equal else 9.0)
                    group = by_number.get(number)
                    if group is None:
                        if not count:
                            continue
                        group = by_number[number] = Group(shard, number, stage.tier, cost)
                    group.add(stage, some, count, cost)
                if len(passes) > 1:
                    seen.update(stage.paragraphs)
            groups += by_number.values()
        return tuple(sorted(groups, key=_rank))


def _rank(group: Group) -> tuple[int, float, int, str]:
    """By how sure it is, then how near, then how much was found; equals by path, the same at each search."""
    return _ORDER[group.best], round(group.cost, 2), -group.count, group.path


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


class _ShardScope(Scope):
    """What the filters of a query leave of a shard's paragraphs; kept from one keystroke to the next."""

    def __init__(
        self, shard: Shard, noted: Noted | None, kept: dict[tuple[str, Filter], frozenset[int]], name: str
    ) -> None:
        super().__init__(shard.index, shard.vocabulary, None, shard.sounds)
        self._shard, self._noted_in, self._lasting, self._name = shard, noted, kept, name

    def _paragraphs(self, wanted: Filter) -> Iterable[int]:
        key = self._name, wanted
        if wanted.field == "has":
            return self._with_notes_in()
        if key not in self._lasting:
            if len(self._lasting) > _MOST_KEPT:
                self._lasting.clear()
            self._lasting[key] = frozenset(self._look_up(wanted))
        return self._lasting[key]

    def _look_up(self, wanted: Filter) -> Iterator[int]:
        shard = self._shard
        if wanted.field in ("asked", "said"):
            yield from shard.turns_that(wanted.field == "asked")
            return
        if wanted.field == "turn":
            first, last = wanted.span or (0, 0)
            turns = range(max(1, first), last + 1)
            yield from compress(range(len(shard.voices)), map(turns.__contains__, shard.turn_numbers))
            return
        if wanted.field == "at":
            start, end = wanted.span or (0, 0)
            for number, (first, last) in enumerate(pairwise(shard.firsts)):
                said = shard.times(number).between(start, end, last - first)
                yield from (first + paragraph for paragraph in said)
            return
        voice, meant = 1, set[int]()
        for interview, first in zip(shard.heads, shard.firsts, strict=False):
            if wanted.field == "section":
                yield from (first + paragraph for paragraph in in_sections(interview, wanted))
                continue
            names = speakers_named(interview, wanted.value)
            meant.update(voice + at for at, one in enumerate(interview.speakers) if one.name in names)
            voice += len(interview.speakers)
        if meant:
            yield from compress(range(len(shard.voices)), map(meant.__contains__, shard.voices))

    def _with_notes_in(self) -> Iterator[int]:
        shard = self._shard
        for number in range(len(shard)) if self._noted_in else ():
            first, end = shard.firsts[number], shard.firsts[number + 1]
            assert self._noted_in is not None
            for paragraph in self._noted_in(shard.heads[number].path):
                if first + paragraph < end:
                    yield first + paragraph


_MOST_KEPT = 400


def make_ready() -> None:
    """Load what the first search would wait for; for a thread in the background."""
    import tui.search.tiers.related  # noqa: F401
    from tui.search.dictionary import dictionary
    from tui.text.pinyin import beginnings, syllables

    dictionary()
    syllables()
    beginnings()
