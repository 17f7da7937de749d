"""Where the quotes stand in the interview that is open; what was once looked for is kept in the store."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from tui.interview.model import Interview
from tui.interview.place import Passage, Place
from tui.quotes.quote import Quote, State
from tui.store.database import Database
from tui.store.errors import StoreError

if TYPE_CHECKING:
    from tui.quotes.stream import Stream


class Placing:
    """Places quotes in one interview.

    Args:
        database: where it is kept what was found.
        interview: the interview as it is now.
    """

    def __init__(self, database: Database, interview: Interview) -> None:
        self._database = database
        self._interview = interview
        self._kept: dict[str, str] = {}
        self._found: dict[str, str] = {}

    @cached_property
    def stream(self) -> Stream:
        """The interview's match key; made when it is first needed."""
        from tui.quotes.stream import Stream

        return Stream(self._interview)

    def recall(self) -> None:
        """Read what was found at earlier times.

        Raises:
            StoreError: it can't be read.
        """
        from tui.quotes.anchor import METHOD

        rows = self._database.rows(
            "SELECT quote, found FROM anchor WHERE digest = ? AND method = ?",
            (self._interview.digest, METHOD),
        )
        self._kept.update(rows)

    def keep(self) -> None:
        """Write down what was newly found; it can be found again, so a store that refuses does no harm."""
        if not self._found:
            return
        from tui.quotes.anchor import METHOD

        found, self._found = self._found, {}
        self._kept.update(found)
        digest = self._interview.digest
        with contextlib.suppress(StoreError), self._database.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO anchor VALUES (?, ?, ?, ?)",
                [(id, digest, METHOD, words) for id, words in found.items()],
            )

    def place(self, quote: Quote) -> Quote:
        """The quote with its state and passage, and today's turn and section where it is surely found."""
        if self._interview.renamed:
            quote = _called(quote, self._interview.renamed)
        if quote.source.digest == self._interview.digest and self._unmoved(quote):
            first, last = quote.segments[0], quote.segments[-1]
            passage = Passage(Place(first.paragraph, first.start), Place(last.paragraph, last.end))
            return replace(quote, state=State.OK, passage=passage)
        state, found = self._recalled(quote) or self._look(quote)
        if found is None or state not in (State.OK, State.CHANGED):
            return replace(quote, state=state, passage=found)
        turn = next(
            (
                turn
                for number, _, _ in self._interview.slices(found)
                if (turn := self._interview.turn_at(number))
            ),
            None,
        )
        section = self._interview.section_at(found.start.paragraph)
        return replace(
            quote,
            state=state,
            passage=found,
            turn=turn.number if turn else None,
            section=section.number if section else 0,
            section_title=section.title if section else "",
        )

    def _unmoved(self, quote: Quote) -> bool:
        """Whether the words stand where they were taken: a later version may cut the file differently."""
        paragraphs = self._interview.paragraphs
        return all(
            segment.paragraph < len(paragraphs)
            and paragraphs[segment.paragraph].text[segment.start : segment.end] == segment.text
            for segment in quote.segments
        )

    def _recalled(self, quote: Quote) -> tuple[State, Passage | None] | None:
        if quote.id not in self._kept:
            return None
        kept = json.loads(self._kept[quote.id])
        if kept.get("quote") != quote.text:
            # It was looked for with another extent, which an undo or a redo has changed since.
            return None
        if kept["passage"] is None:
            return State(kept["state"]), None
        passage = Passage(Place(*kept["passage"][:2]), Place(*kept["passage"][2:]))
        # The same file, but perhaps cut into other paragraphs by now.
        if self._interview.words(passage) != kept["words"]:
            return None
        return State(kept["state"]), passage

    def _look(self, quote: Quote) -> tuple[State, Passage | None]:
        from tui.quotes.anchor import find

        state, passage = find(self.stream, quote)
        self._found[quote.id] = json.dumps(
            {
                "quote": quote.text,
                "state": state.value,
                "passage": [*passage.start, *passage.end] if passage else None,
                "words": self._interview.words(passage) if passage else "",
            }
        )
        return state, passage


def _called(quote: Quote, renamed: Mapping[str, str]) -> Quote:
    """The quote with its speakers called what the person calls them since."""
    segments = tuple(
        replace(segment, speaker=renamed.get(segment.speaker, segment.speaker)) for segment in quote.segments
    )
    return replace(quote, segments=segments, speaker=renamed.get(quote.speaker, quote.speaker))
