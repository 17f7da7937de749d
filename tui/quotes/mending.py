"""Quotes whose rows were spoilt, taken back one by one: from a backup, or from the source that is kept."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tui.interview.model.interview import Interview
from tui.quotes import rows
from tui.quotes.quote import Quote
from tui.quotes.rows import Spoilt
from tui.quotes.witness import Witness, Witnesses
from tui.store.sqlite import seals
from tui.store.sqlite.opening import Database

_WRITTEN = tuple(name for name in seals.NAMES["quote"] if name not in ("interview", "revision"))
"""The columns that a copy gives back."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a spoilt row.

    Attributes:
        spoilt: as it was.
        copy: the backup that it was taken from; None where it was the source, or nothing.
        by_source: whether its words were taken from the source: note and tags are what could be read of them.
    """

    spoilt: Spoilt
    copy: Path | None = None
    by_source: bool = False

    @property
    def is_back(self) -> bool:
        """Whether the quote is in the collection again."""
        return self.by_source or self.copy is not None


def spoilt_rows(database: Database) -> list[Spoilt]:
    """All that are not as they were written, of whatever interview.

    Raises:
        StoreError: the store can't be read.
    """
    known = rows.Sources()
    found = (rows.read(row, known) for row in database.rows(rows.select(anew=True)))
    return [one for one in found if isinstance(one, Spoilt)]


def mend(database: Database, copies: Iterable[Path], interview: Interview | None = None) -> list[Mended]:
    """Take back what was spoilt, each row from the first copy that has it whole, or else from its source.

    Args:
        database: the store.
        copies: backups, the one to be asked first in front.
        interview: the one that is open, if any.

    Raises:
        StoreError: it could not be written, and nothing was.
    """
    left = {one.row: Mended(one) for one in spoilt_rows(database)}
    if not left:
        return []
    with database.transaction() as connection:
        for copy in copies:
            waiting = [one.spoilt for one in left.values() if not one.is_back]
            for row, values in _whole_in(copy, waiting):
                if _put_back(connection, row, values):
                    left[row] = replace(left[row], copy=copy)
        witnesses = Witnesses(database, interview)
        for row, one in left.items():
            if not one.is_back and _said_by_source(connection, row, witnesses):
                left[row] = replace(one, by_source=True)
    return list(left.values())


def discard(database: Database, spoilt: Spoilt) -> Path:
    """Take a spoilt row away for good; a copy of the whole collection is laid aside first, and stays.

    Returns:
        The copy.

    Raises:
        StoreError: it could not be made or written, and nothing was.
    """
    from tui.store.sqlite.backup import back_up

    copy = back_up(database, "before-discarding")
    with database.transaction() as connection:
        # The row's own id may be what was spoilt, so that nothing points at it.
        connection.execute(
            "DELETE FROM anchor WHERE quote = (SELECT id FROM quote WHERE rowid = ?)", (spoilt.row,)
        )
        connection.execute("DELETE FROM quote WHERE rowid = ?", (spoilt.row,))
        connection.execute("UPDATE interview SET revision = revision + 1")
    return copy


def _whole_in(copy: Path, wanted: list[Spoilt]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows that a backup holds of those wanted, as they were: their number here, and their columns."""
    uri = f"{copy.resolve().as_uri()}?mode=ro&immutable=1"
    with (
        contextlib.suppress(sqlite3.Error, OSError),
        contextlib.closing(sqlite3.connect(uri, uri=True)) as old,
    ):
        sealed = {name for (name,) in old.execute("SELECT name FROM pragma_table_info('quote')")}
        for one in wanted:
            # An id is known in every copy; where it is the id that was spoilt the row still has its number.
            for where, key in (("CAST(id AS BLOB)", one.id.encode()), ("rowid", one.row)):
                found = _row_of(old, f"{where} = ?", key, is_sealed="seal" in sealed)
                if found:
                    yield one.row, found
                    break


def _row_of(old: sqlite3.Connection, where: str, key: object, *, is_sealed: bool) -> Mapping[str, Any] | None:
    names = seals.NAMES["quote"]
    columns = seals.columns("quote") if is_sealed else seals.columns("quote").replace("quote.seal", "-1")
    row = old.execute(f"SELECT {columns} FROM quote NOT INDEXED WHERE {where}", (key,)).fetchone()
    if row is None or (is_sealed and not seals.holds("quote", row)):
        return None
    values = dict(zip(names, row, strict=False))
    try:
        decoded = {name: _text(value) for name, value in values.items()}
    except UnicodeDecodeError:
        return None
    return decoded if rows.words_of(decoded["body"]) else None


def _text(value: object) -> object:
    return value.decode() if isinstance(value, bytes) else value


def _put_back(connection: sqlite3.Connection, row: int, values: Mapping[str, Any]) -> bool:
    """Write a row as a copy has it; False where another row has its id, or its source is not known here."""
    taken = connection.execute("SELECT 1 FROM quote WHERE id = ? AND rowid != ?", (values["id"], row))
    known = connection.execute("SELECT interview FROM source WHERE digest = ?", (values["source"],))
    if taken.fetchone() or known.fetchone() is None:
        return False
    _write(connection, row, int(values["interview"]), {name: values[name] for name in _WRITTEN})
    return True


def _write(connection: sqlite3.Connection, row: int, interview: int, values: Mapping[str, Any]) -> None:
    connection.execute("INSERT OR IGNORE INTO interview (id, revision) VALUES (?, 0)", (interview,))
    connection.execute("UPDATE interview SET revision = revision + 1 WHERE id = ?", (interview,))
    own = {**values, "interview": interview}
    assignments = ", ".join(f"{name} = ?" for name in own)
    connection.execute(
        f"UPDATE quote SET {assignments}, revision = (SELECT revision FROM interview WHERE id = ?)"
        " WHERE rowid = ?",
        (*own.values(), interview, row),
    )
    seals.seal(connection, "quote", "rowid = ?", (row,))


def _said_by_source(connection: sqlite3.Connection, row: int, witnesses: Witnesses) -> bool:
    """Take a row's words from the source that they were taken from, where they still stand in it."""
    found = connection.execute(f"{rows.select(anew=True)} WHERE quote.rowid = ?", (row,)).fetchone()
    try:
        quote = rows.read_unsealed(found, rows.Sources())
        number, removed = found[rows.INTERVIEW], found[rows.REMOVED]
        witness = witnesses.of(quote.source.digest)
    except (ValueError, LookupError, TypeError, AttributeError):
        return False
    said = _said(witness, quote)
    if (
        said is None
        or not rows.is_id(quote.id)
        or not connection.execute("SELECT 1 FROM interview WHERE id = ?", (number,)).fetchone()
    ):
        return False
    values = {
        "source": said.source.digest,
        "body": rows.body(said),
        "tags": rows.pack_tags(rows.clean_tags(map(str, quote.tags))),
        "decision": "",
        "removed": int(removed == 1),
        "position": float(found[rows.POSITION]) if isinstance(found[rows.POSITION], float) else 0.0,
    }
    _write(connection, row, number, values)
    return True


def _said(witness: Witness | None, quote: Quote) -> Quote | None:
    """The words at their places alone: a spoilt row is not looked for elsewhere."""
    if witness is None or not all(map(witness.holds, quote.segments)):
        return None
    return witness.says(quote)
