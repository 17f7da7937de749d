from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tui.store import backup, state
from tui.store.database import NAME, open_database
from tui.store.errors import StoreError


def fill(folder: Path, words: str) -> None:
    """One quote's row, as far as backups look."""
    with open_database(folder) as database:
        state.put(database, "words", words)
        with database.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO interview VALUES (1, 1)")
            connection.execute(
                "INSERT OR IGNORE INTO source VALUES ('d', 1, '', '', '', '', '', '', '', '', NULL)"
            )
            connection.execute(
                "INSERT OR IGNORE INTO quote (id, interview, source, path, created, revision, removed,"
                " position, note, tags, body) VALUES ('q-1', 1, 'd', '', '', 1, 0, 0, '', '[]', '{}')"
            )


def test_no_copy_of_nothing(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    open_database(tmp_path).close()
    assert backup.newest(tmp_path) is None


def test_a_copy_a_day_and_the_oldest_go(tmp_path: Path) -> None:
    fill(tmp_path, "first")
    for _ in range(2):
        open_database(tmp_path).close()
    assert len(backup.backups(tmp_path)) == 1
    for day in range(12):
        for copy in backup.backups(tmp_path):
            ago = time.time() - 100_000 * (day + 1)
            os.utime(copy, (ago, ago))
        open_database(tmp_path).close()
    assert len(backup.backups(tmp_path)) == backup.KEPT


def test_a_damaged_database_comes_with_its_backup_and_can_be_restored(tmp_path: Path) -> None:
    fill(tmp_path, "kept")
    open_database(tmp_path).close()
    (tmp_path / NAME).write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreError) as raised:
        open_database(tmp_path)
    copy = Path(str(raised.value.details["backup"]))
    assert copy in backup.backups(tmp_path)
    assert backup.restore(tmp_path, copy) is None
    with open_database(tmp_path) as database:
        assert state.get(database, "words") == "kept"
        assert database.rows("SELECT count(*) FROM quote") == [(1,)]


def test_after_a_damage_nothing_empty_is_begun_unasked(tmp_path: Path) -> None:
    fill(tmp_path, "kept")
    open_database(tmp_path).close()
    (tmp_path / NAME).write_bytes(b"garbage" * 1000)
    told = []
    for _ in range(3):
        with pytest.raises(StoreError) as raised:
            open_database(tmp_path)
        told.append((raised.value.kind, raised.value.details["aside"], raised.value.details["backup"]))
    assert len(set(told)) == 1
    assert Path(str(told[0][1])).read_bytes() == b"garbage" * 1000
    assert not (tmp_path / NAME).exists()
    with open_database(tmp_path, anew=True) as database:
        assert database.rows("SELECT count(*) FROM quote") == [(0,)]
    with open_database(tmp_path) as database:
        assert database.rows("SELECT count(*) FROM quote") == [(0,)]


def test_a_copy_says_when_it_was_made_and_what_it_holds(tmp_path: Path) -> None:
    fill(tmp_path, "kept")
    with open_database(tmp_path) as database:
        copy = backup.back_up(database, "by-hand")
    made = backup.made_at(copy)
    assert made is not None
    assert abs(made.timestamp() - copy.stat().st_mtime) < 60
    assert backup.quotes_in(copy) == database_quotes(tmp_path)
    assert (backup.made_at(tmp_path / "mine.sqlite3"), backup.quotes_in(tmp_path / "mine.sqlite3")) == (
        None,
        0,
    )


def database_quotes(folder: Path) -> int:
    with open_database(folder) as database:
        return int(database.rows("SELECT count(*) FROM quote WHERE NOT removed")[0][0])


def test_restoring_puts_what_stood_there_aside(tmp_path: Path) -> None:
    fill(tmp_path, "old")
    with open_database(tmp_path) as database:
        copy = backup.back_up(database, "by-hand")
        state.put(database, "words", "new")
    aside = backup.restore(tmp_path, copy)
    assert aside is not None
    with open_database(tmp_path) as database:
        assert state.get(database, "words") == "old"
    kept = tmp_path / "elsewhere"
    kept.mkdir()
    (kept / NAME).write_bytes(aside.read_bytes())
    with open_database(kept) as database:
        assert state.get(database, "words") == "new"


def test_a_copy_sees_what_is_only_in_the_journal(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        state.put(database, "words", "just now")
        assert (tmp_path / f"{NAME}-wal").stat().st_size > 0
        copy = backup.back_up(database, "by-hand")
    assert list(copy.parent.iterdir()) == [copy]
    other = tmp_path / "other"
    other.mkdir()
    backup.restore(other, copy)
    with open_database(other) as database:
        assert state.get(database, "words") == "just now"


def test_a_damaged_copy_is_neither_offered_nor_restored(tmp_path: Path) -> None:
    fill(tmp_path, "kept")
    with open_database(tmp_path) as database:
        good = backup.back_up(database, "by-hand")
        bad = backup.back_up(database, "later")
    bad.write_bytes(b"garbage" * 1000)
    assert backup.newest(tmp_path) == good
    with pytest.raises(StoreError):
        backup.restore(tmp_path, bad)
    with open_database(tmp_path) as database:
        assert state.get(database, "words") == "kept"


def test_setting_aside_spares_a_file_that_came_in_between(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text("new")
    assert backup.set_aside(path, path.stat().st_ino + 1) is None
    assert path.read_text() == "new"
