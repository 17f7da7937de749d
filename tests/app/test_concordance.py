"""The concordance in the application: every place of a word, aligned, sorted, gone to and come back from."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.conftest import Opened, Opening
from tui.app.dialogs.concordance import ConcordanceScreen
from tui.app.widgets.kwic import Kwic, Widest
from tui.search.concordance import Occurrence, Order
from tui.text.width import text_width

SIZES = [(120, 40), (80, 24), (60, 20)]


def concordance(opened: Opened) -> ConcordanceScreen:
    screen = opened.app.screen
    assert isinstance(screen, ConcordanceScreen)
    return screen


async def look_up(opened: Opened, query: str) -> ConcordanceScreen:
    await opened.press("slash")
    opened.screen.search_bar.query_input.value = query
    await opened.settled()
    await opened.press("f3")
    return concordance(opened)


def order_of(screen: ConcordanceScreen) -> Order:
    return screen.order


def rows(opened: Opened) -> list[str]:
    region = concordance(opened).kwic.region
    return [line for line in opened.lines()[region.y : region.bottom] if line.strip()]


@pytest.mark.parametrize("size", SIZES)
async def test_the_word_stands_in_one_column(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size) as opened:
        await look_up(opened, "开源")
        lines = rows(opened)
        assert len(lines) == 11
        cells = {text_width(line.partition(" 开源 ")[0]) for line in lines}
        assert len(cells) == 1
        assert all(text_width(line.rstrip()) <= size[0] for line in lines)
        assert "11 occurrences" in opened.text()
        assert "杨植麟 8" in opened.text()


async def test_sorted_by_place_left_and_right(opening: Opening) -> None:
    async with opening() as opened:
        shown = await look_up(opened, "开源")
        assert [one.at for one in shown.kwic.occurrences] == sorted(one.at for one in shown.kwic.occurrences)
        found = shown.concordance
        assert found is not None
        in_hand = shown.kwic.in_hand
        for key, order in (("l", Order.LEFT), ("r", Order.RIGHT), ("p", Order.PLACE)):
            await opened.press(key)
            assert list(shown.kwic.occurrences) == found.ordered(order)
            # Whichever way they are sorted, the one in hand stays.
            assert shown.kwic.in_hand == in_hand
        await opened.press("f2")
        assert order_of(shown) is Order.LEFT
        region = shown.head.region
        await opened.pilot.click(shown.head, offset=(region.width - 10, 0))
        await opened.settled()
        assert order_of(shown) is Order.RIGHT
        await opened.pilot.click(shown.head, offset=(1, 0))
        await opened.settled()
        assert order_of(shown) is Order.PLACE


async def test_enter_goes_to_the_place_and_escape_back(opening: Opening) -> None:
    async with opening() as opened:
        screen = opened.screen
        await opened.press("right_square_bracket")
        place = screen.reader.cursor
        await look_up(opened, "开源")
        await opened.press("escape")
        assert opened.app.screen is screen
        assert screen.search_bar.query_input.has_focus
        await opened.press("escape")
        assert screen.reader.cursor == place
        shown = await look_up(opened, "开源")
        await opened.press("g", "j", "j", "j", "j")
        one = shown.kwic.in_hand
        assert one is not None
        await opened.press("enter")
        assert opened.app.screen is screen
        assert screen.reader.has_focus
        assert screen.reader.cursor.start.paragraph == one.paragraph
        assert screen.reader.cursor.start.offset <= one.start < screen.reader.cursor.end.offset
        marked = screen.reader.marks.hit_in_hand
        assert marked is not None
        assert (marked.start.paragraph, marked.start.offset) == (one.paragraph, one.start)
        await opened.press("n")
        assert screen.reader.cursor.start.paragraph != one.paragraph
        await opened.press("less_than_sign", "less_than_sign")
        assert screen.reader.cursor == place


@pytest.mark.parametrize(
    ("query", "left"),
    [("开源", '"开源"'), ("钢琴|开源", "钢琴|开源"), ("开源 -闭源", "开源 -闭源"), ('"开源"', '"开源"')],
)
async def test_what_was_looked_up_is_searched_for_as_it_was_meant(
    opening: Opening, query: str, left: str
) -> None:
    async with opening() as opened:
        shown = await look_up(opened, query)
        one = shown.kwic.in_hand
        assert one is not None
        await opened.press("enter")
        search = opened.screen.search
        assert search.query == left
        assert one.paragraph in [hit.paragraph for hit in search.hits]


async def test_it_begins_where_one_is(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("slash")
        opened.screen.search_bar.query_input.value = "火箭"
        await opened.settled()
        await opened.press("down", "enter", "escape")
        here = opened.screen.reader.cursor.start.paragraph
        await opened.press("right", "K")
        one = concordance(opened).kwic.in_hand
        assert one is not None
        assert one.paragraph == here


async def test_of_pinyin_it_shows_the_words_found(opening: Opening) -> None:
    async with opening() as opened:
        shown = await look_up(opened, "changwenben")
        assert shown.concordance is not None
        assert shown.concordance.word == "长文本"
        assert shown.query_one("#kwic-word").value == "长文本"  # type: ignore[attr-defined]


async def test_a_selection_is_looked_up(opening: Opening) -> None:
    async with opening() as opened:
        y = next(y for y, line in enumerate(opened.lines()) if "杨植麟" in line)
        x = text_width(opened.lines()[y].partition("杨植麟")[0])
        region = opened.screen.reader.region
        await opened.pilot.mouse_down("#reader", offset=(x - region.x, y - region.y))
        await opened.pilot.hover("#reader", offset=(x - region.x + 5, y - region.y))
        await opened.pilot.mouse_up("#reader", offset=(x - region.x + 5, y - region.y))
        await opened.settled()
        await opened.press("K")
        found = concordance(opened).concordance
        assert found is not None
        assert found.word == "杨植麟"


async def test_another_word_is_typed_and_nothing_found_says_what_to_do(opening: Opening) -> None:
    async with opening((60, 20)) as opened:
        shown = await look_up(opened, "开源")
        await opened.press("slash")
        await opened.type("火箭")
        assert shown.concordance is not None
        assert shown.concordance.word == "火箭"
        assert len(rows(opened)) == len(shown.concordance.occurrences)
        await opened.type("甲乙丙")
        assert "no exact match" in opened.text()
        for _ in "火箭甲乙丙":
            await opened.press("backspace")
        assert "Type a word" in opened.text()
        await opened.press("enter")
        assert concordance(opened) is shown
        await opened.press("escape")
        assert opened.screen.is_current


async def test_the_strip_shows_where_and_is_clicked(opening: Opening) -> None:
    async with opening() as opened:
        shown = await look_up(opened, "AI")
        found = shown.concordance
        assert found is not None
        width = shown.dispersion.size.width - 2
        drawn = opened.lines()[shown.dispersion.region.y][1 : 1 + width]
        assert [bar != " " for bar in drawn] == [count > 0 for count in found.dispersion(width)]
        await opened.pilot.click(shown.dispersion, offset=(width, 0))
        await opened.settled()
        assert shown.kwic.in_hand == found.occurrences[-1]
        await opened.pilot.click(shown.dispersion, offset=(1, 0))
        await opened.settled()
        assert shown.kwic.in_hand == found.occurrences[0]


async def test_a_line_is_clicked(opening: Opening) -> None:
    async with opening() as opened:
        shown = await look_up(opened, "开源")
        one = shown.kwic.occurrences[3]
        await opened.pilot.click(shown.kwic, offset=(30, 3))
        await opened.settled()
        assert opened.app.screen is opened.screen
        assert opened.screen.reader.cursor.start.paragraph == one.paragraph


async def test_without_a_word_here_it_asks_for_one(opening: Opening) -> None:
    async with opening(text="……\n\n他说：好。\n") as opened:
        await opened.press("K")
        assert "Type a word" in opened.text()
        await opened.type("好")
        assert "1 occurrence" in opened.text()


async def test_a_word_under_way_is_dropped_for_the_next_key(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening() as opened:
        shown = await look_up(opened, "开源")
        engine = await opened.screen.session.engine()
        finding = engine.concordance
        begun: list[str] = []

        def never_ending(word: str, *rest: object, cancelled: Callable[[], bool], **more: object) -> object:
            if word == "火":
                begun.append(word)
                while not cancelled():
                    time.sleep(0.001)
            return finding(word, *rest, cancelled=cancelled, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(engine, "concordance", never_ending)
        await opened.press("slash")
        await opened.pilot.press("火")
        await opened.until(lambda: begun, "the looking up")
        # Were the first word waited for, this would never end.
        await opened.press("箭")
        assert shown.concordance is not None
        assert shown.concordance.word == "火箭"
        assert shown.concordance.occurrences


TEXTS = st.text(st.sampled_from("长文 aB，。1\x1b\x07\t\u202e\u0301é👩\u200d💻\ufe0f—…\ud800"), max_size=60)


@given(
    st.lists(
        st.tuples(TEXTS, TEXTS.filter(bool), TEXTS, st.sampled_from([None, "甲", "腾讯新闻《潜望》特约"])),
        min_size=1,
        max_size=5,
    ),
    st.integers(40, 160),
)
def test_lines_of_whatever_words_fit_and_are_aligned(
    lines: list[tuple[str, str, str, str | None]], width: int
) -> None:
    found = [
        Occurrence(0, 0, len(match), left, match, right, None, number or None, who, 0)
        for number, (left, match, right, who) in enumerate(lines)
    ]
    kwic = Kwic()
    kwic.occurrences, kwic._widest = found, Widest.of(found)
    starts = set()
    for index in range(len(found)):
        (line,) = kwic.item(index, width)
        assert sum(text_width(words) for words, _ in line) <= width
        at = next(at for at, (_, look) in enumerate(line) if look == "pane-match")
        starts.add(sum(text_width(words) for words, _ in line[:at]))
        assert not any(char in words for words, _ in line for char in "\x1b\x07\u202e\t")
    assert len(starts) == 1


async def test_its_help_begins_with_what_can_be_asked(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "K", "question_mark")
        assert "What can be typed in the search bar" in opened.text()
        await opened.press("escape", "escape")
        assert opened.app.screen is opened.screen
