"""What an interview is: a list of paragraphs, and sections, turns and speakers as ranges over it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from tui.interview.model.label import NO_RULES, Judgement, LabelRules
from tui.interview.model.origin import Origin
from tui.interview.model.paragraph import Kind, Paragraph, Paragraphs, Piece
from tui.interview.model.place import Passage, Place
from tui.interview.model.times import Times
from tui.interview.model.turn import Turn, Turns

__all__ = [
    "Credits",
    "Interview",
    "Kind",
    "Paragraph",
    "Paragraphs",
    "Piece",
    "Role",
    "Section",
    "Speaker",
    "Turn",
    "Turns",
    "Warning",
]


class Section(NamedTuple):
    """A part under one heading; number 0 is the preface, which has none.

    Attributes:
        number: from 1 in the order of the document, whatever the heading says; 0 for the preface.
        title: the heading's text as printed, "" for the preface.
        subtitle: the text of the subtitle paragraph under it, or "".
        start, end: paragraphs [start, end) including the heading, indices from 0.
        first_turn, end_turn: turns [first_turn, end_turn), indices from 0 into `Interview.turns`.
        level: depth of the heading, 1 for the outermost.
    """

    number: int
    title: str
    subtitle: str
    start: int
    end: int
    first_turn: int
    end_turn: int
    level: int = 1

    @property
    def turns(self) -> int:
        """How many turns it holds."""
        return self.end_turn - self.first_turn


class Role(StrEnum):
    """What a speaker does in the conversation, as far as the form of the text tells."""

    INTERVIEWER = "interviewer"
    GUEST = "guest"
    UNKNOWN = "unknown"


class Speaker(NamedTuple):
    """One voice: its name, how many turns it has and how many code points it says (labels not counted)."""

    name: str
    turns: int
    characters: int
    role: Role = Role.UNKNOWN
    variants: tuple[str, ...] = ()


class Credits(NamedTuple):
    """Who made the interview known, from its head; each "" where the source does not say.

    `date` is ISO 8601 (2024-03-01).
    """

    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""


class Warning(NamedTuple):
    """Something in the source that a reader who quotes from it should know.

    Attributes:
        kind: which warning, such as "question-in-answer"; its words stand in the catalogue of the interface.
        turn: the turn's number, from 1, or None where it concerns the whole document.
        details: what the words need, by name.
    """

    kind: str
    turn: int | None = None
    details: Mapping[str, str | int] = MappingProxyType({})


class Interview:
    """A whole interview; it is never changed once it is read.

    Args:
        path: where it was read from, as given; "-" for standard input.
        source: the whole source as decoded, code point for code point, byte order mark included; of a file
            that is no text what its reader unpacked.
        encoding: the name of the encoding it was decoded from; "" of a file that is no text.
        format: the name of the reader that read it ("markdown", "text", …).
        digest: SHA-256 of the source bytes, in hexadecimal.
        title: what it is called, "" where the source does not say.
        credits: who made it known.
        paragraphs: all that is read, in order.
        sections: ranges over the paragraphs, the preface first where there is one; empty without headings.
        turns: ranges over the paragraphs, in order and without overlap.
        speakers: everyone who has a turn.
        warnings: what somebody who quotes from it should know.
        times: when what was said, as far as the source tells.
        renamed: the speakers that a person has renamed: the name that the source gives → `Speaker.name`.
        origins: where the source stands in a file that is no text, in its order; () of a text file.
        labels: what was judged of each candidate label; empty where the container names the speakers.
        sure: whether its speakers are surely those who speak, all of them and nobody else.
        rules: what a person has said of its labels, by which it was read.
    """

    def __init__(
        self,
        path: str,
        source: str,
        encoding: str,
        format: str,
        digest: str,
        title: str,
        credits: Credits,
        paragraphs: Iterable[Paragraph],
        sections: tuple[Section, ...],
        turns: Iterable[Turn],
        speakers: tuple[Speaker, ...],
        warnings: tuple[Warning, ...] = (),
        times: Times = Times(),  # noqa: B008 (it is never changed)
        renamed: Mapping[str, str] = MappingProxyType({}),
        origins: tuple[Origin, ...] = (),
        labels: tuple[Judgement, ...] = (),
        sure: bool = True,
        rules: LabelRules = NO_RULES,
    ) -> None:
        self.path = path
        self.source = source
        self.encoding = encoding
        self.format = format
        self.digest = digest
        self.title = title
        self.credits = credits
        self.paragraphs = (
            paragraphs if isinstance(paragraphs, Paragraphs) else Paragraphs.of(source, paragraphs)
        )
        self.sections = sections
        self.turns = turns if isinstance(turns, Turns) else Turns(turns)
        self.speakers = speakers
        self.warnings = warnings
        self.times = times
        self.renamed = renamed
        self.origins = origins
        self.labels = labels
        self.sure = sure
        self.rules = rules

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]

    @cached_property
    def _warnings_by_turn(self) -> dict[int, tuple[Warning, ...]]:
        by_turn: dict[int, tuple[Warning, ...]] = {}
        for warning in self.warnings:
            if warning.turn is not None:
                by_turn[warning.turn] = (*by_turn.get(warning.turn, ()), warning)
        return by_turn

    @property
    def before(self) -> Sequence[int]:
        """Code points of the texts before each paragraph; behind the last, those of all."""
        return self.paragraphs.before

    @property
    def characters(self) -> int:
        """Code points of all paragraphs' texts."""
        return self.before[-1]

    def turn_index(self, paragraph: int) -> int:
        """Find the index of the last turn that begins at or before a paragraph (both from 0); -1 for none."""
        return bisect_right(self.turns.starts, paragraph) - 1

    def section_index(self, paragraph: int) -> int:
        """Find the index (from 0) of the last section begun at or before a paragraph (from 0), or -1."""
        return bisect_right(self._section_starts, paragraph) - 1

    def turn_at(self, paragraph: int) -> Turn | None:
        """Find the turn that paragraph number `paragraph` (from 0) belongs to, or None."""
        index = self.turn_index(paragraph)
        if index >= 0 and paragraph < self.turns[index].end:
            return self.turns[index]
        return None

    def section_at(self, paragraph: int) -> Section | None:
        """Find the section that paragraph number `paragraph` (from 0) stands in, or None."""
        index = self.section_index(paragraph)
        if index >= 0 and paragraph < self.sections[index].end:
            return self.sections[index]
        return None

    def warnings_of(self, turn: int) -> tuple[Warning, ...]:
        """Return the warnings about turn number `turn` (from 1)."""
        return self._warnings_by_turn.get(turn, ())

    def time_at(self, place: Place) -> int | None:
        """Find when what stands at a place was said, in milliseconds; None where the source is silent."""
        turn = self.turn_at(place.paragraph)
        return self.times.before(place, turn.start if turn else place.paragraph)

    @property
    def start(self) -> Place:
        """The first place."""
        return Place(0, 0)

    @property
    def end(self) -> Place:
        """The last place."""
        last = len(self.paragraphs) - 1
        return Place(last, len(self.paragraphs[last].text)) if last >= 0 else Place(0, 0)

    def slices(self, passage: Passage) -> Iterator[tuple[int, int, int]]:
        """Cut a passage at the paragraphs into (paragraph, start, end), in code points, none empty."""
        for number in range(passage.start.paragraph, min(passage.end.paragraph + 1, len(self.paragraphs))):
            covered = passage.within(number, len(self.paragraphs[number].text))
            if covered:
                yield (number, *covered)

    def length(self, passage: Passage) -> int:
        """Count the code points of `words(passage)`, without making them."""
        start, end = passage
        between = self.before[end.paragraph] + end.offset - self.before[start.paragraph] - start.offset
        return between + end.paragraph - start.paragraph

    def words(self, passage: Passage) -> str:
        """Return the exact words of a passage; paragraphs are joined by one line feed."""
        return "\n".join(
            self.paragraphs[number].text[start:end] for number, start, end in self.slices(passage)
        )
