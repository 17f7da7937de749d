"""What the program remembers of itself from one start to the next: the theme, which panes are open."""

from __future__ import annotations

import json

from tui.store.database import Database


def put(database: Database, name: str, value: object) -> None:
    """Remember a value; a value of None is forgotten.

    Args:
        database: the store.
        name: what it is, such as "theme".
        value: anything that JSON can say.

    Raises:
        StoreError: it can't be written.
        TypeError, ValueError: JSON can't say it.
    """
    if get(database, name) == value:
        return
    written = json.dumps(value, ensure_ascii=False)
    with database.transaction() as connection:
        if value is None:
            connection.execute("DELETE FROM state WHERE name = ?", (name,))
        else:
            connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, written))


def get(database: Database, name: str, default: object = None) -> object:
    """The value remembered under a name, or `default`.

    Raises:
        StoreError: it can't be read.
    """
    rows = database.rows("SELECT value FROM state WHERE name = ?", (name,))
    try:
        value: object = json.loads(rows[0][0]) if rows else default
    except (ValueError, TypeError):
        # It was spoilt, and nobody's words are among what is remembered here.
        return default
    return value
