"""What is marked in the text beside the words themselves: hits, quotes, the cursor, the selection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import StrEnum

from tui.interview.place import Passage


class Mark(StrEnum):
    """A reason to paint some words in another way, from the weakest to the strongest."""

    QUOTE = "quote"
    CURSOR = "cursor"
    HIT = "hit"
    HIT_IN_HAND = "hit-in-hand"
    SELECTION = "selection"


class Passages:
    """Many passages, asked for by paragraph."""

    def __init__(self, passages: Iterable[Passage] = ()) -> None:
        self.sorted = sorted(passages)
        self._starts = [passage.start.paragraph for passage in self.sorted]
        # A passage over several paragraphs starts before some that it touches: look back far enough.
        self._reach = max((p.end.paragraph - p.start.paragraph for p in self.sorted), default=0)

    def __len__(self) -> int:
        return len(self.sorted)

    def touching(self, paragraph: int) -> Iterator[Passage]:
        """The passages that cover something of a paragraph (index from 0)."""
        index = bisect_right(self._starts, paragraph) - 1
        while index >= 0 and self._starts[index] >= paragraph - self._reach:
            if self.sorted[index].end.paragraph >= paragraph:
                yield self.sorted[index]
            index -= 1
