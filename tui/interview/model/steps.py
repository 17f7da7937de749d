"""Stepping through an interview by character, word, sentence, paragraph, turn and section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from tui.interview.model.interview import Interview, Section, Turn
from tui.interview.model.place import Passage, Place
from tui.interview.model.view import Shown
from tui.text.clauses import clauses
from tui.text.sanitize import visible
from tui.text.sentences import sentences
from tui.text.width import widths

Spans = list[tuple[int, int]]

_STRETCH = 512
"""Code points that are cut into words or characters at once: a step costs the same in any paragraph."""

_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
"""Two letters that are drawn as the flag of a country."""


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
        word_spans: cuts a text into words, as offsets (start, end) in code points.
        shown: what can be stepped on; all by default.
    """

    def __init__(
        self,
        interview: Interview,
        word_spans: Callable[[str], Spans],
        shown: Shown | None = None,
    ) -> None:
        self.interview = interview
        self.word_spans = word_spans
        self.shown = shown or Shown(interview)
        self._sentences = lru_cache(maxsize=512)(self._cut_sentences)

    # -- units ---------------------------------------------------------------------------------------

    def _cut_sentences(self, paragraph: int) -> Spans:
        read = self.interview.paragraphs[paragraph]
        label = read.label if read.label < len(read.text) else 0
        cut = sentences(read.text, label) or [(0, len(read.text))]
        return [part for start, end in cut for part in clauses(read.text, start, end)]

    def _stretches(self, paragraph: int, granularity: Granularity) -> Spans:
        """The parts of a paragraph that are cut into units on their own, in order and without a gap."""
        text = self.interview.paragraphs[paragraph].text
        if granularity not in (Granularity.WORD, Granularity.CHARACTER) or len(text) <= _STRETCH:
            return [(0, len(text))]
        return list(self._short_stretches(text, self._sentences(paragraph)))

    @staticmethod
    def _short_stretches(text: str, cuts: Spans) -> Iterator[tuple[int, int]]:
        begin = 0
        for _start, end in cuts:
            while end - begin > _STRETCH:
                cut = begin + _STRETCH
                while cut > begin + _STRETCH // 2 and _joined(text, cut):
                    cut -= 1
                yield begin, cut
                begin = cut
            if end - begin > _STRETCH // 2 or end == len(text):
                yield begin, end
                begin = end

    def _cut(self, paragraph: int, stretch: tuple[int, int], granularity: Granularity) -> Spans:
        """The units within one stretch of a paragraph, offsets (start, end) in code points, in order.

        A speaker's label is no part of a sentence. Turns and sections are seen as whole paragraphs. Of a
        paragraph that is shown short the first sentence alone can be stepped on.
        """
        if granularity is Granularity.SENTENCE:
            cut = self._sentences(paragraph)
            return cut[:1] if self.shown.is_short(paragraph) else cut
        if granularity not in (Granularity.WORD, Granularity.CHARACTER):
            return [stretch]
        begin, end = stretch
        text = self.interview.paragraphs[paragraph].text[begin:end]
        cut = self.word_spans(text) if granularity is Granularity.WORD else _characters(text)
        return [(begin + first, begin + last) for first, last in cut]

    def unit_at(self, place: Place, granularity: Granularity) -> Passage:
        """Find the unit that a place stands in; a place on a label belongs to the sentence behind it."""
        number = place.paragraph
        if granularity is Granularity.TURN and (turn := self.interview.turn_at(number)):
            return Passage(Place(turn.start, 0), self._end_of(turn.end - 1))
        if granularity is Granularity.SECTION and (section := self.interview.section_at(number)):
            return Passage(Place(section.start, 0), self._end_of(section.end - 1))
        stretches = self._stretches(number, granularity)
        stretch = stretches[_last_from(stretches, place.offset)]
        spans = self._cut(number, stretch, granularity) or [stretch]
        start, end = spans[_last_from(spans, place.offset)]
        return Passage(Place(number, start), Place(number, end))

    def sentence_from(self, paragraph: int) -> Place:
        """Find where the first sentence of a paragraph begins, behind a label."""
        return Place(paragraph, self._sentences(paragraph)[0][0])

    # -- steps ---------------------------------------------------------------------------------------

    def _outward(self, place: Place, granularity: Granularity, direction: int) -> Iterator[tuple[int, Spans]]:
        """The units by stretches, each with its paragraph, from the stretch that a place stands in."""
        paragraph: int | None = place.paragraph
        while paragraph is not None:
            stretches = self._stretches(paragraph, granularity)
            if paragraph == place.paragraph:
                at = _last_from(stretches, place.offset)
            else:
                at = 0 if direction > 0 else len(stretches) - 1
            while 0 <= at < len(stretches):
                yield paragraph, self._cut(paragraph, stretches[at], granularity)
                at += direction
            paragraph = self.neighbour(paragraph, direction)

    def step(self, place: Place, granularity: Granularity, direction: int) -> Place | None:
        """Find the start of the next (direction 1) or previous (-1) unit; None where there is none."""
        if granularity in (Granularity.TURN, Granularity.SECTION):
            return self._step_range(place, granularity, direction)
        holding = self.unit_at(place, granularity).start
        for paragraph, spans in self._outward(place, granularity, direction):
            for start, _end in spans if direction > 0 else reversed(spans):
                there = Place(paragraph, start)
                if there > place if direction > 0 else there < min(place, holding):
                    return there
        return None

    def stop(self, place: Place, granularity: Granularity, direction: int, *, ends: bool) -> Place | None:
        """Find the nearest unit end (or start, with `ends` false) strictly beyond a place, or None."""
        if granularity in (Granularity.TURN, Granularity.SECTION):
            return self._stop_range(place, granularity, direction, ends=ends)
        for paragraph, spans in self._outward(place, granularity, direction):
            for start, end in spans if direction > 0 else reversed(spans):
                there = Place(paragraph, end if ends else start)
                if there > place if direction > 0 else there < place:
                    return there
        return None

    def neighbour(self, paragraph: int, direction: int) -> int | None:
        """Find the next paragraph in that direction (1 or -1) that is shown, or None."""
        return self.shown.neighbour(paragraph, direction)

    def _end_of(self, paragraph: int) -> Place:
        return Place(paragraph, len(self.interview.paragraphs[paragraph].text))

    def _ranges(self, granularity: Granularity) -> Sequence[Turn] | Sequence[Section]:
        return self.interview.turns if granularity is Granularity.TURN else self.interview.sections

    def _index(self, paragraph: int, granularity: Granularity) -> int:
        turns = granularity is Granularity.TURN
        return self.interview.turn_index(paragraph) if turns else self.interview.section_index(paragraph)

    def _step_range(self, place: Place, granularity: Granularity, direction: int) -> Place | None:
        ranges = self._ranges(granularity)
        index = self._index(place.paragraph, granularity)
        inside = index >= 0 and place > self.sentence_from(ranges[index].start)
        if direction > 0 or (index >= 0 and not inside):
            index += direction
        while 0 <= index < len(ranges):
            if self.shown.is_shown(ranges[index].start):
                return self.sentence_from(ranges[index].start)
            index += direction
        return None

    def _stop_range(
        self, place: Place, granularity: Granularity, direction: int, *, ends: bool
    ) -> Place | None:
        ranges = self._ranges(granularity)
        at = self._index(place.paragraph, granularity)
        # Of the ranges around the place the nearest stop beyond it lies in one of these.
        near = ranges[max(0, at - 2) : at + 3]
        stops = [self._end_of(part.end - 1) if ends else Place(part.start, 0) for part in near]
        beyond = [stop for stop in stops if (stop > place if direction > 0 else stop < place)]
        return (beyond[0] if direction > 0 else beyond[-1]) if beyond else None


def _last_from(spans: Spans, offset: int) -> int:
    """The index of the last span that begins at or before an offset; the first one where none does."""
    return max(0, bisect_right(spans, offset, key=lambda span: span[0]) - 1)


def _characters(text: str) -> Spans:
    """What a person takes for single characters: a letter with its marks, a joined emoji, a flag."""
    cells = widths(visible(text))
    for flag in _FLAG.finditer(text):
        cells[flag.end() - 1] = 0
    starts = [0, *(offset for offset in range(1, len(text)) if cells[offset])]
    return list(zip(starts, [*starts[1:], len(text)], strict=True)) if text else []


def _joined(text: str, cut: int) -> bool:
    """Whether a cut there would go through a Latin word, a number or a letter with its marks."""
    left, right = text[cut - 1], text[cut]
    return not right.isspace() and (not right.isalnum() or (right < "\u2e80" and left.isalnum()))
