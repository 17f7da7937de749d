"""What a store of quotes can do: the only way in which `tui.quotes` reaches what is kept.

A store keeps quotes as records of plain values; what their texts mean is known above. Everything is read and
written within one state of the store: `QuoteStore.reading_quotes` and `QuoteStore.changing_quotes` open it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from tui.interview.model.interview import Credits, Interview
from tui.store.store_error import StoreError

CHANGEABLE = frozenset(
    {"removed", "position", "note", "tags", "source", "path", "body", "colour", "decision"}
)
"""The columns of a quote that a change may name; no others reach the store."""


class SourceRecord(NamedTuple):
    """One state of an interview, as the store knows it.

    Attributes:
        digest: SHA-256 of its bytes, in hexadecimal.
        title, credits: as it was read last; empty where they are not as they were written.
        is_sound: whether they are as they were written.
    """

    digest: str
    title: str = ""
    credits: Credits = Credits()
    is_sound: bool = False


class QuoteRecord(NamedTuple):
    """A quote as it is kept, whole and as it was written.

    Attributes:
        row: the store's own number for it, which stays.
        interview: the number of the interview that it belongs to.
        revision: the interview's revision that touched it last.
        removed: 1 where it was taken out of the collection, else 0.
        position: its place in the order by hand; the least comes first.
        id: the quote's id.
        source: the state of the interview that it was taken from.
        path: where that was read from.
        created: when it was taken, ISO 8601 in UTC.
        note: the person's words.
        tags, body, decision: as `tui.quotes` packs them.
        colour: its name, or "".
    """

    row: int
    interview: int
    revision: int
    removed: int
    position: float
    id: str
    source: SourceRecord
    path: str
    created: str
    note: str
    tags: str
    body: str
    colour: str
    decision: str


class DamagedRecord(NamedTuple):
    """A row that is not as it was written: what can be made out of it, for a person who looks for the quote.

    Attributes:
        row: the store's own number for it.
        id, body: as they can be read, "" where they can't.
    """

    row: int
    id: str = ""
    body: str = ""


class StoredChange(NamedTuple):
    """One change to a collection, as it is kept.

    Attributes:
        number: of two changes the later one has the greater.
        kind, quote, images: as `tui.quotes.changes` writes them; `images` is JSON.
        window: which window made it, undid it or did it again last.
        revision: the interview's revision after that.
        is_sound: whether it is as it was written.
    """

    number: int
    kind: str
    quote: str
    images: str
    window: str
    revision: int
    is_sound: bool = True


class KeptSource(NamedTuple):
    """The text of one state of an interview, kept with the first quote of it.

    Attributes:
        text: as it was decoded.
        encoding, format: as it was read; either may be "".
        path: where it was read from last, "" where it never came from a file.
    """

    text: str
    encoding: str
    format: str
    path: str


class QuoteReading(Protocol):
    """One state of the store, to be read; every method raises StoreError where it can't be."""

    def identify(self, interview: Interview) -> int | None:
        """Tell the number under which an interview is known, by its content or else its path, or None."""

    def is_enrolled(self, interview: Interview) -> bool:
        """Tell whether `QuoteWriting.enrol` would tell nothing new."""

    def revision(self, number: int | None) -> int:
        """Tell how many changes an interview's quotes have seen; 0 where it is not known."""

    def quotes_since(self, number: int, revision: int) -> Iterator[QuoteRecord | DamagedRecord]:
        """Read the quotes of an interview that were touched after a revision, removed ones too.

        Of revision 0 all are read, without trust in any index, and those as well that were taken from the
        interview and say that they belong to another one.
        """

    def all_quotes(self) -> Iterator[QuoteRecord | DamagedRecord]:
        """Read every quote of whatever interview, removed ones too, without trust in any index."""

    def owner(self, id: str) -> tuple[int, bool] | None:
        """Tell which interview has a quote of an id, and whether it is removed; None where there is none."""

    def columns(self, id: str, names: Sequence[str]) -> dict[str, Any] | None:
        """Read `CHANGEABLE` columns of a quote; None where it is not as it was written, or not there."""

    def body(self, id: str) -> str | None:
        """Read a quote's body, whether it is as it was written or not; None where there is no such quote."""

    def latest_change(self, number: int) -> int:
        """Tell the number of the last change to an interview's quotes, 0 before the first."""

    def changes_after(self, number: int, change: int) -> list[StoredChange]:
        """Read the changes to an interview's quotes that are done and came after one, in their order."""

    def next_step(self, number: int, window: str, since: int, *, undone: bool) -> StoredChange | None:
        """Find the change that a window undoes next, or does again; None where there is none.

        Args:
            number: the interview.
            window: the window's token: its own changes are its to undo.
            since: so are those of a revision up to this one.
            undone: look for the one to do again.
        """

    def kept_source(self, digest: str) -> KeptSource | None:
        """Read the text that is kept of a state of an interview; None where none is, or it can't be read."""

    def anchors(self, digest: str, method: int) -> dict[str, str]:
        """Read where quotes were found in a state of an interview, by their ids, as `keep_anchors` had it."""

    def unsealed(self, row: int) -> QuoteRecord | None:
        """Read a row although it is not as it was written; None where its values are none of a quote."""

    def rows_in_copy(
        self, copy: Path, wanted: Sequence[tuple[int, str]]
    ) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Find rows in a copy of the store that are whole there; none of a copy that can't be read.

        Args:
            copy: a backup.
            wanted: the row and the id of each. It is looked for by its id and then, since it may be the id
                that was damaged, by its row.

        Returns:
            Pairs of the row here and what `QuoteWriting.put_back` takes; up to two of each.
        """


class QuoteWriting(QuoteReading, Protocol):
    """One transaction: all of it is on the disk when its block ends, or nothing is where that raises."""

    def enrol(self, interview: Interview) -> int:
        """Make an interview known, with this content and this path; returns its number."""

    def introduce(self, number: int, digest: str, title: str, credits: Credits) -> None:
        """Make a state of an interview known that was never read here."""

    def keep_source(self, interview: Interview) -> None:
        """Keep the whole text with the first quote of it; the interview has to be enrolled."""

    def insert(self, number: int, values: Mapping[str, Any]) -> None:
        """Add a quote, removed at first, so that the change that adds it makes it appear.

        Args:
            number: the interview that it belongs to.
            values: `id`, `created` and all of `CHANGEABLE` but `removed`.
        """

    def begin_revision(self, number: int) -> int:
        """Raise an interview's revision by one; returns it."""

    def alter(self, id: str, values: Mapping[str, Any], revision: int) -> bool:
        """Give columns of a quote other values; False, and nothing done, where it is not as it was written.

        Args:
            id: the quote.
            values: of `CHANGEABLE`; others are left out.
            revision: the one that touches it.
        """

    def forget_undone(self, number: int, window: str, since: int) -> None:
        """Forget what a window could do again; see `next_step`."""

    def add_change(self, number: int, change: StoredChange) -> None:
        """Write down a change that is done; its number is given by the store."""

    def join_changes(self, number: int, after: int, change: StoredChange) -> None:
        """Put one change in place of all that came after one."""

    def settle_change(self, change: int, *, undone: bool, window: str, revision: int) -> None:
        """Write down that a window has undone a change, or done it again."""

    def leave_change(self, change: int) -> None:
        """Write down that a change can neither be undone nor done again."""

    def forget_changes(self) -> None:
        """Forget every change: nobody goes back through what was done so far."""

    def keep_anchors(self, digest: str, method: int, anchors: Mapping[str, str]) -> None:
        """Keep where quotes were found in a state of an interview, by their ids.

        Args:
            digest: the state.
            method: which way of looking found them; another way has no use for them.
            anchors: where, as JSON.
        """

    def put_back(self, row: int, values: Mapping[str, Any]) -> bool:
        """Write a row as `rows_in_copy` had it; False where another has its id, or its source is unknown."""

    def rewrite(self, row: int, number: int, values: Mapping[str, Any]) -> bool:
        """Give a damaged row these columns, and vouch for it; False where there is no such interview."""


class ChangeWatch(Protocol):
    """Waits for what other windows and processes commit to a store, from the moment it is made."""

    def wait(self) -> bool:
        """Wait until another has changed something since this was asked last; one thread at a time may.

        It may have been any quote or none: `QuoteReading.revision` tells. Where the store can't tell whether
        anything has changed, something may have, so that whoever reads then is told why.

        Returns:
            False once the watch is ended; soon after its store is closed, too.
        """

    def end(self) -> None:
        """End the wait at once, and every later one; any thread may, and a second time does nothing."""


class QuoteStore(Protocol):
    """A store of quotes; any thread may use it, and other processes may change it at any time."""

    @property
    def path(self) -> Path:
        """Where it is, for a person to read."""

    @property
    def refusal(self) -> StoreError | None:
        """What `changing_quotes` raises where nothing can be written; None where it can."""

    def reading_quotes(self) -> AbstractContextManager[QuoteReading]:
        """Open one state of the store to be read; within a transaction of this thread it is that one's.

        Raises:
            StoreError: it can't be read.
        """

    def changing_quotes(self, *, patient: bool = True) -> AbstractContextManager[QuoteWriting]:
        """Open a transaction; within another one of this thread it becomes part of that one.

        Args:
            patient: wait for another process that is writing, for longer than a moment.

        Raises:
            StoreError: it could not be begun or committed; nothing of it is kept then.
        """

    def watch(self) -> ChangeWatch:
        """Wait for other windows' changes from now on, without keeping anybody from reading or writing."""

    def discard_row(self, row: int) -> Path:
        """Take a row away for good, once a copy of the whole store is laid aside; returns the copy.

        Raises:
            StoreError: it could not be made or written, and nothing was.
        """
