"""Slurred pinyin: zh typed as z, in as ing, n as l, as many speak and input methods allow (模糊音)."""

from __future__ import annotations

from functools import cache

from tui.search.index import Index
from tui.search.matches import Batches, Check
from tui.search.sounds import WIDE, Sounds
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
def slurred(syllable: str) -> frozenset[str]:
    """The other syllables that one may be taken for."""
    found = {syllable}
    for long, short in _STARTS:
        if syllable.startswith(long):
            found.add(short + syllable[len(long) :])
            break
        if syllable.startswith(short):
            found.add(long + syllable[len(short) :])
            break
    for long, short in _ENDS:
        found |= {one[: -len(long)] + short for one in found if one.endswith(long)} | {
            one[: -len(short)] + long for one in found if one.endswith(short)
        }
    return frozenset(found & syllables()) - {syllable}


def slurred_pinyin(index: Index, sounds: Sounds, term: str, check: Check) -> Batches:
    """Where hanzi stand that are read nearly as a term says, in whole syllables.

    Of three or four one may be slurred, of more two.
    """
    if not any("a" <= char <= "z" for char in term):
        return {}
    batches: dict[tuple[int, float], list[int]] = {}
    for way in whole_readings(term):
        if len(way) < FEWEST or not all(piece.whole for piece in way):
            continue
        most = 1 if len(way) < 5 else 2
        exact = [frozenset(piece.text) if piece.text >= WIDE else sounds.said(piece.text) for piece in way]
        classes = [
            own if piece.text >= WIDE else own.union(*map(sounds.said, slurred(piece.text)))
            for own, piece in zip(exact, way, strict=True)
        ]
        for place in find_sequence(index, sounds, classes, check):
            stretch = index.text[place : place + len(way)]
            others = sum(char not in own for char, own in zip(stretch, exact, strict=True))
            if 0 < others <= most:
                batches.setdefault((len(way), COST * others), []).append(place)
    return batches
