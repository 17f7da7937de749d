"""What other windows do to the collection of the interview on screen, also where it can't be read at once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.app.conftest import PATIENCE, Opened, Opening
from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.interview.reading import read_bytes
from tui.quotes.collection import Collection
from tui.store.sqlite import opening as store_opening
from tui.store.sqlite.opening import Database, open_database
from tui.store.store_error import StoreError

TALK = "问：木头要等多久？\n\n答：等木头干，要等三年。\n"
WORDS = "等木头干，要等三年。"


def words_of(opened: Opened) -> list[str]:
    return [quote.text for quote in opened.screen.collection_pane.quotes]


def take_elsewhere(data: Path, interview: Interview) -> None:
    number = len(interview.paragraphs) - 1
    start = interview.paragraphs[number].text.index(WORDS)
    with open_database(data) as database:
        quotes = Collection(database, interview)
        quotes.add(Passage(Place(number, start), Place(number, start + len(WORDS))))


async def test_what_cannot_be_read_at_once_is_shown_a_little_later(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening(text=TALK) as opened:
        refused: list[Path] = []
        changed_elsewhere = Collection.changed_elsewhere

        def once(collection: Collection) -> bool:
            if not refused:
                refused.append(collection.store.path)
                raise StoreError("locked", collection.store.path)
            return changed_elsewhere(collection)

        monkeypatch.setattr(Collection, "changed_elsewhere", once)
        take_elsewhere(tmp_path / "data", opened.screen.interview)
        await opened.until(lambda: words_of(opened) == [WORDS], "what another window has taken")
        assert refused


async def test_a_collection_that_is_locked_at_the_start_is_shown_by_itself(
    opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_elsewhere(tmp_path / "data", read_bytes(TALK.encode(), "interview.md"))
    refused: list[Path] = []

    def open_later(folder: Path, *, busy_seconds: float, anew: bool) -> Database:
        if not refused:
            refused.append(folder)
            raise StoreError("locked", folder)
        return open_database(folder, busy_seconds=busy_seconds, anew=anew)

    monkeypatch.setattr(store_opening, "open_database", open_later)
    async with opening(text=TALK) as opened:
        await opened.until(lambda: words_of(opened) == [WORDS], "the quotes that were there")
        assert refused


async def test_nobody_waits_any_more_once_a_window_is_left(opening: Opening) -> None:
    before = set(threading.enumerate())
    async with opening(text=TALK):
        waiting = [one for one in threading.enumerate() if one not in before and one.name == "changes"]
        assert waiting
    for one in waiting:
        one.join(PATIENCE)
        assert not one.is_alive()
