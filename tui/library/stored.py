"""What the search engine reads of a shard: the parts of an index, answered from arrays that are mapped.

What `InterviewIndex`, `InterviewSounds` and `vocabulary_of` work out of the words of one interview stands
ready here, of many interviews one behind the other. So every tier finds in a library what it finds in one.
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
        super().__init__(bytes(arrays.raw("text")).decode("utf-16-le"), arrays.array("starts"))
        self._arrays = arrays
        self._words, self._word_ends = arrays.raw("words"), arrays.array("word-ends")
        self._units = arrays.array("units")

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
    def label_ends(self) -> Sequence[int]:
        """By paragraph, where in `text` the label at its start is over."""
        return self._arrays.array("label-ends")

    @cached_property
    def owners(self) -> Sequence[int]:
        """For each place of `text` its paragraph."""
        return self._arrays.array("owners")

    @cached_property
    def prominence(self) -> Sequence[int]:
        """By paragraph, what decides between equals."""
        return self._arrays.array("prominence")

    @cached_property
    def headings(self) -> frozenset[int]:
        """The paragraphs that are a heading or the title."""
        return frozenset(self._arrays.array("headings"))


class StoredSounds(Sounds):
    """The sounds of a shard's characters, and what stands beside each place of each."""

    rare = 20

    def __init__(self, arrays: ArrayFile) -> None:
        self._postings = Postings(arrays, "sounds")
        super().__init__(self._postings)
        self._arrays = arrays
        self._beside = {1: arrays.array("behind"), -1: arrays.array("before")}

    def beside(self, char: str, by: int, wanted: frozenset[str]) -> list[int]:
        """Find what `Sounds.beside` does, by reading the characters that are stored beside each place."""
        first, end = self._postings.span(char)
        places = self._postings.between(first, end)
        units = self._beside[by][first:end]
        strip = units.tobytes().decode(CODECS[units.itemsize], "surrogatepass")
        if len(wanted) > _FEW or sum(map(strip.count, wanted)) > len(strip) // _OFTEN:
            return [place for place, other in zip(places, strip, strict=True) if other in wanted]
        where = []
        for other in wanted:
            at = strip.find(other)
            while at >= 0:
                where.append(places[at])
                at = strip.find(other, at + 1)
        return where if len(wanted) == 1 else sorted(where)

    @property
    def initials(self) -> tuple[str, str]:
        """See `Sounds.initials`; few queries want them, so they are not kept."""
        raw = self._arrays.raw
        return bytes(raw("initials")).decode("ascii"), bytes(raw("other-initials")).decode("ascii")


def stored_vocabulary(arrays: ArrayFile) -> Vocabulary:
    """Return the words in letters of a shard."""
    places, heads = Postings(arrays, "vocabulary"), Postings(arrays, "heads")
    return Vocabulary(places, heads, arrays.raw("edges"), arrays.raw("breaks"))
