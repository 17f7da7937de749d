"""Copies of the database: made through SQLite, found again, put back; and damaged files put aside."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.store.errors import StoreError

if TYPE_CHECKING:
    from tui.store.database import Database

FOLDER = "backups"
"""Where the copies stand, in the data folder."""

KEPT = 7
"""How many of the regular copies are kept; those made before a migration all stay."""

_REGULAR = "daily"
_SECONDS = 24 * 60 * 60
_JOURNALS = ("-wal", "-shm", "-journal")


def back_up(database: Database, reason: str) -> Path:
    """Copy the whole database through SQLite's backup interface, which also sees what is only in the journal.

    Args:
        database: what is copied; other processes may go on writing.
        reason: becomes part of the copy's name, such as "before-version-2".

    Returns:
        The copy, complete, under a name that sorts by time.

    Raises:
        StoreError: it could not be made.
    """
    from tui.store.database import translated

    folder = database.path.parent / FOLDER
    with translated(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        made = _free(folder / f"{_stamp()}-{reason}.sqlite3")
        unfinished = made.with_name(f".{made.name}.{os.getpid()}")
        try:
            os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            with contextlib.closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
                with database.reading() as connection:
                    connection.backup(copy)
                # The copy is one file, whatever journal the original has.
                copy.execute("PRAGMA journal_mode = DELETE")
            _settle(unfinished)
            unfinished.rename(made)
        finally:
            for suffix in ("", *_JOURNALS):
                unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)
        _settle(folder)
    return made


def keep_recent(database: Database) -> Path | None:
    """Make the day's copy if the last one is a day old and there is something to keep; drop the oldest.

    Returns:
        The copy, or None where none was due.

    Raises:
        StoreError: it could not be made.
    """
    regular = [copy for copy in backups(database.path.parent) if copy.stem.endswith(_REGULAR)]
    with contextlib.suppress(OSError):
        if regular and datetime.now().timestamp() - regular[-1].stat().st_mtime < _SECONDS:
            return None
    if not database.rows("SELECT 1 FROM quote LIMIT 1"):
        return None
    made = back_up(database, _REGULAR)
    for old in [*regular, made][:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    return made


def backups(folder: Path) -> list[Path]:
    """The copies in a data folder, oldest first."""
    try:
        return sorted((folder / FOLDER).glob("[0-9]*.sqlite3"))
    except OSError:
        return []


def newest(folder: Path) -> Path | None:
    """The newest copy that is sound, or None."""
    return next((copy for copy in reversed(backups(folder)) if _sound(copy)), None)


def quotes_in(copy: Path) -> int:
    """How many quotes a copy holds; 0 where it can't be read."""
    try:
        uri = f"{copy.resolve().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM quote WHERE NOT removed").fetchone()[0])
    except (sqlite3.Error, OSError):
        return 0


def made_at(copy: Path) -> datetime | None:
    """When a copy was made, in the local time, as its name tells; None where it has another name."""
    try:
        stamp = datetime.strptime(copy.name.partition("Z")[0], "%Y%m%dT%H%M%S.%f")
    except ValueError:
        return None
    return stamp.replace(tzinfo=UTC).astimezone()


def restore(folder: Path, copy: Path) -> Path | None:
    """Put a copy in the database's place; what stands there is put aside, never overwritten.

    No process may have the database open.

    Returns:
        Where the database that stood there is now, or None if there was none.

    Raises:
        StoreError: "damaged" if the copy is; else what kept it from being written.
    """
    from tui.store.database import NAME, translated

    path = folder / NAME
    if not _sound(copy):
        raise StoreError("damaged", copy)
    with translated(path):
        unfinished = path.with_name(f".{NAME}.{os.getpid()}")
        try:
            os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            unfinished.write_bytes(copy.read_bytes())
            _settle(unfinished)
            aside = set_aside(path, path.stat().st_ino, "replaced") if path.exists() else None
            unfinished.rename(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _settle(folder)
    return aside


def set_aside(path: Path, identity: int, reason: str = "damaged") -> Path | None:
    """Give the database file and its journals another name beside it.

    Args:
        path: the database file.
        identity: its inode when it was opened: another process may have put it aside already and begun a new
            one under the same name, which must stay.
        reason: becomes part of the new name.

    Returns:
        The new name, or None where it was another file or could not be renamed.
    """
    aside = _free(path.with_name(f"{path.stem}.{reason}-{_stamp()}{path.suffix}"))
    try:
        if path.stat().st_ino != identity:
            return None
        # The journals go first: one left behind would be played into the next database of this name.
        for suffix in _JOURNALS:
            journal = path.with_name(path.name + suffix)
            if journal.exists():
                journal.rename(aside.with_name(aside.name + suffix))
        path.rename(aside)
    except OSError:
        return None
    return aside


def left_aside(folder: Path) -> Path | None:
    """The damaged database that was put aside last, if there is a backup that could take its place."""
    from tui.store.database import NAME

    path = folder / NAME
    damaged = sorted(folder.glob(f"{path.stem}.damaged-*{path.suffix}"))
    return damaged[-1] if damaged and newest(folder) else None


def _sound(copy: Path) -> bool:
    """Whether a copy is a whole database of ours, of a version that we know."""
    from tui.store import schema

    try:
        # immutable: looking at a copy must leave no journal beside it.
        uri = f"{copy.resolve().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            checked = connection.execute("PRAGMA quick_check(1)").fetchall()
    except (sqlite3.Error, OSError):
        return False
    return application == schema.APPLICATION_ID and 0 < version <= schema.VERSION and checked == [("ok",)]


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")


def _free(path: Path) -> Path:
    """The path, or one with a number where that is taken."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free


def _settle(path: Path) -> None:
    """Have the system write a file or a folder to the disk, where it can."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
