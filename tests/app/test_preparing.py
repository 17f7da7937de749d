"""A search is prepared at once in a short interview, and in a long one when somebody first asks for it."""

from __future__ import annotations

import asyncio

from .conftest import Opened, Opening

LONG = (
    "# 很长\n\n甲：长文本是登月的第一步。\n\n"
    + "乙："
    + "平平淡淡的话说了又说，" * 20_000
    + "\n\n甲：还有呢？\n"
)


async def hold(opened: Opened) -> asyncio.Event:
    """Let preparing wait until an event is set."""
    go_on = asyncio.Event()
    session = opened.screen.session
    prepare = session.prepare_search

    async def later() -> None:
        await go_on.wait()
        await prepare()

    session.prepare_search = later  # type: ignore[method-assign]
    return go_on


async def test_a_short_interview_is_ready_before_anybody_searches(opening: Opening) -> None:
    async with opening() as opened:
        assert opened.screen.session.search_ready
        await opened.press("slash")
        assert "getting ready" not in opened.text()


async def test_a_long_interview_is_prepared_when_the_search_is_opened(opening: Opening) -> None:
    async with opening(text=LONG) as opened:
        assert not opened.screen.session.search_ready
        await opened.press("slash")
        assert opened.screen.session.search_ready
        await opened.type("dengyue")
        assert opened.screen.search.hit_list.total == 1


async def test_meanwhile_exact_words_are_found_and_the_bar_says_that_more_will_be(opening: Opening) -> None:
    async with opening(text=LONG) as opened:
        go_on = await hold(opened)
        await opened.pilot.press("slash")
        assert await opened.shown("getting ready…")
        await opened.pilot.press("登", "月")
        assert await opened.shown("1/1 · getting ready…")
        for _ in range(2):
            await opened.pilot.press("backspace")
        for char in "dengyue":
            await opened.pilot.press(char)
        assert await opened.shown("0 · getting ready…")
        assert "Nothing found" not in opened.text()
        go_on.set()
        await opened.settled()
        assert await opened.shown("1/1")
        assert "getting ready" not in opened.text()


async def test_whatever_else_asks_for_the_index_has_it_prepared_too(opening: Opening) -> None:
    async with opening(text=LONG) as opened:
        await opened.screen.session.engine()
        await opened.settled()
        assert opened.screen.session.search_ready
