"""The search bar: live results, preview, landing, returning, going from hit to hit."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events

from tests.app.conftest import PATIENCE, Opened, Opening
from tui.interview.model.interview import Interview
from tui.search.answer import Answer
from tui.text.clip import beginning as cut
from tui.text.width import text_width

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.mark.parametrize("size", SIZES)
async def test_results_follow_each_keystroke(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size) as opened:
        await opened.press("slash")
        await opened.type("长文")
        two = opened.screen.search.hit_list.total
        assert two > 3
        await opened.type("本无损")
        assert 0 < opened.screen.search.hit_list.total < two
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


async def test_results_are_listed_by_rank_or_by_place(opening: Opening) -> None:
    async with opening() as opened:
        search = opened.screen.search
        await opened.press("slash")
        await opened.type("changwenben")
        assert "pinyin · 6" in opened.text()
        ranked = search.hits
        await opened.press("down", "f2")
        assert [hit.paragraph for hit in search.hits] == sorted(hit.paragraph for hit in ranked)
        assert search.hit_in_hand == ranked[1]
        assert any("第二步呢？ · 5" in line and "by place" in line for line in opened.lines())
        # A click on a heading of the list is the same as the key.
        y = next(y for y, line in enumerate(opened.lines()) if "by place" in line)
        await opened.pilot.click("#results", offset=(2, y - opened.screen.results.region.y))
        await opened.settled()
        assert search.hits == ranked
        assert search.is_open


async def test_place_order_begins_with_the_best_hit(opening: Opening) -> None:
    async with opening() as opened:
        search = opened.screen.search
        await opened.press("slash", "l", "f2")
        await opened.press("backspace")
        await opened.type("changwenben")
        best = opened.screen.search.hit_list._ranked[0]
        assert search.hit_in_hand == best


async def test_an_empty_bar_says_what_can_be_asked(opening: Opening) -> None:
    async with opening((80, 24)) as opened:
        await opened.press("slash")
        for asked in ('"words"', "-word", "speaker:", "section:4", "turn:50-80", "has:note"):
            assert asked in opened.text()
        await opened.press("f1")
        assert await opened.shown("How to ask")
        assert "to the letter" in opened.text()


@pytest.mark.parametrize("query", ["speaker:", '"', "-", "a |", "turn:", "has:", "section: ", "!", "‘", "|"])
async def test_a_half_typed_query_is_no_error(opening: Opening, query: str) -> None:
    async with opening((80, 24)) as opened:
        await opened.press("slash")
        opened.screen.search_bar.query_input.value = query
        await opened.settled()
        assert opened.screen.search.query == query


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("长文本 内存", lambda i, p: True),
        ('"无限雕花"', lambda i, p: "无限雕花" in i.paragraphs[p].text),
        ("'无限雕花", lambda i, p: "无限雕花" in i.paragraphs[p].text),
        ("长文本 -登月", lambda i, p: "登月" not in i.paragraphs[p].text),
        ("长文本 !登月", lambda i, p: "登月" not in i.paragraphs[p].text),
        ("钢琴 | 火箭", lambda i, p: any(w in i.paragraphs[p].text for w in ("钢琴", "火箭"))),
        ("AI speaker:杨植麟", lambda i, p: i.turn_at(p).speaker == "杨植麟"),
        ("AI speaker:yangzl", lambda i, p: i.turn_at(p).speaker == "杨植麟"),
        ("长文本 section:4", lambda i, p: i.section_at(p).number == 4),
        ("AI turn:50-80", lambda i, p: 50 <= i.turn_at(p).number <= 80),
        ("AI asked:", lambda i, p: i.turn_at(p).speaker != "杨植麟"),
        ("AI said:", lambda i, p: i.turn_at(p).speaker == "杨植麟"),
    ],
)
async def test_every_operator_works_in_the_bar(
    opening: Opening, query: str, fits: Callable[[Interview, int], bool]
) -> None:
    async with opening() as opened:
        screen = opened.screen
        await opened.press("slash")
        screen.search_bar.query_input.value = query
        await opened.settled()
        assert screen.search.hits
        for hit in screen.search.hits:
            assert fits(screen.interview, hit.paragraph), hit
            assert hit.ranges
            text = screen.interview.paragraphs[hit.paragraph].text
            assert all(0 <= start < end <= len(text) for start, end in hit.ranges)
        # The marks in the text are those places and no others.
        marked = [(p.start.paragraph, p.start.offset, p.end.offset) for p in screen.reader.marks.hits.sorted]
        assert marked == sorted((hit.paragraph, *one) for hit in screen.search.hits for one in hit.ranges)


async def test_has_note_finds_what_was_annotated(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press(*["right_curly_bracket"] * 2, "a", "m", *"good", "f2")
        taken = opened.screen.quotes.panel.snapshot.quotes[0].passage
        # One without a note is none.
        await opened.press(*["right_curly_bracket"] * 2, "a")
        await opened.press("slash")
        opened.screen.search_bar.query_input.value = "has:note"
        await opened.settled()
        assert taken is not None
        assert [hit.paragraph for hit in opened.screen.search.hits] == [taken.start.paragraph]


HOSTILE = {
    "long": "长文本" * 3400,
    "punctuation": "，。、；：？！（）《》",
    "blanks": "   \u3000  ",
    "surrogate": "长\ud800文本",
    "controls": "长\x00文\x1b[31m本\x07",
    "regex": r"(.*)+[a-z]{3,}\1(?=$)",
    "markup": "[bold red]长文本[/] [/] {x}",
    "emoji": "👩‍💻🇨🇳",
    "operators": '-"|:speaker:"" | - ! \' section:x turn:9-1 has:zzz',
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_whatever_stands_in_the_bar_is_answered(opening: Opening, name: str) -> None:
    async with opening((80, 24)) as opened:
        place = opened.screen.reader.cursor
        await opened.press("slash")
        opened.screen.search_bar.query_input.value = HOSTILE[name]
        await opened.settled()
        await opened.press("down", "up", "f2", "f3")
        await opened.press("escape")
        assert opened.screen.is_current
        await opened.press("escape")
        assert opened.screen.reader.cursor == place
        await opened.press("slash")
        await opened.type("火箭")
        assert opened.screen.search.hits


async def test_a_pasted_paragraph_is_found_as_a_near_match(opening: Opening) -> None:
    async with opening() as opened:
        interview = opened.screen.interview
        number = max(range(len(interview.paragraphs)), key=lambda at: len(interview.paragraphs[at].text))
        text = interview.paragraphs[number].text
        pasted = text[: len(text) // 2] + "\n\n" + text[len(text) // 2 + 2 :]
        await opened.press("slash")
        opened.screen.search_bar.query_input.post_message(events.Paste(pasted))
        await opened.pilot.pause()
        await opened.settled()
        assert opened.screen.search_bar.query_input.value.endswith(text[-5:])
        assert opened.screen.search.hits[0].paragraph == number


async def test_a_search_under_way_is_dropped_for_the_next_key(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening() as opened:
        engine = await opened.screen.session.engine()
        searching = engine.search
        begun: list[str] = []

        def never_ending(query: str, limit: int, cancelled: Callable[[], bool], **more: object) -> object:
            if query == "火":
                begun.append(query)
                while not cancelled():
                    time.sleep(0.001)
            return searching(query, limit, cancelled, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(engine, "search", never_ending)
        await opened.pilot.press("slash", "火")
        await opened.until(lambda: begun, "the search")
        # Were the first search waited for, this would never end.
        await opened.press("箭")
        assert opened.screen.search.query == "火箭"
        assert opened.screen.search.hits


@asynccontextmanager
async def answering_late(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, last: str
) -> AsyncIterator[threading.Event]:
    """火箭 is found and another query typed over it, whose answer comes only when the event is set."""
    engine = await opened.screen.session.engine()
    searching, asked, released = engine.search, threading.Event(), threading.Event()

    def late(query: str, *rest: object, **more: object) -> object:
        if query == last:
            asked.set()
            released.wait(PATIENCE)
        return searching(query, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "search", late)
    await opened.press("slash")
    await opened.type("火箭")
    opened.screen.search_bar.query_input.value = last
    await opened.until(asked.is_set, "the search")
    try:
        yield released
    finally:
        released.set()


def words_here(opened: Opened) -> str:
    return opened.screen.interview.paragraphs[opened.screen.reader.cursor.start.paragraph].text


async def test_enter_before_the_answer_lands_on_the_answer(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening() as opened, answering_late(opened, monkeypatch, "钢琴") as released:
        # The key is done with when the answer is there; a key behind it is meant for what is found.
        opened.app.post_message(events.Key("enter", None))
        opened.app.post_message(events.Key("a", "a"))
        await opened.pilot.pause()
        assert "火箭" in words_here(opened)
        assert "Collected." not in opened.text()
        released.set()
        await opened.settled()
        assert await opened.shown("Collected.")
        assert "钢琴" in words_here(opened)
        assert not opened.screen.results.display
        assert opened.screen.reader.has_focus


async def test_landing_from_the_palette_before_an_answer_of_nothing_goes_back(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening() as opened:
        began = opened.screen.reader.cursor
        async with answering_late(opened, monkeypatch, "kubernetes") as released:
            assert opened.screen.reader.cursor != began
            await opened.pilot.press("ctrl+p", *"stayat", "enter")
            await opened.until(lambda: opened.screen.reader.has_focus, "the landing")
            # What was found before is not what was asked for.
            released.set()
            await opened.settled()
        assert opened.screen.reader.cursor == began
        assert not opened.screen.search.hits


async def test_a_click_on_the_key_before_the_answer_lands_on_the_answer(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening((120, 40)) as opened:
        engine = await opened.screen.session.engine()
        searching, released = engine.search, threading.Event()

        def late(query: str, *rest: object, **more: object) -> object:
            if query == "长文本":
                released.wait(10)
            return searching(query, *rest, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(engine, "search", late)
        await opened.press("slash")
        await opened.type("火箭")
        opened.screen.search_bar.query_input.value = "长文本"
        await opened.pilot.pause()
        await opened.pilot.click("#keys", offset=(opened.lines()[-1].index("stay here"), 0))
        assert opened.screen.reader.has_focus
        assert not released.is_set()
        released.set()
        await opened.settled()
        search, here = opened.screen.search, opened.screen.reader.cursor.start.paragraph
        assert here == search.hits[0].paragraph
        assert not search.is_open
        # Once landed, hits are counted in the order of the text, as n and N go.
        paragraphs = sorted(hit.paragraph for hit in search.hits)
        number = paragraphs.index(here) + 1
        assert number > 1
        assert f"{number}/{len(paragraphs)}" in opened.text()


async def test_the_next_word_is_suggested_and_taken(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("slash")
        await opened.type("无限雕")
        line = opened.screen.search_bar.query_input
        assert line.value == "无限雕"
        assert any("/ 无限雕花" in row for row in opened.lines())
        await opened.press("right")
        assert line.value == "无限雕花"
        assert opened.screen.search.query == "无限雕花"
        await opened.type(" ")
        await opened.press("backspace", "backspace")
        # By the mouse: a click on what is dimmed.
        await opened.pilot.click("#query", offset=(7, 0))
        await opened.settled()
        assert line.value == "无限雕花"


async def test_up_calls_back_earlier_queries_after_a_restart(opening: Opening, tmp_path: Path) -> None:
    async with opening(data=tmp_path / "kept") as opened:
        for query in ("火箭", "钢琴"):
            await opened.press("slash")
            opened.screen.search_bar.query_input.value = query
            await opened.settled()
            await opened.press("enter")
    async with opening(data=tmp_path / "kept") as opened:
        line = opened.screen.search_bar.query_input
        await opened.press("slash")
        await opened.type("雕")
        await opened.press("up")
        assert line.value == "钢琴"
        assert all(
            "钢琴" in opened.screen.interview.paragraphs[h.paragraph].text for h in opened.screen.search.hits
        )
        await opened.press("up")
        assert line.value == "火箭"
        await opened.press("up")
        assert line.value == "火箭"
        await opened.press("down", "down")
        assert line.value == "雕"
        # Back at what was typed, the arrows move in the list again.
        await opened.press("down")
        assert opened.screen.search.hit_in_hand == opened.screen.search.hits[1]
        await opened.press("up")
        assert line.value == "雕"


async def test_a_query_that_was_typed_on_is_no_walk_any_more(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("slash")
        await opened.type("长文")
        await opened.press("enter", "slash", "backspace", "up")
        assert opened.screen.search_bar.query_input.value == "长文"
        await opened.type("本")
        await opened.press("down")
        assert opened.screen.search_bar.query_input.value == "长文本"
        assert opened.screen.search.hit_in_hand == opened.screen.search.hits[1]


async def test_star_searches_for_the_word_in_hand(opening: Opening) -> None:
    async with opening() as opened:
        screen = opened.screen
        await opened.press("slash")
        opened.screen.search_bar.query_input.value = "为什么长文本是登月第一步"
        await opened.settled()
        await opened.press("enter", "escape")
        await opened.until(lambda: screen.session._words.ready, "the dictionary of words")
        words = []
        for _ in range(5):
            await opened.press("right")
            assert screen.reader.word is not None
            words.append(screen.interview.words(screen.reader.word))
        assert words[0] == "为什么"
        assert words[-1] == "登月"
        assert all(words)
        place = screen.reader.cursor
        await opened.press("asterisk")
        assert screen.search.query == '"登月"'
        assert screen.search.is_open
        assert len(screen.search.hits) > 3
        # Looked at first is the place where one is, and Esc goes back there.
        assert screen.reader.cursor == place
        await opened.press("down", "escape")
        assert screen.reader.cursor == place


async def test_star_takes_a_clicked_word_a_selection_or_a_telling_word(opening: Opening) -> None:
    async with opening() as opened:
        screen = opened.screen
        await opened.press("right_curly_bracket")
        await opened.until(lambda: screen.session._words.ready, "the dictionary of words")
        y = next(y for y, line in enumerate(opened.lines()) if "产业开端" in line)
        x = text_width(opened.lines()[y].partition("产业开端")[0])
        await opened.pilot.click("#reader", offset=(x - screen.reader.region.x, y - screen.reader.region.y))
        await opened.press("asterisk")
        assert screen.search.query == '"产业"'
        await opened.press("escape", "escape", "v", "asterisk")
        assert screen.search.query.strip('"') == screen.interview.words(screen.reader.cursor).strip('"')
        await opened.press("escape", "escape", "right_curly_bracket", "asterisk")
        assert screen.reader.word is not None
        assert len(screen.interview.words(screen.reader.word)) > 1


async def test_a_sentence_without_words_says_so(opening: Opening) -> None:
    async with opening(text="……\n\n他说：好。\n") as opened:
        await opened.press("asterisk")
        assert "There is no word here." in opened.text()


async def test_tab_goes_into_the_results_and_letters_move_there(opening: Opening) -> None:
    async with opening() as opened:
        screen = opened.screen
        await opened.press("slash")
        await opened.type("长文本")
        await opened.press("tab", "j", "j")
        assert screen.results.has_focus
        assert screen.search.hit_in_hand == screen.search.hits[2]
        assert screen.reader.cursor.start.paragraph == screen.search.hits[2].paragraph
        await opened.press("a")
        assert len(screen.quotes.panel.snapshot.quotes) == 1
        await opened.press("tab")
        assert screen.search_bar.query_input.has_focus
        await opened.press("tab", "enter")
        assert screen.reader.has_focus
        assert screen.reader.cursor.start.paragraph == screen.search.hits[2].paragraph


async def test_the_outline_counts_hits_and_nothing_else_meanwhile(opening: Opening) -> None:
    async with opening() as opened:
        outline = opened.screen.outline
        await opened.press("slash")
        await opened.type("changwenben")
        pane = [cut(line, outline.region.right).rstrip() for line in opened.lines()]
        counts = {row[2:4]: row.split()[-1] for row in pane if row[4:5] == "."}
        assert counts["04"] == "5"
        assert counts["05"] == "1"
        assert not any(counts[number].isdigit() for number in ("01", "02", "03", "06", "07"))
        ends = {text_width(row) for row in pane if row.endswith(("  5", "  1"))}
        assert len(ends) == 1
        await opened.press("escape")
        assert any(row.rstrip().endswith(" 16") for row in (cut(line, 26) for line in opened.lines()))


async def test_the_palette_has_what_can_be_done_in_the_search_bar(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("slash")
        await opened.type("changwenben")
        ranked = opened.screen.search.hits
        await opened.press("ctrl+p")
        await opened.type("by rank")
        await opened.press("enter")
        assert [hit.paragraph for hit in opened.screen.search.hits] == sorted(hit.paragraph for hit in ranked)
        await opened.press("ctrl+p")
        await opened.type("suggested word")
        assert "Accept the suggested word" in opened.text()


async def test_a_pane_in_the_readers_place_gives_way_to_the_search(opening: Opening) -> None:
    async with opening((60, 20)) as opened:
        await opened.press("o", "slash")
        await opened.type("火箭")
        assert "exact · 2" in opened.text()
        await opened.press("enter")
        assert opened.screen.reader.display
        assert opened.screen.reader.has_focus


async def test_a_click_into_the_bar_begins_a_search(opening: Opening) -> None:
    async with opening() as opened:
        place = opened.screen.reader.cursor
        await opened.pilot.click("#search-bar", offset=(30, 0))
        await opened.settled()
        assert "speaker:" in opened.text()
        await opened.type("火箭")
        assert opened.screen.search.hits
        await opened.press("escape")
        assert opened.screen.reader.cursor == place


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
        await opened.until(lambda: opened.screen.search.hits, "a hit")
        assert asked == ["scalinglaw"]


async def test_what_is_pressed_behind_a_search_is_meant_for_its_hit(opening: Opening) -> None:
    async with opening() as opened:
        for key, char in (("slash", "/"), *((c, c) for c in "sora"), ("enter", None), ("a", "a")):
            opened.app.post_message(events.Key(key, char))
        await opened.settled()
        assert await opened.shown("Collected.")
        (quote,) = opened.screen.quotes.panel.snapshot.quotes
        assert "sora" in quote.text.casefold()
