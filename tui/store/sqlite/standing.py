"""How far a collection has come: by that two copies of it are told apart, whatever a clock said.

It is noted in a small file beside the database too: where that is missed or empty one day, the note tells
that quotes were kept there.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import NamedTuple

from tui.store.small_file import write_small

NOTE = "collection.standing"
"""The note's file name in the data folder."""

GENERATION = "generation"
"""Under which name the database remembers how often it was begun anew."""


class Standing(NamedTuple):
    """How far a collection has come; of two copies the one that is greater is the newer.

    Attributes:
        generation: how often a person has begun anew, or gone back to a copy.
        revision: how many changes to its quotes it has seen.
    """

    generation: int = 0
    revision: int = 0


def standing_of(connection: sqlite3.Connection) -> Standing:
    """Tell how far the collection of an open database has come.

    Raises:
        sqlite3.Error: it can't be read, or has not the tables for it.
    """
    (revision,) = connection.execute("SELECT total(revision) FROM interview").fetchone()
    row = connection.execute("SELECT value FROM state WHERE name = ?", (GENERATION,)).fetchone()
    return Standing(_count(row[0] if row else 0), _count(revision))


def standing_in(copy: Path) -> Standing | None:
    """Tell how far a file has come that nobody writes; None where it is no collection to be read."""
    with contextlib.suppress(sqlite3.Error, OSError), contextlib.closing(peek(copy)) as connection:
        return standing_of(connection)
    return None


def peek(file: Path) -> sqlite3.Connection:
    """Open a database file to read what it holds without its journal; nothing is written beside it.

    Raises:
        sqlite3.Error, OSError: it can't be opened.
    """
    uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None)


def copy_all(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a whole database into another, through SQLite.

    Raises:
        sqlite3.Error: one of them can't be read or written; where somebody keeps it locked for longer than
            its connection waits, SQLITE_BUSY. Python's own way would try again for ever.
    """

    def look(status: int, _remaining: int, _total: int) -> None:
        if status & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            locked = sqlite3.OperationalError("database is locked")
            locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise locked

    source.backup(target, progress=look)


def begin_generation(connection: sqlite3.Connection, generation: int) -> None:
    """Write down that the collection of an open database is one begun anew.

    Raises:
        sqlite3.Error: it can't be written.
    """
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (GENERATION, json.dumps(generation)))


def note(folder: Path, standing: Standing) -> None:
    """Note in a data folder how far its collection has come; a note that can't be written is done without."""
    write_small(folder / NOTE, json.dumps(standing._asdict()) + "\n")


def noted(folder: Path) -> Standing | None:
    """Tell how far the collection in a data folder had come when that was noted; None where it never was."""
    try:
        kept = json.loads((folder / NOTE).read_text("ascii"))
        return Standing(_count(kept["generation"]), _count(kept["revision"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _count(value: object) -> int:
    """A number of a file that may hold anything."""
    try:
        return max(0, int(float(str(value))))
    except (ValueError, OverflowError):
        return 0
