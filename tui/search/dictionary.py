"""How likely Chinese words are, looked up in jieba's dictionary file without loading jieba.

jieba keeps its 350,000 words in a trie of 145 MB that takes most of a second to build. A search asks for a
few: the lines with two given characters, read from the sorted file where it lies, answer in microseconds.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmap import mmap

LONGEST = 4
"""Characters of the longest words that are looked up."""

_APART = 4096
_LONGEST_LINE = 64

_TOTAL = 60_000_000
_UNKNOWN = 0.1


class Dictionary:
    """Words and how often they were counted, from text of lines "word count tag" sorted by code point."""

    def __init__(self, data: bytes | mmap) -> None:
        """Take the dictionary's bytes in UTF-8, also of a mapped file; b"" gives one without words."""
        self._data = data
        # Before the first hanzi stand a few dozen words with letters in them, which are not sorted.
        first = data.find("\n一 ".encode()) + 1
        # Where some lines begin, a few kilobytes from one to the next, and how: a search begins between two.
        self._places = [data.rfind(b"\n", 0, at) + 1 for at in range(first + 1, len(data), _APART)]
        self._lines = [data[at : at + _LONGEST_LINE] for at in self._places]
        self._by_prefix: dict[str, dict[str, int]] = {}

    def _line_with(self, prefix: bytes) -> int:
        """The start of the first line that starts with a prefix; -1 where none does."""
        number = bisect_left(self._lines, prefix)
        # The line may be that which begins there, and not before the one before it.
        first = self._places[number - 1] if number else 0
        last = self._places[number] + len(prefix) if number < len(self._places) else len(self._data)
        if self._data[first : first + len(prefix)] == prefix:
            return first
        return self._data.find(b"\n" + prefix, first, last) + 1 or -1

    def _starting(self, prefix: str) -> dict[str, int]:
        """The words whose lines start with a prefix."""
        words = self._by_prefix.get(prefix)
        if words is None:
            words = {}
            start = prefix.encode("utf-8", "replace")
            at = self._line_with(start)
            while at >= 0 and self._data[at : at + len(start)] == start:
                end = self._data.find(b"\n", at)
                word, _, rest = self._data[at : end if end >= 0 else None].partition(b" ")
                count = rest.partition(b" ")[0]
                if count.isdigit():
                    words[word.decode("utf-8", "replace")] = int(count)
                if end < 0:
                    break
                at = end + 1
            self._by_prefix[prefix] = words
        return words

    def count(self, word: str) -> int:
        """Look up how often a word was counted for the dictionary; 0 for one that is not in it."""
        # Two characters, for hundreds of words begin with 一 alone.
        prefix = word[:2] if len(word) > 1 else word + " "
        return self._starting(prefix).get(word, 0)

    def split(self, text: str) -> tuple[list[str], float]:
        """Split a text into its likeliest words, and work out the natural logarithm of how likely they are.

        The time this takes grows with the text's length.
        """
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(text) + 1):
            choices = []
            for start in range(max(0, end - LONGEST), end):
                count = self.count(text[start:end]) or (_UNKNOWN if end - start == 1 else 0)
                if count:
                    choices.append((best[start][0] + math.log(count / _TOTAL), start))
            best.append(max(choices))
        words: list[str] = []
        end = len(text)
        while end:
            start = best[end][1]
            words.append(text[start:end])
            end = start
        return words[::-1], best[-1][0]


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """Open jieba's dictionary, at the first call alone; without its file, one that knows no word."""
    from mmap import ACCESS_READ, mmap

    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return Dictionary(b"")
    try:
        with Path(spec.origin).with_name("dict.txt").open("rb") as file:
            return Dictionary(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError):
        return Dictionary(b"")
