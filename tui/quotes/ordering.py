"""The order by hand: each quote has a position, a number, and a new one comes between two others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tui.interview.model.place import Place
from tui.quotes.quote import Quote

Moved = Mapping[str, float]
"""By id, the new positions of quotes that have to make room."""


def place_of(quote: Quote) -> Place:
    """Tell where a quote stands, or stood."""
    first = quote.segments[0]
    return quote.passage.start if quote.passage else Place(first.paragraph, first.start)


def index_for(quote: Quote, listed: Sequence[Quote]) -> int:
    """Find where a new quote goes: behind the one that stands next before it in the text, or at the start."""
    own = place_of(quote)
    before = [(place, index) for index, one in enumerate(listed) if (place := place_of(one)) <= own]
    return max(before)[1] + 1 if before else 0


def positions_at(
    index: int, order: Sequence[str], positions: Mapping[str, float], count: int = 1
) -> tuple[list[float], Moved]:
    """Find positions that come at an index of an order.

    Args:
        index: from 0; the length of the order means its end.
        order: ids, each with a position.
        positions: of these ids.
        count: how many are wanted.

    Returns:
        The positions, and those that others have to take where there is no room between two.
    """
    low = positions[order[index - 1]] if index else None
    high = positions[order[index]] if index < len(order) else None
    between = _between(low, high, count)
    if low is None or high is None or all(one < other for one, other in pairwise([low, *between, high])):
        return between, {}
    moved = {id: float(at if at < index else at + count) for at, id in enumerate(order)}
    return [float(index + number) for number in range(count)], moved


def positions_among(
    order: Sequence[str], added: Sequence[str], positions: Mapping[str, float]
) -> tuple[dict[str, float], Moved]:
    """Find positions for those of an order that have none yet.

    Args:
        order: all ids.
        added: those without a position.
        positions: of the others.

    Returns:
        Their positions by id, and those that others have to take where there is no room between two.
    """
    new = set(added)
    given: dict[str, float] = {}
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and order[end] in new:
            end += 1
        if end > at:
            low = positions[order[at - 1]] if at else None
            high = positions[order[end]] if end < len(order) else None
            given.update(zip(order[at:end], _between(low, high, end - at), strict=True))
        at = max(end, at + 1)
    known = {**positions, **given}
    if not any(known[one] >= known[other] for one, other in pairwise(order)):
        return given, {}
    counted = {id: float(at) for at, id in enumerate(order)}
    return {id: counted[id] for id in added}, {id: counted[id] for id in order if id not in new}


def _between(low: float | None, high: float | None, count: int) -> list[float]:
    """That many positions between two others."""
    if low is None:
        first = 0.0 if high is None else high - count
        return [first + at for at in range(count)]
    step = 1.0 if high is None else (high - low) / (count + 1)
    return [low + step * (at + 1) for at in range(count)]
