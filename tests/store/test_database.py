from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.quotes.making import TALK, make, passage_of
from tui.quotes.collection import Collection
from tui.store.sqlite import copies, file_system, kv, migrations, schema
from tui.store.sqlite.opening import NAME, open_database
from tui.store.store_error import StoreError

WRITER = Path(__file__).with_name("writer.py")


def start_writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(folder), name, str(count)], stdout=subprocess.PIPE, text=True
    )


def take_a_quote(folder: Path) -> None:
    """One quote, kept by somebody who quits again."""
    talk = make(TALK)
    with open_database(folder) as database:
        Collection(database, talk).add(passage_of(talk, "信任危机"))


def test_folder_and_file_are_the_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    open_database(folder).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600


def test_every_commit_reaches_the_disk(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        assert database.journal == "wal"
        assert database.rows("PRAGMA synchronous") == [(2,)]
        assert database.rows("PRAGMA application_id") == [(schema.APPLICATION_ID,)]


def test_what_was_put_is_there_after_reopening(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        kv.put(database, "theme", "dark")
        kv.put(database, "panes", {"outline": True, "宽": [1, 2]})
        kv.put(database, "gone", 1)
        kv.put(database, "gone", None)
    with open_database(tmp_path) as database:
        assert kv.get(database, "theme") == "dark"
        assert kv.get(database, "panes") == {"outline": True, "宽": [1, 2]}
        assert kv.get(database, "gone", "nothing") == "nothing"


def test_a_transaction_that_raises_leaves_nothing(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:

        def fail() -> None:
            with database.transaction() as connection:
                connection.execute("INSERT INTO state VALUES ('a', '1')")
                raise KeyError("a")

        with pytest.raises(KeyError):
            fail()
        assert kv.get(database, "a") is None
        with database.transaction() as outer, database.transaction() as inner:
            assert outer is inner
            inner.execute("INSERT INTO state VALUES ('b', '1')")
        assert kv.get(database, "b") == 1


def test_threads_share_a_database(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:

        def write(name: str) -> None:
            for number in range(25):
                kv.put(database, f"{name}{number}", number)

        threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert database.rows("SELECT count(*) FROM state") == [(100,)]


def test_processes_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [start_writer(tmp_path, name, 100) for name in ("a", "b", "c")]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    with open_database(tmp_path) as database:
        assert database.rows("SELECT count(*) FROM state") == [(300,)]


@pytest.mark.parametrize("lines", [1, 37, 200])
def test_killed_while_committing_every_acknowledged_commit_is_there(tmp_path: Path, lines: int) -> None:
    writer = start_writer(tmp_path, "k", 100_000)
    assert writer.stdout
    said = [int(writer.stdout.readline()) for _ in range(lines)]
    writer.kill()
    said += [int(line) for line in writer.communicate()[0].splitlines()]
    with open_database(tmp_path) as database:
        assert database.rows("PRAGMA integrity_check") == [("ok",)]
        kept = {value for (value,) in database.rows("SELECT value FROM state")}
    assert {str(number) for number in said} <= kept
    # At most one commit was on the disk without its acknowledgement having come through.
    assert len(kept) <= len(said) + 1


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    for folder in (tmp_path / "data", tmp_path / "data" / "below"):
        with pytest.raises(StoreError) as raised:
            open_database(folder)
        assert raised.value.kind == "unwritable"
        assert raised.value.details["reason"]
    assert (tmp_path / "data").read_text() == "mine"


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(StoreError) as raised:
        open_database(tmp_path)
    assert raised.value.kind == "unwritable"


def test_no_room_on_the_disk(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        kv.put(database, "kept", "small")
        pages = database.rows("PRAGMA page_count")[0][0]
        database.rows(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(StoreError) as raised:
            kv.put(database, "big", "x" * 100_000)
        assert raised.value.kind == "full"
        assert kv.get(database, "kept") == "small"
        database.rows("PRAGMA max_page_count = 1000000")
        kv.put(database, "big", "x" * 100_000)
    with open_database(tmp_path) as database:
        assert len(str(kv.get(database, "big"))) == 100_000


def test_locked_by_another(tmp_path: Path) -> None:
    with open_database(tmp_path) as holder, open_database(tmp_path, busy_seconds=0.05) as waiter:
        with holder.transaction(), pytest.raises(StoreError) as raised:
            kv.put(waiter, "a", 1)
        assert raised.value.kind == "locked"
        kv.put(waiter, "a", 1)
        assert kv.get(holder, "a") == 1


@pytest.mark.parametrize("harm", ["header", "pages", "not a database"])
def test_a_damaged_file_is_set_aside_and_kept(tmp_path: Path, harm: str) -> None:
    with open_database(tmp_path) as database:
        for number in range(200):
            with database.transaction() as connection:
                connection.execute("INSERT INTO state VALUES (?, ?)", (f"n{number}", '"' + "x" * 200 + '"'))
    path = tmp_path / NAME
    data = bytearray(path.read_bytes())
    if harm == "header":
        data[:64] = b"\0" * 64
    elif harm == "pages":
        data[4096:] = os.urandom(len(data) - 4096)
    else:
        data = bytearray("这不是数据库".encode() * 500)
    path.write_bytes(data)
    with pytest.raises(StoreError) as raised:
        open_database(tmp_path)
    assert raised.value.kind == "damaged"
    aside = Path(str(raised.value.details["aside"]))
    assert aside.parent == tmp_path
    assert aside.read_bytes() == data
    assert raised.value.details["backup"] == ""
    # Nor is an empty one begun the next time, before somebody asks for it.
    for _ in range(2):
        with pytest.raises(StoreError) as again:
            open_database(tmp_path)
        assert (again.value.kind, again.value.details["aside"]) == ("damaged", str(aside))
    with open_database(tmp_path, anew=True) as database:
        assert database.rows("SELECT count(*) FROM quote") == [(0,)]
    open_database(tmp_path).close()
    assert aside.read_bytes() == data


def test_a_newer_version_is_refused_unharmed(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(StoreError) as raised:
        open_database(tmp_path)
    assert raised.value.kind == "newer"
    assert (raised.value.details["found"], raised.value.details["known"]) == (99, schema.VERSION)
    assert (tmp_path / NAME).read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize(
    "made",
    [
        "PRAGMA application_id = 7; CREATE TABLE theirs (a)",
        "PRAGMA application_id = 7",
        "CREATE TABLE quote (a)",
        f"PRAGMA user_version = {schema.VERSION}; CREATE TABLE theirs (a)",
        "PRAGMA journal_mode = wal; CREATE TABLE theirs (a)",
    ],
)
@pytest.mark.parametrize("kept", [False, True])
def test_another_programs_database_is_left_alone(tmp_path: Path, made: str, kept: bool) -> None:
    if kept:
        take_a_quote(tmp_path)
        (tmp_path / NAME).unlink()
    connection = sqlite3.connect(tmp_path / NAME)
    connection.executescript(made)
    connection.close()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    with pytest.raises(StoreError) as raised:
        open_database(tmp_path)
    assert raised.value.kind == "foreign"
    assert raised.value.asks
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_a_window_stops_writing_when_a_later_version_took_over(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        with sqlite3.connect(tmp_path / NAME) as other:
            other.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        other.close()
        with pytest.raises(StoreError) as raised:
            kv.put(database, "a", 1)
        assert raised.value.kind == "newer"


def test_a_migration_leaves_a_copy_of_what_was_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database(tmp_path) as database:
        kv.put(database, "old", "kept")

    def widen(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE state ADD COLUMN seen TEXT")

    now = schema.VERSION
    monkeypatch.setattr(schema, "VERSION", now + 1)
    monkeypatch.setattr(migrations, "MIGRATIONS", {now: widen})
    with open_database(tmp_path) as database:
        assert kv.get(database, "old") == "kept"
        assert database.rows("SELECT seen FROM state") == [(None,)]
        assert database.rows("PRAGMA user_version") == [(now + 1,)]
    (copy,) = copies.backups(tmp_path)
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA user_version").fetchone() == (now,)
    assert connection.execute("SELECT * FROM state").fetchall() == [("old", '"kept"')]
    connection.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_database(tmp_path) as database:
        kv.put(database, "old", "kept")

    def halfway(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM state")
        raise sqlite3.OperationalError("no such thing")

    with monkeypatch.context() as patched:
        now = schema.VERSION
        patched.setattr(schema, "VERSION", now + 1)
        patched.setattr(migrations, "MIGRATIONS", {now: halfway})
        with pytest.raises(StoreError):
            open_database(tmp_path)
    with open_database(tmp_path) as database:
        assert kv.get(database, "old") == "kept"


def test_network_file_systems_are_told_from_local_ones(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mounts = "\n".join(
        [
            "20 1 0:1 / / rw - ext4 /dev/sda rw",
            "21 20 0:2 / /home rw - nfs4 server:/home rw",
            "22 21 0:3 / /home/me/fast\\040disk rw shared:1 - xfs /dev/sdb rw",
            "23 20 0:4 / /mnt rw - ext4 /dev/sdc rw",
            "24 23 0:5 / /mnt rw - cifs //server/share rw",
        ]
    )
    monkeypatch.setattr(Path, "read_text", lambda *_: mounts)
    assert not file_system.on_network(Path("/var/x"))
    assert file_system.on_network(Path("/home/me/.local"))
    assert not file_system.on_network(Path("/home/me/fast disk/data"))
    assert not file_system.on_network(Path("/homely"))
    # Of two mounts on one folder the later one is seen.
    assert file_system.on_network(Path("/mnt/data"))


def test_without_wal_the_delete_journal_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.store.sqlite.opening.on_network", lambda folder: True)
    with open_database(tmp_path) as database:
        assert database.journal == "delete"
        kv.put(database, "a", 1)
    assert [found.name for found in tmp_path.iterdir()] == [NAME]
    with open_database(tmp_path) as database:
        assert kv.get(database, "a") == 1


def test_closing_twice_and_using_after(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    database.close()
    database.close()
    with pytest.raises(StoreError):
        kv.get(database, "a")


def test_another_process_leaves_the_log_of_one_that_opened_twice(tmp_path: Path) -> None:
    with open_database(tmp_path) as first:
        open_database(tmp_path).close()
        with first.transaction() as connection:
            connection.execute("INSERT INTO interview (revision) VALUES (7)")
        program = "import sys; from pathlib import Path; from tui.store.sqlite.opening import open_database\n"
        program += "open_database(Path(sys.argv[1])).close()"
        subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, timeout=60)
        # The last to close it would have removed it; this process has it open.
        assert (tmp_path / f"{NAME}-wal").exists()
        with first.transaction() as connection:
            connection.execute("INSERT INTO interview (revision) VALUES (8)")
        with open_database(tmp_path) as second:
            assert second.rows("SELECT revision FROM interview") == [(7,), (8,)]
