"""A whole interview as one match key, with the way to places and back."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.quotes.quote import Quote
from tui.text.matchkey import MatchKey, fold

CONTEXT = 48
"""Code points of match key kept on each side of a quote."""


def key_of(quote: Quote) -> str:
    """Make the match key of a quote's words, as they would stand in a stream."""
    return "".join(fold(segment.text) for segment in quote.segments)


class Stream:
    """The match keys of all paragraphs, one behind the other.

    Paragraphs that were joined or split since make no difference in it.

    Attributes:
        interview: the interview.
        key: all its keys together.
    """

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self._keys = [MatchKey.of(paragraph.text) for paragraph in interview.paragraphs]
        self._starts = list(accumulate((len(key.key) for key in self._keys), initial=0))
        self.key = "".join(key.key for key in self._keys)

    def index(self, place: Place) -> int:
        """Find the place in the stream of the first counting character at or behind a place."""
        if place.paragraph >= len(self._keys):
            return len(self.key)
        return self._starts[place.paragraph] + self._keys[place.paragraph].index(place.offset)

    def passage(self, start: int, end: int) -> Passage:
        """Find the passage of the stream's code points [start, end), which are at least one.

        It begins and ends with a character that counts.
        """
        first, last = self._paragraph(start), self._paragraph(end - 1)
        from_, _ = self._keys[first].span(start - self._starts[first], start - self._starts[first] + 1)
        _, to = self._keys[last].span(end - 1 - self._starts[last], end - self._starts[last])
        return Passage(Place(first, from_), Place(last, to))

    def context(self, passage: Passage) -> tuple[str, str, float]:
        """Tell what stands on both sides of a passage, and how far into the text it begins, from 0 to 1."""
        start, end = self.index(passage.start), self.index(passage.end)
        before = self.key[max(0, start - CONTEXT) : start]
        return before, self.key[end : end + CONTEXT], start / max(1, len(self.key))

    def _paragraph(self, index: int) -> int:
        # The last of several that start here is the one that has characters.
        return bisect_right(self._starts, index) - 1
