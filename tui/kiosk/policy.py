"""What whoever sits at the terminal may do; everything that lists, opens, writes or starts something asks.

There is one policy a process. Without one everything is allowed; once there is one it can't be loosened.
Which commands a kiosk has is said where they are declared: one that doesn't say so is not there.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Closed(PermissionError):
    """The policy does not allow it."""


class Policy(NamedTuple):
    """What may be done.

    Attributes:
        folder: with all links resolved; only interviews in it, or in folders of it, may be opened. None: any.
        files: whether files may be written where the person wants them, or read by templates.
        programs: whether other programs may be started: a shell, tmux, the desktop's clipboard, jieba's own
            process; and whether the process may be suspended.
        largest: bytes of the largest interview.
        interviews: how many of a folder are listed.
        searched: bytes of those, together, that a search over all of them looks through.
        quotes: how many quotes of one interview are kept.
        note: code points of a note, or of all tags of a quote.
    """

    folder: Path | None = None
    files: bool = True
    programs: bool = True
    largest: int | None = None
    interviews: int | None = None
    searched: int | None = None
    quotes: int | None = None
    note: int | None = None

    @property
    def is_kiosk(self) -> bool:
        """Whether it keeps a person within a folder."""
        return self.folder is not None

    def may_list(self, path: str | os.PathLike[str]) -> bool:
        """Tell whether an interview may be read from a path, all links resolved."""
        if self.folder is None:
            return True
        real = os.path.realpath(path)
        return real.startswith(str(self.folder).rstrip("/") + "/")


def kiosk(folder: Path) -> Policy:
    """Make the policy for strangers who may read what is in a folder."""
    return Policy(
        folder=Path(os.path.realpath(folder)),
        files=False,
        programs=False,
        largest=16 * 1024 * 1024,
        interviews=1000,
        searched=16 * 1024 * 1024,
        quotes=2000,
        note=10_000,
    )


_current = Policy()


def current() -> Policy:
    """Return the policy of this process."""
    return _current


def restrict(policy: Policy) -> None:
    """Make this the policy of the process, for good.

    Raises:
        Closed: there is one already.
    """
    global _current
    if _current.is_kiosk:
        raise Closed("a kiosk stays one")
    _current = policy


__all__ = ["Closed", "Policy", "current", "kiosk", "restrict"]
