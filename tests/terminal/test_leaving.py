"""Leaving while another program keeps the collection locked: nothing that was taken is dropped on any way."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tui.store.sqlite.opening import NAME

from .conftest import Open
from .harness import FANGTAN, Terminal, assert_given_back, environment

pytestmark = pytest.mark.terminal

WORDS = "我们先做了一个很小的模型。"
TALK = (
    f"# 访谈\n\n问：你们是怎么开始的？\n\n答：{WORDS}后来才有了别的。\n\n问：后来呢？\n\n答：后来就好了。\n"
)


def run(home: Path, *arguments: str) -> str:
    """What the command says beside the open application, on the same collection."""
    done = subprocess.run(
        [*FANGTAN, *arguments], env=environment(home), cwd=home, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def quotes(home: Path) -> list[str]:
    """The words of all quotes on the disk."""
    return [quote["text"] for quote in json.loads(run(home, "quotes", "list", "talk.md", "--json"))]


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Another program in the midst of writing."""
    other = sqlite3.connect(home / "data" / NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "talk.md").write_text(TALK, "utf-8")
    run(tmp_path, "quotes", "add", "talk.md", "--turn", "1")
    return tmp_path


def take(terminal: Terminal) -> None:
    """Collect the words, though they can't be written."""
    terminal.type("/很小的模型")
    terminal.wait_for("exact")
    terminal.type("\r")
    terminal.wait_for(lambda: "exact" not in terminal.text())
    terminal.type("a")
    terminal.wait_for("Still being written")


def opened(open_terminal: Open, *arguments: str) -> Terminal:
    terminal = open_terminal(*(arguments or ("talk.md",)))
    terminal.wait_for("你们是怎么开始的？")
    # One, or one more where what waited has been taken in by then.
    terminal.wait_for(lambda: re.search(r"Quotes +\d", terminal.text()))
    return terminal


def unkept(home: Path) -> list[Path]:
    return sorted((home / "data").glob("unkept-*.json"))


@pytest.mark.parametrize("key", ["q", "\x11"], ids=["q", "Ctrl+Q"])
def test_leaving_waits_until_the_quote_is_written(key: str, open_terminal: Open, home: Path) -> None:
    terminal = opened(open_terminal)
    with locked(home):
        take(terminal)
        terminal.type(key)
        terminal.wait_for("1 change is not in the collection yet")
        terminal.wait_for(WORDS)
        # By now the first attempt was given up, and why is said.
        terminal.wait_for("another program keeps")
        assert not terminal.ended()
    assert terminal.exit_status() == 0
    assert_given_back(terminal)
    assert quotes(home) == ["你们是怎么开始的？", WORDS]
    assert not unkept(home)
    assert "Traceback" not in terminal.text()


def to_a_file(terminal: Terminal) -> None:
    """Leave for a file instead of waiting."""
    terminal.wait_for("1 change is not in the collection yet")
    terminal.type("\x1b[B\r")


def test_what_is_not_written_goes_into_a_file_that_is_taken_in_again(open_terminal: Open, home: Path) -> None:
    terminal = opened(open_terminal)
    with locked(home):
        take(terminal)
        terminal.type("q")
        to_a_file(terminal)
        assert terminal.exit_status() == 0
        assert_given_back(terminal)
        (file,) = unkept(home)
        assert "1 change could not be written to the collection." in terminal.text()
        assert str(file) in terminal.run_on()
        assert "Traceback" not in terminal.text()
    assert quotes(home) == ["你们是怎么开始的？"]
    run(home, "quotes", "import", str(file), "talk.md")
    assert quotes(home) == ["你们是怎么开始的？", WORDS]
    # The next start knows it already, and clears it away.
    again = open_terminal("talk.md")
    again.wait_for("1 was here already")
    assert not unkept(home)
    assert quotes(home) == ["你们是怎么开始的？", WORDS]


def test_whoever_goes_on_reading_is_told_and_loses_nothing(open_terminal: Open, home: Path) -> None:
    terminal = opened(open_terminal)
    with locked(home):
        take(terminal)
        terminal.type("q")
        terminal.wait_for("1 change is not in the collection yet")
        terminal.type("\x1b")
        terminal.wait_for(lambda: "Not written yet" not in terminal.text())
    terminal.wait_for("Quotes  2")
    terminal.type("q")
    assert terminal.exit_status() == 0
    assert quotes(home) == ["你们是怎么开始的？", WORDS]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, None])
def test_where_nobody_can_be_asked_it_goes_into_a_file(
    number: signal.Signals | None, open_terminal: Open, home: Path
) -> None:
    terminal = opened(open_terminal)
    with locked(home):
        take(terminal)
        if number is None:
            terminal.hang_up()
        else:
            terminal.signal(number)
        assert terminal.exit_status() != 0
        assert len(unkept(home)) == 1
        assert "Traceback" not in terminal.text()
    again = opened(open_terminal)
    again.wait_for("Taken in what could not be written last time: 1 quote imported")
    assert not unkept(home)
    assert quotes(home) == ["你们是怎么开始的？", WORDS]


def test_a_note_that_is_being_written_is_in_the_file_too(open_terminal: Open, home: Path) -> None:
    terminal = opened(open_terminal)
    with locked(home):
        terminal.type("c\x1b")
        terminal.wait_for("你们是怎么开始的？")
        terminal.type("gjm")
        terminal.wait_for("Keep (F2)")
        terminal.type("别忘了")
        terminal.wait_for("别忘了")
        terminal.signal(signal.SIGTERM)
        assert terminal.exit_status() != 0
        (file,) = unkept(home)
    assert "别忘了" in file.read_text("utf-8")


def test_the_way_back_to_a_library_waits_too(open_terminal: Open, home: Path) -> None:
    (home / "other.md").write_text(TALK.replace("模型", "东西"), "utf-8")
    terminal = open_terminal(".")
    terminal.wait_for("Library")
    terminal.type("/很小的模型")
    terminal.wait_for("很小的模型。")
    terminal.type("\r")
    terminal.wait_for("Quotes  1")
    with locked(home):
        terminal.type("a")
        terminal.wait_for("Still being written")
        terminal.type("q")
        to_a_file(terminal)
        terminal.wait_for("Library")
        terminal.wait_for("1 change could not be written")
        terminal.type("q")
        assert terminal.exit_status() == 0
        (file,) = unkept(home)
    assert str(file) in terminal.run_on()
    assert quotes(home) == ["你们是怎么开始的？"]


def test_in_a_kiosk_no_path_is_told_and_the_next_start_takes_it_in(open_terminal: Open, home: Path) -> None:
    folder = home / "talks"
    folder.mkdir()
    (folder / "talk.md").write_text(TALK, "utf-8")
    (folder / "other.md").write_text(TALK.replace("模型", "东西"), "utf-8")

    def start() -> Terminal:
        terminal = open_terminal("--kiosk", str(folder), "--data", str(home / "data"))
        terminal.wait_for("Library")
        terminal.type("/很小的模型")
        terminal.wait_for("很小的模型。")
        terminal.type("\r")
        terminal.wait_for("Quotes")
        return terminal

    terminal = start()
    terminal.wait_for("Quotes  1")
    with locked(home):
        terminal.type("a")
        terminal.wait_for("Still being written")
        terminal.type("\x11")
        to_a_file(terminal)
        terminal.wait_for(terminal.ended)
        terminal.wait_for("It is kept, and will be taken in")
        assert str(home) not in terminal.run_on()
    start().wait_for("Taken in what could not be written last time: 1 quote imported")
    assert not unkept(home)


def test_where_the_place_can_not_be_written_nothing_complains(open_terminal: Open, home: Path) -> None:
    with locked(home):
        terminal = open_terminal("talk.md")
        # To read needs no lock: what is there is shown.
        terminal.wait_for("Quotes  1")
        terminal.type("q")
        assert terminal.exit_status() == 0
        assert_given_back(terminal)
    assert terminal.text().strip() == ""
