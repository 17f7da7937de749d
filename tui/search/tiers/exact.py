"""Exact: the term's key stands in the paragraph's key."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from tui.search.found import Match
from tui.search.index import Index
from tui.search.sounds import WIDE
from tui.search.vocabulary import STARTS, Vocabulary

FREE = 5
"""From so many letters on, a term may also begin inside a word; shorter ones, as "wo" in "two", may not."""


def is_short(term: str) -> bool:
    """Whether a term is found only where words begin: it is of a few letters."""
    return len(term) < FREE and all("a" <= char < WIDE for char in term)


class Literal:
    """Every occurrence of one term, looked up only where it is asked for."""

    def __init__(
        self, index: Index, vocabulary: Vocabulary | None, term: str, *, inside: bool = False
    ) -> None:
        """Prepare to look for a term.

        Args:
            index: where.
            vocabulary: tells where words begin; without it, a short term is found inside words too.
            term: a match key, not empty.
            inside: find only what begins inside a word, instead of leaving that out for short terms.
        """
        self._index = index
        self._term = term
        short = is_short(term)
        self._edges = vocabulary.edges if vocabulary and (short or inside) else None
        self._wanted = 0 if inside else STARTS
        self._nothing = inside and not (short and vocabulary)

    def _find(self, start: int, end: int) -> int:
        """The first occurrence that begins in [start, end) of the text and ends there; -1 for none."""
        if self._nothing:
            return -1
        text, term = self._index.text, self._term
        at = text.find(term, start, end)
        if self._edges is not None:
            while at >= 0 and self._edges[at] & STARTS != self._wanted:
                at = text.find(term, at + 1, end)
        return at

    def __contains__(self, paragraph: int) -> bool:
        if self._edges is None and not self._nothing:
            return self._term in self._index.keys[paragraph]
        return self._find(*self._index.bounds(paragraph)) >= 0

    def __iter__(self) -> Iterator[int]:
        index = self._index
        end = len(index.text)
        if self._edges is None and not self._nothing:
            yield from self._everywhere()
            return
        at = self._find(0, end)
        while at >= 0:
            paragraph = index.paragraph_at(at)
            yield paragraph
            at = self._find(index.bounds(paragraph)[1], end)

    def _everywhere(self) -> Iterator[int]:
        """The paragraphs with the term anywhere; common words stand in thousands, so every step counts."""
        term, starts = self._term, self._index.starts
        find = self._index.text.find
        at, number, last = find(term), 0, len(starts) - 1
        while at >= 0:
            number = bisect_right(starts, at, number) - 1
            yield number
            if number == last:
                return
            number += 1
            at = find(term, starts[number])

    def places(self, paragraph: int) -> list[Match]:
        """The occurrences in a paragraph, in order and apart from each other."""
        start, end = self._index.bounds(paragraph)
        length = len(self._term)
        matches: list[Match] = []
        at = self._find(start, end)
        while at >= 0:
            matches.append(Match(at, at + length, 0.0))
            at = self._find(at + length, end)
        return matches
