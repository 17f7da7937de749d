"""The focus is never on what isn't shown, at whatever width and whatever is shown or hidden."""

from __future__ import annotations

import random

import pytest
from textual.widget import Widget

from tests.app.conftest import Opened, Opening
from tests.app.test_collecting import words_of
from tests.app.test_panel import CRISIS, START, TALK, take

WIDTHS = (24, 50, 69, 70, 90, 109, 110, 150)
KEYS = ("tab", "shift+tab", "o", "c", "slash", "x", "escape", "enter", "down", "f", "v", "s", "n", "j", "z")


def is_shown(widget: Widget) -> bool:
    return all(one.display for one in widget.ancestors_with_self if isinstance(one, Widget))


def assert_focus_is_shown(opened: Opened, done: list[str]) -> None:
    for screen in opened.app.screen_stack:
        focused = screen.focused
        if focused is not None:
            assert is_shown(focused), (focused, done)
    assert opened.screen.focused is not None, done


@pytest.mark.parametrize("seed", range(4))
async def test_the_focus_is_on_what_is_shown(opening: Opening, seed: int) -> None:
    drawn = random.Random(seed)
    async with opening(text=TALK, size=(120, 30)) as opened:
        await take(opened, START, CRISIS)
        done: list[str] = []
        for _step in range(60):
            if drawn.random() < 0.3:
                width = drawn.choice(WIDTHS)
                done.append(str(width))
                await opened.pilot.resize_terminal(width, 30)
            else:
                done.append(drawn.choice(KEYS))
                await opened.pilot.press(done[-1])
            await opened.pilot.pause()
            assert_focus_is_shown(opened, done)


@pytest.mark.parametrize("narrow", [50, 90])
async def test_a_quote_that_nobody_sees_is_not_removed(opening: Opening, narrow: int) -> None:
    async with opening(text=TALK, size=(120, 30)) as opened:
        await take(opened, START, CRISIS)
        opened.screen.collection_pane.focus()
        await opened.settled()
        await opened.pilot.resize_terminal(narrow, 30)
        await opened.press("g", "d")
        assert words_of(opened) == [START, CRISIS]
        assert opened.screen.reader.has_focus
