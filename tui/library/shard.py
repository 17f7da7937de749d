"""A part of a library's index: some interviews as the search engine reads them, written once and mapped.

What `Index`, `Sounds` and `Vocabulary` work out of the words of one interview is here worked out of those
of many, one behind the other, and kept as arrays. The classes with `Stored` in their names answer the engine
from these arrays, so that every tier finds in a library what it finds in one interview.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import cast

import msgspec

from tui.interview.model import Credits, Interview, Paragraph, Section, Speaker, Turn
from tui.interview.times import Times
from tui.library.sheaf import Buffer, Damaged, Sheaf, write
from tui.search.index import SEPARATOR, Index
from tui.search.scope import asking
from tui.search.sounds import Sounds
from tui.search.vocabulary import Vocabulary
from tui.text.matchkey import key_offsets

CHARACTERS = 2_000_000
"""Code points of the interviews that one shard holds at most, unless it holds one alone."""

PARAGRAPHS = 60_000
"""Their paragraphs at most: 16 bits tell them apart."""

_APART = 4
"""By how much the numbers of exchanges jump from one interview to the next: no exchange reaches across."""

_NO_TURN, _ASKS, _SAYS = 0, 1, 2

_CODECS = {2: "utf-16-le", 4: "utf-32-le"}
"""How characters lie in an index, by bytes for each."""

_WIDEST = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
"""What two bytes can't hold."""

_FEW, _OFTEN = 32, 6
"""So many characters are looked for one after the other; of more, or where one of so many places has one of
them, each place is looked at."""


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


_encode = msgspec.msgpack.Encoder().encode
_decode_heads = msgspec.msgpack.Decoder(list[Head]).decode
_decode_turns = msgspec.msgpack.Decoder(tuple[Turn, ...]).decode


def make(path: Path, interviews: Sequence[tuple[bytes, Interview]]) -> None:
    """Write the shard of some interviews.

    Args:
        path: the file.
        interviews: the path of each and what was read there.

    Raises:
        OSError: it can't be written.
    """
    paragraphs: list[Paragraph] = []
    firsts, units, asked = array("I", (0,)), array("I"), bytearray()
    turn_numbers, voices = array("I"), array("I")
    heads: list[Head] = []
    turns, turn_ends = bytearray(), array("I", (0,))
    times, time_ends = array("I"), array("I", (0,))
    voice = 1
    unit = 0
    for where, interview in interviews:
        bare = [Paragraph(p.kind, p.text, (), p.label) for p in interview.paragraphs]
        paragraphs += bare
        firsts.append(len(paragraphs))
        asks = asking(interview)
        kinds = bytearray(len(bare))
        own_turns, own_voices = array("I", bytes(4 * len(bare))), array("I", bytes(4 * len(bare)))
        voice_of = {speaker.name: voice + at for at, speaker in enumerate(interview.speakers)}
        voice += len(interview.speakers)
        numbers = array("I", (2 * (unit + number) + 1 for number in range(len(bare))))
        for turn in interview.turns:
            kind = _ASKS if asks(turn) else _SAYS
            for number in range(turn.start, turn.end):
                kinds[number] = kind
                own_turns[number] = turn.number
                own_voices[number] = voice_of.get(turn.speaker, 0)
                numbers[number] = 2 * (unit + turn.number)
        asked += kinds
        units += numbers
        unit += max(len(bare), len(interview.turns)) + _APART
        turn_numbers += own_turns
        voices += own_voices
        heads.append(_head(where, interview))
        turns += _encode(_clean_turns(interview))
        turn_ends.append(len(turns))
        for place, time in interview.times:
            times.extend((place.paragraph, place.offset, time))
        time_ends.append(len(times))
    joined = Interview("", "", "", "", "", "", Credits(), tuple(paragraphs), (), (), ())
    index = Index(joined)
    sounds, vocabulary = Sounds(index), Vocabulary(index)
    texts = [paragraph.text.encode("utf-8", "surrogatepass") for paragraph in paragraphs]
    ends = array("I", (0,))
    for text in texts:
        ends.append(ends[-1] + len(text))
    wide = "H" if len(paragraphs) <= 0xFFFF else "I"
    owners = array(wide, index.owners)
    first, last = sounds.initials
    arrays: dict[str, tuple[str, Buffer]] = {
        "firsts": _numbers(firsts),
        "about": ("B", _encode(heads)),
        "turns": ("B", turns),
        "turn-ends": _numbers(turn_ends),
        "times": _numbers(times),
        "time-ends": _numbers(time_ends),
        "turn-numbers": _numbers(turn_numbers),
        "voices": _numbers(voices),
        "units": _numbers(units),
        "asked": ("B", asked),
        "text": ("B", index.text.encode("utf-16-le")),
        "starts": _numbers(index.starts),
        "owners": (wide, memoryview(owners).cast("B")),
        "prominence": _numbers(index.prominence),
        "label-ends": _numbers(index.label_ends),
        "labels": _numbers(array("I", (paragraph.label for paragraph in paragraphs))),
        "headings": _numbers(sorted(index.headings)),
        "words": ("B", b"".join(texts)),
        "word-ends": _numbers(ends),
        "initials": ("B", first.encode("ascii")),
        "other-initials": ("B", last.encode("ascii")),
        "edges": ("B", bytearray(vocabulary.edges)),
        "breaks": ("B", vocabulary.breaks),
    }
    for name, places in (
        ("sounds", sounds.places), ("vocabulary", vocabulary.places), ("heads", vocabulary.heads)
    ):  # fmt: skip
        arrays |= _postings(name, places)
    arrays |= _neighbours(index.text, sounds.places)
    write(path, arrays)


def _head(path: bytes, interview: Interview) -> Head:
    return Head(
        path,
        interview.digest,
        interview.encoding,
        interview.format,
        _clean(interview.title),
        Credits(*map(_clean, interview.credits)),
        tuple(s._replace(title=_clean(s.title), subtitle=_clean(s.subtitle)) for s in interview.sections),
        tuple(
            s._replace(name=_clean(s.name), variants=tuple(map(_clean, s.variants)))
            for s in interview.speakers
        ),
    )


def _clean_turns(interview: Interview) -> tuple[Turn, ...]:
    return tuple(t._replace(label=_clean(t.label), speaker=_clean(t.speaker)) for t in interview.turns)


def _clean(text: str) -> str:
    """A text that UTF-8 can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _numbers(numbers: Sequence[int]) -> tuple[str, Buffer]:
    held = numbers if isinstance(numbers, array) else array("I", numbers)
    return "I", memoryview(held).cast("B")


def _postings(name: str, places: Mapping[str, Sequence[int]]) -> dict[str, tuple[str, Buffer]]:
    """Where each of some words stands: the words, where their places end, and the places."""
    ends, all_places = array("I", (0,)), array("I")
    for some in places.values():
        all_places.extend(some)
        ends.append(len(all_places))
    return {
        name: ("B", SEPARATOR.join(places).encode("utf-8", "surrogatepass")),
        f"{name}-ends": _numbers(ends),
        f"{name}-places": _numbers(all_places),
    }


def _neighbours(text: str, places: Mapping[str, Sequence[int]]) -> dict[str, tuple[str, Buffer]]:
    """What stands behind, and what before, each place of `_postings`, in two bytes where that will do."""
    kind = "I" if _WIDEST.search(text) else "H"
    codec = _CODECS[array(kind).itemsize]
    held: dict[str, tuple[str, Buffer]] = {}
    for name, framed in (("behind", text[1:] + SEPARATOR), ("before", SEPARATOR + text)):
        beside = bytearray()
        for some in places.values():
            beside += "".join(map(framed.__getitem__, some)).encode(codec, "surrogatepass")
        held[name] = kind, beside
    return held


class Postings(Mapping[str, Sequence[int]]):
    """Where each of some words stands, looked up where it lies."""

    def __init__(self, sheaf: Sheaf, name: str) -> None:
        words = bytes(sheaf.raw(name)).decode("utf-8", "surrogatepass")
        self._numbers = {word: number for number, word in enumerate(words.split(SEPARATOR))} if words else {}
        self._ends = sheaf.array(f"{name}-ends")
        self._places = sheaf.array(f"{name}-places")

    def span(self, word: str) -> tuple[int, int]:
        """Which of all places, counted through, are those of a word; none where it is not there."""
        number = self._numbers.get(word)
        return (0, 0) if number is None else (self._ends[number], self._ends[number + 1])

    def between(self, first: int, end: int) -> Sequence[int]:
        """Some of all places, counted through."""
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

    def __init__(self, sheaf: Sheaf) -> None:
        self._sheaf = sheaf
        self.text = bytes(sheaf.raw("text")).decode("utf-16-le")
        self.starts = sheaf.array("starts")
        self.gaps = None
        self._words, self._word_ends = sheaf.raw("words"), sheaf.array("word-ends")
        self._units = sheaf.array("units")
        self.__dict__["owners"] = sheaf.array("owners")
        self.__dict__["prominence"] = sheaf.array("prominence")
        self.__dict__["label_ends"] = sheaf.array("label-ends")

    def words(self, paragraph: int) -> str:
        """A paragraph's words as they are read."""
        ends = self._word_ends
        return bytes(self._words[ends[paragraph] : ends[paragraph + 1]]).decode("utf-8", "surrogatepass")

    def offsets(self, paragraph: int) -> array[int]:
        """For each code point of a paragraph's key, the offset in its text; kept nowhere."""
        return key_offsets(self.words(paragraph))

    def exchange(self, paragraph: int) -> tuple[int, int]:
        """What stands together; see `Index.exchange`."""
        number, kind = divmod(self._units[paragraph], 2)
        return kind, number

    @cached_property
    def headings(self) -> frozenset[int]:
        """The paragraphs that are a heading or the title."""
        return frozenset(self._sheaf.array("headings"))


class StoredSounds(Sounds):
    """The sounds of a shard's characters, and what stands beside each place of each."""

    rare = 20

    def __init__(self, sheaf: Sheaf) -> None:
        self._sheaf = sheaf
        self.places: Postings = Postings(sheaf, "sounds")
        self._beside = {1: sheaf.array("behind"), -1: sheaf.array("before")}
        self._learn()

    def beside(self, char: str, by: int, wanted: frozenset[str]) -> list[int]:
        """See `Sounds.beside`: found by reading what stands there, one behind the other."""
        first, end = self.places.span(char)
        places = self.places.between(first, end)
        units = self._beside[by][first:end]
        strip = units.tobytes().decode(_CODECS[units.itemsize], "surrogatepass")
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
        raw = self._sheaf.raw
        return bytes(raw("initials")).decode("ascii"), bytes(raw("other-initials")).decode("ascii")


class StoredVocabulary(Vocabulary):
    """The words in letters of a shard."""

    def __init__(self, sheaf: Sheaf) -> None:
        self.places = Postings(sheaf, "vocabulary")
        self.heads = Postings(sheaf, "heads")
        self.edges = sheaf.raw("edges")  # type: ignore[assignment]
        self._stops = sheaf.raw("breaks")
        self._learn()

    def _breaks_within(self, start: int, end: int) -> bool:
        return 1 in self._stops[start + 1 : end]


class Shard:
    """Some interviews and their index.

    Args:
        path: the file that `make` wrote.

    Raises:
        Damaged: it is gone, or not what was written.
    """

    def __init__(self, path: Path) -> None:
        self._sheaf = Sheaf(path)
        self.path = path
        self.firsts: Sequence[int] = self._sheaf.array("firsts").tolist()
        self._turns, self._turn_ends = self._sheaf.raw("turns"), self._sheaf.array("turn-ends")
        self.turn_numbers = cast("Sequence[int]", self._sheaf.array("turn-numbers"))
        self.voices = cast("Sequence[int]", self._sheaf.array("voices"))
        self._asked = self._sheaf.raw("asked")
        self.labels = cast("Sequence[int]", self._sheaf.array("labels"))
        self._times, self._time_ends = self._sheaf.array("times"), self._sheaf.array("time-ends")
        self._kept: dict[int, Interview] = {}
        self._clocks: dict[int, Times] = {}

    def load(self) -> None:
        """Make ready what a search wants; for a thread in the background.

        Raises:
            Damaged: something is not what was written.
        """
        self._sheaf.verify()
        try:
            _ = self.index, self.sounds, self.vocabulary, self.owners, self.heads
        except (ValueError, LookupError) as error:
            raise Damaged(str(self.path)) from error

    @cached_property
    def index(self) -> StoredIndex:
        """The joined words."""
        return StoredIndex(self._sheaf)

    @cached_property
    def sounds(self) -> StoredSounds:
        """How they sound."""
        return StoredSounds(self._sheaf)

    @cached_property
    def vocabulary(self) -> StoredVocabulary:
        """Those in letters."""
        return StoredVocabulary(self._sheaf)

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
            about = _decode_heads(self._sheaf.raw("about"))
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
        """One of its interviews, with sections, turns, speakers and times but without words.

        Raises:
            Damaged: it is not what was written.
        """
        found = self._kept.get(number)
        if found is None:
            it, ends = self.heads[number], self._turn_ends
            try:
                turns = _decode_turns(self._turns[ends[number] : ends[number + 1]])
            except (msgspec.MsgspecError, IndexError) as error:
                raise Damaged(str(self.path)) from error
            found = self._kept[number] = Interview(
                it.path, "", it.encoding, it.format, it.digest, it.title, it.credits, (), it.sections, turns,
                it.speakers, times=self.times(number),
            )  # fmt: skip
        return found

    def times(self, number: int) -> Times:
        """When what was said in one of its interviews, as far as the source tells."""
        found = self._clocks.get(number)
        if found is None:
            some = iter(self._times[self._time_ends[number] : self._time_ends[number + 1]])
            found = self._clocks[number] = Times(zip(some, some, some, strict=True))
        return found

    def turns_that(self, ask: bool) -> Iterator[int]:
        """The paragraphs, from 0, of turns that are questions, or of all others."""
        wanted = _ASKS if ask else _SAYS
        return (number for number, kind in enumerate(self._asked) if kind == wanted)
