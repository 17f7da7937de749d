"""What the collection knows of a library: the store is opened for each question and closed again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from tui.library.folder import stamp_at
from tui.library.quotes import Part, quoted
from tui.store.sqlite import kv
from tui.store.sqlite.opening import NAME, open_database
from tui.store.sqlite.overview import Overview
from tui.store.sqlite.presence import is_begun
from tui.store.store_error import StoreError


def stamp(data: Path) -> object:
    """Return a value that changes when the store in a folder may have been written to; it is not opened.

    Opening the store and closing it again changes the value too.
    """
    # A store that is only looked at has an empty log.
    log = stamp_at(data / f"{NAME}-wal")
    return stamp_at(data / NAME), log if log and log.size else None


def overview(data: Path) -> Overview | None:
    """Look up what the collection in a folder knows of all interviews; None where none can be read.

    That it can't be read is said where a person wants something of it.
    """
    if not (data / NAME).exists():
        return None
    try:
        with closing(open_database(data, reading=True)) as database:
            return Overview(database)
    except StoreError:
        return None


def parts(data: Path, paths: Sequence[str], cancelled: Callable[[], bool] = lambda: False) -> list[Part]:
    """Find those of some interviews that have quotes, each with its quotes.

    Raises:
        StoreError: the collection can't be read.
    """
    if not is_begun(data):
        return []
    with closing(open_database(data, reading=True)) as database:
        return list(quoted(database, paths, cancelled))


def remembered(data: Path, name: str) -> object:
    """Look up what is remembered under a name (see `tui.store.sqlite.kv`); None where nothing is."""
    if not (data / NAME).exists():
        return None
    try:
        with closing(open_database(data, reading=True)) as database:
            return kv.get(database, name)
    except StoreError:
        return None


def remember(data: Path, name: str, value: object) -> None:
    """Remember something for the next start; what can't be kept is done without."""
    with suppress(StoreError), closing(open_database(data)) as database:
        kv.put(database, name, value)
