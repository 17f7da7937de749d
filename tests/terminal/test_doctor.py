"""`fangtan doctor` asks how wide the terminal draws, of terminals that draw and answer in their own ways."""

from __future__ import annotations

import codecs
import json
import re
import shlex
import signal
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from .harness import FANGTAN, Terminal, environment

pytestmark = pytest.mark.terminal

DOCTOR = shlex.join([*FANGTAN, "doctor"])
AMBIGUOUS = "—…“·①"
LAST_QUESTION = b"\x1b[c"

Modes = list[Any]

_ASKS_BACKGROUND = "\x1b]11;?\x07"
_SEQUENCE = re.compile(r"\x1b\[([\d;?]*)([A-Za-z])")


class Answering(Terminal):
    """A terminal that follows its own cursor and tells where it is.

    Args:
        commands: what its shell runs; it begins when a line was typed, see `go`.
        home: the home folder of the program.
        cells: how many cells it draws a character on; by default 1, and 2 for what all draw wide.
        answers: the questions it knows: "R" for the cursor's place, "c" for what it is.
        background: what it says of the colour behind the letters; nothing by default.
        delay: seconds until it answers, as on a slow line.
        waits: answer nothing before `answer` is called.
    """

    def __init__(
        self,
        commands: str,
        home: Path,
        *,
        cells: Callable[[str], int] = lambda char: 2 if char in "中👨👩👧" else 1,
        answers: str = "Rc",
        background: str = "",
        delay: float = 0.0,
        waits: bool = False,
        columns: int = 100,
        language: str = "en",
        **env: str,
    ) -> None:
        self._cells = cells
        self._answers = answers
        self._background = background
        self._delay = delay
        self._waiting = waits
        self._due: list[tuple[float, bytes]] = []
        self._taken = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending_text = ""
        self._column, self._row = 1, 1
        shell = f"trap : INT; read -r go; {commands}"
        super().__init__(
            ["/bin/sh", "-c", shell],
            environment(home, language=language, **env),
            columns=columns,
            lines=30,
            cwd=home,
        )

    def go(self) -> Modes:
        """Let the shell begin; returns the modes of the terminal before."""
        before = self.modes()
        self.type("\r")
        return before

    def modes(self) -> Modes:
        """The modes of the terminal."""
        return termios.tcgetattr(self._fd)

    def answer(self) -> None:
        """Send the answers that were waited with."""
        self._waiting = False
        self._send()

    def read(self, seconds: float) -> bool:
        if self._due and not self._waiting:
            seconds = max(0.0, min(seconds, self._due[0][0] - time.monotonic()))
        came = super().read(seconds)
        self._follow(bytes(self.output[self._taken :]))
        self._taken = len(self.output)
        self._send()
        return came

    def _follow(self, data: bytes) -> None:
        """Move the cursor as the program wishes, and note the questions."""
        text = self._pending_text + self._decoder.decode(data)
        self._pending_text = ""
        at = 0
        while at < len(text):
            if text[at] != "\x1b":
                self._draw(text[at])
                at += 1
            elif text.startswith(_ASKS_BACKGROUND, at):
                at += len(_ASKS_BACKGROUND)
                if self._background:
                    told = f"\x1b]11;{self._background}\x07"
                    self._due.append((time.monotonic() + self._delay, told.encode()))
            elif sequence := _SEQUENCE.match(text, at):
                at = sequence.end()
                self._obey(sequence[1] + sequence[2])
            else:
                self._pending_text = text[at:]
                return

    def _draw(self, char: str) -> None:
        if char == "\r":
            self._column = 1
        elif char == "\n":
            self._row += 1
        elif char not in "\ufe0f\u200d":
            self._column += self._cells(char)

    def _obey(self, sequence: str) -> None:
        answer = {"6n": f"\x1b[{self._row};{self._column}R", "c": "\x1b[?64;1;22c"}.get(sequence)
        if answer and answer[-1] in self._answers:
            self._due.append((time.monotonic() + self._delay, answer.encode()))

    def _send(self) -> None:
        while self._due and not self._waiting and self._due[0][0] <= time.monotonic():
            self.type(self._due.pop(0)[1])


Start = Callable[..., Answering]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Opens terminals whose shell runs the commands, and sees to it that none is left."""
    opened: list[Answering] = []

    def begin(commands: str, **options: Any) -> Answering:
        terminal = Answering(commands, tmp_path, **options)
        opened.append(terminal)
        return terminal

    yield begin
    for terminal in opened:
        terminal.end()


def wide(chars: str) -> Callable[[str], int]:
    """A terminal that draws these on two cells, beside what every one does."""
    return lambda char: 2 if char in chars or char in "中👨👩👧" else 1


def told(start: Start, tmp_path: Path, **options: Any) -> dict[str, Any]:
    """What `doctor --json` writes to a file in such a terminal."""
    terminal = start(f"{DOCTOR} --json > told.json; echo finished", **options)
    before = terminal.go()
    terminal.wait_for("finished")
    assert terminal.modes() == before
    found: dict[str, Any] = json.loads((tmp_path / "told.json").read_text("utf-8"))
    return found


def written_page(terminal: Terminal) -> list[str]:
    """The lines that doctor has written after the question."""
    return terminal.output.decode().rpartition(f"\x1b[K{_ASKS_BACKGROUND}\x1b[c")[2].splitlines()


def setting_advice(found: dict[str, Any]) -> list[str]:
    return [line for line in found["advice"] if "ambiguous_width" in line]


# What it finds out


@pytest.mark.parametrize("cells", [1, 2])
def test_it_measures_how_wide_the_terminal_draws(start: Start, tmp_path: Path, cells: int) -> None:
    found = told(start, tmp_path, cells=wide(AMBIGUOUS if cells == 2 else ""))
    widths = found["widths"]
    assert widths["ambiguous"] == cells
    assert {char: widths["measured"][char] for char in AMBIGUOUS} == dict.fromkeys(AMBIGUOUS, cells)
    assert widths["measured"]["中"] == 2
    assert widths["setting"] == 1
    path = str(tmp_path / "config" / "fangtan" / "settings.toml")
    advice = setting_advice(found)
    assert [line for line in advice if "ambiguous_width = 2" in line and path in line] == advice
    assert len(advice) == cells - 1


@pytest.mark.parametrize(("drawn", "advised"), [("", 1), (AMBIGUOUS, 0)])
def test_a_setting_of_two_is_compared_as_well(start: Start, tmp_path: Path, drawn: str, advised: int) -> None:
    folder = tmp_path / "config" / "fangtan"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text("ambiguous_width = 2", "utf-8")
    found = told(start, tmp_path, cells=wide(drawn))
    assert found["widths"]["setting"] == 2
    assert ["ambiguous_width = 1" in line for line in setting_advice(found)] == [True] * advised


@pytest.mark.parametrize(("drawn", "most"), [("—…①", 2), ("①", 1)])
def test_where_characters_differ_most_of_them_decide(
    start: Start, tmp_path: Path, drawn: str, most: int
) -> None:
    found = told(start, tmp_path, cells=wide(drawn))
    assert found["widths"]["ambiguous"] == most
    assert {char for char in AMBIGUOUS if found["widths"]["measured"][char] == 2} == set(drawn)
    (advice,) = setting_advice(found)
    assert f"ambiguous_width = {most}" in advice
    assert " ".join(AMBIGUOUS) in advice
    assert ("settings.toml" in advice) == (most == 2)


def test_chinese_of_another_width_is_told_and_nothing_concluded_from_the_rest(
    start: Start, tmp_path: Path
) -> None:
    found = told(start, tmp_path, cells=lambda char: len(char.encode()))
    assert found["widths"]["ambiguous"] is None
    assert found["widths"]["measured"]["中"] == 3
    assert setting_advice(found) == []
    assert any("中" in line and "UTF-8" in line for line in found["advice"])


def test_a_person_sees_a_row_for_each_width_and_no_trace_of_the_question(start: Start) -> None:
    terminal = start(f"{DOCTOR}; echo finished", cells=wide("①"))
    terminal.go()
    terminal.wait_for("finished")
    screen = terminal.screen()
    at = next(number for number, line in enumerate(screen) if line.startswith("Widths"))
    assert screen[at].split(maxsplit=1)[1].startswith("1 cell: — … “ ·")
    assert screen[at + 1].strip().startswith("2 cells: ① 中")
    # The echo of the line that set it going, then the page.
    assert screen[0] == ""
    assert screen[1].startswith("fangtan ")
    assert "^[" not in terminal.text()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("columns", [60, 80])
def test_no_line_is_broken_by_the_terminal(start: Start, columns: int, language: str) -> None:
    folders = {"FANGTAN_DATA": "a/folder/of/my/own", "FANGTAN_CONFIG": "another/folder/of/my/own"}
    terminal = start(f"{DOCTOR}; echo finished", columns=columns, language=language, answers="c", **folders)
    terminal.go()
    terminal.wait_for("finished")
    page = written_page(terminal)
    assert len(page) > 8
    assert [line for line in page if line not in terminal.screen()] == []


def test_a_path_is_never_cut(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 20)
    terminal = start(
        f"{DOCTOR}; echo finished", columns=60, cells=wide(AMBIGUOUS), FANGTAN_CONFIG=str(folder)
    )
    terminal.go()
    terminal.wait_for("finished")
    named = [line for line in written_page(terminal) if f"{folder}/settings.toml" in line]
    assert len(named) == 2  # where the settings stand, and where to set the width


@pytest.mark.parametrize(
    ("told", "said"),
    [("rgb:ffff/ffff/eeee", "light"), ("rgb:1e/1e/2e", "dark"), ("rgba:0000/0000/0000/ffff", "dark")],
)
def test_the_colour_behind_the_letters_is_asked_for(start: Start, told: str, said: str) -> None:
    terminal = start(f"{DOCTOR}; echo finished", background=told, COLORFGBG="7;8")
    terminal.go()
    terminal.wait_for("finished")
    assert f"{said} background" in terminal.text()
    assert "rgb" not in terminal.text()


# Terminals that do not answer as they should


def test_a_terminal_that_says_nothing_is_waited_for_and_the_modes_come_back(
    start: Start, tmp_path: Path
) -> None:
    found = told(start, tmp_path, answers="")
    assert found["widths"]["ambiguous"] is None
    assert found["widths"]["measured"] == {}
    (advice,) = setting_advice(found)
    assert "did not say" in advice


def test_a_terminal_that_does_not_tell_its_cursor_is_known_by_the_fence(start: Start, tmp_path: Path) -> None:
    found = told(start, tmp_path, answers="c")
    assert found["widths"]["answer"] == "silent"


def test_a_terminal_without_the_fence_is_understood(start: Start, tmp_path: Path) -> None:
    assert told(start, tmp_path, answers="R", cells=wide(AMBIGUOUS))["widths"]["ambiguous"] == 2


THEN_A_LINE = '; echo next; read -r line; echo "[$line]"'
"""What comes after: a program that reads what is typed."""


def test_answers_over_a_slow_line_are_understood_and_not_typed_into_what_follows(start: Start) -> None:
    terminal = start(f"{DOCTOR} --json {THEN_A_LINE}", cells=wide(AMBIGUOUS), delay=0.7)
    terminal.go()
    terminal.wait_for("next")
    terminal.type("mine\r")
    terminal.wait_for("[mine]")
    assert '"ambiguous": 2' in terminal.text()
    assert "^[" not in terminal.text()


def test_keys_typed_during_the_question_are_no_answers(start: Start) -> None:
    terminal = start(f"echo; echo; {DOCTOR} --json {THEN_A_LINE}", cells=wide(AMBIGUOUS), waits=True)
    terminal.go()
    terminal.wait_for_bytes(LAST_QUESTION)
    # A letter, an arrow, Shift+F3 (which looks like a cursor in the first line), Escape, half a sequence.
    terminal.type("q\x1b[A\x1b[1;2R\x1b\x1b[")
    terminal.answer()
    terminal.wait_for("next")
    terminal.type("mine\r")
    terminal.wait_for("[mine]")
    assert '"ambiguous": 2' in terminal.text()


def test_keys_typed_before_the_question_are_left_for_what_follows(start: Start) -> None:
    terminal = start(f"{DOCTOR} --json {THEN_A_LINE}")
    terminal.type("\rtyped ahead\r")
    terminal.wait_for("[typed ahead]")
    assert b"\x1b[6n" not in terminal.output
    assert '"answer": "typed"' in terminal.text()


# Being ended


def test_ctrl_c_during_the_question_gives_the_terminal_back(start: Start) -> None:
    terminal = start(f'{DOCTOR}; echo "ended $?" {THEN_A_LINE}', waits=True)
    before = terminal.go()
    terminal.wait_for_bytes(LAST_QUESTION)
    assert terminal.modes() != before
    terminal.type("\x03")
    terminal.answer()
    terminal.wait_for("ended 130")
    terminal.wait_for("next")
    assert terminal.modes() == before
    terminal.type("mine\r")
    terminal.wait_for("[mine]")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_during_the_question_ends_it_with_the_modes_of_before(
    start: Start, number: signal.Signals
) -> None:
    terminal = start(f'{DOCTOR}; echo "ended $?"; read -r line', answers="")
    before = terminal.go()
    terminal.wait_for_bytes(LAST_QUESTION)
    (doctor,) = psutil.Process(terminal.pid).children()
    doctor.send_signal(number)
    terminal.wait_for(f"ended {128 + number}")
    assert terminal.modes() == before


# Where the answers and the questions go


def test_a_pipe_of_json_gets_json_alone(start: Start, tmp_path: Path) -> None:
    terminal = start(f"{DOCTOR} --json < /dev/null | cat > told.json; echo finished", cells=wide(AMBIGUOUS))
    terminal.go()
    terminal.wait_for("finished")
    told = (tmp_path / "told.json").read_bytes()
    assert b"\x1b" not in told
    assert json.loads(told)["widths"]["ambiguous"] == 2


@pytest.mark.parametrize(
    ("command", "variables"),
    [
        (f"{DOCTOR} --json < /dev/null > told.json 2> told.txt", {}),
        (f"{DOCTOR} --json > told.json", {"TERM": "dumb"}),
        (f"{DOCTOR} --json > told.json", {"LC_ALL": "zh_CN.GB18030"}),
        (f"stty -icanon; {DOCTOR} --json > told.json", {}),  # as a pager has it
        (f"set -m; {DOCTOR} --json > told.json & wait", {}),  # in the background
    ],
)
def test_it_does_not_ask_where_it_may_not(
    start: Start, tmp_path: Path, command: str, variables: dict[str, str]
) -> None:
    terminal = start(f"{command}; echo finished", **variables)
    terminal.go()
    terminal.wait_for("finished")
    found = json.loads((tmp_path / "told.json").read_text("utf-8"))
    assert found["widths"] == {
        "ambiguous": None,
        "measured": {},
        "setting": 1,
        "answer": "unasked",
        "milliseconds": 0,
    }
    assert setting_advice(found) == []
    assert b"\x1b[" not in terminal.output


def test_a_page_for_a_pager_is_made_without_asking(start: Start) -> None:
    terminal = start(f"{DOCTOR} | cat; echo finished")
    terminal.go()
    terminal.wait_for("finished")
    assert "not asked" in terminal.text()
    assert b"\x1b[6n" not in terminal.output
