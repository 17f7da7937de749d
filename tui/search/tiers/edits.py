"""Typo in hanzi: a character missing, too many, wrong, or two that changed places (第一原理, 第一性原理)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.search.index import SEPARATOR, Index
from tui.search.matches import Check, Found, Matches
from tui.search.material import Material
from tui.search.sounds import WIDE, Sounds
from tui.search.tiers.homophone import COST as SOUNDS_THE_SAME

LONGEST = 40
"""Code points of a term that is looked for in this way; longer ones are passages."""

MISSING = SWAPPED = 0.7
"""Of a character left out, and of two that changed places: the usual slips of memory."""

WRONG = 1.0
TOO_MANY = 1.05
"""Of a character that the text has not: a bit more, or what is left of it would come first."""

_AT_A_TIME = 500
_MOST_PLACES = 15_000


def edits_allowed(length: int) -> int:
    """Tell how many edits a term of so many code points may be away; none if short: all would be near it."""
    return 0 if length <= 2 else 1 if length <= 5 else 2 if length <= 9 else 3


def align(
    term: str, alike: Sequence[frozenset[str]], text: str, most: int
) -> tuple[int, int, int, float] | None:
    """Find the stretch of a text nearest to a term.

    Args:
        term: what to look for.
        alike: for each of its characters those that sound the same.
        text: where; the stretch may begin and end anywhere in it.
        most: the highest number of edits.

    Returns:
        (start, end, edits, cost) with start and end in code points of `text`, of stretches of one cost the
        shortest; or None if nothing is near enough.
    """
    # Sellers' algorithm, with swaps as in optimal string alignment; a cell is (cost, edits, start).
    width = len(text) + 1
    before: list[tuple[float, int, int]] = []
    row: list[tuple[float, int, int]] = [(0.0, 0, at) for at in range(width)]
    for i, wanted in enumerate(term):
        earlier, before = before, row
        row = [(before[0][0] + TOO_MANY, before[0][1] + 1, 0)]
        for j, char in enumerate(text):
            cost, edits, start = before[j]
            if char == wanted:
                best = (cost, edits, start)
            else:
                wrong = SOUNDS_THE_SAME if char in alike[i] else WRONG
                best = (cost + wrong, edits + 1, start)
                cost, edits, start = before[j + 1]
                if cost + TOO_MANY < best[0]:
                    best = (cost + TOO_MANY, edits + 1, start)
                cost, edits, start = row[j]
                if cost + MISSING < best[0]:
                    best = (cost + MISSING, edits + 1, start)
                if i and j and char == term[i - 1] and text[j - 1] == wanted:
                    cost, edits, start = earlier[j - 1]
                    if cost + SWAPPED < best[0]:
                        best = (cost + SWAPPED, edits + 1, start)
            row.append(best)
    near = [(cost, end - start, start, end, edits) for end, (cost, edits, start) in enumerate(row)]
    cost, _, start, end, edits = min(near)
    return (start, end, edits, cost) if edits <= most and end > start else None


class _Shape(dict[int, str]):
    """Code point → itself where it may answer to a character of the term, all others one and the same."""

    def __missing__(self, code: int) -> str:
        self[code] = SEPARATOR
        return SEPARATOR


def edited(material: Material, term: str) -> Found:
    """Find what stands a few edits away from a term of three characters and more.

    One edit spoils at most one of the term's characters, so of the rarest ones, one more than the edits
    allowed, at least one stands in every match: only the surroundings of those are looked at.
    """
    index, sounds, _vocabulary, check = material
    length = len(term)
    allowed = edits_allowed(length)
    if not allowed or length > LONGEST:
        return Matches(index, {})
    wide = [at for at, char in enumerate(term) if char >= WIDE]
    absent = sum(term[at] not in sounds.places for at in wide)
    needed = allowed - absent + 1
    anchors = sorted((len(sounds.places[term[at]]), at) for at in wide if term[at] in sounds.places)[:needed]
    if needed < 1 or len(anchors) < needed:
        return Matches(index, {})
    alike = [sounds.alike(char) for char in term]
    shape = _Shape({ord(char): char for char in frozenset(term).union(*alike)})
    best: dict[int, tuple[float, int]] = {}
    aligned: dict[str, tuple[int, int, int, float] | None] = {}
    for left, around in _surroundings(index, sounds, term, allowed, [at for _, at in anchors], check):
        # What stands around a match differs nearly everywhere, but not in what the alignment looks at.
        known = around.translate(shape)
        if known not in aligned:
            aligned[known] = align(term, alike, known, allowed)
        near = aligned[known]
        if near and near[3]:
            start, end, _, cost = near
            start += left
            if start not in best or cost < best[start][0]:
                best[start] = cost, left + end - start
    batches: dict[tuple[int, float], list[int]] = {}
    for start, (cost, stretch) in best.items():
        batches.setdefault((stretch, cost), []).append(start)
    return Matches(index, batches)


def _surroundings(
    index: Index, sounds: Sounds, term: str, allowed: int, anchors: Sequence[int], check: Check
) -> Iterator[tuple[int, str]]:
    """The stretches around a term's rarest characters that share enough with it, in its order.

    Yields (place in the index's text, the stretch there). A match has the term's characters but for one an
    edit, in order but for swaps, so the longest common subsequence tells which ones are worth aligning.
    """
    from rapidfuzz.distance import LCSseq
    from rapidfuzz.process import extract

    text, length = index.text, len(term)
    seen: set[int] = set()
    looked = 0
    for at in anchors:
        places = sounds.places[term[at]]
        looked += len(places)
        if looked > _MOST_PLACES:
            return
        before, behind = at + allowed, length - at + allowed
        for chunk in range(0, len(places), _AT_A_TIME):
            check()
            some = places[chunk : chunk + _AT_A_TIME]
            if some[0] < before:
                stretches = [text[max(0, place - before) : place + behind] for place in some]
            else:
                stretches = [text[place - before : place + behind] for place in some]
            kept = extract(
                term, stretches, scorer=LCSseq.similarity, score_cutoff=length - allowed, limit=None
            )
            for stretch, _, number in kept:
                left = max(0, some[number] - before)
                if left in seen:
                    continue
                seen.add(left)
                if SEPARATOR in stretch:
                    own = some[number] - left
                    cut = stretch.rfind(SEPARATOR, 0, own) + 1
                    yield left + cut, stretch[cut:].partition(SEPARATOR)[0]
                else:
                    yield left, stretch
