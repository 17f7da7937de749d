"""From a query to an answer: the tiers tried one after the other, the surest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from threading import Lock
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

from tui.search.answer import Answer, Hit, Tier

if TYPE_CHECKING:
    from tui.interview.model import Interview
    from tui.search.finder import Finder, Way
    from tui.search.found import Check, Match
    from tui.search.index import Index
    from tui.search.query import Query
    from tui.search.ranking import Row
    from tui.search.sounds import Sounds
    from tui.search.vocabulary import Vocabulary

ENOUGH = 20
"""With so many hits the less sure ways are not tried any more."""

SURE = 4
"""What is so many code points long and stands there as it was typed was meant so."""

PATIENCE = 0.1
"""Seconds of work in the unsure ways, waiting not counted, after which a search gives what it has."""

RANKED = 1000
"""Of the paragraphs found in one way, how many are put in order; the rest is only counted."""

_MOST_TERMS = 12
_ORDER = tuple(Tier)


def _never() -> bool:
    return False


class Engine:
    """Searches one interview. Every method may be called from any thread."""

    def __init__(self, interview: Interview) -> None:
        """Keep the interview; nothing is computed before the first search or `prepare`."""
        self.interview = interview
        self._lock = Lock()
        self._index: Index | None = None
        self._deep: tuple[Sounds, Vocabulary] | None = None

    @property
    def ready(self) -> bool:
        """Whether all tiers can be searched; before, it is only the exact ones."""
        return self._deep is not None

    def _indexed(self) -> Index:
        with self._lock:
            if self._index is None:
                from tui.search.index import Index

                self._index = Index(self.interview)
            return self._index

    def prepare(self) -> None:
        """Build what the tiers beyond the exact ones need; for a thread in the background."""
        index = self._indexed()
        if self._deep is None:
            # What the first search would wait for.
            import rapidfuzz.distance
            import rapidfuzz.process  # noqa: F401

            import tui.search.finder
            import tui.search.tiers.related  # noqa: F401
            from tui.search.dictionary import dictionary
            from tui.search.sounds import Sounds
            from tui.search.vocabulary import Vocabulary
            from tui.text.pinyin import beginnings, syllables

            dictionary()
            syllables()
            beginnings()
            deep = Sounds(index), Vocabulary(index)
            self._deep = deep

    def search(self, query: str, limit: int = 100, cancelled: Callable[[], bool] = _never) -> Answer:
        """Find what a person means by a query.

        Args:
            query: any text.
            limit: the most hits wanted.
            cancelled: asked now and then, from this thread; once it says True, the search is over.

        Returns:
            The hits, best first: `Answer.complete` is False where the search was called off or took too long.
        """
        from tui.search.found import Cancelled
        from tui.search.query import Query

        began = perf_counter()
        asked = Query.of(query)
        collected = _Collected(limit)
        complete = True
        if asked.key:
            try:
                self._collect(asked, collected, _Patience(cancelled))
            except Cancelled:
                complete = False
        milliseconds = (perf_counter() - began) * 1000
        return Answer(query, tuple(collected.hits), collected.total, milliseconds, complete)

    def _collect(self, query: Query, collected: _Collected, check: _Patience) -> None:
        from tui.search.finder import Finder, Way

        index, deep = self._indexed(), self._deep
        sounds, vocabulary = deep or (None, None)
        finder = Finder(index, sounds, vocabulary, check)
        search = _Search(index, vocabulary, finder, check)
        readings = _readings(query)
        for way in Way if deep else (Way.EXACT,):
            for number, terms in enumerate(readings):
                if number and terms == query.runs and collected.total:
                    continue
                rows = search.rows(terms, way)
                tier = Tier.TERMS if number and way is Way.EXACT else way.tier
                collected.add(index, tier, rows, search.uncounted)
            check.begin()
            if collected.total >= ENOUGH or (collected.total and way is Way.EXACT and len(query.key) >= SURE):
                return
        if deep is None:
            return
        if len(query.terms) > 1 and not collected.total:
            collected.add(index, Tier.PAIR, search.pairs(query.terms))
        if not collected.total:
            collected.add(index, Tier.RELATED, search.related(query, *deep))


def _readings(query: Query) -> list[tuple[str, ...]]:
    """The ways to part a query: as one, at its blanks, and where hanzi and letters meet."""
    readings: list[tuple[str, ...]] = [(query.key,)]
    for terms in (query.terms, query.runs):
        if 1 < len(terms) <= _MOST_TERMS and terms not in readings:
            readings.append(terms)
    return readings


class _Patience:
    """Ends a search that was called off or whose unsure ways take too long; exact hits are always found."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self._began: float | None = None

    def begin(self) -> None:
        """From now on the time counts."""
        if self._began is None:
            self._began = thread_time()

    def __call__(self) -> None:
        """Go on, or raise Cancelled."""
        from tui.search.found import Cancelled

        if self._cancelled() or (self._began is not None and thread_time() - self._began > PATIENCE):
            raise Cancelled


class _Collected:
    """The hits so far: each paragraph once, in the surest way."""

    def __init__(self, limit: int) -> None:
        self.hits: list[Hit] = []
        self.total = 0
        self._limit = limit
        self._seen: set[int] = set()

    def add(self, index: Index, tier: Tier, rows: Sequence[Row], more: int = 0) -> None:
        """Append rows of a tier, best first, as far as their paragraphs are new; count `more` beside them."""
        self.total += more
        base = float(len(_ORDER) - _ORDER.index(tier))
        for row in rows:
            if row.paragraph in self._seen:
                continue
            self._seen.add(row.paragraph)
            self.total += 1
            if len(self.hits) < self._limit:
                score = base + 1 / (1 + max(0.0, row.cost) + row.gap / 1000)
                if self.hits:
                    score = min(score, self.hits[-1].score)
                self.hits.append(Hit(tier, score, row.paragraph, _ranges(index, row)))


def _ranges(index: Index, row: Row) -> tuple[tuple[int, int], ...]:
    """The places of a row as code points of its paragraph's text, those that overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((match.start, match.end) for match in row.places):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return tuple(index.range_of(row.paragraph, start, end) for start, end in joined)


class _Search:
    """One query's way through the tiers.

    Attributes:
        uncounted: paragraphs beyond `RANKED` that the last call of `rows` left out.
    """

    def __init__(self, index: Index, vocabulary: Vocabulary | None, finder: Finder, check: Check) -> None:
        self._index, self._vocabulary, self._finder, self._check = index, vocabulary, finder, check
        self.uncounted = 0

    def rows(self, terms: Sequence[str], way: Way) -> list[Row]:
        """The paragraphs that hold every term in some way up to this one, and a term in just this way."""
        from tui.search.finder import Way
        from tui.search.ranking import ranked

        self.uncounted = 0
        rows = self._alone(terms[0], way) if len(terms) == 1 else self._together(terms, way)
        return ranked(
            self._index, self._vocabulary, rows, spoken=way in (Way.HOMOPHONE, Way.PINYIN, Way.INITIALS)
        )

    def _alone(self, term: str, way: Way) -> Iterator[Row]:
        from tui.search.ranking import Row

        found = self._finder.found(term, way)
        paragraphs = iter(found)
        for number, paragraph in enumerate(islice(paragraphs, RANKED)):
            if number % 200 == 0:
                self._check()
            places = found.places(paragraph)
            cost = min(match.cost for match in places)
            yield Row(paragraph, cost, 0, [match for match in places if match.cost == cost])
        self.uncounted = sum(1 for _ in paragraphs)

    def _together(self, terms: Sequence[str], way: Way) -> Iterator[Row]:
        from tui.search.finder import Way
        from tui.search.ranking import Row, nearest_together

        finder = self._finder
        ways = [finder.ways_to(term, way) for term in terms]
        if way is Way.EXACT:
            # The longest term is likely the rarest; the others are looked up only where it stands.
            longest = max(range(len(terms)), key=lambda at: len(terms[at]))
            drivers = [ways[longest][0]]
        else:
            # Whatever is new in this way has a term that was found in it.
            drivers = [each[way] for each in ways]
        candidates = dict.fromkeys(paragraph for found in drivers for paragraph in found)
        for number, paragraph in enumerate(candidates):
            if number % 200 == 0:
                self._check()
            if not all(any(paragraph in found for found in each) for each in ways):
                continue
            places: list[list[Match]] = []
            worst = 0
            for each in ways:
                best = next(at for at, found in enumerate(each) if paragraph in found)
                worst = max(worst, best)
                places.append(each[best].places(paragraph))
            if worst == way:
                nearest, gap = nearest_together(places)
                yield Row(paragraph, sum(match.cost for match in nearest), gap, nearest)

    def pairs(self, terms: Sequence[str]) -> list[Row]:
        """The exchanges that hold every term, each as its paragraphs."""
        from tui.search.finder import Way
        from tui.search.ranking import Row
        from tui.search.tiers.pair import exchanges, places

        found = [self._finder.ways_to(term, Way.EDITS) for term in terms]
        return [
            Row(paragraph, float(exchange.apart), 0, places(found, paragraph))
            for exchange in exchanges(self._index, found)
            for paragraph in exchange.paragraphs
        ]

    def related(self, query: Query, sounds: Sounds, vocabulary: Vocabulary) -> list[Row]:
        """The paragraphs that share most of the query's words."""
        from tui.search.ranking import Row
        from tui.search.tiers.related import related

        found = related(self._index, sounds, vocabulary, query.terms, self._check)
        best = found[0].score if found else 1.0
        return [Row(one.paragraph, 1 - one.score / best, 0, one.places) for one in found[:RANKED]]
