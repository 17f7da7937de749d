"""The export of all quotes of a library."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tui.app.screens.export import ExportScreen
from tui.app.widgets.plain_checkbox import PlainCheckbox
from tui.export.naming import file_name
from tui.export.several import SeveralExports, several
from tui.library.quotes import Part
from tui.store.database import Database, open_database
from tui.store.remembered import Remembered

if TYPE_CHECKING:
    from tui.app.session import Session
    from tui.quotes.quote import Quote


class _Written:
    """As much of a session as an export wants: what was written where."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.database: Database | None = None

    @property
    def written_files(self) -> Remembered:
        """What exports were written where."""
        if self.database is None:
            self.database = open_database(self._data)
        return Remembered(self.database)

    def close(self) -> None:
        """Close the database again."""
        if self.database is not None:
            self.database.close()


class LibraryExportScreen(ExportScreen):
    """Chooses format and file for the quotes of several interviews.

    Args:
        parts: the interviews with their quotes.
        roots: what the library was opened on.
        data: the folder of the collection.
    """

    def __init__(self, parts: Sequence[Part], roots: Sequence[str], data: Path) -> None:
        self._written = _Written(data)
        super().__init__(cast("Session", self._written))
        self._parts = list(parts)
        self._root = os.path.commonpath([os.path.realpath(root) for root in roots])

    @property
    def quotes(self) -> list[Quote]:
        """What goes out."""
        return [quote for part in self._parts for quote in part.quotes]

    def _suggestion(self, format: str) -> str:
        from tui.export.formats import format_named

        name = file_name(Path(self._root).name or "quotes", ".quotes" + format_named(format).extension)
        return str(Path.cwd() / name)

    @property
    def _export(self) -> SeveralExports:
        return several(
            self._parts,
            self._root,
            format=str(self.query_one("#format").value),  # type: ignore[attr-defined]
            with_question=self.query_one(PlainCheckbox).value,
        )

    def on_unmount(self) -> None:
        """Close what was opened for it."""
        self._written.close()
