"""Giving the terminal back in the last moment of the process, whatever state it is in; imports no Textual."""

from __future__ import annotations

import errno
import os
import stat
import termios
from typing import Any

BLANK = "\x1b[0m\x1b[H\x1b[2J"
"""Clears the screen, in the terminal's own colours."""

LEAVE_SCREEN = "\x1b[?1049l"
"""Goes back to the screen that the shell had."""

_LEAVE = (
    # What was cut off is cancelled first.
    "\x18\x1b\\\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l\x1b[?2026l"
    f"\x1b[?7h{BLANK}{LEAVE_SCREEN}\x1b[?25h"
)


def give_back(attributes: list[Any] | None) -> None:
    """Restore the terminal of this process without waiting for anything; nothing is raised.

    Args:
        attributes: the terminal's modes to restore, as `termios.tcgetattr` gave them; None to leave them.
    """
    try:
        # Opened anew, since "non-blocking" would be the shell's too on a descriptor that it shares.
        terminal = os.open("/dev/tty", os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            if attributes is not None:
                termios.tcsetattr(terminal, termios.TCSANOW, attributes)
            # What nobody has taken makes room for this.
            termios.tcflush(terminal, termios.TCOFLUSH)
            os.write(terminal, _LEAVE.encode())
        finally:
            os.close(terminal)
    except (OSError, termios.error):
        return


def silence_lost_terminal() -> None:
    """Turn what still leads to a terminal that is gone to nothing: else the interpreter's flush fails."""
    for descriptor in (1, 2):
        try:
            if not stat.S_ISCHR(os.fstat(descriptor).st_mode):
                continue
            termios.tcgetattr(descriptor)
        except termios.error as error:
            if error.args[0] == errno.EIO:
                nothing = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nothing, descriptor)
                os.close(nothing)
        except OSError:
            continue
