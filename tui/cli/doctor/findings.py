"""What `fangtan doctor` finds out of itself, the terminal, the environment and the folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tui import __version__
from tui.cli.doctor.widths import measure_widths
from tui.locale import language
from tui.settings import SettingsError, load, settings_path

NATIVE = ("pbcopy", "wl-copy", "xclip", "xsel", "clip.exe")
"""Commands that reach the clipboard of the machine that fangtan runs on."""

STREAMS = ("stdin", "stdout", "stderr")
"""What a process has of its terminal."""


def findings(data: Path, *, ask: bool) -> dict[str, Any]:
    """Find out what can be known without a trace: no file is made, and the screen stays as it is.

    Args:
        data: the folder of the collection.
        ask: whether the terminal, where there is one, may be asked; see `terminal_answers`.
    """
    terminal = _terminal()
    settings, problem = load(settings_path())
    ask = ask and any(terminal[name] for name in STREAMS) and _takes_utf8()
    widths = measure_widths(settings.ambiguous_width, ask)
    return {
        "version": {
            "fangtan": __version__,
            "python": sys.version.split()[0],
            "textual": _installed("textual"),
        },
        "terminal": terminal,
        "colours": _colours(),
        "background": widths.pop("background") or _background(),
        "locale": {
            "language": language(),
            "encoding": getattr(sys.stderr, "encoding", None) or "",
            "variables": {
                name: os.environ[name]
                for name in ("LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "LANGUAGE")
                if name in os.environ
            },
        },
        "tmux": _tmux(),
        "screen": {"inside": bool(os.environ.get("STY"))},
        "clipboard": _clipboard(),
        "data": _folder(data),
        "settings": _settings(problem),
        "widths": widths,
    }


def _installed(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _terminal() -> dict[str, Any]:
    streams = {"stdin": sys.stdin, "stdout": sys.stdout, "stderr": sys.stderr}
    tty = {name: stream is not None and stream.isatty() for name, stream in streams.items()}
    size = None
    for number in (2, 1, 0):
        try:
            size = list(os.get_terminal_size(number))
        except OSError:
            continue
        if all(size):
            break
        size = None  # a terminal that was never told its size, as on a serial line
    return {**tty, "term": os.environ.get("TERM", ""), "size": size, "problem": _terminal_problem()}


def _terminal_problem() -> str:
    """Why the reader would not open here; "" where it would."""
    from tui.app.terminal.capabilities import TerminalError, require_terminal
    from tui.locale.messages import terminal_error_words

    try:
        require_terminal()
    except TerminalError as error:
        return terminal_error_words(error)
    return ""


def _takes_utf8() -> bool:
    """Whether the terminal's encoding is UTF-8, as far as the locale tells."""
    from tui.app.terminal.capabilities import is_utf8, stated_encoding

    return is_utf8(stated_encoding() or getattr(sys.__stderr__, "encoding", None) or "")


def _colours() -> str:
    """How many colours the environment lets a program use: none, 16, 256 or truecolor."""
    term = os.environ.get("TERM", "")
    if "NO_COLOR" in os.environ or term in ("", "dumb"):
        return "none"
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or term.endswith("-direct"):
        return "truecolor"
    return "256" if "256" in term else "16"


def _background() -> str:
    """Whether the environment says that the terminal is light or dark; "" where it does not."""
    from tui.app.terminal.capabilities import stated_background

    if not os.environ.get("COLORFGBG"):
        return ""
    return stated_background() or "dark"


def _tmux() -> dict[str, Any]:
    """Whether this runs inside tmux, and whether that passes the clipboard on."""
    if not os.environ.get("TMUX"):
        return {"inside": False, "version": "", "set_clipboard": ""}
    return {
        "inside": True,
        "version": _said("tmux", "-V").removeprefix("tmux "),
        "set_clipboard": _said("tmux", "show-options", "-sv", "set-clipboard"),
    }


def _clipboard() -> dict[str, Any]:
    """Whether the person sits at this machine's desktop, and the commands that reach its clipboard."""
    from tui.app.terminal.clipboard import has_native, is_remote

    return {
        "ssh": is_remote(),
        "desktop": has_native(),
        "native": [name for name in NATIVE if shutil.which(name)],
    }


def _said(*command: str) -> str:
    """What a command prints; "" where it fails or hangs."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=2, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _folder(data: Path) -> dict[str, Any]:
    """The folder of the collection: whether it is there, may be written, and how its database journals."""
    from tui.store.sqlite.read_only import journal_of

    exists = data.is_dir()
    above = data
    # A folder that is not there yet can be made where the nearest one above may be written.
    while not os.path.lexists(above) and above != above.parent:
        above = above.parent
    return {
        "path": str(data),
        "exists": exists,
        "writable": above.is_dir() and os.access(above, os.W_OK | os.X_OK),
        "journal": journal_of(data / "collection.sqlite3"),
    }


def _settings(problem: SettingsError | None) -> dict[str, Any]:
    from tui.locale.messages import settings_error_words

    path = settings_path()
    return {
        "path": str(path),
        "exists": path.exists(),
        "problem": settings_error_words(problem) if problem else "",
    }
