"""The driver without a terminal: what it lets through, what it holds back, what it asks and believes."""

from __future__ import annotations

import errno
import os
import signal
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual import events
from textual.geometry import Size

from tui.app.terminal import driver as module
from tui.app.terminal.capabilities import ASK_BACKGROUND
from tui.app.terminal.control import report_mouse, round_trip, write_to_terminal
from tui.app.terminal.driver import BackgroundReported, FangtanDriver
from tui.app.terminal.paced_output import PacedOutput
from tui.app.terminal.pacing import ASK_STATUS, PATIENCE, STATUS, Pacing

MODE = "\x1b[?2026;2$y"
DRAWN = "\x1b[1H"


class Loop:
    """An event loop that does at once what comes from elsewhere, and notes what is to come later."""

    def __init__(self) -> None:
        self.later: list[tuple[float, Callable[[], None]]] = []
        self.is_closed = False

    def call_soon_threadsafe(self, callback: Callable[..., None], *given: object) -> None:
        if self.is_closed:
            raise RuntimeError
        callback(*given)

    def call_later(self, delay: float, callback: Callable[[], None]) -> Any:
        entry = (delay, callback)
        self.later.append(entry)
        return SimpleNamespace(cancel=lambda: self.later.remove(entry))


class Held:
    """A driver whose terminal is a list."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.told: list[Any] = []
        self.now = 100.0
        self.loop = Loop()
        self.size = (20, 4)
        self.driver = cast(Any, FangtanDriver.__new__(FangtanDriver))
        app = SimpleNamespace(
            plain=False,
            has_caret=True,
            size=Size(*self.size),
            _exit=False,
            _driver=self.driver,
            post_message=self.told.append,
            call_later=self.told.append,
            _check_resize="look at the size",
        )
        vars(self.driver).update(
            _app=app,
            _loop=self.loop,
            _writer_thread=SimpleNamespace(write=self.sent.append),
            _key_thread=None,
            _mouse=True,
            _mode_known=False,
            _wants_background=True,
            _first_answer_until=0.0,
            _resize_due=False,
            _stopping=False,
            _ended=False,
            _given_back=False,
            _get_terminal_size=lambda: self.size,
            flush=lambda: None,
            exit_event=threading.Event(),
            fileno=-1,
            input_tty=True,
            mouse_wanted=True,
        )
        loop = cast(Any, self.loop)
        self.out = cast(Any, PacedOutput(self.sent.append, self.driver._may_send, loop, *self.size))
        self.out._pacing = Pacing(multiplexed=False, clock=lambda: self.now)
        self.driver._out = self.out
        self.app = cast(Any, app)

    def take(self) -> str:
        """What was sent since the last time; the system has taken it."""
        sent, self.sent[:] = "".join(self.sent), []
        self.out._pacing._unwritten = 0
        return sent


@pytest.fixture
def held() -> Held:
    return Held()


# -- output -------------------------------------------------------------------------------------------------


def test_a_frame_waits_for_the_answer_and_goes_out_with_all_that_was_drawn_meanwhile(held: Held) -> None:
    driver = held.driver
    held.out.heard(STATUS)
    driver.write(DRAWN + "one")
    assert held.take() == "\x1b[1H\x1b[mone" + ASK_STATUS
    driver.write(DRAWN + "two")
    driver.write("\x1b[2Hmore")
    assert held.take() == ""
    # Once, and no later than the answer is waited for.
    assert [delay for delay, _ in held.loop.later] == [PATIENCE]
    held.out.heard(STATUS)
    assert held.take() == "\x1b[1Htwo\r\nmore" + ASK_STATUS
    held.out.heard(STATUS)
    assert held.take() == ""


def test_where_no_answer_comes_the_frame_goes_out_after_a_while(held: Held) -> None:
    driver = held.driver
    held.out.heard(STATUS)
    driver.write(DRAWN + "one")
    held.take()
    driver.write(DRAWN + "two")
    ((delay, send),) = held.loop.later
    held.now += delay / 2
    held.loop.later.clear()
    held.out._frame_due = None
    send()
    assert held.take() == ""
    ((delay, send),) = held.loop.later
    held.now += delay
    held.loop.later.clear()
    held.out._frame_due = None
    send()
    assert "two" in held.take()


def test_what_the_system_has_not_taken_is_waited_for(held: Held) -> None:
    driver = held.driver
    held.out.heard(STATUS)
    driver.write(DRAWN + "one")
    held.out.heard(STATUS)
    driver.write(DRAWN + "two")
    assert "two" not in "".join(held.sent)
    assert held.loop.later == []
    driver._on_written(1)
    assert "two" in "".join(held.sent)


def test_what_paints_nothing_goes_out_at_once_and_asks_nothing(held: Held) -> None:
    driver = held.driver
    held.out.heard(STATUS)
    driver.write(DRAWN + "one")
    held.take()
    driver.write("\x07")
    assert held.take() == "\x07"


@pytest.mark.parametrize("disabled", [True, False])
def test_the_keyboard_protocol_is_taken_back_only_where_it_was_asked_for(
    held: Held, disabled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textual.constants.DISABLE_KITTY_KEY", disabled)
    held.driver.write("\x1b[<u")
    assert held.take() == ("" if disabled else "\x1b[<u")


def test_when_the_screen_is_given_back_nothing_is_drawn_any_more(held: Held) -> None:
    driver = held.driver
    held.out.heard(STATUS)
    driver.write(DRAWN + "one")
    held.take()
    driver.write(DRAWN + "two")
    driver.write("\x1b[?1049l")
    assert held.take() == "\x1b[0m\x1b[H\x1b[2J\x1b[?1049l"
    assert driver._given_back
    held.out.heard(STATUS)
    assert held.take() == ""


@pytest.mark.parametrize("gone", [{"_ended": True}, {"_writer_thread": None}])
def test_where_the_terminal_is_gone_nothing_is_sent(held: Held, gone: dict[str, Any]) -> None:
    driver = held.driver
    held.out.heard(STATUS)
    driver.write(DRAWN + "one")
    held.take()
    driver.write(DRAWN + "two")
    vars(driver).update(gone)
    held.out.heard(STATUS)
    assert held.take() == ""


def test_drawn_anew_everything_is_sent(held: Held) -> None:
    held.driver.write("\x1b[2Hone")
    held.take()
    held.driver.write("\x1b[2Hone")
    assert held.take() == ""
    held.driver.repaint()
    assert "one" in held.take()


def test_the_cursor_is_moved_only_for_whoever_types(held: Held) -> None:
    held.app.has_caret = False
    held.driver.write("\x1b[2;5H")
    assert held.take() == ""
    held.app.has_caret = True
    held.driver.write("\x1b[2;5H")
    assert held.take() == "\x1b[2;5H"


@pytest.mark.parametrize("multiplexed", [False, True])
def test_a_multiplexers_answer_tells_nothing_of_the_way(held: Held, multiplexed: bool) -> None:
    held.out._pacing = Pacing(multiplexed=multiplexed, clock=lambda: held.now)
    held.out.heard(STATUS)
    held.driver.write(DRAWN + "one")
    held.now += 0.25
    held.out.heard(STATUS)
    assert round_trip(held.app) == (0.0 if multiplexed else 0.25)
    assert round_trip(cast(Any, SimpleNamespace(_driver=None))) == 0.0


def test_a_sequence_of_ones_own_goes_to_a_terminal_and_to_nothing_else(held: Held) -> None:
    held.driver.__class__ = type("Real", (FangtanDriver,), {"is_headless": False})
    assert write_to_terminal(held.app, "\x1b]52;c;eA==\x07")
    assert held.take() == "\x1b]52;c;eA==\x07"
    held.driver.__class__ = type("Headless", (FangtanDriver,), {"is_headless": True})
    assert not write_to_terminal(held.app, "\x07")
    assert not write_to_terminal(cast(Any, SimpleNamespace(_driver=None)), "\x07")
    assert held.take() == ""


# -- the mouse ----------------------------------------------------------------------------------------------


def test_the_mouse_is_left_to_the_terminal_and_taken_again(held: Held) -> None:
    report_mouse(held.app, False)
    sent = held.take()
    assert "\x1b[?1003l" in sent
    assert "h" not in sent
    # Also after Ctrl+Z and fg.
    held.driver._enable_mouse_support()
    assert held.take() == ""
    report_mouse(held.app, True)
    assert "\x1b[?1003h" in held.take()
    held.app._exit = True
    report_mouse(held.app, True)
    assert held.take() == ""


# -- answers ------------------------------------------------------------------------------------------------


def test_an_answer_is_nobody_elses_but_the_first_of_the_mode(held: Held) -> None:
    driver = held.driver
    assert [driver._on_sequence(one) for one in ("\x1b[A", "\x1b[12;80R", "\x1b]52;c;eA==\x07")] == [
        False
    ] * 3
    assert not held.out._answer_came.is_set()
    assert driver._on_sequence(STATUS)
    assert held.out._answer_came.is_set()
    # The first one tells Textual that frames may be bracketed.
    assert [driver._on_sequence(MODE) for _ in range(3)] == [False, True, True]
    assert held.out._pacing.wait() == 0


@pytest.mark.parametrize(
    ("answer", "background"),
    [("\x1b]11;rgb:ffff/ffff/ffff\x07", "light"), ("\x1b]11;rgb:00/00/00\x1b\\", "dark")],
)
def test_what_is_behind_the_letters_is_told_to_the_application(
    held: Held, answer: str, background: str
) -> None:
    assert held.driver._on_sequence(answer)
    (told,) = held.told
    assert isinstance(told, BackgroundReported)
    assert told.background == background


@pytest.mark.parametrize(
    ("term", "tty", "asked"),
    [
        ("xterm", True, ASK_BACKGROUND + "\x1b[?2026$p" + ASK_STATUS),
        ("linux", True, ASK_STATUS),
        ("vt100", True, "\x1b[?2026$p" + ASK_STATUS),
        ("xterm", False, ""),
    ],
)
def test_what_is_asked_at_the_start(
    held: Held, term: str, tty: bool, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    held.driver.input_tty = tty
    held.driver._request_terminal_sync_mode_support()
    assert held.take() == asked
    assert (held.driver._first_answer_until > 0) is (ASK_BACKGROUND in asked)
    # Back from the shell, the colour is known.
    held.driver._request_terminal_sync_mode_support()
    assert held.take() == asked.replace(ASK_BACKGROUND, "")


def test_a_question_behind_a_frame_is_waited_for_at_the_end(held: Held) -> None:
    held.out.heard(STATUS)
    held.out._answer_came.set()
    held.driver.write(DRAWN + "one")
    assert not held.out._answer_came.is_set()


# -- sizes --------------------------------------------------------------------------------------------------


def test_many_signals_of_a_resize_are_two_sizes(held: Held) -> None:
    driver = held.driver
    held.size = (30, 6)
    for _ in range(5):
        driver._on_resize_signal(signal.SIGWINCH, None)
    resize, check = held.told
    assert isinstance(resize, events.Resize)
    assert (resize.size, check) == (Size(30, 6), "look at the size")
    assert (held.out.screen.columns, held.out.screen.lines) == (30, 6)
    ((_delay, rested),) = held.loop.later
    held.size = (40, 8)
    rested()
    assert [one.size for one in held.told if isinstance(one, events.Resize)] == [Size(30, 6), Size(40, 8)]
    driver._on_resize_signal(signal.SIGWINCH, None)
    assert len(held.loop.later) == 2


# -- input --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "data"), [(BlockingIOError(), b"\x00"), (OSError(errno.EIO, "gone"), b""), (None, b"jk")]
)
def test_bytes_that_another_program_took_are_not_the_end(
    held: Held, error: OSError | None, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_number: int, _most: int) -> bytes:
        if error:
            raise error
        return b"jk"

    monkeypatch.setattr(os, "read", read)
    assert held.driver._read() == data


# -- the end ------------------------------------------------------------------------------------------------


def test_a_terminal_that_is_gone_is_left_once_as_by_a_hangup(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[int] = []
    monkeypatch.setattr(module, "_leave", lambda _app, status: left.append(status))
    monkeypatch.setattr(module, "silence_lost_terminal", lambda: None)
    held.driver._terminal_lost()
    held.driver._terminal_lost()
    assert left == [129]
    held.loop.is_closed = True
    held.driver._ended = False
    held.driver._terminal_lost()


@pytest.mark.parametrize(
    ("stopping", "restarts", "exiting", "taken"),
    [
        (False, True, False, True),
        (True, True, False, False),
        (False, False, False, False),
        (False, True, True, False),
    ],
)
def test_the_terminal_is_taken_back_after_a_stop_from_outside(
    held: Held, stopping: bool, restarts: bool, exiting: bool, taken: bool
) -> None:
    deeds: list[str] = []
    vars(held.driver).update(
        _stopping=stopping,
        _auto_restart=restarts,
        _key_thread=object(),
        suspend_application_mode=lambda: deeds.append("given back"),
        _take_terminal_back=lambda: deeds.append("taken"),
    )
    held.app._exit = exiting
    held.driver._sigcont_application()
    assert deeds == (["given back", "taken"] if taken else [])


def test_what_is_being_left_is_not_stopped(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("stopped"))
    held.app._exit = True
    held.driver._sigtstp_application()


@pytest.mark.parametrize("restarts", [True, False])
def test_a_stop_gives_the_terminal_back_and_stops_the_whole_group(
    held: Held, restarts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    deeds: list[object] = []
    handlers: list[object] = []
    monkeypatch.setattr(os, "kill", lambda process, number: deeds.append((process, number)))
    monkeypatch.setattr(signal, "signal", lambda number, handler: handlers.append((number, handler)))
    vars(held.driver).update(
        _auto_restart=restarts,
        suspend_application_mode=lambda: deeds.append("given back"),
        _take_terminal_back=lambda: deeds.append("taken"),
    )
    held.driver._sigtstp_application()
    stop = (0, signal.SIGTSTP)
    assert deeds == (["given back", stop, "taken"] if restarts else [stop])
    assert handlers[0] == (signal.SIGTSTP, signal.SIG_DFL)
    assert handlers[1] == (signal.SIGTSTP, held.driver._sigtstp_application)
    assert not held.driver._stopping


def test_leaving_waits_for_an_answer_that_is_on_its_way(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = held.driver
    waited: list[float] = []
    written: list[bytes] = []
    monkeypatch.setattr(os, "write", lambda _number, data: written.append(data))
    vars(driver).update(
        _key_thread=SimpleNamespace(is_alive=lambda: True, join=lambda: None),
        _wake_in=-1,
    )
    monkeypatch.setattr(held.out, "await_answer", waited.append)
    driver.disable_input()
    assert (waited, written) == ([], [b"."])
    held.take()
    held.out.heard(STATUS)
    driver.write(DRAWN + "one")
    held.take()
    driver.write(DRAWN + "two")
    assert held.loop.later
    driver.disable_input()
    assert len(waited) == 1
    assert held.loop.later == []
    # Of a terminal that is gone no answer comes.
    driver._ended = True
    driver.disable_input()
    assert len(waited) == 1
    driver._key_thread = SimpleNamespace(is_alive=lambda: False, join=lambda: None)
    driver.disable_input()
    assert len(written) == 3
