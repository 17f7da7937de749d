"""Files that are taken away from under an open window: nothing that was acknowledged is lost by it."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.quotes.making import TALK, make, passage_of
from tui.quotes.collection import Collection
from tui.store.sqlite import copies, kv, restoring
from tui.store.sqlite.opening import NAME, open_database
from tui.store.store_error import StoreError

ROOT = Path(__file__).parents[2]

ADDING = """
import sys
from pathlib import Path
from tests.quotes.making import TALK, make, passage_of
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import open_database

with open_database(Path(sys.argv[1])) as database:
    collection = Collection(database, make(TALK))
    for note in sys.argv[2:]:
        collection.set_note(collection.add(passage_of(make(TALK), "信任危机")).id, note)
"""


def add_elsewhere(folder: Path, *notes: str) -> None:
    """Quotes with these notes, taken by another process that quits again; with none it only looks."""
    command = [sys.executable, "-c", ADDING, str(folder), *notes]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)


def add(collection: Collection, note: str) -> None:
    collection.set_note(collection.add(passage_of(make(TALK), "信任危机")).id, note)


def notes_in(folder: Path) -> set[str]:
    """The notes that a folder's collection has, read by a process of its own."""
    program = ADDING.replace("for note in sys.argv[2:]:", "if 1:").replace(
        'collection.set_note(collection.add(passage_of(make(TALK), "信任危机")).id, note)',
        "print(*sorted(quote.note for quote in collection.quotes()), sep='\\n')",
    )
    command = [sys.executable, "-c", program, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def notes_of(file: Path, beside: Path) -> set[str]:
    """The notes that a database file has."""
    shutil.copyfile(file, beside / NAME)
    return notes_in(beside)


def beside(folder: Path, *suffixes: str) -> list[Path]:
    return [folder / f"{NAME}{suffix}" for suffix in suffixes]


def delete(*suffixes: str) -> Callable[[Path], None]:
    def harm(folder: Path) -> None:
        for path in beside(folder, *suffixes):
            path.unlink()

    return harm


def replace(*suffixes: str) -> Callable[[Path], None]:
    def harm(folder: Path) -> None:
        for path in beside(folder, *suffixes):
            other = path.with_name("other")
            shutil.copyfile(path, other)
            other.replace(path)

    return harm


HARMS = {
    "journal and memory": delete("-wal", "-shm"),
    "journal": delete("-wal"),
    "memory": delete("-shm"),
    "other memory": replace("-shm"),
    "database": delete(""),
    "other database": replace(""),
}


@pytest.mark.parametrize("harm", HARMS)
def test_nothing_more_is_acknowledged_and_what_was_is_beside(tmp_path: Path, harm: str) -> None:
    folder, other = tmp_path / "data", tmp_path / "other"
    other.mkdir()
    window = open_database(folder)
    collection = Collection(window, make(TALK))
    add(collection, "one")
    HARMS[harm](folder)
    errors = []
    for _ in range(2):
        with pytest.raises(StoreError) as raised:
            add(collection, "two")
        errors.append((raised.value.kind, raised.value.details["rescued"]))
    # The second time nothing is written once more.
    assert errors[0] == errors[1]
    assert errors[0][0] == "swapped"
    rescued = Path(str(errors[0][1]))
    assert list(folder.glob("collection.rescued-*")) == [rescued]
    assert notes_of(rescued, other) == {"one"}
    # What the window shows stays.
    assert [quote.note for quote in collection.quotes()] == ["one"]
    assert window.refusal
    window.close()
    assert rescued.exists()


@pytest.mark.parametrize("written", [True, False], ids=["and it tries to write", "and it only quits"])
@pytest.mark.parametrize("harm", ["journal and memory", "memory", "other memory"])
def test_what_another_process_was_told_is_kept_stays(tmp_path: Path, harm: str, written: bool) -> None:
    folder, other = tmp_path / "data", tmp_path / "other"
    other.mkdir()
    add_elsewhere(folder, "zero")
    window = open_database(folder)
    collection = Collection(window, make(TALK))
    add(collection, "one")
    HARMS[harm](folder)
    add_elsewhere(folder, "theirs", "also")
    if written:
        with pytest.raises(StoreError):
            add(collection, "two")
    window.close()
    add_elsewhere(folder, "later")
    there = notes_in(folder)
    assert {"zero", "theirs", "also", "later"} <= there
    assert "two" not in there
    for rescued in folder.glob("collection.rescued-*"):
        there |= notes_of(rescued, other)
    assert "one" in there


def test_without_the_journal_alone_nobody_else_writes(tmp_path: Path) -> None:
    add_elsewhere(tmp_path, "zero")
    window = open_database(tmp_path)
    add(Collection(window, make(TALK)), "one")
    delete("-wal")(tmp_path)
    command = [sys.executable, "-m", "tui", "--data", str(tmp_path), "--language", "en", "quotes", "list"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "was removed or replaced while it was open" in done.stderr
    window.close()
    assert notes_in(tmp_path) == {"zero", "one"}


@pytest.mark.parametrize("looked", [True, False], ids=["somebody looked", "nobody looked"])
@pytest.mark.parametrize("begun", [True, False], ids=["begun before", "all in the journal"])
@pytest.mark.parametrize("harm", ["journal and memory", "journal", "memory"])
def test_where_nobody_wrote_meanwhile_all_is_in_its_place(
    tmp_path: Path, harm: str, begun: bool, looked: bool
) -> None:
    if begun:
        add_elsewhere(tmp_path, "zero")
    window = open_database(tmp_path)
    collection = Collection(window, make(TALK))
    add(collection, "one")
    HARMS[harm](tmp_path)
    if looked:
        command = [sys.executable, "-m", "tui", "--data", str(tmp_path), "quotes", "list"]
        subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60)
    window.close()
    assert notes_in(tmp_path) == ({"zero", "one"} if begun else {"one"})
    assert not list(tmp_path.glob("collection.rescued-*"))


def test_what_was_rescued_can_be_restored_and_is_the_newest(tmp_path: Path) -> None:
    with open_database(tmp_path) as first:
        add(Collection(first, make(TALK)), "zero")
    window = open_database(tmp_path)
    collection = Collection(window, make(TALK))
    add(collection, "one")
    (tmp_path / NAME).unlink()
    with pytest.raises(StoreError) as raised:
        add(collection, "two")
    rescued = Path(str(raised.value.details["rescued"]))
    window.close()
    assert len(copies.backups(tmp_path)) == 1
    with pytest.raises(StoreError) as missed:
        open_database(tmp_path)
    assert (missed.value.kind, missed.value.details["backup"]) == ("missing", str(rescued))
    restoring.restore(tmp_path, rescued)
    assert notes_in(tmp_path) == {"zero", "one"}


def test_a_commit_to_files_that_go_at_that_moment_is_not_acknowledged(tmp_path: Path) -> None:
    window = open_database(tmp_path)
    add(Collection(window, make(TALK)), "one")

    def write() -> None:
        with window.transaction() as connection:
            connection.execute("INSERT INTO state VALUES ('a', '1')")
            delete("-wal", "-shm")(tmp_path)

    with pytest.raises(StoreError) as raised:
        write()
    assert raised.value.kind == "swapped"
    window.close()


def test_where_nothing_was_kept_nothing_is_rescued(tmp_path: Path) -> None:
    with open_database(tmp_path) as window:
        (tmp_path / NAME).unlink()
        with pytest.raises(StoreError) as raised:
            kv.put(window, "theme", "dark")
        assert (raised.value.kind, raised.value.details["rescued"]) == ("swapped", "")
    assert not list(tmp_path.glob("collection.rescued-*"))


def test_the_same_process_opens_no_second_time_what_it_holds_otherwise(tmp_path: Path) -> None:
    window = open_database(tmp_path)
    add(Collection(window, make(TALK)), "one")
    delete("-wal", "-shm")(tmp_path)
    with pytest.raises(StoreError) as raised:
        open_database(tmp_path)
    assert raised.value.kind == "swapped"
    window.close()
    assert notes_in(tmp_path) == {"one"}


def test_a_folder_that_was_deleted_comes_back_with_what_was_known(tmp_path: Path) -> None:
    folder, other = tmp_path / "data", tmp_path / "other"
    other.mkdir()
    window = open_database(folder)
    add(Collection(window, make(TALK)), "one")
    shutil.rmtree(folder)
    window.close()
    (rescued,) = folder.glob("collection.rescued-*")
    assert notes_of(rescued, other) == {"one"}


def test_what_other_programs_do_to_the_journal_is_no_harm(tmp_path: Path) -> None:
    with open_database(tmp_path) as window:
        collection = Collection(window, make(TALK))
        add(collection, "one")
        for pragma in ("wal_checkpoint(TRUNCATE)", "wal_checkpoint(RESTART)", "optimize"):
            connection = sqlite3.connect(tmp_path / NAME)
            connection.execute(f"PRAGMA {pragma}")
            connection.execute("VACUUM")
            connection.close()
        add_elsewhere(tmp_path, "theirs")
        add(collection, "two")
    assert notes_in(tmp_path) == {"one", "two", "theirs"}
