"""Asking the terminal how wide it draws a text: write it, ask where the cursor went, and leave no trace.

All questions are sent at once, so that a slow line costs one round trip. Behind the last one stands a fence,
a question that every terminal answers (DA1): once it is answered nothing more comes, and a terminal that does
not tell its cursor's place is known at once.
"""

from __future__ import annotations

import os
import re
import select
import signal
import termios
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from time import monotonic
from typing import NamedTuple

from tui.app.terminal.capabilities import ASK_BACKGROUND, may_ask_background, reported_background

PATIENCE = 1.0
"""Seconds that the answers may take in all: a line round the world needs 0.3, a slow one twice that."""

_STRAGGLERS = 0.1
"""Seconds for answers that come behind the fence, as where a multiplexer passes only some questions on."""

_NO_SCREEN = frozenset({"", "dumb", "unknown"})

_TERMINAL = "/dev/tty"

_START_OF_EMPTY_LINE = "\r\x1b[K"
_WHERE = "\x1b[6n"  # CPR: "tell the cursor's place"
_FENCE = "\x1b[c"  # DA1: "tell what you are"
_PLACE_TOLD = re.compile(rb"\x1b\[(\d+);(\d+)R")
_FENCE_TOLD = re.compile(rb"\x1b\[\?[\d;]*c")

_HELD = {signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGTSTP}
"""What waits until the terminal is as it was."""


class Answer(NamedTuple):
    """What came of a question.

    Attributes:
        kind: "told"; "silent": no answer, or none that makes sense; "typed": keys were waiting, so the
            terminal was not asked; "unasked": there is no terminal, or it is not ours to ask.
        cells: each text → the cells it took; empty unless "told".
        milliseconds: from the question to the last answer; 0 unless "told".
        background: "light" or "dark" as the terminal says; "" where it does not.
    """

    kind: str
    cells: dict[str, int]
    milliseconds: float = 0.0
    background: str = ""


UNASKED = Answer("unasked", {})


def drawn_widths(texts: Sequence[str], patience: float = PATIENCE) -> Answer:
    """Have the terminal of this process draw each text for a moment, and say how many cells it took.

    It takes `patience` seconds at most and raises nothing. Signals that would end or stop the process wait so
    long: who leaves earlier leaves the answers behind, and the shell takes them for keys. Keys pressed before
    the question stay where they are; keys pressed during it are lost, for nothing can put them back.

    Args:
        texts: what to draw, each short enough for one line and without control characters.
        patience: seconds.
    """
    if os.environ.get("TERM", "").lower() in _NO_SCREEN:
        return UNASKED
    try:
        terminal = _open_terminal()
    except OSError:
        return UNASKED
    try:
        if not _is_ours(terminal):
            return UNASKED
        with _quiet(terminal):
            return _ask(terminal, texts, monotonic() + patience)
    except (OSError, termios.error):
        # The line has dropped; whoever is left to read this learns no more.
        return UNASKED
    finally:
        os.close(terminal)


def _open_terminal() -> int:
    """A descriptor of our own, so that nobody else's begins not to wait.

    Raises:
        OSError: there is no terminal.
    """
    options = os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        return os.open(_TERMINAL, options)
    except OSError:
        # A process in a container may have a terminal without being controlled by it.
        for number in (2, 0, 1):
            if os.isatty(number):
                return os.open(os.ttyname(number), options)
        raise


def _is_ours(terminal: int) -> bool:
    """Whether this process may change the terminal: it is in the foreground, and no other program reads keys.

    A pager behind a pipe does: it would take the answers for commands, and our modes for those to restore.
    """
    try:
        foreground = os.tcgetpgrp(terminal)
    except OSError:
        foreground = 0  # not the terminal that controls us: there is no fore- nor background
    if foreground not in (0, os.getpgrp()):
        return False
    return bool(termios.tcgetattr(terminal)[3] & termios.ICANON)


@contextmanager
def _quiet(terminal: int) -> Iterator[None]:
    """For a while nothing is echoed and no line end waited for; then all is as it was, whatever happens."""
    before = termios.tcgetattr(terminal)
    held = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _HELD)
        modes = termios.tcgetattr(terminal)
        modes[3] &= ~(termios.ECHO | termios.ICANON)
        # Else Ctrl+C throws away the answers that have come.
        modes[3] |= termios.NOFLSH
        modes[6][termios.VMIN], modes[6][termios.VTIME] = 1, 0
        # At once: waiting for the output to drain may take for ever where Ctrl+S was pressed.
        termios.tcsetattr(terminal, termios.TCSANOW, modes)
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSANOW, before)
        # What was held comes now; from here on it may end the process.
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _ask(terminal: int, texts: Sequence[str], deadline: float) -> Answer:
    """Ask and listen."""
    if _ready(terminal, reading=True, until=0):
        return Answer("typed", {})
    question = "".join(f"{_START_OF_EMPTY_LINE}{text}{_WHERE}" for text in texts)
    question += _START_OF_EMPTY_LINE
    if may_ask_background():
        question += ASK_BACKGROUND
    question += _FENCE
    begun = monotonic()
    _write(terminal, question.encode(), deadline)
    heard = _listen(terminal, len(texts), deadline)
    took = (monotonic() - begun) * 1000
    if not _FENCE_TOLD.search(heard):
        # No later answer can be awaited, but half a one is not left for the shell.
        termios.tcflush(terminal, termios.TCIFLUSH)
    columns = _columns(heard)
    at = heard.find(b"\x1b]11;")
    background = reported_background(heard[at:].decode("ascii", "replace")) if at >= 0 else ""
    if len(columns) != len(texts):
        return Answer("silent", {}, background=background)
    cells = {text: column - 1 for text, column in zip(texts, columns, strict=True)}
    return Answer("told", cells, took, background)


def _ready(terminal: int, *, reading: bool, until: float) -> bool:
    """Wait until the terminal gives or takes something, at most until then; whether it does."""
    wanted = [terminal]
    ready = select.select(
        wanted if reading else [], [] if reading else wanted, [], max(0.0, until - monotonic())
    )
    return bool(ready[0] or ready[1])


def _write(terminal: int, data: bytes, deadline: float) -> None:
    while data and _ready(terminal, reading=False, until=deadline):
        with suppress(BlockingIOError):
            data = data[os.write(terminal, data) :]
        if monotonic() > deadline:
            return


def _listen(terminal: int, count: int, deadline: float) -> bytes:
    """All that comes until the fence and `count` places are told, or the time is up."""
    heard = b""
    while _ready(terminal, reading=True, until=deadline):
        try:
            more = os.read(terminal, 4096)
        except BlockingIOError:
            more = b""
        if not more or monotonic() > deadline:
            return heard + more
        heard += more
        if _FENCE_TOLD.search(heard):
            if len(_columns(heard)) >= count:
                return heard
            deadline = min(deadline, monotonic() + _STRAGGLERS)
    return heard


def _columns(heard: bytes) -> list[int]:
    """The columns told, from 1, in their order.

    All questions were asked on one line of the screen. A place on another one is a key: Shift+F3 sends the
    same as a cursor in the first line.
    """
    places = _PLACE_TOLD.findall(heard)
    lines = Counter(line for line, _column in places)
    return [int(column) for line, column in places if line == lines.most_common(1)[0][0]]
