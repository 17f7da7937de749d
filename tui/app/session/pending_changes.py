"""Changes to the collection from their key until they are on the disk, and what becomes of the others."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from concurrent import futures
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from tui.interview.model.interview import Interview
from tui.kiosk.policy import current
from tui.locale import _, ngettext
from tui.locale.messages import export_error_words, input_error_words, quote_error_words, store_error_words

if TYPE_CHECKING:
    from tui.export.unkept import Unkept
    from tui.quotes.collection import Collection

Result = TypeVar("Result")

PATIENCE = 0.3
"""Seconds after which a person is told that a change is being waited for."""

_AT_ONCE = 0.1
"""Seconds that a change needs at most where nobody is in its way."""


@dataclass(eq=False)
class PendingChange(Generic[Result]):
    """A change that was begun.

    Attributes:
        deed: what it does to the collection.
        about: the words of the quote that it is about, "" where they are not known.
        future: what becomes of it.
    """

    deed: Callable[[Collection], object]
    about: str
    future: Future[Result]

    @property
    def failure(self) -> BaseException | None:
        """Why it is not on the disk; None where it is, or may still be."""
        if not self.future.done() or self.future.cancelled():
            return None
        return self.future.exception()


class PendingChanges:
    """The changes of one interview that are not on the disk yet, or failed without anybody being told.

    Attributes:
        being_left: whether somebody waits to leave: what fails is then not told on the screen but kept here.
        in_file: whether what was not on the disk was left in a file instead.
        last_words: what is to be said on the terminal once the screen is gone.
    """

    def __init__(self, interview: Interview, data: Path) -> None:
        self.interview = interview
        self.data = data
        self.being_left = False
        self.in_file = False
        self.last_words: list[str] = []
        self._changes: list[PendingChange[Any]] = []
        self._file: tuple[list[PendingChange[Any]], Unkept] | None = None

    @property
    def unkept(self) -> list[PendingChange[Any]]:
        """Those that are not on the disk, in the order in which they were begun."""
        return list(self._changes)

    def begin(self, change: PendingChange[Any]) -> None:
        """Keep a change in mind until it is on the disk; one that is tried again takes its own place."""
        if change not in self._changes:
            self._changes.append(change)

        def done(future: Future[Any]) -> None:
            if future is change.future and not future.cancelled() and future.exception() is None:
                self.forget(change)

        change.future.add_done_callback(done)

    def forget(self, change: PendingChange[Any]) -> None:
        """Keep a change in mind no longer: it is on the disk, or whoever began it knows that it isn't."""
        with contextlib.suppress(ValueError):
            self._changes.remove(change)

    def let_go(self) -> None:
        """Give up all changes that are not on the disk: a person has taken the file for them."""
        self.in_file = True
        for change in self.unkept:
            change.future.cancel()
            self.forget(change)
        self._file = None

    def put_by(self, collection: Collection | None) -> Unkept | None:
        """Write what is not on the disk into a file, unless it is in one; None where all is, or goes at once.

        Raises:
            ExportError: no place takes the file.
        """
        waiting = [change.future for change in self._changes if not change.future.done()]
        futures.wait(waiting, _AT_ONCE)
        unkept = self.unkept
        if not unkept:
            return None
        if self._file and self._file[0] == unkept:
            return self._file[1]
        from tui.export import unkept as file

        before = self._file
        written = file.write(self.data, self.interview, [change.deed for change in unkept], collection)
        self._file = unkept, written
        if before:
            _remove(before[1])
        return written

    def end(self, collection: Collection | None, patience: float) -> None:
        """Wait for what was begun and put by what is not on the disk even so; `last_words` say so."""
        from tui.export.errors import ExportError

        try:
            self.put_by(collection)
            futures.wait([change.future for change in self._changes], patience)
            written = self.put_by(collection)
        except ExportError as error:
            self.last_words += [words_of_failure(change.failure) for change in self.unkept if change.failure]
            self.last_words.append(export_error_words(error))
            return
        if written:
            self.last_words.append(unkept_words(written, self.unkept))
        elif self._file:
            _remove(self._file[1])


def _remove(written: Unkept) -> None:
    """Remove a file of what has come into the collection after all, or into another file."""
    if written.path:
        with contextlib.suppress(OSError):
            written.path.unlink()


def waiting_words() -> str:
    """Say of a change that is on its way what it waits for."""
    return _("Still being written to the collection; another program may be busy with it …")


def unkept_words(written: Unkept, unkept: Sequence[PendingChange[Any]]) -> str:
    """Say of changes that are not in the collection how many they are, why, and where they are."""
    count = len(unkept)
    words = ngettext(
        "{count} change could not be written to the collection.",
        "{count} changes could not be written to the collection.",
        count,
    ).format(count=count)
    reasons = dict.fromkeys(words_of_failure(change.failure) for change in unkept if change.failure)
    lines = [words, *reasons]
    if written.path and current().is_kiosk:
        # Where a server keeps things is no stranger's business.
        lines.append(_("It is kept, and will be taken in at the next start."))
    elif written.path:
        kept = ngettext(
            "{count} quote is in {path} instead: the next start of this interview takes it in,"
            " or fangtan quotes import.",
            "{count} quotes are in {path} instead: the next start of this interview takes them in,"
            " or fangtan quotes import.",
            written.quotes,
        )
        lines.append(kept.format(count=written.quotes, path=written.path))
    if written.undone:
        lines.append(
            ngettext(
                "{count} removal, move or undo was not made.",
                "{count} removals, moves or undos were not made.",
                written.undone,
            ).format(count=written.undone)
        )
    return "\n".join(lines)


def words_of_failure(error: BaseException | None) -> str:
    """Say in one line why a change failed."""
    from tui.interview.model.errors import InputError
    from tui.quotes.quote_error import QuoteError
    from tui.store.store_error import StoreError

    if isinstance(error, InputError):
        # One line has room for a name, and seldom for a whole path.
        return input_error_words(InputError(error.kind, Path(error.path).name, **error.details))
    if isinstance(error, StoreError):
        return store_error_words(error)
    if isinstance(error, QuoteError):
        return quote_error_words(error)
    if isinstance(error, KeyError):
        return _("Another window has removed that quote.")
    if isinstance(error, ValueError):
        return _("There are no words here to collect.")
    return str(error)
