"""What a reader waits for, in the bundled interview and in one of two million characters; run it as a script.

Each program runs in a pty of 120 x 40 cells, as in somebody's terminal, and both texts are measured side by
side in one run. A key has been painted when the last byte of all that it caused has come through the pty:
behind that nothing is sent for 120 ms, and the program does not work. What is printed is Markdown.

    python tests/bench/reading.py [--quick] [--only first-page keys memory others] [--idle SECONDS]
                                  [--json FILE] [--characters NUMBER] [--fangtan COMMAND]
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import shlex
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench.first_page import first_page_table, milliseconds_to_first_page
from tests.bench.keys import read_on
from tests.bench.keys_tables import bytes_table, remarks, times_table
from tests.bench.memory import memory, memory_table
from tests.bench.others import others_table, view, viewers
from tests.bench.terminal import COLUMNS, LINES, fangtan_command
from tests.bench.texts import LONG, long, nearly_empty, seed

PARTS = ("first-page", "keys", "memory", "others")


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--quick", action="store_true", help="fewer samples")
    options.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART")
    options.add_argument("--idle", type=float, default=60.0, metavar="SECONDS")
    options.add_argument("--json", type=Path, metavar="FILE", help="write all samples here as well")
    options.add_argument("--characters", type=int, default=LONG, help="of the long text")
    options.add_argument("--fangtan", default=shlex.join(fangtan_command()), metavar="COMMAND")
    return options.parse_args()


def main() -> None:
    """Measure and print, each part as soon as it is known."""
    given = _options()
    command, quick = shlex.split(given.fangtan), given.quick
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        texts = [seed(), long(home, given.characters)]
        _print(f"{_machine()}; load {os.getloadavg()[0]:.1f} at the start")
        if "first-page" in given.only:
            print("first page", file=sys.stderr)
            taken = milliseconds_to_first_page(command, texts, home, 4 if quick else 12)
            results["first-page"] = taken
            _print(first_page_table(taken))
        if "keys" in given.only:
            print("keys", file=sys.stderr)
            samples, drags = (18, 5) if quick else (60, 20)
            readings = read_on(command, texts, home, samples=samples, drags=drags, idle=given.idle)
            results["keys"] = {reading.text.name: reading.samples for reading in readings}
            results["idle"] = {reading.text.name: reading.idle for reading in readings}
            _print(times_table(readings), bytes_table(readings, given.idle), remarks(readings))
        if "memory" in given.only:
            print("memory", file=sys.stderr)
            compared = [nearly_empty(home), *texts]
            held = memory(command, compared, home, 1 if quick else 3)
            results["memory"] = {name: [one._asdict() for one in of] for name, of in held.items()}
            _print(memory_table(held, compared))
        if "others" in given.only:
            print("others", file=sys.stderr)
            views = []
            for viewer in viewers(command):
                views += view(viewer, texts, home, samples=8 if quick else 20)
            results["others"] = [asdict(seen) for seen in views]
            _print(others_table(views))
        _print(f"load {os.getloadavg()[0]:.1f} at the end")
    if given.json:
        given.json.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")


def _print(*parts: str) -> None:
    for part in filter(None, parts):
        print(part, flush=True)


def _machine() -> str:
    version = importlib.metadata.version("textual")
    return (
        f"{COLUMNS} x {LINES}, Python {platform.python_version()}, Textual {version}, "
        f"{os.cpu_count()} processors"
    )


if __name__ == "__main__":
    main()
