"""A terminal at which nobody looks, and which asks whether the program in it is at rest."""

from __future__ import annotations

import contextlib
import fcntl
import struct
import termios
import time
from collections.abc import Callable

import psutil

from tests.terminal.harness import Terminal

_PATIENCE, _WORK = 90.0, 15.0
"""Seconds after which a program that has not come to rest is frozen, and seconds of a processor for that."""

_REST = 0.25
"""Seconds in which a program that has come to rest sends and does nothing."""


class Window(Terminal):
    """A terminal at which nobody looks: only the bytes are kept."""

    size = (120, 40)

    def _take(self, data: bytes) -> None:
        self.output += data

    def resize(self, columns: int, lines: int) -> None:
        self.size = columns, lines
        with contextlib.suppress(OSError):  # it has ended
            fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def type(self, keys: str | bytes) -> None:
        with contextlib.suppress(OSError):
            super().type(keys)

    def swallow(self, seconds: float) -> bool:
        """Take what comes in so many seconds; whether anything did."""
        deadline = time.monotonic() + seconds
        some = False
        while (left := deadline - time.monotonic()) > 0:
            some |= self.read(left)
        return some

    def until(self, is_so: Callable[[], bool]) -> bool:
        """Wait until it is so; False where it never is, for as much as the program may work or wait."""
        deadline, enough = time.monotonic() + _PATIENCE, self._worked() + _WORK
        while not is_so():
            if time.monotonic() > deadline or self._worked() > enough:
                return is_so()
            self.swallow(0.02)
        return True

    def has_followed(self, sent: int) -> bool:
        """Whether it has painted since it had sent so many bytes, and rests; or has ended."""
        return self.ended() or (len(self.output) > sent and self.is_at_rest())

    def is_at_rest(self) -> bool:
        """Whether nothing is sent for a while, and nothing done: it waits for what comes."""
        return not any(self.swallow(_REST / 5) or self._is_working() for _ in range(5))

    def _is_working(self) -> bool:
        try:
            return psutil.Process(self.pid).status() in (psutil.STATUS_RUNNING, psutil.STATUS_DISK_SLEEP)
        except psutil.Error:
            return False

    def _worked(self) -> float:
        try:
            return sum(psutil.Process(self.pid).cpu_times()[:2])
        except psutil.Error:
            return 0.0
