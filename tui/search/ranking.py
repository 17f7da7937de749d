"""Which of the paragraphs that answer in one way comes first."""

from __future__ import annotations

import math
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, groupby, islice
from typing import NamedTuple

from tui.search.dictionary import dictionary
from tui.search.index import Index
from tui.search.matches import Found, Match, Matches
from tui.search.tiers.exact import Literal
from tui.search.vocabulary import Vocabulary

_MOST_LIKELY = 60
"""Different things that sound like a query of which it is looked up how likely they are."""


class Row(NamedTuple):
    """A paragraph found in one way.

    Attributes:
        paragraph: index, from 0.
        cost: how far it is from what was asked.
        gap: code points between the terms, where they are several.
        places: what matched, in order.
    """

    paragraph: int
    cost: float
    gap: int
    places: Sequence[Match]


def nearest_together(terms: Sequence[Sequence[Match]]) -> tuple[list[Match], int]:
    """Pick one match of each term, those nearest together, and count the code points between them.

    Args:
        terms: the matches of each term, in order, none empty.
    """
    count = len(terms)
    if all(len(matches) == 1 for matches in terms):
        nearest = sorted(matches[0] for matches in terms)
        return nearest, _gap(nearest)
    last: dict[int, Match] = {}
    least = -1
    for match, number in sorted((match, number) for number, matches in enumerate(terms) for match in matches):
        last[number] = match
        if len(last) == count:
            gap = _gap(last.values())
            if least < 0 or gap < least:
                nearest, least = list(last.values()), gap
                if not gap:
                    break
    return sorted(nearest), least


def _gap(matches: Iterable[Match]) -> int:
    """Code points from the first to the last of some matches that belong to none; 0 where they overlap."""
    first, last, own = sys.maxsize, 0, 0
    for start, end, _ in matches:
        if start < first:
            first = start
        if end > last:
            last = end
        own += end - start
    return max(0, last - first - own)


def together(
    index: Index, vocabulary: Vocabulary | None, rows: Iterable[Row], *, spoken: bool = False
) -> list[Row]:
    """Sort the rows of several terms, best first.

    By cost; then what stands between word edges and within one sentence; the words of a turn before its
    label; terms near each other; what is likelier to be meant; headings; shorter paragraphs; earlier ones. Of
    things that sound alike (`spoken`) those are likelier that are words and are said more often.
    """
    rows = list(rows)
    text = index.text
    likely = _likely(text[m.start : m.end] for row in rows for m in row.places) if spoken else {}

    def order(row: Row) -> tuple[float, int, bool, int, float, int, int]:
        """Order by cost, then by how the words stand there."""
        return (
            round(row.cost, 2),
            *_standing(index, vocabulary, row.paragraph, row.places),
            row.gap,
            _unlikeliness(likely, [text[m.start : m.end] for m in row.places]) if likely else 0.0,
            index.prominence[row.paragraph],
            row.paragraph,
        )

    return sorted(rows, key=order)


def _likely(said: Iterable[str]) -> dict[str, float]:
    """How likely the commonest of some stretches are to be meant; {} where all are the same."""
    counted = Counter(said)
    if len(counted) < 2:
        return {}
    split = dictionary().split
    return {one: math.log(times) + split(one)[1] for one, times in counted.most_common(_MOST_LIKELY)}


def _unlikeliness(likely: dict[str, float], said: Iterable[str]) -> float:
    """How unlikely the likeliest of some stretches is to be meant."""
    return -max(likely.get(one, -math.inf) for one in said)


def alone(
    index: Index,
    vocabulary: Vocabulary | None,
    occurrences: Found,
    paragraphs: Sequence[int],
    keep: int,
    *,
    spoken: bool = False,
) -> list[Row]:
    """Pick the best rows of one term, best first, in the order of `together`.

    Args:
        index: where.
        vocabulary: tells where words begin and end; None before it is known.
        occurrences: where the term was found.
        paragraphs: those to choose from, in order; each has a match.
        keep: the most rows wanted.
        spoken: whether the term was matched by its sound.
    """
    if isinstance(occurrences, Literal):
        return _of_literal(index, occurrences, paragraphs, keep)
    assert isinstance(occurrences, Matches)
    return _of_matches(index, vocabulary, occurrences, paragraphs, keep, spoken)


def _of_literal(index: Index, literal: Literal, paragraphs: Sequence[int], keep: int) -> list[Row]:
    """What stands there as it was typed differs in nothing but how it stands, so few have to be looked at."""
    by_standing: dict[tuple[int, bool], list[int]] = {}
    best: list[int] = []
    by_standing[0, False] = best
    for paragraph in sorted(paragraphs, key=index.prominence.__getitem__):
        by_standing.setdefault(literal.standing(paragraph), []).append(paragraph)
        if len(best) >= keep:
            break
    ordered = chain.from_iterable(by_standing[standing] for standing in sorted(by_standing))
    return [Row(paragraph, 0.0, 0, literal.places(paragraph)) for paragraph in islice(ordered, keep)]


def _of_matches(
    index: Index,
    vocabulary: Vocabulary | None,
    matches: Matches,
    paragraphs: Sequence[int],
    keep: int,
    spoken: bool,
) -> list[Row]:
    """Rows by the cost of their matches; what costs more is looked at only where more rows are wanted."""
    if not paragraphs:
        return []
    rows: list[Row] = []
    left = set(paragraphs)
    text, owners = index.text, index.owners
    begin, stop = index.starts[paragraphs[0]], index.bounds(paragraphs[-1])[1]
    for cost, batches in groupby(matches.batches, key=lambda batch: round(batch[0], 2)):
        held: dict[int, list[tuple[int, int]]] = {}
        for _, length, starts in batches:
            for start in starts[bisect_left(starts, begin) : bisect_left(starts, stop)]:
                if owners[start] in left:
                    held.setdefault(owners[start], []).append((start, start + length))
        likely = _likely(text[s:e] for spans in held.values() for s, e in spans) if spoken else {}
        order = []
        for paragraph, spans in held.items():
            least = _unlikeliness(likely, [text[s:e] for s, e in spans]) if likely else 0.0
            standing = _standing(index, vocabulary, paragraph, spans)
            order.append((standing, least, index.prominence[paragraph], paragraph))
        for *_, paragraph in sorted(order)[: keep - len(rows)]:
            places = [match for match in matches.places(paragraph) if round(match.cost, 2) == cost]
            rows.append(Row(paragraph, cost, 0, places))
        if len(rows) >= keep:
            break
        left -= held.keys()
    return rows


def _standing(
    index: Index, vocabulary: Vocabulary | None, paragraph: int, places: Sequence[tuple[int, int] | Match]
) -> tuple[int, bool]:
    """How the best of some places fits its words and sentence, and whether all are in the speaker's label.

    Args:
        index: where.
        vocabulary: tells where words begin and end.
        paragraph: its number, from 0.
        places: (start, end, …) in the joined keys.
    """
    misfit = 0 if vocabulary is None else 3
    for place in places:
        if not misfit:
            break
        assert vocabulary is not None
        misfit = min(misfit, vocabulary.misfit(index.text, place[0], place[1]))
    label_end = index.label_ends[paragraph]
    return misfit, places[0][0] < label_end and all(place[0] < label_end for place in places)
