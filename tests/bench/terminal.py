"""A terminal without a screen: runs a program in a pty, and tells when what a key caused has been painted.

It answers as a modern terminal does when asked for synchronized updates (mode 2026), so that frames come
bracketed, and when asked whether all is well. A frame that is open is never taken for a finished one; and
since one key may cause several frames, the last of them counts: the one before the program neither sends
anything nor works for a while.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import psutil

COLUMNS, LINES = 120, 40
QUIET = 0.12
"""Seconds without a byte after which what was sent is taken for all."""

_BUSY = 0.3
"""The share of a quiet stretch that a program may work in without being waited for."""

_OPENED, _CLOSED = b"\x1b[?2026h", b"\x1b[?2026l"
_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[5n": b"\x1b[0n"}
_LONGEST = max(map(len, (_OPENED, _CLOSED, *_ANSWERS)))


def fangtan_command() -> list[str]:
    """The installed command, or the package where it is not installed."""
    command = Path(sys.executable).with_name("fangtan")
    return [str(command)] if command.exists() else [sys.executable, "-m", "tui"]


def environment(home: Path) -> dict[str, str]:
    """An environment that knows nothing of whoever runs the bench."""
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '/usr/bin:/bin')}",
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "FANGTAN_CONFIG": str(home / "config"),
        "FANGTAN_DATA": str(home / "data"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }


class Silent(Exception):
    """What was waited for did not come in time."""


class Painted(NamedTuple):
    """What came of a key.

    Attributes:
        milliseconds: from the key to the last byte.
        size: bytes sent.
    """

    milliseconds: float
    size: int


class Terminal:
    """A program in a pty of 120 x 40 cells; it is killed on leaving.

    Args:
        argv: the program and its arguments.
        env: its whole environment.
    """

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self.stray = 0
        """Bytes that came when nothing had been done, before a key."""
        self.beating = False
        """Whether it sends something now and then by itself, such as a cursor that blinks."""
        self._tail = b""
        self._open_frame = False
        size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
        self.begun = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                os.execvpe(argv[0], list(argv), dict(env))
            finally:
                os._exit(127)
        self.process = psutil.Process(self.pid)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        children = self.children()
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)
        _, left = psutil.wait_procs(children, timeout=3)
        for child in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()

    def children(self) -> list[psutil.Process]:
        """The processes that the program has started, and theirs."""
        try:
            return self.process.children(recursive=True)
        except psutil.NoSuchProcess:
            return []

    # Doing

    def write(self, keys: bytes) -> None:
        """Send keys or what the mouse does."""
        os.write(self._fd, keys)

    def resize(self, columns: int) -> None:
        """Change the width in cells; the kernel tells the program by SIGWINCH."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, columns, 0, 0))

    # Waiting

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds at most; b"" where nothing does.

        Raises:
            Silent: the program has ended.
        """
        if not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            data = b""
        if not data:
            raise Silent("the program has ended")
        # A control sequence may be torn.
        seen = self._tail + data
        for asked, answer in _ANSWERS.items():
            if asked in seen:
                seen = seen.replace(asked, b"")
                os.write(self._fd, answer)
        opened, closed = seen.rfind(_OPENED), seen.rfind(_CLOSED)
        if opened != closed:
            self._open_frame = opened > closed
        self._tail = seen[1 - _LONGEST :]
        return data

    def until(self, needle: bytes, patience: float) -> float:
        """Wait for these bytes; milliseconds since the program was started.

        Raises:
            Silent: they did not come within so many seconds since then.
        """
        seen = bytearray()
        deadline = self.begun + patience
        while needle not in seen:
            if time.perf_counter() > deadline:
                raise Silent(f"{needle.decode()!r} did not come; there was: {bytes(seen[-2000:])!r}")
            seen += self.read(deadline - time.perf_counter())
        return (time.perf_counter() - self.begun) * 1000

    def painted(self, deed: bytes | Callable[[], None], patience: float = 5.0) -> Painted:
        """Send keys or do something else, and wait until all that this causes has come.

        Raises:
            Silent: nothing came within so many seconds, or no end of it.
        """
        if self.beating and self.read(3.0):
            # Right behind the beat, so that the next one is not taken for an answer.
            while self.read(QUIET):
                pass
        while data := self.read(0):
            self.stray += len(data)
        begun = time.perf_counter()
        if callable(deed):
            deed()
        else:
            self.write(deed)
        last, size = begun, 0
        quiet_from, worked = begun, self._worked()
        while True:
            now = time.perf_counter()
            if now - begun > patience:
                raise Silent(f"no end of the frames for {deed!r}" if size else f"nothing came for {deed!r}")
            if now - quiet_from >= QUIET:
                busy = self._worked() - worked > _BUSY * (now - quiet_from)
                if size and not self._open_frame and not busy:
                    return Painted((last - begun) * 1000, size)
                quiet_from, worked = now, self._worked()
            data = self.read(quiet_from + QUIET - now)
            if data:
                last = quiet_from = time.perf_counter()
                worked = self._worked()
                size += len(data)

    def settle(self, patience: float, rest: float = 1.5) -> float:
        """Wait until the program and its children do next to nothing; seconds since it was started.

        Args:
            patience: seconds to wait at most.
            rest: seconds in which they may work for a twentieth.

        Raises:
            Silent: they never rest.
        """
        deadline, beats = time.perf_counter() + patience, 0
        while time.perf_counter() < deadline:
            begun, worked, children = time.perf_counter(), self._worked(all=True), len(self.children())
            sent = self.listen(rest)
            if self._worked(all=True) - worked < rest / 20 and len(self.children()) == children:
                # What comes again and again, with hardly any work, comes for ever.
                beats = beats + 1 if sent else 0
                self.beating = beats > 2
                if self.beating or not sent:
                    return begun - self.begun
        raise Silent(f"still at work after {patience:.0f} s")

    def listen(self, seconds: float) -> int:
        """Do nothing for so many seconds; the bytes that came."""
        deadline, size = time.perf_counter() + seconds, 0
        while (left := deadline - time.perf_counter()) > 0:
            size += len(self.read(left))
        return size

    def _worked(self, *, all: bool = False) -> float:
        """Seconds of the processor that the program, or all of its processes, have taken."""
        total = 0.0
        for process in [self.process, *(self.children() if all else [])]:
            with contextlib.suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                total += times.user + times.system
        return total

    # Memory

    def memory(self) -> int:
        """Bytes that the program holds in memory (RSS), its children left out."""
        return int(self.process.memory_info().rss)

    def memory_of_children(self) -> int:
        """Bytes that its children hold (RSS)."""
        total = 0
        for child in self.children():
            with contextlib.suppress(psutil.NoSuchProcess):
                total += int(child.memory_info().rss)
        return total

    def peak_memory(self) -> int:
        """The most bytes it has held so far; where the system does not say, what it holds now."""
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
        return self.memory()
