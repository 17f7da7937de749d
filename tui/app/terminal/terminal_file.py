"""The terminal as a file to draw on, which outlives the terminal; imports no Textual."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from time import monotonic

_LOOK = 0.25
"""Seconds after which a terminal that takes nothing is looked at again."""


class TerminalFile:
    """Gathers text and writes it at `flush`, a frame in as few system calls as the terminal allows.

    Nothing raises: once the terminal is gone, what is written is dropped, and `lost` is called, once.

    Attributes:
        dropped: whether something was given up because the terminal took nothing, see `hurry`.

    Args:
        fileno: the descriptor to write to.
        lost: called from whichever thread writes.
        written: called there too, at each `flush` with how many texts the terminal has taken by it.
    """

    def __init__(
        self, fileno: int, lost: Callable[[], None], written: Callable[[int], None] = lambda _count: None
    ) -> None:
        self.dropped = False
        self._fileno = fileno
        self._own = _opened_anew(fileno)
        self._until: float | None = None
        self._lost = lost
        self._written = written
        self._gone = False
        self._parts: list[str] = []

    def fileno(self) -> int:
        """Return the descriptor written to."""
        return self._fileno

    def isatty(self) -> bool:
        """Tell whether it is a terminal still."""
        return os.isatty(self._fileno)

    def write(self, text: str) -> int:
        """Keep the text for the next `flush`; returns its code points."""
        if not self._gone:
            self._parts.append(text)
        return len(text)

    def hurry(self, seconds: float) -> None:
        """Give the terminal so many seconds from now on to take what there is; then it is dropped.

        Without this a terminal that takes nothing is waited for. For any thread, and for a signal's handler.
        """
        if self._until is None:
            self._until = monotonic() + seconds

    def flush(self) -> None:
        """Write all that was gathered; waits as long as the terminal takes nothing, see `hurry`."""
        # A lone surrogate, as in an undecodable file name, must not end the thread that draws.
        data = memoryview("".join(self._parts).encode("utf-8", "replace"))
        count = len(self._parts)
        self._parts.clear()
        try:
            while data and not self._gone:
                try:
                    data = data[os.write(self._own, data) :]
                except BlockingIOError:
                    left = _LOOK if self._until is None else self._until - monotonic()
                    if left <= 0:
                        self._gone = self.dropped = True
                        break
                    select.select([], [self._own], [], min(left, _LOOK))
        except (OSError, ValueError):
            self._gone = True
            self._lost()
        if count:
            self._written(count)


def _opened_anew(fileno: int) -> int:
    """A descriptor of the same terminal that never waits; the one given where there can be none.

    The one given is the shell's too, and "non-blocking" would be the shell's as well.
    """
    try:
        os.tcgetpgrp(fileno)  # only of the terminal that /dev/tty stands for
        return os.open("/dev/tty", os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return fileno
