"""Stepping through an interview by character, word, sentence, paragraph, turn and section."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from tui.interview.model import Interview
from tui.interview.place import Passage, Place
from tui.text.sentences import sentences

Spans = list[tuple[int, int]]


class Granularity(StrEnum):
    """How far one step goes."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TURN = "turn"
    SECTION = "section"


class Steps:
    """The units of one interview.

    Args:
        interview: what is walked through.
        word_spans: cuts a text into words, as offsets (start, end) in code points that cover it.
        shown: which paragraphs (indices from 0) can be stepped on; all by default.
    """

    def __init__(
        self,
        interview: Interview,
        word_spans: Callable[[str], Spans],
        shown: Callable[[int], bool] = lambda _: True,
    ) -> None:
        self.interview = interview
        self.word_spans = word_spans
        self.shown = shown
        self._sentences = lru_cache(maxsize=512)(self._cut_sentences)

    def _cut_sentences(self, paragraph: int) -> Spans:
        read = self.interview.paragraphs[paragraph]
        label = read.label if read.label < len(read.text) else 0
        return sentences(read.text, label) or [(0, len(read.text))]

    def units(self, paragraph: int, granularity: Granularity) -> Spans:
        """The units within one paragraph, offsets (start, end) in code points, in order.

        A speaker's label is no part of a sentence. Turns and sections are seen as whole paragraphs.
        """
        if granularity is Granularity.SENTENCE:
            return self._sentences(paragraph)
        text = self.interview.paragraphs[paragraph].text
        if granularity is Granularity.WORD:
            return self.word_spans(text)
        if granularity is Granularity.CHARACTER:
            return [(offset, offset + 1) for offset in range(len(text))]
        return [(0, len(text))]

    def unit_at(self, place: Place, granularity: Granularity) -> Passage:
        """The unit that a place stands in; a place on a label belongs to the sentence behind it."""
        number = place.paragraph
        if granularity is Granularity.TURN and (turn := self.interview.turn_at(number)):
            return Passage(Place(turn.start, 0), self._end_of(turn.end - 1))
        if granularity is Granularity.SECTION and (section := self.interview.section_at(number)):
            return Passage(Place(section.start, 0), self._end_of(section.end - 1))
        if granularity is Granularity.CHARACTER:
            length = len(self.interview.paragraphs[number].text)
            offset = max(0, min(place.offset, length - 1))
            return Passage(Place(number, offset), Place(number, min(offset + 1, length)))
        spans = self.units(number, granularity)
        index = max(0, bisect_right(spans, place.offset, key=lambda span: span[0]) - 1)
        start, end = spans[index]
        return Passage(Place(number, start), Place(number, end))

    def step(self, place: Place, granularity: Granularity, direction: int) -> Place | None:
        """The start of the next (direction 1) or previous (-1) unit; None where there is none."""
        if granularity in (Granularity.TURN, Granularity.SECTION):
            return self._step_range(place, granularity, direction)
        spans = self.units(place.paragraph, granularity)
        index = bisect_right(spans, place.offset, key=lambda span: span[0]) - 1 + direction
        if 0 <= index < len(spans):
            return Place(place.paragraph, spans[index][0])
        neighbour = self.neighbour(place.paragraph, direction)
        if neighbour is None:
            return None
        spans = self.units(neighbour, granularity)
        return Place(neighbour, spans[0 if direction > 0 else -1][0])

    def stop(self, place: Place, granularity: Granularity, direction: int, *, ends: bool) -> Place | None:
        """The nearest unit end (or start, with `ends` false) strictly beyond a place, or None."""
        if granularity in (Granularity.TURN, Granularity.SECTION):
            return self._stop_range(place, granularity, direction, ends=ends)
        paragraph: int | None = place.paragraph
        while paragraph is not None:
            stops = [span[1 if ends else 0] for span in self.units(paragraph, granularity)]
            if paragraph == place.paragraph:
                stops = [o for o in stops if (o > place.offset if direction > 0 else o < place.offset)]
            if stops:
                return Place(paragraph, stops[0 if direction > 0 else -1])
            paragraph = self.neighbour(paragraph, direction)
        return None

    def neighbour(self, paragraph: int, direction: int) -> int | None:
        """The next paragraph in that direction that is shown, or None."""
        paragraph += direction
        while 0 <= paragraph < len(self.interview.paragraphs):
            if self.shown(paragraph):
                return paragraph
            paragraph += direction
        return None

    def sentence_from(self, paragraph: int) -> Place:
        """Where the first sentence of a paragraph begins, behind a label."""
        return Place(paragraph, self.units(paragraph, Granularity.SENTENCE)[0][0])

    def _end_of(self, paragraph: int) -> Place:
        return Place(paragraph, len(self.interview.paragraphs[paragraph].text))

    def _step_range(self, place: Place, granularity: Granularity, direction: int) -> Place | None:
        ranges = self.interview.turns if granularity is Granularity.TURN else self.interview.sections
        starts = [part.start for part in ranges if self.shown(part.start)]
        index = bisect_right(starts, place.paragraph) - 1
        if direction > 0:
            index += 1
        elif index >= 0 and place <= self.sentence_from(starts[index]):
            index -= 1
        return self.sentence_from(starts[index]) if 0 <= index < len(starts) else None

    def _stop_range(
        self, place: Place, granularity: Granularity, direction: int, *, ends: bool
    ) -> Place | None:
        ranges = self.interview.turns if granularity is Granularity.TURN else self.interview.sections
        stops = [self._end_of(part.end - 1) if ends else Place(part.start, 0) for part in ranges]
        beyond = [stop for stop in stops if (stop > place if direction > 0 else stop < place)]
        return (beyond[0] if direction > 0 else beyond[-1]) if beyond else None
