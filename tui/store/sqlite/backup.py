"""Backing the database up: one copy a day, and one before what can't be undone."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from tui.store.sqlite.connection import DatabaseFile
from tui.store.sqlite.copies import FOLDER, backups, free, how_far, rank, seconds_made, stamp, write_copy
from tui.store.sqlite.translated_errors import translated

KEPT = 7
"""How many of the regular copies are kept; those made before a migration all stay."""

_REGULAR = "daily"
_SECONDS = 24 * 60 * 60


def back_up(database: DatabaseFile, reason: str) -> Path:
    """Copy the whole database through SQLite's backup interface, which also sees what is only in the journal.

    Args:
        database: what is copied; other processes may go on writing.
        reason: becomes part of the copy's name, such as "before-version-2".

    Returns:
        The copy, complete, under a name that sorts by time.

    Raises:
        StoreError: it could not be made.
    """
    folder = database.path.parent / FOLDER
    with translated(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        made = free(folder / f"{stamp()}-{reason}.sqlite3")
        with database.reading() as connection:
            write_copy(connection, made)
    return made


def keep_recent(database: DatabaseFile) -> Path | None:
    """Make the day's copy if the last one is a day old and there is something to keep; drop the oldest.

    However many processes open the collection at once, one of them makes it.

    Returns:
        The copy, or None where none was due.

    Raises:
        StoreError: it could not be made.
    """
    folder = database.path.parent
    if not _is_due(folder) or not database.rows("SELECT 1 FROM quote LIMIT 1"):
        return None
    with _alone(folder) as alone:
        # Another process may have made it since.
        if not alone or not _is_due(folder):
            return None
        made = back_up(database, _REGULAR)
        regular = sorted(_regular(folder), key=seconds_made)
        # A clock that was wrong once must not cost the copy that holds most.
        furthest = {how_far(copy).generation: copy for copy in sorted(regular, key=rank)}
        for old in regular[:-KEPT]:
            if old not in furthest.values():
                with contextlib.suppress(OSError):
                    old.unlink()
    return made


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Keep other processes from making the same copy; tells False where one of them is at it."""
    with contextlib.ExitStack() as left:
        try:
            import fcntl

            place = folder / FOLDER
            place.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(place, os.O_RDONLY)
            left.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        except (ImportError, OSError):
            # Where a folder can't be locked two copies at once are better than none.
            pass
        yield True


def _is_due(folder: Path) -> bool:
    return time.time() - max(map(seconds_made, _regular(folder)), default=0.0) >= _SECONDS


def _regular(folder: Path) -> list[Path]:
    return [copy for copy in backups(folder) if copy.stem.endswith(_REGULAR)]
