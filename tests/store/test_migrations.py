"""A database of an older version is brought up to this one, with all in it, a copy laid aside first."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from tests.quotes.making import TALK, make, passage_of
from tui.quotes.collection import Collection
from tui.quotes.quote import State
from tui.store.sqlite import copies, schema
from tui.store.sqlite.opening import NAME, open_database


def make_version(number: int, folder: Path) -> None:
    """A collection as an older version wrote it: one quote with a note, and one change undone."""
    talk = make(TALK)
    with open_database(folder) as database:
        collection = Collection(database, talk)
        id = collection.add(passage_of(talk, "信任危机"), tags=["旧"]).id
        collection.set_note(id, "从前")
        collection.set_note(id, "后来")
        collection.undo()
    connection = sqlite3.connect(folder / NAME, isolation_level=None)
    for table, column in (one for later, added in schema.ADDED.items() if later > number for one in added):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
    connection.execute(f"PRAGMA user_version = {number}")
    connection.close()


def test_version_1_keeps_its_quotes_and_what_can_be_undone(tmp_path: Path) -> None:
    make_version(1, tmp_path)
    with open_database(tmp_path) as database:
        assert database.rows("PRAGMA user_version") == [(schema.VERSION,)]
        collection = Collection(database, make(TALK))
        (quote,) = collection.quotes()
        assert (quote.text, quote.note, quote.tags) == ("信任危机", "从前", ("旧",))
        assert (quote.colour, quote.decision, quote.state) == ("", None, State.OK)
        collection.redo()
        assert collection.get(quote.id).note == "后来"
        for _ in range(3):
            assert collection.undo()
        assert collection.quotes() == []
    kept = [copy for copy in copies.backups(tmp_path) if "before-version-2" in copy.name]
    assert len(kept) == 1
    connection = sqlite3.connect(kept[0])
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    (body,) = connection.execute("SELECT body FROM quote").fetchone()
    assert json.loads(body)["segments"][0][3] == "信任危机"
    connection.close()


def test_tables_are_the_same_made_anew_or_migrated(tmp_path: Path) -> None:
    make_version(1, tmp_path / "old")
    tables = {}
    for name in ("old", "new"):
        with open_database(tmp_path / name) as database:
            tables[name] = {
                table: sorted(
                    database.rows(f"SELECT name, type, dflt_value FROM pragma_table_info('{table}')")
                )
                for (table,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
    assert tables["old"] == tables["new"]
