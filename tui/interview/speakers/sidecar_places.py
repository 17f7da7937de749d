"""Where the sidecar of an interview stands: beside its file, or in the person's own data folder.

It is written in the data folder where nothing can or should be written beside the file: of the bundled
interview, which all users of an installation share, in a folder that may only be read, beside a file that is
somebody else's, of standard input. Its name there holds the file's content and path. What the data folder
has of a path holds, whatever became of the content; else what stands beside the file; else what the data
folder has of that content, wherever it lay.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from tui.interview.files import ENDING, digest_of
from tui.kiosk.policy import current
from tui.paths import data_dir, is_bundled

FOLDER = "speakers"
"""The folder of sidecars in the data folder."""

_DIGITS = 16


def beside(path: str | Path) -> Path:
    """Return the path of the sidecar that stands beside an interview's file."""
    file = Path(path)
    return file.with_name(file.name + ENDING)


def standing(path: str | Path, digest: str = "") -> Path | None:
    """Find the sidecar that holds for an interview; None where nothing is said of its speakers.

    Args:
        path: of the interview; "-" for standard input.
        digest: SHA-256 of its bytes; "" where only what is known by the path is wanted.
    """
    names = _in_data_folder()
    own = _folder() / by_path if (by_path := _named(path, names)) else None
    if own is None and os.fspath(path) != "-" and not is_bundled(path) and os.path.lexists(beside(path)):
        own = beside(path)
    if own is None and digest:
        own = next((_folder() / name for name in names if name.startswith(f"{digest[:_DIGITS]}-")), None)
    return own


def has_any() -> bool:
    """Tell whether there is any sidecar in the data folder."""
    return bool(_in_data_folder())


def said_in_data_folder() -> list[tuple[str, int]]:
    """List the names of the sidecars in the data folder, and when each was written, in nanoseconds.

    Another list than before tells that one has come, gone or changed.
    """
    found = []
    for name in _in_data_folder():
        with contextlib.suppress(OSError):
            found.append((name, (_folder() / name).stat().st_mtime_ns))
    return found


def to_write(path: str | Path, digest: str) -> Path:
    """Choose the path at which what is said of an interview's speakers is to be written."""
    if name := _named(path, _in_data_folder()):
        return _folder() / name
    if os.fspath(path) != "-" and not is_bundled(path) and _may_stand_beside(Path(path)):
        return beside(path)
    return _folder() / f"{digest[:_DIGITS]}-{_of_path(path)}{ENDING}"


def _folder() -> Path:
    return data_dir() / FOLDER


def _in_data_folder() -> list[str]:
    """The names of the sidecars in the data folder; a kiosk looks at none."""
    if current().is_kiosk:
        return []
    try:
        return sorted(name for name in os.listdir(_folder()) if name.endswith(ENDING))  # noqa: PTH208
    except OSError:
        return []


def _named(path: str | Path, names: Sequence[str]) -> str | None:
    """Which of some sidecars is that of a path; standard input is known by its content alone."""
    if not names or os.fspath(path) == "-":
        return None
    of_path = f"-{_of_path(path)}{ENDING}"
    return next((name for name in names if name.endswith(of_path)), None)


def _of_path(path: str | Path) -> str:
    # Standard input is the same wherever it is read.
    name = path if os.fspath(path) == "-" else os.path.abspath(path)  # noqa: PTH100
    return digest_of(os.fsencode(name))[:_DIGITS]


def _may_stand_beside(path: Path) -> bool:
    """Whether the folder of a file can be written and is for several users, or the file is this one's."""
    folder = path.absolute().parent
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    if not hasattr(os, "geteuid"):
        return True
    owners = set()
    for one in (path, folder):
        with contextlib.suppress(OSError):
            state = one.stat()
            owners.add(state.st_uid)
    if os.geteuid() in owners:
        return True
    # In a folder such as /tmp everybody writes what is their own.
    return bool(state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)) and not state.st_mode & stat.S_ISVTX
