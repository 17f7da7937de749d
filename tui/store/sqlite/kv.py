"""Values by name that the program remembers from one start to the next, such as which panes are open."""

from __future__ import annotations

import json

from tui.store.sqlite.connection import DatabaseFile
from tui.store.store_error import StoreError


def put(database: DatabaseFile, name: str, value: object) -> None:
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
    # In ASCII, for half a character out of a broken text or name is none that a database takes.
    written = json.dumps(value)
    with database.transaction() as connection:
        if value is None:
            connection.execute("DELETE FROM state WHERE name = ?", (name,))
        else:
            connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, written))


def get(database: DatabaseFile, name: str, default: object = None) -> object:
    """Read the value remembered under a name, or `default`.

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


class Remembered:
    """The remembered texts as a mapping, for whoever should not know of a database.

    Each is on the disk when its assignment returns.
    A store that can only be read forgets them: what they are about can be done all the same.
    """

    def __init__(self, database: DatabaseFile) -> None:
        self.database = database

    def get(self, name: str, /) -> str | None:
        """Read the text under a name, or None.

        Raises:
            StoreError: it can't be read.
        """
        value = get(self.database, name)
        return value if isinstance(value, str) else None

    def __setitem__(self, name: str, text: str, /) -> None:
        try:
            put(self.database, name, text)
        except StoreError:
            if not self.database.read_only:
                raise
