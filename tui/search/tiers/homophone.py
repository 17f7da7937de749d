"""Homophone: each character is the same or sounds the same (双轮区动 for 双轮驱动)."""

from __future__ import annotations

from collections.abc import Sequence

from tui.search.index import Index
from tui.search.matches import Check, Found, Matches
from tui.search.material import Material
from tui.search.sounds import WIDE, Sounds, with_room

COST = 0.35
"""Of a character that only sounds the same."""

_AT_A_TIME = 2000


def find_sequence(index: Index, sounds: Sounds, classes: Sequence[frozenset[str]], check: Check) -> list[int]:
    """Find the places in the text where one character of each class follows the other.

    The search begins at the class with the fewest occurrences, so its time goes with that number.

    Args:
        index: whose text.
        sounds: the places of its wide characters; at least one class must have only such.
        classes: for each character, which ones will do.
        check: called now and then; raises when the search is called off.
    """
    if not all(classes):
        return []
    weights = [
        sounds.count(chars) if all(char >= WIDE for char in chars) else len(index.text) for chars in classes
    ]
    anchor = min(range(len(classes)), key=weights.__getitem__)
    if weights[anchor] >= len(index.text):
        return []
    rest = sorted((at for at in range(len(classes)) if at != anchor), key=weights.__getitem__)
    # What stands beside the anchor is looked up more quickly than what is farther off.
    beside = next((at for at in rest if abs(at - anchor) == 1), None)
    tests = [(at - anchor, classes[at]) for at in rest if at != beside]
    text = index.text
    starts: list[int] = []
    for char in classes[anchor]:
        places = sounds.places.get(char, ())
        if beside is not None and places:
            check()
            places = sounds.beside(char, beside - anchor, classes[beside])
        places = with_room(places, anchor, len(classes) - 1 - anchor, len(text))
        for chunk in range(0, len(places), _AT_A_TIME):
            check()
            candidates = places[chunk : chunk + _AT_A_TIME]
            for shift, allowed in tests:
                candidates = [place for place in candidates if text[place + shift] in allowed]
                if not candidates:
                    break
            starts += [place - anchor for place in candidates] if anchor else candidates
    return starts


def homophones(material: Material, term: str) -> Found:
    """Find what sounds like a term of two characters and more, and is not it.

    Of two characters one must be the same, of three one; in longer ones all may differ.
    """
    index, sounds, _vocabulary, check = material
    length = len(term)
    if length < 2:
        return Matches(index, {})
    differing = {2: 1, 3: 2}.get(length, length)
    classes = [sounds.alike(char) if char >= WIDE else frozenset(char) for char in term]
    text = index.text
    by_stretch: dict[str, list[int]] = {}
    for place in find_sequence(index, sounds, classes, check):
        by_stretch.setdefault(text[place : place + length], []).append(place)
    batches: dict[tuple[int, float], list[int]] = {}
    for stretch, places in by_stretch.items():
        others = sum(one != other for one, other in zip(stretch, term, strict=True))
        if 0 < others <= differing:
            batches.setdefault((length, COST * others), []).extend(places)
    return Matches(index, batches)
