"""The collection of one interview: every action is one transaction, on the disk when it returns."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from tui.interview.model import Interview
from tui.interview.place import Passage, Place
from tui.kiosk.policy import current
from tui.quotes import changes, rows
from tui.quotes.changes import Change, ChangeKind, Image, image
from tui.quotes.placing import Placing
from tui.quotes.quote import Quote, Source, State
from tui.store import sources
from tui.store.database import Database
from tui.store.errors import StoreError

_SURE = (State.OK, State.CHANGED)


class Order(StrEnum):
    """In which order quotes are listed."""

    HAND = "hand"
    PLACE = "place"


class Collection:
    """The quotes of one interview; any thread may use it, and other processes may change it at any time.

    Making one reads the quotes and looks for them in a file that has changed, which can take 20 ms a quote.

    Args:
        database: the open store.
        interview: the interview as it is now; known to the store by its content, or else by its path.

    Raises:
        StoreError: the store can't be read.
    """

    def __init__(self, database: Database, interview: Interview) -> None:
        self.database = database
        self.interview = interview
        self._lock = threading.RLock()
        self._placing = Placing(database, interview)
        self._number: int | None = None
        self._revision = 0
        self._quotes: dict[str, Quote] = {}
        self._positions: dict[str, float] = {}
        self._ordered: list[str] = []
        self._sources: dict[str, Source] = {}
        self._placing.recall()
        self._refresh()
        if self._number is not None:
            self._tell_where()

    # -- looking ---------------------------------------------------------------------------------------------

    def quotes(self, order: Order = Order.HAND) -> list[Quote]:
        """All quotes as they are now, also what other processes did to them.

        Raises:
            StoreError: the store can't be read.
        """
        with self._lock:
            if self.changed_elsewhere():
                self._refresh()
            listed = [self._quotes[id] for id in self._ordered]
        return sorted(listed, key=_place_of) if order is Order.PLACE else listed

    def get(self, id: str) -> Quote:
        """The quote of that id.

        Raises:
            KeyError: there is none.
            StoreError: the store can't be read.
        """
        with self._lock:
            if self.changed_elsewhere():
                self._refresh()
            return self._quotes[id]

    def changed_elsewhere(self) -> bool:
        """Whether another process or window has changed these quotes since they were last read here.

        Raises:
            StoreError: the store can't be read.
        """
        with self._lock, self.database.reading() as connection:
            number = self._number
            if number is None:
                number = sources.identify(connection, self.interview)
            return self._revision_of(connection, number) != self._revision

    def tags(self) -> list[str]:
        """The tags in use, the most used first."""
        counted = Counter(tag for quote in self.quotes() for tag in quote.tags)
        return sorted(counted, key=lambda tag: (-counted[tag], tag))

    def passages(self) -> list[tuple[Passage, str]]:
        """Where quotes surely stand, with their ids, in reading order; nothing is read from the disk."""
        with self._lock:
            return sorted(
                (quote.passage, quote.id)
                for quote in self._quotes.values()
                if quote.passage is not None and quote.state in _SURE
            )

    def overlapping(self, passage: Passage) -> list[Quote]:
        """The quotes that share at least one code point with a passage, in reading order."""
        with self._lock:
            return [self._quotes[id] for own, id in self.passages() if own.overlaps(passage)]

    def at(self, place: Place) -> list[Quote]:
        """The quotes that cover the code point at a place, in reading order."""
        return self.overlapping(Passage(place, Place(place.paragraph, place.offset + 1)))

    def preview(self, passage: Passage, note: str = "", tags: Iterable[str] = ()) -> Quote:
        """The quote that `add` would take, without taking it.

        Raises:
            ValueError: the passage holds nothing but blanks and labels.
        """
        from tui.quotes.taking import take

        with self._lock:
            return take(self.interview, self._placing.stream, passage, note, tags)

    # -- doing -----------------------------------------------------------------------------------------------

    def add(self, passage: Passage, note: str = "", tags: Iterable[str] = ()) -> Quote:
        """Take a quote. In the order by hand it comes behind the one that stands next before it in the text.

        Args:
            passage: blanks at its ends are left out, and the label of a passage that stays in one turn.
            note: the person's words on it.
            tags: with or without "#".

        Returns:
            The quote; it is on the disk.

        Raises:
            ValueError: the passage holds nothing but blanks and labels.
            StoreError: it could not be written, and nothing was.
        """
        from tui.quotes.taking import new_id

        with self._lock:
            quote = self.preview(passage, note, tags)
            self._keep_within("quotes", len(self._quotes) + 1)
            self._keep_within("note", len(quote.note))
            with self._acting() as (connection, number):
                sources.keep_text(connection, self.interview)
                while connection.execute("SELECT 1 FROM quote WHERE id = ?", (quote.id,)).fetchone():
                    quote = replace(quote, id=new_id())
                position, images = self._position(self._index_for(quote), self._ordered)
                columns = (quote.id, number, self.interview.digest, quote.source.path, quote.created)
                texts = (quote.note, rows.pack_tags(quote.tags), rows.body(quote))
                # Hidden at first: the change itself makes it appear, as redoing it will.
                connection.execute(
                    "INSERT INTO quote VALUES (?, ?, ?, ?, ?, 0, 1, ?, ?, ?, ?)", (*columns, position, *texts)
                )
                images.append(image(quote.id, {"removed": 1}, {"removed": 0}))
                changes.record(connection, number, ChangeKind.ADD, quote.id, images)
            return self._quotes[quote.id]

    def add_words(
        self, turn: int, words: str | None = None, note: str = "", tags: Iterable[str] = ()
    ) -> Quote:
        """Take a quote by the words of a turn, or the whole turn.

        Args:
            turn: the turn's number, from 1.
            words: as they stand there, or but for punctuation, blanks, case and script; None for all of it.
            note: the person's words on it.
            tags: with or without "#".

        Raises:
            QuoteError: there is no such turn, or the words don't stand in it.
            StoreError: it could not be written, and nothing was.
        """
        from tui.quotes.taking import passage_of_words

        return self.add(passage_of_words(self.interview, turn, words), note, tags)

    def remove(self, id: str) -> None:
        """Take a quote out of the collection.

        Raises:
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        with self._acting() as (connection, number):
            self._known(id)
            changed = [image(id, {"removed": 0}, {"removed": 1})]
            changes.record(connection, number, ChangeKind.REMOVE, id, changed)

    def retake(self, id: str, passage: Passage) -> Quote:
        """Give a quote another extent; its note, its tags and its place in the order by hand stay.

        Args:
            id: the quote.
            passage: its words from now on, clipped as by `add`.

        Raises:
            KeyError: there is no such quote.
            ValueError: the passage holds nothing but blanks and labels.
            StoreError: it could not be written, and nothing was.
        """
        with self._lock:
            new = self.preview(passage)
            with self._acting() as (connection, number):
                old = self._known(id)
                if old.passage != new.passage or old.state is not State.OK:
                    sources.keep_text(connection, self.interview)
                    (before,) = connection.execute(
                        "SELECT json_object('source', source, 'path', path, 'body', body)"
                        " FROM quote WHERE id = ?",
                        (id,),
                    ).fetchone()
                    after = {"source": self.interview.digest, "path": new.source.path, "body": rows.body(new)}
                    changed = [image(id, json.loads(before), after)]
                    changes.record(connection, number, ChangeKind.EXTENT, id, changed)
            return self._quotes[id]

    def set_note(self, id: str, note: str) -> Quote:
        """Write a note on a quote, or take it away with "".

        Raises:
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        note = rows.storable(note)
        self._keep_within("note", len(note))
        with self._acting() as (connection, number):
            before = self._known(id).note
            if note != before:
                changed = [image(id, {"note": before}, {"note": note})]
                changes.record(connection, number, ChangeKind.NOTE, id, changed)
        return self.get(id)

    def set_tags(self, id: str, tags: Iterable[str]) -> Quote:
        """Give a quote these tags and no others.

        Raises:
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        clean = rows.clean_tags(tags)
        self._keep_within("note", sum(map(len, clean)))
        with self._acting() as (connection, number):
            before = self._known(id).tags
            if clean != before:
                packed = {"tags": rows.pack_tags(before)}, {"tags": rows.pack_tags(clean)}
                changes.record(connection, number, ChangeKind.TAGS, id, [image(id, *packed)])
        return self.get(id)

    def move(self, id: str, to_index: int) -> Quote:
        """Move a quote in the order by hand.

        Args:
            id: the quote.
            to_index: its index in the list afterwards, from 0; one beyond an end means that end.

        Raises:
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        with self._acting() as (connection, number):
            self._known(id)
            others = [other for other in self._ordered if other != id]
            to_index = min(max(to_index, 0), len(others))
            if self._ordered.index(id) != to_index:
                position, images = self._position(to_index, others)
                images.append(image(id, {"position": self._positions[id]}, {"position": position}))
                changes.record(connection, number, ChangeKind.MOVE, id, images)
        return self.get(id)

    def undo(self) -> Change | None:
        """Take back the last change to these quotes, whichever window made it; None if there is none left.

        Raises:
            StoreError: it could not be written, and nothing was.
        """
        with self._acting() as (connection, number):
            return changes.undo(connection, number)

    def redo(self) -> Change | None:
        """Do again what was undone last; None if there is nothing, or something else was done since.

        Raises:
            StoreError: it could not be written, and nothing was.
        """
        with self._acting() as (connection, number):
            return changes.redo(connection, number)

    # -- reading and writing ---------------------------------------------------------------------------------

    def _keep_within(self, bound: str, wanted: int) -> None:
        """Refuse what is more than the policy of this process lets one person keep.

        Raises:
            StoreError: "too-many" or "too-long".
        """
        limit = getattr(current(), bound)
        if limit is not None and wanted > limit:
            raise StoreError("too-many" if bound == "quotes" else "too-long", self.database.path, limit=limit)

    @contextlib.contextmanager
    def _acting(self) -> Iterator[tuple[sqlite3.Connection, int]]:
        """One transaction, begun with what others did before it and read back when it is committed."""
        with self._lock:
            with self.database.transaction() as connection:
                if not sources.is_enrolled(connection, self.interview):
                    sources.enrol(connection, self.interview)
                number = sources.identify(connection, self.interview)
                assert number is not None
                if self._revision_of(connection, number) != self._revision:
                    self._read(connection, number)
                yield connection, number
            self._refresh()

    def _refresh(self) -> None:
        with self._lock:
            with self.database.reading() as connection:
                self._number = sources.identify(connection, self.interview)
                if self._number is not None:
                    self._read(connection, self._number)
            self._placing.keep()

    def _read(self, connection: sqlite3.Connection, number: int) -> None:
        """Read the quotes that were touched since they were read last."""
        found = connection.execute(
            f"{rows.SELECT} WHERE quote.interview = ? AND quote.revision > ?", (number, self._revision)
        ).fetchall()
        for row in found:
            if row[rows.REMOVED]:
                self._quotes.pop(row[0], None)
                self._positions.pop(row[0], None)
            else:
                self._quotes[row[0]] = self._placing.place(rows.read(row, self._sources))
                self._positions[row[0]] = row[rows.POSITION]
        if found:
            self._ordered = sorted(self._positions, key=lambda id: (self._positions[id], id))
        self._revision = self._revision_of(connection, number)

    @staticmethod
    def _revision_of(connection: sqlite3.Connection, number: int | None) -> int:
        row = connection.execute("SELECT revision FROM interview WHERE id = ?", (number,)).fetchone()
        return int(row[0]) if row else 0

    def _tell_where(self) -> None:
        """Let the store know that the interview is here now: once it is edited only its path tells."""
        with contextlib.suppress(StoreError):
            with self.database.reading() as connection:
                known = sources.is_enrolled(connection, self.interview)
            if not known:
                with self.database.transaction() as connection:
                    sources.enrol(connection, self.interview)

    def _known(self, id: str) -> Quote:
        return self._quotes[id]

    # -- the order by hand -----------------------------------------------------------------------------------

    def _index_for(self, quote: Quote) -> int:
        """Where a new quote goes: behind the one that stands next before it in the text, or at the start."""
        own = _place_of(quote)
        before = [
            (place, index)
            for index, id in enumerate(self._ordered)
            if (place := _place_of(self._quotes[id])) <= own
        ]
        return max(before)[1] + 1 if before else 0

    def _position(self, index: int, order: list[str]) -> tuple[float, list[Image]]:
        """A position that comes at an index of an order, and what makes room for it where there is none."""
        low = self._positions[order[index - 1]] if index else None
        high = self._positions[order[index]] if index < len(order) else None
        if low is None or high is None:
            between = 0.0 if low is high else low + 1 if low is not None else (high or 0.0) - 1
            return between, []
        between = (low + high) / 2
        if low < between < high:
            return between, []
        images = [
            image(id, {"position": self._positions[id]}, {"position": float(at if at < index else at + 1)})
            for at, id in enumerate(order)
        ]
        return float(index), images


def _place_of(quote: Quote) -> Place:
    """Where a quote stands, or stood."""
    first = quote.segments[0]
    return quote.passage.start if quote.passage else Place(first.paragraph, first.start)
