"""One clause's way through the tiers."""

from __future__ import annotations

import math
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, filterfalse, islice
from time import thread_time
from typing import NamedTuple

from tui.search.answer import Tier
from tui.search.finder import EXACT, LAST_OF_WORDS, UNSURE, WAYS, Finder
from tui.search.grammar import Clause
from tui.search.hit_list import HitList
from tui.search.index import Index
from tui.search.matches import Cancelled, Found, Matches
from tui.search.query import Query
from tui.search.ranking import Row, alone, nearest_together, together
from tui.search.sounds import Sounds
from tui.search.symbols import Symbols
from tui.search.tiers.exact import Literal
from tui.search.vocabulary import Vocabulary
from tui.text.matchkey import fold

ENOUGH = 20
"""With so many hits the less sure ways are not tried any more."""

SURE = 4
"""What is so many code points long and stands there as it was typed was meant so."""

PATIENCE = 0.07
"""Seconds of work, waiting not counted, after which the unsure ways are given up."""

PATIENCE_WITH_OTHERS = 0.04
"""The same of the exact words of all alternatives but the first; those of the first are always found."""

_AT_ONCE = 0.01
"""Seconds that no piece of work takes; what does was interrupted, as to collect garbage: no more counts."""

RANKED = 1000
"""Of the paragraphs found in one way, how many are put in order; the rest is only counted."""

RANKED_TOGETHER = 2 * RANKED
"""The same of those that hold several terms, where the order tells more."""

_MOST_TERMS = 12
_OVER = object()


class Patience:
    """Ends a search that was called off or takes too long; the exact hits of one clause are always found."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self._left = math.inf
        self._last = thread_time()

    def begin(self, seconds: float) -> None:
        """Grant so many seconds from now on; what counts is the time that this thread works."""
        self._left = seconds
        self._last = thread_time()

    def __call__(self) -> None:
        """Go on, or raise Cancelled."""
        now = thread_time()
        self._left -= min(now - self._last, _AT_ONCE)
        self._last = now
        if self._left < 0 or self._cancelled():
            raise Cancelled


class Stage(NamedTuple):
    """What one stage of a search found.

    Attributes:
        tier: in what way.
        paragraphs: those found, each once.
        rank: gives the rows of some of them, best first, at most so many.
        ranked: how many of them are put in order, those that come first in the document; the rest is counted.
        equal: whether all are equally near to what was asked.
        nearest: by ranges of paragraphs, told by where each begins (see `Matches.nearest`), how far away the
            best of each is; None where that is not known without rows.
    """

    tier: Tier
    paragraphs: Sequence[int]
    rank: Callable[[Sequence[int], int], list[Row]]
    ranked: int = sys.maxsize
    equal: bool = False
    nearest: Callable[[Sequence[int]], dict[int, float]] | None = None


class Tally:
    """How many paragraphs a clause was found in before the stage that is under way.

    What is tried next goes by this number. Where several indexes are searched for one clause they share it,
    so that what is found in an interview does not depend on where the index happens to be cut.
    """

    total = 0


def go(searches: Sequence[ClauseSearch], stages: Callable[[ClauseSearch], Iterator[None]]) -> None:
    """Take one clause through its stages in every index, a stage in all of them before the next in any."""
    under_way = [(one, stages(one)) for one in searches]
    while under_way:
        total = sum(one.hit_list.total for one in searches)
        for one in searches:
            one.tally.total = total
        under_way = [(one, steps) for one, steps in under_way if next(steps, _OVER) is not _OVER]


class ClauseSearch:
    """The search for one clause in one index.

    Attributes:
        hit_list: what was found so far.
        tally: how much was found before this stage, in all indexes.
        most_related: of how many paragraphs it is worked out how related they are.
    """

    most_related = 10 * RANKED

    def __init__(
        self,
        index: Index,
        deep: tuple[Sounds, Vocabulary] | None,
        clause: Clause,
        scope: frozenset[int] | None,
        patience: Patience,
        limit: int,
        keep: int,
    ) -> None:
        """Prepare to look for a clause.

        Args:
            index: where.
            deep: what the unsure ways look things up in; without it only exact words are found.
            clause: what for.
            scope: the paragraphs, from 0, that it may stand in; None for all.
            patience: called now and then.
            limit: the most hits wanted.
            keep: of how many paragraphs it is worked out where in them the clause stands; no less than that.
        """
        self.hit_list = HitList()
        self.tally = Tally()
        self._index, self._deep, self._clause, self._scope = index, deep, clause, scope
        self._vocabulary = deep[1] if deep else None
        self._patience, self._limit, self._keep = patience, limit, keep
        self._finder = Finder(index, deep[0] if deep else None, self._vocabulary, patience)
        self._query = Query.of(clause.words)
        self._readings = _readings(self._query)
        self._symbols = Symbols(index, clause.words)

    def exact(self) -> Iterator[None]:
        """Find what stands there as it was typed; a clause of filters alone finds all that they leave.

        Yields behind each stage; see `go`.
        """
        clause, query = self._clause, self._query
        if not query.key and not clause.phrases:
            left = [number for number in sorted(self._scope or ()) if not self._index.is_label(number)]
            self.keep(Stage(Tier.EXACT, left, lambda some, most: [Row(p, 0.0, 0, ()) for p in some[:most]]))
            return
        if clause.phrases:
            # All of it in a row holds every phrase too.
            self._add(Tier.EXACT, (fold(clause.whole),), EXACT, ())
            if query.key or len(clause.phrases) > 1:
                for terms in self._readings or [()]:
                    self._add(Tier.TERMS, terms, EXACT, clause.phrases)
            return
        for number, terms in enumerate(self._readings):
            if not self._again(number, terms):
                self._add(Tier.TERMS if number else Tier.EXACT, terms, EXACT, ())
            yield

    def unsure(self) -> Iterator[None]:
        """Find what the query may mean other than to the letter, unless enough was found as it was typed.

        Yields behind each stage; see `go`.
        """
        query, tally = self._query, self.tally
        if not query.key or self._deep is None:
            return
        if tally.total >= ENOUGH or (tally.total and len(query.key) >= SURE):
            return
        for way in UNSURE:
            for number, terms in enumerate(self._readings):
                if not self._again(number, terms):
                    self._add(WAYS[way - 1].tier, terms, way, self._clause.phrases)
                yield
            if tally.total >= ENOUGH:
                return
        if not tally.total and len(query.terms) + len(self._clause.phrases) > 1:
            self.keep(_listed(Tier.PAIR, self._within(self._pairs())))
            yield
        if not tally.total:
            self.keep(self._related(*self._deep))

    def _again(self, number: int, terms: Sequence[str]) -> bool:
        """Tell whether to skip a reading parted where hanzi and letters meet: the others found something."""
        return bool(number and terms == self._query.runs and self.tally.total)

    def keep(self, stage: Stage) -> None:
        """Keep what a stage found, the best of it in order."""
        room = max(0, self._keep - len(self.hit_list.entries))
        self.hit_list.add(stage.tier, stage.rank(stage.paragraphs[: stage.ranked], room), stage.paragraphs)

    def _add(self, tier: Tier, terms: Sequence[str], way: int, phrases: Sequence[str]) -> None:
        """Find the paragraphs that hold the terms in just this way."""
        index, vocabulary = self._index, self._vocabulary
        spoken = way != EXACT and WAYS[way - 1].spoken
        if len(terms) == 1 and not phrases:
            occurrences = self._finder.found(terms[0], way)
            exact = way == EXACT

            def rank(some: Sequence[int], most: int) -> list[Row]:
                """Make the rows of some paragraphs, best first, at most so many."""
                best: list[Row] = []
                if exact and self._symbols.is_asked:
                    # A key has no signs: what has those that were typed comes before what lacks them.
                    signed = [number for number in some if number in self._symbols]
                    best = alone(index, vocabulary, occurrences, signed, most)
                    some = [number for number in some if number not in self._symbols]
                return best + alone(index, vocabulary, occurrences, some, most - len(best), spoken=spoken)

            nearest = occurrences.nearest if isinstance(occurrences, Matches) else None
            self.keep(
                Stage(tier, self._fresh(occurrences.paragraphs), rank, RANKED, nearest is None, nearest)
            )
            return
        paragraphs, row = self._together(terms, phrases, way)

        def rank_together(some: Sequence[int], most: int) -> list[Row]:
            """Make the rows of some paragraphs, best first, at most so many."""
            return together(index, vocabulary, map(row, some), spoken=spoken)[:most]

        self.keep(Stage(tier, paragraphs, rank_together, RANKED_TOGETHER))

    def _fresh(self, paragraphs: Sequence[int]) -> Sequence[int]:
        """Of some paragraphs those that the clause may stand in and that are not found yet."""
        scope, seen = self._scope, self.hit_list.seen
        if scope is not None:
            paragraphs = list(filter(scope.__contains__, paragraphs))
        return list(filterfalse(seen.__contains__, paragraphs)) if seen else paragraphs

    def _within(self, rows: Iterable[Row]) -> Iterator[Row]:
        scope = self._scope
        return (row for row in rows if scope is None or row.paragraph in scope)

    def _together(
        self, terms: Sequence[str], phrases: Sequence[str], way: int
    ) -> tuple[Sequence[int], Callable[[int], Row]]:
        """The paragraphs that hold every term in some way up to this one, a term in just this way.

        Phrases are held as they stand, in every way. Beside the paragraphs, what makes the row of one.
        """
        ways = self._ways(terms, phrases, way)
        if not ways:
            return (), _no_row
        by_rarity = sorted(ways, key=lambda each: sum(occurrences.most for occurrences in each))
        if way == EXACT:
            # The rarest term is looked up, the others only where it stands.
            paragraphs = self._fresh(by_rarity.pop(0)[0].paragraphs)
        else:
            # Whatever is new in this way has a term that was found in it.
            drivers = (each[way].paragraphs for each in ways[: len(terms)])
            paragraphs = self._fresh(list(dict.fromkeys(chain.from_iterable(drivers))))
        for each in by_rarity:
            self._patience()
            if len(each) == 1:
                paragraphs = each[0].among(paragraphs)
            else:
                paragraphs = [
                    number for number in paragraphs if any(number in occurrences for occurrences in each)
                ]

        def surest(paragraph: int) -> list[int]:
            """Find the surest way in which a paragraph holds each term."""
            return [
                next(at for at, occurrences in enumerate(each) if paragraph in occurrences) for each in ways
            ]

        def row(paragraph: int) -> Row:
            """Make the row of a paragraph."""
            bests = surest(paragraph) if way != EXACT else [0] * len(ways)
            held = [each[best].places(paragraph) for each, best in zip(ways, bests, strict=True)]
            nearest, gap = nearest_together(held)
            return Row(paragraph, sum(match.cost for match in nearest), gap, nearest)

        if way == EXACT:
            return paragraphs, row
        new: list[int] = []
        for number, paragraph in enumerate(paragraphs):
            if number % 200 == 0:
                self._patience()
            if max(surest(paragraph)) == way:
                new.append(paragraph)
        return new, row

    def _ways(self, terms: Sequence[str], phrases: Sequence[str], way: int) -> list[list[Found]]:
        """What is found of each term in every way up to one, and of the phrases; [] where one has nothing."""
        finder = self._finder
        whole = [[finder.found(phrase, EXACT)] for phrase in phrases]
        # What is rare is asked first: where it stands nowhere, the others need not be looked for.
        rare = sorted(terms, key=lambda term: finder.found(term, EXACT).most)
        for term in rare:
            if not any(found.anywhere for found in finder.ways_to(term, way)):
                return []
        if not all(found.anywhere for (found,) in whole):
            return []
        return [finder.ways_to(term, way) for term in terms] + whole

    def _pairs(self) -> list[Row]:
        """The exchanges that hold every term, each as its paragraphs."""
        from tui.search.tiers.pair import exchanges, places

        ways = self._ways(self._query.terms, self._clause.phrases, LAST_OF_WORDS)
        return [
            Row(paragraph, float(exchange.apart), 0, places(ways, paragraph))
            for exchange in (exchanges(self._index, ways, self._patience) if ways else ())
            for paragraph in exchange.paragraphs
        ]

    def _related(self, sounds: Sounds, vocabulary: Vocabulary) -> Stage:
        """The paragraphs that share most of the words, with every phrase in them."""
        from tui.search.tiers.related import Related

        related = Related(
            self._index, sounds, vocabulary, self._query.terms, self._patience, self.most_related
        )
        phrases = [Literal(self._index, vocabulary, phrase, sounds) for phrase in self._clause.phrases]
        scope = self._scope
        scores = {
            paragraph: score
            for score, paragraph in related.scores
            if (scope is None or paragraph in scope) and all(paragraph in phrase for phrase in phrases)
        }

        def rank(some: Sequence[int], most: int) -> list[Row]:
            """Make the rows of some paragraphs, best first, at most so many."""
            best = sorted(some, key=lambda paragraph: (-scores[paragraph], paragraph))[:most]
            return [
                Row(paragraph, 1 / (1 + scores[paragraph]), 0, [
                    *related.places(paragraph),
                    *(match for phrase in phrases for match in phrase.places(paragraph)),
                ])
                for paragraph in best
            ]  # fmt: skip

        def nearest(firsts: Sequence[int]) -> dict[int, float]:
            """Find how far away the best of each range of paragraphs is."""
            best: dict[int, float] = {}
            for paragraph, score in scores.items():
                best.setdefault(bisect_right(firsts, paragraph) - 1, 1 / (1 + score))
            return best

        return Stage(Tier.RELATED, list(islice(scores, RANKED)), rank, nearest=nearest)


def _no_row(paragraph: int) -> Row:
    raise LookupError(paragraph)


def _listed(tier: Tier, rows: Iterable[Row]) -> Stage:
    """A stage whose rows are known already, in their order."""
    known: dict[int, Row] = {}
    for row in rows:
        known.setdefault(row.paragraph, row)

    def rank(some: Sequence[int], most: int) -> list[Row]:
        """Make the rows of some paragraphs, best first, at most so many."""
        wanted = set(some)
        return [row for row in known.values() if row.paragraph in wanted][:most]

    return Stage(tier, list(known), rank)


def _readings(query: Query) -> list[tuple[str, ...]]:
    """The ways to part a query: as one, at its blanks, and where hanzi and letters meet."""
    if not query.key:
        return []
    readings: list[tuple[str, ...]] = [(query.key,)]
    for terms in (query.terms, query.runs):
        if 1 < len(terms) <= _MOST_TERMS and terms not in readings:
            readings.append(terms)
    return readings
