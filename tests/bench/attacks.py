"""Attacks on what must never happen: a lost quote, a forged one, a frozen screen, a file read from outside.

Each area is one file in `attacking/`: a function `attack(count, seed)` that tries so often and yields one
line a try, "" where the program held and else what fell. What is printed is Markdown; run it as a module.

    python -m tests.bench.attacks [--only kills flips …] [--scale 0.1] [--seed 1] [--jobs 2]

The exit code is 1 where anything fell.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

AREAS: dict[str, int] = {
    "failed_writes": 100,
    "kills": 300,
    "replaced_files": 64,
    "truncations": 104,
    "early_keys": 130,
    "exported_paragraphs": 12_000,
    "found_again": 20_000,
    "kiosk_exits": 78,
    "racing": 1_500,
    "replies": 500,
    "templates": 90,
    "broken_files": 990,
    "storms": 250,
    "swapped_links": 13_000,
    "flips": 140,
    "imports": 300,
}
"""The areas, each a module of `attacking/` of the same name, with how often it is tried."""

_SHOWN = 5
"""How many of an area's failures are printed."""

Attack = Callable[[int, int], Iterator[str]]


@dataclass
class Tally:
    """What one area's attacks came to.

    Attributes:
        tried: how many there were.
        failures: a line for each that did not hold.
        seconds: how long they took.
    """

    area: str
    tried: int = 0
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0


def run(area: str, count: int, seed: int) -> Tally:
    """Try one area so often; returns what came of it."""
    attack: Attack = importlib.import_module(f"tests.bench.attacking.{area}").attack
    tally = Tally(area)
    begun = time.monotonic()
    for fell in attack(count, seed):
        tally.tried += 1
        if fell:
            tally.failures.append(fell)
    tally.seconds = time.monotonic() - begun
    return tally


def main() -> int:
    """Run what the arguments ask for and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=sorted(AREAS), default=list(AREAS))
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    counts = [max(1, round(AREAS[area] * asked.scale)) for area in asked.only]
    failed = False
    print("| area | tried | held | failed | seconds |\n| --- | ---: | ---: | ---: | ---: |")
    with ProcessPoolExecutor(asked.jobs) as processes:
        for tally in processes.map(run, asked.only, counts, [asked.seed] * len(counts)):
            fell = len(tally.failures)
            figures = f"{tally.tried:,} | {tally.tried - fell:,} | {fell:,} | {tally.seconds:.0f}"
            print(f"| {tally.area} | {figures} |", flush=True)
            for line in tally.failures[:_SHOWN]:
                print(f"{tally.area}: {line}", file=sys.stderr)
            failed |= bool(fell)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
