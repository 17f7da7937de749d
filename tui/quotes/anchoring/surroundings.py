"""Finding a quote by other things than its words: what stands around it, or its two ends."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from tui.interview.model.place import Passage, Place
from tui.quotes.anchoring.align import best_span, likeness
from tui.quotes.anchoring.candidates import near, occurrences
from tui.quotes.anchoring.end_marks import clipped
from tui.quotes.anchoring.joined_key import CONTEXT, Stream
from tui.quotes.anchoring.twins import SHORT
from tui.quotes.passage_words import segments
from tui.quotes.quote import Quote, Segment, State
from tui.text.matchkey import fold

END = 400
"""Code points of match key that are looked for of each end."""

LIKE = 0.8
"""How much of them has to stand there, from 0 to 1."""


def between_sides(stream: Stream, quote: Quote, key: str) -> tuple[State, Passage | None]:
    """Find what stands now between the two sides of a quote whose own words are too few or too much edited.

    Never more than something for a person to look at.
    """
    if min(len(quote.prefix), len(quote.suffix)) < SHORT:
        return State.ORPHAN, None
    for low, high in near(stream.key, key, quote):
        low = max(0, low - CONTEXT)
        text = stream.key[low : high + CONTEXT]
        before, after = best_span(quote.prefix, text), best_span(quote.suffix, text)
        between = text[before.end : after.start]
        if (
            before.distance <= 0.3 * len(quote.prefix)
            and after.distance <= 0.3 * len(quote.suffix)
            and 0 < len(between) <= 2 * len(key) + 2
            and max(likeness(key, between), likeness(key[::-1], between[::-1])) >= 0.3
        ):
            passage = stream.passage(low + before.end, low + after.start)
            try:
                return State.REVIEW, clipped(stream, quote, passage)
            except ValueError:
                continue
    return State.ORPHAN, None


def of_marks_alone(stream: Stream, quote: Quote) -> tuple[State, Passage | None]:
    """Find a quote of marks alone, such as ……: the same ones between the same words, or nothing."""
    around = quote.prefix + quote.suffix
    at = stream.key.find(around)
    if len(around) < SHORT or at < 0 or stream.key.find(around, at + 1) >= 0:
        return State.ORPHAN, None
    junction = at + len(quote.prefix)
    low = stream.passage(junction - 1, junction).end if junction else stream.interview.start
    high = (
        stream.passage(junction, junction + 1).start if junction < len(stream.key) else stream.interview.end
    )
    passages = [
        Passage(Place(number, at), Place(number, at + len(quote.text)))
        for number, start, end in stream.interview.slices(Passage(low, high))
        for at in occurrences(stream.interview.paragraphs[number].text[:end], quote.text, 99)
        if at >= start
    ]
    # Of several nobody can say which one it was.
    if len(passages) != 1:
        return (State.REVIEW, passages[0]) if passages else (State.ORPHAN, None)
    same = voices(segments(stream.interview, passages[0])) == voices(quote.segments)
    return (State.OK if same else State.REVIEW), passages[0]


def by_its_ends(stream: Stream, quote: Quote, key: str) -> tuple[State, Passage | None]:
    """Find where the two ends of a very long quote stand that has changed, for a person to look at."""
    spans: list[tuple[int, int]] = []
    for part, before, after in (
        (key[:END], quote.prefix, key[END : END + CONTEXT]),
        (key[-END:], key[-END - CONTEXT : -END], quote.suffix),
    ):
        best: tuple[float, int, int] = (LIKE, 0, 0)
        for low, high in near(stream.key, part, quote, before=before, after=after):
            span = best_span(part, stream.key[low:high], before, after)
            best = max(best, (1 - span.distance / len(part), low + span.start, low + span.end))
        spans.append(best[1:])
    (start, first_end), (_, end) = spans
    if first_end and end and 0.6 * len(key) < end - start < 1.6 * len(key):
        return State.REVIEW, clipped(stream, quote, stream.passage(start, end))
    return State.ORPHAN, None


def voices(parts: Iterable[Segment]) -> list[str]:
    """Tell who speaks, turn by turn, "" for nobody; paragraphs may have been joined or split, turns not."""
    return [fold(speaker) for (speaker, _), _ in groupby((part.speaker, part.turn) for part in parts)]
