"""The search bar: live results, preview, landing, returning, going from hit to hit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events

from tests.app.conftest import Opening
from tui.search.answer import Answer

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.mark.parametrize("size", SIZES)
async def test_results_follow_each_keystroke(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size) as opened:
        await opened.press("slash")
        await opened.type("长文")
        two = opened.screen.search.total
        assert two > 3
        await opened.type("本无损")
        assert 0 < opened.screen.search.total < two
        assert "长文本无损压缩" in opened.text()


@pytest.mark.parametrize("query", ["长文本", "changwenben", "scaling law", "scalling law"])
async def test_finds_what_is_half_remembered(opening: Opening, query: str) -> None:
    async with opening() as opened:
        await opened.press("slash")
        await opened.type(query)
        hit = opened.screen.search.hits[0]
        words = opened.screen.interview.paragraphs[hit.paragraph].text
        assert (
            "长文本" if "w" not in query or "law" not in query else "scaling law"
        ) in words.casefold().replace("scaling laws", "scaling law")


async def test_the_hit_in_hand_is_previewed_and_escape_goes_back(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press(*["right_curly_bracket"] * 20)
        place, rows = opened.screen.reader.cursor, list(opened.screen.reader.viewport.rows)
        await opened.press("slash")
        await opened.type("北极星指标")
        window = opened.screen.reader.viewport.passage
        hit = opened.screen.search.hits[0]
        assert window.start.paragraph <= hit.paragraph <= window.end.paragraph
        await opened.press("escape")
        assert opened.screen.reader.cursor == place
        assert opened.screen.reader.viewport.rows == rows
        assert opened.screen.reader.has_focus
        assert not opened.screen.results.display


async def test_enter_lands_and_n_goes_on(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("slash")
        await opened.type("长文本")
        await opened.press("down", "enter")
        assert opened.screen.reader.has_focus
        hits = {hit.paragraph for hit in opened.screen.search.hits}
        assert opened.screen.reader.cursor.start.paragraph in hits
        seen = []
        for _ in range(len(hits)):
            await opened.press("n")
            seen.append(opened.screen.reader.cursor.start.paragraph)
        assert set(seen) == hits
        before = opened.screen.reader.cursor
        await opened.press("n", "N")
        assert opened.screen.reader.cursor == before


async def test_nothing_found_says_what_to_try(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("slash")
        await opened.type("kubernetes")
        assert "Nothing found." in opened.text()


async def test_rows_name_section_and_speaker(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("slash")
        await opened.type("上面还有一张")
        row = next(line for line in opened.lines() if "01 杨植麟" in line)
        assert "上面还有一张" in row


async def test_emptying_the_query_goes_back_to_the_origin(opening: Opening) -> None:
    async with opening() as opened:
        place = opened.screen.reader.cursor
        await opened.press("slash")
        await opened.type("火箭")
        assert opened.screen.reader.cursor != place
        await opened.press("backspace", "backspace")
        assert opened.screen.reader.cursor == place
        assert opened.screen.search.hits == ()


async def test_letters_typed_quickly_are_one_search(opening: Opening) -> None:
    async with opening() as opened:
        asked: list[str] = []
        search = opened.screen.session.search

        async def counted(query: str, limit: int, cancelled: Callable[[], bool]) -> Answer:
            asked.append(query)
            return await search(query, limit, cancelled)

        opened.screen.session.search = counted  # type: ignore[method-assign]
        await opened.press("slash")
        for char in "scalinglaw":
            opened.app.post_message(events.Key(char, char))
        assert await opened.shown("scalinglaw")
        while not opened.screen.search.hits:
            await opened.pilot.pause(0.01)
        assert asked == ["scalinglaw"]


async def test_what_is_pressed_behind_a_search_is_meant_for_its_hit(opening: Opening) -> None:
    async with opening() as opened:
        for key, char in (("slash", "/"), *((c, c) for c in "sora"), ("enter", None), ("a", "a")):
            opened.app.post_message(events.Key(key, char))
        await opened.settled()
        assert await opened.shown("Collected.")
        (quote,) = opened.screen.quotes.collection.quotes()  # type: ignore[union-attr]
        assert "sora" in quote.text.casefold()
