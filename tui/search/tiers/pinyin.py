"""Pinyin: letters typed for how hanzi are read, in full (gangqin), in part (钢qin, zhuxh), initials (cwb)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tui.search.matches import Check, Found, Matches
from tui.search.material import Material
from tui.search.sounds import WIDE, Sounds
from tui.search.tiers.homophone import find_sequence
from tui.search.tiers.syllables import Piece, mixed_readings, whole_readings
from tui.text.pinyin import readings

FEWEST_INITIALS = 3
"""Two initials are nearly always the initials of many things."""

_CUT_SHORT, _INITIAL, _OTHER_PARTING = 0.1, 0.1, 0.02

_MIXED_TRIES = 6
_VOWELS = frozenset("aeiou")

_SPELT = re.compile("[zcs]h|[a-z]")
"""Initials as some type them: shlqd for 双轮驱动."""


def _letters_in(term: str) -> bool:
    return any("a" <= char <= "z" for char in term)


def _classes(sounds: Sounds, way: Sequence[Piece]) -> list[frozenset[str]]:
    return [
        frozenset(piece.text)
        if piece.text >= WIDE
        else sounds.said(piece.text)
        if piece.whole
        else sounds.spoken(piece.text)
        for piece in way
    ]


def full_pinyin(material: Material, term: str) -> Found:
    """Find hanzi that are read as a term says in whole syllables; the last one may be cut short."""
    index, sounds, _vocabulary, check = material
    if not _letters_in(term):
        return Matches(index, {})
    batches: dict[tuple[int, float], list[int]] = {}
    ways = whole_readings(term)
    fewest = min(map(len, ways), default=0)
    for way in ways:
        cost = (0 if way[-1].whole else _CUT_SHORT) + _OTHER_PARTING * (len(way) - fewest)
        places = find_sequence(index, sounds, _classes(sounds, way), check)
        batches.setdefault((len(way), cost), []).extend(places)
    return Matches(index, batches)


def _everywhere(sounds: Sounds, letters: str, check: Check) -> set[int]:
    """Where hanzi stand whose readings begin with these letters, one each."""
    places = set()
    for strip in sounds.initials:
        check()
        at = strip.find(letters)
        while at >= 0:
            places.add(at)
            at = strip.find(letters, at + 1)
    return places


def may_be_initials(term: str, is_found: Callable[[str], bool]) -> bool:
    """Tell whether letters may be initials: with vowels in them only if no word of the interview is near.

    Args:
        term: the letters.
        is_found: whether the term is found in another way, by the way's name.
    """
    return _VOWELS.isdisjoint(term) or not is_found("typo")


def initials(material: Material, term: str) -> Found:
    """Find hanzi whose readings begin with a term's letters, alone or beside syllables and hanzi."""
    index, sounds, _vocabulary, check = material
    if not _letters_in(term):
        return Matches(index, {})
    batches: dict[tuple[int, float], list[int]] = {}
    if len(term) >= FEWEST_INITIALS and term.isascii() and term.isalpha():
        batches[len(term), _INITIAL * len(term)] = list(_everywhere(sounds, term, check))
    spelt = _SPELT.findall(term)
    if FEWEST_INITIALS <= len(spelt) < len(term) and "".join(spelt) == term:
        first = "".join(letters[0] for letters in spelt)
        batches[len(spelt), _INITIAL * len(spelt)] = [
            at
            for at in _everywhere(sounds, first, check)
            if all(
                any(reading.startswith(letters) for reading in readings(char))
                for letters, char in zip(spelt, index.text[at : at + len(spelt)], strict=True)
            )
        ]
    if not whole_readings(term):
        for way in mixed_readings(term)[:_MIXED_TRIES]:
            cost = _INITIAL * sum(not piece.whole for piece in way)
            places = find_sequence(index, sounds, _classes(sounds, way), check)
            batches.setdefault((len(way), cost), []).extend(places)
    return Matches(index, batches)
