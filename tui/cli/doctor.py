"""What `fangtan doctor` does: says what works in this terminal and what to set."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tui import __version__
from tui.cli.output import columns, print_json, say
from tui.locale import _, language

NATIVE = ("pbcopy", "wl-copy", "xclip", "xsel", "clip.exe")
"""Commands that reach the clipboard of the machine that fangtan runs on."""

LEAST_SIZE = (60, 20)
"""Columns and rows from which on everything is usable."""


def doctor(data: Path, json: bool) -> int:
    """Print the findings and the advice; returns 0, whatever they are."""
    found = findings(data)
    advice = advise(found)
    if json:
        print_json({**found, "advice": advice})
        return 0
    say("\n".join(columns(_rows(found))))
    say()
    say("\n".join("! " + line for line in advice) if advice else _("Nothing needs to be set."))
    return 0


def findings(data: Path) -> dict[str, Any]:
    """What can be found out without disturbing anything: no file is made, nothing is sent to the terminal."""
    return {
        "version": {
            "fangtan": __version__,
            "python": sys.version.split()[0],
            "textual": _installed("textual"),
        },
        "terminal": _terminal(),
        "colours": _colours(),
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
        "clipboard": _clipboard(),
        "data": _folder(data),
        "settings": _settings(),
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
            break
        except OSError:
            continue
    return {**tty, "term": os.environ.get("TERM", ""), "size": size, "problem": _terminal_problem()}


def _terminal_problem() -> str:
    """Why the reader would not open here; "" where it would."""
    from tui.app.terminal import TerminalError, require_terminal
    from tui.locale.messages import terminal_error_words

    try:
        require_terminal()
    except TerminalError as error:
        return terminal_error_words(error)
    return ""


def _colours() -> str:
    """How many colours the environment lets a program use: none, 16, 256 or truecolor."""
    term = os.environ.get("TERM", "")
    if "NO_COLOR" in os.environ or term in ("", "dumb"):
        return "none"
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or term.endswith("-direct"):
        return "truecolor"
    return "256" if "256" in term else "16"


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
    from tui.app.clipboard import has_native, is_remote

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
    exists = data.is_dir()
    above = data
    # A folder that is not there yet can be made where the nearest one above may be written.
    while not os.path.lexists(above) and above != above.parent:
        above = above.parent
    return {
        "path": str(data),
        "exists": exists,
        "writable": above.is_dir() and os.access(above, os.W_OK | os.X_OK),
        "journal": _journal(data / "collection.sqlite3"),
    }


def _journal(database: Path) -> str:
    """The journal mode of a database; "" where there is none or it can't be read."""
    if not database.is_file():
        return ""
    import sqlite3
    from contextlib import closing

    try:
        with closing(
            sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=1)
        ) as connection:
            return str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    except sqlite3.Error:
        return ""


def _settings() -> dict[str, Any]:
    from tui.locale.messages import settings_error_words
    from tui.settings import load, settings_path

    path = settings_path()
    _loaded, problem = load(path)
    return {
        "path": str(path),
        "exists": path.exists(),
        "problem": settings_error_words(problem) if problem else "",
    }


def advise(found: dict[str, Any]) -> list[str]:
    """What to set, in sentences, from what was found."""
    advice = []
    terminal, tmux = found["terminal"], found["tmux"]
    if terminal["problem"]:
        advice.append(_("The reader can't open here: {reason}").format(reason=terminal["problem"]))
    if terminal["size"] and (terminal["size"][0] < LEAST_SIZE[0] or terminal["size"][1] < LEAST_SIZE[1]):
        advice.append(_("The terminal is small; from {columns} × {rows} on everything is usable.").format(
            columns=LEAST_SIZE[0], rows=LEAST_SIZE[1]))  # fmt: skip
    if tmux["inside"]:
        if tmux["set_clipboard"] == "off":
            advice.append(_("tmux keeps the clipboard to itself; in ~/.tmux.conf: set -s set-clipboard on"))
        if found["colours"] == "256":
            advice.append(_("tmux shows 256 colours; for all of them set COLORTERM=truecolor."))
    elif not (found["clipboard"]["desktop"] and found["clipboard"]["native"]):
        advice.append(_("Copying goes through the terminal (OSC 52); some terminals ask to allow that."))
    if not found["data"]["writable"]:
        advice.append(
            _("The folder of the collection can't be written; choose another with --data or FANGTAN_DATA.")
        )
    if found["data"]["journal"] not in ("", "wal"):
        advice.append(
            _("The collection is on a file system without shared memory; use one window at a time.")
        )
    if found["settings"]["problem"]:
        advice.append(found["settings"]["problem"])
    return advice


def _rows(found: dict[str, Any]) -> list[tuple[str, str]]:
    """The findings for a person: a name and what was found."""
    terminal, tmux, data = found["terminal"], found["tmux"], found["data"]
    version = found["version"]
    size = "{} × {}".format(*terminal["size"]) if terminal["size"] else _("size unknown")
    where = [name for name in ("stdin", "stdout", "stderr") if terminal[name]]
    inside = (
        f"tmux {tmux['version']}, set-clipboard {tmux['set_clipboard'] or '?'}" if tmux["inside"] else _("no")
    )
    state = [_("writable") if data["writable"] else _("can't be written")]
    if not data["exists"]:
        state.append(_("not made yet"))
    if data["journal"]:
        state.append(f"journal {data['journal']}")
    settings = found["settings"]
    return [
        ("fangtan", f"{version['fangtan']} · Python {version['python']} · Textual {version['textual']}"),
        (_("Terminal"), f"TERM={terminal['term']} · {size} · " + (" ".join(where) or _("none"))),
        (_("Colours"), _("none") if found["colours"] == "none" else found["colours"]),
        (_("Locale"), f"{found['locale']['language']} · {found['locale']['encoding']}"),
        ("tmux", inside),
        (_("Clipboard"), " · ".join(["OSC 52", *found["clipboard"]["native"]])),
        (_("Collection"), f"{data['path']} · " + " · ".join(state)),
        (_("Settings"), settings["path"] + ("" if settings["exists"] else " · " + _("not made yet"))),
    ]
