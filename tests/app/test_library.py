"""A folder in the application: its list, the search over all of it, its quotes, and files that change."""

from __future__ import annotations

import gc
import shutil
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from tests.app.conftest import Opened
from tests.library.making import TALKS
from tests.library.test_damage import DAMAGES
from tui.app.application import FangtanApp
from tui.app.library.screen import LibraryScreen
from tui.app.reading.screen import ReadingScreen
from tui.interview.model.place import Passage, Place
from tui.interview.reading import read
from tui.library import collection
from tui.library.building import refresh
from tui.library.rows import Column
from tui.quotes.collection import Collection
from tui.settings import Settings
from tui.store.sqlite.opening import open_database
from tui.store.sqlite.positions import remember


class InLibrary(Opened):
    """A running application on a folder."""

    @property
    def library(self) -> LibraryScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, LibraryScreen))

    async def until_read(self, count: int) -> None:
        await self.until(
            lambda: (
                len([r for r in self.library.interviews.all if r.entry]) == count
                and not self.library.indexing.is_running
            )
        )
        await self.settled()

    def reading(self) -> bool:
        return isinstance(self.app.screen, ReadingScreen)

    def titles(self) -> list[str]:
        return [row.title for row in self.library.list.rows]


Opening = Callable[..., AbstractAsyncContextManager[InLibrary]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "talks"
    made.mkdir()
    for name, text in TALKS.items():
        (made / name).write_text(text, "utf-8")
    return made


@pytest.fixture
def opening_folder(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    @asynccontextmanager
    async def open_app(size: tuple[int, int] = (120, 40)) -> AsyncIterator[InLibrary]:
        app = FangtanApp(None, [folder], settings=Settings(), data=tmp_path / "data")
        async with app.run_test(size=size, notifications=True) as pilot:
            opened = InLibrary(app, pilot)
            await opened.until_read(len(list(folder.iterdir())))
            yield opened

    return open_app


async def test_the_list_tells_of_each_interview(opening_folder: Opening) -> None:
    async with opening_folder() as opened:
        assert opened.titles() == ["A letter", "登山的人", "造船的人"]
        (line,) = [line for line in opened.lines() if "登山的人" in line]
        for words in ("周远, 记者", "2023-05-06"):
            assert words in line
        assert "3 interviews" in opened.text()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_it_fits_every_terminal(opening_folder: Opening, size: tuple[int, int]) -> None:
    async with opening_folder(size) as opened:
        assert all(title in opened.text() for title in opened.titles())
        assert "Length" in opened.text()
        assert ("People" in opened.text()) == (size[0] >= 80)
        assert "q quit" in opened.text()


async def test_enter_opens_and_leaving_comes_back_to_the_row(opening_folder: Opening) -> None:
    async with opening_folder() as opened:
        await opened.press("j", "j", "enter")
        await opened.until(opened.reading)
        assert opened.screen.interview.path.endswith("船.txt")
        await opened.press("G", "a")
        await opened.press("q")
        await opened.until(lambda: opened.library.interviews.all[2].known.quotes == 1)
        assert opened.library.list.highlighted == 2
        (line,) = [line for line in opened.lines() if "造船的人" in line]
        assert line.rstrip(" █").endswith("1")
        assert "%" in line


async def test_sorting_by_key_and_by_click(opening_folder: Opening) -> None:
    async with opening_folder() as opened:
        await opened.press("j", "k")
        assert opened.library.list.in_hand.title == "A letter"  # type: ignore[union-attr]
        await opened.press("S")
        assert opened.titles() == ["造船的人", "登山的人", "A letter"]
        # What was in hand stays so.
        assert opened.library.list.in_hand.title == "A letter"  # type: ignore[union-attr]
        heads = next(at for at, line in enumerate(opened.lines()) if "Length" in line)
        await opened.pilot.click(offset=(opened.lines()[heads].index("Date") + 1, heads))
        assert opened.titles()[0] == "登山的人"
        assert opened.library.interviews.column is Column.DATE
        await opened.press("s")
        longest = max(opened.library.interviews.all, key=lambda row: row.characters)
        assert opened.titles()[0] == longest.title


async def test_it_is_found_again_as_it_was_left(opening_folder: Opening) -> None:
    async with opening_folder() as opened:
        await opened.press("s", "s", "s", "S", "j")
        column, titles = opened.library.interviews.column, opened.titles()
        row = opened.library.list.in_hand
        await opened.press("T")
        theme = opened.app.theme
        await opened.settled()
    async with opening_folder() as opened:
        assert opened.library.interviews.column is column is Column.LENGTH
        assert opened.titles() == titles
        assert row is not None
        assert opened.library.list.in_hand.path == row.path  # type: ignore[union-attr]
        await opened.until(lambda: opened.app.theme == theme)


async def test_filtering_as_one_types(opening_folder: Opening) -> None:
    async with opening_folder() as opened:
        await opened.press("f")
        await opened.type("linyi")
        assert opened.titles() == ["造船的人"]
        await opened.type("zzz")
        assert opened.titles() == []
        assert await opened.shown("No interview has these words")
        await opened.press("escape")
        assert len(opened.titles()) == 3


async def test_a_search_over_all_lands_on_the_passage_and_comes_back(opening_folder: Opening) -> None:
    async with opening_folder() as opened:
        await opened.press("slash")
        await opened.type("longgu")
        assert await opened.shown("龙骨")
        assert "造船的人" in opened.text()
        assert "登山的人" not in opened.text()
        await opened.press("enter")
        await opened.until(opened.reading)
        place = opened.screen.reader.cursor.start
        text = opened.screen.interview.paragraphs[place.paragraph].text
        assert "龙骨" in text
        await opened.until(lambda: bool(opened.screen.search.hits))
        await opened.press("escape")
        assert isinstance(opened.app.screen, LibraryScreen)
        assert opened.library.view == "results"
        assert "龙骨" in opened.text()
        await opened.press("escape")
        assert opened.library.view == "list"


async def test_nothing_found_says_what_to_try(opening_folder: Opening) -> None:
    async with opening_folder() as opened:
        await opened.press("slash")
        assert await opened.shown("at:12:30")
        await opened.type("kubernetes")
        assert await opened.shown("Nothing found.")


async def test_what_is_read_meanwhile_is_found_too(opening_folder: Opening, folder: Path) -> None:
    async with opening_folder() as opened:
        await opened.press("slash")
        await opened.type("龙骨")
        assert await opened.shown("龙骨")
        opened.library.results.focus()
        await opened.press("g")
        (folder / "新.md").write_text("# 新船\n\n问：龙骨？\n\n答：龙骨。\n", "utf-8")
        assert await opened.shown("新船")
        assert len(opened.library.results.groups) == 2


async def test_what_is_saved_while_more_is_read_is_found_at_once(
    opening_folder: Opening, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.library.indexing._SHOWN_EVERY", 0.0)
    async with opening_folder() as opened:
        await opened.press("slash")
        await opened.type("龙骨")
        assert await opened.shown("造船的人")
        opened.library.indexing.end()
        (folder / "新.md").write_text("# 新船\n\n问：龙骨？\n\n答：龙骨。\n", "utf-8")
        library = opened.library.library
        refresh(library.roots, library.folder)
        await opened.library.indexing._take({"done": 1, "whole": 9, "saved": True})
        assert await opened.shown("新船")


async def test_more_hits_are_listed_on_demand(opening_folder: Opening, folder: Path) -> None:
    turns = "\n\n".join(f"问：第{n}艘船呢？\n\n答：龙骨{n}号。" for n in range(1, 9))
    (folder / "船队.md").write_text(f"# 船队\n\n{turns}\n", "utf-8")
    async with opening_folder() as opened:
        await opened.press("slash")
        await opened.type("龙骨")
        assert await opened.shown("5 more")
        results = opened.library.results
        results.focus()
        await opened.press("g", "enter")
        assert "more" not in opened.text()
        assert all(f"龙骨{n}号" in opened.text() for n in range(1, 9))
        await opened.press("enter")
        assert await opened.shown("5 more")


async def test_all_quotes_and_their_export(opening_folder: Opening, tmp_path: Path) -> None:
    async with opening_folder() as opened:
        await opened.press("c")
        assert await opened.shown("No quotes from these interviews yet")
        await opened.press("escape", "e")
        assert await opened.shown("There are no quotes to export yet")
        for keys in (("g", "j"), ("g", "j", "j")):
            await opened.press(*keys, "enter")
            await opened.until(opened.reading)
            await opened.press("G", "a", "k", "a")
            if len(keys) == 3:
                await opened.press("tab", "G", "K")
            await opened.press("q")
        await opened.until(lambda: len(opened.library.interviews.with_quotes) == 2)
        await opened.press("c")
        await opened.until(lambda: opened.library.all_quotes.count == 6)
        assert opened.text().index("登山的人") < opened.text().index("造船的人")
        await opened.press("e")
        assert await opened.shown("Export 4 quotes")
        target = tmp_path / "all.md"
        opened.app.screen.query_one("#file").value = str(target)  # type: ignore[attr-defined]
        await opened.press("f2")
        await opened.until(target.exists)
        assert await opened.shown("Written: all.md")
        await opened.settled()
        assert "Written: all.md" in opened.text()
        written = target.read_text("utf-8")
        assert written.index("# 登山的人") < written.index("# 造船的人")
        # In one of them the last sentence was put first; in the order of the text it comes last.
        by_hand = [line for line in written.splitlines() if line.startswith("> ")]
        assert len(by_hand) == 4
        await opened.press("e")
        target = tmp_path / "by place.md"
        opened.app.screen.query_one("#file").value = str(target)  # type: ignore[attr-defined]
        opened.app.screen.query_one("#by-place").value = True  # type: ignore[attr-defined]
        await opened.press("f2")
        await opened.until(target.exists)
        assert await opened.shown("Written: by place.md")
        await opened.settled()
        by_place = [line for line in target.read_text("utf-8").splitlines() if line.startswith("> ")]
        assert by_place == [*by_hand[:2], by_hand[3], by_hand[2]]
        # One is copied with the citation of its own interview, and with the title all of it.
        await opened.press("g", "j", "y")
        assert "登山的人" in opened.app.clipboard
        assert "钢琴也是这样学的" not in opened.app.clipboard
        await opened.press("j", "y")
        assert "钢琴也是这样学的" in opened.app.clipboard
        assert opened.app.clipboard.count("登山的人") == 1
        await opened.press("g", "y")
        assert opened.app.clipboard.count("登山的人") == 2
        assert "钢琴也是这样学的" in opened.app.clipboard
        await opened.press("G", "y")
        assert "造船的人" in opened.app.clipboard
        assert "登山的人" not in opened.app.clipboard
        # The quote in hand opens its interview where it stands.
        await opened.press("g", "j", "enter")
        await opened.until(opened.reading)
        quote = opened.screen.session.collection.quotes()[0]  # type: ignore[union-attr]
        assert opened.screen.reader.cursor.start.paragraph == quote.passage.start.paragraph  # type: ignore[union-attr]


async def test_files_come_and_go_and_the_row_in_hand_stays(opening_folder: Opening, folder: Path) -> None:
    async with opening_folder() as opened:
        await opened.press("j", "j")
        (folder / "aaa.md").write_text("# Aaa\n\nA new one.\n", "utf-8")
        await opened.until(lambda: "Aaa" in opened.titles())
        assert opened.library.list.in_hand.title == "造船的人"  # type: ignore[union-attr]
        (folder / "登山.md").unlink()
        await opened.until(lambda: "登山的人" not in opened.titles())
        assert opened.library.list.in_hand.title == "造船的人"  # type: ignore[union-attr]
        (folder / "船.txt").write_text(TALKS["船.txt"].replace("造船的人", "造舟的人", 1), "utf-8")
        await opened.until(lambda: "造舟的人" in opened.titles())


async def test_a_file_that_vanished_is_one_line(opening_folder: Opening, folder: Path) -> None:
    async with opening_folder() as opened:
        opened.library.indexing.end()
        (folder / "letter.md").unlink()
        await opened.press("enter")
        assert await opened.shown("no such file")
        assert not opened.reading()


async def test_a_file_that_changes_while_it_is_read(opening_folder: Opening, folder: Path) -> None:
    async with opening_folder() as opened:
        await opened.press("j", "j", "enter")
        await opened.until(opened.reading)
        await opened.until(lambda: opened.screen.session.collection is not None)
        await opened.press("G", "a")
        here = opened.screen.interview.paragraphs[opened.screen.reader.cursor.start.paragraph].text
        assert not opened.screen.file_watch.has_changed
        new = TALKS["船.txt"].replace("造船的人\n", "造船的人\n\n编者按：多了一段。\n", 1)
        (folder / "船.txt").write_text(new, "utf-8")
        assert await opened.shown("R reloads it")
        before = opened.screen
        await opened.press("R")
        await opened.until(lambda: opened.reading() and opened.screen is not before)
        await opened.until(lambda: opened.screen.session.collection is not None)
        await opened.settled()
        screen = opened.screen
        assert "多了一段" in screen.interview.source
        assert screen.interview.paragraphs[screen.reader.cursor.start.paragraph].text == here
        (quote,) = screen.session.collection.quotes()  # type: ignore[union-attr]
        assert quote.state == "ok"
        (folder / "船.txt").unlink()
        assert await opened.shown("The file is gone")


async def test_help_and_palette_know_the_library(opening_folder: Opening) -> None:
    async with opening_folder() as opened:
        await opened.press("question_mark")
        assert await opened.shown("Search all interviews as you type")
        await opened.press("escape", "ctrl+p")
        await opened.type("quotes of")
        assert await opened.shown("All quotes of these interviews")


@pytest.mark.parametrize("asks", [True, False], ids=["asked for more", "drawn anew"])
@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_index_is_made_again_and_said_in_one_line(
    opening_folder: Opening, damage: Callable[[Path], None], asks: bool
) -> None:
    async with opening_folder() as opened:
        await opened.press("slash")
        await opened.type("龙骨")
        assert await opened.shown("造船的人")
        for path in [*opened.library.library.folder.iterdir()]:
            if path.suffix or (asks and path.name == "catalogue"):
                damage(path)
        if asks:
            await opened.type(" 图纸")
        else:
            # What is on the screen is made anew.
            opened.library.results.fill(opened.library.results.count, 1)
        assert await opened.shown("A part of the index was damaged")
        await opened.until(lambda: len(opened.library.results.groups) == 1)
        assert await opened.shown("先有图纸，再有龙骨")


async def test_a_cleared_cache_is_filled_again(opening_folder: Opening) -> None:
    async with opening_folder() as opened:
        shutil.rmtree(opened.library.library.folder.parent)
        opened.library.look_at_collection()
        await opened.until(lambda: any(opened.library.library.folder.glob("*.shard")))
        await opened.until(lambda: all(row.entry for row in opened.library.interviews.all))
        await opened.press("slash")
        await opened.type("龙骨")
        assert await opened.shown("先有图纸，再有龙骨")


def take_elsewhere(tmp_path: Path, path: Path) -> None:
    """Take the last sentence of an interview as another window does."""
    interview = read(path)
    number = len(interview.paragraphs) - 1
    text = interview.paragraphs[number].text
    with open_database(tmp_path / "data") as database:
        quotes = Collection(database, interview)
        quotes.add(Passage(Place(number, text.index("：") + 1), Place(number, len(text))))
        remember(database, interview, Place(number, 0))


async def test_what_another_window_takes_and_reads_is_seen(
    opening_folder: Opening, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.library.overview_watch.LOOK_EVERY", 0.05)
    async with opening_folder() as opened:
        take_elsewhere(tmp_path, folder / "登山.md")
        await opened.until(lambda: [row.known.quotes for row in opened.library.list.rows] == [0, 1, 0])
        (line,) = [line for line in opened.lines() if "登山的人" in line]
        assert "%" in line
        await opened.press("c")
        assert await opened.shown("钢琴也是这样学的")
        assert await opened.shown("1 quote")
        # One of an interview that had none is there too, and what is in hand stays so.
        await opened.press("g")
        take_elsewhere(tmp_path, folder / "船.txt")
        assert await opened.shown("等木头干，要等三年")
        assert "2 quotes" in opened.text()
        found = opened.library.all_quotes.in_hand
        assert found is not None
        assert found[0].interview.path.endswith("登山.md")
        assert found[1] is None


async def test_nothing_is_looked_up_while_nothing_is_written(
    opening_folder: Opening, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.library.overview_watch.LOOK_EVERY", 0.02)
    async with opening_folder() as opened:
        take_elsewhere(tmp_path, folder / "登山.md")
        await opened.until(lambda: sum(row.known.quotes for row in opened.library.list.rows) == 1)
        await opened.press("c")
        looks = 0
        stamp = collection.stamp

        def counted(data: Path) -> object:
            nonlocal looks
            looks += 1
            return stamp(data)

        await opened.settled()
        monkeypatch.setattr(collection, "stamp", counted)
        known, since = opened.library.interviews.overview, 0

        def is_still() -> bool:
            nonlocal known, since
            if opened.library.interviews.overview is not known:
                known, since = opened.library.interviews.overview, looks
            return looks - since >= 8

        await opened.until(is_still)


async def test_leaving_in_the_midst_of_a_search_leaves_nothing_behind(opening_folder: Opening) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        async with opening_folder() as opened:
            screen = opened.library
            opened.app.exit(0)
            screen.search.ask("龙骨")
            await opened.pilot.pause()
            screen.search.ask("桅杆")
        gc.collect()
    assert [str(one.message) for one in caught if issubclass(one.category, RuntimeWarning)] == []


async def test_the_filter_counts_what_is_there_now(opening_folder: Opening, folder: Path) -> None:
    async with opening_folder() as opened:
        await opened.press("f")
        await opened.type("的人")
        assert await opened.shown("2/3")
        (folder / "船.txt").unlink()
        await opened.until(lambda: "1/2" in opened.text())
        assert "1 of 2 interviews" in opened.text()


async def test_the_direction_is_seen_of_every_column(opening_folder: Opening) -> None:
    for size in ((120, 40), (80, 24), (60, 20)):
        async with opening_folder(size) as opened:
            opened.library.interviews.column = Column.TITLE
            opened.library.interviews.sort_by(Column.QUOTES)
            await opened.pilot.pause()
            assert "Quotes ▾" in opened.text()
            opened.library.interviews.turn_order()
            await opened.pilot.pause()
            assert "Quotes ▴" in opened.text()


async def test_an_empty_folder_says_what_to_do_and_notices_the_first_file(
    opening_folder: Opening, folder: Path
) -> None:
    for path in folder.iterdir():
        path.unlink()
    async with opening_folder() as opened:
        assert "No interviews here yet" in opened.text()
        (folder / "船.txt").write_text(TALKS["船.txt"], "utf-8")
        await opened.until(lambda: opened.titles() == ["造船的人"])


async def test_a_folder_with_more_than_is_looked_through_is_told_of(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("tui.library.folder.MOST_FILES", 2)
    app = FangtanApp(None, [folder], settings=Settings(), data=tmp_path / "data")
    async with app.run_test(size=(120, 40)) as pilot:
        opened = InLibrary(app, pilot)
        assert await opened.shown("only the first 2 interviews are listed")
