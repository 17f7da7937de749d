"""What Textual writes, drawn on a screen in memory and sent as the line has room for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from tui.app.terminal.diff_screen import TerminalScreen
from tui.app.terminal.pacing import Pacing, is_multiplexed


class PacedOutput:
    """Sends only what changes on the terminal, one frame at a time; for the event loop's thread.

    Args:
        send: writes text to the terminal.
        may_send: whether there is a terminal to write to still.
        loop: the event loop.
        columns, lines: the size in cells.
    """

    def __init__(
        self,
        send: Callable[[str], None],
        may_send: Callable[[], bool],
        loop: asyncio.AbstractEventLoop,
        columns: int,
        lines: int,
    ) -> None:
        self.screen = TerminalScreen(columns, lines)
        self._write = send
        self._may_send = may_send
        self._loop = loop
        self._pacing = Pacing(multiplexed=is_multiplexed())
        self._frame_due: asyncio.TimerHandle | None = None
        self._answer_came = threading.Event()

    @property
    def round_trip(self) -> float:
        """Seconds that a frame takes to the terminal and its answer back, lately; 0 where nobody tells."""
        return 0.0 if self._pacing.multiplexed else self._pacing.round_trip

    @property
    def waits_for_answer(self) -> bool:
        """Whether the terminal has yet to answer what was asked behind a frame."""
        return self._pacing.waits_for_answer

    def begin(self) -> None:
        """Note that the terminal was taken over, for the first time or again."""
        self._pacing.begin()
        self._answer_came.set()

    def draw(self, data: str, *, cursor_wanted: bool) -> None:
        """Draw what a terminal would be sent, and send the difference, at once or as soon as it may be sent.

        Args:
            data: text and control sequences.
            cursor_wanted: whether somebody waits for the cursor where it was moved to.
        """
        hold = self._pacing.wait() != 0
        self.screen.cursor_wanted = cursor_wanted
        changes = self.screen.feed(data, hold=hold)
        if changes:
            self._send(changes, frame=self.screen.painted)
        if hold and self.screen.is_behind:
            self._send_later()

    def repaint(self) -> None:
        """Draw the whole screen anew, over what another program may have written on it."""
        self._send(self.screen.repaint(), frame=True)

    def written(self, count: int) -> None:
        """Note that the system has taken so many of the texts sent."""
        self._pacing.written(count)
        if self.screen.is_behind:
            self._send_now()

    def heard(self, answer: str) -> None:
        """Take an answer of the terminal; what waited for it goes out."""
        self._pacing.heard(answer)
        if self.screen.is_behind:
            self._send_now()

    def expect_answer(self) -> None:
        """Note that something was asked apart from what is asked behind frames."""
        self._answer_came.clear()

    def answer_came(self) -> None:
        """Note, from any thread, that the terminal has answered."""
        self._answer_came.set()

    def await_answer(self, seconds: float) -> None:
        """Wait so long at most for an answer that is on its way, in this thread."""
        self._answer_came.wait(seconds)

    def cancel_frame(self) -> None:
        """Send nothing more of what is held back, unless something else is drawn."""
        if self._frame_due is not None:
            self._frame_due.cancel()
            self._frame_due = None

    def _send(self, data: str, *, frame: bool) -> None:
        question = self._pacing.sent(len(data.encode("utf-8", "replace")), frame=frame)
        if question:
            self._answer_came.clear()
        self._write(data + question)

    def _send_later(self) -> None:
        """Send what was held back as soon as it may be; what is drawn until then goes with it."""
        self.cancel_frame()
        wait = self._pacing.wait()
        if wait is not None:
            self._frame_due = self._loop.call_later(wait, self._send_now)

    def _send_now(self) -> None:
        self._frame_due = None
        if not (self._may_send() and self.screen.is_behind):
            return
        if self._pacing.wait() != 0:
            self._send_later()
        elif frame := self.screen.frame():
            self._send(frame, frame=True)
