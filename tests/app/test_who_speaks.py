"""A person has the last word on who speaks: labels, a pattern, and an interview in which it is not sure."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, OptionList

from tests.app.conftest import Opened, Opening, until
from tests.app.test_snapshots import SIZES, before
from tests.unsure import TALK, doubt
from tui.app.application import FangtanApp
from tui.app.dialogs.label_pattern import PatternScreen
from tui.app.dialogs.who_speaks import WhoSpeaksScreen
from tui.app.library.screen import LibraryScreen
from tui.app.reading.screen import ReadingScreen
from tui.app.widgets.doubt_bar import DoubtBar
from tui.interview.reading import read
from tui.interview.speakers import label_doubts, sidecar
from tui.interview.speakers.sidecar import Sidecar
from tui.interview.speakers.sidecar_places import beside
from tui.locale import set_language
from tui.quotes.quote import State
from tui.settings import Settings

Compare = Callable[..., bool]

COLUMNS = "\n".join(["王敏    你好吗？", "李强    还不错。", "王敏    去了哪里？", "李强    去了海边。"] * 3)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(TALK, "utf-8")
    return path


@pytest.fixture
def columns(tmp_path: Path) -> Path:
    path = tmp_path / "columns.txt"
    path.write_text(COLUMNS, "utf-8")
    return path


def speakers(opened: Opened) -> dict[str, int]:
    return {one.name: one.turns for one in opened.screen.interview.speakers}


async def in_list(opened: Opened) -> WhoSpeaksScreen:
    await opened.until(lambda: isinstance(opened.app.screen, WhoSpeaksScreen), "the list")
    await opened.settled()
    assert isinstance(opened.app.screen, WhoSpeaksScreen)
    return opened.app.screen


def in_hand(opened: Opened) -> str:
    options = opened.app.screen.query_one(OptionList)
    assert options.highlighted is not None
    return str(options.get_option_at_index(options.highlighted).prompt)


# -- of one label --------------------------------------------------------------------------------------------


async def test_what_might_be_a_label_is_listed_and_becomes_one_at_a_key(opening: Opening, file: Path) -> None:
    async with opening(path=file) as opened:
        await opened.press("P")
        await in_list(opened)
        assert "Might be labels" in opened.text()
        assert re.search(r"注意 · 4 places · \d+% · 以上是第一段。", opened.text())
        await opened.press("down", "down", "plus")
        # One goes on with the list until it is closed.
        await in_list(opened)
        assert re.search(r"注意 · 4 turns .*a label, as you said", opened.text())
        await opened.press("escape")
        assert speakers(opened) == {"问者": 8, "答者": 8, "注意": 4}
        assert sidecar.load(file) == Sidecar(labels={"注意": True})
        await opened.press("s", "s", "s")
        assert await opened.shown("only 注意")
        assert "你好吗" not in opened.text()
    assert file.read_text("utf-8") == TALK


async def test_the_words_of_a_label_are_those_of_its_first_place(opening: Opening, file: Path) -> None:
    file.write_text("还没有注意：这是开头。\n\n" + TALK, "utf-8")
    async with opening(path=file) as opened:
        await opened.press("P")
        await in_list(opened)
        assert re.search(r" 注意 · 4 places · \d+% · 以上是第一段。", opened.text())


async def test_a_speaker_s_label_is_none_at_a_key_and_the_next_row_is_in_hand(
    opening: Opening, file: Path
) -> None:
    sidecar.write(file, Sidecar(labels={"注意": True}))
    async with opening(path=file) as opened:
        await opened.press("P", "down", "down", "minus")
        await in_list(opened)
        assert "No labels, as you said" in opened.text()
        await opened.press("escape")
        assert speakers(opened) == {"问者": 8, "答者": 8}
        assert sidecar.load(file) == Sidecar(labels={"注意": False})
        # It can be unsaid where it stands now.
        await opened.press("P", "3")
        await opened.press("down", "down", "enter")
        assert await opened.shown("written")
        assert sidecar.load(file) is None


async def test_the_mouse_says_it_too(opening: Opening, file: Path) -> None:
    async with opening(path=file) as opened:
        await opened.press("P", "down", "down")
        screen = await in_list(opened)
        await opened.pilot.click(screen.query_one("#label", Button))
        await in_list(opened)
        await opened.press("escape")
        assert "注意" in speakers(opened)
        await opened.press("P", "down", "down")
        screen = await in_list(opened)
        await opened.pilot.click(screen.query_one("#none", Button))
        await in_list(opened)
        await opened.press("escape")
        assert speakers(opened) == {"问者": 8, "答者": 8}


async def test_a_mistyped_label_is_another_of_the_same_speaker(opening: Opening, file: Path) -> None:
    async with opening(path=file) as opened:
        await opened.press("P", "down", "down", "enter")
        assert await opened.shown("another label of a speaker")
        await opened.press("down", "down", "enter")
        await opened.press("ctrl+u")
        await opened.type("答者")
        await opened.press("enter")
        assert await opened.shown("written")
        assert speakers(opened) == {"问者": 8, "答者": 12}
        assert sidecar.load(file) == Sidecar(names={"注意": "答者"}, labels={"注意": True})
        await opened.press("u")
        assert await opened.shown("Undone: speakers named")
        assert speakers(opened) == {"问者": 8, "答者": 8}
        assert sidecar.load(file) is None


async def test_quotes_keep_their_words_and_their_speakers_are_compared(opening: Opening, file: Path) -> None:
    async with opening(path=file) as opened:
        place = next(n for n, p in enumerate(opened.screen.interview.paragraphs) if "注意" in p.text)
        from tui.interview.model.place import Place

        opened.screen.reader.move_to(Place(place, 0))
        await opened.press("a")
        assert await opened.shown("Collected.")
        (quote,) = opened.screen.collection_pane.quotes
        await opened.press("P", "down", "down", "plus")
        await in_list(opened)
        await opened.press("escape")
        await opened.until(lambda: opened.screen.collection_pane.quotes, "the quote")
        (after,) = opened.screen.collection_pane.quotes
        assert (after.text, after.state) == (quote.text, State.REVIEW)
        # It is undone in one order with what was done to quotes.
        await opened.press("u")
        assert await opened.shown("Undone: speakers named: “注意 –”")
        await opened.until(lambda: opened.screen.collection_pane.quotes, "the quote")
        assert opened.screen.collection_pane.quotes[0].state is State.OK
        await opened.press("ctrl+r")
        assert await opened.shown("Redone: speakers named: “注意 ✓”")
        assert "注意" in speakers(opened)
        await opened.press("u")
        assert await opened.shown("Undone: speakers named")
        await opened.press("u")
        assert await opened.shown("Undone: a quote collected")


# -- by a pattern --------------------------------------------------------------------------------------------


async def test_a_pattern_shows_its_turns_while_it_is_typed(opening: Opening, columns: Path) -> None:
    async with opening(path=columns) as opened:
        await opened.press("P")
        assert await opened.shown("No speakers are known in this text.")
        await opened.press("p")
        await opened.type(r"^(?P<name>\S+)")
        assert await opened.shown("王敏 │ 你好吗？")
        assert await opened.shown("and 2 more")
        await opened.type(r"\s{2,}")
        await opened.press("enter")
        assert await opened.shown("written")
        assert speakers(opened) == {"王敏": 6, "李强": 6}
        await opened.press("P")
        assert await opened.shown(r"Labels are what the pattern says: ^(?P<name>\S+)\s{2,}")
        await opened.press("p", "ctrl+u", "enter")
        assert await opened.shown("written")
        assert speakers(opened) == {}
        await opened.press("u")
        assert await opened.shown("Undone: speakers named")
        assert speakers(opened) == {"王敏": 6, "李强": 6}


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?P<name>(", "no regular expression"),
        (r"^(\S+)", "it needs (?P<name>"),
        ("(?P<name>@)", "no paragraph begins as the pattern says"),
        (r"(?P<name>(.+)+)+@", "takes too long"),
    ],
)
async def test_a_pattern_that_can_not_be_used_is_told_in_a_line_and_not_kept(
    opening: Opening, columns: Path, pattern: str, words: str
) -> None:
    columns.write_text("字" * 300 + "\n\n" + COLUMNS, "utf-8")
    async with opening(path=columns) as opened:
        await opened.press("P", "p")
        await opened.type(pattern)
        await opened.press("enter")
        assert await opened.shown(words)
        assert isinstance(opened.app.screen, PatternScreen)
        await opened.press("escape")
        assert sidecar.load(columns) is None


# -- where it is not sure ------------------------------------------------------------------------------------


@pytest.fixture
def unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    doubt(monkeypatch)


@pytest.mark.usefixtures("unsure")
async def test_an_unsure_interview_opens_with_its_likely_speakers_and_says_so(
    opening: Opening, file: Path
) -> None:
    async with opening(path=file) as opened:
        assert speakers(opened) == {"问者": 8, "答者": 8}
        (line,) = (line for line in opened.lines() if "Likely speakers" in line)
        assert {"问者", "答者"} <= set(re.findall(r"问者|答者", line))
        assert "for it: " in line
        assert "Outline · who speaks?" in opened.text()
        await opened.press("P")
        await in_list(opened)
        assert re.search(r"问者 · 8 turns .*likely, \d+%", opened.text())


@pytest.mark.usefixtures("unsure")
async def test_one_key_accepts_and_one_refuses_and_both_are_undone(opening: Opening, file: Path) -> None:
    async with opening(path=file) as opened:
        await opened.press("j", "plus")
        assert await opened.shown("labels, as you said")
        assert sidecar.load(file) == Sidecar(labels={"问者": True, "答者": True})
        assert opened.screen.interview.sure
        assert not opened.screen.query(DoubtBar)
        assert "who speaks?" not in opened.text()
        await opened.press("plus", "minus")
        assert sidecar.load(file) == Sidecar(labels={"问者": True, "答者": True})
        await opened.press("u")
        assert await opened.shown("Likely speakers")
        assert sidecar.load(file) is None
        await opened.press("minus")
        assert await opened.shown("no labels, as you said")
        assert sidecar.load(file) == Sidecar(labels={"问者": False, "答者": False})
        assert "问者" not in speakers(opened)
        await opened.press("u")
        assert await opened.shown("Likely speakers")
        await opened.press("ctrl+r")
        assert await opened.shown("Redone: speakers named")
        assert "问者" not in speakers(opened)


@pytest.mark.usefixtures("unsure")
@pytest.mark.parametrize(("words", "is_one"), [("they speak", True), ("they don't", False)])
async def test_a_click_on_a_key_says_it(opening: Opening, file: Path, words: str, is_one: bool) -> None:
    async with opening(path=file, size=(60, 20)) as opened:
        row = next(y for y, line in enumerate(opened.lines()) if words in line)
        await opened.pilot.click(offset=(opened.lines()[row].index(words) + 2, row))
        await opened.settled()
        assert sidecar.load(file) == Sidecar(labels={"问者": is_one, "答者": is_one})


@pytest.mark.usefixtures("unsure")
async def test_another_window_hears_of_it(opening: Opening, file: Path) -> None:
    async with opening(path=file) as opened:
        await opened.until(lambda: opened.screen.file_watch._sidecar is None, "the watch")
        await opened.said_elsewhere(beside(file), '[labels]\n"问者" = true\n"答者" = true\n')
        assert await opened.shown("Who speaks was said elsewhere. R reloads it.")
        await opened.press("R")
        await opened.until(lambda: opened.screen.interview.sure, "the other window's word")


async def test_where_nobody_speaks_a_line_says_what_might_be_labels(
    opening: Opening, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(label_doubts, "_WORTH_TELLING", 0.0)
    sidecar.write(file, Sidecar(labels={"问者": False, "答者": False}))
    async with opening(path=file) as opened:
        assert speakers(opened) == {}
        assert await opened.shown("No speakers. These might be labels: 注意 (P)")


@pytest.mark.usefixtures("unsure")
async def test_where_nobody_is_likely_to_speak_one_key_says_that_nobody_does(
    opening: Opening, file: Path
) -> None:
    sidecar.write(file, Sidecar(labels={"问者": False, "答者": False}))
    async with opening(path=file) as opened:
        assert await opened.shown("No speakers. These might be labels: 注意 (P)")
        assert "they speak" not in opened.text()
        await opened.press("plus", "minus")
        assert await opened.shown("注意: no labels, as you said")
        assert sidecar.load(file) == Sidecar(labels=dict.fromkeys(["问者", "答者", "注意"], False))


# -- a library -----------------------------------------------------------------------------------------------


def library_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]) -> FangtanApp:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    folder = Path("talks")
    folder.mkdir()
    for number, name in enumerate(names):
        (folder / f"{name}.md").write_text(f"# {name}\n\n{TALK}\n\n问者：{number}？\n", "utf-8")
    return FangtanApp(None, [folder], settings=Settings(), data=tmp_path / "data")


async def listed(app: FangtanApp, pilot: Pilot[int]) -> LibraryScreen:
    screen = app.screen
    assert isinstance(screen, LibraryScreen)
    await until(pilot, lambda: screen.interviews.all and screen.is_read, "the list")
    await pilot.pause()
    return screen


@pytest.mark.usefixtures("unsure", "read_here")
async def test_a_library_says_which_are_unsure_and_goes_through_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = library_of(tmp_path, monkeypatch, ("ant", "bee", "cow"))
    sidecar.write(Path("talks/bee.md"), Sidecar(labels={"问者": True, "答者": True}))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await listed(app, pilot)
        opened = Opened(app, pilot)
        assert await opened.shown("2 unsure who speaks")
        doubted = [
            line.split()[0] for line in opened.lines() if "who speaks?" in line and "Outline" not in line
        ]
        assert {"ant", "cow"} <= set(doubted)
        assert "bee" not in doubted
        await opened.press("w")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen), "the first one")
        assert opened.screen.interview.title == "ant"
        await until(pilot, lambda: opened.screen.session.collection is not None, "the collection")
        assert "W next unsure" in opened.text()
        await opened.press("plus")
        assert await opened.shown("labels, as you said")
        await opened.press("W")
        await until(pilot, lambda: opened.screen.interview.title == "cow", "the next one")
        await until(pilot, lambda: opened.screen.session.collection is not None, "the collection")
        await opened.press("W")
        await until(pilot, lambda: app.screen is screen, "the list")
        assert await opened.shown("That was the last interview in which it was not sure who speaks.")
        # Out of a walk there is no next one.
        await opened.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen), "an interview")
        assert "W next unsure" not in opened.text()


@pytest.mark.usefixtures("read_here")
async def test_a_library_without_doubts_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = library_of(tmp_path, monkeypatch, ("ant",))
    async with app.run_test(size=(60, 20)) as pilot:
        await listed(app, pilot)
        opened = Opened(app, pilot)
        assert "unsure" not in opened.text()
        await opened.press("w")
        assert await opened.shown("In none of these interviews is it unsure who speaks.")


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is read by this process, in a thread, where the tests' own doubts are known."""
    from tui.app.library.indexing import Indexing

    async def read(self: Indexing) -> None:
        self._reading, self.done, self.whole = True, 0, 0
        try:
            await self._read_in_thread()
        finally:
            self._reading, self.whole = False, 0
            self.screen.show_state()

    monkeypatch.setattr(Indexing, "_read_once", read)


# -- what it looks like --------------------------------------------------------------------------------------

STEPS: dict[str, list[str]] = {
    "unsure": [],
    "list": ["P"],
    "of-a-label": ["P", "down", "down", "enter"],
    "label": ["P", "down", "down", "plus"],
    "no-label": ["P", "down", "minus"],
    "accepted": ["plus"],
    "refused": ["minus"],
    "pattern": ["P", "p", *r"^(?P<name>\S\S)："],
}


def steps(keys: list[str]) -> Callable[[Pilot[int]], object]:
    async def act(pilot: Pilot[int]) -> None:
        await before([])(pilot)  # type: ignore[misc]
        for key in keys:
            await pilot.press(key)
            await Opened(pilot.app, pilot).settled()  # type: ignore[arg-type]
        opened = Opened(pilot.app, pilot)  # type: ignore[arg-type]
        if keys[-1:] == ["："]:
            assert await opened.shown("more")

    return act


@pytest.mark.usefixtures("unsure")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", STEPS)
def test_screen(snap_compare: Compare, file: Path, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    app = FangtanApp(read(file), [], settings=Settings(), data=tmp_path / "data")
    assert snap_compare(app, terminal_size=size, run_before=steps(STEPS[name]))


@pytest.mark.usefixtures("unsure")
@pytest.mark.parametrize("name", ["unsure", "list"])
def test_light_and_chinese(snap_compare: Compare, file: Path, tmp_path: Path, name: str) -> None:
    set_language("zh_CN")
    app = FangtanApp(read(file), [], settings=Settings(theme="light"), data=tmp_path / "data")
    assert snap_compare(app, terminal_size=SIZES[0], run_before=steps(STEPS[name]))


@pytest.mark.usefixtures("unsure", "read_here")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_library(
    snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    app = library_of(tmp_path, monkeypatch, ("ant", "bee"))
    sidecar.write(Path("talks/bee.md"), Sidecar(labels={"问者": True, "答者": True}))

    async def act(pilot: Pilot[int]) -> None:
        await listed(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=act)
