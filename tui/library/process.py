"""The process that brings an index up to date beside an interface: `python -m tui.library.process`.

Reading a thousand interviews holds the interpreter for seconds; a process of its own holds nobody. It says
how far it is, a line of JSON each time, and ends when its input does, so none is left behind.
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
    threading.Thread(target=_end_with_input, daemon=True).start()
    os.nice(5)
    last = 0.0

    def report(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if progress.saved or progress.done in (0, progress.whole) or now - last >= _EVERY:
            last = now
            _say(progress._asdict())

    try:
        refresh(roots, Path(folder), report)
    except OSError as error:
        _say({"error": "cache", "reason": error.strerror or str(error)})


def _end_with_input() -> None:
    """End at once when whoever started this is gone or wants no more of it; what is half done is not kept."""
    while os.read(0, 4096):
        pass
    os._exit(0)


def _say(what: dict[str, object]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
