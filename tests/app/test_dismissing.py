"""Screens over the reader are left once, however often a person says so."""

from __future__ import annotations

import threading

import pytest
from textual import events

from tests.app.conftest import Opening
from tui.app.dialogs.choose import ChooseScreen
from tui.app.dialogs.export import ExportScreen, InterviewExportScreen


@pytest.mark.parametrize("keys", [["ctrl+p"], ["question_mark"], ["a", "m"], ["K"], ["colon"], ["a", "V"]])
async def test_what_is_given_up_twice_takes_nothing_else_away(opening: Opening, keys: list[str]) -> None:
    async with opening() as opened:
        for key in keys:
            # One at a time: there is no page to copy from before the quote is in the collection.
            await opened.press(key)
        over = opened.app.screen
        assert over is not opened.screen
        over.dismiss()
        over.dismiss()
        await opened.settled()
        assert opened.app.screen is opened.screen
        assert len(opened.app.screen_stack) == 1


async def test_the_palette_is_not_offered_where_it_would_be_empty(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("question_mark")
        help_screen = opened.app.screen
        await opened.press("ctrl+p")
        assert opened.app.screen is help_screen


async def test_the_palette_is_opened_again_while_it_still_closes(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("ctrl+p")
        opened.app.screen.dismiss()
        opened.app.action_command_palette()
        await opened.settled()
        assert opened.app.failure is None
        assert len(opened.app.screen_stack) == 2


async def test_a_click_that_comes_late_on_the_palette_takes_nothing(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("ctrl+p")
        options = opened.app.screen.query_one("CommandList")
        for _ in range(100):
            if options.region.height > 3:
                break
            await opened.pilot.pause(0.02)
        x, y = options.region.x + 4, options.region.bottom - 2
        # They are gone, but not yet from the screen.
        options._options.clear()  # type: ignore[attr-defined]
        await opened.pilot.click(offset=(x, y))
        await opened.settled()
        assert opened.app.failure is None


@pytest.mark.parametrize("at", [(70, 20), (5, 30), (5, 8)])
async def test_a_click_where_the_window_is_no_more_leaves_the_palette(
    opening: Opening, at: tuple[int, int]
) -> None:
    async with opening(size=(80, 24)) as opened:
        await opened.press("ctrl+p")
        palette = opened.app.screen
        await opened.pilot.resize_terminal(30, 8)
        await opened.settled()
        palette.post_message(events.Click(palette, *at, 0, 0, 1, False, False, False, *at))
        await opened.settled()
        assert opened.app.failure is None
        assert opened.app.screen is palette


async def test_an_export_that_is_given_up_while_it_is_worked_out_is_no_fault(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.app.dialogs.export_foreseen import foreseen

    going_on = threading.Event()
    monkeypatch.setattr(
        "tui.app.dialogs.export.foreseen", lambda *asked: (going_on.wait(10), foreseen(*asked))[1]
    )
    async with opening() as opened:
        await opened.press("a")
        await opened.pilot.press("e")
        await opened.until(lambda: opened.app.screen is not opened.screen, "the dialog")
        opened.app.pop_screen()
        await opened.pilot.pause(0.1)
        going_on.set()
        await opened.settled()
        assert opened.app.screen is opened.screen
        assert opened.app.failure is None


async def test_what_is_pressed_before_a_dialog_stands_there_is_no_fault(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("a")
        export = InterviewExportScreen(opened.screen.interview, opened.screen.session, [], [])
        assert not export.check_action("turn_row", (1,))
        assert export.check_action("give_up", ())
        await opened.press("e")
        shown = opened.app.screen
        assert isinstance(shown, ExportScreen)
        assert shown.check_action("turn_row", (1,))


async def test_a_page_on_in_a_dialog_that_is_not_laid_out_yet_is_no_fault(opening: Opening) -> None:
    async with opening() as opened:
        opened.app.push_screen(ChooseScreen("Which?", "", ["one", "two"]))
        await opened.settled()
        opened.app.screen.query_one("AnswerList")._index_to_line.clear()  # type: ignore[attr-defined]
        await opened.press("pagedown", "pageup")
        assert opened.app.failure is None


async def test_a_page_on_in_a_palette_that_is_not_laid_out_yet_is_no_fault(opening: Opening) -> None:
    async with opening() as opened:
        await opened.press("ctrl+p")
        options = opened.app.screen.query_one("CommandList")
        options._index_to_line.clear()  # type: ignore[attr-defined]
        await opened.press("pagedown", "pageup")
        assert opened.app.failure is None
