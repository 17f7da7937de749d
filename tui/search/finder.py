"""Looks one term up in each way, once; the ways are a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tui.search.answer import Tier
from tui.search.index import Index
from tui.search.matches import Check, Found, Matches
from tui.search.material import Material
from tui.search.sounds import Sounds
from tui.search.tiers.edits import edited
from tui.search.tiers.exact import Literal
from tui.search.tiers.fuzzy_pinyin import fuzzy_pinyin, may_be_fuzzy
from tui.search.tiers.homophone import homophones
from tui.search.tiers.passage import pasted
from tui.search.tiers.pinyin import full_pinyin, initials, may_be_initials
from tui.search.tiers.typo import typos
from tui.search.vocabulary import Vocabulary


def _always(_term: str, _is_found: Callable[[str], bool]) -> bool:
    return True


class Way(NamedTuple):
    """A way to look for a term that does not stand there as it was typed.

    Attributes:
        name: what other ways' conditions call it.
        tier: what a reader is told of what is found.
        find: looks a term up.
        may_be: whether it is tried for a term; it can ask whether the term is found in another way, by name.
        spoken: whether it goes by how the characters sound.
        of_passages: whether it is for pasted passages alone, of which no two make a pair.
    """

    name: str
    tier: Tier
    find: Callable[[Material, str], Found]
    may_be: Callable[[str, Callable[[str], bool]], bool] = _always
    spoken: bool = False
    of_passages: bool = False


WAYS = (
    Way("homophone", Tier.HOMOPHONE, homophones, spoken=True),
    Way("pinyin", Tier.PINYIN, full_pinyin, spoken=True),
    Way("initials", Tier.PINYIN, initials, may_be_initials, spoken=True),
    Way("fuzzy", Tier.PINYIN, fuzzy_pinyin, may_be_fuzzy, spoken=True),
    Way("typo", Tier.TYPO, typos),
    Way("edits", Tier.TYPO, edited),
    Way("passage", Tier.TYPO, pasted, of_passages=True),
)
"""The ways, in the order in which they are tried; they are numbered from 1."""

EXACT = 0
"""The number of the way that finds what stands there as it was typed, before all others."""

UNSURE = range(1, len(WAYS) + 1)
"""The numbers of the ways in `WAYS`."""

LAST_OF_WORDS = max(number for number in UNSURE if not WAYS[number - 1].of_passages)
"""The number of the last way that finds words rather than pasted passages."""

_NUMBERS = {way.name: number for number, way in enumerate(WAYS, start=1)}


class Finder:
    """What is found of one query's terms."""

    def __init__(
        self, index: Index, sounds: Sounds | None, vocabulary: Vocabulary | None, check: Check
    ) -> None:
        """Look in an index; without `sounds` and `vocabulary` only in the exact way."""
        self._index, self._sounds, self._vocabulary, self._check = index, sounds, vocabulary, check
        self._material = (
            Material(index, sounds, vocabulary, check)
            if sounds is not None and vocabulary is not None
            else None
        )
        self._found: dict[tuple[str, int], Found] = {}

    def found(self, term: str, way: int) -> Found:
        """Look up what is found of a term in one way, given by its number; nothing is looked up twice."""
        key = term, way
        if key not in self._found:
            self._check()
            self._found[key] = self._find(term, way)
        return self._found[key]

    def _find(self, term: str, way: int) -> Found:
        if way == EXACT:
            return Literal(self._index, self._vocabulary, term, self._sounds)
        asked = WAYS[way - 1]
        if self._material is None or not asked.may_be(term, lambda name: self._is_found(term, name)):
            return Matches(self._index, {})
        return asked.find(self._material, term)

    def _is_found(self, term: str, name: str) -> bool:
        return bool(self.found(term, _NUMBERS[name]).paragraphs)

    def ways_to(self, term: str, last: int) -> list[Found]:
        """Look up what is found of a term in every way up to and including one, by their numbers."""
        return [self.found(term, way) for way in range(last + 1)]
