"""How long until the first page can be read, beside the least that Textual needs; run it as a script.

Both programs are started in turn, each in a pty of 120 x 40 of its own, with their bytecode warm, and the
clock runs from exec until the words of the first page have come through the pty.

    python tests/bench/startup.py [--rounds N] [--interview PATH]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.terminal import Terminal, environment, fangtan_command
from tests.bench.texts import text_at
from tui.paths import bundled_interview

AIM = 1.3
LIMIT = 1.6
PATIENCE = 60.0
LABEL = "Just one label"
BARE = f"""
from textual.app import App, ComposeResult
from textual.widgets import Label


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Label("{LABEL}")


Bare().run()
"""


def main() -> int:
    """Print both medians and their ratio; 1 where the ratio is beyond the limit."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--interview", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        needle = text_at(given.interview or bundled_interview()).needle
        runs = {
            "a Textual app of one Label": (LABEL.encode(), [sys.executable, str(bare)]),
            "fangtan, first page": (
                needle,
                [*fangtan_command(), *([str(given.interview)] if given.interview else [])],
            ),
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for number in range(given.rounds + 2):
            for name, (words, argv) in runs.items():
                with Terminal(argv, environment(Path(folder))) as terminal:
                    taken = terminal.until(words, PATIENCE)
                if number >= 2:  # the first ones write bytecode and fill the cache of files
                    times[name].append(taken)
    medians = [statistics.median(values) for values in times.values()]
    for name, values in times.items():
        print(f"{name:28} median {statistics.median(values):6.0f} ms   least {min(values):6.0f} ms")
    ratio = medians[1] / medians[0]
    pairs = statistics.median(b / a for a, b in zip(*times.values(), strict=True))
    print(f"ratio of the medians {ratio:.2f}, median of the ratios {pairs:.2f} (aim {AIM}, limit {LIMIT})")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
