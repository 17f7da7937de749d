"""Where each character stands and how it sounds: what the tiers beyond the exact ones look things up in."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import lru_cache

from tui.search.index import SEPARATOR, Index
from tui.text.pinyin import readings

WIDE = "\u2e80"
"""From here on a character is a word's part by itself, as hanzi and kana are; below are letters, digits."""

NO_INITIAL = " "


class Sounds:
    """The places of every wide character, by character, by syllable and by first letter.

    Attributes:
        places: character → its places in `Index.text`, in order.
        initials: two strings as long as `Index.text`, in which each hanzi is the first letter of its default
            reading, and of its last other reading. What is no hanzi is a blank, so positions are the same.
    """

    def __init__(self, index: Index) -> None:
        places: dict[str, array[int]] = {}
        initial: tuple[dict[int, str], dict[int, str]] = ({}, {})
        parts: tuple[list[str], list[str]] = ([], [])
        for key, start in zip(index.keys, index.starts, strict=True):
            for place, char in enumerate(key, start):
                if char >= WIDE:
                    if char in places:
                        places[char].append(place)
                    else:
                        places[char] = array("I", (place,))
                        heard = readings(char)
                        initial[0][ord(char)] = heard[0][0] if heard else NO_INITIAL
                        initial[1][ord(char)] = heard[-1][0] if heard else NO_INITIAL
                elif ord(char) not in initial[0]:
                    initial[0][ord(char)] = initial[1][ord(char)] = NO_INITIAL
            for table, part in zip(initial, parts, strict=True):
                part.append(key.translate(table))
        self.places = places
        self.initials = (SEPARATOR.join(parts[0]), SEPARATOR.join(parts[1]))
        self._by_syllable: dict[str, list[str]] = {}
        for char in places:
            for syllable in readings(char):
                self._by_syllable.setdefault(syllable, []).append(char)
        self.spoken = lru_cache(maxsize=2000)(self._spoken)

    def _spoken(self, beginning: str) -> frozenset[str]:
        return frozenset(
            char
            for syllable, chars in self._by_syllable.items()
            if syllable.startswith(beginning)
            for char in chars
        )

    def said(self, syllable: str) -> frozenset[str]:
        """The characters of the interview that may be read as one syllable."""
        return frozenset(self._by_syllable.get(syllable, ()))

    def alike(self, char: str) -> frozenset[str]:
        """The characters of the interview that are this one or share a reading with it."""
        same = {char} if char in self.places else set()
        return frozenset(same.union(*(self._by_syllable.get(s, ()) for s in readings(char))))

    def count(self, chars: Iterable[str]) -> int:
        """How often any of these characters stands in the interview."""
        return sum(len(self.places[char]) for char in chars if char in self.places)
