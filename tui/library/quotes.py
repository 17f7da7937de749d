"""The quotes of many interviews: each interview read again, and its quotes found in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview
from tui.interview.reading import read
from tui.quotes.collection import Collection as Quotes
from tui.quotes.quote import Quote
from tui.store.sqlite.opening import NAME, Database, open_database
from tui.store.store_error import StoreError


class Part(NamedTuple):
    """One interview with its quotes, in their order."""

    interview: Interview
    quotes: tuple[Quote, ...]


def quoted(
    database: Database, paths: Iterable[str], cancelled: Callable[[], bool] = lambda: False
) -> Iterator[Part]:
    """Yield those of some interviews that have quotes, in that order; what can't be read is left out.

    Raises:
        StoreError: the collection can't be read.
    """
    for path in paths:
        if cancelled():
            return
        try:
            interview = read(path)
        except InputError:
            continue
        quotes = Quotes(database, interview).quotes()
        if quotes:
            yield Part(interview, tuple(quotes))


class Notes:
    """Tells which paragraphs of an interview carry a note; an interview is read when it is first asked for.

    Args:
        data: the folder of the collection.
        paths: the interviews that have quotes.
    """

    def __init__(self, data: Path, paths: Iterable[str]) -> None:
        self._data, self._paths = data, frozenset(paths)
        self._known: dict[str, frozenset[int]] = {}

    def __call__(self, path: str) -> Collection[int]:
        """The paragraphs, from 0, of the interview at a path; none where the collection can't be read."""
        if path not in self._paths or not (self._data / NAME).exists():
            return ()
        if path not in self._known:
            try:
                self._known[path] = self._find(path)
            except StoreError:
                return ()
        return self._known[path]

    def _find(self, path: str) -> frozenset[int]:
        database = open_database(self._data, reading=True)
        try:
            return frozenset(
                number
                for part in quoted(database, [path])
                for quote in part.quotes
                if quote.note and quote.passage
                for number, _start, _end in part.interview.slices(quote.passage)
            )
        finally:
            database.close()
