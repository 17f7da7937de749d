"""What the terminal must offer before the application starts, and what is set up for it (no Textual here)."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from typing import TextIO

from tui import garbage

LARGEST_INPUT = 100 * 1024 * 1024
"""Bytes taken from standard input at most."""

TURN = 0.0005
"""Seconds after which a thread that waits for the interpreter gets it; left alone, Python takes 0.005.

What is painted is written by a thread, which would wait as long for whatever comes behind the frame.
"""

_NO_SCREEN = frozenset({"", "dumb", "unknown"})


class TerminalError(Exception):
    """The terminal, or what stands in its place, can't show the application.

    Attributes:
        kind: "no-terminal", "dumb", "encoding" or "too-large".
        details: what the words need: `stream` ("stdin" or "stderr"), `term`, `encoding`, or `limit` (bytes).
    """

    def __init__(self, kind: str, **details: object) -> None:
        super().__init__(kind, details)
        self.kind = kind
        self.details: dict[str, object] = details


def require_terminal(environ: Mapping[str, str] = os.environ) -> None:
    """Make sure that a full screen can be drawn and keys can be read here.

    Raises:
        TerminalError: "no-terminal" where standard input or standard error is none (the screen is drawn on
            standard error, so that standard output may go to a file); "dumb" where TERM names no screen;
            "encoding" where the locale or standard error is not UTF-8.
    """
    for name, stream in (("stdin", sys.__stdin__), ("stderr", sys.__stderr__)):
        if not _is_terminal(stream):
            raise TerminalError("no-terminal", stream=name)
    term = environ.get("TERM", "")
    if term.lower() in _NO_SCREEN:
        raise TerminalError("dumb", term=term)
    encoding = stated_encoding(environ) or getattr(sys.__stderr__, "encoding", None) or ""
    if not is_utf8(encoding):
        raise TerminalError("encoding", encoding=encoding)


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def is_utf8(encoding: str) -> bool:
    """Tell whether this is one of the names of UTF-8."""
    return encoding.lower().replace("-", "").replace("_", "") in ("utf8", "utf8mb4", "cp65001")


def stated_encoding(environ: Mapping[str, str] = os.environ) -> str | None:
    """Return the encoding that the environment's locale asks for, or None where it asks for none.

    A C locale that was asked for by name is ASCII: whoever set it may sit at a terminal that shows nothing
    else. Without any locale Python itself takes UTF-8, as nearly every terminal does. PYTHONUTF8 and
    PYTHONIOENCODING are wishes of their own and leave the answer to standard error.
    """
    if environ.get("PYTHONUTF8") == "1" or environ.get("PYTHONIOENCODING"):
        return None
    name = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    if name in ("C", "POSIX"):
        return "ASCII"
    _, dot, encoding = name.partition("@")[0].partition(".")
    return encoding if dot and encoding else None


def stated_background(environ: Mapping[str, str] = os.environ) -> str:
    """Return what the environment says is behind the letters, "light" or "dark"; "" where it says neither.

    "0;15" in COLORFGBG is black on white, as rxvt and Konsole put it.
    """
    colour = environ.get("COLORFGBG", "").rpartition(";")[2]
    if not colour.isdigit():
        return ""
    return "light" if int(colour) == 7 or 9 <= int(colour) <= 15 else "dark"


ASK_BACKGROUND = "\x1b]11;?\x07"
"""Asks for the colour behind the letters (xterm's OSC 11); most terminals answer, the others say nothing."""

_BACKGROUND = re.compile(r"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")


def may_ask_background(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the terminal knows the question for its background; consoles would show its letters."""
    term = environ.get("TERM", "").lower()
    return term not in _NO_SCREEN and not term.startswith(("linux", "vt", "ansi", "cons", "sun", "eterm"))


def reported_background(answer: str) -> str:
    """Return what the answer to `ASK_BACKGROUND` says, "light" or "dark"; "" where it says neither."""
    match = _BACKGROUND.match(answer)
    if match is None:
        return ""
    red, green, blue = (int(digits, 16) / (16 ** len(digits) - 1) for digits in match.groups())
    # As bright as it looks, by the weights of ITU-R BT.601.
    return "light" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "dark"


def prepare_environment(*, animations: bool = False) -> None:
    """Set what Textual reads from the environment when it is imported; to be called before that.

    What the person has set already stays. The garbage collector rests until `after_first_page`: the thousands
    of objects of an import are no garbage, and looking through them is a tenth of the time to the first page.
    Threads take shorter turns from now on.
    """
    garbage.pause()
    sys.setswitchinterval(TURN)
    environ = os.environ
    # "Report all keys" garbles or loses what an input method commits, in iTerm2 and in Textual's own parser.
    environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    if not animations:
        # A page on with the default animation is 390 KB on the line, without it 8.
        environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    # A frame waits for the next tick of its clock; as only changes are sent, twice as many cost little.
    environ.setdefault("TEXTUAL_FPS", "120")
    # Else Textual asks for the mouse in pixels and for resizes in band: more bytes, and late answers typed as
    # keys.
    environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    # Exported by some shells and stale after the first resize; the terminal itself knows better.
    environ.pop("COLUMNS", None)
    environ.pop("LINES", None)


def after_first_page() -> None:
    """Undo what `prepare_environment` did for a quick start alone; may be called twice.

    The garbage collector works again, sparing what the start has loaded.
    """
    garbage.resume()


def adopt_piped_input(limit: int = LARGEST_INPUT) -> bytes:
    """Read all of standard input, then make the terminal standard input, so that keys can be read.

    Where standard input is a terminal already, what is typed up to Ctrl+D is read.

    Raises:
        TerminalError: "too-large" beyond `limit` bytes; "no-terminal" where the process has none.
    """
    given = sys.__stdin__
    if given is None:
        raise TerminalError("no-terminal", stream="stdin")
    typed = _is_terminal(given)
    parts: list[bytes] = []
    left = limit + 1
    while left > 0:
        part = os.read(given.fileno(), min(left, 1 << 20))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise TerminalError("too-large", limit=limit)
    if not typed:
        try:
            terminal = os.open("/dev/tty", os.O_RDWR)
        except OSError:
            raise TerminalError("no-terminal", stream="stdin") from None
        os.dup2(terminal, given.fileno())
        os.close(terminal)
    return b"".join(parts)
