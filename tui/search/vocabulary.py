"""The words written in letters: which there are, where they stand and where they begin and end."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

from tui.search.index import Index
from tui.search.sounds import WIDE

STARTS, ENDS = 1, 2

# Runs of letters and digits below the wide characters, with what may stand in a word: don't, geo-political.
_WORD = re.compile(r"[^\W_⺀-\U0010ffff]+(?:[-'’.][^\W_⺀-\U0010ffff]+)*")
_MARK = re.compile(r"[^\w\s]+")
_PART = re.compile(r"[^\W_⺀-\U0010ffff]+")
# The humps of ChatGPT and GPT3: a small letter before a capital one, a letter beside a digit.
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")


class Vocabulary:
    """The words of an interview in folded form.

    Attributes:
        places: word → where it stands in `Index.text`. Of geo-political the parts and the whole are words.
        edges: for each place of `Index.text`, whether a word starts or ends there (`STARTS`, `ENDS`).
        breaks: for each place of `Index.text`, 1 where punctuation stood before it.
    """

    def __init__(self, index: Index) -> None:
        """Read every paragraph of an index."""
        self.breaks = bytearray(len(index.text))
        self.places: dict[str, array[int]] = {}
        self.edges = bytearray(len(index.text))
        for number, paragraph in enumerate(index.interview.paragraphs):
            text = paragraph.text
            length = len(index.keys[number])
            for mark in _MARK.finditer(text):
                place = bisect_left(index.offsets(number), mark.start())
                if place < length:
                    self.breaks[place + index.starts[number]] = 1
            for word in _WORD.finditer(text):
                start, end = word.span()
                offsets, base = index.offsets(number), index.starts[number]
                spans = [(start, end)]
                written = word[0]
                if not written.isalnum():
                    spans += [(start + p.start(), start + p.end()) for p in _PART.finditer(written)]
                for first, last in spans:
                    self._add(index, bisect_left(offsets, first) + base, bisect_left(offsets, last) + base)
                if not written.islower() and not written.isdigit():
                    for hump in _HUMP.finditer(written):
                        place = bisect_left(offsets, start + hump.start()) + base
                        self.edges[place] |= STARTS
                        self.edges[place - 1] |= ENDS
        self._by_length: dict[int, list[str]] = {}
        for word_key in self.places:
            self._by_length.setdefault(len(word_key), []).append(word_key)

    def _add(self, index: Index, start: int, end: int) -> None:
        if start >= end:
            return
        self.edges[start] |= STARTS
        self.edges[end - 1] |= ENDS
        word = index.text[start:end]
        if word in self.places:
            self.places[word].append(start)
        else:
            self.places[word] = array("I", (start,))

    def of_length(self, shortest: int, longest: int) -> list[str]:
        """The words of so many code points."""
        return [word for length in range(shortest, longest + 1) for word in self._by_length.get(length, ())]

    def longer_than(self, length: int) -> list[str]:
        """The words of more code points than that."""
        return [word for own, words in self._by_length.items() if own > length for word in words]

    def misfit(self, text: str, start: int, end: int) -> int:
        """How badly a stretch of `text` fits the words and sentences around it.

        3 where it begins within a word, 2 where it ends within one, 1 where it reaches across punctuation.
        Only letters and digits have such edges; a hanzi may always begin or end a match.
        """
        if text[start] < WIDE and not self.edges[start] & STARTS:
            return 3
        if text[end - 1] < WIDE and not self.edges[end - 1] & ENDS:
            return 2
        return int(self.breaks.find(1, start + 1, end) >= 0)
