"""A fault that nobody thought of: one line, no traceback, and what a person has done is kept."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .conftest import Open
from .harness import assert_given_back

pytestmark = pytest.mark.terminal

BROKEN = """
import sys
from tui.app.reading.screen import ReadingScreen
from tui.kiosk.policy import Closed
def broken(self, *_):
    secret = "what a variable held"
    raise {error}
{place}
from tui.cli import main
sys.exit(main(sys.argv[1:]))
"""
BY_KEY = "ReadingScreen.show_help = broken"
IN_A_WORKER = """
async def work(self): broken(self)
ReadingScreen.show_help = lambda self: self.run_worker(work(self)) and None
"""
IN_THE_KEYS = """
from tui.app.terminal.driver import FangtanDriver
read = FangtanDriver._read
FangtanDriver._read = lambda self: broken(self) if (data := read(self)) == b"?" else data
"""


def broken(place: str, error: str) -> tuple[str, ...]:
    return sys.executable, "-c", BROKEN.format(place=place, error=error)


@pytest.mark.parametrize("place", [BY_KEY, IN_A_WORKER, IN_THE_KEYS], ids=["key", "worker", "keys"])
def test_it_is_one_line_and_all_is_kept(open_terminal: Open, tmp_path: Path, place: str) -> None:
    terminal = open_terminal(argv=broken(place, "ZeroDivisionError('x')"))
    terminal.wait_for("如果所有人都觉得你正常")
    terminal.type("}}}a")
    terminal.wait_for("Collected.")
    seen = terminal.screen()[5:20]
    terminal.type("?")
    assert terminal.exit_status() == 2
    assert_given_back(terminal)
    behind = terminal.output.rpartition(b"\x1b[?1049l")[2].decode()
    assert behind.count("\n") == 1
    assert "An unexpected error has occurred (ZeroDivisionError)" in behind
    assert "Your quotes and your place are kept." in behind
    assert b"Traceback" not in terminal.output
    log = tmp_path / "data" / "failures.log"
    assert str(log) in behind
    assert "Traceback" in log.read_text()
    assert "what a variable held" not in log.read_text().replace('secret = "what a variable held"', "")
    again = open_terminal()
    again.wait_for(lambda: again.screen()[5:20] == seen)


@pytest.mark.parametrize("error", ["ZeroDivisionError('x')", "Closed(13, 'not here', '/srv/secret')"])
def test_a_kiosk_tells_nobody_what_lies_where(open_terminal: Open, tmp_path: Path, error: str) -> None:
    folder = tmp_path / "interviews"
    folder.mkdir()
    (folder / "一.md").write_text("# 一\n\n问：你好吗？\n\n答：很好，谢谢。\n", "utf-8")
    data = tmp_path / "own"
    terminal = open_terminal("--kiosk", str(folder), "--data", str(data), argv=broken(BY_KEY, error))
    terminal.wait_for("很好")
    terminal.type("a")
    terminal.wait_for("Collected.")
    terminal.type("?")
    assert terminal.exit_status() == 2
    behind = terminal.output.rpartition(b"\x1b[?1049l")[2].decode()
    assert behind.count("\n") == 1
    assert "Your quotes and your place are kept." in behind
    assert str(tmp_path) not in behind
    assert "/srv" not in behind
    assert b"Traceback" not in terminal.output
    assert not list(data.glob("*.log"))


def test_a_command_says_one_line_too(open_terminal: Open) -> None:
    place = "import tui.cli.reading\nimport tui.interview.reading\ntui.interview.reading.read = broken"
    terminal = open_terminal("info", argv=broken(place, "ZeroDivisionError('x')"))
    assert terminal.exit_status() == 2
    assert b"Traceback" not in terminal.output
    assert "errorhasoccurred(ZeroDivisionError)" in terminal.run_on()
