"""What the panel looks like in each of its states, at three sizes; see test_snapshots.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.test_panel import CRISIS, JOINED, LATER, START, TALK, YEARS
from tests.app.test_snapshots import SIZES, before
from tui.app.application import FangtanApp
from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.interview.reading import read_bytes
from tui.quotes.collection import Collection
from tui.settings import Settings
from tui.store.sqlite.opening import Database, _open_read_only, open_database
from tui.store.store_error import StoreError

Compare = Callable[..., bool]

EDITED = TALK.replace("3.5 年", "2.5 年").replace("事情多", "事情就多").replace(JOINED, "那时候还没有我呢。")

DOUBTFUL = "\n记者：还有吗？\n\n王敏：没有了。记者：好的，谢谢。\n"

STEPS: dict[str, list[str]] = {
    "quotes": [],
    "marked": ["space", "j", "space"],
    "filtering": ["slash", *"xinren"],
    "filter-empty": ["slash", *"kubernetes"],
    "filtered": ["slash", *"wangmin", "enter"],
    "by-place": ["O"],
    "questions": ["Q"],
    "merged": ["space", "space", "M"],
    "colour": ["C"],
    "tags": ["number_sign"],
    "note": ["m"],
    "split": ["space", "space", "M", "S"],
    "extent": ["x", "h", "h"],
    "undone": ["d", "u"],
    "removed": ["A", "d"],
}
CHANGED = {
    "changed": [],
    "decide-changed": ["D"],
    "decide-orphan": ["j", "D"],
    "decide-review": ["G", "D"],
    "decided": ["D", "s"],
}


def place_of(interview: Interview, words: str) -> Passage:
    """Where a sentence stands."""
    number = next(n for n, paragraph in enumerate(interview.paragraphs) if words in paragraph.text)
    at = interview.paragraphs[number].text.index(words)
    return Passage(Place(number, at), Place(number, at + len(words)))


def fill(data: Path) -> None:
    """A small collection with something of everything."""
    interview = read_bytes(TALK.encode(), "interview.md")
    with open_database(data) as database:
        collection = Collection(database, interview)
        ids = [
            collection.add(place_of(interview, words)).id for words in (LATER, JOINED, START, YEARS, CRISIS)
        ]
        collection.retag(ids[:2], ["开端", "人"])
        collection.set_colour(ids[:1], "green")
        collection.set_colour(ids[3:4], "purple")
        collection.set_note(ids[4], "与李雷再核对一次，\n看看他怎么说。")
        collection.move(ids[4], 1)


async def go_to_panel(pilot: object) -> None:
    """Focus the panel, whatever the room, with its first quote in hand."""
    from textual.pilot import Pilot

    from tui.app.reading.screen import ReadingScreen

    assert isinstance(pilot, Pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ReadingScreen)
    await before([])(pilot)  # type: ignore[misc]
    if not screen.collection_pane.display:
        await before(["c"])(pilot)  # type: ignore[misc]
    if not screen.collection_pane.has_focus:
        await before(["tab"])(pilot)  # type: ignore[misc]
    assert screen.collection_pane.has_focus


def steps(keys: list[str]) -> Callable[[object], object]:
    """Keys pressed in the panel."""

    async def act(pilot: object) -> None:
        await go_to_panel(pilot)
        for key in ["g", *keys]:
            await pilot.press(key)  # type: ignore[attr-defined]
            await pilot.app.workers.wait_for_complete()  # type: ignore[attr-defined]
            await pilot.pause()  # type: ignore[attr-defined]

    return act


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", STEPS)
def test_panel(snap_compare: Compare, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    fill(tmp_path)
    interview = read_bytes(TALK.encode(), "interview.md")
    app = FangtanApp(interview, [], settings=Settings(), data=tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=steps(STEPS[name]))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", CHANGED)
def test_changed(snap_compare: Compare, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    fill(tmp_path)
    app = FangtanApp(read_bytes(EDITED.encode(), "interview.md"), [], settings=Settings(), data=tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=steps(CHANGED[name]))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("filled", [True, False], ids=["quotes", "empty"])
def test_read_only(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    filled: bool,
) -> None:
    if filled:
        fill(tmp_path)
    else:
        open_database(tmp_path).close()

    def refused(_folder: Path, path: Path, *_: object) -> Database:
        raise StoreError("unwritable", "/data/" + path.name, reason="no") from PermissionError(13, "no")

    monkeypatch.setattr("tui.store.sqlite.opening._open", refused)
    copied = _open_read_only

    def opened_so(path: Path, refusal: StoreError) -> Database | None:
        database = copied(path, refusal)
        assert database
        # The same name on every machine.
        database.path = Path("/data/collection.sqlite3")
        return database

    monkeypatch.setattr("tui.store.sqlite.opening._open_read_only", opened_so)
    interview = read_bytes(TALK.encode(), "interview.md")
    app = FangtanApp(interview, [], settings=Settings(), data=tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=steps(["a"] if size == SIZES[0] else []))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_empty(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    interview = read_bytes(TALK.encode(), "interview.md")
    app = FangtanApp(interview, [], settings=Settings(), data=tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=steps([]))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_is_to_be_known_of_quotes(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    """The same words twice, words in common, several speakers, and a turn that carries a warning."""
    interview = read_bytes((TALK + DOUBTFUL).encode(), "interview.md")
    with open_database(tmp_path) as database:
        collection = Collection(database, interview)
        start, joined = place_of(interview, START), place_of(interview, JOINED)
        for passage in (start, start, Passage(place_of(interview, LATER).start, joined.end), joined):
            collection.add(passage)
        collection.add(place_of(interview, "没有了。"))
    app = FangtanApp(interview, [], settings=Settings(), data=tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=steps(["G"]))


@pytest.mark.parametrize("theme", ["fangtan-dark-16", "fangtan-light-16", "fangtan-light"])
def test_colours(snap_compare: Compare, tmp_path: Path, theme: str) -> None:
    fill(tmp_path)
    app = FangtanApp(
        read_bytes(TALK.encode(), "interview.md"), [], settings=Settings(theme="light"), data=tmp_path
    )
    app.theme = theme
    assert snap_compare(app, terminal_size=SIZES[0], run_before=steps(["j"]))


def test_no_colour(snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    fill(tmp_path)
    app = FangtanApp(read_bytes(EDITED.encode(), "interview.md"), [], settings=Settings(), data=tmp_path)
    assert snap_compare(app, terminal_size=SIZES[1], run_before=steps(["D"]))
