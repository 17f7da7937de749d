"""What a person decides of a quote that stands in the file no more as it was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.interview.model.place import Passage
from tui.quotes import changes, rows
from tui.quotes.changes import ChangeKind, image
from tui.quotes.quote import Decision, Quote, Side
from tui.store.sqlite import sources

if TYPE_CHECKING:
    from tui.quotes.collection import Collection


class Deciding:
    """The part of the collection that takes decisions; each is one change that can be undone."""

    def places_for(self: Collection, quote: Quote) -> list[tuple[Passage, ...]]:  # type: ignore[misc]
        """Where a quote may stand now, each place as its runs; the one that it is shown at comes first.

        It may take 20 ms, and holds nobody up.
        """
        from tui.quotes.other_places import elsewhere

        shown = [quote.stands] if quote.stands else []
        if len(quote.runs()) > 1:
            return shown
        taken = list(quote.stands)
        others = elsewhere(self._placing.stream, quote)
        return shown + [(one,) for one in others if not any(one.overlaps(own) for own in taken)]

    def take_words(self: Collection, id: str, places: tuple[Passage, ...]) -> Quote:  # type: ignore[misc]
        """Let a quote have the words that stand at a place now, instead of the stored ones.

        Raises:
            KeyError: there is no such quote.
            ValueError: there are no words.
            StoreError: it could not be written, and nothing was.
        """
        new = self.composed(places)
        with self._acting() as (connection, number):
            self._known(id)
            images = [self._rewritten(connection, id, new)]
            changes.record(connection, number, self.window, ChangeKind.DECIDE, images)
        return self._quotes[id]

    def keep_words(self: Collection, id: str, places: tuple[Passage, ...]) -> Quote:  # type: ignore[misc]
        """Keep a quote's stored words and let them stand at a place, whatever stands there now.

        Raises:
            KeyError: there is no such quote.
            ValueError: there are no words at that place.
            StoreError: it could not be written, and nothing was.
        """
        there = self.composed(places)
        sides = there.sides or (Side(there.prefix, there.suffix, there.fraction),)
        return self._decide(id, Decision(self.interview.digest, there.segments, there.cuts, sides))

    def leave_orphan(self: Collection, id: str) -> Quote:  # type: ignore[misc]
        """Leave a quote without a place, until its own words stand in the file again.

        Raises:
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        return self._decide(id, Decision(self.interview.digest))

    def _decide(self: Collection, id: str, decision: Decision) -> Quote:  # type: ignore[misc]
        with self._acting() as (connection, number):
            self._known(id)
            sources.keep_text(connection, self.interview)
            after = {"decision": rows.pack_decision(decision)}
            before = changes.current(connection, id, ["decision"])
            if before != after:
                images = [image(id, before, after)]
                changes.record(connection, number, self.window, ChangeKind.DECIDE, images)
        return self._quotes[id]
