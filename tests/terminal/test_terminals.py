"""Terminals of all kinds: of few colours or none, old, light, a screen reader's, inside tmux and screen."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from pathlib import Path

import psutil
import pytest

from tui.app.commands import COMMANDS
from tui.paths import bundled_interview
from tui.text.width import text_width

from .conftest import Open
from .harness import FANGTAN, Terminal, assert_given_back

pytestmark = pytest.mark.terminal

FIRST_WORDS = "如果所有人都觉得你正常"


def walk_through(terminal: Terminal) -> None:
    """Open, search, collect, look at every pane and leave, by keys alone."""
    terminal.wait_for(FIRST_WORDS)
    terminal.type("/长文本")
    terminal.wait_for("长文本是登月第一步")
    terminal.type("\r")
    terminal.wait_for(lambda: "exact" not in terminal.text())
    terminal.type("a")
    terminal.wait_for("Collected.")
    terminal.type("oocc?")
    terminal.wait_for("Esc closes")
    terminal.type("q")
    terminal.wait_for(lambda: "Esc closes" not in terminal.text())
    terminal.type("q")
    assert terminal.exit_status() == 0
    assert_given_back(terminal)
    assert "Traceback" not in terminal.text()


@pytest.mark.parametrize(
    ("env", "allowed"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, r"38;2;|48;2;"),
        ({"TERM": "xterm-256color"}, r"38;5;|48;5;"),
        ({"TERM": "xterm-16color"}, r"(?:^|;)(?:3|4|9|10)[0-7](?:;|$)"),
        ({"TERM": "linux"}, r"(?:^|;)(?:3|4|9|10)[0-7](?:;|$)"),
        ({"TERM": "vt220"}, r"(?:^|;)(?:3|4|9|10)[0-7](?:;|$)"),
        ({"TERM": "screen"}, r"(?:^|;)(?:3|4|9|10)[0-7](?:;|$)"),
    ],
    ids=["truecolor", "256", "16", "linux", "vt220", "screen"],
)
def test_no_more_colours_are_sent_than_there_are(
    open_terminal: Open, env: dict[str, str], allowed: str
) -> None:
    terminal = open_terminal(**env)
    walk_through(terminal)
    styles = re.findall(rb"\x1b\[([0-9;]*)m", terminal.output)
    coloured = [style.decode() for style in styles if re.search(rb"(?:^|;)(?:[349]|10)[0-9](?:;|$)", style)]
    assert coloured
    assert all(re.search(allowed, style) for style in coloured if not re.fullmatch("[;34 9]*", style))


def test_without_colours_signs_tell_what_colours_told(open_terminal: Open) -> None:
    terminal = open_terminal(NO_COLOR="1")
    terminal.wait_for(FIRST_WORDS)
    terminal.type("}}a")
    terminal.wait_for("Collected.")
    shades = {colour for colour in terminal.colours() if re.fullmatch("[0-9a-f]{6}", colour)}
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in shades), "NO_COLOR shows greys alone"
    terminal.wait_for(lambda: any(sign in terminal.text() for sign in ("*┃", "*│")))


@pytest.mark.parametrize(("said", "light"), [("0;15", True), ("15;0", False), ("0;default;15", True)])
def test_a_light_terminal_is_met_in_light(open_terminal: Open, said: str, light: bool) -> None:
    terminal = open_terminal(COLORTERM="truecolor", COLORFGBG=said)
    terminal.wait_for("collect")
    behind = terminal.background(60, 1)
    assert (int(behind[:2], 16) > 128) is light


LIGHT, DARK = "\x1b]11;rgb:ffff/ffff/ffff\x07", "\x1b]11;rgb:0000/0000/0000\x1b\\"


def is_light(terminal: Terminal) -> bool:
    return int(terminal.background(60, 1)[:2], 16) > 128


@pytest.mark.parametrize(("said", "told", "light"), [("", LIGHT, True), ("0;15", DARK, False)])
def test_what_the_terminal_answers_chooses_the_theme(
    open_terminal: Open, said: str, told: str, light: bool
) -> None:
    terminal = open_terminal(COLORTERM="truecolor", COLORFGBG=said)
    terminal.wait_for_bytes(b"\x1b]11;?\x07")
    terminal.wait_for("collect")
    terminal.type(told)
    terminal.wait_for(lambda: is_light(terminal) is light)
    assert "rgb" not in terminal.text()
    # Who chooses another keeps it, whatever is answered later and at the next start.
    terminal.type("T")
    terminal.wait_for(lambda: is_light(terminal) is not light)
    terminal.type(told + "/" + told)
    terminal.wait_for("stay here")
    assert is_light(terminal) is not light
    assert "rgb" not in terminal.text()
    terminal.type("\x1b")
    terminal.wait_for(lambda: "stay here" not in terminal.text())
    terminal.type("q")
    assert terminal.exit_status() == 0
    again = open_terminal(COLORTERM="truecolor", COLORFGBG=said)
    again.wait_for_bytes(b"\x1b]11;?\x07")
    again.type(told)
    again.wait_for("collect")
    again.wait_for(lambda: is_light(again) is not light)


@pytest.mark.parametrize("term", ["linux", "vt220"])
def test_what_would_show_the_question_is_not_asked(open_terminal: Open, term: str) -> None:
    terminal = open_terminal(TERM=term)
    terminal.wait_for(FIRST_WORDS)
    assert b"\x1b]11" not in terminal.output


def test_the_linux_console_is_asked_nothing_that_it_would_show(open_terminal: Open) -> None:
    terminal = open_terminal(TERM="linux")
    terminal.wait_for(FIRST_WORDS)
    assert b"$p" not in terminal.output


def test_where_there_is_no_other_screen_nothing_is_left_under_the_prompt(open_terminal: Open) -> None:
    # The terminal of these tests has none.
    terminal = open_terminal(TERM="vt220")
    terminal.wait_for(FIRST_WORDS)
    terminal.type("q")
    assert terminal.exit_status() == 0
    assert terminal.run_on() == ""


def test_plain_draws_nothing_but_words_and_shows_where_one_reads(open_terminal: Open) -> None:
    terminal = open_terminal("--plain")
    terminal.wait_for(FIRST_WORDS)
    seen = terminal.text()
    for keys, words in (("o", "Outline"), ("o", FIRST_WORDS), ("?", "Next sentence"), ("\x1b", FIRST_WORDS)):
        terminal.type(keys)
        terminal.wait_for(words)
        seen += terminal.text()
    # Lines, blocks, shapes, dingbats, Braille; emoji.
    drawn = {char for char in seen if 0x2500 <= ord(char) < 0x2900 or ord(char) >= 0x1F000}
    assert not drawn
    assert not terminal.cursor_hidden
    for _ in range(6):
        terminal.type("j")
        terminal.at_rest(0.3)
        column, line = terminal.cursor
        before, at = terminal.screen()[line], column
        cells = "".join(char for char in before)
        assert cells.strip(), "the cursor stands on an empty line"
        assert at >= len(before) - len(before.lstrip())
    terminal.type("q")
    assert terminal.exit_status() == 0


def test_candidates_of_an_input_method_stand_at_the_caret(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.wait_for(FIRST_WORDS)
    terminal.wait_for("search: words")
    terminal.wait_for("collect")
    line, text = next(
        one for one in enumerate(terminal.screen()) if "search:words" in one[1].replace(" ", "")
    )
    begin = text_width(text[: text.index("search")])
    terminal.type("/")
    terminal.wait_for(lambda: terminal.cursor == (begin, line))
    terminal.type("长文本")
    terminal.wait_for(lambda: terminal.cursor == (begin + 6, line))
    terminal.type("\x1b[D")
    terminal.wait_for(lambda: terminal.cursor == (begin + 4, line))


def test_a_pasted_paragraph_is_one_query(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.wait_for(FIRST_WORDS)
    terminal.type("/")
    terminal.wait_for(lambda: terminal.cursor[0] > 0)
    terminal.type("\x1b[200~就在一年以前，\r\n它需要人才聚集\nq\x1b[201~")
    terminal.wait_for("就在一年以前， 它需要人才聚集 q")
    assert not terminal.ended()


def test_what_multiplexers_and_terminals_keep_for_themselves_has_another_key() -> None:
    kept = {"ctrl+a", "ctrl+b", "ctrl+s", "ctrl+q", "f1", "f10", "f11", "delete"}
    for command in COMMANDS.values():
        keys = command.keys.split(",")
        lost = [key for key in keys if key in kept or key.startswith(("alt+", "shift+", "ctrl+shift+"))]
        assert len(lost) < len(keys) or command.id == "pane.previous", command.id


def clipboard_of(terminal: Terminal) -> str:
    """What the outer terminal was asked to put on its clipboard."""
    data = bytes(terminal.output)
    joined = b"".join(re.findall(rb"\x1bP(?!tmux;)(.*?)\x1b\\", data, re.DOTALL)) or data
    found = re.findall(rb"\x1b\]52;[a-z0-9]*;([A-Za-z0-9+/=]+)", data) or re.findall(
        rb"\x1b\]52;[a-z0-9]*;([A-Za-z0-9+/=]+)", joined
    )
    return base64.b64decode(found[-1]).decode() if found else ""


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_the_clipboard_is_reached_through_tmux(open_terminal: Open, tmp_path: Path) -> None:
    config = tmp_path / "tmux.conf"
    # What the README and `fangtan doctor` say.
    config.write_text("set -s set-clipboard on\n")
    tmux = ("tmux", "-S", str(tmp_path / "socket"), "-f", str(config))
    terminal = open_terminal(argv=(*tmux, "new-session", *FANGTAN))
    try:
        terminal.wait_for(FIRST_WORDS)
        terminal.type("}}y")
        terminal.wait_for("Copied into tmux")
        terminal.wait_for(lambda: "——" in clipboard_of(terminal))
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


@pytest.mark.skipif(shutil.which("screen") is None, reason="needs GNU screen")
def test_the_clipboard_is_reached_through_screen(open_terminal: Open, tmp_path: Path) -> None:
    sockets = tmp_path / "sockets"
    sockets.mkdir(mode=0o700)
    terminal = open_terminal(
        argv=("screen", "-c", "/dev/null", "-U", *FANGTAN), SCREENDIR=str(sockets), LC_ALL="C.UTF-8"
    )
    terminal.wait_for(FIRST_WORDS)
    terminal.type("}}y")
    terminal.wait_for("Sent to the terminal")
    terminal.wait_for(lambda: "——" in clipboard_of(terminal))
    terminal.type("q")
    terminal.exit_status()


def test_two_hundred_resizes_end_where_they_end(open_terminal: Open) -> None:
    terminal = open_terminal()
    terminal.wait_for(FIRST_WORDS)
    process = psutil.Process(terminal.pid)
    before = process.memory_info().rss
    for step in range(200):
        terminal.resize(40 + step * 7 % 90, 8 + step * 5 % 40)
    terminal.resize(100, 30)
    terminal.wait_for(FIRST_WORDS)
    terminal.wait_for("collect")
    terminal.at_rest(0.5)
    assert process.memory_info().rss < before + (60 << 20)
    terminal.type("q")
    assert terminal.exit_status() == 0


def test_a_terminal_that_stops_reading_for_ten_seconds(open_terminal: Open) -> None:
    terminal = open_terminal("--data", "own")
    terminal.wait_for(FIRST_WORDS)
    terminal.at_rest(0.5)
    process = psutil.Process(terminal.pid)
    before = process.memory_info().rss
    for number in range(100):
        # A key held all the while; nothing that it causes is taken.
        terminal.type("G" if number % 2 else "g")
        with pytest.raises(psutil.TimeoutExpired):
            process.wait(0.1)
    worked = process.cpu_times().user
    with pytest.raises(psutil.TimeoutExpired):
        process.wait(1)
    assert process.cpu_times().user - worked < 0.5, "it is busy with nothing"
    assert process.memory_info().rss < before + (40 << 20)
    terminal.type("g")
    terminal.wait_for(FIRST_WORDS)
    terminal.type("q")
    assert terminal.exit_status() == 0


def test_ctrl_z_and_fg(open_terminal: Open) -> None:
    if shutil.which("bash") is None:
        pytest.skip("needs a shell with jobs")
    terminal = open_terminal(argv=("bash", "--norc", "--noprofile", "-i"), PS1="prompt> ")
    terminal.wait_for("prompt>")
    terminal.type(f"{' '.join(FANGTAN)} {bundled_interview()}\r")
    terminal.wait_for(FIRST_WORDS)
    terminal.type("/长文本")
    terminal.wait_for("长文本是登月第一步")
    terminal.type("\r\x1a")
    terminal.wait_for_bytes(b"Stopped")
    terminal.type("fg\r")
    terminal.wait_for("登月的第一步是长文本")
    terminal.wait_for(lambda: "Quotes" in terminal.text() and "prompt>" not in terminal.text())
    terminal.type("q")
    terminal.wait_for("prompt>")
    terminal.type("exit\r")
    terminal.exit_status()
