"""The quotes of the database: their rows, the changes to them, and where they were found again."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tui.interview.model.interview import Credits, Interview
from tui.store.quote_store import (
    CHANGEABLE,
    DamagedRecord,
    KeptSource,
    QuoteRecord,
    SourceRecord,
    StoredChange,
)
from tui.store.spelling import now
from tui.store.sqlite import seals, sources
from tui.store.sqlite.standing import peek

_OF_QUOTE = ("rowid", *seals.NAMES["quote"], "seal")
_AT = {name: at for at, name in enumerate(_OF_QUOTE)}
_SOURCE_AT = {name: len(_OF_QUOTE) + at for at, name in enumerate(seals.NAMES["source"])}
_FACTS = ("title", "author", "publisher", "date", "url")
_SOURCE, _SEAL = _AT["source"], _AT["seal"]
_is_sound = seals.holding("quote", 1)
_new_record = tuple.__new__
_PUT_BACK = tuple(name for name in seals.NAMES["quote"] if name not in ("interview", "revision"))
"""The columns that a copy gives back."""

_OVERTAKEN = 2
"""What `done` is of a change that another window's later one stands on."""


def _select(*, anew: bool) -> str:
    """SQL that reads quotes with their sources, up to its WHERE.

    Args:
        anew: read the rows themselves, all of them: a fault in the index would hide a quote without a word.
    """
    return (
        f"SELECT quote.rowid, {seals.columns('quote')}, {seals.columns('source')}"
        f" FROM quote{' NOT INDEXED' * anew} LEFT JOIN source ON source.digest = quote.source"
    )


class QuoteTables:
    """The tables of quotes within one transaction; a `tui.store.quote_store.QuoteWriting`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # -- interviews ------------------------------------------------------------------------------------------

    def identify(self, interview: Interview) -> int | None:
        """Tell the number under which an interview is known; see `sources.identify`."""
        return sources.identify(self._connection, interview)

    def is_enrolled(self, interview: Interview) -> bool:
        """Tell whether this very content is known at this very path."""
        return sources.is_enrolled(self._connection, interview)

    def enrol(self, interview: Interview) -> int:
        """Make an interview known, with this content and this path; returns its number."""
        return sources.enrol(self._connection, interview)

    def introduce(self, number: int, digest: str, title: str, credits: Credits) -> None:
        """Make a state of an interview known that was never read here."""
        sources.introduce(self._connection, number, digest, title, credits)

    def keep_source(self, interview: Interview) -> None:
        """Keep the whole text with the first quote of it."""
        sources.keep_text(self._connection, interview)

    def kept_source(self, digest: str) -> KeptSource | None:
        """Read the text that is kept of a state of an interview, or None."""
        return sources.kept_source(self._connection, digest)

    def revision(self, number: int | None) -> int:
        """Tell how many changes an interview's quotes have seen; 0 where it is not known."""
        row = self._one("SELECT revision FROM interview WHERE id = ?", number)
        return row[0] if row and isinstance(row[0], int) else 0

    def begin_revision(self, number: int) -> int:
        """Raise an interview's revision by one; returns it."""
        self._connection.execute("UPDATE interview SET revision = revision + 1 WHERE id = ?", (number,))
        (revision,) = self._one("SELECT revision FROM interview WHERE id = ?", number) or (0,)
        return int(revision)

    # -- quotes ----------------------------------------------------------------------------------------------

    def quotes_since(self, number: int, revision: int) -> Iterator[QuoteRecord | DamagedRecord]:
        """Read the quotes of an interview that were touched after a revision, removed ones too."""
        if revision:
            where = "quote.interview = ? AND quote.revision > ?"
            return _records(
                self._connection.execute(f"{_select(anew=False)} WHERE {where}", (number, revision))
            )
        # Also a row that says it is of another interview, while what it was taken from is this one.
        where = "quote.interview = ? OR source.interview = ?"
        return _records(self._connection.execute(f"{_select(anew=True)} WHERE {where}", (number, number)))

    def all_quotes(self) -> Iterator[QuoteRecord | DamagedRecord]:
        """Read every quote of whatever interview, removed ones too."""
        return _records(self._connection.execute(_select(anew=True)))

    def owner(self, id: str) -> tuple[int, bool] | None:
        """Tell which interview has a quote of an id, and whether it is removed; None where there is none."""
        row = self._one("SELECT interview, removed FROM quote WHERE id = ?", id)
        return (row[0], row[1] == 1) if row else None

    def columns(self, id: str, names: Sequence[str]) -> dict[str, Any] | None:
        """Read columns of a quote; None where it is not as it was written, or not there."""
        if not seals.is_sound(self._connection, "quote", "id = ?", (id,)):
            return None
        names = [name for name in names if name in CHANGEABLE]
        row = self._one(f"SELECT {', '.join(names)} FROM quote WHERE id = ?", id)
        return dict(zip(names, row or (), strict=True))

    def body(self, id: str) -> str | None:
        """Read a quote's body, whether it is as it was written or not; None where there is no such quote."""
        row = self._one("SELECT body FROM quote WHERE id = ?", id)
        return None if row is None else row[0] if isinstance(row[0], str) else ""

    def insert(self, number: int, values: Mapping[str, Any]) -> None:
        """Add a quote, removed at first."""
        all_values = {**values, "interview": number, "revision": 0, "removed": 1}
        self._connection.execute(
            f"INSERT INTO quote ({', '.join(all_values)}) VALUES ({', '.join('?' * len(all_values))})",
            tuple(all_values.values()),
        )
        self._seal("id = ?", values["id"])

    def alter(self, id: str, values: Mapping[str, Any], revision: int) -> bool:
        """Give columns of a quote other values; False where it is not as it was written."""
        # To seal a row is to vouch for all that is in it.
        if not seals.is_sound(self._connection, "quote", "id = ?", (id,)):
            return False
        # Columns come from rows of the database: none but these may reach the statement.
        columns = {name: value for name, value in values.items() if name in CHANGEABLE}
        assignments = ", ".join(f"{name} = ?" for name in columns)
        self._connection.execute(
            f"UPDATE quote SET {assignments}, revision = ? WHERE id = ?", (*columns.values(), revision, id)
        )
        self._seal("id = ?", id)
        return True

    # -- changes ---------------------------------------------------------------------------------------------

    def latest_change(self, number: int) -> int:
        """Tell the number of the last change to an interview's quotes, 0 before the first."""
        row = self._one("SELECT max(id) FROM change WHERE interview = ?", number)
        return int(row[0] or 0) if row else 0

    def changes_after(self, number: int, change: int) -> list[StoredChange]:
        """Read the changes to an interview's quotes that are done and came after one, in their order."""
        rows = self._connection.execute(
            "SELECT id, kind, quote, images, window, revision FROM change"
            " WHERE interview = ? AND done = 1 AND id > ? ORDER BY id",
            (number, change),
        )
        return [StoredChange(*row) for row in rows]

    def next_step(self, number: int, window: str, since: int, *, undone: bool) -> StoredChange | None:
        """Find the change that a window undoes next, or does again; None where there is none."""
        row = self._one(
            "SELECT id, kind, quote, images, window, revision FROM change"
            " WHERE interview = ? AND done = ? AND (window = ? OR revision <= ?)"
            f" ORDER BY id {'ASC' if undone else 'DESC'} LIMIT 1",
            *(number, int(not undone), window, since),
        )
        if row is None:
            return None
        is_sound = seals.is_sound(self._connection, "change", "id = ?", (row[0],))
        return StoredChange(*row)._replace(is_sound=is_sound)

    def forget_undone(self, number: int, window: str, since: int) -> None:
        """Forget what a window could do again."""
        self._connection.execute(
            "DELETE FROM change WHERE interview = ? AND done = 0 AND (window = ? OR revision <= ?)",
            (number, window, since),
        )

    def add_change(self, number: int, change: StoredChange) -> None:
        """Write down a change that is done."""
        self._connection.execute(
            "INSERT INTO change (interview, kind, quote, images, done, made, window, revision)"
            " VALUES (?, ?, ?, ?, 1, ?, ?, ?)",
            (
                number,
                change.kind,
                change.quote,
                change.images,
                now(),
                change.window,
                change.revision,
            ),
        )
        # What undo would put back must be what it found.
        seals.seal(self._connection, "change", "id = last_insert_rowid()")

    def join_changes(self, number: int, after: int, change: StoredChange) -> None:
        """Put one change in place of all that came after one."""
        self._connection.execute("DELETE FROM change WHERE interview = ? AND id > ?", (number, after))
        self.add_change(number, change)

    def settle_change(self, change: int, *, undone: bool, window: str, revision: int) -> None:
        """Write down that a window has undone a change, or done it again."""
        self._connection.execute(
            "UPDATE change SET done = ?, window = ?, revision = ? WHERE id = ?",
            (int(not undone), window, revision, change),
        )

    def leave_change(self, change: int) -> None:
        """Write down that a change can neither be undone nor done again."""
        self._connection.execute("UPDATE change SET done = ? WHERE id = ?", (_OVERTAKEN, change))

    def forget_changes(self) -> None:
        """Forget every change."""
        self._connection.execute("DELETE FROM change")

    # -- where quotes were found -----------------------------------------------------------------------------

    def anchors(self, digest: str, method: int) -> dict[str, str]:
        """Read where quotes were found in a state of an interview, by their ids."""
        rows = self._connection.execute(
            "SELECT quote, found FROM anchor WHERE digest = ? AND method = ?", (digest, method)
        )
        return {id: text for id, sealed in rows if (text := seals.text_under_seal(sealed))}

    def keep_anchors(self, digest: str, method: int, anchors: Mapping[str, str]) -> None:
        """Keep where quotes were found in a state of an interview."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO anchor VALUES (?, ?, ?, ?)",
            [(id, digest, method, seals.sealed_text(text)) for id, text in anchors.items()],
        )

    # -- damaged rows ----------------------------------------------------------------------------------------

    def unsealed(self, row: int) -> QuoteRecord | None:
        """Read a row although it is not as it was written; None where its values are none of a quote."""
        values = self._one(f"{_select(anew=True)} WHERE quote.rowid = ?", row)
        if values is None:
            return None
        try:
            record = _record(values, _source(values))
        except (UnicodeDecodeError, AttributeError):
            return None
        position = record.position if isinstance(record.position, float) else 0.0
        return record._replace(removed=int(record.removed == 1), position=position)

    def rows_in_copy(
        self, copy: Path, wanted: Sequence[tuple[int, str]]
    ) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Find rows in a backup that are whole there."""
        with contextlib.suppress(sqlite3.Error, OSError), contextlib.closing(peek(copy)) as old:
            columns = {name for (name,) in old.execute("SELECT name FROM pragma_table_info('quote')")}
            for row, id in wanted:
                # Every copy knows the id; where it is the id that was spoilt the row still has its number.
                for where, key in (("CAST(id AS BLOB)", id.encode()), ("rowid", row)):
                    if values := _row_of(old, f"{where} = ?", key, is_sealed="seal" in columns):
                        yield row, values

    def put_back(self, row: int, values: Mapping[str, Any]) -> bool:
        """Write a row as a copy had it; False where another has its id, or its source is unknown."""
        if self._one("SELECT 1 FROM quote WHERE id = ? AND rowid != ?", values["id"], row) or not self._one(
            "SELECT interview FROM source WHERE digest = ?", values["source"]
        ):
            return False
        self._connection.execute(
            "INSERT OR IGNORE INTO interview (id, revision) VALUES (?, 0)", (values["interview"],)
        )
        self._write(row, values["interview"], {name: values[name] for name in _PUT_BACK})
        return True

    def rewrite(self, row: int, number: int, values: Mapping[str, Any]) -> bool:
        """Give a damaged row these columns, and vouch for it; False where there is no such interview."""
        if not self._one("SELECT 1 FROM interview WHERE id = ?", number):
            return False
        self._write(row, number, {name: value for name, value in values.items() if name in CHANGEABLE})
        return True

    def _write(self, row: int, number: int, values: Mapping[str, Any]) -> None:
        own = {**values, "interview": number, "revision": self.begin_revision(number)}
        assignments = ", ".join(f"{name} = ?" for name in own)
        self._connection.execute(f"UPDATE quote SET {assignments} WHERE rowid = ?", (*own.values(), row))
        self._seal("rowid = ?", row)

    def discard(self, row: int) -> None:
        """Take a row away for good."""
        # The row's own id may be what was spoilt, so that nothing points at it.
        self._connection.execute(
            "DELETE FROM anchor WHERE quote = (SELECT id FROM quote WHERE rowid = ?)", (row,)
        )
        self._connection.execute("DELETE FROM quote WHERE rowid = ?", (row,))
        self._connection.execute("UPDATE interview SET revision = revision + 1")

    def _one(self, sql: str, *parameters: Any) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(sql, parameters).fetchone()
        return row

    def _seal(self, where: str, key: object) -> None:
        seals.seal(self._connection, "quote", where, (key,))


def _records(rows: Iterable[tuple[Any, ...]]) -> Iterator[QuoteRecord | DamagedRecord]:
    """The quotes of rows as `_select` gives them; many of them share one source."""
    known: dict[bytes, SourceRecord] = {}
    for row in rows:
        if _is_sound(row):
            try:
                source = known.get(row[_SOURCE])
                if source is None:
                    source = known[row[_SOURCE]] = _source(row)
                yield _record(row, source)
                continue
            except UnicodeDecodeError:
                pass  # It was spoilt before there were seals.
        id, body = (_readable(row[_AT[name]]) for name in ("id", "body"))
        yield DamagedRecord(row[0], id, body)


def _record(row: tuple[Any, ...], source: SourceRecord) -> QuoteRecord:
    # Unpacked at once: ten thousand rows are read before the panel shows them.
    number, interview, revision, removed, position, id, _, path, made, *rest = row[:_SEAL]
    note, tags, body, colour, where = rest
    texts = id.decode(), source, path.decode(), made.decode(), note.decode(), tags.decode(), body.decode()
    values = (number, interview, revision, removed, position, *texts, colour.decode(), where.decode())
    return _new_record(QuoteRecord, values)


def _source(row: tuple[Any, ...]) -> SourceRecord:
    digest = row[_SOURCE].decode()
    if not seals.holds("source", row[len(_OF_QUOTE) :]):
        return SourceRecord(digest)
    title, *credits = (row[_SOURCE_AT[name]].decode() for name in _FACTS)
    return SourceRecord(digest, title, Credits(*credits), True)


def _readable(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _row_of(old: sqlite3.Connection, where: str, key: object, *, is_sealed: bool) -> Mapping[str, Any] | None:
    names = seals.NAMES["quote"]
    columns = seals.columns("quote") if is_sealed else seals.columns("quote").replace("quote.seal", "-1")
    row = old.execute(f"SELECT {columns} FROM quote NOT INDEXED WHERE {where}", (key,)).fetchone()
    if row is None or (is_sealed and not seals.holds("quote", row)):
        return None
    try:
        return {name: _text(value) for name, value in zip(names, row, strict=False)}
    except UnicodeDecodeError:
        return None


def _text(value: object) -> object:
    return value.decode() if isinstance(value, bytes) else value
