"""The folded text of an interview, by paragraph and as one string, with the way back to the words."""

from __future__ import annotations

import sys
import unicodedata
from array import array
from bisect import bisect_right
from functools import cached_property

from tui.interview.model import Interview, Kind
from tui.search.gaps import Gaps
from tui.text.matchkey import fold, key_offsets

SEPARATOR = "\n"
"""Between two paragraphs' keys; no key holds one, so no match reaches across."""

_NO_HEADING = 1 << 30


class Index:
    """What every tier reads.

    Attributes:
        interview: whose words these are.
        keys: each paragraph's match key.
        text: the keys joined by `SEPARATOR`: searching one string beats a loop over many.
        starts: where each paragraph's key begins in `text`.
        gaps: what the keys have left out, once the `Vocabulary` has read it; until then, each paragraph asked
            for is folded again.
    """

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.keys = [fold(paragraph.text) for paragraph in interview.paragraphs]
        self.text = SEPARATOR.join(self.keys)
        self.starts = array("I")
        at = 0
        for key in self.keys:
            self.starts.append(at)
            at += len(key) + 1
        self.gaps: Gaps | None = None
        self._offsets: dict[int, array[int]] = {}

    def paragraph_at(self, place: int) -> int:
        """The paragraph, from 0, whose key covers a place in `text`."""
        return bisect_right(self.starts, place) - 1

    def bounds(self, paragraph: int) -> tuple[int, int]:
        """Where a paragraph's key begins and ends in `text`."""
        start = self.starts[paragraph]
        return start, start + len(self.keys[paragraph])

    def offsets(self, paragraph: int) -> array[int]:
        """For each code point of a paragraph's key, the offset in its text."""
        found = self._offsets.get(paragraph)
        if found is None:
            found = self._offsets[paragraph] = key_offsets(self.interview.paragraphs[paragraph].text)
        return found

    @cached_property
    def label_ends(self) -> array[int]:
        """By paragraph, where in `text` the label at its start is over; its start, where it has none."""
        lengths: dict[str, int] = {}
        ends = array("I", self.starts)
        for number, paragraph in enumerate(self.interview.paragraphs):
            if paragraph.label:
                label = paragraph.text[: paragraph.label]
                if label not in lengths:
                    lengths[label] = len(fold(label))
                ends[number] += lengths[label]
        return ends

    def range_of(self, paragraph: int, start: int, end: int) -> tuple[int, int]:
        """The code points of a paragraph's text that gave the places [start, end) of `text`."""
        words = self.interview.paragraphs[paragraph].text
        if self.gaps is not None and paragraph not in self.gaps.irregular:
            first, last = self.gaps.offsets(paragraph, start, end - 1)
        else:
            base, offsets = self.starts[paragraph], self.offsets(paragraph)
            first, last = offsets[start - base], offsets[end - 1 - base]
        last += 1
        while last < len(words) and unicodedata.combining(words[last]):
            last += 1
        return first, last

    @cached_property
    def owners(self) -> array[int]:
        """For each place of `text` its paragraph: `paragraph_at` for thousands of places at once."""
        owners = array("I")
        size = owners.itemsize
        for number, key in enumerate(self.keys):
            owners.frombytes(number.to_bytes(size, sys.byteorder) * (len(key) + 1))
        return owners

    @cached_property
    def prominence(self) -> array[int]:
        """By paragraph, what decides between equals, the less the better: headings first, then short ones."""
        lengths = array("I", map(len, self.keys))
        for number in set(range(len(lengths))) - self.headings:
            lengths[number] += _NO_HEADING
        return lengths

    @cached_property
    def headings(self) -> frozenset[int]:
        """The paragraphs that are a heading or the title."""
        kinds = (Kind.TITLE, Kind.HEADING, Kind.SUBTITLE)
        return frozenset(n for n, p in enumerate(self.interview.paragraphs) if p.kind in kinds)
