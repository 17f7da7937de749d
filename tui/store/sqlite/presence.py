"""Whether the collection that should be in a data folder is there: nobody is to meet an empty one unasked."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from tui.store.sqlite import schema
from tui.store.sqlite.copies import backups, left_aside, newest, quotes_in
from tui.store.sqlite.standing import Standing, noted, peek, standing_in, standing_of
from tui.store.store_error import StoreError

NAME = "collection.sqlite3"
"""The database's file name in the data folder."""

_NOTHING = Standing(-1, -1)

_LEAST = 512
"""Bytes of the smallest database that SQLite writes."""


def is_begun(folder: Path) -> bool:
    """Tell whether a data folder has a collection, or had one that is gone."""
    return (folder / NAME).exists() or _was_kept(folder) or left_aside(folder) is not None


def require(folder: Path) -> None:
    """Look, without writing anything, whether the database file is a collection that can be opened.

    What is only in its journal is not seen here: see `require_ours`.

    Raises:
        StoreError: "missing", "emptied" or "foreign"; "damaged" where it was put aside before.
    """
    try:
        _require(folder)
    except StoreError:
        # What tells of a collection may have come with it, just now: then it is there at a second look.
        _require(folder)


def _require(folder: Path) -> None:
    path = folder / NAME
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        if aside := left_aside(folder):
            raise _asking("damaged", folder, aside) from None
        if _was_kept(folder) or _has_journal(folder):
            raise _asking("missing", folder) from None
        return
    except OSError:
        return  # whoever opens it is told why
    if size < _LEAST:
        # SQLite would take a few bytes for an empty database, and throw away a journal beside them.
        if size or _was_kept(folder) or _has_journal(folder):
            raise _asking("emptied", folder)
        return
    with contextlib.suppress(sqlite3.Error, OSError), contextlib.closing(peek(path)) as connection:
        if _is_foreign(connection):
            raise _asking("foreign", folder)


def require_ours(folder: Path, connection: sqlite3.Connection) -> None:
    """Look whether an open database is the collection of a data folder, before anything is written to it.

    Raises:
        StoreError: "foreign" or "emptied".
        sqlite3.Error: it can't be read.
    """
    if _is_foreign(connection):
        raise _asking("foreign", folder)
    if (here := _empty(connection)) and _was_kept(folder, here):
        raise _asking("emptied", folder)


def _empty(connection: sqlite3.Connection) -> Standing | None:
    """How far a database has come that holds no quote, not even a removed one; None where it holds some.

    Those that somebody removed stay as rows, so that removing can be undone.
    """
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"quote", "interview", "state"} <= tables:
        # A new one; what lacks only some of its tables is told of by whoever looks at these.
        return None if tables else _NOTHING
    held = connection.execute("SELECT EXISTS (SELECT 1 FROM quote)").fetchone()[0]
    return None if held else standing_of(connection)


def _is_foreign(connection: sqlite3.Connection) -> bool:
    """Whether a database is another program's."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application == schema.APPLICATION_ID:
        return False
    # A new one has neither number nor tables.
    return bool(application or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _was_kept(folder: Path, here: Standing = _NOTHING) -> bool:
    """Whether something beside tells of quotes that should be there.

    Args:
        folder: the data folder.
        here: how far what stands there has come; what was before it was begun anew is over.
    """
    known = noted(folder)
    if known and known.revision and known > here:
        return True
    return any(quotes_in(copy) and (standing_in(copy) or _NOTHING) > here for copy in backups(folder))


def _has_journal(folder: Path) -> bool:
    """Whether a journal lies there: before its first checkpoint it may hold all that was kept."""
    try:
        return (folder / f"{NAME}-wal").stat().st_size > 0
    except OSError:
        return False


def _asking(kind: str, folder: Path, aside: Path | None = None) -> StoreError:
    return StoreError(kind, folder / NAME, aside=str(aside or ""), backup=str(newest(folder) or ""))
