"""The queries asked in the search bar, kept from one start to the next and shared by all windows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.store.sqlite import kv
from tui.store.sqlite.connection import DatabaseFile

_NAME = "searches"


def recall(database: DatabaseFile) -> list[str]:
    """Read the queries, oldest first.

    Raises:
        StoreError: they can't be read.
    """
    value = kv.get(database, _NAME)
    return [query for query in value if isinstance(query, str)] if isinstance(value, list) else []


def keep(database: DatabaseFile, change: Callable[[Sequence[str]], list[str]]) -> list[str]:
    """Change the queries, whatever another window has added meanwhile.

    Args:
        database: the store.
        change: makes the new list of the present one, oldest first.

    Returns:
        The queries as they are now.

    Raises:
        StoreError: they can't be written.
    """
    with database.transaction():
        queries = change(recall(database))
        kv.put(database, _NAME, queries)
    return queries
