"""A damaged collection: put aside, never deleted, and the backup is offered before anything is begun anew."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from tui.app.application import FangtanApp
from tui.interview.model.interview import Interview
from tui.quotes.collection import Collection
from tui.settings import Settings
from tui.store.sqlite import backup, copies
from tui.store.sqlite.opening import NAME, open_database

from .conftest import Opened, Opening
from .test_collecting import words_of

GARBAGE = "这不是数据库".encode() * 500


@pytest.fixture
def damaged(tmp_path: Path, seed: Interview) -> Path:
    """A data folder with a backup of one quote, and a database that is none."""
    data = tmp_path / "data"
    with open_database(data) as database:
        Collection(database, seed).add_words(2)
        backup.back_up(database, "by-hand")
        Collection(database, seed).add_words(4)
    for journal in data.glob(f"{NAME}-*"):
        journal.unlink()
    (data / NAME).write_bytes(GARBAGE)
    return data


@asynccontextmanager
async def opened_on(
    seed: Interview, data: Path, size: tuple[int, int] = (80, 24), says: str = "The collection is damaged"
) -> AsyncIterator[Opened]:
    app = FangtanApp(seed, [], settings=Settings(), data=data)
    async with app.run_test(size=size, notifications=True) as pilot:
        opened = Opened(app, pilot)
        assert await opened.shown(says)
        yield opened


def put_aside(data: Path) -> bytes:
    (aside,) = data.glob("collection.damaged-*.sqlite3")
    return aside.read_bytes()


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_the_backup_takes_its_place_if_wanted(
    seed: Interview, damaged: Path, size: tuple[int, int]
) -> None:
    async with opened_on(seed, damaged, size) as opened:
        assert "Restore the backup of 20" in opened.text()
        # What Enter does is what stands first.
        text = opened.text()
        assert (
            text.index("Restore the backup of 20")
            < text.index("Begin an empty")
            < text.index("Leave everything as it is")
        )
        assert ": 1 quote" in opened.text()
        assert "Nothing was deleted." in opened.text()
        assert not (damaged / NAME).exists()
        await opened.press("enter")
        assert await opened.shown("The backup was restored.")
        assert [text[:4] for text in words_of(opened)] == ["忙啊，事"]
        assert put_aside(damaged) == GARBAGE
        await opened.press("G", "a")
        assert await opened.shown("Collected.")
        assert len(words_of(opened)) == 2


async def test_an_empty_one_is_begun_if_wanted(seed: Interview, damaged: Path) -> None:
    async with opened_on(seed, damaged) as opened:
        await opened.press("down", "enter")
        assert await opened.shown("A new collection was begun.")
        await opened.press("G", "a")
        assert await opened.shown("Collected.")
        assert len(words_of(opened)) == 1
        assert put_aside(damaged) == GARBAGE
        assert len(copies.backups(damaged)) == 1


async def test_undecided_nothing_is_begun(seed: Interview, damaged: Path) -> None:
    async with opened_on(seed, damaged) as opened:
        await opened.press("escape")
        assert await opened.shown("The collection stays closed.")
        await opened.press("G", "a")
        await opened.pilot.pause()
        assert not (damaged / NAME).exists()
        assert words_of(opened) == []
    async with opened_on(seed, damaged) as opened:
        await opened.press("enter")
        assert await opened.shown("The backup was restored.")
        assert len(words_of(opened)) == 1


async def test_without_a_backup_nothing_is_begun_either_before_it_is_asked_for(
    seed: Interview, damaged: Path
) -> None:
    for copy in copies.backups(damaged):
        copy.unlink()
    async with opened_on(seed, damaged) as opened:
        assert "Restore the backup" not in opened.text()
        await opened.press("escape")
        assert await opened.shown("The collection stays closed.")
        await opened.press("G", "a", "a")
        await opened.pilot.pause()
        assert not (damaged / NAME).exists()
        assert words_of(opened) == []


def put_another(path: Path) -> None:
    """Another program's database in the collection's place."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE theirs (a)")


def empty(path: Path) -> None:
    path.write_bytes(b"")


GONE: dict[str, Callable[[Path], None]] = {
    "The collection is gone": Path.unlink,
    "The collection is empty": empty,
    "Another program's file": put_another,
}


@pytest.mark.parametrize("title", GONE)
async def test_a_collection_that_is_missed_is_asked_about(seed: Interview, damaged: Path, title: str) -> None:
    GONE[title](damaged / NAME)
    before = (damaged / NAME).read_bytes() if (damaged / NAME).exists() else None
    async with opened_on(seed, damaged, says=title) as opened:
        # The third answer changes nothing, nor does collecting after it.
        await opened.press("down", "down", "enter")
        assert await opened.shown("The collection stays closed.")
        await opened.press("G", "a")
        await opened.pilot.pause()
        assert words_of(opened) == []
        assert ((damaged / NAME).read_bytes() if (damaged / NAME).exists() else None) == before
    async with opened_on(seed, damaged, says=title) as opened:
        await opened.press("enter")
        assert await opened.shown("The backup was restored.")
        assert [text[:4] for text in words_of(opened)] == ["忙啊，事"]
        await opened.press("G", "a")
        assert await opened.shown("Collected.")


async def test_a_collection_that_is_missed_is_begun_anew_if_wanted(seed: Interview, damaged: Path) -> None:
    (damaged / NAME).unlink()
    async with opened_on(seed, damaged, says="The collection is gone") as opened:
        await opened.press("down", "enter")
        assert await opened.shown("A new collection was begun.")
    app = FangtanApp(seed, [], settings=Settings(), data=damaged)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        opened = Opened(app, pilot)
        await opened.press("G", "a")
        assert await opened.shown("Collected.")
        assert len(words_of(opened)) == 1


async def test_a_journal_taken_away_is_told_and_what_is_known_is_kept(
    seed: Interview, tmp_path: Path, opening: Opening
) -> None:
    async with opening(size=(120, 40)) as opened:
        await opened.press("right_curly_bracket", "a")
        assert await opened.shown("Collected.")
        data = opened.app.data
        for suffix in ("-wal", "-shm"):
            (data / f"{NAME}{suffix}").unlink()
        await opened.press("G", "a")
        # A word alone: what is said holds a path, and is broken where that has it.
        assert await opened.shown("replaced")
        assert len(words_of(opened)) == 1
        (rescued,) = data.glob("collection.rescued-*")
        assert copies.quotes_in(rescued) == 1


async def test_without_wal_it_is_said(opening: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.store.sqlite.opening.on_network", lambda folder: True)
    async with opening(size=(80, 24)) as opened:
        assert await opened.shown("The data folder is on a network")
        await opened.press("right_curly_bracket", "a")
        assert await opened.shown("Collected.")
        assert len(words_of(opened)) == 1


@pytest.fixture
def one_damaged(tmp_path: Path, seed: Interview) -> Path:
    """A data folder with a backup of two quotes, one of which is damaged since."""
    data = tmp_path / "data"
    with open_database(data) as database:
        Collection(database, seed).add_words(2)
        Collection(database, seed).add_words(4)
        backup.back_up(database, "by-hand")
        with database.transaction() as connection:
            connection.execute("UPDATE quote SET body = substr(body, 1, 99) WHERE rowid = 1")
    return data


@pytest.mark.parametrize(("answer", "count"), [("enter", 2), ("escape", 1)])
async def test_a_damaged_quote_is_told_of_and_taken_back_if_wanted(
    seed: Interview, one_damaged: Path, answer: str, count: int
) -> None:
    app = FangtanApp(seed, [], settings=Settings(), data=one_damaged)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        opened = Opened(app, pilot)
        assert await opened.shown("Quotes are damaged")
        assert "1 quote is damaged" in opened.text()
        await opened.press(answer)
        assert await opened.shown("1 of 1 taken back." if count == 2 else "1 quote is damaged")
        assert len(words_of(opened)) == count
