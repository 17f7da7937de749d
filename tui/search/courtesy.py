"""Lets other threads have their turn sooner while a long piece of work goes on beside them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

Item = TypeVar("Item")

TURN = 0.001
"""Seconds after which a thread that waits for the interpreter gets it; left alone, Python takes 0.005.

An interface beside the work waits as long for each of its turns; the work is no slower where nobody waits.
"""

_REST = 0.0001

_lock = Lock()
_under_way = 0
_usual = 0.0


@contextmanager
def courteous() -> Iterator[None]:
    """Shorten the interpreter's turns for as long as any work in this context goes on, in whatever thread."""
    global _under_way, _usual
    with _lock:
        if _under_way == 0:
            _usual = sys.getswitchinterval()
            sys.setswitchinterval(min(TURN, _usual))
        _under_way += 1
    try:
        yield
    finally:
        with _lock:
            _under_way -= 1
            if _under_way == 0:
                sys.setswitchinterval(_usual)


def rest() -> None:
    """Stand still for a tenth of a millisecond.

    A thread that waits for the interpreter gets it then for sure, however the system shares out its time.
    """
    time.sleep(_REST)


def with_rests(items: Iterable[Item], every: int) -> Iterator[Item]:
    """The items, with a rest behind each so many of them."""
    for number, item in enumerate(items, 1):
        yield item
        if number % every == 0:
            rest()
