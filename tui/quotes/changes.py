"""The changes to a collection as rows: undone and done again across restarts and windows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tui.store.sources import now

_COLUMNS = frozenset({"removed", "position", "note", "tags", "source", "path", "body"})

Image = Mapping[str, Any]
"""{"id": …, "before": {column: value}, "after": {column: value}} of one quote's row."""


class ChangeKind(StrEnum):
    """What was done."""

    ADD = "add"
    ADD_ALL = "add-all"
    REMOVE = "remove"
    NOTE = "note"
    TAGS = "tags"
    MOVE = "move"
    EXTENT = "extent"


@dataclass(frozen=True, slots=True)
class Change:
    """One action of a person on the collection.

    Attributes:
        kind: what was done, and now has been undone or done again.
        quote: id of the quote that it was done to.
    """

    kind: ChangeKind
    quote: str


def image(id: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Image:
    """What a change does to one quote."""
    return {"id": id, "before": dict(before), "after": dict(after)}


def record(
    connection: sqlite3.Connection, interview: int, kind: ChangeKind, quote: str, images: Sequence[Image]
) -> None:
    """Make a change and write it down; what was undone before can't be done again from here on.

    Call it inside a transaction.
    """
    connection.execute("DELETE FROM change WHERE interview = ? AND done = 0", (interview,))
    connection.execute(
        "INSERT INTO change (interview, kind, quote, images, done, made) VALUES (?, ?, ?, ?, 1, ?)",
        (interview, kind.value, quote, json.dumps(images, ensure_ascii=False), now()),
    )
    _apply(connection, interview, images, "after")


def latest(connection: sqlite3.Connection, interview: int) -> int:
    """The number of the last change to an interview's quotes, 0 before the first."""
    row = connection.execute("SELECT max(id) FROM change WHERE interview = ?", (interview,)).fetchone()
    return int(row[0] or 0)


def join(connection: sqlite3.Connection, interview: int, since: int, kind: ChangeKind) -> None:
    """Make one change of all that were made after the change numbered `since`.

    Call it inside the transaction that they were made in.
    """
    made = connection.execute(
        "SELECT quote, images FROM change WHERE interview = ? AND done = 1 AND id > ? ORDER BY id",
        (interview, since),
    ).fetchall()
    if len(made) < 2:
        return
    before: dict[str, dict[str, Any]] = {}
    after: dict[str, dict[str, Any]] = {}
    for one in (one for _quote, images in made for one in json.loads(images)):
        # Of what several of them changed, it was what the first one found and is what the last one made.
        before[one["id"]] = {**one["before"], **before.get(one["id"], {})}
        after.setdefault(one["id"], {}).update(one["after"])
    joined = [image(id, before[id], after[id]) for id in before]
    connection.execute("DELETE FROM change WHERE interview = ? AND id > ?", (interview, since))
    connection.execute(
        "INSERT INTO change (interview, kind, quote, images, done, made) VALUES (?, ?, ?, ?, 1, ?)",
        (interview, kind.value, made[0][0], json.dumps(joined, ensure_ascii=False), now()),
    )


def undo(connection: sqlite3.Connection, interview: int) -> Change | None:
    """Take the last change back, or return None; call it inside a transaction."""
    return _step(connection, interview, done=1)


def redo(connection: sqlite3.Connection, interview: int) -> Change | None:
    """Do again what was undone last, or return None; call it inside a transaction."""
    return _step(connection, interview, done=0)


def _step(connection: sqlite3.Connection, interview: int, done: int) -> Change | None:
    order = "DESC" if done else "ASC"
    row = connection.execute(
        "SELECT id, kind, quote, images FROM change WHERE interview = ? AND done = ?"
        f" ORDER BY id {order} LIMIT 1",
        (interview, done),
    ).fetchone()
    if row is None:
        return None
    connection.execute("UPDATE change SET done = ? WHERE id = ?", (1 - done, row[0]))
    _apply(connection, interview, json.loads(row[3]), "before" if done else "after")
    return Change(ChangeKind(row[1]), row[2])


def _apply(connection: sqlite3.Connection, interview: int, images: Sequence[Image], side: str) -> None:
    connection.execute("UPDATE interview SET revision = revision + 1 WHERE id = ?", (interview,))
    (revision,) = connection.execute("SELECT revision FROM interview WHERE id = ?", (interview,)).fetchone()
    for one in images:
        # Columns come from rows of the database: none but these may reach the statement.
        columns = {name: value for name, value in one[side].items() if name in _COLUMNS}
        assignments = ", ".join(f"{name} = ?" for name in columns)
        connection.execute(
            f"UPDATE quote SET {assignments}, revision = ? WHERE id = ?",
            (*columns.values(), revision, one["id"]),
        )
