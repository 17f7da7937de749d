"""Where each character stands and how it sounds: what the tiers beyond the exact ones look things up in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from tui.search.index import InterviewIndex
from tui.text.pinyin import readings

WIDE = "\u2e80"
"""From here on a character is a word's part by itself, as hanzi and kana are; below are letters, digits."""

NO_INITIAL = " "

RARE = 200
"""Of so many code points one: to look at every place of such a character is quicker than to read the text."""


def with_room(places: Sequence[int], before: int, behind: int, length: int) -> Sequence[int]:
    """Pick the places, in order, with so many code points before and behind them in a text of that length."""
    return places[bisect_left(places, before) : bisect_right(places, length - 1 - behind)]


class PlacesOf(dict[str, Callable[[int], None]]):
    """Characters, or words → what keeps one more place of one, filled as they are met.

    Attributes:
        places: each with its places so far.
    """

    def __init__(self) -> None:
        self.places: dict[str, array[int]] = {}

    def __missing__(self, char: str) -> Callable[[int], None]:
        self.places[char] = array("I")
        self[char] = keep = self.places[char].append
        return keep


def _write(strip: bytearray, places: Iterable[int], heard: Sequence[str]) -> None:
    """Put the first letter of a reading, where there is one, at some places."""
    for syllable in heard:
        letter = ord(syllable[0])
        for place in places:
            strip[place] = letter


class Sounds(ABC):
    """The places of every wide character, by character, by syllable and by first letter.

    Attributes:
        places: character → its places in `Index.text`, in order.
        rare: of so many code points one, as `RARE`, by how quick `beside` is.
    """

    rare = RARE

    def __init__(self, places: Mapping[str, Sequence[int]]) -> None:
        """Learn from the places which characters share a syllable."""
        self.places = places
        self._by_syllable: dict[str, list[str]] = {}
        for char in self.places:
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
        """Collect the characters of the interview that may be read as one syllable."""
        return frozenset(self._by_syllable.get(syllable, ()))

    def alike(self, char: str) -> frozenset[str]:
        """Collect the characters of the interview that are this one or share a reading with it."""
        same = {char} if char in self.places else set()
        return frozenset(same.union(*(self._by_syllable.get(s, ()) for s in readings(char))))

    @abstractmethod
    def beside(self, char: str, by: int, wanted: frozenset[str]) -> list[int]:
        """Find the places of a character beside which one of some others stands, in order.

        Args:
            char: whose places.
            by: 1 for the code point behind it, -1 for the one before.
            wanted: the others.
        """

    @property
    @abstractmethod
    def initials(self) -> tuple[str, str]:
        """Two strings as long as `Index.text`, in which each hanzi is the first letter of a reading.

        In one of its default reading, in the other of its last other reading. What is no hanzi is a blank, so
        positions are the same.
        """

    def count(self, chars: Iterable[str]) -> int:
        """Count how often the characters stand in the interview, all of them together."""
        return sum(len(self.places[char]) for char in chars if char in self.places)


class InterviewSounds(Sounds):
    """The sounds of one interview, worked out of its index."""

    def __init__(self, index: InterviewIndex) -> None:
        self._text = index.text
        met = PlacesOf()
        for place, char in enumerate(index.text):
            met[char](place)
        super().__init__({char: places for char, places in met.places.items() if char >= WIDE})
        first = bytearray(NO_INITIAL.encode() * len(index.text))
        for char, places in self.places.items():
            _write(first, places, readings(char)[:1])
        last = bytearray(first)
        for char, places in self.places.items():
            _write(last, places, readings(char)[1:][-1:])
        self._initials = (first.decode("ascii"), last.decode("ascii"))

    def beside(self, char: str, by: int, wanted: frozenset[str]) -> list[int]:
        """Find what `Sounds.beside` does in the text itself."""
        text, room = self._text, by > 0
        places = with_room(self.places.get(char, ()), int(not room), int(room), len(text))
        return [place for place in places if text[place + by] in wanted]

    @property
    def initials(self) -> tuple[str, str]:
        """See `Sounds.initials`."""
        return self._initials
