"""What the search engine reads of a shard: the parts of an index, answered from arrays that are mapped.

`Index`, `Sounds` and `Vocabulary` work out of the words of one interview what stands here ready, of many
interviews one behind the other. So every tier finds in a library what it finds in one interview.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from tui.library.array_file import ArrayFile
from tui.search.index import SEPARATOR, Index
from tui.search.sounds import Sounds
from tui.search.vocabulary import Vocabulary
from tui.text.matchkey import key_offsets

CODECS = {2: "utf-16-le", 4: "utf-32-le"}
"""How characters lie in an index, by bytes for each."""

_FEW, _OFTEN = 32, 6
"""So many characters are looked for one after the other; of more, or where one of so many places has one of
them, each place is looked at."""


class Postings(Mapping[str, Sequence[int]]):
    """Where each of some words stands, looked up where it lies."""

    def __init__(self, arrays: ArrayFile, name: str) -> None:
        words = bytes(arrays.raw(name)).decode("utf-8", "surrogatepass")
        self._numbers = {word: number for number, word in enumerate(words.split(SEPARATOR))} if words else {}
        self._ends = arrays.array(f"{name}-ends")
        self._places = arrays.array(f"{name}-places")

    def span(self, word: str) -> tuple[int, int]:
        """Find the numbers [first, end) of a word's places among those of all words; (0, 0) for no place."""
        number = self._numbers.get(word)
        return (0, 0) if number is None else (self._ends[number], self._ends[number + 1])

    def between(self, first: int, end: int) -> Sequence[int]:
        """Return the places of the numbers [first, end), as `span` finds them."""
        return self._places[first:end]

    def __getitem__(self, word: str) -> Sequence[int]:
        number = self._numbers[word]
        return self._places[self._ends[number] : self._ends[number + 1]]

    def __contains__(self, word: object) -> bool:
        return word in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class StoredIndex(Index):
    """The index of a shard's words, joined over its interviews."""

    def __init__(self, arrays: ArrayFile) -> None:
        self._arrays = arrays
        self.text = bytes(arrays.raw("text")).decode("utf-16-le")
        self.starts = arrays.array("starts")
        self.gaps = None
        self._words, self._word_ends = arrays.raw("words"), arrays.array("word-ends")
        self._units = arrays.array("units")
        self.__dict__["owners"] = arrays.array("owners")
        self.__dict__["prominence"] = arrays.array("prominence")
        self.__dict__["label_ends"] = arrays.array("label-ends")

    def words(self, paragraph: int) -> str:
        """Return a paragraph's text as a reader sees it, not its key."""
        ends = self._word_ends
        return bytes(self._words[ends[paragraph] : ends[paragraph + 1]]).decode("utf-8", "surrogatepass")

    def offsets(self, paragraph: int) -> array[int]:
        """Find for each code point of a paragraph's key the offset in its text; kept nowhere."""
        return key_offsets(self.words(paragraph))

    def exchange(self, paragraph: int) -> tuple[int, int]:
        """Return the unit that a paragraph is in; see `Index.exchange`."""
        number, kind = divmod(self._units[paragraph], 2)
        return kind, number

    @cached_property
    def headings(self) -> frozenset[int]:
        """The paragraphs that are a heading or the title."""
        return frozenset(self._arrays.array("headings"))


class StoredSounds(Sounds):
    """The sounds of a shard's characters, and what stands beside each place of each."""

    rare = 20

    def __init__(self, arrays: ArrayFile) -> None:
        self._arrays = arrays
        self.places: Postings = Postings(arrays, "sounds")
        self._beside = {1: arrays.array("behind"), -1: arrays.array("before")}
        self._learn()

    def beside(self, char: str, by: int, wanted: frozenset[str]) -> list[int]:
        """Find what `Sounds.beside` does, by reading the characters that are stored beside each place."""
        first, end = self.places.span(char)
        places = self.places.between(first, end)
        units = self._beside[by][first:end]
        strip = units.tobytes().decode(CODECS[units.itemsize], "surrogatepass")
        if len(wanted) > _FEW or sum(map(strip.count, wanted)) > len(strip) // _OFTEN:
            return [place for place, other in zip(places, strip, strict=True) if other in wanted]
        found = []
        for other in wanted:
            at = strip.find(other)
            while at >= 0:
                found.append(places[at])
                at = strip.find(other, at + 1)
        return found if len(wanted) == 1 else sorted(found)

    @property
    def initials(self) -> tuple[str, str]:
        """See `Sounds.initials`; few queries want them, so they are not kept."""
        raw = self._arrays.raw
        return bytes(raw("initials")).decode("ascii"), bytes(raw("other-initials")).decode("ascii")


class StoredVocabulary(Vocabulary):
    """The words in letters of a shard."""

    def __init__(self, arrays: ArrayFile) -> None:
        self.places = Postings(arrays, "vocabulary")
        self.heads = Postings(arrays, "heads")
        self.edges = arrays.raw("edges")
        self._stops = arrays.raw("breaks")
        self._learn()

    def _breaks_within(self, start: int, end: int) -> bool:
        return 1 in self._stops[start + 1 : end]
