"""What a library looks like; see test_snapshots.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app.conftest import until
from tests.library.making import TALKS
from tui.app.application import FangtanApp
from tui.app.library.screen import LibraryScreen
from tui.interview.model.place import Place
from tui.interview.reading import read
from tui.locale import set_language
from tui.quotes.collection import Collection
from tui.settings import Settings
from tui.store.sqlite.opening import open_database
from tui.store.sqlite.positions import remember

Compare = Callable[..., bool]

STEPS: dict[str, list[str]] = {
    "list": ["j"],
    "filtered": ["f", *"zhouyuan"],
    "nothing-left": ["f", *"zzz"],
    "search": ["slash", *"船"],
    "nothing-found": ["slash", *"kubernetes"],
    "quotes": ["c"],
    "help": ["question_mark"],
}
SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FangtanApp:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    folder = Path("talks")
    folder.mkdir()
    for name, text in TALKS.items():
        (folder / name).write_text(text, "utf-8")
    turns = "\n\n".join(f"问：第{n}艘船叫什么？\n\n答：叫{n}号船，也有人叫它长文本。" for n in range(1, 9))
    (folder / "船队.md").write_text(
        f"# 船队的一年：从第一艘到第八艘，以及它们后来的去处\n\n{turns}\n", "utf-8"
    )
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 9)
    database = open_database(tmp_path / "data")
    for name, turn in (("登山.md", 2), ("船.txt", 4)):
        interview = read(folder / name)
        collection = Collection(database, interview)
        collection.add_words(turn, None, note="check" if turn == 4 else "", tags=["tempo"])
        remember(database, interview, Place(len(interview.paragraphs) // 2, 0))
    database.close()
    return FangtanApp(None, [folder], settings=Settings(), data=tmp_path / "data")


def before(keys: list[str]) -> Callable[[Pilot[int]], object]:
    async def act(pilot: Pilot[int]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        await until(
            pilot,
            lambda: (
                all(row.entry for row in screen.interviews.all) and screen.interviews.overview is not None
            ),
            "the rows",
        )
        await pilot.app.workers.wait_for_complete()
        for key in keys:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return act


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", STEPS)
def test_library(snap_compare: Compare, app: FangtanApp, name: str, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=before(STEPS[name]))


@pytest.mark.parametrize("name", ["list", "search"])
def test_library_light_and_chinese(snap_compare: Compare, app: FangtanApp, name: str) -> None:
    set_language("zh_CN")
    app.theme = "fangtan-light"
    assert snap_compare(app, terminal_size=SIZES[0], run_before=before(STEPS[name]))
