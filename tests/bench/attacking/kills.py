"""Processes that write quotes, killed at any moment, one to three at once: what was acknowledged is there."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.attacking.quoting import Kept, kept, said, taking
from tests.quotes.making import is_sound

_TRIES = 12
"""How often one collection is attacked before another is begun."""


def attack(count: int, seed: int) -> Iterator[str]:
    """Kill so often; a line for each time, "" where all was there."""
    rng = random.Random(seed)
    done = 0
    while done < count:
        with tempfile.TemporaryDirectory(prefix="kills-") as made:
            known: Kept = {}
            journal = rng.choice(["wal", "wal", "delete"])
            for _ in range(min(_TRIES, count - done)):
                done += 1
                yield _kill(Path(made) / "data", rng, known, journal, f"{done}")


def _kill(folder: Path, rng: random.Random, known: Kept, journal: str, name: str) -> str:
    writers = [taking(folder, f"{name}.{number}", journal) for number in range(rng.choice([1, 1, 2, 3]))]
    if rng.random() < 0.3:
        # While it opens the collection, makes it or copies it.
        time.sleep(rng.random() * 0.05)
    else:
        for _ in range(rng.randrange(1, 12)):
            known.update(said([writers[0].line()]))
        time.sleep(rng.random() * 0.01)
    for writer in writers:
        known.update(said(writer.end(kill=True)))
    there = kept(folder, journal)
    if lost := known.items() - there.items():
        return f"{len(lost)} of {len(known)} lost ({journal}, {len(writers)} writers)"
    if len(there) > len(known) + len(writers):
        return f"{len(there) - len(known)} that nobody acknowledged"
    known.update(there)
    return "" if is_sound(folder) else f"not sound ({journal})"
