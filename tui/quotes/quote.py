"""What a quote is: the exact words as they stood when it was taken, whose they are, where they stand now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tui.interview.model.interview import Credits
from tui.interview.model.place import Passage

CUT = "……"
"""Stands where words were left out between two parts of a quote."""

UNSURE = "unsure-speakers"
"""Kind of the warning on quotes from an interview of which nobody has said who speaks, and it is not sure."""


class Colour(StrEnum):
    """What a quote can be marked with; their order is that of the digits that stand for them, from 1."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    RED = "red"
    PURPLE = "purple"


class State(StrEnum):
    """How surely a quote's words are found in the interview that is open.

    OK: the very same words stand there, but for blanks at most.
    CHANGED: the place is sure, the words or the punctuation differ a little.
    REVIEW: there is a likely place, and a person has to decide.
    ORPHAN: the words stand nowhere in it.
    """

    OK = "ok"
    CHANGED = "changed"
    REVIEW = "review"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Segment:
    """A quote's part of one paragraph, as it stood when the quote was taken.

    Attributes:
        paragraph: the paragraph's index, from 0.
        start, end: the part of that paragraph's text, [start, end) in code points.
        text: its exact words, never empty.
        turn: number of the turn it belongs to, from 1, or None outside of all turns.
        label: that turn's label as printed, without its colon; "" outside of all turns.
        speaker: the name under which that turn's speaker is counted; "" outside of all turns.
        head: code points at the start of `text` that are the printed label with its colon and blanks.
    """

    paragraph: int
    start: int
    end: int
    text: str
    turn: int | None = None
    label: str = ""
    speaker: str = ""
    head: int = 0

    @property
    def words(self) -> str:
        """What is said: the text without a printed label at its start."""
        return self.text[self.head :]


@dataclass(frozen=True, slots=True)
class Source:
    """The interview that a quote was taken from, as it was then.

    Attributes:
        digest: SHA-256 of the source bytes, in hexadecimal.
        path: where it was read from, absolute; "-" for standard input.
    """

    digest: str = ""
    path: str = ""
    title: str = ""
    credits: Credits = field(default_factory=Credits)


@dataclass(frozen=True, slots=True)
class Side:
    """What stands around one part of a merged quote.

    Attributes:
        prefix, suffix: up to 48 code points of match key before and behind it.
        fraction: how far into the text it stood, from 0 to 1.
    """

    prefix: str = ""
    suffix: str = ""
    fraction: float = 0.0


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a quote that stands in the file no more as it was taken.

    Attributes:
        digest: the file's, when it was decided.
        segments: what stands at the place that the stored words are to stand for; empty where there is none
            and the quote is left without a place, until its own words stand there again.
        cuts, sides: as in a quote.
    """

    digest: str
    segments: tuple[Segment, ...] = ()
    cuts: tuple[int, ...] = ()
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """One quote of the collection.

    Attributes:
        id: `q-` and letters and digits; unique, and it stays.
        segments: its parts, one for each paragraph it touches, in reading order; never empty.
        turn: number, from 1, of the turn it begins in, or None outside of all turns. Where the quote is found
            again in a changed file (OK, CHANGED), this and the section are those of the file as it is now.
        speaker: the name of that turn's speaker; "" outside of all turns.
        section: number of the section it begins in; 0 is the preface.
        section_title: that section's heading as printed, "" for the preface.
        note: the person's words on it; may hold several lines.
        tags: in the order given, without "#".
        state: how surely it stands at `passage`.
        passage: where it stands in the interview that is open; under REVIEW a candidate, if any; None for
            ORPHAN.
        warnings: kinds of the warnings on the turns it was taken from.
        created: when it was taken, ISO 8601 in UTC (2024-03-01T08:07:00Z).
        question: the question that it answers, one segment for each paragraph; empty where there is none.
            Labels are never in these segments' texts.
        prefix, suffix: up to 48 code points of match key before and behind it.
        fraction: how far into the text it stood, from 0 to 1.
        source: the interview as it was when the quote was taken.
        colour: a `Colour`, or "".
        cuts: of a merged quote, the indices of those segments before which words were left out.
        sides: of a merged quote, what stands around each of its runs; empty otherwise.
        places: of a merged quote, where each of its runs stands now, as far as they are found.
        decision: what a person decided of its place, or None.
        settled: whether its state is what a person decided for the file that is open.
    """

    id: str
    segments: tuple[Segment, ...]
    turn: int | None = None
    speaker: str = ""
    section: int = 0
    section_title: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    state: State = State.OK
    passage: Passage | None = None
    warnings: tuple[str, ...] = ()
    created: str = ""
    question: tuple[Segment, ...] = ()
    prefix: str = ""
    suffix: str = ""
    fraction: float = 0.0
    source: Source = field(default_factory=Source)
    colour: str = ""
    cuts: tuple[int, ...] = ()
    sides: tuple[Side, ...] = ()
    places: tuple[Passage, ...] = ()
    decision: Decision | None = None
    settled: bool = False

    @property
    def text(self) -> str:
        """The exact words as they stood, a line a paragraph; a cut is a line of its own."""
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        """Walk through the words of each segment, and what stands between them for words left out."""
        for index, segment in enumerate(self.segments):
            if cut := self.cut_words(index):
                yield cut
            yield segment.text

    def cut_words(self, index: int) -> str:
        """Tell what stands before a segment (index from 0) for words left out; "" where none were.

        It names the speaker where another one goes on whose label isn't among the words.
        """
        segment = self.segments[index]
        before = self.segments[index - 1] if index else None
        if not (self.is_cut(index) if before else index in self.cuts):
            return ""
        named = segment.head or not segment.label or (before and before.speaker == segment.speaker)
        return CUT if named else f"{CUT} {segment.label}"

    def is_cut(self, index: int) -> bool:
        """Tell whether words were left out between a segment, index from 1, and the one before it."""
        if index in self.cuts:
            return True
        before, after = self.segments[index - 1], self.segments[index]
        if after.paragraph == before.paragraph:
            return after.start != before.end
        return after.paragraph != before.paragraph + 1 or after.start > 0

    def runs(self) -> tuple[Quote, ...]:
        """Part it at its cuts, each part as a quote of its own; itself where there are no cuts."""
        starts = [0, *(index for index in range(1, len(self.segments)) if self.is_cut(index))]
        if len(starts) == 1 and not self.cuts:
            return (self,)
        sides = self.sides if len(self.sides) == len(starts) else (Side(),) * len(starts)
        return tuple(
            replace(
                self,
                segments=self.segments[start:end],
                prefix=side.prefix,
                suffix=side.suffix,
                fraction=side.fraction,
                cuts=(),
                sides=(),
                places=(),
            )
            for start, end, side in zip(starts, [*starts[1:], len(self.segments)], sides, strict=True)
        )

    @property
    def is_undecided(self) -> bool:
        """Whether a person has yet to say what becomes of it."""
        return self.state is not State.OK and not self.settled

    @property
    def placed_passages(self) -> tuple[Passage, ...]:
        """Where its words stand in the interview that is open, without what its cuts leave out."""
        return self.places or ((self.passage,) if self.passage else ())

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everyone whose turns it touches, each once, in the order of their first words."""
        return tuple(dict.fromkeys(segment.speaker for segment in self.segments if segment.speaker))
