"""A new size: its first frame is right, so that nothing on the screen is corrected behind it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

import tui.app
from tui.app.application import FangtanApp
from tui.app.textual_patches.one_size import OneSize
from tui.settings import Settings

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


def sizes_at_once(app: FangtanApp, monkeypatch: pytest.MonkeyPatch) -> list[Size]:
    """Give the window two sizes before the screen has heard of either; the layouts that follow.

    Textual makes one of two sizes that come behind each other; what a screen does once it is laid out comes
    between them, as it does where there is much to do.
    """
    screen, layouts = app.screen, []
    reflow = screen._compositor.reflow

    def laid_out(laid: Widget, size: Size) -> object:
        layouts.append(size)
        assert len(layouts) < 40, "each size brings the other back"
        screen.call_later(lambda: None)
        return reflow(laid, size)

    monkeypatch.setattr(screen._compositor, "reflow", laid_out)
    for size in (Size(100, 30), Size(60, 20)):
        app._size = size
        screen.post_message(events.Resize(size, size))
        screen.call_later(lambda: None)
    return layouts


@pytest.mark.parametrize(
    "keys", [[], ["question_mark"], ["a", "m"], ["ctrl+p"], ["K"], ["colon"], ["a", "V"]]
)
async def test_of_two_sizes_the_last_one_stays(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    async with opening(size=(120, 40)) as opened:
        await opened.press(*keys)
        layouts = sizes_at_once(opened.app, monkeypatch)
        await opened.settled()
        assert set(layouts) == {Size(60, 20)}
        assert {screen.size for screen in opened.app.screen_stack} == {Size(60, 20)}


async def test_of_two_sizes_of_a_list_the_last_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("一", "二"):
        (tmp_path / f"{name}.md").write_text("问：好吗？\n\n答：好。\n", "utf-8")
    app = FangtanApp(None, [tmp_path], settings=Settings(), data=tmp_path / "data")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        layouts = sizes_at_once(app, monkeypatch)
        await pilot.pause()
        assert set(layouts) == {Size(60, 20)}
        assert app.screen.size == Size(60, 20)


def screens() -> Iterator[type[Screen[Any]]]:
    """All kinds of screens that the application shows."""
    for module in pkgutil.walk_packages(tui.app.__path__, "tui.app."):
        importlib.import_module(module.name)
    waiting: list[type[Screen[Any]]] = [Screen]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("tui."):
            yield kind


def test_every_screen_has_one_size() -> None:
    found = list(screens())
    assert len(found) > 10
    assert [kind for kind in found if not issubclass(kind, OneSize)] == []


@pytest.mark.parametrize("keys", [[], ["question_mark"], ["a", "m"], ["a", "e"], ["ctrl+p"], ["K"]])
@pytest.mark.parametrize("size", [(20, 4), (21, 5), (40, 4), (20, 60)])
async def test_no_screen_has_scroll_bars_of_its_own(
    opening: Opening, keys: list[str], size: tuple[int, int]
) -> None:
    async with opening(size=(120, 40)) as opened:
        await opened.press(*keys)
        await opened.pilot.resize_terminal(*size)
        await opened.settled()
        for screen in opened.app.screen_stack:
            assert screen.scrollbars_enabled == (False, False)


async def test_with_room_for_two_the_pane_asked_for_last_is_shown_and_tab_goes_from_left_to_right(
    opening: Opening,
) -> None:
    async with opening(size=(80, 24)) as opened:
        screen = opened.screen
        outline, panel, reader = screen.outline, screen.collection_pane, screen.reader

        def shown() -> list[Widget]:
            return [pane for pane in (outline, panel) if pane.display]

        assert shown() == [outline]
        await opened.press("c")
        assert shown() == [panel]
        await opened.press("tab")
        assert panel.has_focus
        # What had the focus goes, and the reader has it.
        await opened.press("c")
        assert shown() == []
        assert reader.has_focus
        await opened.press("o")
        assert shown() == [outline]
        await opened.press("shift+tab")
        assert outline.has_focus
        await opened.press("c")
        assert shown() == [panel]
        assert reader.has_focus
        for size, panes in (((120, 40), [outline, panel]), ((60, 20), []), ((80, 24), [panel])):
            await opened.pilot.resize_terminal(*size)
            await opened.settled()
            assert shown() == panes
        await opened.pilot.resize_terminal(120, 40)
        await opened.settled()
        reader.focus()
        for key, focused in (("shift+tab", outline), ("shift+tab", panel), ("tab", outline), ("tab", reader)):
            await opened.press(key)
            assert focused.has_focus
        await opened.pilot.resize_terminal(60, 20)
        await opened.settled()
        for key, focused in (("tab", panel), ("tab", outline), ("tab", reader), ("shift+tab", outline)):
            await opened.press(key)
            assert focused.has_focus
            assert screen.middle.display == (focused is reader)
        await opened.press("escape")
        assert reader.has_focus
        assert screen.middle.display
