"""A store where nothing can be written is read all the same, and left as it is."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.store.sqlite import kv, read_only, schema
from tui.store.sqlite.opening import NAME, Database, open_database
from tui.store.store_error import StoreError

ROOT = Path(__file__).parents[2]

READING = """
import sys
from pathlib import Path
from tui.store.sqlite import kv
from tui.store.sqlite.opening import open_database
from tui.store.store_error import StoreError

with open_database(Path(sys.argv[1])) as database:
    print([kv.get(database, name) for name in sys.argv[2:]], bool(database.read_only))
    try:
        kv.put(database, "more", "words")
    except StoreError as error:
        print(error.kind)
    print(kv.get(database, "more"))
"""


@pytest.fixture
def mounted() -> Callable[[Path], list[str]]:
    """What a command begins with that is to see a folder mounted so that it can only be read."""

    def prefix(folder: Path) -> list[str]:
        bound = f'mount --bind {folder} {folder} && mount -o remount,ro,bind {folder} && exec "$@"'
        command = ["unshare", "-Urm", "sh", "-c", bound, "sh"]
        if not shutil.which("unshare") or subprocess.run([*command, "true"], capture_output=True).returncode:
            pytest.skip("this system lets nobody mount a folder of their own")
        return command

    return prefix


def read(prefix: list[str], folder: Path, *names: str) -> list[str]:
    command = [*prefix, sys.executable, "-c", READING, str(folder), *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_what_is_in_it_is_read_and_nothing_is_added(
    tmp_path: Path, mounted: Callable[[Path], list[str]]
) -> None:
    with open_database(tmp_path) as database:
        kv.put(database, "one", "first")
    before = contents(tmp_path)
    assert read(mounted(tmp_path), tmp_path, "one") == ["['first'] True", "read-only", "None"]
    assert contents(tmp_path) == before


@pytest.mark.parametrize("ended", [False, True], ids=["another process writes", "a crash left its journal"])
def test_what_only_the_journal_has_is_read_too(
    tmp_path: Path, mounted: Callable[[Path], list[str]], ended: bool
) -> None:
    folder = tmp_path / "data"
    writer = open_database(folder)
    kv.put(writer, "one", "first")
    assert (folder / f"{NAME}-wal").stat().st_size
    if ended:
        # As after a power failure: the journal is there, its shared memory is not.
        left = tmp_path / "left"
        left.mkdir()
        for suffix in ("", "-wal"):
            shutil.copyfile(folder / f"{NAME}{suffix}", left / f"{NAME}{suffix}")
        writer.close()
        folder = left
    before = contents(folder)
    assert read(mounted(folder), folder, "one") == ["['first'] True", "read-only", "None"]
    assert contents(folder) == before
    writer.close()


def opened_to_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The store as somebody opens it who may not write: root may, and so it is refused here."""

    def refused(*_: object) -> Database:
        raise StoreError("unwritable", folder / NAME, reason="no") from PermissionError(13, "no")

    monkeypatch.setattr("tui.store.sqlite.opening._open", refused)
    return open_database(folder)


def test_one_of_an_older_version_is_read_and_stays_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database(tmp_path) as database:
        kv.put(database, "one", "first")
    old = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    for table, column in (added for version in schema.ADDED.values() for added in version):
        old.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
    old.execute("PRAGMA user_version = 1")
    old.close()
    before = contents(tmp_path)
    with opened_to_read(tmp_path, monkeypatch) as database:
        assert kv.get(database, "one") == "first"
        assert database.rows("SELECT colour FROM quote") == []
    assert contents(tmp_path)[NAME] == before[NAME]
    assert not (tmp_path / "backups").exists()


def test_one_of_a_newer_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_database(tmp_path).close()
    newer = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    newer.close()
    with pytest.raises(StoreError) as raised:
        opened_to_read(tmp_path, monkeypatch)
    assert raised.value.kind == "newer"


def test_a_damaged_one_is_told_and_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAME).write_bytes(b"no database at all" * 400)
    before = contents(tmp_path)
    with pytest.raises(StoreError) as raised:
        opened_to_read(tmp_path, monkeypatch)
    assert raised.value.kind == "damaged"
    assert not raised.value.details["aside"]
    assert contents(tmp_path) == before


def test_where_there_is_none_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError) as raised:
        opened_to_read(tmp_path / "none", monkeypatch)
    assert raised.value.kind == "unwritable"


def test_only_a_place_that_refuses_is_a_reason_to_read(tmp_path: Path) -> None:
    for cause, expected in (
        (PermissionError(13, ""), True),
        (OSError(30, ""), True),
        (OSError(28, ""), False),
        (sqlite3.OperationalError(), False),
    ):
        error = StoreError("unwritable", tmp_path)
        error.__cause__ = cause
        assert read_only.is_cause(error) is expected
