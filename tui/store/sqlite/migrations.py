"""Bringing a database of an older version up to this one, a copy of it laid aside first."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tui.store.sqlite import schema
from tui.store.sqlite.backup import back_up
from tui.store.store_error import StoreError

if TYPE_CHECKING:
    import sqlite3

    from tui.store.sqlite.connection import DatabaseFile

Migration = Callable[["sqlite3.Connection"], None]


def _add_columns(connection: sqlite3.Connection, version: int) -> None:
    for table, column in schema.ADDED[version]:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")


def _colours_decisions_windows(connection: sqlite3.Connection) -> None:
    """Version 1 → 2: a quote's colour, what was decided of its place, which window made a change."""
    _add_columns(connection, 2)


def _seals(connection: sqlite3.Connection) -> None:
    """Version 2 → 3: checksums; what can be read now is taken for what was written."""
    from tui.store.sqlite.seals import seal

    _add_columns(connection, 3)
    for table, _column in schema.ADDED[3]:
        seal(connection, table)
    bodies = connection.execute("SELECT rowid, CAST(body AS BLOB) FROM quote").fetchall()
    spoilt = [(rowid,) for rowid, body in bodies if not _is_whole(body)]
    connection.executemany("UPDATE quote SET seal = -1 WHERE rowid = ?", spoilt)


def _is_whole(body: bytes) -> bool:
    """Whether all that version 2 wrote of a quote is there, each of its kind and length."""
    try:
        kept = json.loads(body)
        parts = [*kept["segments"], *kept["question"]]
        return bool(
            kept["segments"]
            and all(
                [type(value) for value in (*part[:4], *part[5:])] == [int, int, int, str, str, str, int]
                and (part[4] is None or type(part[4]) is int)
                and part[2] - part[1] == len(part[3]) > 0 <= part[1]
                for part in parts
            )
            and all(isinstance(kept[name], str) for name in ("speaker", "section_title", "prefix", "suffix"))
            and all(isinstance(kind, str) for kind in kept["warnings"])
            and isinstance(kept["section"], int)
            and isinstance(kept["fraction"], float | int)
            and isinstance(kept["turn"], int | None)
        )
    except (ValueError, LookupError, TypeError):
        return False


MIGRATIONS: Mapping[int, Migration] = {1: _colours_decisions_windows, 2: _seals}
"""By the version that each one starts from; it leaves the tables as the next version has them."""


def version_of(connection: sqlite3.Connection) -> tuple[int, int]:
    """Read the application id and the schema version that the file carries; both 0 in a new one."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    return int(application), int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_known(database: DatabaseFile, connection: sqlite3.Connection) -> None:
    """Refuse a file that this version can't write without harm.

    Raises:
        StoreError: "newer"; "tables" where they are not those of the version that the file says it has.
    """
    application, version = version_of(connection)
    foreign = application not in (0, schema.APPLICATION_ID)
    if foreign or version > schema.VERSION:
        reason = f"application_id {application:#x}" if foreign else f"user_version {version}"
        raise StoreError("newer", database.path, found=version, known=schema.VERSION, reason=reason)
    if application and (wrong := _unlike(connection, version)):
        raise StoreError("tables", database.path, reason=wrong)


def _unlike(connection: sqlite3.Connection, version: int) -> str:
    """What in the tables doesn't belong to a version, in the terms of SQLite; "" where all of it does."""
    if version <= 0:
        return f"user_version {version}"
    later = {
        (table, column.split()[0])
        for number, added in schema.ADDED.items()
        if number > version
        for table, column in added
    }
    there = set(
        connection.execute(
            "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c"
            " WHERE m.type = 'table'"
        )
    )
    if early := later & there:
        return f"user_version {version}, {'.'.join(min(early))}"
    if missing := schema.columns() - later - there:
        table, column = min(missing)
        return f"no {table}.{column}" if any(table == one for one, _ in there) else f"no {table}"
    return ""


def migrate(database: DatabaseFile, *, back_up_first: bool = True) -> None:
    """Make the tables, or bring them up to date, each step in one transaction.

    Other processes may do the same at the same moment: whoever is second finds the work done.

    Args:
        database: what is brought up to date.
        back_up_first: whether a copy of an older one is laid aside.

    Raises:
        StoreError: "newer", or what keeps the database from being written.
    """
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
