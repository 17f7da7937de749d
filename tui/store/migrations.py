"""Bringing a database of an older version up to this one, a copy of it laid aside first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tui.store import schema
from tui.store.errors import StoreError

if TYPE_CHECKING:
    import sqlite3

    from tui.store.database import Database

Migration = Callable[["sqlite3.Connection"], None]


def _colours_decisions_windows(connection: sqlite3.Connection) -> None:
    """Version 1 → 2: a quote's colour, what was decided of its place, which window made a change."""
    for column in (
        "quote ADD COLUMN colour TEXT NOT NULL DEFAULT ''",
        "quote ADD COLUMN decision TEXT NOT NULL DEFAULT ''",
        "change ADD COLUMN window TEXT NOT NULL DEFAULT ''",
        "change ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
    ):
        connection.execute(f"ALTER TABLE {column}")


MIGRATIONS: Mapping[int, Migration] = {1: _colours_decisions_windows}
"""By the version that each one starts from; it leaves the tables as the next version has them."""


def version_of(connection: sqlite3.Connection) -> tuple[int, int]:
    """The application id and the schema version that the file carries; both 0 in a new one."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    return int(application), int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_known(database: Database, connection: sqlite3.Connection) -> None:
    """Refuse a file that this version can't write without harm.

    Raises:
        StoreError: "newer".
    """
    application, version = version_of(connection)
    foreign = application not in (0, schema.APPLICATION_ID)
    if foreign or version > schema.VERSION:
        reason = f"application_id {application:#x}" if foreign else f"user_version {version}"
        raise StoreError("newer", database.path, found=version, known=schema.VERSION, reason=reason)


def migrate(database: Database, *, back_up_first: bool = True) -> None:
    """Make the tables, or bring them up to date, each step in one transaction.

    Other processes may do the same at the same moment: whoever is second finds the work done.

    Args:
        database: what is brought up to date.
        back_up_first: whether a copy of an older one is laid aside.

    Raises:
        StoreError: "newer", or what keeps the database from being written.
    """
    from tui.store.backup import back_up

    while True:
        with database.reading() as connection:
            check_known(database, connection)
            version = version_of(connection)[1]
        if version == schema.VERSION:
            return
        if version and back_up_first:
            back_up(database, f"before-version-{version + 1}")
        with database.transaction(checked=False) as connection:
            if version_of(connection)[1] != version:
                continue
            if version == 0:
                _create(connection)
            else:
                MIGRATIONS[version](connection)
                connection.execute(f"PRAGMA user_version = {version + 1}")


def _create(connection: sqlite3.Connection) -> None:
    # executescript() would commit what has begun; one statement at a time stays inside the transaction.
    for statement in schema.TABLES.split(";"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {schema.VERSION}")
