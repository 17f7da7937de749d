"""Writes a part of a library's index: what the engine works out of the words of some interviews.

They are taken one behind the other, as if they were one; `shard` tells how it is read.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from tui.interview.model.interview import Credits, Interview, Paragraph, Turn
from tui.library.array_file import Buffer, Kind, write
from tui.library.shard import ASKS, SAYS, Head
from tui.library.stored import CODECS
from tui.search.index import SEPARATOR, InterviewIndex
from tui.search.scope import asking
from tui.search.sounds import InterviewSounds
from tui.search.vocabulary import vocabulary_of

CHARACTERS = 2_000_000
"""Code points of the interviews that one shard holds at most, unless it holds one alone."""

PARAGRAPHS = 60_000
"""Their paragraphs at most: 16 bits tell them apart."""

_APART = 4
"""By how much the numbers of exchanges jump from one interview to the next: no exchange reaches across."""

_WIDEST = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
"""What two bytes can't hold."""

_encode = msgspec.msgpack.Encoder().encode


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
            kind = ASKS if asks(turn) else SAYS
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
    index = InterviewIndex(joined)
    sounds, vocabulary = InterviewSounds(index), vocabulary_of(index)
    texts = [paragraph.text.encode("utf-8", "surrogatepass") for paragraph in paragraphs]
    ends = array("I", (0,))
    for text in texts:
        ends.append(ends[-1] + len(text))
    wide: Kind = "H" if len(paragraphs) <= 0xFFFF else "I"
    owners = array(wide, index.owners)
    first, last = sounds.initials
    arrays: dict[str, tuple[Kind, Buffer]] = {
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
        "breaks": ("B", bytearray(vocabulary.breaks)),
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


def _numbers(numbers: Sequence[int]) -> tuple[Kind, Buffer]:
    held = numbers if isinstance(numbers, array) else array("I", numbers)
    return "I", memoryview(held).cast("B")


def _postings(name: str, places: Mapping[str, Sequence[int]]) -> dict[str, tuple[Kind, Buffer]]:
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


def _neighbours(text: str, places: Mapping[str, Sequence[int]]) -> dict[str, tuple[Kind, Buffer]]:
    """What stands behind, and what before, each place of `_postings`, in two bytes where that will do."""
    kind: Kind = "I" if _WIDEST.search(text) else "H"
    codec = CODECS[array(kind).itemsize]
    held: dict[str, tuple[Kind, Buffer]] = {}
    for name, framed in (("behind", text[1:] + SEPARATOR), ("before", SEPARATOR + text)):
        beside = bytearray()
        for some in places.values():
            beside += "".join(map(framed.__getitem__, some)).encode(codec, "surrogatepass")
        held[name] = kind, beside
    return held
