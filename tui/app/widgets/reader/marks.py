"""What is marked in the text: hits, quotes, the cursor, the selection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from tui.interview.model.place import Passage, Place


class Mark(StrEnum):
    """A reason to paint some words in another way, from the weakest to the strongest."""

    QUOTE = "quote"
    YELLOW = "quote-yellow"
    GREEN = "quote-green"
    BLUE = "quote-blue"
    RED = "quote-red"
    PURPLE = "quote-purple"
    CURSOR = "cursor"
    WORD = "word"
    HIT = "hit"
    HIT_IN_HAND = "hit-in-hand"
    SELECTION = "selection"


QUOTES = (Mark.QUOTE, Mark.YELLOW, Mark.GREEN, Mark.BLUE, Mark.RED, Mark.PURPLE)
"""The marks of quotes; a coloured one's index is the digit that stands for its colour."""


def quote_mark(colour: str) -> Mark:
    """Return the mark of a quote of that colour, "" for none."""
    return Mark(f"quote-{colour}") if colour else Mark.QUOTE


class Passages:
    """Many passages, asked for by paragraph."""

    def __init__(self, passages: Iterable[Passage] = ()) -> None:
        self.sorted = sorted(passages)
        self._starts = [passage.start.paragraph for passage in self.sorted]
        # A passage over several paragraphs starts before some that it touches: look back far enough.
        self._reach = max((p.end.paragraph - p.start.paragraph for p in self.sorted), default=0)
        self._longest = 0
        if not self._reach:
            self._longest = max((p.end.offset - p.start.offset for p in self.sorted), default=0)

    def __len__(self) -> int:
        return len(self.sorted)

    def touching(self, paragraph: int, first: int = 0, last: int | None = None) -> Iterator[Passage]:
        """Return the passages that cover something of a paragraph (index from 0).

        Where code points [first, last) of it are given, those that begin behind them are left out, and of
        those before them what can be left out at no cost: a paragraph may hold thousands.
        """
        if last is None:
            index = bisect_right(self._starts, paragraph) - 1
        else:
            end = Place(paragraph, last)
            index = bisect_left(self.sorted, Passage(end, end)) - 1
        earliest = -1 if self._reach else first - self._longest
        while index >= 0 and self._starts[index] >= paragraph - self._reach:
            if self.sorted[index].start.offset < earliest:
                return
            if self.sorted[index].end.paragraph >= paragraph:
                yield self.sorted[index]
            index -= 1


Span = tuple[int, int, str]
"""What is marked in a paragraph: offsets (start, end) in code points, and the mark."""


class Marks:
    """What is marked in one interview, apart from the cursor and the selection."""

    def __init__(self) -> None:
        self.quotes = Passages()
        self.colours: Mapping[Passage, Mark] = {}
        self.hits = Passages()
        self.hit_in_hand: Passage | None = None

    def spans(
        self,
        paragraph: int,
        length: int,
        first: int,
        last: int,
        cursor: Passage,
        selected: Passage | None,
        word: Passage | None = None,
    ) -> list[Span]:
        """Return what is marked in code points [first, last) of a paragraph (index from 0), and some more.

        The paragraph has `length` code points.

        Cursor and word in hand are not, as long as something is selected.
        """
        strongest = (selected, Mark.SELECTION) if selected else (cursor, Mark.CURSOR)
        marked = [
            *(
                (passage, self.colours.get(passage, Mark.QUOTE))
                for passage in self.quotes.touching(paragraph, first, last)
            ),
            *((passage, Mark.HIT) for passage in self.hits.touching(paragraph, first, last)),
            *([(self.hit_in_hand, Mark.HIT_IN_HAND)] if self.hit_in_hand else []),
            strongest,
            *([(word, Mark.WORD)] if word and not selected else []),
        ]
        return [
            (*covered, mark) for passage, mark in marked if (covered := passage.within(paragraph, length))
        ]
