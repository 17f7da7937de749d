"""Runs a program in a pty of its own, with pyte as the terminal, and looks at what stands on the screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from wcwidth import wcwidth

FANGTAN: tuple[str, ...] = (
    (str(Path(sys.executable).with_name("fangtan")),)
    if Path(sys.executable).with_name("fangtan").exists()
    else (sys.executable, "-m", "tui")
)
"""The installed command."""

PATIENCE = 30.0
"""Seconds to wait for what should stand on the screen at once; the machine may be busy with other tests."""

# pyte 0.8 shows the text of a device control string; a terminal does not.
_CONTROL_STRING = re.compile(rb"\x1b[P_^X].*?\x1b\\", re.DOTALL)
_OPEN_STRING = re.compile(rb"\x1b(?:[P_^X](?:(?!\x1b\\).)*)?\Z", re.DOTALL)


def environment(home: Path, *, language: str = "en", **more: str) -> dict[str, str]:
    """An environment that knows nothing of whoever runs the tests."""
    return {
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "share"),
        "XDG_STATE_HOME": str(home / "state"),
        "FANGTAN_DATA": str(home / "data"),
        "TERM": "xterm-256color",
        # Not installed everywhere, which no program minds that reads the name alone.
        "LANG": "C.UTF-8" if language == "en" else f"{language}.UTF-8",
        "LANGUAGE": language,
        "SHELL": "/bin/sh",
        **more,
    }


class Terminal:
    """A program in a terminal.

    Args:
        argv: the program and its arguments.
        env: its whole environment.
        columns, lines: the size in cells.
        cwd: its working folder.
    """

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        *,
        columns: int = 120,
        lines: int = 40,
        cwd: Path | None = None,
    ) -> None:
        self.output = bytearray()
        """Every byte that the program has sent."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._pending = b""
        self._status: int | None = None
        self._silent = False  # the program's side is closed
        size = struct.pack("HHHH", lines, columns, 0, 0)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                if cwd is not None:
                    os.chdir(cwd)
                os.execvpe(argv[0], list(argv), dict(env))
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    # What stands there

    def screen(self) -> list[str]:
        """The lines of the screen as text, without the empty cells behind wide characters."""
        return [self._line(number) for number in range(self._screen.lines)]

    def _line(self, number: int) -> str:
        # Not pyte's own `display`: it fails on the second half of a wide character whose first half is
        # written over, which terminals show as a blank.
        cells = self._screen.buffer[number]
        out: list[str] = []
        for column in range(self._screen.columns):
            data = cells[column].data
            if data or not (out and out[-1] and wcwidth(out[-1][0]) == 2):
                out.append(data or " ")
            else:
                out.append("")
        return "".join(out).rstrip()

    def text(self) -> str:
        """All lines, one under the other."""
        return "\n".join(self.screen())

    def run_on(self) -> str:
        """All that stands there without blanks and line ends, so that wrapped words are found."""
        return "".join(self.text().split())

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the terminal's cursor stands: column and line, from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    def colours(self) -> set[str]:
        """All colours on the screen, of letters and behind them, by pyte's names."""
        cells = [cell for line in self._screen.buffer.values() for cell in line.values()]
        return {str(colour) for cell in cells for colour in (cell.fg, cell.bg)}

    def background(self, column: int, line: int) -> str:
        """The colour behind a cell, by pyte's name for it."""
        return str(self._screen.buffer[line][column].bg)

    @property
    def cursor_hidden(self) -> bool:
        """Whether the program has hidden the cursor."""
        return bool(self._screen.cursor.hidden)

    def mode(self, number: int) -> bool:
        """Whether a private mode of the terminal, such as 1049, is on."""
        return number << 5 in self._screen.mode

    def is_raw(self) -> bool:
        """Whether the terminal still waits for no line end, as a full-screen program has it."""
        return not termios.tcgetattr(self._fd)[3] & termios.ICANON

    # What is done to it

    def type(self, keys: str | bytes) -> None:
        """Send keys; "\\r" is Enter."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            data = data[os.write(self._fd, data) :]

    def resize(self, columns: int, lines: int) -> None:
        """Change the size in cells; the kernel tells the program."""
        self._screen.resize(lines, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def unread(self) -> int:
        """Bytes that the program has sent and nobody has taken."""
        count = fcntl.ioctl(self._fd, termios.FIONREAD, struct.pack("i", 0))
        return int(struct.unpack("i", count)[0])

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    # Waiting

    def read(self, seconds: float) -> bool:
        """Take in what comes within so many seconds at most; whether anything did."""
        if self._fd < 0 or self._silent:
            time.sleep(seconds)
            return False
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # the other side is closed
            data = b""
        if not data:
            self._silent = True
            return False
        self._take(data)
        return True

    def _take(self, data: bytes) -> None:
        """Show what has arrived."""
        self.output += data
        data = _CONTROL_STRING.sub(b"", self._pending + data)
        unfinished = _OPEN_STRING.search(data)
        end = unfinished.start() if unfinished else len(data)
        self._pending = data[end:]
        self._stream.feed(data[:end])

    def at_rest(self, seconds: float) -> list[str]:
        """The screen, once nothing has come for so long."""
        deadline = time.monotonic() + PATIENCE
        while self.read(seconds):
            assert time.monotonic() < deadline, f"never at rest; the screen:\n{self.text()}"
        return self.screen()

    def wait_for(self, what: str | Callable[[], object], timeout: float = PATIENCE) -> None:
        """Wait until the words stand on the screen (blanks and line ends aside), or until it is so.

        Raises:
            AssertionError: it did not come in time; it shows the screen.
        """
        if isinstance(what, str):
            wanted = "".join(what.split())
            self._wait(lambda: wanted in self.run_on(), repr(what), timeout)
        else:
            self._wait(what, getattr(what, "__name__", "it"), timeout)

    def wait_for_bytes(self, data: bytes, timeout: float = PATIENCE) -> None:
        """Wait until the program has sent these bytes."""
        self._wait(lambda: data in self.output, repr(data), timeout)

    def _wait(self, condition: Callable[[], object], name: str, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > deadline or (self._silent and self.ended()):
                if condition():
                    return
                raise AssertionError(
                    f"{name} did not come; status {self._status}; the screen:\n{self.text()}"
                )
            self.read(0.05)

    def ended(self) -> bool:
        """Whether the program has ended."""
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status is not None

    def exit_status(self, timeout: float = PATIENCE, *, reading: bool = True) -> int:
        """Wait for the end, and give the exit status; negative for a signal that ended it.

        With `reading` off the terminal takes nothing meanwhile.
        """
        deadline = time.monotonic() + timeout
        while not self.ended():
            if time.monotonic() > deadline:
                raise AssertionError(f"still running; the screen:\n{self.text()}")
            if reading:
                self.read(0.02)
            else:
                time.sleep(0.02)
        while reading and self.read(0):
            pass
        assert self._status is not None
        return self._status

    def end(self) -> None:
        """Make sure that nothing is left."""
        self.hang_up()
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
            self._status = os.waitstatus_to_exitcode(status)


def read_for_a_while(terminal: Terminal) -> None:
    """Collect a sentence of the bundled interview, hide a pane, search, and read on from what was found."""
    terminal.type("}}}}}}}}a")
    terminal.wait_for("Collected.")
    terminal.type("o/长文本")
    terminal.wait_for("长文本是登月第一步")
    terminal.type("\r")
    terminal.wait_for(lambda: "exact" not in terminal.text())
    terminal.type("jjj")


def assert_given_back(terminal: Terminal) -> None:
    """The screen of before is back, the cursor shown, lines are waited for again and no mouse is reported."""
    assert not terminal.mode(1049)
    assert not terminal.cursor_hidden
    assert not terminal.mode(1003)
    assert not terminal.mode(2004)
    assert not terminal.is_raw()
