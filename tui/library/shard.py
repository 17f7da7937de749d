"""A part of a library's index: some interviews as the search engine reads them, written once and mapped."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, cast

import msgspec

from tui.interview.model.interview import Credits, Interview, Section, Speaker, Turn
from tui.interview.model.times import Times
from tui.library.array_file import ArrayFile, Damaged
from tui.library.stored import StoredIndex, StoredSounds, stored_vocabulary
from tui.search.vocabulary import Vocabulary

NO_TURN, ASKS, SAYS = 0, 1, 2
"""Of each paragraph, whether it is of no turn, of a question or of any other."""


class Place(NamedTuple):
    """Where an interview lies in the index.

    Attributes:
        shard: the file's name.
        number: which of its interviews, from 0.
    """

    shard: str
    number: int


class Head(msgspec.Struct, array_like=True):
    """All of an interview but its words and its turns."""

    path: bytes
    digest: str
    encoding: str
    format: str
    title: str
    credits: Credits
    sections: tuple[Section, ...]
    speakers: tuple[Speaker, ...]


_decode_heads = msgspec.msgpack.Decoder(list[Head]).decode
_decode_turns = msgspec.msgpack.Decoder(tuple[Turn, ...]).decode


class Shard:
    """Some interviews and their index.

    Args:
        path: the file that `shard_writing.make` wrote.

    Raises:
        Damaged: it is gone, or not what was written.
    """

    def __init__(self, path: Path) -> None:
        self._arrays = ArrayFile(path)
        self.path = path
        self.firsts: Sequence[int] = self._arrays.array("firsts").tolist()
        self._turns, self._turn_ends = self._arrays.raw("turns"), self._arrays.array("turn-ends")
        self.turn_numbers = cast("Sequence[int]", self._arrays.array("turn-numbers"))
        self.voices = cast("Sequence[int]", self._arrays.array("voices"))
        self._asked = self._arrays.raw("asked")
        self.labels = cast("Sequence[int]", self._arrays.array("labels"))
        self._times, self._time_ends = self._arrays.array("times"), self._arrays.array("time-ends")
        self._kept: dict[int, Interview] = {}
        self._clocks: dict[int, Times] = {}

    def load(self) -> None:
        """Make ready what a search wants; for a thread in the background.

        Raises:
            Damaged: something is not what was written.
        """
        self._arrays.verify()
        try:
            _ = self.index, self.sounds, self.vocabulary, self.owners, self.heads
        except (ValueError, LookupError) as error:
            raise Damaged(str(self.path)) from error

    def check(self) -> None:
        """Check that the file is still what was opened; see `ArrayFile.check`.

        Raises:
            Damaged: somebody has written to the file, or cut it off.
        """
        self._arrays.check()

    @contextmanager
    def looking_up(self) -> Iterator[None]:
        """Guard a block of look-ups: an error that comes of a damaged file is raised as `Damaged`.

        What goes wrong while the file is as it was written is a fault of the program, and is raised as it is.

        Raises:
            Damaged: the file is not what was written.
        """
        self._arrays.check()
        try:
            yield
        except Exception:
            self._arrays.verify()
            raise

    @cached_property
    def index(self) -> StoredIndex:
        """The joined words."""
        return StoredIndex(self._arrays)

    @cached_property
    def sounds(self) -> StoredSounds:
        """How they sound."""
        return StoredSounds(self._arrays)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Those in letters."""
        return stored_vocabulary(self._arrays)

    def __len__(self) -> int:
        return len(self.firsts) - 1

    @cached_property
    def owners(self) -> Sequence[int]:
        """By paragraph, which of the interviews, from 0, it belongs to."""
        owners = array("I")
        for number, (first, end) in enumerate(pairwise(self.firsts)):
            owners.extend([number] * (end - first))
        return owners

    @cached_property
    def heads(self) -> Sequence[Interview]:
        """Its interviews, with sections and speakers but without turns and words.

        Raises:
            Damaged: they are not what was written.
        """
        try:
            about = _decode_heads(self._arrays.raw("about"))
        except (msgspec.MsgspecError, ValueError) as error:
            raise Damaged(str(self.path)) from error
        return [
            Interview(
                it.path.decode("utf-8", "surrogateescape"), "", it.encoding, it.format, it.digest, it.title,
                it.credits, (), it.sections, (), it.speakers,
            )
            for it in about
        ]  # fmt: skip

    def outline(self, number: int) -> Interview:
        """Return one of its interviews, with sections, turns, speakers and times but without words.

        Raises:
            Damaged: it is not what was written.
        """
        outline = self._kept.get(number)
        if outline is None:
            it, ends = self.heads[number], self._turn_ends
            try:
                turns = _decode_turns(self._turns[ends[number] : ends[number + 1]])
            except (msgspec.MsgspecError, IndexError) as error:
                raise Damaged(str(self.path)) from error
            outline = self._kept[number] = Interview(
                it.path, "", it.encoding, it.format, it.digest, it.title, it.credits, (), it.sections, turns,
                it.speakers, times=self.times(number),
            )  # fmt: skip
        return outline

    def times(self, number: int) -> Times:
        """Return the times of what was said in one of its interviews, as far as the source tells."""
        times = self._clocks.get(number)
        if times is None:
            some = iter(self._times[self._time_ends[number] : self._time_ends[number + 1]])
            times = self._clocks[number] = Times(zip(some, some, some, strict=True))
        return times

    def turns_that(self, ask: bool) -> Iterator[int]:
        """Yield the paragraphs, from 0, of turns that are questions, or of all others."""
        wanted = ASKS if ask else SAYS
        return (number for number, kind in enumerate(self._asked) if kind == wanted)
