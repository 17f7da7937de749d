"""The one SQLite database: opened with care, written in whole transactions, its errors in our own kinds."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from tui.store import schema
from tui.store.errors import StoreError

NAME = "collection.sqlite3"
"""The database's file name in the data folder."""

BUSY_SECONDS = 10.0
"""How long to wait for another process that is writing."""

# Shared memory, which WAL needs, reaches no further than one machine. https://www.sqlite.org/wal.html
_NETWORK = (
    " 9p afs afpfs beegfs ceph cifs coda davfs fuse.davfs2 fuse.glusterfs fuse.rclone fuse.s3fs fuse.sshfs"
    " gfs2 glusterfs gpfs lustre ncpfs nfs nfs4 ocfs2 orangefs smb2 smb3 smbfs vboxsf webdav "
)

_PAGES = 1 << 16
"""Bytes that SQLite writes at once at most: a page of any size."""

_KINDS = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_PROTOCOL: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}


class Database:
    """An open database; any thread may use it, one at a time.

    One connection under one lock: threads wait for each other here, where a connection each would meet in
    SQLite's own locks and could time out.

    Attributes:
        path: the database file.
        journal: "wal", or "delete" where the file system can't do that.
        read_only: why nothing can be written, in the system's words; "" where it can. What is read then is
            what the file held when it was opened.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, journal: str = "") -> None:
        self.path = path
        self.journal = journal
        self.read_only = ""
        self._connection = connection
        self._lock = threading.RLock()
        self._identity: int | None = None

    @property
    def refusal(self) -> StoreError | None:
        """What `transaction` raises where nothing can be written; None where it can."""
        return StoreError("read-only", self.path, reason=self.read_only) if self.read_only else None

    @contextlib.contextmanager
    def transaction(self, *, checked: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction that writes: committed and on the disk when the block ends, undone if it raises.

        Within another one on the same thread it becomes part of that one.

        Args:
            checked: refuse where a later version of the program has changed the tables since we opened them.

        Raises:
            StoreError: it could not be begun or committed; nothing of it is kept then.
        """
        with self._lock, translated(self.path):
            if self._connection.in_transaction:
                yield self._connection
                return
            if refused := self.refusal:
                raise refused
            self._check_file()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                if checked:
                    self._check_version()
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself after some errors.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several reads that see one and the same state of the database.

        Raises:
            StoreError: it can't be read.
        """
        with self._lock, translated(self.path):
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of one query.

        Raises:
            StoreError: it can't be read.
        """
        with self._lock, translated(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def _check_file(self) -> None:
        """Refuse to write into a file that was removed or replaced under us: nobody would find it again."""
        try:
            identity = self.path.stat().st_ino
        except OSError as error:
            raise StoreError("unwritable", self.path, reason=error.strerror or str(error)) from None
        if self._identity is None:
            self._identity = identity
        elif identity != self._identity:
            raise StoreError("unwritable", self.path, reason=os.strerror(errno.ESTALE))

    def _check_version(self) -> None:
        version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if version != schema.VERSION:
            raise StoreError("newer", self.path, found=version, known=schema.VERSION)

    def close(self) -> None:
        """Close it; what was committed is already on the disk. A second time does nothing."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors, and the system's, into ours.

    Raises:
        StoreError: in place of any sqlite3.Error and OSError.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        # The low byte is the primary code, the rest says more of it.
        kind = "unwritable" if code is None else _KINDS.get(code & 0xFF, "unwritable")
        if code == sqlite3.SQLITE_IOERR_WRITE and _may_not_grow(path):
            kind = "full"
        details: dict[str, str | int] = {"reason": str(error)}
        if kind == "damaged":
            from tui.store.backup import newest

            details["backup"] = str(newest(path.parent) or "")
        raise StoreError(kind, path, **details) from error
    except OSError as error:
        kind = "full" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "unwritable"
        raise StoreError(kind, path, reason=error.strerror or str(error)) from error


def _may_not_grow(path: Path) -> bool:
    """Whether the database or its journal is as large as a file of this process may be."""
    try:
        import resource
    except ImportError:
        return False
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    if limit == resource.RLIM_INFINITY:
        return False
    for suffix in ("", "-wal", "-journal"):
        with contextlib.suppress(OSError):
            if path.with_name(path.name + suffix).stat().st_size + _PAGES >= limit:
                return True
    return False


def open_database(folder: Path, *, busy_seconds: float = BUSY_SECONDS, anew: bool = False) -> Database:
    """Open the collection in a data folder, making both where they are missing.

    The folder is made for its owner alone. A damaged file is put aside under another name, with its journal,
    and never deleted. Where it has a backup, opening fails from then on until that is restored or an empty
    collection is asked for: nobody is to meet an empty one without a word. Where nothing can be written, what
    is there can be read all the same: see `Database.read_only`.

    Args:
        folder: the data folder.
        busy_seconds: how long to wait for another process that is writing, here and in each transaction.
        anew: begin an empty collection in the place of a damaged one.

    Raises:
        StoreError: see its kinds.
    """
    from tui.store import backup, read_only

    path = folder / NAME
    if not anew and not path.exists() and (aside := backup.left_aside(folder)):
        raise StoreError("damaged", path, aside=str(aside), backup=str(backup.newest(folder) or ""))
    try:
        database = _open(folder, path, busy_seconds)
    except StoreError as error:
        if error.kind != "unwritable" or not read_only.is_cause(error):
            raise
        readable = _open_read_only(path, str(error.details["reason"]))
        if readable is None:
            raise
        return readable
    # A copy that can't be made today must not keep anybody from their quotes.
    with contextlib.suppress(StoreError):
        backup.keep_recent(database)
    return database


def _open(folder: Path, path: Path, busy_seconds: float) -> Database:
    """Open the database to write in it; a damaged one is put aside.

    Raises:
        StoreError: as `open_database`.
    """
    from tui.store import backup
    from tui.store.migrations import check_known, migrate

    with translated(path):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path)
        identity = path.stat().st_ino
        connection = sqlite3.connect(
            path, timeout=busy_seconds, isolation_level=None, check_same_thread=False, cached_statements=256
        )
    database = Database(path, connection)
    try:
        with database.reading() as reading:
            # Before anything is written: switching the journal would already change a file that isn't ours.
            check_known(database, reading)
        database.journal = _prepare(database, connection, busy_seconds)
        _check(database)
        migrate(database)
        _probe(database)
    except StoreError as error:
        database.close()
        if error.kind != "damaged":
            raise
        aside = backup.set_aside(path, identity)
        reason = str(error.details["reason"])
        newest = backup.newest(folder)
        raise StoreError(
            "damaged", path, reason=reason, aside=str(aside or ""), backup=str(newest or "")
        ) from error
    return database


def _make(path: Path) -> None:
    """Make the file, unless it is there, so that nobody else can read it even for a moment.

    One that is there is never opened here: to close it again would take away the locks of all connections
    that this process has to it (so POSIX wants it), and another process would then remove the log under them.

    Raises:
        OSError: it can't be made, or not be written.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        if not os.access(path, os.R_OK | os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path)) from None


def _open_read_only(path: Path, reason: str) -> Database | None:
    """Open a copy of the database, in memory, where the file can only be read; None where not even that.

    Raises:
        StoreError: "damaged", and the file is left where it is; "newer".
    """
    from tui.store import read_only
    from tui.store.migrations import check_known, migrate

    with translated(path):
        connection = read_only.copied(path)
    if connection is None:
        return None
    database = Database(path, connection, "memory")
    try:
        with database.reading() as reading:
            check_known(database, reading)
        _check(database)
        # Of the copy only: the file stays as it is.
        migrate(database, back_up_first=False)
    except StoreError:
        database.close()
        raise
    database.read_only = reason
    return database


def _prepare(database: Database, connection: sqlite3.Connection, busy_seconds: float) -> str:
    """Set the connection up; returns the journal mode that is in force."""
    with translated(database.path):
        connection.execute("PRAGMA foreign_keys = ON")
        wanted = "delete" if on_network(database.path.parent) else "wal"
        journal = _journal(connection, wanted, busy_seconds)
        # In every journal: a commit that was acknowledged is on the disk, also after a power failure.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")
        return journal


def _journal(connection: sqlite3.Connection, wanted: str, busy_seconds: float) -> str:
    """Switch the journal, waiting for others: SQLite itself doesn't wait here."""
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            journal = str(connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0])
            # WAL may be granted and yet fail when its shared memory is first needed.
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return journal
        except sqlite3.OperationalError as error:
            primary = error.sqlite_errorcode & 0xFF
            if primary in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and wanted == "wal":
                wanted = "delete"
            elif primary != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            else:
                time.sleep(0.01)


def _check(database: Database) -> None:
    """Look for damage before building on it.

    Raises:
        StoreError: "damaged".
    """
    found = database.rows("PRAGMA quick_check(1)")
    if found != [("ok",)]:
        raise StoreError("damaged", database.path, reason=str(found[0][0]))


def _probe(database: Database) -> None:
    """Find out now, not at the first quote, whether the database can be written."""
    try:
        with database.transaction() as connection:
            # A transaction that writes nothing succeeds in a file that can only be read.
            connection.execute(f"PRAGMA user_version = {schema.VERSION}")
    except StoreError as error:
        # With no room on the disk the quotes can still be read and exported.
        if error.kind != "full":
            raise


def on_network(folder: Path) -> bool:
    """Whether a folder lies on a file system that other machines write, as far as this system tells."""
    try:
        lines = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines()
        wanted = os.fspath(folder.resolve())
    except OSError:
        return False
    best, kind = -1, ""
    for line in lines:
        left, _, right = line.partition(" - ")
        # The kernel writes blanks and a few others in octal.
        mount = left.split(" ")[4]
        for escape, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
            mount = mount.replace(escape, char)
        under = wanted == mount or wanted.startswith(mount.rstrip("/") + "/")
        # Of two mounts on one folder the later covers the earlier.
        if under and len(mount) >= best:
            best, kind = len(mount), right.split(" ")[0]
    return bool(kind) and f" {kind} " in _NETWORK
