"""Which quotes of a collection have words in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tui.interview.model.place import Passage, Place
from tui.quotes.quote import Quote, State

_MOST = 32
"""Quotes over the same words beyond which no more are compared: what is told of one is told long before."""


class Shared(NamedTuple):
    """What a quote has in common with others.

    Attributes:
        same: ids of quotes of the very same words at the same place.
        some: ids of quotes that have some of its words.
    """

    same: tuple[str, ...] = ()
    some: tuple[str, ...] = ()


def shared(quotes: Iterable[Quote]) -> dict[str, Shared]:
    """Find what each quote has in common with others, by id; quotes that stand alone are left out.

    Only quotes whose place is sure are looked at.
    """
    sure = (quote for quote in quotes if quote.state in (State.OK, State.CHANGED))
    standing = {quote.id: quote.placed_passages for quote in sure if quote.placed_passages}
    runs = sorted((run, id) for id, places in standing.items() for run in places)
    meeting: dict[str, dict[str, None]] = {}
    # Those that reach beyond the start of the run looked at.
    under: list[tuple[Place, str]] = []
    for run, id in runs:
        under = [(end, other) for end, other in under if end > run.start]
        for _end, other in under[:_MOST]:
            if other != id:
                meeting.setdefault(id, {})[other] = None
                meeting.setdefault(other, {})[id] = None
        under.append((run.end, id))
    return {id: _told(standing, id, others) for id, others in meeting.items()}


def _told(standing: dict[str, tuple[Passage, ...]], id: str, others: Iterable[str]) -> Shared:
    same = tuple(other for other in others if standing[other] == standing[id])
    return Shared(same, tuple(other for other in others if other not in same))
