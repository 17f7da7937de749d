"""Earlier queries, and walking through them as a shell does."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 200
"""How many queries are kept; the oldest are forgotten."""

LONGEST = 500
"""Code points of the longest query that is kept; a pasted paragraph is no query to come back to."""


def remembering(queries: Iterable[str], query: str) -> list[str]:
    """Add a query to earlier ones, oldest first; one that was asked before moves to the end.

    Only the newest `MOST` are kept. A query of nothing, or of more than `LONGEST` code points, is not added.
    """
    query = query.strip()
    if not query or len(query) > LONGEST:
        return list(queries)
    return [*(other for other in queries if other != query), query][-MOST:]


class History:
    """The queries asked before, and how far back a person has gone in them.

    Attributes:
        queries: oldest first.
    """

    def __init__(self, queries: Iterable[str] = ()) -> None:
        self.queries = list(queries)
        self._at: int | None = None
        self._draft = ""

    @property
    def is_walked(self) -> bool:
        """Whether an earlier query stands in the line."""
        return self._at is not None

    def know(self, queries: Iterable[str]) -> None:
        """Take over the queries there are now, another window's too; not while someone walks through them."""
        if not self.is_walked:
            self.queries = list(queries)

    def remember(self, query: str) -> None:
        """Add a query that was asked; the next walk begins behind it."""
        self.leave()
        self.queries = remembering(self.queries, query)

    def leave(self) -> None:
        """End the walk, as the line was changed by hand: the next one begins at the newest query."""
        self._at = None

    def older(self, line: str) -> str | None:
        """Step back to the query before and return it; None where there is none.

        The first step keeps `line`, what is in the line now, as a draft; queries equal to it are passed over.
        """
        if self._at is None:
            self._draft = line
        at = len(self.queries) if self._at is None else self._at
        while at > 0:
            at -= 1
            if self.queries[at] != line.strip():
                self._at = at
                return self.queries[at]
        return None

    def newer(self) -> str | None:
        """Step on to the next query, or from the newest to the draft, and return it; None without a walk."""
        if self._at is None:
            return None
        if self._at + 1 < len(self.queries):
            self._at += 1
            return self.queries[self._at]
        self._at = None
        return self._draft
