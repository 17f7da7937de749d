"""Copies of the database as files: written whole, told apart by how far they have come, and found again."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from tui.store.sqlite import schema
from tui.store.sqlite.standing import Standing, begin_generation, copy_all, peek, standing_in

FOLDER = "backups"
"""Where the copies stand, in the data folder."""

_SKEW = 5 * 60
"""Seconds by which a file server's clock may be ahead of ours."""

JOURNALS = ("-wal", "-shm", "-journal")
"""What the files that SQLite keeps beside a database are called, behind its name."""

RESCUED = "rescued"
"""In the name of what was rescued from under a window, see `tui.store.sqlite.rescue`."""


def write_copy(connection: sqlite3.Connection, made: Path, generation: int | None = None) -> None:
    """Write all that a connection sees into one file, which appears under its name once it is complete.

    Args:
        connection: what is copied.
        made: the file; one that is there is replaced.
        generation: what the copy is to be told by from now on, see `Standing`; None for that of the original.

    Raises:
        sqlite3.Error, OSError: it could not be written.
    """
    unfinished = made.with_name(f".{made.name}.{os.getpid()}")
    try:
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with contextlib.closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            copy_all(connection, copy)
            # The copy is one file, whatever journal the original has.
            copy.execute("PRAGMA journal_mode = DELETE")
            if generation is not None:
                begin_generation(copy, generation)
        settle(unfinished)
        unfinished.rename(made)
    finally:
        for suffix in ("", *JOURNALS):
            unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)
    settle(made.parent)


def seconds_made(copy: Path) -> float:
    """Tell when a copy was made, in seconds since the epoch; 0.0 where that is unknown or still to come."""
    try:
        stamps = [copy.stat().st_mtime]
    except OSError:
        return 0.0
    if named := _named_time(copy):
        stamps.append(named.timestamp())
    return 0.0 if max(stamps) > time.time() + _SKEW else min(stamps)


def how_far(copy: Path) -> Standing:
    """Tell how far the collection in a copy has come; less than any other where it can't be read."""
    return standing_in(copy) or Standing(-1, -1)


def rank(copy: Path) -> tuple[Standing, float]:
    """Rank a copy: how far it has come, and only then when it was made; the greatest is the newest."""
    return how_far(copy), seconds_made(copy)


def backups(folder: Path) -> list[Path]:
    """List the copies in a data folder, oldest first as their names tell."""
    try:
        return sorted((folder / FOLDER).glob("[0-9]*.sqlite3"))
    except OSError:
        return []


def newest(folder: Path) -> Path | None:
    """Find the sound copy that has come furthest, or None; what was rescued under a window is one."""
    try:
        rescued = sorted(folder.glob(f"*.{RESCUED}-*.sqlite3"))
    except OSError:
        rescued = []
    copies = sorted([*backups(folder), *rescued], key=rank, reverse=True)
    return next((copy for copy in copies if is_sound(copy)), None)


def left_aside(folder: Path) -> Path | None:
    """Find the damaged database that was put aside last, or None."""
    damaged = sorted(folder.glob("*.damaged-*.sqlite3"))
    return damaged[-1] if damaged else None


def quotes_in(copy: Path) -> int:
    """Count how many quotes a copy holds; 0 where it can't be read."""
    try:
        with contextlib.closing(peek(copy)) as connection:
            return int(connection.execute("SELECT count(*) FROM quote WHERE NOT removed").fetchone()[0])
    except (sqlite3.Error, OSError):
        return 0


def made_at(copy: Path) -> datetime | None:
    """Tell when a copy was made, in the local time, as its name tells; None where it has another name.

    None too where that time is still to come: the clock was wrong then.
    """
    named = _named_time(copy)
    return named.astimezone() if named and named.timestamp() <= time.time() + _SKEW else None


def _named_time(copy: Path) -> datetime | None:
    try:
        stamp = datetime.strptime(copy.name.partition("Z")[0], "%Y%m%dT%H%M%S.%f")
    except ValueError:
        return None
    return stamp.replace(tzinfo=UTC)


def is_sound(copy: Path) -> bool:
    """Tell whether a copy is a whole database of ours, of a version that we know."""
    try:
        # Looking at a copy must leave no journal beside it.
        with contextlib.closing(peek(copy)) as connection:
            return is_whole(connection)
    except (sqlite3.Error, OSError):
        return False


def is_whole(connection: sqlite3.Connection) -> bool:
    """Tell whether what a connection sees is a whole database of ours, of a version that we know.

    Raises:
        sqlite3.Error: it is none at all.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != schema.APPLICATION_ID or not 0 < version <= schema.VERSION:
        return False
    return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]


def stamp() -> str:
    """Write the time as it stands in the names of copies."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")


def free(path: Path) -> Path:
    """Find a free path: this one, or one with a number where it is taken."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free


def settle(path: Path) -> None:
    """Have the system write a file or a folder to the disk, where it can."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
