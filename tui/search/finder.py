"""Looks one term up in each way, once."""

from __future__ import annotations

from enum import IntEnum

from tui.search.answer import Tier
from tui.search.index import Index
from tui.search.matches import Batches, Check, Found, Matches
from tui.search.sounds import Sounds
from tui.search.tiers.edits import edited
from tui.search.tiers.exact import Literal
from tui.search.tiers.fuzzy_pinyin import slurred_pinyin
from tui.search.tiers.homophone import homophones
from tui.search.tiers.passage import pasted
from tui.search.tiers.pinyin import full_pinyin, initials
from tui.search.tiers.typo import typos
from tui.search.vocabulary import Vocabulary


class Way(IntEnum):
    """The ways to look for a term, in the order in which they are tried."""

    EXACT = 0
    HOMOPHONE = 1
    PINYIN = 2
    INITIALS = 3
    SLURRED = 4
    TYPO = 5
    EDITS = 6
    PASSAGE = 7

    @property
    def tier(self) -> Tier:
        """The tier that a reader is told."""
        return _TIERS[self]


_TIERS = (Tier.EXACT, Tier.HOMOPHONE, *[Tier.PINYIN] * 3, *[Tier.TYPO] * 3)

_VOWELS = frozenset("aeiou")


class Finder:
    """What is found of one query's terms."""

    def __init__(
        self, index: Index, sounds: Sounds | None, vocabulary: Vocabulary | None, check: Check
    ) -> None:
        """Look in an index; without `sounds` and `vocabulary` only in the exact way."""
        self._index, self._sounds, self._vocabulary, self._check = index, sounds, vocabulary, check
        self._found: dict[tuple[str, Way], Found] = {}

    def found(self, term: str, way: Way) -> Found:
        """What is found of a term in one way; nothing is looked up twice."""
        key = term, way
        if key not in self._found:
            self._check()
            self._found[key] = self._find(term, way)
        return self._found[key]

    def _find(self, term: str, way: Way) -> Found:
        index, sounds, vocabulary, check = self._index, self._sounds, self._vocabulary, self._check
        if way is Way.EXACT:
            return Literal(index, vocabulary, term, sounds)
        batches: Batches = {}
        if sounds is None or vocabulary is None:
            pass
        elif way is Way.HOMOPHONE:
            batches = homophones(index, sounds, term, check)
        elif way is Way.PINYIN:
            batches = full_pinyin(index, sounds, term, check)
        elif way is Way.INITIALS:
            # A word with vowels in it that is nearly one of the interview's own is that word.
            if _VOWELS.isdisjoint(term) or not self._any(term, Way.TYPO):
                batches = initials(index, sounds, term, check)
        elif way is Way.SLURRED:
            if not self._any(term, Way.PINYIN) and not self._any(term, Way.TYPO):
                batches = slurred_pinyin(index, sounds, term, check)
        elif way is Way.TYPO:
            batches = typos(vocabulary, term, check)
            if not batches:
                return Literal(index, vocabulary, term, inside=True)
        elif way is Way.EDITS:
            batches = edited(index, sounds, term, check)
        elif way is Way.PASSAGE:
            batches = pasted(index, sounds, term, check)
        return Matches(index, batches)

    def _any(self, term: str, way: Way) -> bool:
        return bool(self.found(term, way).paragraphs)

    def ways_to(self, term: str, last: Way) -> list[Found]:
        """What is found of a term in every way up to one."""
        return [self.found(term, way) for way in Way if way <= last]
