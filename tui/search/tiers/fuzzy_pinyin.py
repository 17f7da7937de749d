"""Slurred pinyin: zh typed as z, in as ing, n as l, as many speak and input methods allow (模糊音)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from tui.search.matches import Found, Matches
from tui.search.material import Material
from tui.search.sounds import WIDE
from tui.search.tiers.homophone import find_sequence
from tui.search.tiers.syllables import whole_readings
from tui.text.pinyin import syllables

FEWEST = 3
"""Syllables; of fewer, too much sounds nearly like something."""

COST = 0.3
"""Of a syllable that is slurred."""

_STARTS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_ENDS = (("ang", "an"), ("eng", "en"), ("ing", "in"))


@cache
def fuzzy_syllables(syllable: str) -> frozenset[str]:
    """Collect the other syllables that one may be taken for."""
    alike = {syllable}
    for long, short in _STARTS:
        if syllable.startswith(long):
            alike.add(short + syllable[len(long) :])
            break
        if syllable.startswith(short):
            alike.add(long + syllable[len(short) :])
            break
    for long, short in _ENDS:
        alike |= {one[: -len(long)] + short for one in alike if one.endswith(long)} | {
            one[: -len(short)] + long for one in alike if one.endswith(short)
        }
    return frozenset(alike & syllables()) - {syllable}


def may_be_fuzzy(_term: str, is_found: Callable[[str], bool]) -> bool:
    """Tell whether a term may be slurred pinyin: only if it is neither pinyin as it is nor nearly a word.

    Args:
        is_found: whether the term is found in another way, by the way's name.
    """
    return not is_found("pinyin") and not is_found("typo")


def fuzzy_pinyin(material: Material, term: str) -> Found:
    """Find hanzi that are read nearly as a term says, in whole syllables.

    Of three or four one may be slurred, of more two.
    """
    index, sounds, _vocabulary, check = material
    if not any("a" <= char <= "z" for char in term):
        return Matches(index, {})
    batches: dict[tuple[int, float], list[int]] = {}
    for way in whole_readings(term):
        if len(way) < FEWEST or not all(piece.whole for piece in way):
            continue
        most = 1 if len(way) < 5 else 2
        exact = [frozenset(piece.text) if piece.text >= WIDE else sounds.said(piece.text) for piece in way]
        classes = [
            own if piece.text >= WIDE else own.union(*map(sounds.said, fuzzy_syllables(piece.text)))
            for own, piece in zip(exact, way, strict=True)
        ]
        for place in find_sequence(index, sounds, classes, check):
            stretch = index.text[place : place + len(way)]
            others = sum(char not in own for char, own in zip(stretch, exact, strict=True))
            if 0 < others <= most:
                batches.setdefault((len(way), COST * others), []).append(place)
    return Matches(index, batches)
