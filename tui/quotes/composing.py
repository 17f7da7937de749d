"""Quotes given other words: trimmed, extended, merged, split; each is one change that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tui.interview.model.place import Passage, Place
from tui.quotes import changes, rows
from tui.quotes.changes import ChangeKind, image
from tui.quotes.errors import QuoteError
from tui.quotes.quote import Quote, State
from tui.store.sqlite import sources

if TYPE_CHECKING:
    import sqlite3

    from tui.quotes.collection import Collection


class Composing:
    """The part of the collection that makes quotes of other quotes."""

    def retake(self: Collection, id: str, passage: Passage) -> Quote:  # type: ignore[misc]
        """Give a quote another extent; its note, its tags and its place in the order by hand stay.

        What the cuts of a merged quote leave out stays left out.

        Args:
            id: the quote.
            passage: its words from now on, clipped as by `add`; of a merged quote its first and last words.

        Raises:
            KeyError: there is no such quote.
            ValueError: the passage holds nothing but blanks and labels.
            StoreError: it could not be written, and nothing was.
        """
        with self._lock:
            self._refresh_if_changed()
            old = self._known(id)
            new = self.composed(reaching(old, passage))
            if (old.segments, old.passage) != (new.segments, new.passage) or old.state is not State.OK:
                with self._acting() as (connection, number):
                    self._known(id)
                    images = [self._rewritten(connection, id, new)]
                    changes.record(connection, number, self.window, ChangeKind.EXTENT, images)
            return self._quotes[id]

    def merge(self: Collection, ids: Iterable[str]) -> Quote:  # type: ignore[misc]
        """Make one quote of several, in the order of the text, with cuts where words are left out.

        It is the first of them in the text that stays, with everybody's tags, and with their notes one below
        the other.

        Raises:
            KeyError: there is no such quote.
            QuoteError: "too-few" where they are less than two, "not-as-taken" where one of them doesn't stand
                in the file as it was taken: that has to be decided first.
            StoreError: it could not be written, and nothing was.
        """
        with self._lock:
            self._refresh_if_changed()
            quotes = sorted((self._known(id) for id in dict.fromkeys(ids)), key=lambda one: one.stands)
            if len(quotes) < 2:
                raise QuoteError("too-few")
            _as_taken(quotes)
            merged = self.composed([passage for quote in quotes for passage in quote.stands])
            first, *others = quotes
            after: dict[str, Any] = {
                "note": "\n\n".join(dict.fromkeys(quote.note for quote in quotes if quote.note)),
                "tags": rows.pack_tags(tuple(dict.fromkeys(tag for quote in quotes for tag in quote.tags))),
                "colour": next((quote.colour for quote in quotes if quote.colour), ""),
            }
            with self._acting() as (connection, number):
                images = [self._rewritten(connection, first.id, merged, after)]
                images += [
                    image(self._known(other.id).id, {"removed": 0}, {"removed": 1}) for other in others
                ]
                changes.record(connection, number, self.window, ChangeKind.MERGE, images)
            return self._quotes[first.id]

    def split(self: Collection, id: str, place: Place) -> tuple[Quote, Quote]:  # type: ignore[misc]
        """Make two quotes of one: what stands before a place, and what stands behind it.

        The first keeps the id and the note; both have the tags and the colour.

        Raises:
            KeyError: there is no such quote.
            QuoteError: "not-as-taken" where it doesn't stand in the file as it was taken; "nothing-to-split"
                where no words would be left on one of the sides.
            StoreError: it could not be written, and nothing was.
        """
        with self._lock:
            self._refresh_if_changed()
            old = self._known(id)
            _as_taken([old])
            try:
                before, behind = (
                    self.composed([one for one in side if not one.is_empty])
                    for side in (
                        [Passage(one.start, min(one.end, place)) for one in old.stands],
                        [Passage(max(one.start, place), one.end) for one in old.stands],
                    )
                )
            except (ValueError, IndexError):
                raise QuoteError("nothing-to-split") from None
            behind = replace(behind, tags=old.tags, colour=old.colour)
            with self._acting() as (connection, number):
                self._known(id)
                index = self._ordered.index(id) + 1
                images = [self._rewritten(connection, id, before)]
                new, added = self._insert(connection, number, behind, index, self._ordered)
                changes.record(connection, number, self.window, ChangeKind.SPLIT, [*images, *added])
            return self._quotes[id], self._quotes[new]

    def composed(self: Collection, passages: Sequence[Passage]) -> Quote:  # type: ignore[misc]
        """The quote of several passages, without taking it.

        Raises:
            ValueError: a passage holds nothing but blanks and labels.
        """
        from tui.quotes.quote_from_passage import compose

        return compose(self.interview, self._placing.stream, passages)

    def _rewritten(  # type: ignore[misc]
        self: Collection,
        connection: sqlite3.Connection,
        id: str,
        new: Quote,
        others: dict[str, Any] | None = None,
    ) -> changes.Image:
        """What gives a quote the words of another one, taken from the file as it is now."""
        sources.keep_text(connection, self.interview)
        after = {
            "source": self.interview.digest,
            "path": new.source.path,
            "body": rows.body(new),
            "decision": "",
            **(others or {}),
        }
        return image(id, changes.current(connection, id, list(after)), after)


def reaching(quote: Quote, passage: Passage) -> list[Passage]:
    """The runs of a quote within a passage, the first and the last of them stretched to its ends."""
    runs = [
        Passage(max(run.start, passage.start), min(run.end, passage.end))
        for run in quote.stands
        if run.overlaps(passage)
    ]
    if len(quote.stands) < 2 or not runs:
        return [passage]
    runs[0] = Passage(passage.start, runs[0].end)
    runs[-1] = Passage(runs[-1].start, passage.end)
    return runs


def _as_taken(quotes: Iterable[Quote]) -> None:
    if any(quote.state is not State.OK for quote in quotes):
        raise QuoteError("not-as-taken")
