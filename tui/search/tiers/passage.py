"""A pasted passage: paragraphs that share many stretches of it, though not every word."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from tui.search.matches import Found, Matches
from tui.search.material import Material
from tui.search.tiers.exact import Literal

SHORTEST = 24
"""Code points from which a term may be a passage."""

_STRETCH = 6
_MOST_STRETCHES = 48
_MOST_PLACES = 50
_ENOUGH = 0.5
"""Of the stretches, how many of one neighbourhood must be found together."""


def pasted(material: Material, term: str) -> Found:
    """Find the stretches of a long term that stand in paragraphs which share enough of them.

    The term is cut into stretches of six code points, evenly over its length. A paragraph is near where it
    holds half of them, or where they fill half of it (of a paste over several paragraphs).
    """
    index, sounds, _vocabulary, check = material
    if len(term) < SHORTEST:
        return Matches(index, {})
    step = max(_STRETCH, len(term) // _MOST_STRETCHES)
    stretches = dict.fromkeys(term[at : at + _STRETCH] for at in range(0, len(term) - _STRETCH + 1, step))
    held: dict[int, list[int]] = {}
    for stretch in stretches:
        check()
        for place in islice(Literal(index, None, stretch, sounds).occurrences(), _MOST_PLACES):
            held.setdefault(index.paragraph_at(place), []).append(place)
    batches: dict[tuple[int, float], list[int]] = {}
    for paragraph, places in held.items():
        different = Counter(index.text[place : place + _STRETCH] for place in places)
        fits = min(len(stretches), max(2, index.length(paragraph) // step))
        share = len(different) / fits
        if len(different) > 1 and share >= _ENOUGH:
            batches.setdefault((_STRETCH, max(0.0, 1 - share) + 0.1), []).extend(places)
    return Matches(index, batches)
