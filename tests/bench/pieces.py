"""What each piece that is kept for speed buys: fangtan with it and without it, in turn; run it as a script.

Both run in ptys of 120 x 40 on the bundled interview. The time to the first page is that from exec to its
words, one start after the other. Of keys and new widths both the time to the last byte and the processor
time is given, since the latter does not depend on what else the machine does. What is printed is Markdown.

    python -m tests.bench.pieces [--rounds N] [--samples N] [PIECE ...]
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.figures import table
from tests.bench.terminal import COLUMNS, Terminal, environment
from tests.bench.texts import Text, seed

_PATIENCE = 60.0
_NARROW = 100


# -- running without a piece, in a process of its own --------------------------------------------------------


def _without_garbage_rest() -> None:
    """The collector works from the start, as often as Python has it."""
    gc.disable = gc.freeze = lambda: None
    gc.set_threshold = lambda *_: None


def _without_short_turns() -> None:
    """A thread waits for the interpreter as long as Python has it."""
    sys.setswitchinterval = lambda _seconds: None


def _without_plain_rows() -> None:
    """Textual looks for borders and tints around each row."""
    from textual._styles_cache import StylesCache

    from tui.app.textual_patches import plain_rows

    vars(plain_rows)["_AsPainted"] = StylesCache


def _without_painted_rows() -> None:
    """Rows are Textual's strips, which only the collector takes away."""
    from textual.strip import Strip

    from tui.app.textual_patches import painted_row

    vars(painted_row)["PaintedRow"] = Strip


def _without_laid_out_once() -> None:
    """A new size is laid out and painted three times."""
    from tui.app.textual_patches.laid_out_once import LaidOutOnce

    del LaidOutOnce._screen_resized


PIECES: dict[str, Callable[[], None]] = {
    "garbage-rest": _without_garbage_rest,
    "short-turns": _without_short_turns,
    "plain-rows": _without_plain_rows,
    "painted-rows": _without_painted_rows,
    "laid-out-once": _without_laid_out_once,
}
"""What takes a piece out, by the piece's name."""


def _run(piece: str, words: list[str]) -> None:
    """Be fangtan, without that piece where one is named."""
    from tui.cli import main as fangtan

    if piece:
        PIECES[piece]()
    sys.argv[1:] = words
    fangtan()


# -- measuring ----------------------------------------------------------------------------------------------


def _command(piece: str, text: Text) -> list[str]:
    code = f"from tests.bench.pieces import _run; _run({piece!r}, [{str(text.path)!r}])"
    return [sys.executable, "-c", code]


def _first_page(piece: str, text: Text, home: Path, rounds: int) -> list[list[float]]:
    """Milliseconds to the first page, with the piece and without."""
    taken: list[list[float]] = [[], []]
    for number in range(rounds + 2):
        for which, name in enumerate(("", piece)):
            with Terminal(_command(name, text), environment(home)) as terminal:
                milliseconds = terminal.until(text.needle, _PATIENCE)
            if number > 1:  # the first ones write bytecode and fill the cache of files
                taken[which].append(milliseconds)
    return taken


def _keys(piece: str, text: Text, home: Path, samples: int) -> dict[str, list[list[tuple[float, float]]]]:
    """(milliseconds, processor's milliseconds) of each deed by its name, with the piece and without."""
    taken: dict[str, list[list[tuple[float, float]]]] = {}
    with ExitStack() as stack:
        terminals = []
        for which, name in enumerate(("", piece)):
            env = environment(home) | {"FANGTAN_DATA": str(home / f"data {which}")}
            terminal = stack.enter_context(Terminal(_command(name, text), env))
            terminal.until(text.needle, _PATIENCE)
            terminals.append(terminal)
        for terminal in terminals:
            terminal.settle(_PATIENCE)
        for number in range(samples):
            for which, terminal in enumerate(terminals):
                deeds: dict[str, bytes | Callable[[], None]] = {
                    "a page on or back": b"b" if number % 2 else b" ",
                    "a narrower window": partial(terminal.resize, _NARROW),
                    "a wider window": partial(terminal.resize, COLUMNS),
                }
                for name, deed in deeds.items():
                    before = _worked(terminal)
                    painted = terminal.painted(deed)
                    figures = (painted.milliseconds, 1000 * (_worked(terminal) - before))
                    taken.setdefault(name, [[], []])[which].append(figures)
    return taken


def _worked(terminal: Terminal) -> float:
    times = terminal.process.cpu_times()
    return float(times.user + times.system)


def _row(piece: str, what: str, of: Callable[[Any], float], taken: list[list[Any]]) -> list[str]:
    having, lacking = (_mean([of(one) for one in figures]) for figures in taken)
    return [piece, what, f"{having:.1f}", f"{lacking:.1f}", f"{lacking / having:.2f}", str(len(taken[0]))]


def _mean(figures: list[float]) -> float:
    """The mean without the slowest tenth, in which something else had the processor."""
    return statistics.mean(sorted(figures)[: max(1, len(figures) * 9 // 10)])


def main() -> None:
    """Measure the pieces that are named, or all."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("pieces", nargs="*", choices=[*PIECES, []], metavar="PIECE")
    options.add_argument("--rounds", type=int, default=12, help="starts")
    options.add_argument("--samples", type=int, default=60, help="of each key and width; 0 for none")
    given = options.parse_args()
    rows = []
    for piece in given.pieces or PIECES:
        print(piece, file=sys.stderr)
        with tempfile.TemporaryDirectory() as folder:
            home, text = Path(folder), seed()
            if given.rounds:
                rows.append(
                    _row(piece, "first page, ms", float, _first_page(piece, text, home, given.rounds))
                )
            if given.samples:
                for name, figures in _keys(piece, text, home, given.samples).items():
                    rows.append(_row(piece, f"{name}, ms", lambda pair: pair[0], figures))
                    rows.append(_row(piece, f"{name}, processor's ms", lambda pair: pair[1], figures))
    print(table(["piece", "what", "with", "without", "ratio", "samples"], rows))


if __name__ == "__main__":
    main()
