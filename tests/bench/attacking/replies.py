"""Answers of the terminal among keys, torn at any place: what is typed comes out, and nothing else."""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from textual import events

from tests.app.answers import ANSWERS, KEYS, torn
from tests.terminal.harness import Terminal, environment
from tui.app.terminal.key_stream import KeyStream
from tui.app.textual_patches.key_events import Parser
from tui.app.textual_patches.known_sequences import is_known_sequence

_SMALL = Path(__file__).parents[2] / "terminal" / "small_app.py"
_IN_TERMINAL = 8
"""Every so many tries goes through a real terminal, to the driver; the others to the parser of keys alone."""
_PATIENCE = 10.0


def attack(count: int, seed: int) -> Iterator[str]:
    """Type something with answers in between, in pieces that come one after the other."""
    drawn = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as home,
        Terminal([sys.executable, str(_SMALL)], environment(Path(home)), columns=80, lines=10) as terminal,
    ):
        terminal.wait_for("ready 80x10")
        for number in range(count):
            if number % _IN_TERMINAL:
                yield _to_parser(drawn)
            else:
                yield _to_terminal(terminal, drawn)


def _drawn(drawn: random.Random, keys: list[str], *, behind_escape: bool) -> tuple[list[str], list[bytes]]:
    """What is typed, and all that comes, torn; right behind an escape only where the time is ours."""
    typed = [drawn.choice(keys) for _ in range(drawn.randrange(1, 8))]
    whole = b""
    for key in typed:
        whole += key.encode() + "".join(drawn.choices(ANSWERS, k=drawn.randrange(3))).encode()
    cuts = [drawn.randrange(len(whole) + 1) for _ in range(drawn.randrange(10))]
    return typed, torn(whole, [cut for cut in cuts if behind_escape or whole[cut - 1 : cut] != b"\x1b"])


def _to_parser(drawn: random.Random) -> str:
    typed, parts = _drawn(drawn, KEYS, behind_escape=True)
    wanted = [str(event) for key in typed for event in _events([key.encode()])]
    got = [str(event) for event in _events(parts, drawn.uniform(0, 0.09))]
    return "" if got == wanted else f"{parts}: {got}, not {wanted}"


def _events(parts: list[bytes], gap: float = 0.0) -> Iterator[tuple[object, ...]]:
    """The events that the application gets, as far as they are a person's doing."""
    stream, parser, now = KeyStream(is_known_sequence, "\x1b[0n".__eq__), Parser(), 0.0
    pieces: list[str] = []
    for part in parts:
        pieces += [*stream.tick(now), *stream.feed(part, now)]
        now += gap
    for piece in [*pieces, *stream.tick(now + 60)]:
        for event in parser.events_of(piece):
            if isinstance(event, events.Key):
                yield event.key, event.character
            elif isinstance(event, events.Paste):
                yield "paste", event.text
            else:
                yield (type(event).__name__,)


def _to_terminal(terminal: Terminal, drawn: random.Random) -> str:
    typed, parts = _drawn(drawn, ["a", "q", "长", "文本"], behind_escape=False)
    for part in parts:
        terminal.type(part)
        terminal.read(drawn.uniform(0, 0.03))
    wanted = f"typed[{''.join(typed)}]"
    try:
        terminal.wait_for(lambda: wanted in terminal.run_on(), _PATIENCE)
        terminal.at_rest(0.05)
        still = wanted in terminal.run_on()
    except AssertionError:
        still = False
    words = "" if still else f"{parts}: no {wanted} in {terminal.screen()[-1]}"
    terminal.type("\x15")
    terminal.wait_for("typed[]", _PATIENCE)
    return words
