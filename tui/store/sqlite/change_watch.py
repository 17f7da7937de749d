"""Waiting for what other windows and processes commit to a database, which rings no bell: it is looked at."""

from __future__ import annotations

import threading

from tui.store.sqlite.connection import DatabaseFile
from tui.store.store_error import StoreError

LOOK_EVERY = 0.5
"""Seconds between two looks, each of some microseconds: SQLite compares one number of the file."""


class DatabaseWatch:
    """Waits for the commits of other connections; a `tui.store.quote_store.ChangeWatch`."""

    def __init__(self, database: DatabaseFile) -> None:
        self._database = database
        self._ended = threading.Event()
        self._seen = self._version()

    def wait(self) -> bool:
        """Wait until another connection has committed something, or it can't be told whether one has."""
        while not self._ended.wait(LOOK_EVERY):
            if self._database.is_closed:
                return False
            version = self._version()
            if version is None or version != self._seen:
                self._seen = version
                return True
        return False

    def end(self) -> None:
        """End the wait at once, and every later one."""
        self._ended.set()

    def _version(self) -> int | None:
        """The number that another connection's commit changes; None where it can't be read now."""
        try:
            return int(self._database.rows("PRAGMA data_version")[0][0])
        except StoreError:
            return None
