"""What a search gives back: ranked hits, each of one tier, with the exact places of what matched."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Tier(StrEnum):
    """In what way a hit answers the query, the surest way first. In a ranking two tiers never mix."""

    EXACT = "exact"
    TERMS = "terms"
    HOMOPHONE = "homophone"
    PINYIN = "pinyin"
    TYPO = "typo"
    PAIR = "pair"
    RELATED = "related"


TIER_ORDER = {tier: number for number, tier in enumerate(Tier)}
"""How sure each tier is, 0 the surest."""


class Hit(NamedTuple):
    """One paragraph that answers a query.

    Attributes:
        tier: in what way.
        score: the higher, the better; every hit of a surer tier has a higher one than those of the others.
        paragraph: index into `Interview.paragraphs`, from 0.
        ranges: what matched: (start, end) in code points of that paragraph's text, in order and apart.
    """

    tier: Tier
    score: float
    paragraph: int
    ranges: tuple[tuple[int, int], ...]


class Answer(NamedTuple):
    """The hits of one query, best first.

    Attributes:
        query: as asked.
        hits: at most as many as were asked for.
        total: how many there are in all.
        milliseconds: how long it took.
        complete: False where the search was called off or took too long; the hits are then those so far.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    milliseconds: float
    complete: bool = True
