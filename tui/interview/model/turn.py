"""What a turn is, and all of an interview's: made when they are asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple, overload

_new = tuple.__new__  # a NamedTuple's own constructor is a Python function, and takes twice as long


class Turn(NamedTuple):
    """One label as printed, with the paragraphs that belong to it.

    Attributes:
        number: from 1.
        label: the label as printed, without its colon.
        speaker: the name under which variants of the label are counted; equals `Speaker.name`.
        start, end: paragraphs [start, end), indices from 0.
    """

    number: int
    label: str
    speaker: str
    start: int
    end: int


class Turns(Sequence[Turn]):
    """The turns of one interview, in a few numbers each: those of one label share its words.

    Args:
        turns: in their order, numbered from 1.

    Attributes:
        starts: the first paragraph of each, index from 0.
    """

    __slots__ = ("_ends", "_labels", "_voices", "starts")

    def __init__(self, turns: Iterable[Turn]) -> None:
        columns = list(zip(*turns, strict=True)) or [()] * 5
        _, labels, speakers, starts, ends = columns
        self.starts: Sequence[int] = array("I", starts)
        self._ends = array("I", ends)
        voices = list(zip(labels, speakers, strict=True))
        self._voices = list(dict.fromkeys(voices))
        numbers = {voice: number for number, voice in enumerate(self._voices)}
        self._labels = array("I", map(numbers.__getitem__, voices))

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Turn: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Turn, ...]: ...
    def __getitem__(self, index: int | slice) -> Turn | tuple[Turn, ...]:
        numbers = range(len(self))[index]
        if isinstance(numbers, int):
            return self._made(numbers)
        return tuple([self._made(number) for number in numbers])

    def __iter__(self) -> Iterator[Turn]:
        voices = map(self._voices.__getitem__, self._labels)
        columns = zip(count(1), voices, self.starts, self._ends, strict=False)
        for number, (label, speaker), start, end in columns:
            yield _new(Turn, (number, label, speaker, start, end))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def _made(self, index: int) -> Turn:
        label, speaker = self._voices[self._labels[index]]
        return _new(Turn, (index + 1, label, speaker, self.starts[index], self._ends[index]))
