"""One clause's way through the tiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from time import thread_time

from tui.search.answer import Tier
from tui.search.finder import Finder, Way
from tui.search.found import Cancelled, Found
from tui.search.gathered import Gathered
from tui.search.grammar import Clause
from tui.search.index import Index
from tui.search.query import Query
from tui.search.ranking import Row, nearest_together, ranked
from tui.search.sounds import Sounds
from tui.search.tiers.exact import Literal
from tui.search.vocabulary import Vocabulary
from tui.text.matchkey import fold

ENOUGH = 20
"""With so many hits the less sure ways are not tried any more."""

SURE = 4
"""What is so many code points long and stands there as it was typed was meant so."""

PATIENCE = 0.1
"""Seconds of work, waiting not counted, after which a search gives what it has.

They are granted once to the exact words of all alternatives but the first, and once to the unsure ways.
"""

RANKED = 1000
"""Of the paragraphs found in one way, how many are put in order; the rest is only counted."""

RANKED_TOGETHER = 2 * RANKED
"""The same of those that hold several terms, where the order tells more."""

_MOST_TERMS = 12
_SPOKEN = (Way.HOMOPHONE, Way.PINYIN, Way.INITIALS)


class Patience:
    """Ends a search that was called off or takes too long; the exact hits of one clause are always found."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self._began: float | None = None

    def begin(self) -> None:
        """From now on the time counts, anew."""
        self._began = thread_time()

    def __call__(self) -> None:
        """Go on, or raise Cancelled."""
        if self._cancelled() or (self._began is not None and thread_time() - self._began > PATIENCE):
            raise Cancelled


class Pass:
    """The search for one clause.

    Attributes:
        gathered: what was found so far.
    """

    def __init__(
        self,
        index: Index,
        deep: tuple[Sounds, Vocabulary] | None,
        clause: Clause,
        scope: frozenset[int] | None,
        patience: Patience,
        limit: int,
    ) -> None:
        """Prepare to look for a clause.

        Args:
            index: where.
            deep: what the unsure ways look things up in; without it only exact words are found.
            clause: what for.
            scope: the paragraphs, from 0, that it may stand in; None for all.
            patience: called now and then.
            limit: the most hits wanted.
        """
        self.gathered = Gathered()
        self._index, self._deep, self._clause, self._scope = index, deep, clause, scope
        self._vocabulary = deep[1] if deep else None
        self._patience, self._limit = patience, limit
        self._finder = Finder(index, deep[0] if deep else None, self._vocabulary, patience)
        self._query = Query.of(clause.words)
        self._readings = _readings(self._query)
        self._uncounted: list[int] = []

    def exact(self) -> None:
        """Find what stands there as it was typed; a clause of filters alone finds all that they leave."""
        clause, query = self._clause, self._query
        if not query.key and not clause.phrases:
            scope = self._scope or frozenset()
            listed = islice(sorted(scope), self._limit)
            self.gathered.add(Tier.EXACT, (Row(paragraph, 0.0, 0, ()) for paragraph in listed), scope)
            return
        if clause.phrases:
            # All of it in a row holds every phrase too.
            self._add(Tier.EXACT, (fold(clause.whole),), Way.EXACT, ())
            if query.key or len(clause.phrases) > 1:
                for terms in self._readings or [()]:
                    self._add(Tier.TERMS, terms, Way.EXACT, clause.phrases)
            return
        for number, terms in enumerate(self._readings):
            if self._again(number, terms):
                continue
            self._add(Tier.TERMS if number else Tier.EXACT, terms, Way.EXACT, ())

    def unsure(self) -> None:
        """Find what was meant otherwise, where too little was found or it may have been meant so."""
        query, gathered = self._query, self.gathered
        if not query.key or self._deep is None:
            return
        if gathered.total >= ENOUGH or (gathered.total and len(query.key) >= SURE):
            return
        for way in Way:
            if way is Way.EXACT:
                continue
            for number, terms in enumerate(self._readings):
                if not self._again(number, terms):
                    self._add(way.tier, terms, way, self._clause.phrases)
            if gathered.total >= ENOUGH:
                return
        if not gathered.total and len(query.terms) + len(self._clause.phrases) > 1:
            gathered.add(Tier.PAIR, self._within(self._pairs()))
        if not gathered.total:
            gathered.add(Tier.RELATED, self._within(self._related(*self._deep)))

    def _again(self, number: int, terms: Sequence[str]) -> bool:
        """Whether a reading is parted so finely that it is of use only where nothing was found yet."""
        return bool(number and terms == self._query.runs and self.gathered.total)

    def _add(self, tier: Tier, terms: Sequence[str], way: Way, phrases: Sequence[str]) -> None:
        self._uncounted = []
        if len(terms) == 1 and not phrases:
            rows = self._alone(terms[0], way)
        else:
            rows = self._together(terms, phrases, way)
        best = ranked(self._index, self._vocabulary, rows, spoken=way in _SPOKEN)
        self.gathered.add(tier, best, self._uncounted)

    def _allowed(self, paragraphs: Iterable[int]) -> Iterator[int]:
        scope = self._scope
        return iter(paragraphs) if scope is None else filter(scope.__contains__, paragraphs)

    def _within(self, rows: Iterable[Row]) -> Iterator[Row]:
        scope = self._scope
        return (row for row in rows if scope is None or row.paragraph in scope)

    def _alone(self, term: str, way: Way) -> Iterator[Row]:
        """The paragraphs that hold one term in just this way."""
        found = self._finder.found(term, way)
        paragraphs = self._allowed(found)
        for number, paragraph in enumerate(islice(paragraphs, RANKED)):
            if number % 200 == 0:
                self._patience()
            places = found.places(paragraph)
            cost = min(match.cost for match in places)
            yield Row(paragraph, cost, 0, [match for match in places if match.cost == cost])
        self._uncounted = list(paragraphs)

    def _together(self, terms: Sequence[str], phrases: Sequence[str], way: Way) -> Iterator[Row]:
        """The paragraphs that hold every term in some way up to this one, a term in just this way.

        Phrases are held as they stand, in every way.
        """
        finder = self._finder
        ways: list[list[Found]] = [finder.ways_to(term, way) for term in terms]
        ways += [[finder.found(phrase, Way.EXACT)] for phrase in phrases]
        if way is Way.EXACT:
            # The longest term is likely the rarest; the others are looked up only where it stands.
            lengths = [len(term) for term in (*terms, *phrases)]
            drivers = [ways[lengths.index(max(lengths))][0]]
        else:
            # Whatever is new in this way has a term that was found in it.
            drivers = [each[way] for each in ways[: len(terms)]]
        candidates = dict.fromkeys(paragraph for found in drivers for paragraph in self._allowed(found))
        ranked_so_far = 0
        for number, paragraph in enumerate(candidates):
            if number % 200 == 0:
                self._patience()
            if not all(any(paragraph in found for found in each) for each in ways):
                continue
            bests = [next(at for at, found in enumerate(each) if paragraph in found) for each in ways]
            if max(bests) != way:
                continue
            if ranked_so_far == RANKED_TOGETHER:
                self._uncounted.append(paragraph)
                continue
            ranked_so_far += 1
            nearest, gap = nearest_together(
                [each[best].places(paragraph) for each, best in zip(ways, bests, strict=True)]
            )
            yield Row(paragraph, sum(match.cost for match in nearest), gap, nearest)

    def _pairs(self) -> list[Row]:
        """The exchanges that hold every term, each as its paragraphs."""
        from tui.search.tiers.pair import exchanges, places

        found = [self._finder.ways_to(term, Way.EDITS) for term in self._query.terms]
        found += [[self._finder.found(phrase, Way.EXACT)] for phrase in self._clause.phrases]
        return [
            Row(paragraph, float(exchange.apart), 0, places(found, paragraph))
            for exchange in exchanges(self._index, found)
            for paragraph in exchange.paragraphs
        ]

    def _related(self, sounds: Sounds, vocabulary: Vocabulary) -> list[Row]:
        """The paragraphs that share most of the words, with every phrase in them."""
        from tui.search.tiers.related import related

        found = related(self._index, sounds, vocabulary, self._query.terms, self._patience)
        best = found[0].score if found else 1.0
        phrases = [Literal(self._index, vocabulary, phrase) for phrase in self._clause.phrases]
        rows = []
        for one in self._within(Row(one.paragraph, 1 - one.score / best, 0, one.places) for one in found):
            if all(one.paragraph in phrase for phrase in phrases):
                more = [match for phrase in phrases for match in phrase.places(one.paragraph)]
                rows.append(one._replace(places=[*one.places, *more]))
        return rows[:RANKED]


def _readings(query: Query) -> list[tuple[str, ...]]:
    """The ways to part a query: as one, at its blanks, and where hanzi and letters meet."""
    if not query.key:
        return []
    readings: list[tuple[str, ...]] = [(query.key,)]
    for terms in (query.terms, query.runs):
        if 1 < len(terms) <= _MOST_TERMS and terms not in readings:
            readings.append(terms)
    return readings
