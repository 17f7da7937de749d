"""The terminal as a file to draw on, which outlives the terminal; imports no Textual."""

from __future__ import annotations

import os
import select
from collections.abc import Callable


class TerminalFile:
    """Gathers text and writes it at `flush`, a frame in as few system calls as the terminal allows.

    Nothing raises: once the terminal is gone, what is written is dropped, and `lost` is called, once.

    Args:
        fileno: the descriptor to write to.
        lost: called from whichever thread writes.
        written: called there too, at each `flush` with how many texts the terminal has taken by it.
    """

    def __init__(
        self, fileno: int, lost: Callable[[], None], written: Callable[[int], None] = lambda _count: None
    ) -> None:
        self._fileno = fileno
        self._lost = lost
        self._written = written
        self._gone = False
        self._parts: list[str] = []

    def fileno(self) -> int:
        """The descriptor written to."""
        return self._fileno

    def isatty(self) -> bool:
        """Whether it is a terminal still."""
        return os.isatty(self._fileno)

    def write(self, text: str) -> int:
        """Keep the text for the next `flush`; returns its code points."""
        if not self._gone:
            self._parts.append(text)
        return len(text)

    def flush(self) -> None:
        """Write all that was gathered; waits as long as the terminal takes nothing."""
        # A lone surrogate, as in an undecodable file name, must not end the thread that draws.
        data = memoryview("".join(self._parts).encode("utf-8", "replace"))
        count = len(self._parts)
        self._parts.clear()
        try:
            while data and not self._gone:
                try:
                    data = data[os.write(self._fileno, data) :]
                except BlockingIOError:
                    # Another program on this terminal has made the descriptor non-blocking for all of them.
                    select.select([], [self._fileno], [], 1.0)
        except (OSError, ValueError):
            self._gone = True
            self._lost()
        if count:
            self._written(count)
