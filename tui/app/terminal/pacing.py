"""When the next frame may go to the terminal, so that a slow line never runs on after the keys.

Between here and the eyes of a person lie buffers that take a minute of pages, and whatever waits in them is
old news that has to be looked through first. So one frame is on its way at a time: behind it the terminal is
asked something, and the next frame, merged of all that was drawn meanwhile, waits for the answer. Where
nobody answers, or a multiplexer answers for a terminal far away, no more is sent than a slow line carries.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping

ASK_MODE = "\x1b[?2026$p"
"""Asks whether synchronised updates are known (DECRQM), which a driver asks at the start anyway."""

ASK_STATUS = "\x1b[5n"
"""Asks whether all is well (DSR); every terminal since the VT100 answers."""

STATUS = "\x1b[0n"
"""All is well."""

PATIENCE = 1.0
"""Seconds that an answer is waited for."""

RATE = 24_000
"""Bytes a second that are sent where no answer tells that they have arrived."""

BURST = 12_000
"""Bytes that may be sent at once there: the first screen, or three pages."""

_MISSED = 3
"""Answers in a row that may fail to come before no more are waited for."""


def is_multiplexed(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether tmux or screen stands between: it answers at once, however far away the person sits."""
    return bool(environ.get("TMUX") or environ.get("STY"))


class Pacing:
    """Tells when a frame may be sent; all methods are to be called from one thread.

    Args:
        multiplexed: whether answers come from a multiplexer and not from where the person sits.
        clock: seconds that only grow.
    """

    def __init__(self, *, multiplexed: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self.multiplexed = multiplexed
        self.round_trip = 0.0
        """Seconds from a frame to its answer, lately; 0 while none has come."""
        self._clock = clock
        self._question = ""
        self._missed = 0
        self._allowance = float(BURST)
        self._counted = clock()
        self.begin()

    def begin(self) -> None:
        """Note that the terminal was taken over, for the first time or again: nothing is on its way."""
        self._asked_at: float | None = None
        self._unwritten = 0

    @property
    def waits_for_answer(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked_at is not None

    def wait(self) -> float | None:
        """Tell in how many seconds a frame may be sent; None until something is heard or written."""
        if self._unwritten:
            return None
        if self._asked_at is not None:
            left = self._asked_at + PATIENCE - self._clock()
            if left > 0:
                return left
            self._miss()
        if self._question and not self.multiplexed:
            return 0.0
        self._earn()
        return max(0.0, -self._allowance / RATE)

    def sent(self, size: int, *, frame: bool) -> str:
        """Count what goes out now; return the question to send behind it, or "".

        Args:
            size: bytes.
            frame: whether they paint anything.
        """
        self._unwritten += 1
        self._earn()
        self._allowance -= size
        if not frame or not self._question or self._asked_at is not None:
            return ""
        self._asked_at = self._clock()
        return self._question

    def written(self, count: int) -> None:
        """Note that the system has taken so many of the texts sent."""
        self._unwritten = max(0, self._unwritten - count)

    def heard(self, answer: str) -> None:
        """Take an answer of the terminal; it is asked what it answers from now on."""
        if answer == STATUS:
            self._question = ASK_STATUS
        self._question = self._question or ASK_MODE
        self._missed = 0
        if self._asked_at is not None:
            took = self._clock() - self._asked_at
            self.round_trip = took if not self.round_trip else (2 * self.round_trip + took) / 3
            self._asked_at = None

    def _miss(self) -> None:
        self._asked_at = None
        self._missed += 1
        if self._missed >= _MISSED:
            self._question = ""

    def _earn(self) -> None:
        now = self._clock()
        self._allowance = min(float(BURST), self._allowance + (now - self._counted) * RATE)
        self._counted = now
