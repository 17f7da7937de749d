"""What a reader would otherwise pick, on the same texts and by the same clock."""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.figures import kilobytes, megabytes, percentile, short, table
from tests.bench.terminal import Painted, Silent, Terminal, environment
from tests.bench.texts import Text

PATIENCE = 120.0
"""Seconds after which nobody waits any longer for a first page."""

_ROUNDS = 3
_SLOW = 10_000.0
"""Milliseconds to a first page that is asked for only once."""

_BUDGET = 60.0
"""Seconds that the pages or the jumps of one viewer in one text may take, once there are three."""

_KEY_PATIENCE = 60.0


@dataclass(frozen=True)
class Viewer:
    """A program that shows a text.

    Attributes:
        name: what it is called in the table.
        command: to which the path is added.
        page, end, start: the keys.
    """

    name: str
    command: list[str]
    page: bytes
    end: bytes
    start: bytes


@dataclass
class View:
    """A text in a viewer, and what came of it.

    Attributes:
        gave_up: what was waited for in vain, or "".
        first: milliseconds from exec to the words of the first page.
        pages, ends: what a page on and a jump to the end took.
        memory: bytes (RSS) once it rested, without its children.
        peak: the most it held.
    """

    viewer: str
    text: str
    gave_up: str = ""
    first: list[float] = field(default_factory=list)
    pages: list[Painted] = field(default_factory=list)
    ends: list[Painted] = field(default_factory=list)
    memory: int = 0
    peak: int = 0


def viewers(fangtan: list[str]) -> list[Viewer]:
    """fangtan, then all that there are here to compare it with."""
    script = [sys.executable, str(Path(__file__).with_name("viewers.py"))]
    page_down, end, home = b"\x1b[6~", b"\x1b[F", b"\x1b[H"
    found = [Viewer("fangtan", fangtan, b" ", b"G", b"g")]
    if less := shutil.which("less"):
        found.append(Viewer("less", [less], b" ", b"G", b"g"))
    else:
        print("less is not installed here, and is left out.")
    found += [
        Viewer("Textual's TextArea, read only", [*script, "textarea"], page_down, b"G", b"g"),
        Viewer("a Static for each turn", [*script, "statics"], page_down, end, home),
        Viewer("Textual's Markdown", [*script, "markdown"], page_down, end, home),
    ]
    return found


def view(viewer: Viewer, texts: list[Text], home: Path, *, samples: int) -> list[View]:
    """See the texts in a viewer, side by side."""
    env = environment(home) | {"TEXTUAL_ANIMATIONS": "none", "LESSHISTFILE": "-"}
    views = {text.name: View(viewer.name, text.name) for text in texts}
    with ExitStack() as stack:
        shown: list[tuple[View, Terminal]] = []
        for text in texts:
            seen = views[text.name]
            print(f"  {viewer.name}, {text.name}", file=sys.stderr)
            terminal = stack.enter_context(Terminal([*viewer.command, str(text.path)], env))
            try:
                seen.first.append(terminal.until(text.needle, PATIENCE))
                terminal.settle(PATIENCE)
            except Silent:
                seen.gave_up = "its rest" if seen.first else "its first page"
            else:
                shown.append((seen, terminal))
                seen.memory = terminal.memory()
            seen.peak = terminal.peak_memory()
        _press(shown, viewer, samples)
    for _ in range(_ROUNDS - 1):
        for text in texts:
            seen = views[text.name]
            if seen.first and seen.first[0] < _SLOW:
                with Terminal([*viewer.command, str(text.path)], env) as terminal, suppress(Silent):
                    seen.first.append(terminal.until(text.needle, PATIENCE))
    return list(views.values())


def _press(shown: list[tuple[View, Terminal]], viewer: Viewer, samples: int) -> None:
    """Go on by pages from the start, then to the end and back a few times, in one text after the other."""
    spent = dict.fromkeys((seen.text for seen, _ in shown), 0.0)
    for _ in range(samples):
        for seen, terminal in shown:
            if len(seen.pages) < 3 or spent[seen.text] < _BUDGET:
                begun = time.perf_counter()
                with suppress(Silent):
                    seen.pages.append(terminal.painted(viewer.page, _KEY_PATIENCE))
                spent[seen.text] += time.perf_counter() - begun
    for _ in range(max(3, samples // 4)):
        for seen, terminal in shown:
            if len(seen.ends) < 3 or spent[seen.text] < 2 * _BUDGET:
                begun = time.perf_counter()
                with suppress(Silent):
                    seen.ends.append(terminal.painted(viewer.end, _KEY_PATIENCE))
                    terminal.painted(viewer.start, _KEY_PATIENCE)
                spent[seen.text] += time.perf_counter() - begun
    for seen, terminal in shown:
        seen.peak = terminal.peak_memory()


def others_table(views: list[View]) -> str:
    """All viewers, each text on a line of its own."""
    rows = []
    for seen in views:
        first = f"{statistics.median(seen.first):,.0f}" if seen.first else f"> {PATIENCE:.0f} s"
        pages = [page.milliseconds for page in seen.pages]
        page = [short(percentile(pages, p)) for p in (50, 95)] if pages else ["-", "-"]
        end = short(statistics.median(jump.milliseconds for jump in seen.ends)) if seen.ends else "-"
        size = kilobytes(statistics.mean(page.size for page in seen.pages)) if seen.pages else "-"
        rest = megabytes(seen.memory) if seen.memory else "-"
        rows.append([seen.viewer, seen.text, first, *page, end, size, rest, megabytes(seen.peak)])
    head = ["", "text", "first page, ms", "page on p50, ms", "p95", "to the end, ms", "a page, kB"]
    return table([*head, "memory, MB", "peak"], rows)
