"""What cannot be seen is neither collected nor removed, and nothing typed or taken is lost silently."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.widgets import TextArea

from tests.app.conftest import Opened, Opening
from tests.app.test_collecting import words_of
from tui.app.dialogs.goto import destination
from tui.interview.model.interview import Interview
from tui.interview.model.place import Place
from tui.interview.model.steps import Granularity, Steps
from tui.store.store_error import StoreError
from tui.text.words import rough_words


async def go_to(opened: Opened, line: str) -> None:
    await opened.press("colon")
    await opened.type(line)
    await opened.press("enter")


async def test_going_to_a_hidden_turn_shows_everybody_again(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("s")
        await go_to(opened, "100")
        reader = opened.screen.reader
        assert reader.voice is None
        window = reader.viewport.passage
        assert window.start <= reader.cursor.start < window.end


async def test_selecting_over_hidden_turns_shows_them(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "s", "v", "j", "j")
        assert opened.screen.reader.voice is None
        assert "忙啊，事情很多" in opened.text()


async def test_a_hit_of_a_hidden_speaker_is_shown(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("s", "s", "slash")
        await opened.type("你焦虑吗")
        await opened.press("enter")
        assert "你焦虑吗" in "".join(opened.lines()[:30])


async def test_removing_needs_a_quote_in_sight(opening: Opening) -> None:
    async with opening((80, 24)) as opened:
        await opened.press("right_curly_bracket", "a", "right_square_bracket", "d")
        assert words_of(opened) == ["最近你的状态怎么样？"]


async def test_while_selecting_moves_stretch_the_selection(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "v", "right_curly_bracket")
        reader = opened.screen.reader
        assert reader.selection is not None
        words = opened.screen.interview.words(reader.selection.passage)
        assert words.startswith("最近你的状态怎么样？")
        assert "\n杨植麟：忙啊" in words
        await opened.press("G")
        assert reader.selection is not None
        assert reader.selection.passage.end == opened.screen.interview.end


async def test_the_same_words_are_collected_once(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "a", "v", "a")
        assert words_of(opened) == ["最近你的状态怎么样？"]
        assert "Already collected." in opened.text()


async def test_escape_drops_a_typed_note_only_when_pressed_twice(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "a", "m")
        await opened.type("think")
        await opened.press("escape")
        assert opened.app.screen.query_one(TextArea).text == "think"
        assert "Esc again drops it" in opened.text()
        await opened.press("f2")
        assert opened.screen.collection_pane.quotes[0].note == "think"


async def test_a_note_stays_open_when_its_quote_was_removed_elsewhere(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "a", "m")
        await opened.type("think")
        collection = opened.screen.session.collection
        assert collection is not None
        collection.remove(opened.screen.collection_pane.quotes[0].id)
        await opened.press("f2")
        assert opened.app.screen.query_one(TextArea).text == "think"


async def test_leaving_by_any_way_keeps_the_place(opening: Opening) -> None:
    async with opening() as opened:
        await opened.pilot.press(*["right_curly_bracket"] * 5)
        await opened.pilot.pause()
        words = opened.screen.interview.words(opened.screen.reader.cursor)
        opened.app.exit(143)
    async with opening() as again:
        assert again.screen.interview.words(again.screen.reader.cursor) == words


async def test_a_place_that_cannot_be_written_is_no_reason_to_end(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("full", "collection.sqlite3", reason="no room")

    monkeypatch.setattr("tui.store.sqlite.positions.remember", full)
    async with opening() as opened:
        opened.screen.session.remember_place(Place(3, 0))
        await opened.press("right_curly_bracket")
        assert "turn 1/222" in opened.text()


async def test_nothing_is_called_collected_once_the_database_is_gone(
    opening: Opening, tmp_path: Path
) -> None:
    data = tmp_path / "gone"
    async with opening(data=data) as opened:
        await opened.press("right_curly_bracket", "a")
        shutil.rmtree(data)
        await opened.press("right_curly_bracket", "a")
        assert "Collected." not in opened.text()


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("120", "turn"),
        ("第120轮", "turn"),
        ("s4", "section"),
        ("§4", "section"),
        ("第4章", "section"),
        ("ｓ４", "section"),
    ],
)
def test_destinations(seed: Interview, line: str, place: str) -> None:
    wanted = seed.turns[119].start if place == "turn" else seed.sections[4].start
    assert destination(Steps(seed, rough_words), line) == Place(wanted, 0)


@pytest.mark.parametrize("line", ["", "120%", "s99", "0", "9999", "x"])
def test_no_destination(seed: Interview, line: str) -> None:
    assert destination(Steps(seed, rough_words), line) is None


@pytest.mark.parametrize("percent", [0, 1, 50, 66, 99, 100])
def test_a_share_is_where_so_much_has_been_said(seed: Interview, percent: int) -> None:
    steps = Steps(seed, rough_words)
    place = destination(steps, f"{percent}%")
    assert place is not None
    assert place == steps.unit_at(place, Granularity.SENTENCE).start
    before = seed.before[place.paragraph] + place.offset
    assert 100 * before // seed.characters == min(percent, 99)
