"""What the screen looks like, at three sizes, in both themes and both languages.

A picture that differs is to be looked at first; then, if it is right: `pytest tests/app/test_snapshots.py
--snapshot-update`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app.conftest import until
from tui.app.application import FangtanApp
from tui.app.reading.screen import ReadingScreen
from tui.interview.model.interview import Interview
from tui.locale import set_language
from tui.settings import Settings

Compare = Callable[..., bool]

STEPS: dict[str, list[str]] = {
    "first-page": [],
    "search": ["slash", *"changwenben", "down"],
    "by-place": ["slash", *"changwenben", "f2", "down", "down"],
    "search-bar": ["slash"],
    "concordance": ["slash", *"scaling", "f3", "r", "j", "j"],
    "nothing-found": ["slash", *"kubernetes"],
    "selecting": ["right_square_bracket", "right_curly_bracket", "v", "j", "l", "l"],
    "collected": ["right_square_bracket", "right_curly_bracket", "a", "right_curly_bracket", "a", "c"],
    "collection": ["right_curly_bracket", "a", "m", *"check", "f2", "number_sign", *"mood", "enter", "tab"],
    "warned": ["colon", *"165", "enter", "a"],
    "one-voice": ["right_square_bracket", "s"],
    "first-lines": ["f", "right_square_bracket", "j", "j"],
    "folded": ["Z", "right_square_bracket", "right_square_bracket", "z"],
    "glosses": ["i", "colon", *"46", "enter"],
    "overlapping": ["right_curly_bracket", "right_curly_bracket", "a", "v", "j", "a"],
}
SIZES = [(120, 40), (80, 24), (60, 20)]


def before(keys: list[str]) -> Callable[[Pilot[int]], object]:
    """What happens before the picture is taken."""

    async def act(pilot: Pilot[int]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, lambda: screen.session.collection is not None, "the collection")
        await pilot.app.workers.wait_for_complete()
        for key in keys:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return act


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", STEPS)
def test_screen(
    snap_compare: Compare, seed: Interview, tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    app = FangtanApp(seed, [], settings=Settings(), data=tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=before(STEPS[name]))


@pytest.mark.parametrize("name", ["first-page", "search"])
def test_light_and_chinese(snap_compare: Compare, seed: Interview, tmp_path: Path, name: str) -> None:
    set_language("zh_CN")
    app = FangtanApp(seed, [], settings=Settings(theme="light"), data=tmp_path)
    assert snap_compare(app, terminal_size=SIZES[0], run_before=before(STEPS[name]))


@pytest.mark.parametrize("theme", ["fangtan-dark-16", "fangtan-light-16"])
def test_sixteen_colours(snap_compare: Compare, seed: Interview, tmp_path: Path, theme: str) -> None:
    app = FangtanApp(seed, [], settings=Settings(), data=tmp_path)
    app.theme = theme
    assert snap_compare(app, terminal_size=SIZES[0], run_before=before([*STEPS["collected"], "v", "j"]))


@pytest.mark.parametrize("key", ["question_mark", "colon"])
def test_dialogs(snap_compare: Compare, seed: Interview, tmp_path: Path, key: str) -> None:
    app = FangtanApp(seed, [], settings=Settings(), data=tmp_path)
    assert snap_compare(app, terminal_size=SIZES[1], run_before=before([key]))


def test_no_colour(
    snap_compare: Compare, seed: Interview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = FangtanApp(seed, [], settings=Settings(), data=tmp_path)
    assert snap_compare(app, terminal_size=SIZES[0], run_before=before(STEPS["selecting"]))
