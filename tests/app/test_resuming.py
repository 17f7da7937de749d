"""A window that was left, or torn down, and the next one on the same interview."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from tests.app.conftest import Opened, Opening
from tui.app.application import FangtanApp
from tui.app.session.session import Session
from tui.interview.model.interview import Interview
from tui.interview.model.place import Place
from tui.settings import Settings
from tui.store.bookmarks import FOLDER, mark, marked, window_left


async def until_found(opened: Opened) -> None:
    await opened.until(lambda: opened.screen.search.hits, "a hit")
    await opened.settled()


async def test_panes_overview_and_place_are_as_they_were(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press(*["right_curly_bracket"] * 30, "o", "f")
        await opened.press("tab")
        cursor = opened.screen.reader.cursor
        text = opened.text()
        assert not opened.screen.outline.display
    async with opening() as again:
        assert not again.screen.outline.display
        assert again.screen.reader.shown.view.short
        assert again.screen.reader.cursor == cursor
        assert again.screen.collection_pane.has_focus
        assert again.text() == text


async def test_what_was_folded_and_whose_voice_was_heard_is_so_again(opening: Opening) -> None:
    async with opening(size=(80, 24)) as opened:
        await opened.press("c", "s", "s", "f", *["right_curly_bracket"] * 3, "z")
        await opened.press(*["right_square_bracket"] * 2, "z")
        view, text = opened.screen.reader.shown.view, opened.text()
        assert all(view)
        assert opened.screen.collection_pane.display
        assert not opened.screen.outline.display
    async with opening(size=(80, 24)) as again:
        assert again.screen.reader.shown.view == view
        assert again.text() == text
        assert again.screen.collection_pane.display
        assert not again.screen.outline.display


async def test_who_has_gone_on_before_the_store_is_open_stays_there(
    opening: Opening, seed: Interview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening() as opened:
        await opened.press(*["right_curly_bracket"] * 6)
        left = opened.screen.reader.cursor
    last_place, released = Session.last_place, threading.Event()

    def late(session: Session) -> Place | None:
        released.wait(10)
        return last_place(session)

    monkeypatch.setattr(Session, "last_place", late)
    app = FangtanApp(seed, [], settings=Settings(), data=tmp_path / "data")
    async with app.run_test(size=(120, 40)) as pilot:
        opened = Opened(app, pilot)
        assert opened.screen.reader.cursor == left
        await pilot.press("g")
        start = opened.screen.reader.cursor
        assert start != left
        released.set()
        await opened.settled()
        assert opened.screen.reader.cursor == start


async def test_a_search_is_taken_up_at_the_same_sentence(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("slash")
        await opened.type("长文本")
        await opened.press("enter")
        await opened.press("n", "n", "j")
        await opened.press("pagedown", "k")
        text = opened.text()
        cursor, total = opened.screen.reader.cursor, opened.screen.search.hit_list.total
    async with opening() as again:
        await until_found(again)
        assert again.screen.reader.cursor == cursor
        assert again.screen.search.hit_list.total == total
        assert again.screen.search_bar.query_input.value == "长文本"
        assert not again.screen.results.display
        assert again.text() == text
        await again.press("n")
        assert again.screen.reader.cursor != cursor
        await again.press("escape")
        assert not again.screen.search.hits
    async with opening() as third:
        await third.settled()
        assert third.screen.search_bar.query_input.value == ""


async def test_results_that_were_being_looked_through_are_so_again(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("slash")
        await opened.type("长文本")
        await opened.press("down", "down")
        cursor, in_hand = opened.screen.reader.cursor, opened.screen.search.hit_list.index
        assert in_hand == 2
    async with opening() as again:
        await until_found(again)
        assert again.screen.results.display
        assert again.screen.search_bar.query_input.has_focus
        assert again.screen.reader.cursor == cursor
        assert again.screen.search.hit_list.index == in_hand
        await again.press("down")
        assert again.screen.search.hit_list.index == in_hand + 1


@pytest.mark.parametrize(
    "left",
    [
        "",
        "3",
        "3 4",
        '3 4\n{"top": [1, 2, 3]}',
        '3 4\n{"top": [99999, 0, 99999, 0, 0, 80]}',
        '3 4\n{"top": [3, 99999, 3, 99999, 99999, 80]}',
        '3 4\n{"top": [3, 99999, 3, 99999, 99999, 84]}',
        "3 4\n{",
        '3 4\n["hidden"]',
        '3 4\n{"hidden": 3, "folded": ["x", -1, 99999, true], "voice": "nobody", "preferred": []}',
        '3 4\n{"focus": 7, "query": 5, "searching": "yes", "raised": "reader", "opened": {"a": 1}}',
    ],
)
async def test_a_torn_bookmark_opens_all_the_same(
    opening: Opening, tmp_path: Path, seed: Interview, left: str
) -> None:
    folder = tmp_path / "data" / FOLDER
    folder.mkdir(parents=True)
    (folder / seed.digest[:32]).write_text(left)
    async with opening() as opened:
        assert opened.screen.outline.display
        assert opened.screen.panes.raised is None


def test_what_was_written_is_found_again_and_nothing_lies_beside_it(tmp_path: Path, seed: Interview) -> None:
    window = {"query": "长文本 \ud800", "hidden": ["outline"], "short": True}
    mark(tmp_path, seed, Place(7, 3), window)
    assert marked(tmp_path, seed) == Place(7, 3)
    assert window_left(tmp_path, seed) == window
    mark(tmp_path, seed, Place(8, 0))
    assert marked(tmp_path, seed) == Place(8, 0)
    assert window_left(tmp_path, seed) == {}
    assert len(list((tmp_path / FOLDER).iterdir())) == 1
    json.dumps(window)
