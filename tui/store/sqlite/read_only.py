"""A database in a place where nothing can be written: a copy of it in memory, to be read."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tui.store.sqlite.standing import copy_all
from tui.store.store_error import StoreError

_JOURNALS = ("-wal", "-journal")
_PATIENCE = 0.2
"""Seconds to wait for another process before a copy of the file is made."""

_SPARE = 1 << 20
"""Bytes of room beyond the files themselves."""

_TIMES = 3
"""How often a file is copied that another process goes on writing meanwhile."""


def copied(path: Path) -> sqlite3.Connection | None:
    """Read what the database file holds, with what only its journal has, into a database in memory.

    Nothing is written where the file is. SQLite itself can read most files there; a journal without the
    shared memory that belongs to it, as a crash leaves it, it reads in a temporary folder, beside a copy of
    the file, and so too what somebody keeps locked.

    Returns:
        The copy; None where there is no file, or it can't be read either.

    Raises:
        sqlite3.Error: it is no sound database.
        OSError: it can't be copied.
    """
    if not path.is_file():
        return None
    with contextlib.suppress(sqlite3.OperationalError):
        return _in_memory(f"{path.absolute().as_uri()}?mode=ro")
    try:
        with _temporary_folder(path) as folder:
            for _time in range(_TIMES):
                before = _stamps(path)
                for suffix in ("", *_JOURNALS):
                    part = path.with_name(path.name + suffix)
                    if part.exists():
                        shutil.copyfile(part, folder / part.name)
                if _stamps(path) == before:
                    break
            uri = (folder / path.name).as_uri()
            with contextlib.suppress(sqlite3.OperationalError):
                # It is ours alone, and the place may lock nothing.
                return _in_memory(f"{uri}?vfs=unix-none", "PRAGMA locking_mode = EXCLUSIVE")
            return _in_memory(uri)
    except PermissionError:
        return None


def journal_of(path: Path) -> str:
    """Tell the journal mode of a database file, such as "wal"; "" where there is none or it can't be read."""
    if not path.is_file():
        return ""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(uri, uri=True, timeout=1)) as file,
    ):
        return str(file.execute("PRAGMA journal_mode").fetchone()[0])
    return ""


@contextlib.contextmanager
def _temporary_folder(path: Path) -> Iterator[Path]:
    """A folder with room for a database and its journal: in memory where the disk has none."""
    needed = sum(size for size, _time in _stamps(path)) + _SPARE
    memory = Path("/dev/shm")
    where = None
    with contextlib.suppress(OSError):
        if shutil.disk_usage(tempfile.gettempdir()).free < needed <= shutil.disk_usage(memory).free:
            where = memory
    with tempfile.TemporaryDirectory(prefix="fangtan-", dir=where) as folder:
        yield Path(folder)


def _in_memory(uri: str, *first: str) -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, cached_statements=256)
    try:
        opened = sqlite3.connect(uri, timeout=_PATIENCE, uri=True, isolation_level=None)
        with contextlib.closing(opened) as file:
            for statement in first:
                file.execute(statement)
            copy_all(file, memory)
    except BaseException:
        memory.close()
        raise
    return memory


def _stamps(path: Path) -> list[tuple[int, int]]:
    stamps = []
    for suffix in ("", *_JOURNALS):
        with contextlib.suppress(FileNotFoundError):
            stat = path.with_name(path.name + suffix).stat()
            stamps.append((stat.st_size, stat.st_mtime_ns))
    return stamps


def is_cause(error: StoreError, *, reading: bool = False) -> bool:
    """Tell whether what could not be opened to be written can be read from a copy.

    So it is where the place of it, or the file, may only be read, has no room left or locks nothing, and
    where another process keeps it locked, for whoever only wants to read.
    """
    if error.kind in ("full", "no-locks") or (reading and error.kind == "locked"):
        return True
    if error.kind != "unwritable":
        return False
    cause = error.__cause__
    if isinstance(cause, OSError):
        return cause.errno in (errno.EROFS, errno.EACCES, errno.EPERM)
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
