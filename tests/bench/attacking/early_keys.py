"""Keys in the first moments: before the first page nothing brings up more than a line, in a kiosk or not."""

from __future__ import annotations

import os
import random
import shlex
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.terminal.harness import FANGTAN, Terminal, environment

_KEYS = {
    "Ctrl+C": b"\x03",
    "Ctrl+C twice": b"\x03\x03",
    "Ctrl+\\": b"\x1c",
    "Ctrl+Z": b"\x1a",
    "Ctrl+D": b"\x04",
}
_WINDOW = 0.4
"""Seconds within which the key is pressed: in a kiosk from the start, else from the first line that is ours.
"""
_PATIENCE = 60.0
_FIRST_PAGE = b"\x1b[?1049h"
# As its keeper starts it, see the manual: what the interpreter says before anything of ours runs ends there.
_KIOSK = "trap '' INT QUIT TSTP; exec "


def attack(count: int, seed: int) -> Iterator[str]:
    """Press something at some moment of a start."""
    drawn = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        folder = home / "interviews"
        folder.mkdir()
        for number in range(2):
            (folder / f"{number}.md").write_text("# 短的\n\n问：你好吗？\n\n答：很好。\n", "utf-8")
        long = home / "long.md"
        long.write_text("# 长的\n\n" + "问：你好吗？\n\n答：很好，谢谢。再说一遍。\n\n" * 20_000, "utf-8")
        kiosk = shlex.join([*FANGTAN, "--kiosk", str(folder), "--data", str(home / "own")])
        ways = {
            "kiosk": ["/bin/sh", "-c", _KIOSK + kiosk],
            "bundled": [*FANGTAN],
            "library": [*FANGTAN, str(folder)],
            "long": [*FANGTAN, str(long)],
        }
        for number in range(count):
            way, key = drawn.choice(list(ways)), drawn.choice(list(_KEYS))
            # Every moment of the window is tried, not only those that chance draws.
            delay = _WINDOW * ((number * 0.618034) % 1)
            fell = _pressed(ways[way], environment(home), _KEYS[key], delay, from_start=way == "kiosk")
            yield fell and f"{way}, {key} after {delay * 1000:.0f} ms: {fell}"


def _pressed(argv: list[str], env: dict[str, str], key: bytes, delay: float, *, from_start: bool) -> str:
    """What was wrong with what came before the first page; "" where nothing was."""
    with Terminal(argv, env, columns=80, lines=24) as terminal:
        if not from_start:
            _wait_for_ours(terminal)
        begun = time.monotonic()
        while (left := begun + delay - time.monotonic()) > 0:
            terminal.read(left)
        terminal.type(key)
        until = time.monotonic() + _PATIENCE
        while not (terminal.ended() or _FIRST_PAGE in terminal.output) and time.monotonic() < until:
            terminal.read(0.01)
        if not (terminal.ended() or _FIRST_PAGE in terminal.output):
            return "neither a first page nor an end"
        while terminal.ended() and terminal.read(0):
            pass
        said = bytes(terminal.output).partition(_FIRST_PAGE)[0].decode("utf-8", "replace")
        for echo in ("^C", "^\\", "^Z", "^D"):
            said = said.replace(echo, "")
        lines = [line for line in said.splitlines() if line.strip("\b \r")]
        return f"{len(lines)} lines: {lines[-1][:100]}" if len(lines) > 1 or "Traceback" in said else ""


def _wait_for_ours(terminal: Terminal) -> None:
    """Wait until an interruption is no longer answered by the interpreter, which has set itself up to."""
    answered, until = False, time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        caught = _caught(terminal.pid)
        if answered and not caught:
            return
        answered = answered or caught
        terminal.read(0.0005)


def _caught(pid: int) -> bool:
    """Whether the process, once it is a program of its own, has a handler for SIGINT."""
    if _command(pid) in (b"", _command(os.getpid())):
        return False  # it is still this one, or on the way from this one to that
    status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    mask = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(mask, 16) >> (signal.SIGINT - 1) & 1)


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()
