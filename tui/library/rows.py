"""The list of a library: one row a file, and how it is sorted and filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any

from tui.library.catalogue import Entry
from tui.library.folder import File
from tui.store.sqlite.overview import Known
from tui.text.matchkey import fold
from tui.text.pinyin import readings


class Column(StrEnum):
    """What the list tells of an interview, and may be sorted by."""

    TITLE = "title"
    PEOPLE = "people"
    DATE = "date"
    LENGTH = "length"
    READ = "read"
    QUOTES = "quotes"


DOWNWARDS = frozenset({Column.DATE, Column.LENGTH, Column.READ, Column.QUOTES})
"""The columns in which one wants the most, or the latest, first."""


class Row:
    """One file of a library.

    Args:
        file: as it was found.
        entry: what was read there; None where it is not read yet.
        known: what the collection knows of it.
    """

    def __init__(self, file: File, entry: Entry | None, known: Known = Known()) -> None:  # noqa: B008
        self.file, self.entry, self.known = file, entry, known

    @property
    def path(self) -> str:
        """Where it lies."""
        return self.file.path

    @cached_property
    def title(self) -> str:
        """What it is called: as it says itself, or its file's name."""
        return (self.entry.title if self.entry else "") or Path(self.path).stem

    @property
    def people(self) -> tuple[str, ...]:
        """Who speaks in it, most first."""
        return self.entry.people if self.entry else ()

    @property
    def date(self) -> str:
        """When it was made known, ISO 8601, or ""."""
        return self.entry.date if self.entry else ""

    @property
    def characters(self) -> int:
        """How long it is, in code points."""
        return self.entry.characters if self.entry else 0

    @property
    def error(self) -> str:
        """The kind of `InputError` that it can't be read for, or ""."""
        return self.entry.error if self.entry else ""

    @property
    def is_unsure(self) -> bool:
        """Whether it is not sure who speaks in it, and nobody has said so."""
        return self.entry is not None and not self.entry.sure

    @property
    def percent(self) -> int | None:
        """How far it was read, 0 to 100; None where it never was."""
        if self.known.paragraph is None:
            return None
        return self.entry.percent(self.known.paragraph) if self.entry and self.entry.parts else 0

    @cached_property
    def _keys(self) -> tuple[str, str, str]:
        """What it is filtered by: its words, how they are read, and how with initials alone."""
        words = fold("\n".join((self.title, *self.people, self.date, Path(self.path).name)))
        spoken = [readings(char)[:1] or (char,) for char in words]
        return words, "".join(r for (r,) in spoken), "".join(r[0] for (r,) in spoken)

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """How its title is read, for sorting."""
        return _spoken(self.title)

    def matches(self, terms: Sequence[str]) -> bool:
        """Tell whether every term (a match key) is in the row's words, or in how they are read."""
        return all(any(term in key for key in self._keys) for term in terms)


def terms_of(text: str) -> list[str]:
    """Split what was typed into the terms (match keys) that rows are filtered by."""
    return [key for key in map(fold, text.split()) if key]


def filtered(rows: Iterable[Row], text: str) -> list[Row]:
    """Pick the rows in which all of the words stand that were typed."""
    terms = terms_of(text)
    return [row for row in rows if row.matches(terms)] if terms else list(rows)


def ordered(rows: Iterable[Row], column: Column, *, down: bool) -> list[Row]:
    """Sort the rows by a column, equals by title; those without a value, or that can't be read, come last."""
    key = _KEYS[column]
    rows = sorted(rows, key=lambda row: (row.spoken, row.path))
    keyed = [(key(row), row) for row in rows if not row.error]
    with_it = [(value, row) for value, row in keyed if value is not None]
    # Sorting keeps the order of equals, downwards too.
    with_it.sort(key=itemgetter(0), reverse=down)
    without = [row for value, row in keyed if value is None]
    return [*(row for _, row in with_it), *without, *(row for row in rows if row.error)]


def _spoken(text: str) -> tuple[str, ...]:
    """How a text is read, for sorting: Chinese by pinyin, among the letters."""
    return tuple((readings(char)[:1] or (char,))[0] for char in fold(text)[:40])


_KEYS: dict[Column, Callable[[Row], Any]] = {
    Column.TITLE: lambda row: row.spoken,
    Column.PEOPLE: lambda row: _spoken(row.people[0]) if row.people else None,
    Column.DATE: lambda row: row.date or None,
    Column.LENGTH: lambda row: row.characters or None,
    Column.READ: lambda row: row.percent,
    Column.QUOTES: lambda row: row.known.quotes or None,
}
