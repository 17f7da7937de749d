"""What could not be written to the collection when it was left, in a file that it can be taken in from."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.export.errors import ExportError
from tui.interview.model.interview import Interview
from tui.kiosk.policy import current

if TYPE_CHECKING:
    from tui.quotes.collection import Collection
    from tui.quotes.importing import Imported
    from tui.quotes.quote import Quote

Deed = Callable[["Collection"], object]

_NAME = "unkept"
_MOST = 100
"""Files that one data folder is looked through for."""


class Unkept(NamedTuple):
    """What a file holds of changes that were not written.

    Attributes:
        path: the file; None where nothing of them could be put into one.
        quotes: how many quotes are in it.
        undone: how many of the changes it can't say: removals, another order, what fails in itself.
    """

    path: Path | None
    quotes: int
    undone: int


def write(data: Path, interview: Interview, deeds: Sequence[Deed], collection: Collection | None) -> Unkept:
    """Write the quotes that the changes add or alter, as the changes would have left them.

    The file is one that `fangtan quotes import` takes in. It lies in the data folder, or, where that takes
    nothing, beside the interview, in the home folder or in the one for temporary files.

    Args:
        data: the folder of the collection.
        interview: whose quotes they are.
        deeds: the changes, in their order.
        collection: as it was opened last; None where it never could be.

    Raises:
        ExportError: no place takes it.
    """
    quotes, undone = _outcome(data, interview, deeds, collection)
    if not quotes:
        return Unkept(None, 0, undone)
    from tui.export.document import render

    text = render(interview, quotes, "json").encode("utf-8")
    name = f"{_NAME}-{interview.digest[:16]}-{secrets.token_hex(4)}.json"
    failure: OSError | None = None
    for folder in _places(data, interview):
        try:
            return Unkept(_write(folder / name, text), len(quotes), undone)
        except OSError as error:
            failure = failure or error
    assert failure is not None
    raise ExportError("unwritable", str(data / name), reason=failure.strerror or str(failure))


def _outcome(
    data: Path, interview: Interview, deeds: Sequence[Deed], collection: Collection | None
) -> tuple[list[Quote], int]:
    from tui.quotes.collection import Collection
    from tui.store.sqlite.scratch import scratch, scratch_copy

    rehearsed: Collection | None = None
    with contextlib.ExitStack() as opened:
        # What can't be read, or is damaged, has no say in what was just taken.
        with contextlib.suppress(Exception):
            store = opened.enter_context(scratch_copy(data))
            rehearsed = collection.rehearsed_in(store) if collection else Collection(store, interview)
        if rehearsed is None:
            store = opened.enter_context(scratch(data))
            rehearsed = Collection(store, interview)
            if collection is not None:
                rehearsed.import_quotes(collection.last_read())
                with store.changing_quotes() as writing:
                    # None of this was done by anybody, and nobody goes back through it.
                    writing.forget_changes()
                rehearsed = collection.rehearsed_in(store)
        before = {quote.id: quote for quote in rehearsed.quotes()}
        undone = 0
        for deed in deeds:
            try:
                deed(rehearsed)
            except Exception:  # what it is that fails has been told, or is told with the others
                undone += 1
        after = rehearsed.quotes()
    there = {quote.id for quote in after}
    undone += sum(id not in there for id in before)
    kept = [quote.id for quote in after if quote.id in before]
    undone += kept != [id for id in before if id in there]
    return [quote for quote in after if before.get(quote.id) != quote], undone


def _places(data: Path, interview: Interview) -> Iterator[Path]:
    yield data
    if current().files:
        if interview.path != "-":
            yield Path(interview.path).absolute().parent
        with contextlib.suppress(RuntimeError):
            yield Path.home()
        yield Path(tempfile.gettempdir())


def _write(path: Path, data: bytes) -> Path:
    """Write a file for its owner alone, on the disk when this returns."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    return path


def waiting(data: Path, interview: Interview) -> list[Path]:
    """Find the files in a data folder that hold quotes from an interview."""
    return sorted(data.glob(f"{_NAME}-{interview.digest[:16]}-*.json"))[:_MOST]


def take_in(collection: Collection, data: Path) -> list[Imported]:
    """Take in what lies in the data folder of this interview's quotes; each file goes once it is taken in.

    What can't be read, or doesn't belong, stays where it is.

    Raises:
        StoreError: it could not be written, and the file stays.
    """
    from tui.export.incoming import load
    from tui.quotes.quote_error import QuoteError

    done = []
    for path in waiting(data, collection.interview):
        with contextlib.suppress(ExportError, QuoteError, OSError):
            taken = collection.import_quotes(load(path, beneath=data.resolve()).quotes)
            done.append(taken)
            if not taken.missing:
                path.unlink()
    return done
