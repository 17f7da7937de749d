"""What whoever sits at the terminal may do; everything that opens, writes or starts something asks here.

There is one policy a process. Without one everything is allowed; once there is one it can't be loosened. What
it does not name is closed: a command that is added tomorrow is not there in a kiosk until it is listed here.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

COMMANDS = frozenset({
    "sentence.next", "sentence.previous", "page.next", "page.previous", "page.back", "turn.next",
    "turn.previous", "section.next", "section.previous", "start", "end", "goto", "visited.back",
    "visited.forward", "speaker", "answers", "fold", "fold.all", "everything", "glosses", "search",
    "search.land", "search.back", "search.next", "search.previous", "search.order", "search.collect",
    "search.accept", "search.word", "concordance", "word.next", "word.previous", "hit.next", "hit.previous",
    "select",
    "select.sentence.next", "select.sentence.previous", "select.word.next", "select.word.previous",
    "select.character.next", "select.character.previous", "select.paragraph", "select.turn",
    "select.other-end", "collect", "copy", "note", "tags", "quote.up", "quote.down", "quote.remove", "undo",
    "redo", "export", "page", "back", "pane.next", "pane.previous", "outline", "collection", "theme", "help",
    "palette", "redraw", "quit", "library.open", "library.search", "library.filter", "library.sort",
    "library.sort.turn", "library.quotes", "library.refresh", "library.stop", "library.back",
})  # fmt: skip
"""The commands that a kiosk has: none writes a file or starts a program."""


class Closed(PermissionError):
    """The policy does not allow it."""


class Policy(NamedTuple):
    """What may be done.

    Attributes:
        folder: with all links resolved; only interviews in it, or in folders of it, may be opened. None: any.
        files: whether files may be written where the person wants them, or read by templates.
        programs: whether other programs may be started: a shell, tmux, the desktop's clipboard, jieba's own
            process; and whether the process may be suspended.
        commands: the ids of the commands that there are; None: all.
        largest: bytes of the largest interview.
        interviews: how many of a folder are listed.
        searched: bytes of those, together, that a search over all of them looks through.
        quotes: how many quotes of one interview are kept.
        note: code points of a note, or of all tags of a quote.
    """

    folder: Path | None = None
    files: bool = True
    programs: bool = True
    commands: frozenset[str] | None = None
    largest: int | None = None
    interviews: int | None = None
    searched: int | None = None
    quotes: int | None = None
    note: int | None = None

    @property
    def is_kiosk(self) -> bool:
        """Whether it keeps a person within a folder."""
        return self.folder is not None

    def may_open(self, path: str | os.PathLike[str]) -> bool:
        """Whether an interview may be read from there, all links resolved."""
        if self.folder is None:
            return True
        real = os.path.realpath(path)
        return real.startswith(str(self.folder).rstrip("/") + "/")

    def may_do(self, command: str) -> bool:
        """Whether there is a command of that id."""
        return self.commands is None or command in self.commands


def kiosk(folder: Path) -> Policy:
    """The policy for strangers who may read what is in a folder."""
    return Policy(
        folder=Path(os.path.realpath(folder)),
        files=False,
        programs=False,
        commands=COMMANDS,
        largest=16 * 1024 * 1024,
        interviews=1000,
        searched=16 * 1024 * 1024,
        quotes=2000,
        note=10_000,
    )


_current = Policy()


def current() -> Policy:
    """The policy of this process."""
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


__all__ = ["COMMANDS", "Closed", "Policy", "current", "kiosk", "restrict"]
