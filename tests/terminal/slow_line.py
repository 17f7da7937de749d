"""A terminal behind a slow line with large buffers: what a program sends is taken at once and seen later."""

from __future__ import annotations

import os
import select
import time
from collections import deque
from collections.abc import Mapping, Sequence

from .harness import Terminal

DELAY = 0.08
"""Seconds from one end of the line to the other."""

RATE = 30_000
"""Bytes a second that the line carries to the terminal."""

_PIECE = 512
_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[5n": b"\x1b[0n", b"\x1b[c": b"\x1b[?62c"}


class SlowTerminal(Terminal):
    """A terminal behind a line; everything that the program sends passes, nothing is dropped.

    Args:
        answers: the questions that the terminal answers, and how; None for those of a modern one.
    """

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        *,
        answers: Mapping[bytes, bytes] | None = None,
        columns: int = 120,
        lines: int = 40,
    ) -> None:
        self.answers = dict(_ANSWERS if answers is None else answers)
        self._on_line: deque[tuple[float, bytes]] = deque()
        """What is on its way to the terminal, and when it arrives."""
        self._free_at = 0.0
        self._keys: deque[tuple[float, bytes]] = deque()
        self._tail = b""
        super().__init__(argv, env, columns=columns, lines=lines)

    @property
    def waiting(self) -> int:
        """Bytes that are on their way."""
        return sum(len(data) for _, data in self._on_line)

    def type(self, keys: str | bytes) -> None:
        """Send keys down the line."""
        self._keys.append((time.monotonic() + DELAY, keys.encode() if isinstance(keys, str) else keys))

    def read(self, seconds: float) -> bool:
        """Let so much time pass on the line; whether anything arrived at the terminal."""
        arrived = False
        deadline = time.monotonic() + seconds
        while True:
            now = time.monotonic()
            while self._keys and self._keys[0][0] <= now:
                super().type(self._keys.popleft()[1])
            while self._on_line and self._on_line[0][0] <= now:
                self._arrive(self._on_line.popleft()[1])
                arrived = True
            if arrived or now >= deadline or self._fd < 0 or self._silent:
                return arrived
            due = [deadline, *(queue[0][0] for queue in (self._keys, self._on_line) if queue)]
            self._listen(max(0.0, min(due) - now))

    def _listen(self, seconds: float) -> None:
        """Take all that the program sends; only the line is slow."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self._silent = True
        for at in range(0, len(data), _PIECE):
            piece = data[at : at + _PIECE]
            self._free_at = max(self._free_at, time.monotonic()) + len(piece) / RATE
            self._on_line.append((self._free_at + DELAY, piece))

    def _arrive(self, data: bytes) -> None:
        seen = self._tail + data
        answered = 0
        for question, answer in self.answers.items():
            at = seen.find(question)
            while at >= 0:
                self.type(answer)
                answered = max(answered, at + len(question))
                at = seen.find(question, at + 1)
        self._tail = seen[max(answered, len(seen) - 8) :]
        self._take(data)
