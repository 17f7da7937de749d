from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import AbstractContextManager, closing
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from tui.store.sqlite import backup, copies, kv, restoring
from tui.store.sqlite.opening import NAME, Database, open_database
from tui.store.store_error import StoreError


def fill(folder: Path, words: str) -> None:
    """One quote's row, as far as backups look."""
    with open_database(folder) as database:
        kv.put(database, "words", words)
        with database.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO interview VALUES (1, 1)")
            connection.execute(
                "INSERT OR IGNORE INTO source (digest, interview, title, author, publisher, date, url,"
                " encoding, format, seen) VALUES ('d', 1, '', '', '', '', '', '', '', '')"
            )
            connection.execute(
                "INSERT OR IGNORE INTO quote (id, interview, source, path, created, revision, removed,"
                " position, note, tags, body) VALUES ('q-1', 1, 'd', '', '', 1, 0, 0, '', '[]', '{}')"
            )


def test_no_copy_of_nothing(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    open_database(tmp_path).close()
    assert copies.newest(tmp_path) is None


def age(folder: Path, days: float) -> None:
    """Make all copies so much older, in their names and in the file system."""
    for copy in copies.backups(folder):
        made = copies.made_at(copy)
        assert made
        earlier = made.astimezone(UTC) - timedelta(days=days)
        name = earlier.strftime("%Y%m%dT%H%M%S.%fZ") + "-" + copy.name.partition("-")[2]
        os.utime(copy, (earlier.timestamp(), earlier.timestamp()))
        copy.rename(copy.with_name(name))


def words_in(copy: Path) -> str:
    with closing(sqlite3.connect(copy)) as connection:
        return str(
            json.loads(connection.execute("SELECT value FROM state WHERE name = 'words'").fetchone()[0])
        )


def test_a_copy_a_day_and_the_oldest_go(tmp_path: Path) -> None:
    fill(tmp_path, "first")
    for _ in range(2):
        open_database(tmp_path).close()
    assert len(copies.backups(tmp_path)) == 1
    for day in range(12):
        with open_database(tmp_path) as database:
            kv.put(database, "words", f"day {day}")
        age(tmp_path, 1.1)
        open_database(tmp_path).close()
    assert [words_in(copy) for copy in copies.backups(tmp_path)] == [f"day {day}" for day in range(5, 12)]


@pytest.mark.parametrize("stamp", ["name", "file"])
def test_a_copy_from_the_future_ends_no_copying_and_is_not_the_newest(tmp_path: Path, stamp: str) -> None:
    fill(tmp_path, "first")
    with open_database(tmp_path) as database:
        (first,) = copies.backups(tmp_path)
        kv.put(database, "words", "second")
        with database.transaction() as connection:
            connection.execute("UPDATE interview SET revision = revision + 1")
    if stamp == "name":
        first = first.rename(first.with_name("20991231T000000.000000Z-daily.sqlite3"))
        assert copies.made_at(first) is None
    else:
        os.utime(first, (4_000_000_000, 4_000_000_000))
    for day in range(1, 13):
        open_database(tmp_path).close()
        others = [copy for copy in copies.backups(tmp_path) if copy != first]
        newest = copies.newest(tmp_path)
        assert newest
        assert words_in(newest) == "second"
        assert len(others) == min(day, backup.KEPT)
        for copy in others:
            os.utime(copy, (copy.stat().st_mtime - 100_000, copy.stat().st_mtime - 100_000))
    assert not first.exists()


def test_the_newest_is_the_one_that_has_seen_most(tmp_path: Path) -> None:
    fill(tmp_path, "first")
    made = []
    for revision in (5, 9, 7):
        with open_database(tmp_path) as database:
            with database.transaction() as connection:
                connection.execute("UPDATE interview SET revision = ?", (revision,))
            made.append(backup.back_up(database, "by-hand"))
    assert copies.newest(tmp_path) == made[1]
    made[1].write_bytes(made[1].read_bytes()[:5000])
    assert copies.newest(tmp_path) == made[2]
    # What is gone back to counts as newer than all there was.
    restoring.restore(tmp_path, made[0])
    with open_database(tmp_path) as database:
        again = backup.back_up(database, "by-hand")
    assert copies.newest(tmp_path) == again


def test_however_many_open_it_at_once_one_makes_the_copy(tmp_path: Path) -> None:
    fill(tmp_path, "first")
    program = (
        "import sys; from pathlib import Path; from tui.store.sqlite.opening import open_database\n"
        "sys.stdin.readline(); open_database(Path(sys.argv[1]), busy_seconds=60).close()"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    openers = [subprocess.Popen(command, stdin=subprocess.PIPE, text=True) for _ in range(6)]
    for opener in openers:
        assert opener.stdin
        opener.stdin.write("\n")
        opener.stdin.flush()
    for opener in openers:
        opener.communicate(timeout=60)
        assert opener.returncode == 0
    assert len(copies.backups(tmp_path)) == 1


def test_only_one_copy_is_made_while_another_is_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "first")
    made = backup.back_up

    def meanwhile(database: Database, reason: str) -> Path:
        # Somebody else opens it just now.
        open_database(tmp_path).close()
        return made(database, reason)

    monkeypatch.setattr(backup, "back_up", meanwhile)
    open_database(tmp_path).close()
    assert len(copies.backups(tmp_path)) == 1


def test_copies_are_the_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        fill(tmp_path, "kept")
        open_database(tmp_path).close()
    finally:
        os.umask(before)
    (copy,) = copies.backups(tmp_path)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    restoring.restore(tmp_path, copy)
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("there", [True, False])
def test_a_journal_left_behind_is_not_played_into_what_is_restored(tmp_path: Path, there: bool) -> None:
    fill(tmp_path, "old")
    with open_database(tmp_path) as database:
        copy = backup.back_up(database, "by-hand")
        kv.put(database, "words", "new")
        left = {suffix: Path(f"{database.path}{suffix}").read_bytes() for suffix in ("-wal", "-shm")}
    for suffix, data in left.items():
        Path(f"{tmp_path / NAME}{suffix}").write_bytes(data)
    if not there:
        (tmp_path / NAME).unlink()
    aside = restoring.restore(tmp_path, copy)
    assert aside
    assert Path(f"{aside}-wal").read_bytes() == left["-wal"]
    with open_database(tmp_path) as database:
        assert kv.get(database, "words") == "old"


def test_what_was_put_aside_is_restored_with_its_journal(tmp_path: Path) -> None:
    fill(tmp_path, "old")
    with open_database(tmp_path) as database:
        kv.put(database, "words", "only in the journal")
        left = tmp_path / "left"
        left.mkdir()
        for suffix in ("", "-wal"):
            (left / f"{NAME}{suffix}").write_bytes(Path(f"{database.path}{suffix}").read_bytes())
    restoring.restore(tmp_path, left / NAME)
    with open_database(tmp_path) as database:
        assert kv.get(database, "words") == "only in the journal"


def test_what_can_not_be_put_aside_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "kept")
    with open_database(tmp_path) as database:
        copy = backup.back_up(database, "by-hand")
        kv.put(database, "words", "newer")
    (tmp_path / f"{NAME}-journal").write_bytes(b"")
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name.endswith("-journal"):
            raise PermissionError(13, "no")
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refused)
        with pytest.raises(StoreError):
            restoring.restore(tmp_path, copy)
    with open_database(tmp_path) as database:
        assert kv.get(database, "words") == "newer"


@pytest.mark.parametrize("theirs", ["PRAGMA application_id = 7", "PRAGMA application_id = 0", ""])
def test_another_programs_database_is_no_backup(tmp_path: Path, theirs: str) -> None:
    fill(tmp_path, "kept")
    open_database(tmp_path).close()
    (good,) = copies.backups(tmp_path)
    other = good.with_name("20260101T000000.000000Z-daily.sqlite3")
    if theirs:
        other.write_bytes(good.read_bytes())
        with closing(sqlite3.connect(other)) as connection:
            connection.execute(theirs)
            connection.execute("UPDATE interview SET revision = 1000")
            connection.commit()
    else:
        other.write_bytes("这不是数据库".encode() * 500)
    assert copies.newest(tmp_path) == good
    with pytest.raises(StoreError) as raised:
        restoring.restore(tmp_path, other)
    assert raised.value.kind == "unsound"
    with open_database(tmp_path) as database:
        assert kv.get(database, "words") == "kept"


def test_a_damaged_database_comes_with_its_backup_and_can_be_restored(tmp_path: Path) -> None:
    fill(tmp_path, "kept")
    open_database(tmp_path).close()
    (tmp_path / NAME).write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreError) as raised:
        open_database(tmp_path)
    copy = Path(str(raised.value.details["backup"]))
    assert copy in copies.backups(tmp_path)
    assert restoring.restore(tmp_path, copy) is None
    with open_database(tmp_path) as database:
        assert kv.get(database, "words") == "kept"
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
    made = copies.made_at(copy)
    assert made is not None
    assert abs(made.timestamp() - copy.stat().st_mtime) < 60
    assert copies.quotes_in(copy) == database_quotes(tmp_path)
    assert (copies.made_at(tmp_path / "mine.sqlite3"), copies.quotes_in(tmp_path / "mine.sqlite3")) == (
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
        kv.put(database, "words", "new")
    aside = restoring.restore(tmp_path, copy)
    assert aside is not None
    with open_database(tmp_path) as database:
        assert kv.get(database, "words") == "old"
    kept = tmp_path / "elsewhere"
    kept.mkdir()
    (kept / NAME).write_bytes(aside.read_bytes())
    with open_database(kept) as database:
        assert kv.get(database, "words") == "new"


def test_a_copy_sees_what_is_only_in_the_journal(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        kv.put(database, "words", "just now")
        assert (tmp_path / f"{NAME}-wal").stat().st_size > 0
        copy = backup.back_up(database, "by-hand")
    assert list(copy.parent.iterdir()) == [copy]
    other = tmp_path / "other"
    other.mkdir()
    restoring.restore(other, copy)
    with open_database(other) as database:
        assert kv.get(database, "words") == "just now"


def test_a_damaged_copy_is_neither_offered_nor_restored(tmp_path: Path) -> None:
    fill(tmp_path, "kept")
    with open_database(tmp_path) as database:
        good = backup.back_up(database, "by-hand")
        bad = backup.back_up(database, "later")
    bad.write_bytes(b"garbage" * 1000)
    assert copies.newest(tmp_path) == good
    with pytest.raises(StoreError):
        restoring.restore(tmp_path, bad)
    with open_database(tmp_path) as database:
        assert kv.get(database, "words") == "kept"


def test_setting_aside_spares_a_file_that_came_in_between(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text("new")
    assert restoring.set_aside(path, path.stat().st_ino + 1) is None
    assert path.read_text() == "new"


def test_a_copy_is_one_file_whatever_journal_the_collection_has(tmp_path: Path) -> None:
    fill(tmp_path, "kept")
    with open_database(tmp_path) as database:
        assert database.journal == "wal"
        copy = backup.back_up(database, "by-hand")
    # Whoever copies it to another machine needs no other: its header asks for no journal beside it.
    assert copy.read_bytes()[18:20] == b"\x01\x01"


def test_a_copy_that_is_damaged_within_is_not_offered(tmp_path: Path) -> None:
    fill(tmp_path, "kept")
    with open_database(tmp_path) as database:
        good, bad = backup.back_up(database, "by-hand"), backup.back_up(database, "later")
    with closing(sqlite3.connect(bad)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'change'").fetchone()
    data = bytearray(bad.read_bytes())
    # The root of a table: SQLite opens it all the same and reads all others.
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    bad.write_bytes(data)
    assert copies.newest(tmp_path) == good


def test_what_was_removed_is_not_counted_in_a_copy(tmp_path: Path) -> None:
    fill(tmp_path, "kept")
    with open_database(tmp_path) as database:
        with database.transaction() as connection:
            connection.execute("UPDATE quote SET removed = 1")
        assert copies.quotes_in(backup.back_up(database, "by-hand")) == 0


def test_no_second_copy_is_made_behind_one_that_was_made_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "first")
    alone = backup._alone

    def later(folder: Path) -> AbstractContextManager[bool]:
        # Somebody else opens it and is done, between the look and the copy.
        monkeypatch.setattr(backup, "_alone", alone)
        open_database(tmp_path).close()
        return alone(folder)

    monkeypatch.setattr(backup, "_alone", later)
    open_database(tmp_path).close()
    assert len(copies.backups(tmp_path)) == 1


def test_the_copy_that_has_seen_most_stays_where_less_is_copied_day_by_day(tmp_path: Path) -> None:
    fill(tmp_path, "less")
    less = (tmp_path / NAME).read_bytes()
    with open_database(tmp_path) as database:
        kv.put(database, "words", "most")
        with database.transaction() as connection:
            connection.execute("UPDATE interview SET revision = 9")
    age(tmp_path, 1.1)
    open_database(tmp_path).close()
    (tmp_path / NAME).write_bytes(less)
    for _ in range(12):
        age(tmp_path, 1.1)
        open_database(tmp_path).close()
    newest = copies.newest(tmp_path)
    assert newest
    assert words_in(newest) == "most"
