"""A pasted passage: paragraphs that share many stretches of it, though not every word."""

from __future__ import annotations

from collections import Counter

from tui.search.found import Check, Match
from tui.search.index import Index

SHORTEST = 24
"""Code points from which a term may be a passage."""

_STRETCH = 6
_MOST_STRETCHES = 48
_ENOUGH = 0.5
"""Of the stretches, how many of one neighbourhood must be found together."""


def pasted(index: Index, term: str, check: Check) -> list[Match]:
    """The stretches of a long term that stand in paragraphs which share enough of them.

    The term is cut into stretches of six code points, evenly over its length. A paragraph is near where it
    holds half of them, or where they fill half of it (of a paste over several paragraphs).
    """
    if len(term) < SHORTEST:
        return []
    step = max(_STRETCH, len(term) // _MOST_STRETCHES)
    stretches = dict.fromkeys(term[at : at + _STRETCH] for at in range(0, len(term) - _STRETCH + 1, step))
    matches: dict[int, list[Match]] = {}
    for stretch in stretches:
        check()
        at, times = index.text.find(stretch), 0
        while at >= 0 and times < 50:
            matches.setdefault(index.paragraph_at(at), []).append(Match(at, at + _STRETCH, 0.0))
            at, times = index.text.find(stretch, at + 1), times + 1
    found: list[Match] = []
    for paragraph, places in matches.items():
        different = Counter(index.text[m.start : m.end] for m in places)
        fits = min(len(stretches), max(2, len(index.keys[paragraph]) // step))
        share = len(different) / fits
        if len(different) > 1 and share >= _ENOUGH:
            found += [Match(m.start, m.end, max(0.0, 1 - share) + 0.1) for m in places]
    return found
