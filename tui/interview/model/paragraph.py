"""What a paragraph is, and all of an interview's: cut out of the source when they are asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple, overload

_new = tuple.__new__  # a NamedTuple's own constructor is a Python function, and takes twice as long

_KEPT = 256
"""How many paragraphs are kept as they were made: a page asks for the same ones again and again."""


class Kind(StrEnum):
    """What a paragraph is for its reader."""

    TITLE = "title"
    CREDIT = "credit"
    HEADING = "heading"
    SUBTITLE = "subtitle"
    TEXT = "text"
    CAPTION = "caption"


class Piece(NamedTuple):
    """Where a part of a paragraph's text stands in the source.

    The piece covers the text from `at` up to the next piece's `at`, and the source from `start` up to `end`,
    all in code points. Where both stretches are of one length they are the same characters; otherwise the
    source spells them in another way (an entity, an escape).
    """

    at: int
    start: int
    end: int


class Paragraph(NamedTuple):
    """One paragraph as it is read.

    Attributes:
        kind: what it is.
        text: its words, without line ends and without the source's markup; it is never empty.
        pieces: where the words stand in the source, in order and without overlap.
        label: code points at the start of `text` taken by a speaker's label, with its colon and blanks; 0
            if none.
    """

    kind: Kind
    text: str
    pieces: tuple[Piece, ...]
    label: int = 0

    @property
    def span(self) -> tuple[int, int]:
        """From the first to behind the last character in the source, in code points."""
        return self.pieces[0].start, self.pieces[-1].end


_KINDS = tuple(Kind)
_WORDS = Kind.TEXT
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}


class Paragraphs(Sequence[Paragraph]):
    """The paragraphs of one interview, as the places in the source that they are cut out at.

    A text of two million characters is kept once so, as the source, and not a second time in thirty thousand
    strings and as many tuples, which take three times as much.

    Attributes:
        before: code points of the texts before each paragraph; behind the last, those of all.
        labels: of each paragraph `Paragraph.label`.
    """

    __slots__ = (
        "_ats",
        "_ends",
        "_firsts",
        "_kept",
        "_kinds",
        "_respelt",
        "_source",
        "_starts",
        "before",
        "labels",
    )

    def __init__(
        self,
        source: str,
        kinds: Sequence[Kind],
        texts: Sequence[str],
        pieces: Iterable[tuple[Piece, ...] | int],
        labels: Iterable[int],
    ) -> None:
        """Note where the paragraphs stand.

        Args:
            source: the whole source.
            kinds: what each paragraph is.
            texts: the words of each.
            pieces: where the words of each stand in the source; of one that stands there as it is, the
                place, in code points, where it begins.
            labels: see `Paragraph.label`.
        """
        self._source = source
        words, numbers = _WORDS, _NUMBERS
        usual = numbers[words]
        self._kinds = bytes([usual if kind is words else numbers[kind] for kind in kinds])
        self.labels: Sequence[int] = array("I", labels)
        self.before: Sequence[int] = array("I", accumulate(map(len, texts), initial=0))
        self._firsts, self._ats = array("I"), array("I")
        self._starts, self._ends = array("I"), array("I")
        # The words of those that the source spells in another way: it is asked, not believed.
        self._respelt: dict[int, str] = {}
        self._kept: dict[int, Paragraph] = {}
        self._note(texts, pieces)

    @classmethod
    def of(cls, source: str, paragraphs: Iterable[Paragraph]) -> Paragraphs:
        """Store single paragraphs in this compact form."""
        made = list(paragraphs)
        return cls(
            source,
            [paragraph.kind for paragraph in made],
            [paragraph.text for paragraph in made],
            [paragraph.pieces for paragraph in made],
            [paragraph.label for paragraph in made],
        )

    def _note(self, texts: Sequence[str], pieces: Iterable[tuple[Piece, ...] | int]) -> None:
        source, stands = self._source, self._source.startswith
        firsts: list[int] = []
        ats: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        for number, (text, where) in enumerate(zip(texts, pieces, strict=True)):
            firsts.append(len(starts))
            if isinstance(where, int):
                ats.append(0)
                starts.append(where)
                ends.append(where + len(text))
                if not stands(text, where):
                    self._respelt[number] = text
                continue
            for at, start, end in where:
                ats.append(at)
                starts.append(start)
                ends.append(end)
            if "".join([source[start:end] for _, start, end in where]) != text:
                self._respelt[number] = text
        firsts.append(len(starts))
        self._firsts, self._ats = array("I", firsts), array("I", ats)
        self._starts, self._ends = array("I", starts), array("I", ends)

    def __len__(self) -> int:
        return len(self._kinds)

    @overload
    def __getitem__(self, index: int) -> Paragraph: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Paragraph, ...]: ...
    def __getitem__(self, index: int | slice) -> Paragraph | tuple[Paragraph, ...]:
        if isinstance(index, slice):
            return tuple([self._made(number) for number in range(*index.indices(len(self)))])
        kept = self._kept
        paragraph = kept.get(index)
        if paragraph is None:
            number = range(len(self))[index]
            if len(kept) >= _KEPT:
                kept.clear()
            paragraph = kept[index] = self._made(number)
        return paragraph

    def __iter__(self) -> Iterator[Paragraph]:
        return map(self._made, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def texts(self) -> Iterator[str]:
        """Iterate over the words of all paragraphs, in order."""
        return map(self.text, range(len(self)))

    def of_kind(self, *kinds: Kind) -> list[int]:
        """List the indices, from 0, of the paragraphs of some kinds, in order."""
        wanted = {_NUMBERS[kind] for kind in kinds}
        return [number for number, kind in enumerate(self._kinds) if kind in wanted]

    def text(self, number: int) -> str:
        """Return the words of the paragraph of that index, from 0; nothing else of it is made."""
        if number in self._respelt:
            return self._respelt[number]
        source, starts, ends = self._source, self._starts, self._ends
        first, last = self._firsts[number], self._firsts[number + 1]
        if last - first == 1:
            return source[starts[first] : ends[first]]
        return "".join([source[starts[piece] : ends[piece]] for piece in range(first, last)])

    def _made(self, number: int) -> Paragraph:
        first, last = self._firsts[number], self._firsts[number + 1]
        pieces = zip(self._ats[first:last], self._starts[first:last], self._ends[first:last], strict=True)
        return _new(
            Paragraph,
            (
                _KINDS[self._kinds[number]],
                self.text(number),
                tuple([_new(Piece, piece) for piece in pieces]),
                self.labels[number],
            ),
        )
