"""The driver: what goes to the terminal and what comes from it, and the end of both."""

from __future__ import annotations

import os
import selectors
import signal
from collections.abc import Callable
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, Any, cast

from textual import constants, events
from textual._parser import ParseError
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from tui.app.terminal.capabilities import ASK_BACKGROUND, may_ask_background, reported_background
from tui.app.terminal.giving_back import BLANK, LEAVE_SCREEN, give_back, silence_lost_terminal
from tui.app.terminal.key_stream import KeyStream
from tui.app.terminal.paced_output import PacedOutput
from tui.app.terminal.pacing import ASK_STATUS, STATUS
from tui.app.terminal.terminal_file import TerminalFile
from tui.app.textual_patches.application_access import fail_with, is_leaving, lay_out_at_once
from tui.app.textual_patches.key_events import Parser
from tui.app.textual_patches.known_sequences import is_known_sequence, is_synchronisation_report

if TYPE_CHECKING:
    from textual.app import App

_STDERR = 2
_RESIZE_PAUSE = 0.03
"""Seconds in which several changes of the terminal's size become one."""
_LAST_ANSWER = 0.4
"""Seconds that leaving waits for an answer of the terminal."""
_FIRST_ANSWER = 1.0
"""Seconds in which the answers to what was asked at the start are still awaited."""
_LAST_OUTPUT = 0.5
"""Seconds that a terminal has to take what there is, once the system has asked for the end."""
_WIDEST, _TALLEST = 640, 256
"""Cells that are drawn on at most: more than any screen has, less than would fill the memory."""
_NARROWEST, _LOWEST = 20, 4
"""Cells that are drawn on at least; what a smaller terminal has no room for stands beyond its edge, while
Textual can't lay words out where nothing is left of a frame."""
_FIRST_ESCAPE = 0.5
"""Seconds that an escape waits for the rest of an answer while the first are awaited: early for the key."""


class BackgroundReported(Message):
    """The terminal has said what is behind the letters.

    Attributes:
        background: "light" or "dark".
    """

    def __init__(self, background: str) -> None:
        super().__init__()
        self.background = background


def _exit(app: App[Any], status: int) -> None:
    app.exit(return_code=status)


_leave: Callable[[App[Any], int], None] = _exit


def when_terminal_is_lost(leave: Callable[[App[Any], int], None]) -> None:
    """Have an application left in this way, with that exit status, where its terminal is gone."""
    global _leave
    _leave = leave


class FangtanDriver(LinuxDriver):
    """Talks to the terminal, and ends the application in good order when it is gone.

    Textual's own driver dies of one byte that is not UTF-8 (Textual issue 6456), spins at full load for ever
    once its input has ended (Textual pull request 6690), hangs or prints tracebacks when the terminal does
    not take its output any more, resumes twice after a SIGCONT that no suspension preceded, stops for good on
    Ctrl+Z where no shell could continue it, and takes 0.1 to 0.2 s to leave, since its input is only looked
    at ten times a second.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # WriterThread asks for write, flush and fileno alone.
        self._output = TerminalFile(_STDERR, self._terminal_lost, self._on_written)
        self._file = cast(Any, self._output)
        self._wake_out, self._wake_in = os.pipe()
        os.set_blocking(self._wake_out, False)
        os.set_blocking(self._wake_in, False)
        self.mouse_wanted = True
        """Whether the terminal is to tell of the mouse, after Ctrl+Z and fg too."""
        self._resize_due = False
        self._stopping = False
        self._ended = False
        self._given_back = False
        self._out = PacedOutput(super().write, self._may_send, self._loop, *self._get_terminal_size())
        self._mode_known = False
        self._wants_background = True
        self._first_answer_until = 0.0

    # Output

    @property
    def round_trip(self) -> float:
        """Seconds that a frame takes to the terminal and its answer back, lately; 0 where nobody tells."""
        return self._out.round_trip

    def _may_send(self) -> bool:
        return self._writer_thread is not None and not self._ended

    def write(self, data: str) -> None:
        """Queue data for the terminal."""
        if data == "\x1b[<u" and constants.DISABLE_KITTY_KEY:
            # Textual takes the keyboard protocol back even where it never asked: the shell's would be gone.
            return
        if data == "\x1b[?25l" and getattr(self._app, "plain", False):
            # A screen reader follows the cursor, if it is shown.
            return
        if data == LEAVE_SCREEN:
            self._given_back = True
            # Where there is no other screen to go back to, ours is not left standing under the prompt; and
            # what still waits is not painted there.
            self._out.screen.let_go()
            super().write(BLANK + data)
            return
        self._out.draw(data, cursor_wanted=getattr(self._app, "has_caret", True))

    def repaint(self) -> None:
        """Draw the whole screen anew, over what another program may have written on it."""
        self._out.repaint()

    def _on_written(self, count: int) -> None:
        self._from_anywhere(self._out.written, count)

    def _on_sequence(self, sequence: str) -> bool:
        """In the thread of the keys: whether this is an answer that only the next frame waits for."""
        if background := reported_background(sequence):
            self._from_anywhere(self._app.post_message, BackgroundReported(background))
            return True
        if sequence == STATUS:
            known = True
        elif is_synchronisation_report(sequence):
            # The first one tells Textual that frames may be bracketed.
            known, self._mode_known = self._mode_known, True
        else:
            return False
        self._out.answer_came()
        self._from_anywhere(self._out.heard, sequence)
        return known

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size in cells; shutil would believe COLUMNS, and standard output, which may be a file."""
        for fileno in (_STDERR, self.fileno):
            try:
                width, height = os.get_terminal_size(fileno)
            except OSError:
                continue
            if width and height:
                return max(_NARROWEST, min(width, _WIDEST)), max(_LOWEST, min(height, _TALLEST))
        return 80, 25

    def report_mouse(self, wanted: bool, *, at_once: bool) -> None:
        """Have the terminal tell of the mouse or not: `at_once`, or from when it is taken over next."""
        self.mouse_wanted = wanted
        if at_once:
            (self._enable_mouse_support if wanted else self._disable_mouse_support)()

    def _enable_mouse_support(self) -> None:
        if self.mouse_wanted:
            super()._enable_mouse_support()

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._out.begin()
        self._given_back = False
        LinuxDriver.start_application_mode(self)
        # Textual lays the whole screen out at each signal; a window that is dragged sends hundreds.
        signal.signal(signal.SIGWINCH, self._on_resize_signal)
        if self._get_terminal_size() != (self._out.screen.columns, self._out.screen.lines):
            # It came before that.
            self._on_resize_signal(signal.SIGWINCH, None)

    def _request_terminal_sync_mode_support(self) -> None:
        """Ask what tells how far away the terminal is; what it answers is asked behind each frame.

        The colour behind everything is asked for first: once another answer has come, this one has too.
        """
        if self.input_tty and may_ask_background() and self._wants_background:
            self._wants_background = False
            self.write(ASK_BACKGROUND)
            self._out.expect_answer()
            self._first_answer_until = monotonic() + _FIRST_ANSWER
        if os.environ.get("TERM") != "linux":
            # The console of older kernels would show a "p".
            super()._request_terminal_sync_mode_support()
        if self.input_tty:
            self.write(ASK_STATUS)

    def _query_in_band_window_resize(self) -> None:
        """Not asked: the kernel tells the size, and some terminals show the question's last letter."""

    def _on_resize_signal(self, _signal: int, _frame: FrameType | None) -> None:
        if not self._resize_due:
            self._resize_due = True
            self._from_anywhere(self._resized)

    def _resized(self) -> None:
        """Tell of the first change at once, and of what it has become a while later."""
        self._send_size()
        self._loop.call_later(_RESIZE_PAUSE, self._rested)

    def _rested(self) -> None:
        self._resize_due = False
        size = self._get_terminal_size()
        # Textual's word of the size at the start may have come last, and then it is that.
        if size != (self._out.screen.columns, self._out.screen.lines) or size != tuple(self._app.size):
            self._send_size()

    def _send_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self._out.screen.resize(*size)
        self._app.post_message(events.Resize(size, size))
        # Several changes have become one already.
        lay_out_at_once(self._app)

    # Input

    def _run_input_thread(self) -> None:
        """The thread of the keys; Textual would print a traceback."""
        try:
            self.run_input_thread()
        except Exception as error:
            self._from_anywhere(fail_with, self._app, error)

    def run_input_thread(self) -> None:
        """Read keys until the application leaves or the terminal is gone."""
        parser = Parser(self._debug)
        stream = KeyStream(is_known_sequence, self._on_sequence)
        self._drain_wake()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_out, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                early = monotonic() < self._first_answer_until
                stream.escape_delay = _FIRST_ESCAPE if early else constants.ESCAPE_DELAY
                ready = {key.fd for key, _ in selector.select(stream.wait(monotonic()))}
                if self._wake_out in ready:
                    break
                if self.fileno in ready:
                    data = self._read()
                    if not data:
                        self._terminal_lost()
                        break
                    pieces = stream.feed(data, monotonic())
                else:
                    pieces = stream.tick(monotonic())
                for piece in pieces:
                    for event in parser.events_of(piece):
                        self.process_message(event)
        try:
            for _ in parser.feed(""):
                pass
        except (EOFError, ParseError):
            pass

    def _drain_wake(self) -> None:
        """Forget a call that the thread before this one no longer had to be woken by."""
        try:
            os.read(self._wake_out, 4096)
        except BlockingIOError:
            return

    def _read(self) -> bytes:
        """What has come in; nothing once the terminal is gone."""
        try:
            return os.read(self.fileno, 1 << 16)
        except BlockingIOError:
            return b"\x00"  # another program took the bytes; nothing is bound to NUL
        except OSError:
            return b""

    def disable_input(self) -> None:
        """Read no more; the thread is woken, where Textual's own would sleep on for a tenth of a second.

        An answer that is on its way is waited for: the shell would take it for keys.
        """
        self._out.cancel_frame()
        if self._key_thread is not None and self._key_thread.is_alive():
            if not self._ended and (self._out.waits_for_answer or monotonic() < self._first_answer_until):
                self._out.await_answer(_LAST_ANSWER)
            os.write(self._wake_in, b".")
        super().disable_input()

    def _terminal_lost(self) -> None:
        """End the application, from whatever thread finds that the terminal is gone."""
        if self._ended:
            return
        self._ended = True
        silence_lost_terminal()
        self._from_anywhere(lambda: _leave(self._app, 128 + signal.SIGHUP))

    def _from_anywhere(self, callback: Any, *arguments: object) -> None:
        try:
            self._loop.call_soon_threadsafe(callback, *arguments)
        except RuntimeError:
            return  # the loop is closed: the application has left already

    # Ctrl+Z and fg

    def _sigtstp_application(self, *_: object) -> None:
        # Not here: the signal may have come while this very thread holds the lock of the queue of output.
        self._from_anywhere(self._stop_process)

    def _sigcont_application(self, *_: object) -> None:
        if not self._stopping:
            self._from_anywhere(self._continued)

    def _stop_process(self) -> None:
        """Give the terminal back, stop, and take it again."""
        if is_leaving(self._app):
            return  # it would be taken for good
        restart = self._auto_restart
        self._stopping = True
        try:
            if restart:
                self.suspend_application_mode()
                self._must_signal_resume = True
            # As the terminal's driver would: the whole group, so that a wrapper stops too and the shell takes
            # over; and by SIGTSTP, which the kernel leaves out where no shell is there to continue us.
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(0, signal.SIGTSTP)
        finally:
            signal.signal(signal.SIGTSTP, self._sigtstp_application)
            self._stopping = False
        if restart:
            self._take_terminal_back()

    def _continued(self) -> None:
        """After `kill -STOP` and fg: the shell has changed the terminal's modes meanwhile."""
        if self._auto_restart and self._key_thread is not None and not is_leaving(self._app):
            self.suspend_application_mode()
            self._must_signal_resume = True
            self._take_terminal_back()

    def _take_terminal_back(self) -> None:
        for _ in range(10):
            # After `bg` this stops us again and gives up; the next fg finds us here.
            self._key_thread = None
            self.resume_application_mode()
            if self._key_thread is not None:
                # Textual draws nothing where the size is as before, and the other screen came up empty.
                self.repaint()
                return
        self._terminal_lost()

    # The end

    def hurry(self) -> None:
        """Do not wait for a terminal that takes nothing."""
        self._output.hurry(_LAST_OUTPUT)

    def close(self) -> None:
        """Wait until all is written that the terminal takes."""
        super().close()
        if self._output.dropped:
            self.restore_at_once()

    def restore_at_once(self) -> None:
        """Give the terminal back without waiting for anything, in the last moment of the process."""
        if self._given_back and not self._output.dropped:
            return  # the screen is the shell's
        give_back(self.attrs_before)
