"""What the program remembers by name: said again as it was said, forgotten where it is to be."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tui.store.sqlite import kv
from tui.store.sqlite.opening import NAME, open_database

VALUES = [True, False, 0, 7, 1.5, "", "词", [], ["a", 1], {"k": {"l": None}}, "\u0000\u2028"]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_said_again_at_the_next_start(tmp_path: Path, value: object) -> None:
    with open_database(tmp_path) as database:
        assert kv.get(database, "theme", "default") == "default"
        kv.put(database, "theme", "another")
        kv.put(database, "theme", value)
        kv.put(database, "other", "else")
    with open_database(tmp_path) as database:
        found = kv.get(database, "theme", "default")
        assert (found, type(found)) == (value, type(value))
        assert kv.get(database, "other") == "else"


def test_what_is_forgotten_is_as_if_it_had_never_been(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        kv.put(database, "theme", "dark")
        kv.put(database, "theme", None)
        assert kv.get(database, "theme", "default") == "default"
        assert kv.get(database, "theme") is None
        assert database.rows("SELECT * FROM state WHERE name = 'theme'") == []


@pytest.mark.parametrize("spoilt", ["'{'", "''", "x'ff'", "7"])
def test_what_is_spoilt_is_forgotten(tmp_path: Path, spoilt: str) -> None:
    with open_database(tmp_path) as database:
        kv.put(database, "theme", "dark")
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute(f"UPDATE state SET value = {spoilt}")
    connection.close()
    with open_database(tmp_path) as database:
        assert kv.get(database, "theme", "default") in ("default", 7)
        kv.put(database, "theme", "light")
        assert kv.get(database, "theme", "default") == "light"
