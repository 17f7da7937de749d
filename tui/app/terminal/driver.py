"""The driver: what goes to the terminal and what comes from it, and the end of both."""

from __future__ import annotations

import asyncio
import errno
import os
import selectors
import signal
import stat
import termios
import threading
from collections.abc import Callable
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, Any, cast

from textual import _xterm_parser, constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._parser import ParseError
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from tui.app.terminal.capabilities import ASK_BACKGROUND, may_ask_background, told_background
from tui.app.terminal.diff_screen import TerminalScreen
from tui.app.terminal.key_stream import KeyStream
from tui.app.terminal.pacing import ASK_STATUS, STATUS, Pacing, is_multiplexed
from tui.app.terminal.terminal_file import TerminalFile
from tui.app.textual_patches.key_events import Parser

if TYPE_CHECKING:
    from textual.app import App

# A commit of five characters or more from an input method is longer than 32 where the keyboard protocol is
# on, and is then taken for as many single keys. Textual has no setting for it.
_xterm_parser._MAX_SEQUENCE_SEARCH_THRESHOLD = 4096

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
_BLANK = "\x1b[0m\x1b[H\x1b[2J"
_LEAVE_SCREEN = "\x1b[?1049l"
_LEAVE = (
    # What was cut off is cancelled first.
    "\x18\x1b\\\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l\x1b[?2026l"
    f"\x1b[?7h{_BLANK}{_LEAVE_SCREEN}\x1b[?25h"
)


def repaint(app: App[Any]) -> None:
    """Draw the whole screen anew, over what another program may have written on the terminal."""
    driver = app._driver
    if isinstance(driver, FangtanDriver):
        driver.repaint()


def report_mouse(app: App[Any], wanted: bool) -> None:
    """Have the terminal tell of the mouse, or leave the mouse to the terminal, which selects with it."""
    driver = app._driver
    if isinstance(driver, FangtanDriver):
        driver.mouse_wanted = wanted
        if not wanted:
            driver._disable_mouse_support()
        elif not app._exit:
            # Else it would go on after the end, in the shell.
            driver._enable_mouse_support()


def round_trip(app: App[Any]) -> float:
    """Seconds that a frame takes to the terminal and its answer back; 0 where that is not known."""
    driver = app._driver
    return driver.round_trip if isinstance(driver, FangtanDriver) else 0.0


def is_known_sequence(sequence: str) -> bool:
    """Whether Textual's parser takes this control sequence for one thing, not for several keys, and it is one
    that is awaited: places of the cursor and sizes of the window, which nobody has asked for, are not.
    """
    if _xterm_parser._re_cursor_position.fullmatch(sequence):
        return False  # also where it could be F3 with Shift or Ctrl
    return (
        sequence in ANSI_SEQUENCES_KEYS
        or sequence in _xterm_parser.SPECIAL_SEQUENCES
        or _xterm_parser._re_mouse_event.match(sequence) is not None
        or _is_synchronized(sequence)
        or (
            not constants.DISABLE_KITTY_KEY and _xterm_parser._re_extended_key.fullmatch(sequence) is not None
        )
    )


def _is_synchronized(sequence: str) -> bool:
    """Whether a terminal says that frames may be bracketed, or not."""
    return "?2026;" in sequence and bool(_xterm_parser._re_terminal_mode_response.match(sequence))


class BackgroundTold(Message):
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
        self._screen = TerminalScreen(*self._get_terminal_size())
        self._pacing = Pacing(multiplexed=is_multiplexed())
        self._frame_due: asyncio.TimerHandle | None = None
        self._mode_known = False
        self._wants_background = True
        self._first_answer_until = 0.0
        self._answer_came = threading.Event()

    # Output

    @property
    def round_trip(self) -> float:
        """Seconds that a frame takes to the terminal and its answer back, lately; 0 where nobody tells."""
        return 0.0 if self._pacing.multiplexed else self._pacing.round_trip

    def write(self, data: str) -> None:
        """Queue data for the terminal."""
        if data == "\x1b[<u" and constants.DISABLE_KITTY_KEY:
            # Textual takes the keyboard protocol back even where it never asked: the shell's would be gone.
            return
        if data == "\x1b[?25l" and getattr(self._app, "plain", False):
            # A screen reader follows the cursor, if it is shown.
            return
        if data == _LEAVE_SCREEN:
            self._given_back = True
            # Where there is no other screen to go back to, ours is not left standing under the prompt; and
            # what still waits is not painted there.
            self._screen.let_go()
            super().write(_BLANK + data)
            return
        hold = self._pacing.wait() != 0
        self._screen.cursor_wanted = getattr(self._app, "has_caret", True)
        changes = self._screen.feed(data, hold=hold)
        if changes:
            self._send(changes, frame=self._screen.painted)
        if hold and self._screen.is_behind:
            self._send_later()

    def repaint(self) -> None:
        """Draw the whole screen anew, over what another program may have written on it."""
        self._send(self._screen.repaint(), frame=True)

    def _send(self, data: str, *, frame: bool) -> None:
        question = self._pacing.sent(len(data.encode("utf-8", "replace")), frame=frame)
        if question:
            self._answer_came.clear()
        super().write(data + question)

    def _send_later(self) -> None:
        """Send what was held back as soon as it may be; what is drawn until then goes with it."""
        if self._frame_due is not None:
            self._frame_due.cancel()
            self._frame_due = None
        wait = self._pacing.wait()
        if wait is not None:
            self._frame_due = self._loop.call_later(wait, self._send_now)

    def _send_now(self) -> None:
        self._frame_due = None
        if self._writer_thread is None or self._ended or not self._screen.is_behind:
            return
        if self._pacing.wait() != 0:
            self._send_later()
        elif frame := self._screen.frame():
            self._send(frame, frame=True)

    def _on_written(self, count: int) -> None:
        self._from_anywhere(self._written, count)

    def _written(self, count: int) -> None:
        self._pacing.written(count)
        if self._screen.is_behind:
            self._send_now()

    def _on_sequence(self, sequence: str) -> bool:
        """In the thread of the keys: whether this is an answer that only the next frame waits for."""
        if background := told_background(sequence):
            self._from_anywhere(self._app.post_message, BackgroundTold(background))
            return True
        if sequence == STATUS:
            known = True
        elif _is_synchronized(sequence):
            # The first one tells Textual that frames may be bracketed.
            known, self._mode_known = self._mode_known, True
        else:
            return False
        self._answer_came.set()
        self._from_anywhere(self._heard, sequence)
        return known

    def _heard(self, answer: str) -> None:
        self._pacing.heard(answer)
        if self._screen.is_behind:
            self._send_now()

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

    def _enable_mouse_support(self) -> None:
        if self.mouse_wanted:
            super()._enable_mouse_support()

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._pacing.begin()
        self._given_back = False
        self._answer_came.set()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # Textual lays the whole screen out at each signal; a window that is dragged sends hundreds.
        signal.signal(signal.SIGWINCH, self._on_resize_signal)
        if self._get_terminal_size() != (self._screen.columns, self._screen.lines):
            # It came before that.
            self._on_resize_signal(signal.SIGWINCH, None)

    def _request_terminal_sync_mode_support(self) -> None:
        """Ask what tells how far away the terminal is; what it answers is asked behind each frame.

        The colour behind everything is asked for first: once another answer has come, this one has too.
        """
        if self.input_tty and may_ask_background() and self._wants_background:
            self._wants_background = False
            self.write(ASK_BACKGROUND)
            self._answer_came.clear()
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
        if size != (self._screen.columns, self._screen.lines) or size != tuple(self._app.size):
            self._send_size()

    def _send_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self._screen.resize(*size)
        self._app.post_message(events.Resize(size, size))
        # Textual waits 8 ms for the last of several changes; here that has been seen to.
        self._app.call_later(self._app._check_resize)

    # Input

    def _run_input_thread(self) -> None:
        """The thread of the keys; Textual would print a traceback."""
        try:
            self.run_input_thread()
        except Exception as error:
            self._from_anywhere(self._app._handle_exception, error)

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
        if self._frame_due is not None:
            self._frame_due.cancel()
            self._frame_due = None
        if self._key_thread is not None and self._key_thread.is_alive():
            if not self._ended and (self._pacing.waits_for_answer or monotonic() < self._first_answer_until):
                self._answer_came.wait(_LAST_ANSWER)
            os.write(self._wake_in, b".")
        super().disable_input()

    def _terminal_lost(self) -> None:
        """End the application, from whatever thread finds that the terminal is gone."""
        if self._ended:
            return
        self._ended = True
        _silence()
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
        if self._app._exit:
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
        if self._auto_restart and self._key_thread is not None and not self._app._exit:
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
        try:
            # Opened anew, since "non-blocking" would be the shell's too on a descriptor that it shares.
            terminal = os.open("/dev/tty", os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
            try:
                if self.attrs_before is not None:
                    termios.tcsetattr(terminal, termios.TCSANOW, self.attrs_before)
                # What nobody has taken makes room for this.
                termios.tcflush(terminal, termios.TCOFLUSH)
                os.write(terminal, _LEAVE.encode())
            finally:
                os.close(terminal)
        except (OSError, termios.error):
            return


def _silence() -> None:
    """Turn what still leads to a terminal that is gone to nothing: else the interpreter's flush fails."""
    for descriptor in (1, 2):
        try:
            if not stat.S_ISCHR(os.fstat(descriptor).st_mode):
                continue
            termios.tcgetattr(descriptor)
        except termios.error as error:
            if error.args[0] == errno.EIO:
                nothing = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nothing, descriptor)
                os.close(nothing)
        except OSError:
            continue


def restore_terminal(app: App[Any]) -> None:
    """Give the terminal back at once, whatever state the application is in."""
    driver = app._driver
    if isinstance(driver, FangtanDriver):
        driver.restore_at_once()


def hurry(app: App[Any]) -> None:
    """Leave without waiting for a terminal that takes nothing; may be called by a signal's handler."""
    driver = app._driver
    if isinstance(driver, FangtanDriver):
        driver.hurry()


def write_to_terminal(app: App[Any], data: str) -> bool:
    """Send a control sequence in between frames; false where there is no terminal to send it to.

    Textual offers this for the bell and a bare OSC 52 alone.
    """
    driver = app._driver
    if driver is None or driver.is_headless:
        return False
    driver.write(data)
    driver.flush()
    return True
