"""Quotes whose rows were spoilt, taken back one by one: from a backup, or from the source that is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from tui.interview.model.interview import Interview
from tui.quotes import packing
from tui.quotes.packing import Spoilt
from tui.quotes.quote import Quote
from tui.quotes.witness import Witness, Witnesses
from tui.store.quote_store import QuoteStore, QuoteWriting


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a spoilt row.

    Attributes:
        spoilt: as it was.
        copy: the backup that it was taken from; None where it was the source, or nothing.
        by_source: whether its words were taken from the source: note and tags are what could be read of them.
    """

    spoilt: Spoilt
    copy: Path | None = None
    by_source: bool = False

    @property
    def is_back(self) -> bool:
        """Whether the quote is in the collection again."""
        return self.by_source or self.copy is not None


def spoilt_rows(store: QuoteStore) -> list[Spoilt]:
    """Find all that are not as they were written, of whatever interview.

    Raises:
        StoreError: the store can't be read.
    """
    known = packing.Sources()
    with store.reading_quotes() as reading:
        quotes = (packing.read(record, known) for record in reading.all_quotes())
        return [one for one in quotes if isinstance(one, Spoilt)]


def mend(store: QuoteStore, copies: Iterable[Path], interview: Interview | None = None) -> list[Mended]:
    """Take back what was spoilt, each row from the first copy that has it whole, or else from its source.

    Args:
        store: the one that holds them.
        copies: backups, the one to be asked first in front.
        interview: the one that is open, if any.

    Raises:
        StoreError: it could not be written, and nothing was.
    """
    left = {one.row: Mended(one) for one in spoilt_rows(store)}
    if not left:
        return []
    with store.changing_quotes() as writing:
        for copy in copies:
            waiting = [(row, one.spoilt.id) for row, one in left.items() if not one.is_back]
            for row in _put_back(writing, copy, waiting):
                left[row] = replace(left[row], copy=copy)
        witnesses = Witnesses(store, interview)
        for row, one in left.items():
            if not one.is_back and _said_by_source(writing, row, witnesses):
                left[row] = replace(one, by_source=True)
    return list(left.values())


def discard(store: QuoteStore, spoilt: Spoilt) -> Path:
    """Take a spoilt row away for good; a copy of the whole collection is laid aside first, and stays.

    Returns:
        The copy.

    Raises:
        StoreError: it could not be made or written, and nothing was.
    """
    return store.discard_row(spoilt.row)


def _put_back(writing: QuoteWriting, copy: Path, waiting: list[tuple[int, str]]) -> list[int]:
    """Write rows as a backup has them; those that are back."""
    tried: set[int] = set()
    back = []
    for row, values in writing.rows_in_copy(copy, waiting):
        if row not in tried and packing.words_of(values["body"]):
            tried.add(row)
            if writing.put_back(row, values):
                back.append(row)
    return back


def _said_by_source(writing: QuoteWriting, row: int, witnesses: Witnesses) -> bool:
    """Take a row's words from the source that they were taken from, where they still stand in it."""
    record = writing.unsealed(row)
    if record is None:
        return False
    try:
        quote = packing.unpacked(record, packing.Sources())
        witness = witnesses.of(quote.source.digest)
    except (ValueError, LookupError, TypeError, AttributeError):
        return False
    said = _said(witness, quote)
    if said is None or not packing.is_id(quote.id):
        return False
    values = {
        "source": said.source.digest,
        "body": packing.body(said),
        "tags": packing.pack_tags(packing.clean_tags(map(str, quote.tags))),
        "decision": "",
        "removed": record.removed,
        "position": record.position,
    }
    return writing.rewrite(row, record.interview, values)


def _said(witness: Witness | None, quote: Quote) -> Quote | None:
    """The words at their places alone: a spoilt row is not looked for elsewhere."""
    if witness is None or not all(map(witness.holds, quote.segments)):
        return None
    return witness.says(quote)
