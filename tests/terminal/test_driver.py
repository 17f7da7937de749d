"""The driver, the signals and the caret, in a real terminal, on a small application."""

from __future__ import annotations

import re
import shutil
import signal
import sys
from pathlib import Path

import psutil
import pytest

from .conftest import Open
from .harness import Terminal, assert_given_back

pytestmark = pytest.mark.terminal

SMALL = (sys.executable, str(Path(__file__).with_name("small_app.py")))


def opened(open_terminal: Open, *arguments: str, **options: object) -> Terminal:
    terminal = open_terminal(*arguments, argv=SMALL, **{"columns": 60, "lines": 10, **options})
    terminal.wait_for("ready 60x10")
    return terminal


def test_leaves_the_terminal_as_it_was(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    assert terminal.mode(1049)
    assert terminal.is_raw()
    terminal.type("\x11")
    assert terminal.exit_status() == 0
    assert_given_back(terminal)


def test_nothing_is_drawn_on_the_shells_screen(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    # What is drawn right before the end may still wait for the terminal's answer.
    terminal.type("abc\x11")
    assert terminal.exit_status() == 0
    behind = terminal.output.rpartition(b"\x1b[?1049l")[2]
    assert re.fullmatch(rb"(\x1b\[\?\d+[hl]|resizes \d+\r\n)*", behind), behind


def test_never_asks_for_the_keyboard_protocol_nor_takes_back_the_shells(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    terminal.type("\x11")
    terminal.exit_status()
    assert b"\x1b[>" not in terminal.output
    assert b"\x1b[<u" not in terminal.output


def test_bytes_that_are_no_utf8_are_survived(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    terminal.type(b"a\xff\xe4\xb8b")
    terminal.wait_for("typed[a\ufffd\ufffdb]")
    terminal.type("长文本")
    terminal.wait_for("b长文本]")


def test_a_character_torn_between_two_reads_is_one_character(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    first, second = "长".encode()[:1], "长".encode()[1:]
    terminal.type(b"a" + first)
    terminal.wait_for("typed[a]")
    terminal.type(second)
    terminal.wait_for("typed[a长]")


def test_keys_that_come_together_are_taken_one_after_the_other(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    terminal.type("bc\x1b[Ha\x1b[Fd" + "\x1b[D" * 4 + "0\x1b[Fe")
    terminal.wait_for("typed[0abcde]")


def test_what_an_input_method_commits_at_once_arrives_whole(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    terminal.type("我预感市场会发生很多变量")
    terminal.wait_for("typed[我预感市场会发生很多变量]")


def test_a_late_answer_of_the_terminal_is_not_typed(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    terminal.type("a\x1b[?64;1;22c\x1b[?2026;2$y\x1b[>1;10;0cb")
    terminal.wait_for("typed[ab]")


def test_an_answer_torn_apart_on_a_slow_line_is_not_typed(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    terminal.type("a\x1b[?2026;")
    terminal.wait_for("typed[a]")
    terminal.read(0.2)  # longer than Textual's parser waits
    terminal.type("2$yb")
    terminal.wait_for("typed[ab]")


def test_a_paste_of_several_lines_is_kept_whole(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    terminal.type("\x1b[200~first line\r\n\r\n 第二行\x1b[31m\nthird\x1b[201~!")
    terminal.wait_for("typed[first line 第二行 [31m third!]")


def assert_cursor_at_caret(terminal: Terminal, column: int, line: int) -> None:
    """The terminal's cursor comes to stand there, on the cell that is drawn as the caret."""
    terminal.wait_for(lambda: terminal.cursor == (column, line))
    around = [terminal.background(x, line) for x in range(50)]
    drawn = [x for x, colour in enumerate(around) if around.count(colour) <= 2]
    assert drawn[:1] == [column]


def test_the_cursor_stands_at_the_caret(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    assert_cursor_at_caret(terminal, 0, 8)  # after the first focus
    terminal.type("长文本ab")
    terminal.wait_for("typed[长文本ab]")
    assert_cursor_at_caret(terminal, 8, 8)  # at the end of the text
    terminal.resize(50, 14)
    terminal.wait_for("ready 50x14")
    assert_cursor_at_caret(terminal, 8, 12)  # the line has moved, its size is the same
    terminal.type("\x1b[H")
    assert_cursor_at_caret(terminal, 0, 12)
    terminal.type("\x1b[F" + "字" * 40)
    terminal.wait_for("字" * 22 + "]")
    assert_cursor_at_caret(terminal, 49, 11)  # scrolled, and a line higher


def test_nothing_blinks(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    terminal.type("a")
    terminal.wait_for("typed[a]")
    terminal.at_rest(0.3)
    before = len(terminal.output)
    terminal.read(1.2)
    assert len(terminal.output) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_in_good_order(open_terminal: Open, number: signal.Signals) -> None:
    terminal = opened(open_terminal)
    terminal.signal(number)
    terminal.signal(number)
    assert terminal.exit_status() == 128 + number
    assert_given_back(terminal)
    assert b"resizes" in terminal.output, "what is written at leaving was not written"


def test_a_closed_terminal_ends_the_program(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    terminal.hang_up()
    terminal.exit_status()


def test_a_closed_terminal_ends_the_program_where_nobody_tells_it(open_terminal: Open) -> None:
    terminal = open_terminal(argv=("sh", "-c", f"trap '' HUP; exec {' '.join(SMALL)}"), columns=60, lines=10)
    terminal.wait_for("ready 60x10")
    terminal.hang_up()
    assert terminal.exit_status() == 129


def test_a_loop_that_hangs_is_ended_and_the_terminal_given_back(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    terminal.type("\x1bOQ")
    terminal.wait_for("stalling")
    terminal.signal(signal.SIGTERM)
    assert terminal.exit_status(timeout=60) == 143
    assert_given_back(terminal)


def test_a_terminal_that_takes_nothing_can_be_left(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    process = psutil.Process(terminal.pid)
    terminal.type("\x1bOR")
    terminal.wait_for_bytes(b"x" * 1000)
    size = process.memory_info().rss
    terminal.signal(signal.SIGTERM)
    assert terminal.exit_status(timeout=60, reading=False) == 143
    assert size < 200 << 20
    # Once it takes something again, it is as it was before.
    terminal.at_rest(0.5)
    assert_given_back(terminal)


def test_what_hangs_after_the_application_is_ended_too(open_terminal: Open) -> None:
    terminal = opened(open_terminal, "--linger")
    terminal.signal(signal.SIGHUP)
    assert terminal.exit_status(timeout=60) == 129
    assert not terminal.mode(1049)


def test_one_size_after_the_other_is_taken(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    for columns, lines in ((80, 24), (100, 30), (90, 20)):
        terminal.resize(columns, lines)
        terminal.wait_for(f"ready {columns}x{lines}")
        terminal.at_rest(0.2)  # so that the next one is not taken for part of this one


def test_a_storm_of_resizes_settles(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    for step in range(200):
        terminal.resize(40 + step % 50, 8 + step % 20)
    terminal.resize(71, 13)
    terminal.wait_for("ready 71x13")
    terminal.type("a")
    terminal.wait_for("typed[a]")
    terminal.type("\x11")
    assert terminal.exit_status() == 0
    # Told before the screen is left, which wipes it.
    seen = int(terminal.output.split(b"resizes")[1].split()[0])
    assert seen < 100, "every signal was laid out on its own"


@pytest.mark.parametrize(("columns", "lines"), [(20, 5), (1, 1), (3, 2)])
def test_a_terminal_too_small(open_terminal: Open, columns: int, lines: int) -> None:
    terminal = opened(open_terminal)
    terminal.resize(columns, lines)
    terminal.resize(64, 11)
    terminal.wait_for("ready 64x11")


def test_columns_in_the_environment_is_not_believed(open_terminal: Open) -> None:
    terminal = opened(open_terminal, COLUMNS="33", LINES="7")
    terminal.resize(62, 12)
    terminal.wait_for("ready 62x12")


def test_ctrl_z_where_no_shell_could_continue_it_changes_nothing(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    del terminal.output[:]
    terminal.type("\x1a")
    # What is typed in the same instant Textual throws away: wait until the screen is back.
    terminal.wait_for_bytes(b"\x1b[?1049h")
    terminal.type("still here")
    terminal.wait_for("typed[still here]")
    assert terminal.mode(1049)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with jobs")
def test_ctrl_z_and_fg(open_terminal: Open) -> None:
    terminal = open_terminal(
        argv=("bash", "--norc", "--noprofile", "-i"), columns=60, lines=10, PS1="prompt> "
    )
    terminal.wait_for("prompt>")
    terminal.type(" ".join(SMALL) + "\r")
    terminal.wait_for("ready 60x10")
    terminal.type("one")
    terminal.wait_for("typed[one]")
    for word in ("two", "three"):
        terminal.type("\x1a")
        terminal.wait_for_bytes(b"Stopped")
        terminal.wait_for(lambda: not terminal.mode(1049) and not terminal.cursor_hidden)
        del terminal.output[:]
        terminal.type("echo at the $((1+1))nd shell\r")
        terminal.wait_for_bytes(b"at the 2nd shell")
        terminal.type("fg\r")
        terminal.wait_for(lambda: terminal.mode(1049))
        terminal.type(word)
        terminal.wait_for(word + "]")
        terminal.wait_for("ready 60x10")
    del terminal.output[:]
    terminal.type("\x11")
    terminal.wait_for_bytes(b"prompt> ")
    terminal.type("exit\r")
    terminal.exit_status()


def test_stopped_and_continued_from_outside(open_terminal: Open) -> None:
    terminal = opened(open_terminal)
    terminal.type("one")
    terminal.wait_for("typed[one]")
    terminal.signal(signal.SIGSTOP)
    terminal.wait_for(lambda: psutil.Process(terminal.pid).status() == psutil.STATUS_STOPPED)
    del terminal.output[:]
    terminal.signal(signal.SIGCONT)
    terminal.wait_for_bytes(b"ready 60x10")  # all is drawn anew: the shell may have written over it
    terminal.type("two")
    terminal.wait_for("typed[onetwo]")
    terminal.type("\x11")
    assert terminal.exit_status() == 0
    assert_given_back(terminal)


def test_standard_output_may_be_a_file(open_terminal: Open, tmp_path: Path) -> None:
    terminal = open_terminal(
        argv=("sh", "-c", f"exec {' '.join(SMALL)} > {tmp_path}/out"), columns=60, lines=10
    )
    terminal.wait_for("ready 60x10")
    terminal.type("\x11")
    assert terminal.exit_status() == 0
    assert "resizes" in (tmp_path / "out").read_text()


def test_another_program_may_make_the_terminal_non_blocking(open_terminal: Open) -> None:
    terminal = open_terminal(
        argv=(
            "sh",
            "-c",
            f'{sys.executable} -c "import os; os.set_blocking(0, False)"; exec {" ".join(SMALL)}',
        ),
        columns=60,
        lines=10,
    )
    terminal.wait_for("ready 60x10")
    terminal.type("a")
    terminal.wait_for("typed[a]")
