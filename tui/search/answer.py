"""What a search gives back: ranked hits, each of one tier, with the exact places of what matched."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from tui.interview.model.place import Passage, Place
from tui.locale import N_, _


class Tier(StrEnum):
    """In what way a hit answers the query, the surest way first. In a ranking two tiers never mix.

    Attributes:
        label: what a person reads beside a hit, in English.
    """

    label: str

    EXACT = "exact", N_("exact")
    TERMS = "terms", N_("all words")
    HOMOPHONE = "homophone", N_("same sound")
    PINYIN = "pinyin", N_("pinyin")
    TYPO = "typo", N_("nearly")
    PAIR = "pair", N_("question and answer")
    RELATED = "related", N_("related")

    def __new__(cls, name: str, label: str) -> Tier:
        """Make the tier called `name`."""
        tier = str.__new__(cls, name)
        tier._value_, tier.label = name, label
        return tier

    @property
    def words(self) -> str:
        """What a person reads beside a hit, in the language of the interface."""
        return _(self.label)


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

    @property
    def passages(self) -> list[Passage]:
        """What matched, as passages; none where the hit is a whole paragraph."""
        return [
            Passage(Place(self.paragraph, start), Place(self.paragraph, end)) for start, end in self.ranges
        ]

    @property
    def place(self) -> Place:
        """Where it is gone to: its first match, or where its paragraph begins."""
        return Place(self.paragraph, self.ranges[0][0] if self.ranges else 0)


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
