"""The remembered values as a mapping of texts, for whoever should not know of a database."""

from __future__ import annotations

from tui.store import state
from tui.store.database import Database
from tui.store.errors import StoreError


class Remembered:
    """Texts by name, kept in the store; each is on the disk when its assignment returns.

    A store that can only be read forgets them: what they are about can be done all the same.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def get(self, name: str, /) -> str | None:
        """The text under a name, or None.

        Raises:
            StoreError: it can't be read.
        """
        value = state.get(self.database, name)
        return value if isinstance(value, str) else None

    def __setitem__(self, name: str, text: str, /) -> None:
        try:
            state.put(self.database, name, text)
        except StoreError:
            if not self.database.read_only:
                raise
