"""A new size: its first frame is right, so that nothing on the screen is corrected behind it."""

from __future__ import annotations

import pytest
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from .conftest import Opening


async def test_the_first_frame_of_a_new_width_is_the_last(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening(size=(120, 40)) as opened:
        await opened.press("colon", *"100", "enter")
        display = opened.app._display
        frames: list[list[str]] = []

        def seen(*painted: object) -> None:
            display(*painted)  # type: ignore[arg-type]
            frames.append(opened.lines())

        monkeypatch.setattr(opened.app, "_display", seen)
        for _ in range(6):
            for width in (100, 120):
                frames.clear()
                await opened.pilot.resize_terminal(width, 40)
                await opened.settled()
                assert frames, "it was painted"
                assert frames[0] == frames[-1]
            await opened.press("space")


async def test_a_new_size_is_laid_out_once(opening: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opening(size=(120, 40)) as opened:
        await opened.press("colon", *"100", "enter")
        compositor = opened.app.screen._compositor
        reflow, layouts = compositor.reflow, []

        def laid_out(screen: Widget, size: Size) -> object:
            layouts.append(size)
            return reflow(screen, size)

        monkeypatch.setattr(compositor, "reflow", laid_out)
        for size in ((100, 40), (120, 40), (80, 24), (60, 20), (120, 40), (120, 30)):
            layouts.clear()
            await opened.pilot.resize_terminal(*size)
            await opened.settled()
            assert layouts == [Size(*size)]


async def test_a_pane_hidden_at_one_size_is_hidden_at_the_next(opening: Opening) -> None:
    async with opening(size=(120, 40)) as opened:
        screen = opened.screen
        for size in ((100, 40), (120, 40)):
            await opened.pilot.resize_terminal(*size)
            await opened.settled()
        wide = screen.reader.size.width
        await opened.press("o")
        assert not screen.outline.display
        assert screen.reader.size.width > wide
        for size in ((100, 40), (120, 40)):
            await opened.pilot.resize_terminal(*size)
            await opened.settled()
        assert not screen.outline.display
        assert screen.reader.size.width > wide
        await opened.press("o")
        assert screen.reader.size.width == wide


async def test_what_became_longer_just_before_a_new_size_has_its_room(opening: Opening) -> None:
    async with opening(size=(120, 40)) as opened:
        bar = opened.screen.search_bar
        await opened.press("slash")
        for height, words in ((30, "3/4"), (40, "12,345 of 67,890"), (30, "1/2")):
            count = bar.query_one("#search-count", Static)
            count.update(words)
            await opened.pilot.resize_terminal(120, height)
            await opened.settled()
            assert count.region.width >= len(words)
            assert words in opened.text()
