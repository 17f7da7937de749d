"""A fault of fangtan's own: one line for the person, and the whole of it in a file for whoever mends it."""

from __future__ import annotations

import os
import sys
import time
import traceback

NAME = "failures.log"
"""The file in the data folder."""

LARGEST = 256 * 1024
"""Bytes of the file from which on it is begun anew."""


def tell(error: Exception, named: str | None) -> None:
    """Say that something went wrong that nobody thought of, and where it is written down.

    Args:
        error: what was raised.
        named: the data folder that the command line names; None where it names none.
    """
    from tui.app.failure import Failure
    from tui.cli.output import remark
    from tui.kiosk.policy import Closed, current
    from tui.locale import _

    cause = error.cause if isinstance(error, Failure) else error
    if isinstance(cause, Closed):
        said = _("This is not possible here, and fangtan has stopped.")
    else:
        said = _("An unexpected error has occurred ({kind}), and fangtan has stopped.").format(
            kind=type(cause).__name__
        )
    if isinstance(error, Failure):
        said += " " + _("Your quotes and your place are kept.")
    # A kiosk writes nothing but the collection, and tells nobody what lies where on the server.
    path = "" if current().is_kiosk else _write_down(cause, named)
    if path:
        said += " " + _("The details are in {path}").format(path=path)
    remark(said)


def _write_down(error: BaseException, named: str | None) -> str:
    """Write the traceback into the data folder; returns the path of the file, "" where it can't be."""
    try:
        from tui import __version__
        from tui.paths import data_dir

        folder = data_dir(named)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / NAME
        full = path.exists() and path.stat().st_size > LARGEST
        flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if full else os.O_APPEND)
        with open(path, "w", opener=lambda name, _flags: os.open(name, flags, 0o600)) as file:
            python = sys.version.split()[0]
            file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} fangtan {__version__}, Python {python}\n")
            file.write("".join(traceback.format_exception(error)).encode("utf-8", "replace").decode() + "\n")
    except (OSError, ValueError):
        return ""
    return str(path)
