"""Keys, mouse, pastes and sizes, all at once and far quicker than by hand: then the program still answers.

Each storm goes over a program in a pty, in a kiosk or outside, on the list or in an interview. When it is
over the window gets a usual size, and the program has to come to rest, to paint what the window has room for,
and to end in order when it is told to.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.bench.attacking.window import Window
from tests.terminal.harness import FANGTAN, environment
from tui.paths import bundled_interview

_AT_ONCE = 4
"""Programs that run beside each other."""

_STORMS = 5
"""Storms that one program has to bear."""

_KEYS = (
    *"jkhlwbgGnNvaycuotTsmzfdxKV*:?#{}[]()!<>0123456789 /,.e",
    *("\r", "\t", "\x1b[Z", "\x1b", "\x7f", "\x10", "\x12", "\x0c", "\x06", "\x15", "\x17", "\x1a", "\x03"),
    *("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[3~"),
    *("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[1;3D", "\x1b[1;3C", "\x1b[1;2B", "\x1b[1;5C"),
    *("问", "长文本", "很好", "changwenben"),
)
_PASTES = (
    "长文本是登月第一步",
    "line\nline\r\nline",
    "\x1b[2J\x1b]52;c;aGk=\x07",
    "x" * 4000,
    "词 " * 300,
    "",
)
_SIZES = ((1, 1), (2, 1), (1, 60), (3, 40), (40, 1), (20, 4), (21, 5), (60, 20), (70, 24), (110, 40),
          (200, 60), (640, 256), (2000, 2000))  # fmt: skip


def attack(count: int, seed: int) -> Iterator[str]:
    """Raise so many storms; yields "" for each that was borne, else what became of the program."""
    programs = -(-count // _STORMS)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(_AT_ONCE) as threads:
        told = threads.map(
            lambda number: _program(
                Path(folder, str(number)), seed, number, min(_STORMS, count - number * _STORMS)
            ),
            range(programs),
        )
        for lines in told:
            yield from lines


def _program(home: Path, seed: int, number: int, storms: int) -> list[str]:
    """What became of each of the storms that one program was in."""
    home.mkdir()
    chance = random.Random(f"{seed} {number}")
    told: list[str] = []
    while len(told) < storms:
        with _open(home, chance) as window:
            while len(told) < storms:
                name = f"seed {seed}, program {number}, storm {len(told)}"
                _storm(window, chance)
                fell = _what_fell(window)
                told.append(fell and f"{name}: {fell}")
                if fell or window.ended():  # a storm may press the key that leaves
                    break
            else:
                window.type("\x11")
                if not window.until(window.ended):
                    told[-1] = told[-1] or f"{name}: it does not leave"
    shutil.rmtree(home, ignore_errors=True)
    return told


def _open(home: Path, chance: random.Random) -> Window:
    """A program on its first page."""
    folder = home / "interviews"
    if not folder.exists():
        folder.mkdir()
        (folder / "一.md").write_bytes(bundled_interview().read_bytes())
        for name in ("二", "三", "四"):
            (folder / f"{name}.md").write_text(f"# {name}\n\n问：你好吗？\n\n答：很好，谢谢。\n", "utf-8")
    inside = chance.random() < 0.6
    words = ["--kiosk", str(folder)] if inside else [str(folder / chance.choice(("", "一.md")))]
    window = Window(
        [*FANGTAN, *words, "--data", str(home / "data")],
        environment(home),
        columns=chance.randint(60, 140),
        lines=chance.randint(20, 45),
        cwd=folder,
    )
    window.until(lambda: b"Outline" in window.output or b"Library" in window.output)
    if b"Outline" not in window.output and chance.random() < 0.8:
        window.type("\r")
    return window


def _storm(window: Window, chance: random.Random) -> None:
    """So many things at once."""
    sizes = chance.choice((0.1, 0.4, 0.8))
    pause = chance.choice((0.0, 0.002, 0.01))
    for _ in range(chance.randint(40, 200)):
        kind = chance.random()
        if kind < sizes:
            window.resize(*_size(chance, window.size))
        elif kind < sizes + (1 - sizes) * 0.6:
            window.type("".join(chance.choices(_KEYS, k=chance.randint(1, 4))))
        elif kind < sizes + (1 - sizes) * 0.9:
            window.type(_mouse(chance, window.size))
        else:
            window.type(f"\x1b[200~{chance.choice(_PASTES)}\x1b[201~")
        window.swallow(pause)


def _size(chance: random.Random, before: tuple[int, int]) -> tuple[int, int]:
    """Another size: any, one of those at which much changes, or one beside the last, as a drag makes it."""
    match chance.randrange(3):
        case 0:
            return chance.randint(1, 220), chance.randint(1, 70)
        case 1:
            return chance.choice(_SIZES)
        case _:
            return max(1, before[0] + chance.randint(-3, 3)), max(1, before[1] + chance.randint(-2, 2))


def _mouse(chance: random.Random, size: tuple[int, int]) -> str:
    """Something that the mouse does, often beyond the edge."""
    button = chance.choice((0, 0, 1, 2, 32, 35, 64, 65, 4, 16))
    column, line = chance.randint(1, size[0] + 3), chance.randint(1, size[1] + 3)
    return f"\x1b[<{button};{column};{line}{chance.choice('Mm')}"


def _what_fell(window: Window) -> str:
    """What is wrong with a program once a storm is over; "" where nothing is."""
    for size in ((100, 30), (101, 31)):
        before = len(window.output)
        window.resize(*size)
        if not window.until(partial(window.has_followed, before)):
            return f"it froze at {window.size[0]} × {window.size[1]}"
    if window.ended() and (status := window.exit_status()):
        return f"it ended with {status}: {bytes(window.output[-300:])!r}"
    return ""
