"""Processes that take quotes, for whoever attacks the files that these are kept in.

They are forked, so that hundreds can be started and ended in a minute; each opens the collection itself.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.quotes.making import TALK, make, passage_of
from tui.quotes.collection import Collection
from tui.store.sqlite import opening
from tui.store.sqlite.opening import open_database

INTERVIEW = make(TALK)
PASSAGE = passage_of(INTERVIEW, "信任危机")

Kept = dict[str, str]
"""The notes of quotes by the quotes' ids."""

Say = Callable[[str], None]
Wait = Callable[[], None]


class Process:
    """A process that does something, says a line for each thing done and waits where it is told to.

    Args:
        do: called in the new process, with a way to say a line and a way to wait until `go_on`.
    """

    def __init__(self, do: Callable[[Say, Wait], None]) -> None:
        said, saying = os.pipe()
        asked, self._asking = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            _be(do, saying, asked)
        os.close(saying)
        os.close(asked)
        self._said = os.fdopen(said)

    def line(self) -> str:
        """The next line that it says; "" once it has ended."""
        return self._said.readline().rstrip("\n")

    def go_on(self) -> None:
        """Let it go on from where it waits."""
        os.write(self._asking, b"\n")

    def end(self, *, kill: bool = False) -> list[str]:
        """Wait until it has ended, or end it at once; the lines that it has still said."""
        if kill:
            os.kill(self._pid, signal.SIGKILL)
        lines = self._said.read().splitlines()
        os.waitpid(self._pid, 0)
        self._said.close()
        os.close(self._asking)
        return lines


def _be(do: Callable[[Say, Wait], None], saying: int, asked: int) -> None:
    """Be the new process."""
    try:
        do(lambda line: _ignore(os.write(saying, f"{line}\n".encode())), lambda: _ignore(os.read(asked, 1)))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _ignore(_: object) -> None:
    """Give nothing back."""


def use_journal(journal: str) -> None:
    """From now on open collections in this process as on its own disk ("wal") or a network's ("delete")."""
    vars(opening)["on_network"] = lambda folder: journal == "delete"


def take(collection: Collection, note: str) -> str:
    """Take a quote; the line that acknowledges it."""
    return f"{collection.add(PASSAGE, note=note).id} {note}"


def taking(folder: Path, name: str, journal: str = "wal") -> Process:
    """A process that takes quotes until it is killed, and says each one that is kept."""

    def do(say: Say, _wait: Wait) -> None:
        use_journal(journal)
        with open_database(folder, busy_seconds=60) as database:
            collection = Collection(database, INTERVIEW)
            for number in count():
                say(take(collection, f"{name} {number}"))

    return Process(do)


def said(lines: list[str]) -> Kept:
    """What some lines acknowledge."""
    return dict(line.split(" ", 1) for line in lines if line)


def acknowledged(lines: list[str]) -> Kept:
    """What some lines acknowledge, and not what could not be done."""
    return said([line for line in lines if not line.startswith("!")])


def kept(folder: Path, journal: str = "wal") -> Kept:
    """What a collection holds.

    Raises:
        StoreError: it can't be read.
    """
    use_journal(journal)
    with open_database(folder) as database:
        return {quote.id: quote.note for quote in Collection(database, INTERVIEW).quotes()}
