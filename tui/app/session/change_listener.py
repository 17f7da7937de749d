"""A thread that waits for the changes of other windows and processes, so that no screen has to."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.store.quote_store import ChangeWatch


def listen(watch: ChangeWatch, told: Callable[[], None]) -> None:
    """Have `told` called, in a thread of its own, whenever a watch tells of changes, until it is ended."""

    def follow() -> None:
        while watch.wait():
            told()

    # What waits for others keeps nobody from leaving.
    threading.Thread(target=follow, name="changes", daemon=True).start()


def in_this_loop(deed: Callable[..., object], *given: object) -> Callable[[], None]:
    """Return what a thread calls to have something done in the event loop that runs now, while that runs."""
    loop = asyncio.get_running_loop()

    def do() -> None:
        # It is closed once the application is left.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(partial(deed, *given))

    return do
