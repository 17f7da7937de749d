"""Ctrl+C while a command is at work: what it has begun is put in order, and nothing is printed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_in_order() -> Iterator[None]:
    """Raise KeyboardInterrupt at Ctrl+C for as long as this lasts, where otherwise it ends the process.

    Half-written files are removed then and a terminal's mode is given back. Where Ctrl+C is ignored from the
    start, or raises already, nothing is changed.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_DFL:
        yield
        return
    sys.unraisablehook = _unraisable
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _unraisable(raised: sys.UnraisableHookArgs) -> None:
    """End the process where an interruption fell into a place that no error leaves, as while garbage is
    collected: Python would print a traceback and go on.
    """
    if isinstance(raised.exc_value, KeyboardInterrupt):
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    sys.__unraisablehook__(raised)
