"""What a collection holds as it was read last, and the transactions in which that changes."""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage
from tui.kiosk.policy import current
from tui.quotes import changes, ordering, packing
from tui.quotes.anchoring.placing import Placing
from tui.quotes.changes import ChangeKind, Image, Window, image
from tui.quotes.packing import Spoilt
from tui.quotes.quote import Quote
from tui.search.yielding import with_rests
from tui.store.quote_store import DamagedRecord, QuoteReading, QuoteStore, QuoteWriting
from tui.store.store_error import StoreError

_ROWS = 100
"""Quotes that are read without a rest: two milliseconds' work."""


class Action(NamedTuple):
    """What a person does to the quotes of one interview, within one transaction.

    Attributes:
        store: what is written to.
        number: the interview's.
        window: who does it.
    """

    store: QuoteWriting
    number: int
    window: Window

    def record(self, kind: ChangeKind, images: Sequence[Image]) -> None:
        """Make a change and write it down; see `changes.record`.

        Raises:
            QuoteError: "spoilt".
        """
        changes.record(self.store, self.number, self.window, kind, images)

    def altered(self, id: str, after: dict[str, Any]) -> Image:
        """Make the image that gives columns of a quote other values.

        Raises:
            QuoteError: "spoilt": it is not as it was written.
        """
        return image(id, changes.current(self.store, id, list(after)), after)


class Contents:
    """The quotes of one interview, as they were read last.

    Attributes:
        store: where they are kept.
        interview: as it is now.
        window: whose changes are undone here.
        lock: held by whoever looks at several of the attributes, or changes them.
        placing: finds quotes in the interview.
        quotes: by id, those that are in the collection.
        positions: by id, their places in the order by hand.
        order: their ids in that order.
        spoilt: by row, what is not as it was written.
        number: the interview's in the store; None while that doesn't know it.

    Raises:
        StoreError: the store can't be read.
    """

    def __init__(self, store: QuoteStore, interview: Interview, window: Window | None = None) -> None:
        self.store = store
        self.interview = interview
        self.lock = threading.RLock()
        self.placing = Placing(store, interview)
        self.number: int | None = None
        self.quotes: dict[str, Quote] = {}
        self.positions: dict[str, float] = {}
        self.order: list[str] = []
        self.spoilt: dict[int, Spoilt] = {}
        self._revision = 0
        self._sources = packing.Sources(interview)
        self.placing.recall()
        self.refresh()
        self.window = window or Window(secrets.token_hex(8), self._revision)

    def get(self, id: str) -> Quote:
        """Tell the quote of an id, as it was read last.

        Raises:
            KeyError: there is none.
        """
        return self.quotes[id]

    # -- reading ---------------------------------------------------------------------------------------------

    def is_changed(self) -> bool:
        """Tell whether the store has other quotes by now than were read last.

        Raises:
            StoreError: the store can't be read.
        """
        with self.lock, self.store.reading_quotes() as reading:
            number = reading.identify(self.interview) if self.number is None else self.number
            return reading.revision(number) != self._revision

    def refresh_if_changed(self) -> None:
        """Read what has changed in the store, if anything has.

        Raises:
            StoreError: the store can't be read.
        """
        if self.is_changed():
            self.refresh()

    def refresh(self) -> None:
        """Read what was touched in the store since the quotes were read last.

        Raises:
            StoreError: the store can't be read.
        """
        with self.lock:
            with self.store.reading_quotes() as reading:
                self.number = reading.identify(self.interview)
                if self.number is not None:
                    self._read(reading, self.number)
            self.placing.keep()

    def forget(self) -> None:
        """Forget what was read: all of it is read anew the next time."""
        with self.lock:
            self.quotes.clear()
            self.positions.clear()
            self.order, self._revision = [], 0

    def _read(self, reading: QuoteReading, number: int) -> None:
        anew = not self._revision
        there: dict[str, tuple[Quote, float]] = {}
        gone: list[str] = []
        spoilt: dict[int, Spoilt | None] = dict.fromkeys(self.spoilt) if anew else {}
        for record in with_rests(reading.quotes_since(number, self._revision), _ROWS):
            quote = packing.read(record, self._sources, number)
            spoilt[record.row] = quote if isinstance(quote, Spoilt) else None
            if isinstance(quote, Spoilt) or isinstance(record, DamagedRecord) or record.removed:
                gone.append(quote.id)
            else:
                there[quote.id] = self.placing.place(quote), record.position
        # Once all of it is read: what breaks off halfway leaves what was known.
        before = len(self.positions)
        for id in gone:
            self.quotes.pop(id, None)
            self.positions.pop(id, None)
        moved = len(self.positions) < before
        for id, (quote, position) in there.items():
            moved = moved or self.positions.get(id) != position
            self.quotes[id], self.positions[id] = quote, position
        self.spoilt = {at: one for at, one in (self.spoilt | spoilt).items() if one}
        # Ten thousand are put in order only where one of them has another place.
        if moved:
            self.order = [
                id for _position, id in sorted(zip(self.positions.values(), self.positions, strict=True))
            ]
        self._revision = reading.revision(number)

    # -- writing ---------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def acting(self) -> Iterator[Action]:
        """Open one transaction, begun with what others did before it and read back when it is committed.

        Raises:
            StoreError: it could not be written, and nothing was.
        """
        with self.lock:
            with self.store.changing_quotes() as writing:
                if not writing.is_enrolled(self.interview):
                    writing.enrol(self.interview)
                number = writing.identify(self.interview)
                assert number is not None
                if writing.revision(number) != self._revision:
                    self._read(writing, number)
                yield Action(writing, number, self.window)
            self.refresh()

    def enrol(self) -> None:
        """Let the store know that the interview is here now: once it is edited only its path tells.

        Raises:
            StoreError: it could not be written.
        """
        with self.store.reading_quotes() as reading:
            known = reading.is_enrolled(self.interview)
        if not known:
            with self.store.changing_quotes(patient=False) as writing:
                writing.enrol(self.interview)

    def alter(
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

        Raises:
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        with self.acting() as action:
            images = []
            for id, given in columns.items():
                quote = self.get(id)
                after = dict(given if given is not None else make(quote) if make else {})
                altered = action.altered(id, after)
                if altered["before"] != after:
                    images.append(altered)
            if images:
                action.record(kind, images)

    def insert(self, action: Action, quote: Quote, index: int) -> tuple[str, list[Image]]:
        """Write a new quote, at an index of the order by hand, from 0.

        Returns:
            Its id, and the images that make it appear.
        """
        from tui.quotes.quote_from_passage import new_id

        action.store.keep_source(self.interview)
        id = quote.id
        while action.store.owner(id):
            id = new_id()
        (position,), moved = ordering.positions_at(index, self.order, self.positions)
        values = {
            "id": id,
            "source": self.interview.digest,
            "path": quote.source.path,
            "created": quote.created,
            "position": position,
            "note": quote.note,
            "tags": packing.pack_tags(quote.tags),
            "body": packing.body(quote),
            "colour": quote.colour,
            "decision": packing.pack_decision(quote.decision),
        }
        action.store.insert(action.number, values)
        # It is hidden at first: the change itself makes it appear, as redoing it will.
        return id, [image(id, {"removed": 1}, {"removed": 0}), *self.making_room(moved)]

    def making_room(self, moved: ordering.Moved) -> list[Image]:
        """Make the images that give quotes other positions."""
        return [
            image(id, {"position": self.positions[id]}, {"position": position})
            for id, position in moved.items()
        ]

    def index_for(self, quote: Quote) -> int:
        """Find where a new quote goes in the order by hand."""
        return ordering.index_for(quote, [self.quotes[id] for id in self.order])

    def keep_within(self, bound: str, wanted: int) -> None:
        """Refuse what is more than the policy of this process lets one person keep.

        Args:
            bound: "quotes" or "note".
            wanted: how many quotes, or code points of a note.

        Raises:
            StoreError: "too-many" or "too-long".
        """
        limit = getattr(current(), bound)
        if limit is not None and wanted > limit:
            raise StoreError("too-many" if bound == "quotes" else "too-long", self.store.path, limit=limit)

    def composed(self, passages: Sequence[Passage]) -> Quote:
        """Make the quote of several passages, without taking it.

        Raises:
            ValueError: a passage holds nothing but blanks and labels.
        """
        from tui.quotes.quote_from_passage import compose

        return compose(self.interview, self.placing.stream, passages)

    def rewritten(self, action: Action, id: str, new: Quote, others: dict[str, Any] | None = None) -> Image:
        """Make the image that gives a quote the words of another one, taken from the file as it is now.

        Args:
            action: what it is part of.
            id: the quote.
            new: the one whose words it gets.
            others: further columns with their new values.

        Raises:
            QuoteError: "spoilt": it is not as it was written.
        """
        action.store.keep_source(self.interview)
        after = {
            "source": self.interview.digest,
            "path": new.source.path,
            "body": packing.body(new),
            "decision": "",
            **(others or {}),
        }
        return action.altered(id, after)
