"""SQLite's errors, and the system's, in kinds of our own."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tui.store.sqlite.copies import newest
from tui.store.sqlite.file_system import NO_ROOM, has_room, may_not_grow, refuses_locks
from tui.store.store_error import StoreError

_KINDS = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_PROTOCOL: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}

_OF_LOCKS = (
    sqlite3.SQLITE_IOERR_LOCK,
    sqlite3.SQLITE_IOERR_RDLOCK,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
    sqlite3.SQLITE_IOERR_UNLOCK,
)
_OF_FILES = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors, and the system's, into ours.

    Args:
        path: the database file, or what else is at work.

    Raises:
        StoreError: in place of any sqlite3.Error and OSError.
    """
    try:
        yield
    except sqlite3.Error as error:
        kind = _kind(path, getattr(error, "sqlite_errorcode", None))
        details: dict[str, str | int] = {"reason": str(error)}
        if kind == "damaged":
            details["backup"] = str(newest(path.parent) or "")
        raise StoreError(kind, path, **details) from error
    except OSError as error:
        kind = "full" if error.errno in NO_ROOM else "unwritable"
        raise StoreError(kind, path, reason=error.strerror or str(error)) from error


def _kind(path: Path, code: int | None) -> str:
    """The kind of an error of SQLite's, which does not pass on what the system told it."""
    if code is None:
        return "unwritable"
    # The low byte is the primary code, the rest says more of it.
    kind = _KINDS.get(code & 0xFF, "unwritable")
    if code == sqlite3.SQLITE_IOERR_SHORT_READ:
        # The memory that is shared tells of more than the journal holds: it was deleted under a window.
        return "swapped"
    if code in _OF_LOCKS or (kind == "locked" and refuses_locks(path.parent)):
        return "no-locks"
    if code & 0xFF in _OF_FILES and (may_not_grow(path) or not has_room(path.parent)):
        return "full"
    return kind
