"""The changes to a collection as rows: undone and done again across restarts and windows.

Each window goes back through its own changes, and through those that were there when it was opened; what
another window has done meanwhile is left to that one. So a change need not be the last one that is undone
first: it is taken back only while nothing that came later stands on it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from tui.quotes import rows
from tui.quotes.errors import QuoteError
from tui.store.sqlite import seals
from tui.store.sqlite.sources import now

_COLUMNS = frozenset({"removed", "position", "note", "tags", "source", "path", "body", "colour", "decision"})
_OVERTAKEN = 2

Image = Mapping[str, Any]
"""{"id": …, "before": {column: value}, "after": {column: value}} of one quote's row.

Of a change to what is said of the speakers "id" is "", and both sides are what is said in all.
"""

Say = Callable[[Mapping[str, Any], Mapping[str, Any]], bool]
"""Goes from one thing said of the speakers to another; False where neither is what is said now."""


class ChangeKind(StrEnum):
    """What was done."""

    ADD = "add"
    ADD_ALL = "add-all"
    REMOVE = "remove"
    NOTE = "note"
    TAGS = "tags"
    COLOUR = "colour"
    MOVE = "move"
    EXTENT = "extent"
    MERGE = "merge"
    SPLIT = "split"
    DECIDE = "decide"
    IMPORT = "import"
    SPEAKERS = "speakers"


class Window(NamedTuple):
    """Who goes through the changes.

    Attributes:
        token: a name that no other window has.
        since: the interview's revision when it was opened.
    """

    token: str
    since: int


@dataclass(frozen=True, slots=True)
class Change:
    """One action of a person on the collection.

    Attributes:
        kind: what was done, and now has been undone or done again.
        quote: id of the quote that it was done to, the first of several.
        words: that quote's words.
        count: how many quotes it was done to.
        mine: whether this window did it; if not, it was there when the window was opened.
        overtaken: whether another window's later change stands on it, so that it was left as it is.
    """

    kind: ChangeKind
    quote: str
    words: str = ""
    count: int = 1
    mine: bool = True
    overtaken: bool = False


def image(id: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Image:
    """What a change does to one quote."""
    return {"id": id, "before": dict(before), "after": dict(after)}


def current(connection: sqlite3.Connection, id: str, columns: Sequence[str]) -> dict[str, Any]:
    """What a quote's row holds in these columns.

    Raises:
        QuoteError: "spoilt": it is not as it was written, or not there.
    """
    if not seals.is_sound(connection, "quote", "id = ?", (id,)):
        raise QuoteError("spoilt", id=id)
    names = [name for name in columns if name in _COLUMNS]
    row = connection.execute(f"SELECT {', '.join(names)} FROM quote WHERE id = ?", (id,)).fetchone()
    return dict(zip(names, row, strict=True))


def record(
    connection: sqlite3.Connection,
    interview: int,
    window: Window,
    kind: ChangeKind,
    images: Sequence[Image],
) -> None:
    """Make a change and write it down; what this window undid before can't be done again from here on.

    Call it inside a transaction. The first image is of the quote that the change is told by.

    Raises:
        QuoteError: "spoilt": one of the rows is not as it was written.
    """
    connection.execute(
        "DELETE FROM change WHERE interview = ? AND done = 0 AND (window = ? OR revision <= ?)",
        (interview, *window),
    )
    revision = apply(connection, interview, _of_quotes(images))
    connection.execute(
        "INSERT INTO change (interview, kind, quote, images, done, made, window, revision)"
        " VALUES (?, ?, ?, ?, 1, ?, ?, ?)",
        (
            interview,
            kind.value,
            images[0]["id"],
            json.dumps(images, ensure_ascii=False),
            now(),
            window.token,
            revision,
        ),
    )
    _seal_last(connection)


def _seal_last(connection: sqlite3.Connection) -> None:
    """Seal the change that was written just now: what undo would put back must be what it found."""
    seals.seal(connection, "change", "id = last_insert_rowid()")


def latest(connection: sqlite3.Connection, interview: int) -> int:
    """The number of the last change to an interview's quotes, 0 before the first."""
    row = connection.execute("SELECT max(id) FROM change WHERE interview = ?", (interview,)).fetchone()
    return int(row[0] or 0)


def join(
    connection: sqlite3.Connection, interview: int, window: Window, since: int, kind: ChangeKind
) -> None:
    """Make one change of all that this window made after the change numbered `since`.

    Call it inside the transaction that they were made in.
    """
    made = connection.execute(
        "SELECT quote, images, revision FROM change WHERE interview = ? AND done = 1 AND id > ? ORDER BY id",
        (interview, since),
    ).fetchall()
    if len(made) < 2:
        return
    before: dict[str, dict[str, Any]] = {}
    after: dict[str, dict[str, Any]] = {}
    for one in (one for _quote, images, _revision in made for one in json.loads(images)):
        # Of what several of them changed, it was what the first one found and is what the last one made.
        before[one["id"]] = {**one["before"], **before.get(one["id"], {})}
        after.setdefault(one["id"], {}).update(one["after"])
    joined = [image(id, before[id], after[id]) for id in before]
    connection.execute("DELETE FROM change WHERE interview = ? AND id > ?", (interview, since))
    connection.execute(
        "INSERT INTO change (interview, kind, quote, images, done, made, window, revision)"
        " VALUES (?, ?, ?, ?, 1, ?, ?, ?)",
        (
            interview,
            kind.value,
            made[0][0],
            json.dumps(joined, ensure_ascii=False),
            now(),
            window.token,
            made[-1][2],
        ),
    )
    _seal_last(connection)


def undo(connection: sqlite3.Connection, interview: int, window: Window, say: Say) -> Change | None:
    """Take the last change back, or return None; call it inside a transaction."""
    return _step(connection, interview, window, say, done=1)


def redo(connection: sqlite3.Connection, interview: int, window: Window, say: Say) -> Change | None:
    """Do again what was undone last, or return None; call it inside a transaction."""
    return _step(connection, interview, window, say, done=0)


def _step(
    connection: sqlite3.Connection, interview: int, window: Window, say: Say, done: int
) -> Change | None:
    order = "DESC" if done else "ASC"
    row = connection.execute(
        "SELECT id, kind, quote, images, window FROM change"
        f" WHERE interview = ? AND done = ? AND (window = ? OR revision <= ?) ORDER BY id {order} LIMIT 1",
        (interview, done, *window),
    ).fetchone()
    if row is None:
        return None
    if not seals.is_sound(connection, "change", "id = ?", (row[0],)):
        raise QuoteError("undo-spoilt" if done else "redo-spoilt")
    images: list[Image] = json.loads(row[3])
    source, target = ("after", "before") if done else ("before", "after")
    quotes, said = _of_quotes(images), [(one[source], one[target]) for one in images if not one["id"]]
    stands = all(_stands(connection, one, source, target) for one in quotes)
    overtaken = not stands or not all(say(*sides) for sides in said)
    if overtaken:
        connection.execute("UPDATE change SET done = ? WHERE id = ?", (_OVERTAKEN, row[0]))
    else:
        revision = apply(connection, interview, quotes, target)
        connection.execute(
            "UPDATE change SET done = ?, window = ?, revision = ? WHERE id = ?",
            (1 - done, window.token, revision, row[0]),
        )
    body = connection.execute("SELECT body FROM quote WHERE id = ?", (row[2],)).fetchone()
    words = rows.words_of(body[0]) if body else ""
    words = words or ", ".join(_renamed(*sides) for sides in said)
    count = sum("position" not in one["after"] or len(one["after"]) > 1 for one in images) or 1
    return Change(ChangeKind(row[1]), row[2], words, count, row[4] == window.token, overtaken)


def _of_quotes(images: Sequence[Image]) -> list[Image]:
    """Those images that are of quotes."""
    return [one for one in images if one["id"]]


def _stands(connection: sqlite3.Connection, one: Image, source: str, target: str) -> bool:
    """Whether nothing else has been done to those columns; the order by hand may have been."""
    columns = [name for name in one[source] if name in _COLUMNS and name != "position"]
    if not columns:
        return True
    if not connection.execute("SELECT 1 FROM quote WHERE id = ?", (one["id"],)).fetchone():
        return False
    now_there = current(connection, one["id"], columns)
    return all(now_there[name] in (one[source][name], one[target][name]) for name in columns)


def apply(
    connection: sqlite3.Connection, interview: int, images: Sequence[Image], side: str = "after"
) -> int:
    """Write one side of the images; returns the interview's new revision.

    Raises:
        QuoteError: "spoilt": one of the rows is not as it was written.
    """
    connection.execute("UPDATE interview SET revision = revision + 1 WHERE id = ?", (interview,))
    (revision,) = connection.execute("SELECT revision FROM interview WHERE id = ?", (interview,)).fetchone()
    for one in images:
        # To seal a row is to vouch for all that is in it.
        if not seals.is_sound(connection, "quote", "id = ?", (one["id"],)):
            raise QuoteError("spoilt", id=one["id"])
        # Columns come from rows of the database: none but these may reach the statement.
        columns = {name: value for name, value in one[side].items() if name in _COLUMNS}
        assignments = ", ".join(f"{name} = ?" for name in columns)
        connection.execute(
            f"UPDATE quote SET {assignments}, revision = ? WHERE id = ?",
            (*columns.values(), revision, one["id"]),
        )
        seals.seal(connection, "quote", "id = ?", (one["id"],))
    return int(revision)


def _renamed(source: Mapping[str, Any], target: Mapping[str, Any]) -> str:
    """Who is called what by a step from one thing said of the speakers to another, or has another role."""
    names = {**dict.fromkeys(source["names"]), **dict.fromkeys(target["names"])}
    told = []
    for label in names:
        old, new = (side["names"].get(label, label) for side in (source, target))
        if old != new:
            told.append(f"{old} → {new}")
    roles = {**source["roles"], **target["roles"]}
    renamed = {side["names"].get(label, label) for label in names for side in (source, target)}
    told += [
        name
        for name in roles
        if name not in renamed and source["roles"].get(name) != target["roles"].get(name)
    ]
    return ", ".join(dict.fromkeys(told))
