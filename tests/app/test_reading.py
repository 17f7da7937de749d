"""Reading: moving, the outline, the status line, one speaker alone, resizing, leaving and coming back."""

from __future__ import annotations

import pytest

from tests.app.conftest import Opening

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.mark.parametrize("size", SIZES)
async def test_first_page_shows_title_and_text(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size) as opened:
        assert "月之暗面杨植麟复盘大模型创业这一年" in opened.text()
        assert "如果所有人都觉得你正常" in opened.text()


async def test_j_and_k_walk_the_sentences(opening: Opening) -> None:
    async with opening() as opened:
        reader = opened.screen.reader
        walked = []
        for _ in range(12):
            walked.append(opened.screen.interview.words(reader.cursor))
            await opened.press("j")
        assert any(words.startswith("如果所有人都觉得你正常") for words in walked)
        assert len(set(walked)) == 12
        for words in reversed(walked):
            await opened.press("k")
            assert opened.screen.interview.words(reader.cursor) == words


async def test_turn_keys_stop_at_each_turn_behind_its_label(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket")
        interview, reader = opened.screen.interview, opened.screen.reader
        assert interview.words(reader.cursor) == "最近你的状态怎么样？"
        await opened.press("right_curly_bracket")
        assert interview.words(reader.cursor).startswith("忙啊")
        await opened.press("left_curly_bracket")
        assert interview.words(reader.cursor) == "最近你的状态怎么样？"


async def test_outline_marks_the_section_being_read(opening: Opening) -> None:
    async with opening() as opened:
        for number in range(1, 8):
            await opened.press("right_square_bracket")
            marked = [line for line in opened.lines() if line.lstrip().startswith("▌")]
            assert f"{number:02d}." in marked[0]


async def test_scrolling_by_pages_reaches_the_end_and_the_outline_follows(opening: Opening) -> None:
    async with opening((80, 24)) as opened:
        for _ in range(400):
            await opened.pilot.press("space")
            if opened.screen.reader.viewport.passage.end == opened.screen.interview.end:
                break
        await opened.settled()
        assert "我是充满感激的" in opened.text()
        assert any("▌07." in line for line in opened.lines())


async def test_every_sentence_is_reachable_and_shown(opening: Opening) -> None:
    text = "# 题\n\n" + "\n\n".join(f"甲：第{n}句问话？\n\n乙：第{n}句答话。还有一句。" for n in range(30))
    async with opening((60, 20), text) as opened:
        reader = opened.screen.reader
        seen = set()
        for _ in range(200):
            window = reader.viewport.passage
            assert window.start <= reader.cursor.end
            assert reader.cursor.start <= window.end
            seen.add(opened.screen.interview.words(reader.cursor))
            before = reader.cursor
            await opened.pilot.press("j")
            await opened.pilot.pause()
            if reader.cursor == before:
                break
        assert {f"第{n}句问话？" for n in range(30)} <= seen
        assert {f"第{n}句答话。" for n in range(30)} <= seen


async def test_resizing_keeps_the_words_on_screen(opening: Opening) -> None:
    async with opening((120, 40)) as opened:
        await opened.press(*["right_curly_bracket"] * 60)
        words = opened.screen.interview.words(opened.screen.reader.cursor)
        for size in ((60, 20), (80, 24), (20, 5), (120, 40), (200, 60)):
            await opened.pilot.resize_terminal(*size)
            await opened.settled()
            assert opened.screen.interview.words(opened.screen.reader.cursor) == words
            window = opened.screen.reader.viewport.passage
            assert window.start <= opened.screen.reader.cursor.start <= window.end


async def test_one_speaker_alone(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "s")
        assert "only 腾讯新闻《潜望》" in opened.text()
        assert "忙啊" not in opened.text()
        await opened.press("s")
        assert "忙啊，事情很多" in opened.text()
        assert "最近你的状态怎么样" not in opened.text()
        await opened.press("s")
        assert "only" not in opened.text()


async def test_go_to_a_turn_a_section_a_percentage(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("colon")
        await opened.type("120")
        await opened.press("enter")
        assert "turn 120/222" in opened.text()
        await opened.press("colon")
        await opened.type("s4")
        await opened.press("enter")
        assert any("▌04." in line for line in opened.lines())
        await opened.press("colon")
        await opened.type("9999")
        await opened.press("enter")
        assert "There is no such place here." in opened.text()
        await opened.press("escape")
        assert any("▌04." in line for line in opened.lines())


async def test_the_warned_turn_is_marked_in_its_margin(opening: Opening) -> None:
    async with opening() as opened:
        warned = [warning.turn for warning in opened.screen.interview.warnings if warning.turn]
        assert warned
        await opened.press("colon")
        await opened.type(str(warned[0]))
        await opened.press("enter")
        assert any(
            "!┃杨植麟" in line.replace(" ", "") or "!│杨植麟" in line.replace(" ", "")
            for line in opened.lines()
        )


async def test_the_next_start_opens_at_the_same_sentence(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press(*["right_curly_bracket"] * 40)
        words = opened.screen.interview.words(opened.screen.reader.cursor)
        await opened.press("q")
    async with opening() as again:
        assert again.screen.interview.words(again.screen.reader.cursor) == words


async def test_help_and_palette_name_every_command(opening: Opening) -> None:
    from tui.app.commands import COMMANDS

    async with opening((120, 200)) as opened:
        await opened.press("question_mark")
        shown = opened.text()
        assert [
            command.description for command in COMMANDS.values() if command.description not in shown
        ] == []
        await opened.press("escape")
        await opened.press("ctrl+p")
        shown = opened.text()
        assert "Next sentence" in shown
        assert "Export the collection" in shown


async def test_palette_carries_out_a_command(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("ctrl+p")
        await opened.type("next sect")
        await opened.press("enter")
        assert any("▌01." in line for line in opened.lines())


async def test_remapped_key_does_what_the_settings_say(opening: Opening) -> None:
    from tui.settings import Settings

    async with opening(settings=Settings(keymap={"section.next": "f6"})) as opened:
        await opened.press("right_square_bracket")
        assert not any("▌01." in line for line in opened.lines())
        await opened.press("f6")
        assert any("▌01." in line for line in opened.lines())


async def test_hostile_characters_are_shown_harmlessly(opening: Opening) -> None:
    async with opening(
        (80, 24), "甲：\x1b]52;c;aGk=\x07\u202e反的\u200b零\x00\n\n乙：好。\n\n甲：吗？\n\n乙：是。"
    ) as opened:
        raw = opened.text()
        assert not any(char in raw for char in "\x1b\x07\u202e\x00")
        assert "反的" in raw
