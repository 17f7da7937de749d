"""Checksums over rows: what a fault of the disk or a foreign hand has altered is told from what was written.

A seal covers every column of a row that means something, so no bit of a citation can turn unnoticed: CRC-32
misses no alteration within 32 bits, and of others one in four thousand million. It is no signature: whoever
can write the file can write a seal. The columns are read as bytes, for a row whose text is no UTF-8 any more
has to be looked at too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any
from zlib import crc32

_NUMBERS = {
    "quote": ("interview", "revision", "removed", "position"),
    "source": ("interview",),
    "change": ("id", "interview"),
}
_TEXTS = {
    "quote": ("id", "source", "path", "created", "note", "tags", "body", "colour", "decision"),
    "source": ("digest", "title", "author", "publisher", "date", "url", "encoding", "format"),
    "change": ("kind", "quote", "images", "made"),
}
NAMES = {table: (*_NUMBERS[table], *_TEXTS[table]) for table in _TEXTS}
"""The columns under the seal of each table, in the order in which `columns` gives them."""

_WIDTHS = {table: len(_NUMBERS[table]) for table in NAMES}
_TEXTS_OF = {table: slice(_WIDTHS[table], len(NAMES[table])) for table in NAMES}


def columns(table: str) -> str:
    """Write the SQL for the columns under a table's seal, text as bytes, and the seal behind them."""
    numbers = [f"{table}.{name}" for name in _NUMBERS[table]]
    texts = [f"CAST({table}.{name} AS BLOB)" for name in _TEXTS[table]]
    return ", ".join([*numbers, *texts, f"{table}.seal"])


def seal_of(table: str, row: tuple[Any, ...]) -> int:
    """Work out the seal of a row that begins with what `columns` names."""
    numbers = repr(row[: _WIDTHS[table]]).encode("utf-8", "replace")
    try:
        return crc32(b"\0".join(row[_TEXTS_OF[table]]), crc32(numbers))
    except TypeError:
        # A text that is NULL is none of ours.
        return -1


def holds(table: str, row: tuple[Any, ...]) -> bool:
    """Tell whether a row, as `columns` gives it, is as it was written."""
    kept = row[len(NAMES[table])]
    return bool(kept == seal_of(table, row)) and kept != -1


def holding(table: str, at: int) -> Callable[[tuple[Any, ...]], bool]:
    """Make what `holds` tells of many rows, in less time.

    Args:
        table: whose rows they are.
        at: the index in a row where what `columns` names begins.
    """
    numbers = slice(at, at + _WIDTHS[table])
    kept = at + len(NAMES[table])
    texts = slice(numbers.stop, kept)

    def is_sound(row: tuple[Any, ...]) -> bool:
        first = crc32(repr(row[numbers]).encode("utf-8", "replace"))
        try:
            return bool(crc32(b"\0".join(row[texts]), first) == row[kept])
        except TypeError:
            # A text that is NULL is none of ours.
            return False

    return is_sound


def seal(
    connection: sqlite3.Connection, table: str, where: str = "1", parameters: Sequence[Any] = ()
) -> None:
    """Seal the rows of a table as they stand now; call it inside the transaction that wrote them."""
    rows = connection.execute(
        f"SELECT {columns(table)}, {table}.rowid FROM {table} WHERE {where}", parameters
    ).fetchall()
    connection.executemany(
        f"UPDATE {table} SET seal = ? WHERE rowid = ?", [(seal_of(table, row), row[-1]) for row in rows]
    )


def is_sound(connection: sqlite3.Connection, table: str, where: str, parameters: Sequence[Any]) -> bool:
    """Tell whether there is such a row, and it is as it was written."""
    row = connection.execute(f"SELECT {columns(table)} FROM {table} WHERE {where}", parameters).fetchone()
    return row is not None and holds(table, row)


def sealed_text(text: str) -> str:
    """Put a seal in front of a text, for a column that can be worked out again where it is spoilt."""
    return f"{crc32(text.encode()):08x}{text}"


def text_under_seal(sealed: object) -> str:
    """Read the text, "" where it is not as it was written."""
    text = sealed[8:] if isinstance(sealed, str) else ""
    return text if text and sealed == sealed_text(text) else ""
