"""Copying to the clipboard of whoever sits at the terminal, near or far, claiming no more than is known."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from tui.kiosk.policy import current

LARGEST = 74_994
"""Bytes of UTF-8 sent to a terminal at most: with its frame OSC 52 is then 100,000 bytes long, where the
strictest of the terminals in use stops."""

_PATIENCE = 1.5
"""Seconds that another program may take."""
_SCREEN_CHUNK = 240
"""Characters in one device control string; GNU screen drops longer ones (768 with its own frame)."""


class Outcome(NamedTuple):
    """What was done with a text.

    Attributes:
        kind: "copied": a clipboard program of this machine took it. "tmux": tmux holds it in its own buffer
        and was
            asked to hand it on. "sent": the terminal was asked, and never answers whether it did. "too-
            large": it was not sent, see `limit`. "nowhere": there is nothing to send it to.
        size: bytes of UTF-8.
        limit: the largest size that is sent to a terminal, in bytes of UTF-8.
    """

    kind: str
    size: int
    limit: int = LARGEST


def copy(
    target: Any,
    text: str,
    *,
    environ: Mapping[str, str] = os.environ,
    native: Callable[[str], bool] | None = None,
    tmux: Callable[[bytes], bool] | None = None,
) -> Outcome:
    """Copy the text.

    Args:
        target: the application, or what writes a control sequence to the terminal.
        text: what to copy.
        environ: tells where we are: in tmux, in GNU screen, over SSH, on a desktop.
        native: copies on this machine, true where that went well; by default pyperclip.
        tmux: fills tmux's buffer, true where that went well; by default tmux itself.

    Nothing is raised. On this machine its own clipboard comes first; over SSH it is the wrong one.
    """
    data = text.encode("utf-8", "replace")
    write = target if callable(target) else _writer(target, text)
    kind = ""
    programs = current().programs
    if programs and has_native(environ) and (native or _native)(text):
        kind = "copied"
    if programs and environ.get("TMUX") and (tmux or _tmux)(data):
        kind = kind or "tmux"
    if not kind:
        if len(data) > LARGEST:
            kind = "too-large"
        elif all(write(sequence) is not False for sequence in sequences(data, environ)):
            kind = "sent"
        else:
            kind = "nowhere"
    return Outcome(kind, len(data))


def is_remote(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the person sits at another machine, as far as SSH tells."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def has_native(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether this machine's clipboard is the person's: not over SSH, not without a desktop."""
    if is_remote(environ):
        return False
    if platform in ("darwin", "win32", "cygwin"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))


def sequences(data: bytes, environ: Mapping[str, str] = os.environ) -> Iterator[str]:
    """Yield the control sequences that copy: OSC 52, wrapped for what is between us and the terminal."""
    request = f"\x1b]52;c;{b64encode(data).decode()}\x07"
    term = environ.get("TERM", "")
    if environ.get("STY") and not environ.get("TMUX"):
        yield _for_screen(request)
    elif environ.get("TMUX") or term.startswith("tmux"):
        # Taken by tmux itself where it is set to, or passed on where that is allowed; both do no harm.
        yield request
        yield "\x1bPtmux;" + request.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    elif term.startswith("screen"):
        # Behind SSH one can't see whether it is tmux, which skips the second, or GNU screen, which skips the
        # first.
        yield request
        yield _for_screen(request)
    else:
        yield request


def _for_screen(request: str) -> str:
    chunks = (request[at : at + _SCREEN_CHUNK] for at in range(0, len(request), _SCREEN_CHUNK))
    return "".join(f"\x1bP{chunk}\x1b\\" for chunk in chunks)


def _writer(app: Any, text: str) -> Callable[[str], bool]:
    from tui.app.terminal.control import write_to_terminal
    from tui.app.textual_patches.application_access import remember_clipboard

    remember_clipboard(app, text)
    return lambda sequence: write_to_terminal(app, sequence)


def _tmux(data: bytes) -> bool:
    """Fill tmux's buffer and have it ask the outer terminal (-w, since tmux 3.2)."""
    try:
        done = subprocess.run(
            ["tmux", "load-buffer", "-w", "-"],
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _native(text: str) -> bool:
    """Copy by pyperclip, which may wait for another program without end: hence the thread."""
    done: list[bool] = []

    def work() -> None:
        try:
            import pyperclip

            pyperclip.copy(text)
        except Exception:  # whatever a program of the desktop does, there are other ways
            return
        done.append(True)

    thread = threading.Thread(target=work, name="clipboard", daemon=True)
    thread.start()
    thread.join(_PATIENCE)
    return bool(done)
