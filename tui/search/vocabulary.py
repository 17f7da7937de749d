"""The words written in letters: which there are, where they stand and where they begin and end."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from operator import add

from tui.search.gaps import Gaps
from tui.search.index import InterviewIndex
from tui.search.sounds import WIDE, PlacesOf
from tui.text.matchkey import fold

STARTS, ENDS = 1, 2

# Runs of letters and digits below the wide characters, with what may stand in a word: don't, geo-political.
_LETTERS = r"[^\W_⺀-\U0010ffff]+"
_WORD = re.compile(rf"{_LETTERS}(?:[-'’.]{_LETTERS})*")
_PART = re.compile(_LETTERS)
_GAP = re.compile(r"([\W_]+)")
_MARK = re.compile(r"[^\w\s]+")
_STOP = re.compile("[.．]")
_DIGITS = frozenset("0123456789")
# The humps of ChatGPT and GPT3: a small letter before a capital one, a letter beside a digit.
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")

# Of all others it is known that letters and digits are one code point in a key, and the rest but stops none.
_UNSURE = re.compile("[^\x00-\x7f\u2010-\u2027\u3000-\u3020\u4e00-\u9fff\uff01-\uff5e]")

_MARKED, _STOPPED = 1, 2


class _Regular(dict[str, bool]):
    """Character → whether it is one code point in a key where it is a letter or a digit, and else none."""

    def __missing__(self, char: str) -> bool:
        self[char] = regular = len(fold(char)) == int(char.isalnum())
        return regular


class _Kinds(dict[str, int]):
    """What stands between two words → `_MARKED` where it is not only blank, `_STOPPED` with one full stop."""

    def __missing__(self, gap: str) -> int:
        marked = _MARKED if _MARK.search(gap) else 0
        self[gap] = kind = marked | (_STOPPED if len(_STOP.findall(gap)) == 1 else 0)
        return kind


class Vocabulary:
    """The words of an interview, or of several, in folded form.

    Attributes:
        places: word → where it stands in `Index.text`. Of geo-political the parts and the whole are words.
        heads: character → where words begin with it, in order; a hump in a word begins one too.
        edges: for each place of `Index.text`, whether a word starts or ends there (`STARTS`, `ENDS`).
        breaks: for each place of `Index.text`, 1 where punctuation stood before it.
    """

    def __init__(
        self,
        places: Mapping[str, Sequence[int]],
        heads: Mapping[str, Sequence[int]],
        edges: Sequence[int],
        breaks: Sequence[int],
    ) -> None:
        self.places, self.heads, self.edges, self.breaks = places, heads, edges, breaks
        self._by_length: dict[int, list[str]] = {}
        for word in places:
            self._by_length.setdefault(len(word), []).append(word)

    def of_length(self, shortest: int, longest: int) -> list[str]:
        """List the words of `shortest` to `longest` code points."""
        return [word for length in range(shortest, longest + 1) for word in self._by_length.get(length, ())]

    def longer_than(self, length: int) -> list[str]:
        """List the words of more than `length` code points."""
        return [word for own, words in self._by_length.items() if own > length for word in words]

    def misfit(self, text: str, start: int, end: int) -> int:
        """Rate how badly a stretch of `text` fits the words and sentences around it, 0 where it fits.

        3 where it begins within a word, 2 where it ends within one, 1 where it reaches across punctuation.
        Only letters and digits have such edges; a hanzi may always begin or end a match.
        """
        if text[start] < WIDE and not self.edges[start] & STARTS:
            return 3
        if text[end - 1] < WIDE and not self.edges[end - 1] & ENDS:
            return 2
        return int(1 in self.breaks[start + 1 : end])


def vocabulary_of(index: InterviewIndex) -> Vocabulary:
    """Read every paragraph of an index, and give it its `gaps`."""
    reader = _WordReader(index.text)
    index.gaps = reader.read(index)
    places = reader.words.places
    heads: dict[str, set[int]] = {letter: set(places) for letter, places in reader.humps.places.items()}
    for word, own in places.items():
        heads.setdefault(word[0], set()).update(own)
    ordered = {letter: array("I", sorted(own)) for letter, own in heads.items()}
    return Vocabulary(places, ordered, reader.edges, reader.breaks)


class _WordReader:
    """What is noted of the words of an interview while they are read; see `Vocabulary`.

    Attributes:
        words: word → where it stands.
        humps: character → where it begins a hump within a word.
        edges, breaks: as in `Vocabulary`.
    """

    def __init__(self, keys: str) -> None:
        self.words, self.humps = PlacesOf(), PlacesOf()
        self.edges, self.breaks = bytearray(len(keys)), bytearray(len(keys))
        self._text = keys
        self._regular, self._kinds = _Regular(), _Kinds()

    def read(self, index: InterviewIndex) -> Gaps:
        """Read every paragraph; returns what their keys leave out."""
        gaps = Gaps()
        for number, text in enumerate(index.interview.paragraphs.texts()):
            start, stop = index.bounds(number)
            # From each of these places on, what has to be added to a place for the offset in the text.
            begins, shifts = [start], [-start]
            if self._read_gaps(text, stop, begins, shifts):
                self._read_words(text, _by_gaps(begins, shifts))
            else:
                gaps.irregular.add(number)
                offsets = index.offsets(number)
                for mark in _MARK.finditer(text):
                    place = bisect_left(offsets, mark.start()) + start
                    if place < stop:
                        self.breaks[place] = 1
                self._read_words(text, _by_offsets(offsets, start))
            gaps.add(begins, shifts)
        return gaps

    def _read_gaps(self, text: str, stop: int, begins: list[int], shifts: list[int]) -> bool:
        """Find what the key of a text leaves out; False where character by character is needed for that.

        Args:
            text: a paragraph's words.
            stop: where its key ends.
            begins: where its key begins; where it goes on behind each gap is put there.
            shifts: less where its key begins; the shifts from there on are put there.
        """
        if not all(map(self._regular.__getitem__, _UNSURE.findall(text))):
            return False
        kinds, breaks = self._kinds, self.breaks
        pieces = iter(_GAP.split(text))
        before = next(pieces)
        place, shift = begins[0] + len(before), shifts[0]
        for gap, run in zip(pieces, pieces, strict=True):
            kind = kinds[gap]
            # A full stop between two digits is in the key.
            if kind > _MARKED and fold(before[-1:]) in _DIGITS and fold(run[:1]) in _DIGITS:
                if len(gap) > 1:
                    return False
                breaks[place] = 1
                place += 1
            else:
                shift += len(gap)
                begins.append(place)
                shifts.append(shift)
                if kind and place < stop:
                    breaks[place] = 1
            place += len(run)
            before = run
        return True

    def _read_words(self, text: str, key_span: Callable[[int, int], tuple[int, int]]) -> None:
        """Note the words of a text.

        Args:
            text: a paragraph's words.
            key_span: tells from offsets [start, end) in them what of `Index.text` they gave.
        """
        keys, edges, words = self._text, self.edges, self.words
        for word in _WORD.finditer(text):
            start, end = word.span()
            written = word[0]
            spans = [(start, end)]
            if not written.isalnum():
                spans += [(start + part.start(), start + part.end()) for part in _PART.finditer(written)]
            for span in spans:
                first, last = key_span(*span)
                if first < last:
                    edges[first] |= STARTS
                    edges[last - 1] |= ENDS
                    words[keys[first:last]](first)
            if not written.islower() and not written.isdigit():
                for hump in _HUMP.finditer(written):
                    place = key_span(start + hump.start(), start + hump.start() + 1)[0]
                    edges[place] |= STARTS
                    edges[place - 1] |= ENDS
                    self.humps[keys[place]](place)


def _by_gaps(begins: list[int], shifts: list[int]) -> Callable[[int, int], tuple[int, int]]:
    """The way from a paragraph's words to its key by its gaps, for stretches that begin and end in no gap."""
    resumed = list(map(add, begins, shifts))

    def key_span(start: int, end: int) -> tuple[int, int]:
        """Find what of the keys a stretch of the text gave."""
        first = bisect_right(resumed, start) - 1
        if first + 1 == len(resumed) or end <= resumed[first + 1]:
            return start - shifts[first], end - shifts[first]
        return start - shifts[first], end - shifts[bisect_right(resumed, end - 1, first + 1) - 1]

    return key_span


def _by_offsets(offsets: array[int], begin: int) -> Callable[[int, int], tuple[int, int]]:
    """The same by the offset in the words of each code point of the key, which begins at `begin`."""
    return lambda start, end: (bisect_left(offsets, start) + begin, bisect_left(offsets, end) + begin)
