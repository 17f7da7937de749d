"""The installed command in a real terminal: from opening to the exported file, and what may go wrong."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Open
from .harness import FANGTAN, Terminal, assert_given_back, environment

pytestmark = pytest.mark.terminal

TITLE = "月之暗面杨植麟复盘大模型创业这一年"
FIRST_WORDS = "如果所有人都觉得你正常"
COMMAND = " ".join(map(shlex.quote, FANGTAN))


@pytest.fixture
def fangtan(tmp_path: Path) -> Callable[..., Any]:
    """Runs the command beside the open application, on the same collection; gives what its JSON says."""

    def run(*arguments: str) -> Any:
        done = subprocess.run(
            [*FANGTAN, *arguments, "--json"],
            env=environment(tmp_path),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        return json.loads(done.stdout)

    return run


def first_page(terminal: Terminal) -> Terminal:
    terminal.wait_for(FIRST_WORDS)
    return terminal


def assert_left_in_order(terminal: Terminal) -> None:
    assert_given_back(terminal)
    assert "Traceback" not in terminal.text()


def test_open_read_search_collect_export_leave(
    open_terminal: Open, fangtan: Callable[..., Any], tmp_path: Path
) -> None:
    terminal = first_page(open_terminal())
    assert TITLE in terminal.run_on()

    terminal.type("]")
    terminal.wait_for("杨植麟：")
    terminal.wait_for(lambda: FIRST_WORDS not in terminal.run_on())

    terminal.type("/长文本")
    terminal.wait_for("/长文本")
    terminal.wait_for("长文本是登月第一步")
    terminal.type("\r")
    terminal.wait_for(lambda: "exact" not in terminal.text())

    terminal.type("a")
    quotes: list[dict[str, Any]] = []

    def one_is_listed() -> bool:
        quotes[:] = fangtan("quotes", "list")
        return len(quotes) == 1

    terminal.wait_for(one_is_listed)
    words = quotes[0]["text"]
    assert "长文本" in words
    terminal.wait_for("".join(words.split())[:12])

    terminal.type("e")
    terminal.wait_for(".md")
    # The whole name is replaced: to the end of the line, then all before it.
    target = tmp_path / "quotes out.md"
    terminal.type("\x1b[F\x15" + str(target) + "\r")
    terminal.wait_for(target.exists)
    terminal.wait_for(lambda: "exit" and target.stat().st_size > 0)
    # What is written is told once the dialog is gone: before, a q would be a letter in it.
    terminal.wait_for("Written: quotes out.md")

    terminal.type("q")
    assert terminal.exit_status() == 0
    assert_left_in_order(terminal)
    exported = target.read_text("utf-8")
    assert "".join(words.split())[:20] in "".join(exported.replace("\\", "").split())
    assert fangtan("quotes", "list")[0]["text"] == words


def test_the_next_start_opens_at_the_same_sentence(open_terminal: Open) -> None:
    terminal = first_page(open_terminal())
    terminal.type("]]]")
    terminal.wait_for(lambda: FIRST_WORDS not in terminal.run_on())
    terminal.at_rest(0.3)
    words = terminal.run_on()
    terminal.type("q")
    assert terminal.exit_status() == 0
    again = open_terminal()
    again.wait_for(lambda: again.mode(1049))
    again.wait_for(lambda: words[:200] == again.run_on()[:200])


def test_a_mistyped_byte_and_an_answer_of_the_terminal_change_nothing(open_terminal: Open) -> None:
    terminal = first_page(open_terminal())
    terminal.type(b"\xff\xfe\x1b[?64;1c\x1b[?2026;2$y")
    terminal.type("/scaling law")
    terminal.wait_for("/scaling law")
    terminal.wait_for(lambda: FIRST_WORDS not in terminal.run_on())
    terminal.type("\x1b")
    terminal.wait_for(FIRST_WORDS)
    terminal.wait_for(lambda: "/scaling law" not in terminal.run_on())
    terminal.type("q")
    assert terminal.exit_status() == 0


def test_alt_with_an_arrow_goes_back_and_forward(open_terminal: Open) -> None:
    terminal = first_page(open_terminal())
    terminal.type("G")
    terminal.wait_for(lambda: FIRST_WORDS not in terminal.run_on())
    terminal.type("\x1b[1;3D")
    terminal.wait_for(FIRST_WORDS)
    terminal.type("\x1b[1;3C")
    terminal.wait_for(lambda: FIRST_WORDS not in terminal.run_on())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back(open_terminal: Open, number: signal.Signals) -> None:
    terminal = first_page(open_terminal())
    terminal.signal(number)
    assert terminal.exit_status(timeout=60) == 128 + number
    assert_left_in_order(terminal)


def test_what_is_collected_outlives_a_closed_terminal(
    open_terminal: Open, fangtan: Callable[..., Any]
) -> None:
    terminal = first_page(open_terminal())
    terminal.type("a")
    terminal.wait_for(lambda: len(fangtan("quotes", "list")) == 1)
    terminal.hang_up()
    terminal.exit_status(timeout=60)
    assert len(fangtan("quotes", "list")) == 1


def test_a_closed_terminal_ends_it_where_nobody_tells_it(open_terminal: Open) -> None:
    terminal = first_page(open_terminal(argv=("sh", "-c", f"trap '' HUP; exec {COMMAND}")))
    terminal.hang_up()
    assert terminal.exit_status(timeout=60) == 128 + signal.SIGHUP


@pytest.mark.parametrize(("columns", "lines"), [(20, 5), (1, 1), (60, 20), (300, 100)])
def test_any_size_opens_and_grows(open_terminal: Open, columns: int, lines: int) -> None:
    terminal = open_terminal(columns=columns, lines=lines)
    terminal.wait_for(lambda: terminal.mode(1049))
    terminal.resize(120, 40)
    first_page(terminal)
    terminal.resize(columns, lines)
    terminal.resize(100, 30)
    first_page(terminal)
    terminal.type("q")
    assert terminal.exit_status() == 0


def test_a_file_may_be_piped_in(open_terminal: Open, tmp_path: Path) -> None:
    piped = tmp_path / "piped.md"
    piped.write_text("# 管道里的访谈\n\n问：你好吗？\n\n答：很好，谢谢。\n", "utf-8")
    terminal = open_terminal(argv=("sh", "-c", f"cat piped.md | {COMMAND} -"))
    terminal.wait_for("很好，谢谢。")
    terminal.type("/谢谢")
    terminal.wait_for("/谢谢")
    terminal.type("\x1b")
    terminal.wait_for(lambda: "/谢谢" not in terminal.run_on())
    terminal.type("q")
    assert terminal.exit_status() == 0
    assert_left_in_order(terminal)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(
    ("env", "way"),
    [
        ({"TERM": "dumb"}, "{command}"),
        ({"TERM": ""}, "{command}"),
        ({"LC_ALL": "C"}, "{command}"),
        ({}, "{command} < /dev/null"),
        ({}, "{command} 2> err; status=$?; cat err; exit $status"),
    ],
    ids=["dumb", "no-term", "c-locale", "no-input", "no-screen"],
)
def test_without_a_terminal_there_is_one_line_and_status_2(
    open_terminal: Open, env: dict[str, str], way: str, language: str
) -> None:
    terminal = open_terminal(argv=("sh", "-c", way.format(command=COMMAND)), language=language, **env)
    assert terminal.exit_status() == 2
    assert len("\n".join(terminal.screen()).strip().splitlines()) == 1
    assert terminal.text().startswith("fangtan: ")
    assert b"\x1b" not in terminal.output
    assert "Traceback" not in terminal.text()


def test_both_languages_are_spoken(open_terminal: Open) -> None:
    english = first_page(open_terminal(language="en"))
    chinese = first_page(open_terminal(language="zh_CN"))
    english.wait_for("Outline")
    chinese.wait_for(lambda: "Outline" not in chinese.text() and "目录" in chinese.run_on())
