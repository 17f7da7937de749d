"""A database whose files were taken away from under a window: what the window knows is written beside it.

SQLite goes on with files that have no name any more, and whoever quits last deletes the journal that has that
name by then: so what another process was told is on the disk would be gone.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path

from tui.store.sqlite.copies import RESCUED, free, is_sound, stamp, write_copy
from tui.store.sqlite.standing import copy_all, peek, standing_of

Identity = tuple[tuple[int, int] | None, ...]
"""Which files a commit depends on: device and inode of each, None for one that is not there."""

_SHARED = 0x40000000 + 2, 510
"""The bytes that SQLite locks in a database file while it is open. https://www.sqlite.org/fileformat2.html"""


def identity_of(path: Path, journal: str) -> Identity:
    """Tell which files stand under the names of a database and, with "wal", of its journal and its memory."""
    identities: list[tuple[int, int] | None] = []
    for suffix in ("", "-wal", "-shm") if journal == "wal" else ("",):
        try:
            stat = path.with_name(path.name + suffix).stat()
        except OSError:
            identities.append(None)
        else:
            identities.append((stat.st_dev, stat.st_ino))
    return tuple(identities)


def rescue(connection: sqlite3.Connection, path: Path) -> Path | None:
    """Write all that a connection sees to a new file beside the database.

    Returns:
        The file, which is sound; None where there are no quotes, or nothing sound could be written.
    """
    rescued = free(path.with_name(f"{path.stem}.{RESCUED}-{stamp()}{path.suffix}"))
    try:
        if not standing_of(connection).revision:
            return None
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_copy(connection, rescued)
    except (sqlite3.Error, OSError):
        return None
    if is_sound(rescued):
        return rescued
    rescued.unlink(missing_ok=True)
    return None


def leave(connection: sqlite3.Connection, path: Path) -> None:
    """Close a connection without what SQLite does for the last one: moving pages, deleting the journal."""
    configure = getattr(connection, "setconfig", None)
    if configure:  # From Python 3.12 on.
        configure(sqlite3.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, True)  # type: ignore[attr-defined, unused-ignore]
        connection.close()
        return
    with _kept_open(path):
        connection.close()


@contextlib.contextmanager
def _kept_open(path: Path) -> Iterator[None]:
    """Have the database file locked as if somebody else had it open, so that nobody is the last to close it.

    The lock belongs to the open file, not to the process: it holds against this process too. The file stays
    open behind it, for closing it would take away the locks of the other connections of this process.
    """
    try:
        import fcntl

        handle = os.open(path, os.O_RDONLY)
        fcntl.fcntl(handle, fcntl.F_OFD_SETLK, struct.pack("hhqqi", fcntl.F_RDLCK, os.SEEK_SET, *_SHARED, 0))
    except (ImportError, AttributeError, OSError):
        yield
        return
    yield
    with contextlib.suppress(OSError):
        fcntl.fcntl(handle, fcntl.F_OFD_SETLK, struct.pack("hhqqi", fcntl.F_UNLCK, os.SEEK_SET, *_SHARED, 0))


def put_back(rescued: Path, path: Path) -> bool:
    """Bring the database up to what was rescued, where nobody else has written to it meanwhile.

    No connection of this process may have it open.

    Returns:
        Whether all that was rescued is in the database now.
    """
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(path, timeout=1.0, isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA synchronous = FULL")
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            # All of it was in the journal, and nobody takes what is left for a collection.
            with contextlib.closing(peek(rescued)) as source:
                copy_all(source, connection)
            return True
        connection.execute("ATTACH ? AS rescued", (str(rescued),))
        connection.execute("BEGIN IMMEDIATE")
        if _holds(connection, "main", "rescued"):
            connection.execute("ROLLBACK")
            return True
        if not _holds(connection, "rescued", "main"):
            connection.execute("ROLLBACK")
            return False
        tables = connection.execute("SELECT name FROM rescued.sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            connection.execute(f'DELETE FROM main."{table}"')
            connection.execute(f'INSERT INTO main."{table}" SELECT * FROM rescued."{table}"')
        connection.execute("COMMIT")
        return True
    return False


def _holds(connection: sqlite3.Connection, one: str, other: str) -> bool:
    """Whether one of two databases has every quote of the other, and every change that was made there."""
    versions = {connection.execute(f"PRAGMA {name}.user_version").fetchone()[0] for name in (one, other)}
    lacking = (
        f"SELECT id FROM {other}.quote EXCEPT SELECT id FROM {one}.quote",
        f"SELECT * FROM {other}.change EXCEPT SELECT * FROM {one}.change",
    )
    return len(versions) == 1 and not any(connection.execute(query).fetchone() for query in lacking)
