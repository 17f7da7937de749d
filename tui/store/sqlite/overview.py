"""What the store knows of many interviews at once: where each was left, and how many quotes it has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tui.store.spelling import full_path
from tui.store.sqlite.connection import DatabaseFile


class Known(NamedTuple):
    """What is known of one interview.

    Attributes:
        paragraph: the one, from 0, in which it was left; None where it was never read.
        quotes: how many quotes it has.
    """

    paragraph: int | None = None
    quotes: int = 0


class Overview:
    """What is known of every interview in a store, as it is now.

    Raises:
        StoreError: it can't be read.
    """

    def __init__(self, database: DatabaseFile) -> None:
        with database.reading() as connection:
            left = {
                number: paragraph
                for number, paragraph in connection.execute("SELECT interview, paragraph FROM position")
                if isinstance(paragraph, int) and paragraph >= 0
            }
            quotes = dict(
                connection.execute(
                    "SELECT interview, COUNT(*) FROM quote WHERE removed = 0 GROUP BY interview"
                )
            )
            self._by_digest = dict(connection.execute("SELECT digest, interview FROM source"))
            self._by_path = dict(connection.execute("SELECT path, interview FROM path"))
            revisions = dict(connection.execute("SELECT id, revision FROM interview"))
        self.state = left, revisions, self._by_digest, self._by_path
        self._known = {number: Known(left.get(number), quotes.get(number, 0)) for number in {*left, *quotes}}

    def is_like(self, other: Overview | None) -> bool:
        """Tell whether neither any quote nor where one has read to was changed from the one to the other."""
        return other is not None and self.state == other.state

    def of_paths(self, paths: Iterable[str]) -> list[str]:
        """Find those of some files that may have quotes: known by where they lie, or in what was read.

        A file that was moved or copied since is known by its content alone, so where none is known by its
        path all have to be looked at.
        """
        paths = list(paths)
        quoted = {number for number, known in self._known.items() if known.quotes}
        here = {path: self._by_path.get(full_path(path)) for path in paths}
        missing = quoted - set(here.values())
        return [path for path, number in here.items() if number in quoted or (missing and number is None)]

    def of(self, path: str, digest: str) -> Known:
        """Tell what is known of a file: by its content, or else by where it lies."""
        number = self._by_digest.get(digest)
        if number is None and self._by_path:
            number = self._by_path.get(full_path(path))
        return self._known.get(number, Known()) if number is not None else Known()
