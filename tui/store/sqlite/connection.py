"""An open database: written in whole transactions, into the very files that it was opened on."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tui.store.sqlite import schema
from tui.store.sqlite.rescue import Identity, identity_of, leave, put_back, rescue
from tui.store.sqlite.standing import Standing, note, standing_of
from tui.store.sqlite.translated_errors import translated
from tui.store.store_error import StoreError

_MOMENT = 100
"""Milliseconds that another process takes to write a little."""

_open_here: weakref.WeakSet[DatabaseFile] = weakref.WeakSet()
"""The databases that this process has open: SQLite keeps one memory for all connections to a file."""


def require_undivided(path: Path) -> None:
    """Refuse to open a database once more in this process after its journal was taken away.

    SQLite would read the new journal by the memory of the old one.

    Raises:
        StoreError: "swapped".
    """
    for other in list(_open_here):
        now = identity_of(path, other.journal)
        if other.holds(now[0]) and not other.holds(*now):
            raise StoreError("swapped", path, rescued=str(other.rescued or ""))


class DatabaseFile:
    """An open database; any thread may use it, one at a time.

    One connection under one lock: threads wait for each other here, where a connection each would meet in
    SQLite's own locks and could time out.

    Attributes:
        path: the database file.
        journal: "wal", or "delete" where the file system can't do that; "memory" of a copy in memory.
        lost: how many changes to quotes were kept here that are not there any more.
        rescued: where all that was known is now, after the files were taken away; None otherwise.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, journal: str = "") -> None:
        self.path = path
        self.journal = journal
        self.lost = 0
        self.rescued: Path | None = None
        self._connection = connection
        # What is no UTF-8 any more is no end to reading: a seal tells of it where it matters.
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        self._lock = threading.RLock()
        self._identity: Identity | None = None
        self._refusal: StoreError | None = None
        self._noted: Standing | None = None
        self._is_closed = False

    @property
    def refusal(self) -> StoreError | None:
        """What `transaction` raises where nothing can be written; None where it can.

        What is read then is what the file held when it was opened.
        """
        refused = self._refusal
        return StoreError(refused.kind, refused.path, **refused.details) if refused else None

    @property
    def parted(self) -> StoreError | None:
        """What is to be said where the files were taken away and what was known is in a file beside them."""
        return StoreError("swapped", self.path, rescued=str(self.rescued)) if self.rescued else None

    @property
    def is_closed(self) -> bool:
        """Whether it was closed here."""
        return self._is_closed

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._refusal is not None

    def wait(self, seconds: float) -> None:
        """Wait from now on so long for another process that is writing."""
        self._connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def note_from(self, standing: Standing) -> None:
        """Note beside the database from now on how far it has come, once that is further than this."""
        self._noted = standing

    def refuse(self, error: StoreError) -> None:
        """Have nothing written from now on."""
        self._refusal = error

    @contextlib.contextmanager
    def transaction(self, *, checked: bool = True, patient: bool = True) -> Iterator[sqlite3.Connection]:
        """Open a transaction: committed and on the disk when the block ends, undone if it raises.

        Within another one on the same thread it becomes part of that one. Once one of the files that it
        depends on was removed or replaced by somebody, nothing is written any more: what is known here is
        rescued into a file beside, once.

        Args:
            checked: refuse where a later version of the program has changed the tables since we opened them.
            patient: wait for another process that is writing, for longer than a moment.

        Raises:
            StoreError: it could not be begun or committed; nothing of it is kept then.
        """
        with self._lock, translated(self.path):
            if self._connection.in_transaction:
                yield self._connection
                return
            if refused := self.refusal:
                raise refused
            self._check_files()
            self._begin(patient)
            try:
                if checked:
                    self._check_version()
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself after some errors.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            # What was committed to a file that had gone by then is on no disk.
            self._check_files()
            self._note()

    def _begin(self, patient: bool) -> None:
        if patient:
            self._connection.execute("BEGIN IMMEDIATE")
            return
        (waiting,) = self._connection.execute("PRAGMA busy_timeout").fetchone()
        self._connection.execute(f"PRAGMA busy_timeout = {_MOMENT}")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {waiting}")

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Open one state of the database, which all reads of the block see.

        Raises:
            StoreError: it can't be read.
        """
        with self._lock, translated(self.path):
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Read all rows of one query.

        Raises:
            StoreError: it can't be read.
        """
        with self._lock, translated(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def hold(self) -> None:
        """Take the files as they are now for those that every commit depends on."""
        self._identity = identity_of(self.path, self.journal)
        _open_here.add(self)

    def holds(self, *files: tuple[int, int] | None) -> bool:
        """Tell whether these are the files that it was opened on, or the first of them, the database."""
        return self._identity is not None and self._identity[: len(files)] == files

    def _is_swapped(self) -> bool:
        return self._identity is not None and not self.holds(*identity_of(self.path, self.journal))

    def _check_files(self) -> None:
        """Refuse to write into files that were removed or replaced under us: nobody would find it again."""
        if self._is_swapped():
            self.rescued = rescue(self._connection, self.path)
            self._refusal = StoreError("swapped", self.path, rescued=str(self.rescued or ""))
            raise self._refusal

    def _note(self) -> None:
        """Note beside the database how far it has come, where it has come further."""
        # It is committed: what can't be noted is no reason to say otherwise.
        with contextlib.suppress(sqlite3.Error):
            standing = standing_of(self._connection)
            # None while it is being opened: what is missing then is still to be told of.
            if self._noted not in (None, standing):
                note(self.path.parent, standing)
                self._noted = standing

    def _check_version(self) -> None:
        version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if version != schema.VERSION:
            raise StoreError("newer", self.path, found=version, known=schema.VERSION)

    def close(self) -> None:
        """Close it; what was committed is already on the disk. A second time does nothing."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
            _open_here.discard(self)
            with contextlib.suppress(sqlite3.Error):
                if self._is_swapped():
                    self._part()
                    return
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()

    def _part(self) -> None:
        """Let go of files that were taken away, and leave those alone that stand in their place."""
        was_told = self._refusal is not None
        if not was_told:
            self.rescued = rescue(self._connection, self.path)
        file = identity_of(self.path, "")[0]
        leave(self._connection, self.path)
        if not self.rescued or not self.holds(file) or any(other.holds(file) for other in _open_here):
            return
        if put_back(self.rescued, self.path) and not was_told:
            self.rescued.unlink(missing_ok=True)
            self.rescued = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
