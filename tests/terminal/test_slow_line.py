"""On a line of 80 ms and 30 KB a second, with buffers that take all: what is seen follows the keys.

What a person waits for is counted in bytes that the line has still to carry, not in time: a busy machine
tells lies about that.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.bench.document import document

from .harness import FANGTAN, PATIENCE, environment
from .slow_line import DELAY, RATE, SlowTerminal

pytestmark = pytest.mark.terminal

HELD = 3.0
"""Seconds that a key is held; keyboards then repeat it thirty times a second."""

SHOWN = "collect"
Slow = Callable[..., SlowTerminal]


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Slow]:
    """Opens programs behind the line."""
    opened: list[SlowTerminal] = []

    def start(
        argv: tuple[str, ...] = FANGTAN, answers: Mapping[bytes, bytes] | None = None, **env: str
    ) -> SlowTerminal:
        env = {"COLORTERM": "truecolor", **env}
        path = tmp_path / "long.md"
        path.write_text(document(300_000), "utf-8")
        terminal = SlowTerminal(
            (*argv, str(path)), environment(tmp_path, **env), answers=answers, columns=120, lines=40
        )
        opened.append(terminal)
        terminal.wait_for(SHOWN)
        at_rest(terminal)
        return terminal

    yield start
    for terminal in opened:
        terminal.end()


def at_rest(terminal: SlowTerminal, seconds: float = 1.0) -> None:
    """Wait until nothing has come for a while."""
    deadline = time.monotonic() + PATIENCE
    while terminal.read(seconds) or terminal.waiting:
        assert time.monotonic() < deadline, f"never at rest; the screen:\n{terminal.text()}"


def hold(terminal: SlowTerminal, key: str) -> int:
    """Hold a key and let it go; the bytes that come then until the screen stands still."""
    begun = time.monotonic()
    pressed = 0
    while (now := time.monotonic()) < begun + HELD:
        while pressed < (now - begun) * 30:
            terminal.type(key)
            pressed += 1
        terminal.read(0.01)
    # The last keys arrive, and what they cause begins to be sent.
    before = len(terminal.output)
    at_rest(terminal)
    return len(terminal.output) - before


def stands_still(terminal: SlowTerminal, key: str) -> None:
    """Hold the key, up to three times where other programs keep this one from its work."""
    sizes = []
    for _ in range(3):
        sizes.append(hold(terminal, key))
        assert sizes[-1], "nothing came of the key"
        if seconds(sizes[-1]) < 1:
            return
    raise AssertionError(f"it runs on: {sizes} bytes")


def seconds(size: int) -> float:
    """How long a person waits for so many bytes: there, with its answer, and the frame behind it."""
    return size / RATE + 3 * DELAY


@pytest.mark.parametrize(
    ("key", "answers"),
    [
        (" ", None),
        ("j", None),
        (" ", {b"\x1b[?2026$p": b"\x1b[?2026;2$y"}),
        (" ", {b"\x1b[5n": b"\x1b[0n"}),
        (" ", {}),
    ],
    ids=["page", "sentence", "mode-only", "status-only", "silent"],
)
def test_the_screen_stands_still_when_the_key_is_let_go(
    slow: Slow, key: str, answers: Mapping[bytes, bytes] | None
) -> None:
    terminal = slow(answers=answers)
    stands_still(terminal, key)
    where = terminal.screen()[-2]
    terminal.type("\x0c")
    at_rest(terminal)
    assert terminal.screen()[-2] == where, "the last frame is not what was drawn last"


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_in_tmux_too(slow: Slow, tmp_path: Path) -> None:
    tmux = ("tmux", "-S", str(tmp_path / "socket"))
    # Latencies and colours aside, as a person has it who never wrote a ~/.tmux.conf.
    far = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
    terminal = slow((*tmux, "-f", "/dev/null", "new-session", *FANGTAN), **far)
    try:
        stands_still(terminal, " ")
        for keys in ("b", "/", "scalinglaw", "\x1b"):
            before = len(terminal.output)
            for char in keys:
                terminal.type(char)
                until = time.monotonic() + 0.1
                while (left := until - time.monotonic()) > 0:
                    terminal.read(left)
            at_rest(terminal)
            size = len(terminal.output) - before
            assert size
            # The letters are drawn as they come, what they find is drawn once.
            assert seconds(size) < 1, keys
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


def test_a_page_on_and_a_search_are_soon_there(slow: Slow) -> None:
    terminal = slow()
    for keys in (" ", "/长文本", "\x1b", "o"):
        before = len(terminal.output)
        terminal.type(keys)
        at_rest(terminal)
        size = len(terminal.output) - before
        assert size
        assert seconds(size) < 1, keys


def test_letters_typed_quickly_paint_one_search(slow: Slow) -> None:
    terminal = slow()
    terminal.type("/")
    at_rest(terminal)
    before = len(terminal.output)
    # As fast as a person types who types fast.
    for char in "scalinglaw":
        terminal.type(char)
        until = time.monotonic() + 0.1
        while (left := until - time.monotonic()) > 0:
            terminal.read(left)
    at_rest(terminal)
    counts = re.findall(rb"1/\d+", terminal.output[before:])
    assert len(counts) == 1
