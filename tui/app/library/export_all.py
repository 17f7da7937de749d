"""The export of all quotes of a library."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from tui.app.dialogs.export import ExportScreen
from tui.app.dialogs.export_foreseen import Asked
from tui.export.document import ExportOfSeveral
from tui.export.formats import format_named
from tui.export.naming import file_name
from tui.library.quotes import Part
from tui.quotes.collection import Order
from tui.quotes.ordering import place_of
from tui.store.sqlite import kv
from tui.store.sqlite.kv import Remembered
from tui.store.sqlite.opening import Database, open_database
from tui.store.store_error import StoreError


class _Memory:
    """What the collection knows of earlier exports of a library; opened once that is asked for."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._database: Database | None = None

    @property
    def database(self) -> Database:
        """The store, opened when it is first asked for."""
        if self._database is None:
            self._database = open_database(self._data)
        return self._database

    @property
    def written_files(self) -> Remembered:
        """What exports were written where."""
        return Remembered(self.database)

    def remembered(self, name: str) -> object:
        """Return a choice made at an earlier export, or None."""
        return kv.get(self.database, name)

    def remember(self, name: str, value: object) -> None:
        """Keep a choice for the next export; what can't be written is done without."""
        with contextlib.suppress(StoreError):
            kv.put(self.database, name, value)

    def close(self) -> None:
        """Close the database again."""
        if self._database is not None:
            self._database.close()


class ExportAllScreen(ExportScreen):
    """Chooses format and file for the quotes of several interviews.

    Args:
        parts: the interviews with their quotes.
        roots: what the library was opened on.
        data: the folder of the collection.
    """

    def __init__(self, parts: Sequence[Part], roots: Sequence[str], data: Path) -> None:
        self._memory = _Memory(data)
        by_place = [Part(part.interview, tuple(sorted(part.quotes, key=place_of))) for part in parts]
        self._parts = {Order.HAND: list(parts), Order.PLACE: by_place}
        hand, place = ([quote for part in of for quote in part.quotes] for of in self._parts.values())
        super().__init__(self._memory, hand, place)
        self._root = os.path.commonpath([os.path.realpath(root) for root in roots])

    def _suggestion(self, format: str, extension: str | None) -> str:
        extension = extension or format_named(format).extension
        return str(Path.cwd() / file_name(Path(self._root).name or "quotes", ".quotes" + extension))

    def _export(self, asked: Asked) -> ExportOfSeveral:
        return ExportOfSeveral(
            self._root,
            self._parts[asked.order],
            format=asked.format,
            with_question=asked.with_question,
            template=asked.load_template(),
        )

    def on_unmount(self) -> None:
        """Close what was opened for it."""
        self._memory.close()
