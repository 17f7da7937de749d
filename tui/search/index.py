"""The folded text of an interview, by paragraph and as one string, with the way back to the words."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from functools import cached_property

from tui.interview.model import Interview, Kind
from tui.text.matchkey import fold, key_offsets

SEPARATOR = "\n"
"""Between two paragraphs' keys; no key holds one, so no match reaches across."""


class Index:
    """What every tier reads.

    Attributes:
        interview: whose words these are.
        keys: each paragraph's match key.
        text: the keys joined by `SEPARATOR`: searching one string beats a loop over many.
        starts: where each paragraph's key begins in `text`.
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
        self._offsets: dict[int, array[int]] = {}
        self._label_lengths: dict[str, int] = {}

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

    def label_end(self, paragraph: int) -> int:
        """Where in `text` the label at the start of a paragraph is over; its start, where it has none."""
        found = self.interview.paragraphs[paragraph]
        if not found.label:
            return self.starts[paragraph]
        label = found.text[: found.label]
        if label not in self._label_lengths:
            self._label_lengths[label] = len(fold(label))
        return self.starts[paragraph] + self._label_lengths[label]

    def range_of(self, paragraph: int, start: int, end: int) -> tuple[int, int]:
        """The code points of a paragraph's text that gave the places [start, end) of `text`."""
        base, offsets = self.starts[paragraph], self.offsets(paragraph)
        words = self.interview.paragraphs[paragraph].text
        first, last = offsets[start - base], offsets[end - 1 - base] + 1
        while last < len(words) and unicodedata.combining(words[last]):
            last += 1
        return first, last

    @cached_property
    def headings(self) -> frozenset[int]:
        """The paragraphs that are a heading or the title."""
        kinds = (Kind.TITLE, Kind.HEADING, Kind.SUBTITLE)
        return frozenset(n for n, p in enumerate(self.interview.paragraphs) if p.kind in kinds)
