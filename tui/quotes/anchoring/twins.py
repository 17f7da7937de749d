"""Telling a quote from what is said elsewhere in nearly the same words, then and now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.quotes.anchoring.align import best_span
from tui.quotes.anchoring.candidates import occurrences
from tui.quotes.anchoring.joined_key import Stream, key_of
from tui.quotes.quote import Quote
from tui.text.matchkey import fold

SHORT = 8
"""Match keys under so many code points mean too little by themselves."""

_SENTENCE = re.compile(r"(?:[^。？！?!；;\n.]|\.(?=\S))+")
_LEAST = 5
_PIECES = 12
_HITS = 12
_LONGEST = 600
_ALIKE = 0.4


def stands_elsewhere(stream: Stream, place: slice, quote: Quote, then: str, *, framed: bool) -> bool:
    """Tell whether a quote's words, or a sentence of them that reads otherwise at a place, stand elsewhere.

    Args:
        stream: the text as it is now.
        place: the place in its match key, in code points.
        quote: the quote.
        then: the match key of the text that it was taken from, "" where that is not known.
        framed: whether both sides are what they were: there a sentence that was said twice may be edited.
    """
    key, here = key_of(quote), stream.key[place]
    if here == key:
        # But for the marks it is the quote; what the same people say with the same marks may be it too.
        if len(key) < SHORT or stream.key.count(key) < 2:
            return False
        return all(_says(stream, part.text, part.speaker) for part in quote.segments)
    if len(key) >= SHORT and key in stream.key:
        return True
    said = {fold(words) for part in quote.segments for words in _SENTENCE.findall(part.words)}
    return any(
        len(one) >= SHORT
        and one not in here
        and stream.key.count(one) >= (max(1, then.count(one)) if framed else 1)
        for one in said
    )


def _says(stream: Stream, words: str, speaker: str) -> bool:
    interview = stream.interview
    return any(
        words in paragraph.text and fold(turn.speaker if turn else "") == fold(speaker)
        for number, paragraph in enumerate(interview.paragraphs)
        for turn in [interview.turn_at(number)]
    )


def said_as_well(stream: Stream, place: slice, quote: Quote, then: str) -> bool:
    """Tell whether something else that was said when a quote was taken reads as much like a place of today.

    The way back: what stands at the place may come from a sentence that was nearly the same, and the quote
    be gone.

    Args:
        stream: the text as it is now.
        place: the place in its match key, in code points.
        quote: the quote.
        then: the match key of the text that it was taken from, "" where that is not known.
    """
    from rapidfuzz.distance import Levenshtein

    key = key_of(quote)
    whole = quote.prefix + key + quote.suffix
    low = max(0, place.start - len(quote.prefix))
    words, around = stream.key[place], stream.key[low : place.stop + len(quote.suffix)]
    if around == whole:
        return then.count(whole) > stream.key.count(whole)
    origins = list(occurrences(then, whole, 99))
    if not origins:
        then, origins = whole, [0]
    own = min(origins, key=lambda at: abs(at / len(then) - quote.fraction)) + len(quote.prefix)
    # Of the words each sentence by itself has to be nearer to the quote; with all around it as near.
    parts = [
        (
            words[slice(*there)],
            (0, there[1] - there[0]),
            one,
            Levenshtein.distance(key[slice(*one)], words[slice(*there)]) - 1,
        )
        for one in _sentences(quote)
        for there in [_counterpart(key, words, *one)]
    ]
    parts.append(
        (around, (place.start - low, place.stop - low), (0, len(key)), Levenshtein.distance(whole, around))
    )
    return any(
        _is_another(then, part, inside, (own + first, own + last), edits)
        for part, inside, (first, last), edits in parts
    )


def _is_another(then: str, part: str, inside: tuple[int, int], own: tuple[int, int], edits: int) -> bool:
    """Whether a part of today's text is with so many edits something else than the stretch `own` of then.

    Args:
        then: the match key of the text that the quote was taken from.
        part: today's.
        inside: which part of it that stretch would be.
        own: that stretch.
        edits: at most so many of them.
    """
    edits = min(edits, int(_ALIKE * len(part)))
    if edits < 0 or len(part) > _LONGEST:
        return False
    for at in _likely(then, part, edits):
        if at + inside[0] == own[0]:
            continue
        first = max(0, at - edits)
        span = best_span(part, then[first : at + len(part) + edits])
        if span.distance <= edits:
            other = then[first + span.start : first + span.end]
            begin, end = _counterpart(part, other, *inside)
            if not (first + span.start + begin < own[1] and own[0] < first + span.start + end):
                return True
    return False


def _sentences(quote: Quote) -> list[tuple[int, int]]:
    """The sentences of a quote, as stretches of its match key, that are long enough to mean something."""
    spans, at = [], 0
    for part in quote.segments:
        for words in _SENTENCE.findall(part.text):
            size = len(fold(words))
            if size >= SHORT:
                spans.append((at, at + size))
            at += size
    return spans


def _counterpart(part: str, other: str, start: int, end: int) -> tuple[int, int]:
    """Where the code points [start, end) of a text have gone in an edited form of it."""
    from rapidfuzz.distance import Levenshtein

    kept = [
        (
            max(op.src_start, start) - op.src_start + op.dest_start,
            min(op.src_end, end) - op.src_start + op.dest_start,
        )
        for op in Levenshtein.opcodes(part, other)
        if op.tag == "equal" and op.src_start < end and op.src_end > start
    ]
    return (kept[0][0], kept[-1][1]) if kept else (start, start)


def _likely(then: str, part: str, edits: int) -> Iterator[int]:
    """Where a part with so many edits may begin: one of its pieces stands there unaltered."""
    size = max(_LEAST, len(part) // (min(edits, _PIECES) + 1))
    seen: set[int] = set()
    for offset in range(0, max(1, len(part) - size + 1), size):
        for at in occurrences(then, part[offset : offset + size], _HITS):
            begin = at - offset
            if not any(abs(begin - other) <= edits for other in seen):
                seen.add(begin)
                yield begin
