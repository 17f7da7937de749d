"""Takes typed letters apart into Mandarin syllables: changwenb → chang wen b."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.search.sounds import WIDE
from tui.text.pinyin import beginnings, standard, syllables

LONGEST = 48
"""Letters of one term that are read as pinyin."""

MOST = 32
"""Readings of one term that are tried."""

_LONGEST_SYLLABLE = 6
_RUNS = re.compile(rf"[a-z]+|[{WIDE}-\U0010ffff]")
_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsywaoe")


class Piece(NamedTuple):
    """What one hanzi must be.

    Attributes:
        text: a syllable, the beginning of one, or the hanzi itself.
        whole: whether it is a whole syllable, or a hanzi, rather than a beginning.
    """

    text: str
    whole: bool


def _whole(letters: str, *, partial: bool) -> Iterator[tuple[Piece, ...]]:
    """All ways to part letters into syllables, the longest first; the last may be cut short."""
    if not letters:
        yield ()
        return
    for length in range(min(_LONGEST_SYLLABLE, len(letters)), 0, -1):
        head = letters[:length]
        if head in syllables():
            for tail in _whole(letters[length:], partial=partial):
                yield (Piece(standard(head), True), *tail)
    if partial and letters in beginnings() and letters not in syllables():
        yield (Piece(letters, False),)


def _mixed(letters: str) -> Iterator[tuple[Piece, ...]]:
    """All ways to part letters into syllables and initials, whole syllables first."""
    if not letters:
        yield ()
        return
    for length in range(min(_LONGEST_SYLLABLE, len(letters)), 0, -1):
        head = letters[:length]
        if head in syllables() and head not in _INITIALS:
            for tail in _mixed(letters[length:]):
                yield (Piece(standard(head), True), *tail)
    for head in _INITIALS:
        if letters.startswith(head):
            for tail in _mixed(letters[len(head) :]):
                yield (Piece(head, False), *tail)


def _bounded(ways: Iterator[tuple[Piece, ...]], tries: int) -> list[tuple[Piece, ...]]:
    return [way for _, way in zip(range(tries), ways, strict=False)]


def _join(term: str, *, mixed: bool) -> list[tuple[Piece, ...]]:
    """The readings of a term of letters and hanzi; [] where it holds anything else."""
    runs = _RUNS.findall(term)
    if "".join(runs) != term or len(term) > LONGEST:
        return []
    joined: list[tuple[Piece, ...]] = [()]
    for number, run in enumerate(runs):
        if run >= WIDE:
            ways: list[tuple[Piece, ...]] = [(Piece(run, True),)]
        elif mixed:
            ways = _bounded(_mixed(run), MOST)
        else:
            ways = _bounded(_whole(run, partial=number == len(runs) - 1), MOST)
        joined = [(*before, *way) for before in joined for way in ways][:MOST]
    return joined


def whole_readings(term: str) -> list[tuple[Piece, ...]]:
    """Split a term into whole syllables and hanzi, in each way; the last syllable may be cut short.

    A lone beginning of a syllable is no reading.
    """
    return [way for way in _join(term, mixed=False) if len(way) > 1 or (way and way[0].whole)]


def mixed_readings(term: str) -> list[tuple[Piece, ...]]:
    """Split a term into whole pieces (syllables, hanzi) and initials, some of each; the surest way first."""
    ways = [
        way
        for way in _join(term, mixed=True)
        if len(way) > 1 and any(piece.whole for piece in way) and not all(piece.whole for piece in way)
    ]
    return sorted(ways, key=lambda way: sum(1 if piece.whole else 2 for piece in way))
