"""When Python looks for garbage: not while much is made at once, and not among what stays.

Without the first two the first page comes 16 % later (`python -m tests.bench.pieces garbage-rest`, two busy
cores, December 2026). Afterwards it takes 3 to 5 ms now and then, of which 72,000 objects are spared.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (700, 10, 30)
"""How often garbage is looked for, as `gc.set_threshold` takes it: seldom among all there is."""


def pause() -> None:
    """Look for none until `resume`: the thousands of objects of an import are no garbage."""
    gc.disable()


def resume() -> None:
    """Look for garbage from now on, seldom, and spare what the start has loaded; may be called twice."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*_SELDOM)
        gc.enable()


@contextmanager
def paused(*, spare: bool = False) -> Iterator[None]:
    """Look for none while something large is made, of which nothing is garbage before it is whole.

    Args:
        spare: whether what is made stays for long, and is not looked through later either.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if spare:
                gc.freeze()
            gc.enable()
