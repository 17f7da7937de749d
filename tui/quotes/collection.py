"""The collection of one interview: every action is one transaction, on the disk when it returns."""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.kiosk.policy import current
from tui.quotes import changes, rows
from tui.quotes.changes import Change, ChangeKind, Image, Window, image
from tui.quotes.composing import Composing
from tui.quotes.deciding import Deciding
from tui.quotes.importing import Importing
from tui.quotes.placing import Placing
from tui.quotes.quote import Colour, Quote, State
from tui.quotes.rows import Spoilt
from tui.quotes.speaking import Speaking
from tui.search.yielding import with_rests
from tui.store.sqlite import seals, sources
from tui.store.sqlite.opening import Database
from tui.store.store_error import StoreError

_ROWS = 100
"""Quotes that are read without a rest: two milliseconds' work."""

_SURE = (State.OK, State.CHANGED)


class Order(StrEnum):
    """In which order quotes are listed."""

    HAND = "hand"
    PLACE = "place"


class Collection(Composing, Deciding, Importing, Speaking):
    """The quotes of one interview; any thread may use it, and other processes may change it at any time.

    Making one reads the quotes and looks for them in a file that has changed, which can take 20 ms a quote.

    Args:
        database: the open store.
        interview: the interview as it is now; known to the store by its content, or else by its path.
        window: of another collection, whose changes this one goes on to undo; None for one of its own.

    Raises:
        StoreError: the store can't be read.
    """

    def __init__(self, database: Database, interview: Interview, window: Window | None = None) -> None:
        self.database = database
        self.interview = interview
        self._lock = threading.RLock()
        self._placing = Placing(database, interview)
        self._number: int | None = None
        self._revision = 0
        self._quotes: dict[str, Quote] = {}
        self._positions: dict[str, float] = {}
        self._ordered: list[str] = []
        self._sources = rows.Sources(interview)
        self._spoilt: dict[int, Spoilt] = {}
        self._placing.recall()
        self._refresh()
        self.window = window or Window(secrets.token_hex(8), self._revision)
        if self._number is not None:
            self._tell_where()

    # -- looking ---------------------------------------------------------------------------------------------

    def quotes(self, order: Order = Order.HAND) -> list[Quote]:
        """All quotes as they are now, also what other processes did to them.

        Raises:
            StoreError: the store can't be read.
        """
        with self._lock:
            self._refresh_if_changed()
            listed = [self._quotes[id] for id in self._ordered]
        return sorted(listed, key=place_of) if order is Order.PLACE else listed

    def get(self, id: str) -> Quote:
        """The quote of that id.

        Raises:
            KeyError: there is none.
            StoreError: the store can't be read.
        """
        with self._lock:
            self._refresh_if_changed()
            return self._quotes[id]

    def last_read(self) -> list[Quote]:
        """All quotes as they were read last; it waits neither for the disk nor for a thread."""
        return [quote for id in list(self._ordered) if (quote := self._quotes.get(id))]

    def rehearsed_in(self, database: Database) -> Collection:
        """Open a copy of the database as this very window, so that undoing goes the same way there."""
        return Collection(database, self.interview, self.window)

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
                (passage, quote.id)
                for quote in self._quotes.values()
                if quote.state in _SURE
                for passage in quote.stands
            )

    def overlapping(self, passage: Passage) -> list[Quote]:
        """The quotes that share at least one code point with a passage, in reading order."""
        with self._lock:
            found = dict.fromkeys(id for own, id in self.passages() if own.overlaps(passage))
            return [self._quotes[id] for id in found]

    def at(self, place: Place) -> list[Quote]:
        """The quotes that cover the code point at a place, in reading order."""
        return self.overlapping(Passage(place, Place(place.paragraph, place.offset + 1)))

    @property
    def spoilt(self) -> list[Spoilt]:
        """The quotes whose rows, as they were read last, are not as they were written: shown nowhere."""
        with self._lock:
            return list(self._spoilt.values())

    def preview(self, passage: Passage) -> Quote:
        """The quote that `add` would take, without taking it, and without what it would be found by.

        Raises:
            ValueError: the passage holds nothing but blanks and labels.
        """
        from tui.quotes.quote_from_passage import take

        # Without the lock, and without the match key of the whole text, which takes its time to make.
        return take(self.interview, None, passage)

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
        from tui.quotes.quote_from_passage import take

        with self._lock:
            quote = take(self.interview, self._placing.stream, passage, note, tags)
            self._keep_within("quotes", len(self._quotes) + 1)
            self._keep_within("note", len(quote.note))
            with self._acting() as (connection, number):
                id, images = self._insert(connection, number, quote, self._index_for(quote), self._ordered)
                changes.record(connection, number, self.window, ChangeKind.ADD, images)
            return self._quotes[id]

    def _insert(
        self, connection: sqlite3.Connection, number: int, quote: Quote, index: int, order: Sequence[str]
    ) -> tuple[str, list[Image]]:
        """Write a new quote's row, at an index of an order; its id, and the images that make it appear."""
        from tui.quotes.quote_from_passage import new_id

        sources.keep_text(connection, self.interview)
        id = quote.id
        while connection.execute("SELECT 1 FROM quote WHERE id = ?", (id,)).fetchone():
            id = new_id()
        (position,), images = self._positions_at(index, order)
        # Hidden at first: the change itself makes it appear, as redoing it will.
        connection.execute(
            "INSERT INTO quote (id, interview, source, path, created, revision, removed, position, note,"
            " tags, body, colour, decision) VALUES (?, ?, ?, ?, ?, 0, 1, ?, ?, ?, ?, ?, ?)",
            (
                id,
                number,
                self.interview.digest,
                quote.source.path,
                quote.created,
                position,
                quote.note,
                rows.pack_tags(quote.tags),
                rows.body(quote),
                quote.colour,
                rows.pack_decision(quote.decision),
            ),
        )
        seals.seal(connection, "quote", "id = ?", (id,))
        return id, [image(id, {"removed": 1}, {"removed": 0}), *images]

    def add_all(self, passages: Iterable[Passage]) -> list[Quote]:
        """Take several quotes as by `add`, all of them or none; one step of undo takes them back.

        Args:
            passages: those without words are left out.

        Raises:
            StoreError: they could not be written, and nothing was.
        """
        quotes: list[Quote] = []
        with self._lock:
            try:
                with self._acting() as (connection, number):
                    since = changes.latest(connection, number)
                    for passage in passages:
                        with contextlib.suppress(ValueError):
                            quotes.append(self.add(passage))
                    changes.join(connection, number, self.window, since, ChangeKind.ADD_ALL)
            except BaseException:
                # What was read back in between has been taken back.
                self._quotes.clear()
                self._positions.clear()
                self._ordered, self._revision = [], 0
                with contextlib.suppress(StoreError):
                    self._refresh()
                raise
        return quotes

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
        from tui.quotes.quote_from_passage import passage_of_words

        return self.add(passage_of_words(self.interview, turn, words), note, tags)

    def remove(self, *ids: str) -> None:
        """Take quotes out of the collection.

        Raises:
            KeyError: there is no such quote; the others stay too.
            StoreError: it could not be written, and nothing was.
        """
        self._alter(ChangeKind.REMOVE, {id: {"removed": 1} for id in ids})

    def set_note(self, id: str, note: str) -> Quote:
        """Write a note on a quote, or take it away with "".

        Raises:
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        self.set_notes({id: note})
        return self.get(id)

    def set_notes(self, notes: Mapping[str, str]) -> None:
        """Write notes on quotes, by id, as one change; raises as `set_note` does."""
        clean = {id: rows.storable(note) for id, note in notes.items()}
        self._keep_within("note", max(map(len, clean.values()), default=0))
        self._alter(ChangeKind.NOTE, {id: {"note": note} for id, note in clean.items()})

    def set_tags(self, id: str, tags: Iterable[str]) -> Quote:
        """Give a quote these tags and no others.

        Raises:
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        self.retag([id], add=tags, only=True)
        return self.get(id)

    def retag(
        self, ids: Iterable[str], add: Iterable[str] = (), drop: Iterable[str] = (), *, only: bool = False
    ) -> None:
        """Give quotes some tags and take others from them, as one change.

        Args:
            ids: the quotes.
            add: with or without "#"; they come behind those that a quote has.
            drop: tags that they are to have no more.
            only: whether those to add are the only ones from now on.

        Raises:
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        added, dropped = rows.clean_tags(add), set(rows.clean_tags(drop))

        def tags(quote: Quote) -> dict[str, str]:
            kept = () if only else tuple(tag for tag in quote.tags if tag not in dropped)
            together = tuple(dict.fromkeys((*kept, *added)))
            self._keep_within("note", sum(map(len, together)))
            return {"tags": rows.pack_tags(together)}

        self._alter(ChangeKind.TAGS, dict.fromkeys(ids), tags)

    def set_colour(self, ids: Iterable[str], colour: str) -> None:
        """Mark quotes with a colour, "" for none, as one change.

        Raises:
            ValueError: there is no such colour.
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        column = {"colour": Colour(colour).value if colour else ""}
        self._alter(ChangeKind.COLOUR, dict.fromkeys(ids, column))

    def move(self, id: str, to_index: int) -> Quote:
        """Move a quote in the order by hand.

        Args:
            id: the quote.
            to_index: its index in the list afterwards, from 0; one beyond an end means that end.

        Raises:
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        self.move_all([id], to_index)
        return self.get(id)

    def move_all(self, ids: Sequence[str], to_index: int) -> None:
        """Move quotes in the order by hand, so that they stand one behind the other.

        Args:
            ids: the quotes, in any order; they keep theirs.
            to_index: the index of the first of them afterwards, from 0.

        Raises:
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        with self._acting() as (connection, number):
            for id in ids:
                self._known(id)
            moved = [id for id in self._ordered if id in set(ids)]
            others = [id for id in self._ordered if id not in set(ids)]
            to_index = min(max(to_index, 0), len(others))
            if [*others[:to_index], *moved, *others[to_index:]] == self._ordered:
                return
            positions, room = self._positions_at(to_index, others, len(moved))
            images = [
                image(id, {"position": self._positions[id]}, {"position": position})
                for id, position in zip(moved, positions, strict=True)
            ]
            changes.record(connection, number, self.window, ChangeKind.MOVE, [*images, *room])

    def _alter(
        self,
        kind: ChangeKind,
        columns: Mapping[str, Mapping[str, Any] | None],
        make: Callable[[Quote], Mapping[str, Any]] | None = None,
    ) -> None:
        """Give the columns of some quotes other values, as one change; where nothing changes there is none.

        Args:
            kind: what the change is called.
            columns: by id, the new values.
            make: makes the values of a quote where none are given.
        """
        with self._acting() as (connection, number):
            images = []
            for id, given in columns.items():
                quote = self._known(id)
                after = dict(given if given is not None else make(quote) if make else {})
                before = changes.current(connection, id, list(after))
                if before != after:
                    images.append(image(id, before, after))
            if images:
                changes.record(connection, number, self.window, kind, images)

    def undo(self) -> Change | None:
        """Take back this window's last change, or one that was there when it was opened; None if none is.

        Raises:
            StoreError: it could not be written, and nothing was.
        """
        with self._acting() as (connection, number):
            return changes.undo(connection, number, self.window, self._say)

    def redo(self) -> Change | None:
        """Do again what this window undid last; None if there is nothing, or something else was done since.

        Raises:
            StoreError: it could not be written, and nothing was.
        """
        with self._acting() as (connection, number):
            return changes.redo(connection, number, self.window, self._say)

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

    def _refresh_if_changed(self) -> None:
        if self.changed_elsewhere():
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
        if anew := not self._revision:
            # Also a row that says it is of another interview, while what it was taken from is this one.
            own = "quote.interview = ? OR source.interview = ?"
            found = connection.execute(f"{rows.select(anew=True)} WHERE {own}", (number, number))
        else:
            own = "quote.interview = ? AND quote.revision > ?"
            found = connection.execute(f"{rows.select(anew=False)} WHERE {own}", (number, self._revision))
        there: dict[str, tuple[Quote, float]] = {}
        gone: list[str] = []
        spoilt: dict[int, Spoilt | None] = dict.fromkeys(self._spoilt) if anew else {}
        for row in with_rests(found, _ROWS):
            quote = rows.read(row, self._sources, number)
            spoilt[row[0]] = quote if isinstance(quote, Spoilt) else None
            if isinstance(quote, Spoilt) or row[rows.REMOVED]:
                gone.append(quote.id)
            else:
                there[quote.id] = self._placing.place(quote), row[rows.POSITION]
        # Once all of it is read: what breaks off halfway leaves what was known.
        for id in gone:
            self._quotes.pop(id, None)
            self._positions.pop(id, None)
        for id, (quote, position) in there.items():
            self._quotes[id], self._positions[id] = quote, position
        self._spoilt = {at: one for at, one in (self._spoilt | spoilt).items() if one}
        if there or gone:
            self._ordered = sorted(self._positions, key=lambda id: (self._positions[id], id))
        self._revision = self._revision_of(connection, number)

    @staticmethod
    def _revision_of(connection: sqlite3.Connection, number: int | None) -> int:
        row = connection.execute("SELECT revision FROM interview WHERE id = ?", (number,)).fetchone()
        return row[0] if row and isinstance(row[0], int) else 0

    def _tell_where(self) -> None:
        """Let the store know that the interview is here now: once it is edited only its path tells."""
        with contextlib.suppress(StoreError):
            with self.database.reading() as connection:
                known = sources.is_enrolled(connection, self.interview)
            if not known:
                with self.database.transaction(patient=False) as connection:
                    sources.enrol(connection, self.interview)
            self.check_imported()

    def _known(self, id: str) -> Quote:
        return self._quotes[id]

    # -- the order by hand -----------------------------------------------------------------------------------

    def _index_for(self, quote: Quote) -> int:
        """Where a new quote goes: behind the one that stands next before it in the text, or at the start."""
        own = place_of(quote)
        before = [
            (place, index)
            for index, id in enumerate(self._ordered)
            if (place := place_of(self._quotes[id])) <= own
        ]
        return max(before)[1] + 1 if before else 0

    def _positions_at(
        self, index: int, order: Sequence[str], count: int = 1
    ) -> tuple[list[float], list[Image]]:
        """Positions that come at an index of an order, and what makes room for them where there is none."""
        low = self._positions[order[index - 1]] if index else None
        high = self._positions[order[index]] if index < len(order) else None
        if low is None or high is None:
            first = 0.0 if low is high else low + 1 if low is not None else (high or 0.0) - count
            return [first + number for number in range(count)], []
        between = [low + (high - low) * number / (count + 1) for number in range(1, count + 1)]
        if all(one < other for one, other in pairwise([low, *between, high])):
            return between, []
        images = [
            image(
                id, {"position": self._positions[id]}, {"position": float(at if at < index else at + count)}
            )
            for at, id in enumerate(order)
        ]
        return [float(index + number) for number in range(count)], images


def place_of(quote: Quote) -> Place:
    """Where a quote stands, or stood."""
    first = quote.segments[0]
    return quote.passage.start if quote.passage else Place(first.paragraph, first.start)
