"""A database in a place where nothing can be written: a copy of it in memory, to be read."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sqlite3
import tempfile
from pathlib import Path

from tui.store.errors import StoreError

_JOURNALS = ("-wal", "-journal")
_TIMES = 3
"""How often a file is copied that another process goes on writing meanwhile."""


def copied(path: Path) -> sqlite3.Connection | None:
    """What the database file holds, with what only its journal has, as a database in memory.

    Nothing is written where the file is. SQLite itself can read most files there; a journal without the
    shared memory that belongs to it, as a crash leaves it, it reads in a temporary folder, beside a copy of
    the file.

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
        with tempfile.TemporaryDirectory(prefix="fangtan-") as folder:
            for _time in range(_TIMES):
                before = _stamps(path)
                for suffix in ("", *_JOURNALS):
                    part = path.with_name(path.name + suffix)
                    if part.exists():
                        shutil.copyfile(part, Path(folder) / part.name)
                if _stamps(path) == before:
                    break
            return _in_memory((Path(folder) / path.name).as_uri())
    except PermissionError:
        return None


def _in_memory(uri: str) -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, cached_statements=256)
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as file:
            file.backup(memory)
    except BaseException:
        memory.close()
        raise
    return memory


def _stamps(path: Path) -> list[tuple[int, int]]:
    found = []
    for suffix in ("", *_JOURNALS):
        with contextlib.suppress(FileNotFoundError):
            stat = path.with_name(path.name + suffix).stat()
            found.append((stat.st_size, stat.st_mtime_ns))
    return found


def is_cause(error: StoreError) -> bool:
    """Whether a database could not be opened since the place of it, or the file, may only be read."""
    cause = error.__cause__
    if isinstance(cause, OSError):
        return cause.errno in (errno.EROFS, errno.EACCES, errno.EPERM)
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
