"""What goes over the line: the bytes of everything a reader does, beside less, vim and a plain Textual app.

python tests/bench/line.py [--only bytes held ends kiosk] [--idle SECONDS]

`bytes`: through a pty of 120 x 40 in all colours, what each thing sends. `held`: on a line of 80 ms and 30 KB
a second with large buffers, how long the screen runs on after a key that was held for three seconds. `ends`:
how long the program runs on after the line has dropped. `kiosk`: eight people at once on one folder, the
memory of each and the time to their first page.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.document import document
from tests.bench.figures import kilobytes, megabytes, short, table
from tests.bench.line_ends import measure_ends
from tests.bench.terminal import Silent, Terminal, environment, fangtan_command
from tests.bench.texts import seed
from tests.terminal.slow_line import SlowTerminal
from tui.paths import bundled_interview

PEOPLE = 8
HELD = 3.0
VIEWERS = str(Path(__file__).with_name("viewers.py"))

DEEDS = (
    ("one sentence on", b"j"),
    ("one page on", b" "),
    ("one keystroke in the search bar", b"/\xe9\x95\xbf"),
    ("the next keystroke", "文".encode()),
    ("leaving the search", b"\x1b"),
    ("outline closed", b"o"),
    ("outline opened", b"o"),
    ("collection closed", b"c"),
    ("collection opened", b"c"),
    ("help opened", b"?"),
    ("help closed", b"\x1b"),
    ("one sentence collected", b"a"),
    ("export opened", b"e"),
    ("export closed", b"\x1b"),
)

OTHERS: tuple[tuple[str, list[str], tuple[bytes, bytes]], ...] = (
    ("less", ["less", "-R"], (b"j", b" ")),
    ("vim", ["vim", "-N", "-R", "-u", "NONE"], (b"\x05", b"\x06")),
    ("Textual, a Static a turn", [sys.executable, VIEWERS, "statics"], (b"\x1b[B", b"\x1b[6~")),
    ("Textual, TextArea", [sys.executable, VIEWERS, "textarea"], (b"\x1b[B", b"\x1b[6~")),
)


def first_screen(terminal: Terminal, patience: float = 20.0) -> int:
    """The bytes until nothing more comes."""
    size, quiet = 0, time.perf_counter()
    while not size or time.perf_counter() - quiet < 1.5:
        if data := terminal.read(0.1):
            size += len(data)
            quiet = time.perf_counter()
        if time.perf_counter() - terminal.begun > patience:
            raise Silent("no end of the first screen")
    return size


def typical(terminal: Terminal, key: bytes, times: int = 8) -> int:
    """The median of what a key sends."""
    return round(statistics.median(terminal.painted(key).size for _ in range(times)))


def measure_bytes(home: Path, idle: float) -> None:
    """Print what everything sends."""
    path = str(seed().path)
    rows: list[list[str]] = []
    with Terminal([*fangtan_command(), path], environment(home)) as terminal:
        rows.append(["first screen", kilobytes(first_screen(terminal))])
        for name, keys in DEEDS:
            if name in ("one sentence on", "one page on"):
                rows.append([name, kilobytes(typical(terminal, keys))])
                continue
            if keys.startswith(b"/"):
                terminal.painted(b"/")
                keys = keys[1:]
            rows.append([name, kilobytes(terminal.painted(keys).size)])
        terminal.listen(1.0)
        rows.append([f"{idle:.0f} s of doing nothing", str(terminal.listen(idle))])
    print("\n## fangtan: kB that each thing sends\n")
    print(table(["what", "kB"], rows))

    compared = [["fangtan", rows[0][1], rows[1][1], rows[2][1]]]
    for name, argv, (line, page) in OTHERS:
        if shutil.which(argv[0]) is None:
            continue
        with Terminal([*argv, path], environment(home)) as terminal:
            first = first_screen(terminal)
            lines, pages = typical(terminal, line), typical(terminal, page)
            compared.append([name, kilobytes(first), kilobytes(lines), kilobytes(pages)])
    print("## beside others on the same text: kB\n")
    print(table(["", "first screen", "a line or sentence on", "a page on"], compared))


def measure_held(home: Path) -> None:
    """Print how long the screen runs on after a key is let go."""
    long = home / "long.md"
    long.write_text(document(300_000), "utf-8")
    tmux = ["tmux", "-S", str(home / "socket"), "-f", "/dev/null", "new-session"]
    ways: list[tuple[str, list[str], bytes, dict[bytes, bytes] | None]] = [
        ("fangtan, page", [*fangtan_command(), str(long)], b" ", None),
        ("fangtan, sentence", [*fangtan_command(), str(long)], b"j", None),
        ("fangtan, page, no answers", [*fangtan_command(), str(long)], b" ", {}),
        ("Textual, TextArea, page", [sys.executable, VIEWERS, "textarea", str(long)], b"\x1b[6~", None),
    ]
    if shutil.which("tmux"):
        ways.insert(3, ("fangtan in tmux, page", [*tmux, *fangtan_command(), str(long)], b" ", None))
    rows = []
    for name, argv, key, answers in ways:
        terminal = SlowTerminal(argv, environment(home), answers=answers)
        try:
            _rest(terminal)
            begun = time.monotonic()
            pressed = 0
            while (now := time.monotonic()) < begun + HELD:
                while pressed < (now - begun) * 30:
                    terminal.type(key)
                    pressed += 1
                terminal.read(0.005)
            rows.append([name, f"{_rest(terminal):.2f} s"])
        finally:
            terminal.end()
    if shutil.which("tmux"):
        subprocess.run([*tmux[:3], "kill-server"], check=False, capture_output=True)
    print("## 80 ms, 30 KB/s: after a key held for 3 s\n")
    print(table(["", "until the screen stands still"], rows))


def _rest(terminal: SlowTerminal) -> float:
    """Seconds until the last byte came; it is waited for a second and a half without one."""
    begun = last = time.monotonic()
    while terminal.waiting or time.monotonic() - last < 1.5:
        if terminal.read(0.05):
            last = time.monotonic()
        if last - begun > 120:
            break
    return last - begun


def measure_kiosk(home: Path) -> None:
    """Print what eight people at once take."""
    folder = home / "interviews"
    folder.mkdir()
    shutil.copy(bundled_interview(), folder)
    needle = seed().needle
    argv = [*fangtan_command(), "--kiosk", str(folder), "--data"]
    with Terminal([*argv, str(home / "alone")], environment(home)) as terminal:
        alone = terminal.until(needle, 60.0)
    terminals: list[Terminal] = []
    try:
        data = [str(home / f"person {number}") for number in range(PEOPLE)]
        terminals += [Terminal([*argv, own], environment(home)) for own in data]
        times = [terminal.until(needle, 60.0) for terminal in terminals]
        alone_begun = time.perf_counter()
        for terminal in terminals:
            terminal.settle(60.0)
        for terminal in terminals:
            terminal.painted(b"/")
            terminal.painted("长文本".encode())
            terminal.painted(b"\r")
            terminal.painted(b"a")
        shared = [_shared(terminal.pid) for terminal in terminals]
        rows = [
            ["first page, one person alone", f"{short(alone)} ms"],
            ["first page, all eight started at once", f"{short(min(times))} to {short(max(times))} ms"],
            ["memory of each (RSS)", f"{megabytes(statistics.mean(t.memory() for t in terminals))} MB"],
            ["its own (PSS)", f"{megabytes(statistics.mean(shared))} MB"],
            ["processes of each", str(1 + max(len(t.children()) for t in terminals))],
            ["until all is loaded", f"{time.perf_counter() - alone_begun:.1f} s"],
        ]
    finally:
        for terminal in terminals:
            terminal.__exit__(None, None, None)
    print("## eight people at once in a kiosk\n")
    print(table(["", ""], rows))


def _shared(pid: int) -> int:
    """Bytes of a process's memory, what it shares by its share (PSS); 0 where that is not told."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only",
        nargs="+",
        choices=("bytes", "held", "ends", "kiosk"),
        default=["bytes", "held", "ends", "kiosk"],
    )
    parser.add_argument("--idle", type=float, default=600.0, help="seconds in which nothing is done")
    chosen = parser.parse_args()
    for name in chosen.only:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(os.path.realpath(folder))
            if name == "bytes":
                measure_bytes(home, chosen.idle)
            elif name == "held":
                measure_held(home)
            elif name == "ends":
                measure_ends(home)
            else:
                measure_kiosk(home)


if __name__ == "__main__":
    main()
