"""The process that brings an index up to date beside an interface: `python -m tui.library.process`.

Reading a thousand interviews holds the interpreter for seconds; a process of its own holds nobody. It says
how far it is, a line of JSON each time. A line of input has it keep what it has read, and end; the end of its
input ends it at once, so none is left behind.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path

from tui.library.building import Progress, refresh

_EVERY = 0.05
"""Seconds between two lines."""


def main() -> None:
    """Refresh the library of the paths given, in the folder that is given first."""
    folder, *roots = sys.argv[1:]
    enough = threading.Event()
    threading.Thread(target=_follow_input, args=(enough,), daemon=True).start()
    os.nice(5)
    last = 0.0

    def report(progress: Progress) -> None:
        """Report how far it is, not too often."""
        nonlocal last
        now = time.monotonic()
        if progress.saved or progress.done in (0, progress.whole) or now - last >= _EVERY:
            last = now
            _say(progress._asdict())

    try:
        refresh(roots, Path(folder), report, enough.is_set)
    except OSError as error:
        _say({"error": "cache", "reason": error.strerror or str(error)})


def _follow_input(enough: threading.Event) -> None:
    """Say so where no more is wanted; end at once when whoever started this is gone."""
    while os.read(0, 4096):
        enough.set()
    os._exit(0)


def _say(what: dict[str, object]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
