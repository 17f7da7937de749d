"""The folded text of an interview, by paragraph and as one string, with the way back to the words."""

from __future__ import annotations

import sys
import unicodedata
from abc import ABC, abstractmethod
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, islice, repeat
from operator import sub

from tui.interview.model.interview import Interview, Kind
from tui.search.gaps import Gaps
from tui.text.matchkey import fold, key_offsets

SEPARATOR = "\n"
"""Between two paragraphs' keys; no key holds one, so no match reaches across."""

_NO_HEADING = 1 << 30

_NUMBERED = 1 << 16
"""So many paragraphs can be told apart in two bytes."""


class Index(ABC):
    """What every tier reads, of one interview or of several one behind the other.

    Attributes:
        text: the paragraphs' match keys joined by `SEPARATOR`: searching one string beats a loop over many.
        starts: where each paragraph's key begins in `text`; behind the last, where one more would.
        gaps: what the keys have left out, once the `Vocabulary` has read it; until then, each paragraph asked
            for is folded again.
    """

    # Of a paragraph as long as a book thousands of ranges are asked for one after the other: what they need
    # of it is made once.
    _last_words: tuple[int, str] = (-1, "")
    _last_offsets: tuple[int, array[int]] = (-1, array("I"))

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        self.text = text
        self.starts = starts
        self.gaps: Gaps | None = None

    def __len__(self) -> int:
        """How many paragraphs there are."""
        return len(self.starts) - 1

    def paragraph_at(self, place: int) -> int:
        """Find the paragraph, from 0, whose key covers a place in `text`."""
        return bisect_right(self.starts, place) - 1

    def bounds(self, paragraph: int) -> tuple[int, int]:
        """Return the places in `text` at which a paragraph's key begins and ends."""
        return self.starts[paragraph], self.starts[paragraph + 1] - 1

    def key(self, paragraph: int) -> str:
        """Return a paragraph's match key."""
        return self.text[slice(*self.bounds(paragraph))]

    def length(self, paragraph: int) -> int:
        """Count the code points of a paragraph's match key."""
        return self.starts[paragraph + 1] - 1 - self.starts[paragraph]

    @cached_property
    def longest(self) -> int:
        """The code points of the longest match key."""
        return max(map(sub, islice(self.starts, 1, None), self.starts), default=1) - 1

    def holding(self, term: str, first: int = 0) -> list[int]:
        """List the paragraphs, from `first` on and in order, whose key holds a term; each is looked at."""
        starts = self.starts[first:]
        places = map(self.text.find, repeat(term), starts, islice(starts, 1, None))
        return [number for number, at in enumerate(places, first) if at >= 0]

    @abstractmethod
    def words(self, paragraph: int) -> str:
        """Return a paragraph's text as a reader sees it, not its key."""

    @abstractmethod
    def exchange(self, paragraph: int) -> tuple[int, int]:
        """Return the unit that a paragraph is in: (0, its turn's number), outside of turns (1, its own).

        Two turns or paragraphs that follow each other have numbers that do.
        """

    @abstractmethod
    def offsets(self, paragraph: int) -> array[int]:
        """Find for each code point of a paragraph's key the offset in its text."""

    @property
    @abstractmethod
    def label_ends(self) -> Sequence[int]:
        """By paragraph, where in `text` the label at its start is over; its start, where it has none."""

    @property
    @abstractmethod
    def owners(self) -> Sequence[int]:
        """For each place of `text` its paragraph: `paragraph_at` for thousands of places at once."""

    @property
    @abstractmethod
    def prominence(self) -> Sequence[int]:
        """By paragraph, what decides between equals, the less the better: headings first, then short ones."""

    @property
    @abstractmethod
    def headings(self) -> frozenset[int]:
        """The paragraphs that are a heading or the title."""

    def is_label(self, paragraph: int) -> bool:
        """Tell whether a paragraph is nothing but the label of a turn whose words stand below it."""
        start, end = self.bounds(paragraph)
        return start < self.label_ends[paragraph] == end

    def range_of(self, paragraph: int, start: int, end: int) -> tuple[int, int]:
        """Find the code points of a paragraph's text that gave the places [start, end) of `text`."""
        known, words = self._last_words
        if known != paragraph:
            words = self.words(paragraph)
            self._last_words = paragraph, words
        if self.gaps is not None and paragraph not in self.gaps.irregular:
            first, last = self.gaps.offsets(paragraph, start, end - 1)
        else:
            base = self.starts[paragraph]
            known, offsets = self._last_offsets
            if known != paragraph:
                offsets = self.offsets(paragraph)
                self._last_offsets = paragraph, offsets
            first, last = offsets[start - base], offsets[end - 1 - base]
        last += 1
        while last < len(words) and unicodedata.combining(words[last]):
            last += 1
        return first, last


class InterviewIndex(Index):
    """The index of one interview, worked out of its words.

    Attributes:
        interview: whose words these are.
    """

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        keys = list(map(fold, interview.paragraphs.texts()))
        super().__init__(
            SEPARATOR.join(keys), array("I", accumulate((len(key) + 1 for key in keys), initial=0))
        )
        self._offsets: dict[int, array[int]] = {}

    def words(self, paragraph: int) -> str:
        """Return a paragraph's text as a reader sees it, not its key."""
        return self.interview.paragraphs.text(paragraph)

    def exchange(self, paragraph: int) -> tuple[int, int]:
        """Return the unit that a paragraph is in; see `Index.exchange`."""
        turn = self.interview.turn_at(paragraph)
        return (0, turn.number) if turn else (1, paragraph)

    def offsets(self, paragraph: int) -> array[int]:
        """Find for each code point of a paragraph's key the offset in its text."""
        offsets = self._offsets.get(paragraph)
        if offsets is None:
            offsets = self._offsets[paragraph] = key_offsets(self.words(paragraph))
        return offsets

    @cached_property
    def label_ends(self) -> Sequence[int]:
        """By paragraph, where in `text` the label at its start is over; its start, where it has none."""
        lengths: dict[str, int] = {}
        ends = array("I", self.starts[:-1])
        paragraphs = self.interview.paragraphs
        for number, length in enumerate(paragraphs.labels):
            if length:
                label = paragraphs.text(number)[:length]
                if label not in lengths:
                    lengths[label] = len(fold(label))
                ends[number] += lengths[label]
        return ends

    @cached_property
    def owners(self) -> Sequence[int]:
        """For each place of `text` its paragraph: `paragraph_at` for thousands of places at once."""
        # Half as much room where the numbers fit: no other part of the index takes more.
        owners = array("H" if len(self) <= _NUMBERED else "I")
        size = owners.itemsize
        for number in range(len(self)):
            owners.frombytes(number.to_bytes(size, sys.byteorder) * (self.length(number) + 1))
        return owners

    @cached_property
    def prominence(self) -> Sequence[int]:
        """By paragraph, what decides between equals, the less the better: headings first, then short ones."""
        lengths = array("I", map(self.length, range(len(self))))
        headings = self.headings
        for number in range(len(lengths)):
            if number not in headings:
                lengths[number] += _NO_HEADING
        return lengths

    @cached_property
    def headings(self) -> frozenset[int]:
        """The paragraphs that are a heading or the title."""
        of_kind = self.interview.paragraphs.of_kind
        return frozenset(of_kind(Kind.TITLE, Kind.HEADING, Kind.SUBTITLE))
