"""Collecting what a search found: one hit, or all of them after asking."""

from __future__ import annotations

from tests.app.conftest import Opened, Opening

LISTED = 500
"""Hits that a list holds at most."""

TALK = """# 访谈

## 01. 开头

记者：你们为什么开源？

王敏：开源是为了大家。别的不说了。

记者：以后还开源吗？

王敏：当然。我们会一直开源。

## 02. 开源以后

王敏：没有别的了。
"""


def taken(opened: Opened) -> list[str]:
    collection = opened.screen.session.collection
    assert collection is not None
    return [quote.text for quote in collection.quotes()]


async def search(opened: Opened, query: str) -> None:
    await opened.press("slash")
    opened.screen.search_bar.query_input.value = query
    await opened.settled()


async def test_one_hit_is_collected_without_leaving_the_search(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await search(opened, "开源")
        for _ in opened.screen.search.hits:
            if "大家" in opened.screen.interview.words(opened.screen.reader.cursor):
                break
            await opened.press("down")
        await opened.press("f4")
        assert taken(opened) == ["开源是为了大家。"]
        assert opened.screen.search.is_open
        assert "Collected." in opened.text()
        await opened.press("f4")
        assert len(taken(opened)) == 1
        assert "Already collected." in opened.text()


async def test_all_hits_are_collected_after_asking_and_undone_in_one_step(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await search(opened, "开源")
        assert opened.screen.search.hit_list.total == 5
        await opened.press("f5")
        assert "4 sentences were found. Headings, left out: 1." in opened.text()
        await opened.press("escape")
        assert taken(opened) == []
        await opened.press("f5", "enter")
        assert await opened.shown("4 collected; u in the text undoes it.")
        assert taken(opened) == ["你们为什么开源？", "开源是为了大家。", "以后还开源吗？", "我们会一直开源。"]
        await opened.press("enter", "u")
        assert taken(opened) == []


async def test_hits_that_are_not_listed_are_told_of_and_left_out(opening: Opening) -> None:
    for count, told in ((LISTED, False), (LISTED + 1, True)):
        async with opening(text="\n\n".join(f"开源{number}。" for number in range(count))) as opened:
            await search(opened, "开源")
            assert len(opened.screen.search.hits) == LISTED
            await opened.press("f5")
            assert ("Not listed, left out: 1." in opened.text()) == told


async def test_what_is_in_the_collection_is_noticed(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await search(opened, "开源是为了大家")
        await opened.press("f4", "escape")
        await search(opened, "开源")
        await opened.press("f5")
        assert "In the collection already: 1." in opened.text()
        await opened.press("enter")
        assert await opened.shown("3 collected;")
        assert len(taken(opened)) == 4
        await opened.press("f5")
        assert "They are all in the collection." in opened.text()
        assert len(taken(opened)) == 4


async def test_nothing_is_collected_that_can_not_be_seen(opening: Opening) -> None:
    async with opening(text=TALK) as opened:
        await opened.press("Z")
        await search(opened, "speaker:王敏 开源")
        await opened.press("enter", "s", "s")
        assert opened.screen.reader.voice is not None
        await opened.press("A", "enter")
        assert await opened.shown("2 collected;")
        shown = opened.screen.reader.shown
        for quote in opened.screen.quotes.panel.snapshot.quotes:
            assert quote.passage is not None
            assert shown.revealing(quote.passage.start.paragraph, quote.passage.end.paragraph) == shown.view
