"""The mouse: clicking, dragging exact characters, double and triple clicks, the ruler, the footer."""

from __future__ import annotations

import re

import pytest
from textual import events
from textual.screen import Screen

from tests.app.conftest import Opened, Opening
from tui.text.width import text_width


def cell_of(opened: Opened, words: str) -> tuple[int, int]:
    """The cell (x, y) of the reader at which some words begin on screen."""
    region = opened.screen.reader.region
    for y, line in enumerate(opened.lines()):
        at = line.find(words)
        if at >= 0:
            return text_width(line[:at]) - region.x, y - region.y
    raise AssertionError(words)


async def test_click_puts_the_cursor_on_the_sentence(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket")
        x, y = cell_of(opened, "还是很兴奋")
        await opened.pilot.click("#reader", offset=(x + 3, y))
        await opened.settled()
        assert opened.screen.interview.words(opened.screen.reader.cursor) == "但还是很兴奋。"


async def test_drag_selects_exactly_the_characters_dragged_over(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket")
        x, y = cell_of(opened, "事情很多")
        reader = opened.screen.reader
        for start, end in ((0, 6), (1, 7), (0, 7), (1, 6), (7, 0)):
            await opened.pilot.mouse_down("#reader", offset=(x + start, y))
            await opened.pilot.hover("#reader", offset=(x + end, y))
            await opened.pilot.mouse_up("#reader", offset=(x + end, y))
            await opened.settled()
            assert reader.selection is not None
            assert opened.screen.interview.words(reader.selection.passage) == "事情很多", (start, end)
            await opened.press("escape")


async def test_a_click_with_shift_stretches_what_is_selected_and_one_without_ends_it(
    opening: Opening,
) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket")
        x, y = cell_of(opened, "事情很多")
        reader, words = opened.screen.reader, opened.screen.interview.words
        await opened.pilot.mouse_down("#reader", offset=(x, y))
        await opened.pilot.hover("#reader", offset=(x + 3, y))
        await opened.pilot.mouse_up("#reader", offset=(x + 3, y))
        for cell, selected in ((7, "事情很多"), (-6, "忙啊，事"), (5, "事情很")):
            await opened.pilot.click("#reader", offset=(x + cell, y), shift=True)
            await opened.settled()
            assert reader.selection is not None
            assert words(reader.selection.passage) == selected
        await opened.pilot.click("#reader", offset=(x + 2, y))
        await opened.settled()
        assert reader.selection is None
        assert words(reader.cursor) == "忙啊，事情很多。"
        # Where nothing is selected there is nothing to stretch.
        x, y = cell_of(opened, "还是很兴奋")
        await opened.pilot.click("#reader", offset=(x + 3, y), shift=True)
        await opened.settled()
        assert reader.selection is None
        assert words(reader.cursor) == "但还是很兴奋。"


async def test_a_drag_paints_what_is_selected_and_its_count_in_one_frame(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A frame is painted as soon as anything asks for one.
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.0001)
    async with opening() as opened:
        await opened.press("right_curly_bracket")
        x, y = cell_of(opened, "事情很多")
        await opened.pilot.mouse_down("#reader", offset=(x, y))
        await opened.pilot.hover("#reader", offset=(x + 2, y))
        await opened.settled()
        display = opened.app._display
        frames: list[object] = []

        def seen(screen: Screen[None], painted: object) -> None:
            display(screen, painted)  # type: ignore[arg-type]
            frames.append(painted)

        monkeypatch.setattr(opened.app, "_display", seen)
        for cells, count in ((4, 3), (6, 4), (2, 2)):
            frames.clear()
            await opened.pilot.hover("#reader", offset=(x + cells, y))
            await opened.settled()
            assert f"{count} characters selected" in opened.text()
            assert len(frames) == 1


async def test_double_click_takes_the_word_and_triple_the_sentence(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket")
        x, y = cell_of(opened, "产业开端")
        reader, words = opened.screen.reader, opened.screen.interview.words
        await opened.pilot.click("#reader", offset=(x, y), times=3)
        await opened.settled()
        assert reader.selection is not None
        assert words(reader.selection.passage) == "站在产业开端，有巨大想象空间。"
        await opened.press("escape")
        x, y = cell_of(opened, "Pink Floyd")
        await opened.pilot.click("#reader", offset=(x, y), times=2)
        await opened.settled()
        assert reader.selection is not None
        assert words(reader.selection.passage) == "Pink"


async def test_wheel_scrolls_and_keeps_the_cursor_on_screen(opening: Opening) -> None:
    async with opening() as opened:
        reader = opened.screen.reader
        for _ in range(30):
            reader.scroll_rows(3)
        await opened.settled()
        window = reader.viewport.passage
        assert window.start.paragraph > 10
        assert window.start <= reader.cursor.start < window.end


async def test_ruler_goes_where_it_is_clicked(opening: Opening) -> None:
    async with opening() as opened:
        height = opened.screen.ruler.size.height
        await opened.pilot.click("#ruler", offset=(0, height - 1))
        await opened.settled()
        assert any("▌07." in line for line in opened.lines())
        await opened.pilot.click("#ruler", offset=(0, 0))
        await opened.settled()
        assert any("▌Preface" in line for line in opened.lines())


async def test_the_last_row_of_the_ruler_is_the_end(opening: Opening) -> None:
    async with opening() as opened:
        ruler, reader = opened.screen.ruler, opened.screen.reader
        await opened.pilot.click(ruler, offset=(0, ruler.size.height - 1))
        await opened.settled()
        assert reader.cursor.end == opened.screen.interview.end


@pytest.mark.parametrize("direction", [1, -1])
async def test_a_drag_may_begin_between_two_turns(opening: Opening, direction: int) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "right_curly_bracket")
        x, y = cell_of(opened, "我刚进来看到")
        blank = y - 1
        await opened.pilot.mouse_down("#reader", offset=(x, blank))
        await opened.pilot.hover("#reader", offset=(x + 3, blank + direction))
        await opened.pilot.mouse_up("#reader", offset=(x + 3, blank + direction))
        await opened.settled()
        selection = opened.screen.reader.selection
        assert selection is not None
        words = opened.screen.interview.words(selection.passage)
        if direction > 0:
            assert words == "腾讯新闻《潜望》：我刚"
        else:
            assert words
            assert "巨大想象空间。".endswith(words)


async def test_a_click_between_two_turns_changes_nothing(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket")
        x, y = cell_of(opened, "我刚进来看到")
        before = opened.screen.reader.cursor
        await opened.pilot.click("#reader", offset=(x, y - 1))
        await opened.settled()
        assert (opened.screen.reader.cursor, opened.screen.reader.selection) == (before, None)


async def test_outline_goes_to_the_section_clicked(opening: Opening) -> None:
    async with opening() as opened:
        row = next(y for y, line in enumerate(opened.lines()) if "05." in line)
        await opened.pilot.click("#outline", offset=(4, row - opened.screen.outline.region.y))
        await opened.settled()
        assert any("▌05." in line for line in opened.lines())
        assert opened.screen.reader.has_focus


async def test_footer_is_clickable(opening: Opening) -> None:
    async with opening() as opened:
        await opened.pilot.click("#keys", offset=(2, 0))
        await opened.settled()
        assert opened.screen.search_bar.query_input.has_focus


async def test_holding_the_mouse_below_the_edge_scrolls_and_selects_on(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket")
        reader = opened.screen.reader
        x, y = cell_of(opened, "最近你的状态")
        top = reader.viewport.passage.start
        below = (reader.region.x + x + 4, reader.region.bottom + 1)
        await opened.pilot.mouse_down("#reader", offset=(x, y))
        await opened.pilot.hover(offset=below)
        # The mouse rests there; the page goes on.
        await opened.until(
            lambda: reader.selection and reader.selection.caret.paragraph >= top.paragraph + 20,
            "the page below",
        )
        assert reader.selection is not None
        assert reader.viewport.passage.start > top
        words = opened.screen.interview.words(reader.selection.passage)
        assert words.startswith("最近你的状态怎么样？")
        await opened.pilot.mouse_up(offset=below)
        await opened.settled()
        caret, first = reader.selection.caret, reader.viewport.passage.start
        await opened.pilot.pause(0.3)
        assert (reader.selection.caret, reader.viewport.passage.start) == (caret, first)
        window = reader.viewport.passage
        assert window.start <= caret <= window.end


async def test_holding_the_mouse_above_the_edge_scrolls_back(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("G")
        reader = opened.screen.reader
        words = opened.screen.interview.words(reader.cursor)
        x, y = cell_of(opened, words[:6])
        top = reader.viewport.passage.start
        await opened.pilot.mouse_down("#reader", offset=(x, y))
        # The page begins at the terminal's own edge: nothing tells of a mouse above it.
        await opened.pilot.hover("#reader", offset=(x, 1))
        assert reader.viewport.passage.start == top
        await opened.pilot.hover("#reader", offset=(x, 0))
        await opened.until(
            lambda: reader.viewport.passage.start.paragraph <= top.paragraph - 20, "the page above"
        )
        assert reader.selection is not None
        assert reader.selection.caret <= reader.viewport.passage.end
        await opened.pilot.mouse_up("#reader", offset=(x, y))


async def test_a_long_outline_scrolls_by_wheel_and_keys(opening: Opening) -> None:
    text = "# 谈话\n\n" + "".join(f"## 第 {n} 章\n\n记者：问 {n}？\n\n王敏：答 {n}。\n\n" for n in range(300))
    async with opening(text=text) as opened:
        outline = opened.screen.outline
        x = 4
        for _ in range(3):
            outline.post_message(events.MouseScrollDown(outline, x, 5, 0, 1, 0, False, False, False))
        await opened.settled()
        assert "第 9 章" in opened.lines()[1][:24] or "第 8 章" in opened.lines()[1][:24]
        await opened.press("shift+tab", "G", "enter")
        assert "答 299" in opened.text()
        assert any("第 299 章" in line[:24] for line in opened.lines())
        await opened.press("shift+tab", "g", "enter")
        assert "问 0" in opened.text()


async def test_the_outline_scrolls_behind_a_drag_and_not_within_it(opening: Opening) -> None:
    text = "# 谈话\n\n" + "".join(f"## 第 {n} 章\n\n记者：问 {n}？\n\n王敏：答 {n}。\n\n" for n in range(300))

    def listed(opened: Opened) -> list[int]:
        rows = (re.match(r"[ ▌]*第 (\d+) 章", line[:24]) for line in opened.lines())
        return [int(row[1]) for row in rows if row]

    async with opening(text=text) as opened:
        before = listed(opened)
        last = before[-1]
        await opened.press(*["right_square_bracket"] * (last + 1))
        assert listed(opened) == before
        x, y = cell_of(opened, f"王敏：答 {last}")
        await opened.pilot.mouse_down("#reader", offset=(x, y))
        for row in range(y + 1, y + 8):
            await opened.pilot.hover("#reader", offset=(x + 3, row))
        await opened.settled()
        selection = opened.screen.reader.selection
        assert selection is not None
        assert f"第 {last + 1} 章" in opened.screen.interview.words(selection.passage)
        assert listed(opened) == before
        await opened.pilot.mouse_up("#reader", offset=(x + 3, y + 7))
        await opened.press("l")
        assert last + 1 in listed(opened)
