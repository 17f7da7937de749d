"""The collection's database: a file that is open, and the store of quotes that it is."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from tui.store.sqlite.backup import back_up
from tui.store.sqlite.change_watch import DatabaseWatch
from tui.store.sqlite.connection import DatabaseFile
from tui.store.sqlite.quote_tables import QuoteTables


class Database(DatabaseFile):
    """An open database as a `tui.store.quote_store.QuoteStore`."""

    @contextlib.contextmanager
    def reading_quotes(self) -> Iterator[QuoteTables]:
        """Open one state of the database to be read; see `reading`.

        Raises:
            StoreError: it can't be read.
        """
        with self.reading() as connection:
            yield QuoteTables(connection)

    @contextlib.contextmanager
    def changing_quotes(self, *, patient: bool = True) -> Iterator[QuoteTables]:
        """Open a transaction; see `transaction`.

        Args:
            patient: wait for another process that is writing, for longer than a moment.

        Raises:
            StoreError: it could not be begun or committed; nothing of it is kept then.
        """
        with self.transaction(patient=patient) as connection:
            yield QuoteTables(connection)

    def watch(self) -> DatabaseWatch:
        """Wait for other connections' commits from now on."""
        return DatabaseWatch(self)

    def discard_row(self, row: int) -> Path:
        """Take a row away for good; a copy of the whole database is laid aside first, and stays.

        Raises:
            StoreError: it could not be made or written, and nothing was.
        """
        copy = back_up(self, "before-discarding")
        with self.changing_quotes() as quotes:
            quotes.discard(row)
        return copy
