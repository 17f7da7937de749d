"""Waiting for what other windows and processes do to a collection that a library shows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.store.sqlite.overview import Overview

LOOK_EVERY = 2.0
"""Seconds between two looks at whether the store was written to."""


class OverviewWatch:
    """Waits until others have changed what a library shows of the collection.

    A `tui.store.quote_store.ChangeWatch` of a store that is not held open but opened to look closer.

    Args:
        data: the folder of the collection.
        known: tells what is known of it.
    """

    def __init__(self, data: Path, known: Callable[[], Overview | None]) -> None:
        self._data = data
        self._known = known
        self._ended = threading.Event()
        self._stamp: object = None

    def wait(self) -> bool:
        """Wait until somebody has changed quotes, or has read further."""
        while not self._ended.wait(LOOK_EVERY):
            if self._is_behind():
                return True
        return False

    def end(self) -> None:
        """End the wait at once, and every later one."""
        self._ended.set()

    def _is_behind(self) -> bool:
        # Not before the first page.
        from tui.library import collection

        if collection.stamp(self._data) == self._stamp:
            return False
        now = collection.overview(self._data)
        self._stamp = collection.stamp(self._data)
        return now is not None and not now.is_like(self._known())
