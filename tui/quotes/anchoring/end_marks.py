"""The marks at both ends of a quote that is found again, and its label: the match key holds none of them."""

from __future__ import annotations

import unicodedata

from tui.interview.model.place import Passage, Place
from tui.quotes.anchoring.joined_key import Stream
from tui.quotes.passage_words import clip, is_blank, labelled
from tui.quotes.quote import Quote
from tui.text.matchkey import MatchKey, fold


def clipped(stream: Stream, quote: Quote, passage: Passage) -> Passage:
    """Widen a passage to what the quote would have been taken from, with a printed label if it has one.

    Raises:
        ValueError: nothing is left.
    """
    clipped = clip(stream.interview, _with_marks(stream, quote, passage))
    return labelled(stream.interview, clipped) if quote.segments[0].head else clipped


def _with_marks(stream: Stream, quote: Quote, passage: Passage) -> Passage:
    """The passage with the punctuation at both ends that the quote had there, or what stands in its place."""
    paragraphs = stream.interview.paragraphs
    texts = [segment.text for segment in quote.segments]
    inked = [index for index, text in enumerate(texts) if fold(text)]
    first, last = texts[inked[0]], texts[inked[-1]]
    number, end = passage.end
    text = paragraphs[number].text
    end += _taken(last[_inked(last)[1] :], _run(text[end:]))
    # Whole paragraphs of marks, such as a line of dots.
    for marks in texts[inked[-1] + 1 :]:
        if end < len(text.rstrip()) or number + 1 == len(paragraphs):
            break
        if not paragraphs[number + 1].text.startswith(marks):
            break
        number, end = number + 1, len(marks)
        text = paragraphs[number].text
    begin, start = passage.start
    text = paragraphs[begin].text
    start -= _taken(first[: _inked(first)[0]][::-1], _run(text[:start][::-1]))
    for marks in reversed(texts[: inked[0]]):
        if text[:start].strip() or not begin or not paragraphs[begin - 1].text.endswith(marks):
            break
        begin -= 1
        text = paragraphs[begin].text
        start = len(text) - len(marks)
    return Passage(Place(begin, start), Place(number, end))


def _inked(text: str) -> tuple[int, int]:
    """From the first to behind the last code point that counts in the match key; all if none does."""
    key = MatchKey.of(text)
    return key.span(0, len(key.key)) if key.key else (0, len(text))


def _run(text: str) -> str:
    """The code points at the start of a text before the first that counts in a match key."""
    key = MatchKey.of(text[:32])
    return text[: key.offset(0)] if key.key else text[:32]


def _taken(stored: str, today: str) -> int:
    """How many of today's marks belong to a quote that had the stored ones; both from the words outwards."""
    count = 0
    for old, new in zip(stored, today, strict=False):
        if old != new and (is_blank(new) or _sort(old) != _sort(new)):
            break
        count += 1
    return count


def _sort(char: str) -> str:
    """What a mark does, so that 「 and “ are alike, and a full stop and a comma."""
    if char in "\"'":
        return "quote"
    category = unicodedata.category(char)
    return {"Ps": "quote", "Pi": "quote", "Pe": "quote", "Pf": "quote"}.get(category, category[0])
