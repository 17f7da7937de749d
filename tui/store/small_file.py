"""A small file of ASCII beside the database, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_small(file: Path, words: str) -> None:
    """Write the file, its folder too; one that can't be written is done without.

    The process may be ended at any moment: what was there before stands until all of the new words do.
    """
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_text(words, "ascii")
        beside.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
