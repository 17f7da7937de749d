"""The queries asked before, called back into the search bar, kept for the next start."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui.search.history import History

if TYPE_CHECKING:
    from tui.app.reading.parts import Parts


class EarlierQueries:
    """The history of a reading screen's search bar; reading and writing it waits for nothing."""

    def __init__(self, screen: Parts) -> None:
        self.screen = screen
        self._history = History()
        self._recalled = ""

    @property
    def are_walked(self) -> bool:
        """Whether one of them stands in the line."""
        return self._history.is_walked

    def read(self) -> None:
        """Take up what earlier starts and other windows have asked."""
        self.screen.run_worker(self._read(), group="history", exclusive=True)

    async def _read(self) -> None:
        queries = await asyncio.to_thread(self.screen.session.searches)
        if queries:
            self._history.know(queries)

    def remember(self, query: str) -> None:
        """Keep a query."""
        if query.strip():
            self._history.remember(query)
            remember = self.screen.session.remember_search
            self.screen.run_worker(lambda: remember(query), thread=True, group="history-kept")

    def typed(self, query: str) -> None:
        """Take note of the line; unless it was called back, the next walk begins at the newest query."""
        if query != self._recalled:
            self._history.leave()

    def older(self) -> None:
        """Call back the query before."""
        self._recall(self._history.older(self.screen.search_bar.query_input.value))

    def newer(self) -> None:
        """Call back the query after, or what stood in the line at first."""
        self._recall(self._history.newer())

    def _recall(self, query: str | None) -> None:
        if query is not None:
            self._recalled = query
            line = self.screen.search_bar.query_input
            line.value = query
            line.action_end()
