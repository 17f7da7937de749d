"""Quotes: taking, exact words, notes, tags, order, undo, the panel, another process's work, export."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.conftest import Opened, Opening
from tui.app.terminal import clipboard
from tui.paths import bundled_interview

SIZES = [(120, 40), (80, 24), (60, 20)]


def words_of(opened: Opened) -> list[str]:
    """The words of all quotes as the panel holds them."""
    return [quote.text for quote in opened.screen.collection_pane.quotes]


@pytest.mark.parametrize("size", SIZES)
async def test_a_takes_the_sentence_without_its_label(opening: Opening, size: tuple[int, int]) -> None:
    async with opening(size) as opened:
        await opened.press("right_curly_bracket", "right_curly_bracket", "a")
        assert words_of(opened) == ["忙啊，事情很多。"]
        quote = opened.screen.collection_pane.quotes[0]
        assert (quote.speaker, quote.turn, quote.section) == ("杨植麟", 2, 1)


async def test_another_process_sees_the_quote_at_once(opening: Opening, tmp_path: Path) -> None:
    data = tmp_path / "shared"
    async with opening(data=data) as opened:
        await opened.press("right_curly_bracket", "right_curly_bracket", "a")
        command = [
            sys.executable,
            "-m",
            "tui",
            "quotes",
            "list",
            str(bundled_interview()),
            "--json",
            "--data",
            str(data),
        ]
        listed = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
        assert [quote["text"] for quote in listed] == ["忙啊，事情很多。"]
        assert listed[0]["speaker"] == "杨植麟"


async def test_another_process_quote_appears_in_the_panel(opening: Opening, tmp_path: Path) -> None:
    data = tmp_path / "shared"
    async with opening(data=data) as opened:
        command = [
            sys.executable,
            "-m",
            "tui",
            "quotes",
            "add",
            str(bundled_interview()),
            "--turn",
            "1",
            "--data",
            str(data),
        ]
        subprocess.run(command, capture_output=True, check=True, timeout=60)
        for _ in range(100):
            await opened.pilot.pause(0.05)
            if words_of(opened):
                break
        assert words_of(opened) == ["最近你的状态怎么样？"]


async def test_selection_by_keyboard_is_exact(opening: Opening) -> None:
    async with opening() as opened:
        reader, words = opened.screen.reader, opened.screen.interview.words
        await opened.press("right_curly_bracket", "right_curly_bracket", "v")

        def selected() -> str:
            assert reader.selection is not None
            return words(reader.selection.passage)

        assert selected() == "忙啊，事情很多。"
        await opened.press("j")
        assert selected() == "忙啊，事情很多。但还是很兴奋。"
        await opened.press("k")
        assert selected() == "忙啊，事情很多。"
        await opened.press("h", "h", "h")
        assert selected() == "忙啊，事情"
        await opened.press("l")
        assert selected() == "忙啊，事情很"
        await opened.press("o", "l", "l", "l")
        assert selected() == "事情很"
        await opened.press("a")
        assert words_of(opened) == ["事情很"]
        assert reader.selection is None


async def test_selection_over_two_turns_keeps_both_labels(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "v", "j", "a")
        assert words_of(opened) == ["腾讯新闻《潜望》：最近你的状态怎么样？\n杨植麟：忙啊，事情很多。"]


async def test_whole_turn_with_its_continuation(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press(*["right_curly_bracket"] * 6, "v", "t", "a")
        text = words_of(opened)[0]
        assert text.startswith("我正在筹备这个事")
        assert "\n我预感市场会发生很多变量：" in text


async def test_note_tags_order_remove_undo_redo(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "a", "right_curly_bracket", "a")
        await opened.press("m")
        await opened.type("要核对")
        await opened.press("f2")
        assert opened.screen.collection_pane.quotes[1].note == "要核对"
        await opened.press("number_sign")
        await opened.type("开端 心情")
        await opened.press("enter")
        assert opened.screen.collection_pane.quotes[1].tags == ("开端", "心情")
        assert "#开端 #心情" in opened.text()
        first, second = words_of(opened)
        await opened.press("tab")
        assert opened.screen.collection_pane.has_focus
        await opened.press("K")
        assert words_of(opened) == [second, first]
        await opened.press("d")
        assert words_of(opened) == [first]
        await opened.press("u")
        assert words_of(opened) == [second, first]
        in_hand = opened.screen.collection_pane.in_hand
        assert in_hand
        assert in_hand.text == second
        await opened.press("u")
        assert words_of(opened) == [first, second]
        await opened.press("u", "u")
        assert opened.screen.collection_pane.quotes[1].note == ""
        await opened.press("ctrl+r")
        assert opened.screen.collection_pane.quotes[1].note == "要核对"


async def test_a_note_that_is_being_written_is_kept_where_all_is_left(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "a", "m")
        await opened.type("写到一半")
        await opened.press("ctrl+q")
    async with opening() as again:
        assert [quote.note for quote in again.screen.collection_pane.quotes] == ["写到一半"]


async def test_a_note_is_dropped_only_when_asked_for_twice(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "a", "m", "escape")
        assert opened.app.screen is opened.screen
        await opened.press("m")
        await opened.type("一半")
        await opened.press("escape")
        assert "Not kept yet: F2 keeps it, Esc again drops it." in opened.text()
        # Who goes on writing is asked again.
        await opened.type("x")
        assert "Not kept yet" not in opened.text()
        await opened.press("escape")
        assert "Not kept yet" in opened.text()
        assert "一半x" in opened.text()
        await opened.press("escape")
        assert opened.app.screen is opened.screen
        assert opened.screen.collection_pane.quotes[0].note == ""
        await opened.press("m")
        await opened.type("全部")
        await opened.press("f2")
        assert opened.app.screen is opened.screen
        assert opened.screen.collection_pane.quotes[0].note == "全部"


async def test_quote_from_a_warned_turn_carries_the_warning(opening: Opening) -> None:
    async with opening() as opened:
        warned = next(warning.turn for warning in opened.screen.interview.warnings if warning.turn)
        await opened.press("colon")
        await opened.type(str(warned))
        await opened.press("enter", "a")
        assert opened.screen.collection_pane.quotes[0].warnings


async def test_empty_collection_says_what_to_do(opening: Opening) -> None:
    async with opening() as opened:
        assert "No quotes yet." in opened.text()
        await opened.press("e")
        assert await opened.shown("No quotes to export yet.")


async def test_export_writes_what_the_preview_shows(opening: Opening, tmp_path: Path) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "right_curly_bracket", "a", "e")
        assert "忙啊，事情很多。" in opened.text()
        target = tmp_path / "out.md"
        line = opened.app.screen.query_one("#file")
        line.value = str(target)  # type: ignore[attr-defined]
        await opened.press("enter")
        assert "> 忙啊，事情很多。" in target.read_text("utf-8")
        assert "张小珺" in target.read_text("utf-8")


async def test_export_never_overwrites_what_a_person_changed(opening: Opening, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    async with opening() as opened:
        await opened.press("right_curly_bracket", "a", "e")
        opened.app.screen.query_one("#file").value = str(target)  # type: ignore[attr-defined]
        await opened.press("enter")
        target.write_text(target.read_text("utf-8") + "\n我的话\n", "utf-8")
        await opened.press("right_curly_bracket", "a", "e")
        opened.app.screen.query_one("#file").value = str(target)  # type: ignore[attr-defined]
        await opened.press("enter")
        assert "我的话" in target.read_text("utf-8")
        assert "忙啊" not in target.read_text("utf-8")
        await opened.pilot.click("#append")
        await opened.settled()
        assert "我的话" in target.read_text("utf-8")
        assert "忙啊" in target.read_text("utf-8")


async def test_a_quote_is_found_from_the_panel(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "a", "G", "tab", "enter")
        assert opened.screen.interview.words(opened.screen.reader.cursor) == "最近你的状态怎么样？"
        assert opened.screen.reader.has_focus


async def test_overlapping_a_quote_offers_to_extend_it(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "right_curly_bracket", "a", "v", "j", "a")
        assert "Extend the quote: 忙啊，事情很多。" in opened.text()
        await opened.press("enter")
        assert words_of(opened) == ["忙啊，事情很多。但还是很兴奋。"]
        assert "Extended." in opened.text()
        await opened.press("u")
        assert words_of(opened) == ["忙啊，事情很多。"]
        await opened.press("ctrl+r")
        assert words_of(opened) == ["忙啊，事情很多。但还是很兴奋。"]


async def test_words_within_a_quote_can_cut_it_down_or_stand_alone(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("right_curly_bracket", "right_curly_bracket", "v", "j", "a", "a")
        assert "Cut the quote down to these words" in opened.text()
        await opened.press("escape")
        assert words_of(opened) == ["忙啊，事情很多。但还是很兴奋。"]
        await opened.press("a", "down", "enter")
        assert words_of(opened) == ["忙啊，事情很多。但还是很兴奋。", "忙啊，事情很多。"]
        await opened.press("u", "a", "enter")
        assert words_of(opened) == ["忙啊，事情很多。"]


async def test_words_are_copied_whether_there_is_a_collection_or_not(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    def copy(_app: object, words: str) -> clipboard.Outcome:
        copied.append(words)
        return clipboard.Outcome("sent", len(words), clipboard.LARGEST)

    monkeypatch.setattr(clipboard, "copy", copy)
    async with opening() as opened:
        await opened.press("right_curly_bracket")

        def refused() -> None:
            raise AssertionError("the collection is not asked")

        monkeypatch.setattr(opened.screen.session, "open_store", refused)
        await opened.press("y")
        assert copied
        assert opened.screen.interview.words(opened.screen.reader.cursor) in copied[0]
        # The match key of a long text takes its time, which is not the screen's.
        assert opened.screen.session.collection
        assert "stream" not in vars(opened.screen.session.collection._contents.placing)


async def test_after_a_long_selection_reading_goes_on_from_where_it_ended(opening: Opening) -> None:
    async with opening((80, 24)) as opened:
        reader = opened.screen.reader
        for ending in ("a", "escape"):
            await opened.press("right_curly_bracket", "v", *["right_curly_bracket"] * 12)
            assert reader.selection is not None
            caret = reader.selection.caret
            await opened.press(ending)
            assert reader.selection is None
            assert reader.cursor.start < caret <= reader.cursor.end
            page = reader.viewport.passage
            await opened.press("j")
            assert page.start < reader.cursor.start
            assert reader.viewport.passage.start >= page.start
