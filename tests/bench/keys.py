"""Reading in fangtan by the keyboard and the mouse: how long each key takes, how many bytes it sends.

The texts are open side by side, and at each step the same is done in all of them, one after the other.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.bench.terminal import COLUMNS, Painted, Silent, Terminal, environment
from tests.bench.texts import Text

LOADED_WITHIN = 300.0
"""Seconds in which everything must have been loaded."""

PAGE, TURN, END, START, SENTENCE = "a page on", "a turn on", "to the end", "to the start", "a sentence on"
NARROWER, WIDER, DRAG = "resize to 100 x 40", "resize to 120 x 40", "a drag of ten steps"

_FIRST_PAGE_WITHIN = 60.0
_NARROW = 100
_DRAG_FROM = (45, 8)
"""The cell, from 1, where the mouse is pressed: in the reader, whatever stands there."""
_LEAST_ANSWERS = 8
"""How many steps of a drag must have been painted for it to count."""


@dataclass
class Reading:
    """fangtan with one text open.

    Attributes:
        samples: by what was done, what came of it.
        idle: bytes sent while nothing was done.
        silent: how often nothing came of what was done.
    """

    text: Text
    terminal: Terminal
    samples: dict[str, list[Painted]] = field(default_factory=dict)
    idle: int = 0
    silent: int = 0
    chance: random.Random = field(default_factory=partial(random.Random, 0))

    def do(self, name: str, deed: bytes | Callable[[], None]) -> None:
        """Do something and note what came of it."""
        try:
            self.samples.setdefault(name, []).append(self.terminal.painted(deed))
        except Silent:
            self.silent += 1

    def go_anywhere(self) -> None:
        """Go to a turn by chance, with room behind it."""
        number = self.chance.randint(self.text.turns // 50 + 1, self.text.turns * 8 // 10)
        with suppress(Silent):
            self.terminal.painted(b":%d\r" % number)

    def drag(self) -> None:
        """Press, ten steps down and to the right, let go; each is waited for, and then it is given up."""
        x, y = _DRAG_FROM
        steps = [b"\x1b[<0;%d;%dM" % (x, y)]
        steps += [b"\x1b[<32;%d;%dM" % (x + 2 * step, y + step) for step in range(1, 11)]
        steps += [b"\x1b[<0;%d;%dm" % (x + 20, y + 10)]
        answers = []
        for number, step in enumerate(steps):
            with suppress(Silent):  # a press need change nothing
                answers.append(self.terminal.painted(step, patience=0.3))
            if number == 3 and not answers:
                self.terminal.write(steps[-1])
                break
        # Pressed on a blank row, nothing is dragged.
        if len(answers) >= _LEAST_ANSWERS:
            milliseconds = sum(answer.milliseconds for answer in answers)
            size = sum(answer.size for answer in answers)
            self.samples.setdefault(DRAG, []).append(Painted(milliseconds, size))
        with suppress(Silent):
            self.terminal.painted(b"\x1b", patience=1.0)


def read_on(
    command: list[str], texts: list[Text], home: Path, *, samples: int, drags: int, idle: float
) -> list[Reading]:
    """Read in these texts.

    Args:
        command: the program, to which a path is added.
        texts: what is opened.
        home: a folder for what the program writes.
        samples: how often each key is pressed in each text, at least.
        drags: how often the mouse is dragged.
        idle: seconds in which nothing is done.

    Raises:
        Silent: a first page did not come, or the program never rests.
    """
    with ExitStack() as stack:
        readings = []
        for text in texts:
            env = environment(home) | {"FANGTAN_DATA": str(home / f"data of {text.name}")}
            terminal = stack.enter_context(Terminal([*command, str(text.path)], env))
            terminal.until(text.needle, _FIRST_PAGE_WITHIN)
            readings.append(Reading(text, terminal))
        for reading in readings:
            reading.terminal.settle(LOADED_WITHIN)
        _sample(readings, _pages, PAGE, samples)
        _sample(readings, _turns, TURN, samples)
        _sample(readings, _ends, START, samples)
        _sample(readings, _sentences, SENTENCE, samples)
        _sample(readings, _widths, WIDER, samples)
        _sample(readings, _drags, DRAG, drags)
        _rest(readings, idle)
        return readings


Deed = Callable[[], None]


def _sample(
    readings: list[Reading], deeds: Callable[[Reading], Iterator[Deed]], name: str, samples: int
) -> None:
    """Take at least so many samples of each, in one reading after the other at each step.

    Raises:
        Silent: nothing comes of it, again and again.
    """
    print(f"  {name}", file=sys.stderr)
    for _ in range(3 * samples):
        if all(len(reading.samples.get(name, ())) >= samples for reading in readings):
            return
        for steps in zip(*map(deeds, readings), strict=True):
            for step in steps:
                step()
    raise Silent(f"nothing is painted for {name}")


def _pages(reading: Reading) -> Iterator[Deed]:
    reading.go_anywhere()
    for _ in range(3):
        yield partial(reading.do, PAGE, b" ")


def _turns(reading: Reading) -> Iterator[Deed]:
    reading.go_anywhere()
    for _ in range(3):
        yield partial(reading.do, TURN, b"}")


def _ends(reading: Reading) -> Iterator[Deed]:
    reading.go_anywhere()
    yield partial(reading.do, END, b"G")
    yield partial(reading.do, START, b"g")


def _sentences(reading: Reading) -> Iterator[Deed]:
    reading.go_anywhere()
    # Behind a page on the cursor stands at the top: a few sentences on, nothing scrolls.
    with suppress(Silent):
        reading.terminal.painted(b" ")
    for _ in range(3):
        yield partial(reading.do, SENTENCE, b"j")


def _widths(reading: Reading) -> Iterator[Deed]:
    reading.go_anywhere()
    for _ in range(2):
        yield partial(reading.do, NARROWER, partial(reading.terminal.resize, _NARROW))
        yield partial(reading.do, WIDER, partial(reading.terminal.resize, COLUMNS))


def _drags(reading: Reading) -> Iterator[Deed]:
    reading.go_anywhere()
    yield reading.drag


def _rest(readings: list[Reading], seconds: float) -> None:
    """Do nothing, in all of them at the same time."""
    print(f"  idle for {seconds:.0f} s", file=sys.stderr)
    for reading in readings:
        reading.terminal.settle(LOADED_WITHIN)
    first, *others = readings
    first.idle = first.terminal.listen(seconds)
    for reading in others:
        # What it has sent meanwhile stands in the pty.
        reading.idle = reading.terminal.listen(0.1)
