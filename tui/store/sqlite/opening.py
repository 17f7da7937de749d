"""The one SQLite database of a data folder: found, opened with care and made ready to be written."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import tempfile
import time
from pathlib import Path

from tui.store.sqlite import backup, read_only, schema
from tui.store.sqlite.connection import require_undivided
from tui.store.sqlite.copies import newest, settle
from tui.store.sqlite.database import Database
from tui.store.sqlite.file_system import on_network
from tui.store.sqlite.migrations import check_known, migrate
from tui.store.sqlite.presence import NAME, require, require_ours
from tui.store.sqlite.restoring import next_generation, put_aside, set_aside
from tui.store.sqlite.standing import Standing, begin_generation, note, noted, standing_of
from tui.store.sqlite.translated_errors import translated
from tui.store.store_error import StoreError

BUSY_SECONDS = 10.0
"""How long to wait for another process that is writing."""

READING_SECONDS = 0.5
"""How long to wait before what only is to be read is read from a copy."""


def open_database(
    folder: Path, *, busy_seconds: float = BUSY_SECONDS, anew: bool = False, reading: bool = False
) -> Database:
    """Open the collection in a data folder, making both where they are missing.

    The folder is made for its owner alone. A damaged file is put aside under another name, with its journal,
    and never deleted. Where a collection that should be there is missing or empty, or another program's
    database stands in its place, nothing is touched. In all these cases opening fails until a copy is put
    back or an empty collection is asked for: nobody is to meet an empty one without a word. Where nothing
    can be written, what is there can be read all the same: see `Database.refusal`.

    Args:
        folder: the data folder.
        busy_seconds: how long to wait for another process that is writing, here and in each transaction.
        anew: begin an empty collection where opening would fail otherwise until somebody has decided.
        reading: nothing is to be written: nobody is waited for, and what can't be read where it stands while
            another process writes is read from a copy.

    Raises:
        StoreError: see its kinds.
    """
    path = folder / NAME
    # Before it is opened, so that what others do meanwhile is not missed.
    known = noted(folder)
    try:
        require(folder)
        database = _open(folder, path, READING_SECONDS if reading else busy_seconds)
        database.wait(busy_seconds)
        with database.reading() as connection:
            here = standing_of(connection)
        if known is None and here.revision:
            note(folder, here)
        database.note_from(here)
        if known and known.generation == here.generation:
            database.lost = max(0, known.revision - here.revision)
    except StoreError as error:
        if error.asks and anew:
            begin_anew(folder)
            return open_database(folder, busy_seconds=busy_seconds)
        if not read_only.is_cause(error, reading=reading):
            raise
        readable = _open_read_only(path, error)
        if readable is None:
            raise
        return readable
    # A copy that can't be made today must not keep anybody from their quotes.
    with contextlib.suppress(StoreError):
        backup.keep_recent(database)
    return database


def begin_anew(folder: Path) -> None:
    """Begin an empty collection in a data folder; what stands in its place is put aside.

    The copies stay; those of what was there before tell of no loss any more.

    Raises:
        StoreError: it can't be made.
    """
    path = folder / NAME
    with translated(path):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        generation = next_generation(folder)
        # Complete before it has its name: another process may open it at any moment.
        with tempfile.TemporaryDirectory(dir=folder, prefix=".anew-") as made:
            with open_database(Path(made)) as database, database.transaction() as connection:
                begin_generation(connection, generation)
            put_aside(path, "replaced")
            (Path(made) / NAME).rename(path)
        settle(folder)
    note(folder, Standing(generation))


def _open(folder: Path, path: Path, busy_seconds: float) -> Database:
    """Open the database to write in it; a damaged one is put aside.

    Raises:
        StoreError: as `open_database`.
    """
    with translated(path):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path)
        require_undivided(path)
        identity = path.stat().st_ino
        # Not patient at first: where locks are refused one would wait for nobody.
        connection = sqlite3.connect(
            path, timeout=0, isolation_level=None, check_same_thread=False, cached_statements=256
        )
    database = Database(path, connection)
    try:
        _be_patient(database, busy_seconds)
        # Before anything is written: switching the journal would already change a file that isn't ours.
        _look(database, folder)
        database.journal = _prepare(database, connection, busy_seconds)
        database.hold()
        _check(database)
        migrate(database)
        _probe(database)
    except StoreError as error:
        database.close()
        if error.kind != "damaged":
            raise
        aside = set_aside(path, identity)
        reason = str(error.details["reason"])
        raise StoreError(
            "damaged", path, reason=reason, aside=str(aside or ""), backup=str(newest(folder) or "")
        ) from error
    return database


def _be_patient(database: Database, busy_seconds: float) -> None:
    """Wait for others from now on, unless it is the file system that refuses locks.

    Raises:
        StoreError: "no-locks".
    """
    try:
        database.rows("PRAGMA schema_version")
    except StoreError as error:
        if error.kind != "locked":
            raise
    database.wait(busy_seconds)


def _look(database: Database, folder: Path) -> None:
    """Refuse what is not the collection of this folder, or of no version that is known here.

    Raises:
        StoreError: "foreign", "emptied", "newer".
    """
    try:
        with database.reading() as connection:
            require_ours(folder, connection)
    except StoreError as error:
        if error.kind != "emptied":
            raise
        # The first quote may have come just now, from another process: then it is there at a second look.
        with database.reading() as connection:
            require_ours(folder, connection)
    with database.reading() as connection:
        check_known(database, connection)


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


def _open_read_only(path: Path, refusal: StoreError) -> Database | None:
    """Open a copy of the database, in memory, where the file can only be read; None where not even that.

    Args:
        path: the database file.
        refusal: why nothing can be written.

    Raises:
        StoreError: "damaged", and the file is left where it is; "newer", "foreign" or "emptied".
    """
    with translated(path):
        connection = read_only.copied(path)
    if connection is None:
        return None
    database = Database(path, connection, "memory")
    try:
        _look(database, path.parent)
        _check(database)
        # Of the copy only: the file stays as it is.
        migrate(database, back_up_first=False)
    except StoreError:
        database.close()
        raise
    kind = "read-only" if refusal.kind == "unwritable" else refusal.kind
    database.refuse(StoreError(kind, refusal.path, reason=refusal.details["reason"]))
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
    faults = database.rows("PRAGMA quick_check(1)")
    if faults != [("ok",)]:
        raise StoreError("damaged", database.path, reason=str(faults[0][0]))


def _probe(database: Database) -> None:
    """Find out now, not at the first quote, whether the database can be written."""
    try:
        with database.transaction(patient=False) as connection:
            # A transaction that writes nothing succeeds in a file that can only be read.
            connection.execute(f"PRAGMA user_version = {schema.VERSION}")
    except StoreError as error:
        # With no room on the disk, or while another process writes, the quotes can be read and exported.
        if error.kind not in ("full", "locked"):
            raise


__all__ = ["BUSY_SECONDS", "NAME", "Database", "open_database"]
