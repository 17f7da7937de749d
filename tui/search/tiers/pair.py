"""Pair: every term stands in one turn, or in a question and its answer, but in no paragraph together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from tui.search.index import Index
from tui.search.matches import Check, Found, Match

_MOST = 1000
"""Paragraphs of a term, and exchanges, that are looked at."""

_NEIGHBOURS = 2
"""Without turns, paragraphs so near to each other count as one exchange."""


class Exchange(NamedTuple):
    """Paragraphs that hold all terms together.

    Attributes:
        apart: 0 for one turn, 1 for two neighbouring ones.
        paragraphs: those with a term, the one with the most weight first.
    """

    apart: int
    paragraphs: tuple[int, ...]


def exchanges(index: Index, terms: Sequence[Sequence[Found]], check: Check) -> list[Exchange]:
    """Find the exchanges that hold every term, those in one turn first.

    Args:
        index: whose paragraphs.
        terms: for each term what was found of it, in whatever way.
        check: called now and then; raises when the search is called off.
    """
    weights: dict[int, float] = {}
    units: list[dict[tuple[int, int], set[int]]] = []
    for ways in terms:
        check()
        paragraphs = {paragraph for one in ways for paragraph in one.paragraphs[:_MOST]}
        held: dict[tuple[int, int], set[int]] = {}
        for paragraph in paragraphs:
            weights[paragraph] = weights.get(paragraph, 0) + 1 / len(paragraphs)
            held.setdefault(index.exchange(paragraph), set()).add(paragraph)
        units.append(held)
    rarest = min(units, key=len)
    result: dict[tuple[int, ...], Exchange] = {}
    for turn, (kind, number) in enumerate(islice(rarest, _MOST)):
        if turn % 50 == 0:
            check()
        reach = 1 if kind == 0 else _NEIGHBOURS
        # One turn before two: of the same paragraphs the nearest way is the one that counts.
        for other in sorted(range(number - reach, number + reach + 1), key=lambda at: abs(at - number)):
            apart = abs(other - number)
            both = ((kind, number), (kind, other))
            parts = [held.get(both[0], set()) | held.get(both[1], set()) for held in units]
            if all(parts):
                together = sorted(set().union(*parts), key=lambda p: (-weights[p], p))
                result.setdefault(tuple(sorted(together)), Exchange(apart, tuple(together)))
    return sorted(result.values(), key=lambda exchange: (exchange.apart, exchange.paragraphs))


def places(terms: Sequence[Sequence[Found]], paragraph: int) -> list[Match]:
    """List the matches of all terms in one paragraph, at most three of each term in each way."""
    return [match for ways in terms for one in ways for match in one.places(paragraph)[:3]]
