"""Leaving in good order when the line drops, when the system asks, and even when leaving itself hangs."""

from __future__ import annotations

import asyncio
import faulthandler
import os
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

from textual.app import App

from tui.app.terminal.control import hurry, restore_terminal
from tui.app.terminal.driver import when_terminal_is_lost

GRACE = 1.0
"""Seconds that leaving may take before the process is ended from outside the event loop."""
_LAST = 0.4
"""Seconds after that in which even code that never returns to the interpreter is ended."""
_PATIENCE = 2.0
"""Seconds that what still runs in threads may go on once a person has left and all is kept."""
_LEAVING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)


_put_by: Callable[[], list[str]] = list


def install(app: App[Any], put_by: Callable[[], list[str]] = list) -> None:
    """Make SIGHUP, SIGTERM and SIGINT leave the application; call it once, in the running loop, before the
    screen is taken over (`on_load`).

    A SIGHUP that is ignored from the start, as under nohup, stays so.

    Args:
        app: the application.
        put_by: puts what must not be lost where it is found again, and gives the lines that are to be said of
            it on the terminal; may be called several times, also by a signal's handler.
    """
    global _put_by
    _put_by = put_by
    when_terminal_is_lost(leave)
    loop = asyncio.get_running_loop()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        # A handler of the loop would wait for the loop, and that may hang on a line that takes no output;
        # this one runs in between any two instructions, so the watchdog is always set.
        _set_watchdog(app, 128 + number)
        try:
            loop.call_soon_threadsafe(leave, app, 128 + number)
        except RuntimeError:
            os._exit(128 + number)  # the loop is closed, the terminal given back

    for number in _LEAVING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, on_signal)


def leave(app: App[Any], status: int) -> None:
    """End the application with this exit status, within two seconds whatever happens; may be called twice."""
    _set_watchdog(app, status)
    try:
        # First of all: what keeps the screens from closing may also keep them until the process is ended.
        _put_by()
    finally:
        app.exit(return_code=status)


_watched = False


def end_soon(app: App[Any]) -> None:
    """End the process soon, for all is kept and the terminal given back.

    A thread that never ends, as where a disk hangs, is not waited for.
    """
    _set_watchdog(app, app.return_code or 0, _PATIENCE)


def _set_watchdog(app: App[Any], status: int, grace: float = GRACE) -> None:
    global _watched
    if _watched:
        return
    _watched = True
    if grace == GRACE:
        hurry(app)

    def end(_number: int, _frame: FrameType | None) -> None:
        try:
            said = _put_by()
            restore_terminal(app)
            os.write(2, "".join(f"{line}\r\n" for words in said for line in words.split("\n")).encode())
        finally:
            os._exit(status)

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, grace)
    # A thread that needs no interpreter, for a call that never gives it back.
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - as cheap as can be, this is a signal handler
        faulthandler.dump_traceback_later(grace + _LAST, exit=True, file=os.dup(nowhere.fileno()))


def left() -> None:
    """Stop the timer, whose signal would find nobody once the interpreter ends."""
    signal.setitimer(signal.ITIMER_REAL, 0)
