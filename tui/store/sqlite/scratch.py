"""A copy of the collection in memory, to see what changes would have come to that can't be written."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from time import monotonic

from tui.store.sqlite.database import Database
from tui.store.sqlite.migrations import migrate
from tui.store.sqlite.presence import NAME

_PATIENCE = 0.3
"""Seconds that are waited for whoever keeps the file from being read."""


class Scratch(Database):
    """A database in memory; nothing of it ever reaches the disk."""

    def _note(self) -> None:
        """Note nothing beside the collection: what is done here has not happened."""


def scratch(folder: Path) -> Scratch:
    """Make an empty collection, as of a data folder."""
    database = Scratch(folder / NAME, _memory(), "memory")
    migrate(database, back_up_first=False)
    return database


def scratch_copy(folder: Path) -> Scratch:
    """Make a copy of the collection in a data folder; it waits for nobody, neither a process nor a thread.

    Raises:
        sqlite3.Error, OSError, StoreError: it can't be read, or not now.
    """
    path, until = folder / NAME, monotonic() + _PATIENCE
    uri = f"{path.absolute().as_uri()}?mode=ro"

    def in_time(*_progress: object) -> None:
        if monotonic() > until:
            raise TimeoutError

    connection = _memory()
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as source:
        source.backup(connection, progress=in_time, sleep=0.02)
    database = Scratch(path, connection, "memory")
    migrate(database, back_up_first=False)
    return database


def _memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
