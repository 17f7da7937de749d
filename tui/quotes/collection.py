"""The collection of one interview: every action is one transaction, on the disk when it returns."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.interview.speakers.sidecar import Sidecar
from tui.quotes import changes, composing, deciding, importing, ordering, packing, speaker_changes
from tui.quotes.changes import Change, ChangeKind, Window
from tui.quotes.contents import Contents
from tui.quotes.importing import Imported
from tui.quotes.packing import Spoilt
from tui.quotes.quote import Colour, Quote, State
from tui.store.quote_store import QuoteStore
from tui.store.store_error import StoreError

_SURE = (State.OK, State.CHANGED)


class Order(StrEnum):
    """In which order quotes are listed."""

    HAND = "hand"
    PLACE = "place"


class Collection:
    """The quotes of one interview; any thread may use it, and other processes may change it at any time.

    Making one reads the quotes and looks for them in a file that has changed, which can take 20 ms a quote.

    Args:
        store: the open store.
        interview: the interview as it is now; known to the store by its content, or else by its path.
        window: of another collection, whose changes this one goes on to undo; None for one of its own.

    Raises:
        StoreError: the store can't be read.
    """

    def __init__(self, store: QuoteStore, interview: Interview, window: Window | None = None) -> None:
        self._contents = Contents(store, interview, window)
        self.store = store
        self.interview = interview
        self.window = self._contents.window
        if self._contents.number is not None:
            with contextlib.suppress(StoreError):
                self._contents.enrol()
                self.check_imported()

    # -- looking ---------------------------------------------------------------------------------------------

    def quotes(self, order: Order = Order.HAND) -> list[Quote]:
        """List all quotes as they are now, also what other processes did to them.

        Raises:
            StoreError: the store can't be read.
        """
        contents = self._contents
        with contents.lock:
            contents.refresh_if_changed()
            listed = list(map(contents.quotes.__getitem__, contents.order))
        return sorted(listed, key=ordering.place_of) if order is Order.PLACE else listed

    def get(self, id: str) -> Quote:
        """Read the quote of an id.

        Raises:
            KeyError: there is none.
            StoreError: the store can't be read.
        """
        with self._contents.lock:
            self._contents.refresh_if_changed()
            return self._contents.get(id)

    def last_read(self) -> list[Quote]:
        """List all quotes as they were read last; it waits neither for the disk nor for a thread."""
        contents = self._contents
        return [quote for id in list(contents.order) if (quote := contents.quotes.get(id))]

    def rehearsed_in(self, store: QuoteStore) -> Collection:
        """Open a copy of the store as this very window, so that undoing goes the same way there."""
        return Collection(store, self.interview, self.window)

    def changed_elsewhere(self) -> bool:
        """Tell whether another process or window has changed these quotes since they were last read here.

        Raises:
            StoreError: the store can't be read.
        """
        return self._contents.is_changed()

    def tags(self) -> list[str]:
        """List the tags in use, the most used first."""
        counted = Counter(tag for quote in self.quotes() for tag in quote.tags)
        return sorted(counted, key=lambda tag: (-counted[tag], tag))

    def passages(self) -> list[tuple[Passage, str]]:
        """Find where quotes surely stand, with their ids, in reading order; nothing is read from the disk."""
        with self._contents.lock:
            return sorted(
                (passage, quote.id)
                for quote in self._contents.quotes.values()
                if quote.state in _SURE
                for passage in quote.placed_passages
            )

    def overlapping(self, passage: Passage) -> list[Quote]:
        """Find the quotes that share at least one code point with a passage, in reading order."""
        with self._contents.lock:
            ids = dict.fromkeys(id for own, id in self.passages() if own.overlaps(passage))
            return [self._contents.quotes[id] for id in ids]

    def at(self, place: Place) -> list[Quote]:
        """Find the quotes that cover the code point at a place, in reading order."""
        return self.overlapping(Passage(place, Place(place.paragraph, place.offset + 1)))

    @property
    def spoilt(self) -> list[Spoilt]:
        """The quotes whose rows, as they were read last, are not as they were written: shown nowhere."""
        with self._contents.lock:
            return list(self._contents.spoilt.values())

    def preview(self, passage: Passage) -> Quote:
        """Make the quote that `add` would take, without taking it, and without what it would be found by.

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

        contents = self._contents
        with contents.lock:
            quote = take(self.interview, contents.placing.stream, passage, note, tags)
            contents.keep_within("quotes", len(contents.quotes) + 1)
            contents.keep_within("note", len(quote.note))
            with contents.acting() as action:
                id, images = contents.insert(action, quote, contents.index_for(quote))
                action.record(ChangeKind.ADD, images)
            return contents.get(id)

    def add_all(self, passages: Iterable[Passage]) -> list[Quote]:
        """Take several quotes as by `add`, all of them or none; one step of undo takes them back.

        Args:
            passages: those without words are left out.

        Raises:
            StoreError: they could not be written, and nothing was.
        """
        quotes: list[Quote] = []
        with self._contents.lock:
            try:
                with self._contents.acting() as (store, number, window):
                    since = store.latest_change(number)
                    for passage in passages:
                        with contextlib.suppress(ValueError):
                            quotes.append(self.add(passage))
                    changes.join(store, number, window, since, ChangeKind.ADD_ALL)
            except BaseException:
                # What was read back in between has been taken back.
                self._contents.forget()
                with contextlib.suppress(StoreError):
                    self._contents.refresh()
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
        self._contents.alter(ChangeKind.REMOVE, {id: {"removed": 1} for id in ids})

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
        clean = {id: packing.storable(note) for id, note in notes.items()}
        self._contents.keep_within("note", max(map(len, clean.values()), default=0))
        self._contents.alter(ChangeKind.NOTE, {id: {"note": note} for id, note in clean.items()})

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
        added, dropped = packing.clean_tags(add), set(packing.clean_tags(drop))

        def tags(quote: Quote) -> dict[str, str]:
            kept = () if only else tuple(tag for tag in quote.tags if tag not in dropped)
            together = tuple(dict.fromkeys((*kept, *added)))
            self._contents.keep_within("note", sum(map(len, together)))
            return {"tags": packing.pack_tags(together)}

        self._contents.alter(ChangeKind.TAGS, dict.fromkeys(ids), tags)

    def set_colour(self, ids: Iterable[str], colour: str) -> None:
        """Mark quotes with a colour, "" for none, as one change.

        Raises:
            ValueError: there is no such colour.
            KeyError: there is no such quote.
            StoreError: it could not be written, and nothing was.
        """
        column = {"colour": Colour(colour).value if colour else ""}
        self._contents.alter(ChangeKind.COLOUR, dict.fromkeys(ids, column))

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
        contents = self._contents
        with contents.acting() as action:
            for id in ids:
                contents.get(id)
            moved = [id for id in contents.order if id in set(ids)]
            others = [id for id in contents.order if id not in set(ids)]
            to_index = min(max(to_index, 0), len(others))
            if [*others[:to_index], *moved, *others[to_index:]] == contents.order:
                return
            free, room = ordering.positions_at(to_index, others, contents.positions, len(moved))
            positions = dict(zip(moved, free, strict=True))
            action.record(ChangeKind.MOVE, contents.making_room({**positions, **room}))

    def undo(self) -> Change | None:
        """Take back this window's last change, or one that was there when it was opened; None if none is.

        Raises:
            StoreError: it could not be written, and nothing was.
        """
        with self._contents.acting() as (store, number, window):
            return changes.undo(store, number, window, partial(speaker_changes.say, self.interview))

    def redo(self) -> Change | None:
        """Do again what this window undid last; None if there is nothing, or something else was done since.

        Raises:
            StoreError: it could not be written, and nothing was.
        """
        with self._contents.acting() as (store, number, window):
            return changes.redo(store, number, window, partial(speaker_changes.say, self.interview))

    # -- quotes made of other quotes -------------------------------------------------------------------------

    def retake(self, id: str, passage: Passage) -> Quote:
        """Give a quote another extent; see `composing.retake`."""
        return composing.retake(self._contents, id, passage)

    def merge(self, ids: Iterable[str]) -> Quote:
        """Make one quote of several; see `composing.merge`."""
        return composing.merge(self._contents, ids)

    def split(self, id: str, place: Place) -> tuple[Quote, Quote]:
        """Make two quotes of one; see `composing.split`."""
        return composing.split(self._contents, id, place)

    def composed(self, passages: Sequence[Passage]) -> Quote:
        """Make the quote of several passages, without taking it; see `Contents.composed`."""
        return self._contents.composed(passages)

    # -- what a person decides -------------------------------------------------------------------------------

    def places_for(self, quote: Quote) -> list[tuple[Passage, ...]]:
        """Find where a quote may stand now; see `deciding.places_for`."""
        return deciding.places_for(self._contents, quote)

    def take_words(self, id: str, places: tuple[Passage, ...]) -> Quote:
        """Let a quote have the words that stand at a place now; see `deciding.take_words`."""
        return deciding.take_words(self._contents, id, places)

    def keep_words(self, id: str, places: tuple[Passage, ...]) -> Quote:
        """Keep a quote's words and let them stand at a place; see `deciding.keep_words`."""
        return deciding.keep_words(self._contents, id, places)

    def leave_orphan(self, id: str) -> Quote:
        """Leave a quote without a place; see `deciding.leave_orphan`."""
        return deciding.leave_orphan(self._contents, id)

    def say_of_speakers(self, before: Sidecar, after: Sidecar) -> Path:
        """Have another thing said of the speakers; see `speaker_changes.say_of_speakers`."""
        return speaker_changes.say_of_speakers(self._contents, before, after)

    # -- quotes from elsewhere -------------------------------------------------------------------------------

    def import_quotes(self, quotes: Sequence[Quote]) -> Imported:
        """Take quotes of another collection in; see `importing.import_quotes`."""
        return importing.import_quotes(self._contents, quotes)

    def check_imported(self) -> None:
        """Look at what came in while this text was not at hand; see `importing.check_imported`."""
        importing.check_imported(self._contents)
