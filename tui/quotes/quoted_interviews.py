"""All interviews that the store has quotes of, also those whose files are gone."""

from __future__ import annotations

from dataclasses import dataclass

from tui.quotes import rows
from tui.quotes.quote import Quote
from tui.store.sqlite.opening import Database


@dataclass(frozen=True, slots=True)
class QuotedInterview:
    """An interview that quotes were taken from.

    Attributes:
        number: the store's number for it.
        path: where it was last read from; "" if it never came from a file.
        title: its title when it was last read.
        digest: SHA-256 of its source then, in hexadecimal.
        quotes: how many there are.
    """

    number: int
    path: str
    title: str
    digest: str
    quotes: int


def quoted_interviews(database: Database) -> list[QuotedInterview]:
    """The interviews with quotes or with changes to them, the one that was changed last first.

    Raises:
        StoreError: the store can't be read.
    """
    seen = f"{_last('path', 'path')}, {_last('title', 'source')}, {_last('digest', 'source')}"
    found = database.rows(
        f"SELECT interview.id, {seen},"
        " (SELECT count(*) FROM quote WHERE quote.interview = interview.id AND NOT removed)"
        " FROM interview WHERE EXISTS (SELECT 1 FROM change WHERE change.interview = interview.id)"
        " ORDER BY (SELECT max(id) FROM change WHERE change.interview = interview.id) DESC"
    )
    return [QuotedInterview(*row) for row in found]


def interview_of_quote(database: Database, id: str) -> QuotedInterview | None:
    """The interview that a quote was taken from, or None where no such quote is.

    Raises:
        StoreError: the store can't be read.
    """
    found = database.rows("SELECT interview FROM quote WHERE id = ? AND NOT removed", (id,))
    return next((one for one in quoted_interviews(database) if found and one.number == found[0][0]), None)


def stored_quotes(database: Database, number: int | None = None) -> list[Quote]:
    """Quotes as they were taken, with no look at any file: the state says nothing, the passage is None.

    Those that are not as they were written are left out.

    Args:
        database: the store.
        number: of one interview on the quoted_interviews; None for all, one interview after the other.

    Raises:
        StoreError: the store can't be read.
    """
    found = database.rows(
        f"{rows.select(anew=True)} WHERE NOT quote.removed AND (? IS NULL OR quote.interview = ?)"
        " ORDER BY quote.interview, quote.position, quote.id",
        (number, number),
    )
    known = rows.Sources()
    quotes = (rows.read(row, known) for row in found)
    return [quote for quote in quotes if isinstance(quote, Quote)]


def _last(column: str, table: str) -> str:
    """SQL for what was seen last of an interview."""
    where = f"WHERE {table}.interview = interview.id"
    return f"coalesce((SELECT {column} FROM {table} {where} ORDER BY seen DESC LIMIT 1), '')"
