"""How long until the first page can be read, beside the least that Textual needs; run it as a script.

Both programs are started in turn, each in a pty of 120 x 40 of its own, with their bytecode warm, and the
clock runs from exec until the words of the first page have come through the pty.

    python tests/bench/startup.py [--rounds N] [--interview PATH]
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path

AIM = 1.3
LIMIT = 1.6
LABEL = "Just one label"
BARE = f"""
from textual.app import App, ComposeResult
from textual.widgets import Label


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Label("{LABEL}")


Bare().run()
"""


def milliseconds_until(
    needle: bytes, argv: Sequence[str], env: dict[str, str], patience: float = 60.0
) -> float:
    """Run a program in a pty until it has sent the needle, then kill it.

    Raises:
        RuntimeError: it never came.
    """
    size = struct.pack("HHHH", 40, 120, 0, 0)
    begun = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        os.execve(argv[0], list(argv), env)
    seen = bytearray()
    try:
        while needle not in seen:
            ready, _, _ = select.select([fd], [], [], patience)
            try:
                data = os.read(fd, 1 << 16) if ready else b""
            except OSError:
                data = b""
            if not data:
                text = seen.decode("utf-8", "replace")
                raise RuntimeError(f"{needle.decode()!r} never came; there was: {text[-2000:]}")
            seen += data
        return (time.perf_counter() - begun) * 1000
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(fd)


def first_words(path: Path | None) -> bytes:
    """Words of the interview's first page that stand on one line of it."""
    from tui.interview.model import Kind
    from tui.interview.reading import read
    from tui.paths import bundled_interview

    interview = read(path or bundled_interview())
    texts = [paragraph.text for paragraph in interview.paragraphs if paragraph.kind is Kind.TEXT]
    # The title may stand in a bar as well, which is no page; the first sentence stands on the page alone.
    return texts[0].strip()[:6].encode()


def main() -> int:
    """Print both medians and their ratio; 1 where the ratio is beyond the limit."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--interview", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": folder,
            "FANGTAN_DATA": f"{folder}/data",
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        command = Path(sys.executable).with_name("fangtan")
        fangtan = [str(command)] if command.exists() else [sys.executable, "-m", "tui"]
        fangtan += [str(given.interview)] if given.interview else []
        runs = {
            "a Textual app of one Label": (LABEL.encode(), [sys.executable, str(bare)]),
            "fangtan, first page": (first_words(given.interview), fangtan),
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for number in range(given.rounds + 2):
            for name, (needle, argv) in runs.items():
                taken = milliseconds_until(needle, argv, env)
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
