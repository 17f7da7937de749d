"""The screen waits for no lock, nothing is called done before it is on the disk, nothing begun is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.widgets import TextArea

from tests.app.conftest import Opened, Opening
from tests.app.test_collecting import words_of
from tests.app.test_panel import CRISIS, JOINED, START, TALK, go_to, take
from tui.quotes.collection import Collection
from tui.store.sqlite.opening import NAME, open_database


@contextmanager
def locked(data: Path) -> Iterator[sqlite3.Connection]:
    """Another program in the midst of writing."""
    connection = sqlite3.connect(data / NAME, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.close()


def stored(opened: Opened) -> list[str]:
    """The words of all quotes on the disk."""
    with open_database(opened.screen.session.data) as database:
        return [quote.text for quote in Collection(database, opened.screen.interview).quotes()]


async def press(opened: Opened, *keys: str) -> None:
    """Press keys without waiting for what they lead to."""
    for key in keys:
        opened.app.post_message(_key(opened, key))
    await opened.pilot.pause()


def _key(opened: Opened, key: str):  # type: ignore[no-untyped-def]
    from textual.events import Key

    return Key(key, key if len(key) == 1 else None)


async def test_reading_goes_on_while_another_program_writes(opening: Opening, tmp_path: Path) -> None:
    data = tmp_path / "d"
    async with opening(text=TALK, data=data) as opened:
        await go_to(opened, START)
        with locked(data) as other:
            await press(opened, "a", "j", "j", "j")
            reader = opened.screen.reader
            await opened.until(
                lambda: opened.screen.interview.words(reader.cursor) == JOINED, "the sentence below"
            )
            assert await opened.shown("Still being written to the collection")
            assert "Collected." not in opened.text()
            assert words_of(opened) == []
            other.execute("ROLLBACK")
            assert await opened.shown("Collected.")
        await opened.settled()
        # The sentence that was meant, not where the cursor is by now.
        assert words_of(opened) == stored(opened) == [START]


async def test_what_waits_too_long_is_told_and_nothing_is_claimed(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.session.session._BUSY", 0.2)
    data = tmp_path / "d"
    async with opening(text=TALK, data=data) as opened:
        await go_to(opened, START)
        with locked(data):
            await opened.press("a")
            assert await opened.shown("locked")
        assert "Collected." not in opened.text()
        assert words_of(opened) == stored(opened) == []
        await opened.press("a")
        assert words_of(opened) == stored(opened) == [START]


async def test_changes_come_in_the_order_of_their_keys(opening: Opening, tmp_path: Path) -> None:
    data = tmp_path / "d"
    async with opening(text=TALK, data=data) as opened:
        await go_to(opened, START)
        with locked(data) as other:
            # The quote that the note is on is not there yet: what is typed waits with it.
            await press(opened, "a", "m", "o", "k")
            other.execute("ROLLBACK")
            assert await opened.shown("Note")
            await opened.settled()
        assert opened.app.screen.query_one(TextArea).text == "ok"
        await opened.press("f2")
        await press(opened, "u", "u", "ctrl+r")
        await opened.settled()
        (quote,) = opened.screen.collection_pane.quotes
        assert (quote.text, quote.note) == (START, "")


async def test_whoever_leaves_at_once_loses_nothing(opening: Opening, tmp_path: Path) -> None:
    data = tmp_path / "d"
    async with opening(text=TALK, data=data) as opened:
        await go_to(opened, START)
        interview = opened.screen.interview
        for _ in range(3):
            opened.screen.do("collect")
            opened.screen.do("sentence.next")
        opened.app.exit(0)
    with open_database(data) as database:
        assert len(Collection(database, interview).quotes()) == 3


async def test_a_removed_quote_is_told_of(opening: Opening, tmp_path: Path) -> None:
    data = tmp_path / "d"
    async with opening(text=TALK, data=data) as opened:
        await take(opened, START, CRISIS)
        with open_database(data) as database:
            other = Collection(database, opened.screen.interview)
            other.remove(other.quotes()[0].id)
        await opened.press("C", "1")
        assert "Another window has removed that quote." in opened.text()
        assert words_of(opened) == [CRISIS]


async def test_a_screen_that_stays_after_all_tells_of_what_fails(opening: Opening, tmp_path: Path) -> None:
    data = tmp_path / "d"
    async with opening(text=TALK, data=data) as opened:
        await go_to(opened, START)
        with locked(data):
            await press(opened, "a")
            assert await opened.shown("Still being written")
            # It would be read anew once the quote is kept, and there is no such file.
            opened.app.reopen()
            assert await opened.shown("1 change is not in the collection yet")
        assert await opened.shown("no such file")
        await opened.settled()
        assert words_of(opened) == [START]
        await go_to(opened, CRISIS)
        with locked(data):
            await opened.press("a")
            assert await opened.shown("locked")
