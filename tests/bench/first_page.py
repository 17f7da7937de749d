"""How long until the first page can be read, one text after the other in each round."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.bench.figures import against, short, table
from tests.bench.terminal import Terminal, environment
from tests.bench.texts import Text

RATIO = 2.0
"""How many times the shorter text's time the longer one's aims at."""

_PATIENCE = 60.0


def milliseconds_to_first_page(
    command: list[str], texts: list[Text], home: Path, rounds: int
) -> dict[str, list[float]]:
    """From exec to the words of the first page, by text; bytecode and files are warm.

    Raises:
        Silent: they did not come.
    """
    taken: dict[str, list[float]] = {text.name: [] for text in texts}
    for number in range(rounds + 1):
        print(f"  round {number} of {rounds}", file=sys.stderr)
        for text in texts:
            with Terminal([*command, str(text.path)], environment(home)) as terminal:
                milliseconds = terminal.until(text.needle, _PATIENCE)
            if number:  # the first ones write bytecode and fill the cache of files
                taken[text.name].append(milliseconds)
    return taken


def first_page_table(taken: Mapping[str, list[float]]) -> str:
    """Medians, of two texts."""
    (before, shorter), (after, longer) = taken.items()
    ratio = statistics.median(longer) / statistics.median(shorter)
    row = [short(figure) for of in (shorter, longer) for figure in (statistics.median(of), min(of))]
    names = [f"{name} {of}" for name in (before, after) for of in ("median", "least")]
    head = ["first page, ms", *names, "ratio", f"≤ {RATIO:.0f}", "rounds"]
    verdict = against(ratio, RATIO)
    return table(head, [["from exec to its words", *row, f"{ratio:.2f}", verdict, str(len(shorter))]])
