"""The interviews of a library as rows: what is known of each, their order, and which are listed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tui.library.rows import DOWNWARDS, Column, Row, filtered, ordered
from tui.locale import _

if TYPE_CHECKING:
    from pathlib import Path

    from tui.library.library import Library
    from tui.store.quote_store import ChangeWatch
    from tui.store.sqlite.overview import Overview


class InterviewRows:
    """Works the rows out, in a thread where that takes long, for there may be thousands.

    Args:
        library: the folders and files.
        data: the folder of the collection.
        left: how the list was left the last time; see `left_as`.
        show: shows the rows.
        rebuild: has the index made again, where what was known of interviews is gone.

    Attributes:
        column: what the rows are sorted by.
        down: whether the greatest come first.
        overview: what the collection knows of the interviews; None before it was looked at.
        words: what was typed to leave others out.
    """

    def __init__(
        self,
        library: Library,
        data: Path,
        left: Mapping[str, object],
        show: Callable[[], None],
        rebuild: Callable[[], None],
    ) -> None:
        self.library = library
        self.all: list[Row] = []
        self.overview: Overview | None = None
        self.words = ""
        self.walked = library.walk()
        columns = [column for column in Column if column == left.get("column")]
        self.column = (columns or [Column.TITLE])[0]
        self.down = bool(columns) and left.get("down") is True
        self._data = data
        self._show = show
        self._rebuild = rebuild

    @property
    def listed(self) -> list[Row]:
        """The rows that have the words typed, in their order."""
        return filtered(self.all, self.words)

    @property
    def is_filtered(self) -> bool:
        """Whether some interviews are left out of the list."""
        return bool(self.words.strip())

    @property
    def are_read(self) -> bool:
        """Whether each interview is in the index."""
        return all(row.entry is not None for row in self.all)

    @property
    def with_quotes(self) -> list[str]:
        """The paths of the interviews that have quotes, in the order of the list."""
        return [row.path for row in self.all if row.known.quotes]

    @property
    def unsure(self) -> list[Row]:
        """The rows of those in which it is not sure who speaks, in their order."""
        return [row for row in self.all if row.is_unsure]

    def next_unsure(self, after: str) -> Row | None:
        """Find the next of them behind the interview of that path, "" for the first one; None at the end."""
        at = next((at for at, row in enumerate(self.all) if row.path == after), -1)
        return next((row for row in self.all[at + 1 :] if row.is_unsure), None)

    def words_of_empty(self) -> str:
        """Say why nothing is listed, and what to do about it."""
        if self.all:
            return _("No interview has these words in its title, people or date. Esc shows all again.")
        if not any(map(os.path.exists, self.library.roots)):
            return _("The folder is gone. Its interviews are listed again once it is back.")
        return _("No interviews here yet. Put text, Markdown, subtitles or transcripts into the folder.")

    def left_as(self) -> dict[str, object]:
        """Say how the list is sorted, in what JSON can say, for the next start."""
        return {"column": self.column, "down": self.down}

    # -- what is known -------------------------------------------------------------------------------

    def take_stock(self, *, resort: bool) -> None:
        """Show what is known now; without `resort` in the order that there is, whatever was learnt."""
        self.all = self._stock(resort)
        self._show()

    async def restock(self, *, resort: bool) -> None:
        """Take stock in a thread."""
        order, before = (self.column, self.down), self.all
        rows = await asyncio.to_thread(self._stock, resort)
        # What was sorted otherwise meanwhile is shown already.
        if order == (self.column, self.down):
            self.all = rows
            self._show()
        known = {row.path for row in before if row.entry is not None}
        if any(row.entry is None and row.path in known for row in rows):
            # What was known is so no more: the catalogue was cleared away, or is damaged.
            self._rebuild()

    def _stock(self, resort: bool) -> list[Row]:
        rows = self.library.rows(self.walked, self.library.catalogue(), self.overview, self.all)
        if resort or not self.all:
            return ordered(rows, self.column, down=self.down)
        places = {row.path: place for place, row in enumerate(self.all)}
        return sorted(rows, key=lambda row: places.get(row.path, len(places)))

    async def walk_again(self) -> None:
        """Look which files there are now."""
        self.walked = await asyncio.to_thread(self.library.walk)

    async def learn_of_collection(self) -> None:
        """Take from the collection what it knows of these interviews, and show it in the list."""
        from tui.library.collection import overview

        self.overview = await asyncio.to_thread(overview, self._data)
        await self.restock(resort=False)

    def watch_collection(self) -> ChangeWatch:
        """Wait from now on for what others change in what the collection knows of these interviews."""
        from tui.library.overview_watch import OverviewWatch

        return OverviewWatch(self._data, lambda: self.overview)

    # -- order ---------------------------------------------------------------------------------------

    def sort_by(self, column: Column) -> None:
        """Sort by a column; the one that is sorted by already the other way round."""
        if column is self.column:
            self.down = not self.down
        else:
            self.column, self.down = column, column in DOWNWARDS
        self.take_stock(resort=True)

    def turn_order(self) -> None:
        """Sort the other way round."""
        self.sort_by(self.column)
