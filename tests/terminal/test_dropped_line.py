"""The line drops in the middle of reading: nothing runs on or is lost, the next start looks the same."""

from __future__ import annotations

import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from .conftest import Open
from .harness import PATIENCE, Terminal, assert_given_back, read_for_a_while
from .ssh_server import has_ended, until

pytestmark = pytest.mark.terminal

WORK = 0.7
"""Seconds of the processor that leaving may take; it takes a tenth. A loop that spins takes all there is."""


def hang_up(terminal: Terminal) -> None:
    terminal.hang_up()


def tell_of_it(terminal: Terminal) -> None:
    terminal.signal(signal.SIGHUP)


def ask_it_to_end(terminal: Terminal) -> None:
    terminal.signal(signal.SIGTERM)


def ask_it_to_end_while_nothing_is_taken(terminal: Terminal) -> None:
    # Ctrl+L draws everything: more than the terminal holds, and nobody reads.
    size = -1
    deadline = time.monotonic() + PATIENCE
    while (held := terminal.unread()) > size or held < 4000:
        assert time.monotonic() < deadline, f"only {held} bytes wait to be taken"
        size = held
        for _ in range(20):
            terminal.type("\x0c")
        time.sleep(0.3)
    terminal.signal(signal.SIGTERM)


@pytest.mark.parametrize(
    "drop",
    [hang_up, tell_of_it, ask_it_to_end, ask_it_to_end_while_nothing_is_taken],
    ids=lambda drop: drop.__name__,
)
def test_nothing_runs_on_and_nothing_is_lost(open_terminal: Open, drop: Callable[[Terminal], None]) -> None:
    terminal = open_terminal()
    terminal.wait_for("如果所有人都觉得你正常")
    read_for_a_while(terminal)
    seen = terminal.at_rest(1.0)
    process = psutil.Process(terminal.pid)
    running = [process, *process.children(recursive=True)]
    before = sum(_worked(each) for each in running)
    drop(terminal)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    deadline = time.monotonic() + PATIENCE
    while not terminal.ended():
        assert time.monotonic() < deadline, "it runs on"
        time.sleep(0.02)
    until(lambda: all(map(has_ended, running)), "a process of its is left")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - ended.ru_utime - ended.ru_stime - before
    assert worked < WORK, "it went round in a circle"
    again = open_terminal()
    again.wait_for(lambda: again.screen() == seen)


@pytest.mark.parametrize("key", ["f", "Z", "s"], ids=["first lines", "folded", "one voice"])
def test_an_overview_is_taken_up_again(open_terminal: Open, key: str) -> None:
    terminal = open_terminal()
    terminal.wait_for("如果所有人都觉得你正常")
    whole = terminal.screen()
    terminal.type("}" + key)
    terminal.wait_for(lambda: terminal.screen()[5:30] != whole[5:30])
    seen = terminal.at_rest(1.0)[:-2]
    terminal.hang_up()
    terminal.exit_status()
    again = open_terminal()
    again.wait_for(lambda: again.screen()[:-2] == seen)


@pytest.mark.parametrize("key", ["", "\x11"], ids=["by a signal", "by Ctrl+Q"])
@pytest.mark.parametrize(("opens", "words"), [("V", "y copies all"), ("m", "Note"), ("e", "Export")])
def test_from_wherever_it_is_left_the_terminal_is_given_back(
    open_terminal: Open, opens: str, words: str, key: str
) -> None:
    terminal = open_terminal()
    terminal.wait_for("如果所有人都觉得你正常")
    terminal.type("a")
    terminal.wait_for("Collected.")
    terminal.type(opens)
    terminal.wait_for(words)
    if key:
        terminal.type(key)
    else:
        terminal.signal(signal.SIGTERM)
    assert terminal.exit_status() == (0 if key else 143)
    assert_given_back(terminal)


def test_a_thread_that_never_ends_does_not_keep_a_person_from_leaving(
    open_terminal: Open, tmp_path: Path
) -> None:
    for name in ("一", "二"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\n问：你好吗？\n\n答：很好，谢谢。\n", "utf-8")
    # As a file on a disk that hangs: whoever opens it waits.
    hangs = "import sys, threading; import tui.interview.reading as reading; from tui.cli import main; "
    hangs += "reading.read = lambda *_, **__: threading.Event().wait(); sys.exit(main(sys.argv[1:]))"
    terminal = open_terminal("一.md", "二.md", argv=(sys.executable, "-c", hangs))
    terminal.wait_for("Library")
    terminal.type("\r")
    terminal.read(0.5)
    terminal.type("q")
    assert terminal.exit_status() == 0
    assert_given_back(terminal)
    assert terminal.output.count(b"\x1b[?1049l") == 1, "the shell's screen was wiped"


def test_a_note_that_is_being_written_outlives_the_line(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.wait_for("如果所有人都觉得你正常")
    terminal.type("a")
    terminal.wait_for("Collected.")
    terminal.type("m")
    terminal.wait_for("Note")
    terminal.type("写到一半的批注")
    terminal.wait_for("写到一半的批注")
    terminal.hang_up()
    terminal.exit_status()
    again = open_terminal()
    again.wait_for("写到一半的批注")


def _worked(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
