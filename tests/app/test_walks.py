"""Walks through the application: what each key and each click changes on the screen, word for word.

A walk is a text file. A line that begins with ">" holds keys, and behind a bar what is waited for; with ">:"
words that are typed; with "%" something else that is done (see `Walk`); with "#" a remark. What comes of them
follows, as far as it is new: the rows of the screen by their number, what has the focus and which item of it
is in hand, the sentence and the word in hand, what is selected, what is marked, what was copied.

`pytest -n 0 tests/app/test_walks.py --snapshot-update` writes down what comes of them today; then read it.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, TextArea

from tests.app.conftest import Opened
from tests.cli.files import FILES
from tui.app.application import FangtanApp
from tui.app.library.screen import LibraryScreen
from tui.app.reading.screen import ReadingScreen
from tui.app.session.session import Session
from tui.interview.reading import read
from tui.locale import set_language
from tui.quotes.collection import Collection
from tui.settings import Settings
from tui.store.sqlite.opening import open_database
from tui.text.width import text_width

_ID = re.compile(r"\bq-[a-z0-9]{10}\b")
_GAP = re.compile(" {4,}")
WALKS = sorted((Path(__file__).parent / "walks").glob("*.txt"))


class Walk(Opened):
    """What is done in an application, and what is seen of it."""

    def __init__(self, app: FangtanApp, pilot: Pilot[int]) -> None:
        super().__init__(app, pilot)
        self._seen: dict[str, str] = {}
        self._ids: dict[str, str] = {}

    def changed(self) -> list[str]:
        """What is seen now and was not before, a line each."""
        now = self._facts()
        names = [name for name in {**self._seen, **now} if now.get(name) != self._seen.get(name)]
        self._seen = now
        return [f"{name} {now.get(name, '—')}".rstrip() for name in names]

    def _facts(self) -> dict[str, str]:
        # How wide a gap is, the pictures show.
        facts = {f"{row:02d}|": _GAP.sub("   ", line).rstrip() for row, line in enumerate(self.lines())}
        screen = self.app.screen
        facts["focus:"] = _name(screen.focused) if screen.focused else "nothing"
        # Which one is in hand, the list shows by its colour alone.
        item = getattr(screen.focused, "highlighted", None)
        facts["item:"] = "none" if item is None else str(item)
        if isinstance(screen, ReadingScreen):
            reader, words = screen.reader, screen.interview.words
            facts["sentence:"] = words(reader.cursor).replace("\n", "⏎")
            facts["word:"] = words(reader.word) if reader.word else "none"
            selected = words(reader.selection.passage) if reader.selection else "nothing"
            facts["selected:"] = selected.replace("\n", "⏎")
            marks = reader.marks
            facts["hits:"] = " / ".join(map(words, marks.hits.sorted)) or "none"
            facts["hit in hand:"] = words(marks.hit_in_hand) if marks.hit_in_hand else "none"
            quotes = [f"{words(one)} ({marks.colours[one]})" for one in marks.quotes.sorted]
            facts["quotes in the text:"] = " / ".join(quotes).replace("\n", "⏎") or "none"
        facts = {name: self._same(words) for name, words in facts.items()}
        facts["copied:"] = self._same(self.app.clipboard.replace("\n", "⏎")) or "nothing"
        facts["theme:"] = self.app.theme
        return facts

    def _same(self, words: str) -> str:
        """The words with the ids of quotes, which are others at each run, named in the order they come in."""
        return _ID.sub(lambda id: self._ids.setdefault(id[0], f"q-{len(self._ids) + 1}"), words)

    async def do(self, line: str) -> None:
        """What a line of a walk says."""
        sign, _, given = line.partition(" ")
        if sign == ">":
            keys, _, awaited = given.partition(" | ")
            await self.press(*keys.split())
            assert not awaited or await self.shown(awaited)
        elif sign == ">:":
            await self.type(given)
        else:
            deed, *words = shlex.split(given)
            await self._do(deed, *words)
            await self.settled()
        if isinstance(self.app.screen, ReadingScreen):
            await self.app.screen.quotes.queue.settled()
            await self.pilot.pause()

    async def _do(self, deed: str, *words: str) -> None:
        match deed, words:
            case "size", [columns, rows]:
                await self.pilot.resize_terminal(int(columns), int(rows))
            case "command", [id]:
                screen: Any = self.app.screen
                screen.do(id)
            case "click", [where, *more]:
                times = int(next((one for one in more if one.isdigit()), "1"))
                at = self._cell(where)
                await self.pilot.click(
                    offset=at, times=times, shift="shift" in more, control="control" in more
                )
            case "drag", [start, end]:
                await self.pilot.mouse_down(offset=self._cell(start))
                await self.pilot.hover(offset=self._cell(end))
                await self.pilot.mouse_up(offset=self._cell(end))
            case "wheel", [where, direction]:
                await self._wheel(where, down=direction == "down")
            case _:
                pytest.fail(f"nobody knows how to {deed} {words}")

    async def _wheel(self, where: str, *, down: bool) -> None:
        kind = events.MouseScrollDown if down else events.MouseScrollUp
        x, y = self._cell(where)
        widget, region = self.app.screen.get_widget_at(x, y)
        widget.post_message(kind(widget, x - region.x, y - region.y, 0, 1, 0, False, False, False))
        await self.settled()

    def _cell(self, where: str) -> tuple[int, int]:
        """Where some words stand on the screen, or a place as "column,row"."""
        column, comma, row = where.partition(",")
        if comma and column.isdigit() and row.isdigit():
            return int(column), int(row)
        for y, line in enumerate(self.lines()):
            if (at := line.find(where)) >= 0:
                return text_width(line[:at]), y
        raise AssertionError(f"{where} is not on the screen:\n{self.text()}")


def _name(widget: Widget) -> str:
    """What has the focus, as a person would call it."""
    kinds = {Input: "a line", TextArea: "a text", OptionList: "a list", Button: "a button"}
    return next((name for kind, name in kinds.items() if isinstance(widget, kind)), widget.id or "the page")


@asynccontextmanager
async def walking(setting: str) -> AsyncIterator[Walk]:
    """The application on a file or folder, at a size: "FILE COLUMNS ROWS"."""
    name, columns, rows = setting.split()
    path = Path(name)
    interview, paths = (None, [path]) if path.is_dir() else (read(path), [])
    app = FangtanApp(interview, paths, settings=Settings(), data=Path("data").absolute())
    async with app.run_test(size=(int(columns), int(rows)), notifications=True) as pilot:
        walk = Walk(app, pilot)
        if interview is None:
            library = app.screen
            assert isinstance(library, LibraryScreen)
            await walk.until(
                lambda: all(row.entry for row in library.interviews.all) and not library.indexing.is_running,
                "the list",
            )
        else:
            await walk.until(lambda: walk.screen.session.collection is not None, "the collection")
            await walk.until(lambda: walk.screen.session.search_ready, "the search")
        await walk.settled()
        yield walk


def prepare(deed: str, *words: str) -> None:
    """Do something before the application is opened."""
    match deed, words:
        case "quote", [name, turn, *some]:
            with open_database(Path("data")) as database:
                Collection(database, read(name)).add_words(int(turn), *some)
        case "replace", [name, old, new]:
            text = Path(name).read_text("utf-8")
            assert old in text
            Path(name).write_text(text.replace(old, new), "utf-8")
        case "language", [language]:
            set_language(language)
        case _:
            pytest.fail(f"nobody knows how to {deed} {words}")


async def walked(script: str) -> str:
    """The walk anew: what is done in it, and what comes of it today."""
    lines = [line for line in script.splitlines() if line.startswith((">", "%", "#"))]
    opening = next(index for index, line in enumerate(lines) if line.startswith("% open "))
    told = lines[: opening + 1]
    for line in told[:-1]:
        if line.startswith("%"):
            prepare(*shlex.split(line.removeprefix("% ")))
    async with walking(lines[opening].removeprefix("% open ")) as walk:
        told += [f"  {one}" for one in walk.changed()]
        for line in lines[opening + 1 :]:
            told += ["", line]
            if not line.startswith("#"):
                await walk.do(line)
                told += [f"  {one}" for one in walk.changed()]
    return "\n".join(told) + "\n"


@pytest.mark.parametrize("path", WALKS, ids=lambda path: path.stem)
async def test_what_is_seen_is_what_was_written_down(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    for name, content in FILES.items():
        file = tmp_path / "here" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    # Words are cut the same, however soon a dictionary is loaded.
    monkeypatch.setattr(Session, "prepare_words", lambda _self: None)
    # Nothing is found of the desktop that the tests are run on.
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TMUX", "STY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    expected = path.read_text("utf-8")
    seen = await walked(expected)
    if request.config.getoption("--snapshot-update"):
        path.write_text(seen, "utf-8")
    else:
        assert seen == expected
