"""Other places where a quote may stand in a changed file, for a person to choose from."""

from __future__ import annotations

from tui.interview.model.place import Passage, Place
from tui.quotes.anchoring.align import best_span, likeness
from tui.quotes.anchoring.candidates import exact, near
from tui.quotes.anchoring.joined_key import Stream, key_of
from tui.quotes.passage_words import clip, is_blank
from tui.quotes.quote import Quote

MOST = 8
"""Places that are offered at most."""

_FAINT = 0.4
_LONGEST = 2000
"""Code points of match key beyond which near copies are not aligned, for the time that it takes."""


def elsewhere(stream: Stream, quote: Quote) -> list[Passage]:
    """Find where a quote may stand, the likeliest first: by its words, then by what stands on both sides.

    Weaker likenesses than re-finding dares to show are among them; nothing is decided by them.
    """
    key = key_of(quote)
    if not key:
        return []
    likely = [(1.0, at, at + len(key)) for at in exact(stream.key, key, quote)]
    if len(key) <= _LONGEST:
        for low, high in near(stream.key, key, quote):
            span = best_span(key, stream.key[low:high], quote.prefix, quote.suffix)
            likely.append((1 - span.distance / len(key), low + span.start, low + span.end))
    ranked = sorted(
        (
            (like + 0.25 * _sides(stream, quote, start, end), start, end)
            for like, start, end in likely
            if like >= _FAINT and end > start
        ),
        reverse=True,
    )
    passages: list[Passage] = []
    for _score, start, end in ranked:
        passage = _with_closing(stream, quote, stream.passage(start, end))
        if len(passages) < MOST and not any(passage.overlaps(other) for other in passages):
            passages.append(passage)
    return passages


def _sides(stream: Stream, quote: Quote, start: int, end: int) -> float:
    before = stream.key[max(0, start - len(quote.prefix)) : start]
    after = stream.key[end : end + len(quote.suffix)]
    return likeness(quote.prefix[::-1], before[::-1]) + likeness(quote.suffix, after)


def _with_closing(stream: Stream, quote: Quote, passage: Passage) -> Passage:
    """The passage with the marks behind it, where the quote ended with marks: a match key holds none."""
    number, end = passage.end
    text = stream.interview.paragraphs[number].text
    if not quote.text[-1].isalnum():
        while end < len(text) and not text[end].isalnum() and not is_blank(text[end]):
            end += 1
    return clip(stream.interview, Passage(passage.start, Place(number, end)))
