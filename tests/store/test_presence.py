"""A collection that should be there and isn't is missed: nothing empty is begun in its place unasked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.quotes.making import TALK, make, passage_of
from tui.quotes.collection import Collection
from tui.store.sqlite import copies, kv, restoring
from tui.store.sqlite.opening import NAME, open_database
from tui.store.sqlite.presence import is_begun
from tui.store.sqlite.standing import NOTE, noted
from tui.store.store_error import StoreError

Harm = Callable[[Path], object]


def collect(folder: Path, *words: str) -> list[str]:
    """Quotes of these words, kept by somebody who quits again; their ids."""
    talk = make(TALK)
    with open_database(folder) as database:
        collection = Collection(database, talk)
        return [collection.add(passage_of(talk, one)).id for one in words]


def kept(folder: Path) -> list[str]:
    with open_database(folder) as database:
        return sorted(quote.text for quote in Collection(database, make(TALK)).quotes())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_tables_only(path: Path) -> None:
    """Our tables, without a quote, as a program of an older version begins them."""
    with open_database(path.parent / "other"):
        pass
    (path.parent / "other" / NAME).replace(path)
    (path.parent / "other" / NOTE).unlink(missing_ok=True)
    (path.parent / "other").rmdir()


def write_no_tables(path: Path) -> None:
    """A database of SQLite's with nothing in it."""
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    connection.close()
    assert path.stat().st_size


HARMS: dict[str, tuple[Harm, str]] = {
    "gone": (Path.unlink, "missing"),
    "empty": (lambda path: path.write_bytes(b""), "emptied"),
    "a byte": (lambda path: path.write_bytes(b"x"), "emptied"),
    "a few": (lambda path: path.write_bytes(b"SQLite format 3\0" * 4), "emptied"),
    "no tables": (write_no_tables, "emptied"),
    "no quotes": (write_tables_only, "emptied"),
}


@pytest.mark.parametrize("beside", ["a backup", "a note", "both"])
@pytest.mark.parametrize("harm", HARMS)
def test_it_is_missed_and_nothing_is_written(tmp_path: Path, harm: str, beside: str) -> None:
    collect(tmp_path, "信任危机")
    if beside != "a note":
        # The day's copy is made by whoever opens it next.
        open_database(tmp_path).close()
        assert len(copies.backups(tmp_path)) == 1
    if beside == "a backup":
        (tmp_path / NOTE).unlink()
    do, kind = HARMS[harm]
    do(tmp_path / NAME)
    before = contents(tmp_path)
    for reading in (False, True):
        with pytest.raises(StoreError) as raised:
            open_database(tmp_path, reading=reading)
        assert (raised.value.kind, raised.value.asks) == (kind, True)
        assert bool(raised.value.details["backup"]) == (beside != "a note")
        assert is_begun(tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("harm", HARMS)
def test_the_backup_takes_its_place(tmp_path: Path, harm: str) -> None:
    collect(tmp_path, "信任危机")
    open_database(tmp_path).close()
    HARMS[harm][0](tmp_path / NAME)
    copy = copies.newest(tmp_path)
    assert copy
    restoring.restore(tmp_path, copy)
    assert kept(tmp_path) == ["信任危机"]


@pytest.mark.parametrize("harm", HARMS)
def test_what_was_begun_anew_on_purpose_is_asked_about_no_more(tmp_path: Path, harm: str) -> None:
    collect(tmp_path, "信任危机")
    open_database(tmp_path).close()
    HARMS[harm][0](tmp_path / NAME)
    open_database(tmp_path, anew=True).close()
    for _ in range(2):
        assert kept(tmp_path) == []
    # Also where the note beside it goes: the database remembers it.
    (tmp_path / NOTE).unlink()
    assert kept(tmp_path) == []
    # But what is collected in the new one is missed as the first was.
    collect(tmp_path, "信任危机")
    (tmp_path / NAME).unlink()
    with pytest.raises(StoreError) as raised:
        open_database(tmp_path)
    assert raised.value.kind == "missing"


def test_anew_harms_no_collection_that_is_there(tmp_path: Path) -> None:
    collect(tmp_path, "信任危机")
    open_database(tmp_path, anew=True).close()
    assert kept(tmp_path) == ["信任危机"]


def test_quotes_that_somebody_removed_are_not_missed(tmp_path: Path) -> None:
    (id,) = collect(tmp_path, "信任危机")
    with open_database(tmp_path) as database:
        Collection(database, make(TALK)).remove(id)
    assert copies.quotes_in(copies.backups(tmp_path)[0]) == 1
    assert kept(tmp_path) == []
    with open_database(tmp_path) as database:
        Collection(database, make(TALK)).undo()
    assert kept(tmp_path) == ["信任危机"]


def test_an_older_state_in_which_all_had_been_removed_is_one_like_others(tmp_path: Path) -> None:
    (id,) = collect(tmp_path, "信任危机")
    with open_database(tmp_path) as database:
        Collection(database, make(TALK)).remove(id)
    older = (tmp_path / NAME).read_bytes()
    with open_database(tmp_path) as database:
        Collection(database, make(TALK)).undo()
    (tmp_path / NAME).write_bytes(older)
    with open_database(tmp_path) as database:
        assert database.lost == 1
        collection = Collection(database, make(TALK))
        assert collection.quotes() == []
        collection.undo()
    assert kept(tmp_path) == ["信任危机"]


def test_a_journal_without_its_database_is_not_thrown_away(tmp_path: Path) -> None:
    for harm in (Path.unlink, lambda path: path.write_bytes(b"")):
        folder = tmp_path / f"{harm}"[:12].replace("<", "").replace(" ", "")
        writer = open_database(folder)
        with writer.transaction() as connection:
            connection.execute("INSERT INTO interview VALUES (1, 0)")
        harm(folder / NAME)
        before = (folder / f"{NAME}-wal").read_bytes()
        assert before
        with pytest.raises(StoreError) as raised:
            open_database(folder)
        assert raised.value.kind in ("missing", "emptied")
        assert (folder / f"{NAME}-wal").read_bytes() == before
        writer.close()


def test_a_folder_without_anything_opens_and_stays_so(tmp_path: Path) -> None:
    assert not is_begun(tmp_path / "new")
    for _ in range(3):
        assert kept(tmp_path / "new") == []
    (tmp_path / "touched").mkdir()
    (tmp_path / "touched" / NAME).touch()
    assert kept(tmp_path / "touched") == []


def test_a_few_bytes_are_no_collection_and_are_left_alone(tmp_path: Path) -> None:
    # SQLite would take them for an empty database and write over them.
    (tmp_path / NAME).write_bytes(b"somebody's")
    with pytest.raises(StoreError) as raised:
        open_database(tmp_path)
    assert (raised.value.kind, raised.value.asks) == ("emptied", True)
    assert (tmp_path / NAME).read_bytes() == b"somebody's"
    open_database(tmp_path, anew=True).close()
    assert [path.read_bytes() for path in tmp_path.glob("collection.replaced-*")] == [b"somebody's"]


def test_the_first_quote_is_noted_before_anybody_quits(tmp_path: Path) -> None:
    talk = make(TALK)
    with open_database(tmp_path) as database:
        kv.put(database, "theme", "dark")
        assert noted(tmp_path) is None
        Collection(database, talk).add(passage_of(talk, "信任危机"))
        assert noted(tmp_path) == (0, 1)
        Collection(database, talk).add(passage_of(talk, "信任危机"))
    assert noted(tmp_path) == (0, 2)


@pytest.mark.parametrize(
    "words", ["", "{", "[]", '{"generation": "x", "revision": null}', '{"revision": 1e999}']
)
def test_a_note_that_is_spoilt_keeps_nobody_out(tmp_path: Path, words: str) -> None:
    collect(tmp_path, "信任危机")
    (tmp_path / NOTE).write_text(words)
    assert kept(tmp_path) == ["信任危机"]


def test_an_older_copy_in_its_place_is_opened_and_told_of(tmp_path: Path) -> None:
    collect(tmp_path, "信任危机")
    older = (tmp_path / NAME).read_bytes()
    collect(tmp_path, "信任危机", "信任危机")
    with open_database(tmp_path) as database:
        assert database.lost == 0
    (tmp_path / NAME).write_bytes(older)
    for _ in range(2):
        with open_database(tmp_path) as database:
            assert database.lost == 2
    # Whoever goes on with it has been told.
    collect(tmp_path, "信任危机")
    with open_database(tmp_path) as database:
        assert database.lost == 0
    copy = copies.newest(tmp_path)
    assert copy
    restoring.restore(tmp_path, copy)
    with open_database(tmp_path) as database:
        assert database.lost == 0


def test_a_journal_that_was_cut_after_a_crash_is_told_of(tmp_path: Path) -> None:
    folder, left = tmp_path / "data", tmp_path / "left"
    collect(folder, "信任危机")
    with open_database(folder) as database:
        collection = Collection(database, make(TALK))
        for _ in range(3):
            collection.add(passage_of(make(TALK), "信任危机"))
        left.mkdir()
        for name in (NAME, f"{NAME}-wal", NOTE):
            (left / name).write_bytes((folder / name).read_bytes())
    journal = left / f"{NAME}-wal"
    journal.write_bytes(journal.read_bytes()[:-5000])
    with open_database(left) as database:
        there = len(Collection(database, make(TALK)).quotes())
        assert there < 4
        assert database.lost == 4 - there


@pytest.mark.parametrize("number", [0, 7])
def test_a_database_that_another_program_has_just_begun_is_left_alone(tmp_path: Path, number: int) -> None:
    """What it has written is only in the journal yet."""
    folder = tmp_path / "data"
    folder.mkdir()
    theirs = sqlite3.connect(folder / NAME, isolation_level=None)
    theirs.execute("PRAGMA journal_mode = wal")
    theirs.execute("PRAGMA wal_autocheckpoint = 0")
    theirs.execute(f"PRAGMA application_id = {number}")
    theirs.execute("CREATE TABLE theirs (a)")
    with pytest.raises(StoreError) as raised:
        open_database(folder)
    assert raised.value.kind == "foreign"
    tables = theirs.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert tables == [("theirs",)]
    assert theirs.execute("PRAGMA application_id").fetchone() == (number,)
    theirs.close()
