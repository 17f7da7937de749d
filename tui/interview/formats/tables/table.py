"""Tables in plain text (CSV, TSV) with a column of speakers, or of words alone.

The csv module reads the cells; where each stands in the source is found again from its words.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from tui.interview.formats import Reading, cues, plain
from tui.interview.formats.source_text import SourceText, line_spans
from tui.interview.formats.tables.column_names import counts_milliseconds
from tui.interview.formats.tables.columns import Columns, columns_of
from tui.interview.model.draft import Draft
from tui.interview.model.errors import InputError
from tui.interview.model.times import LONGEST, milliseconds_in, time_in
from tui.text.lazy_pattern import lazy_pattern

_DELIMITERS = ",\t;|，"
_SAMPLE = 64_000  # code points
_ONE_COLUMN = Columns(-1, 0, -1, 0)


_ENTITY = lazy_pattern(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|amp|lt|gt|quot|apos|nbsp|mdash|ndash|hellip);")


class _Cell(NamedTuple):
    text: str
    pieces: list[tuple[int, int]]  # (offset in the text, place in the source) of stretches that are the same


def read(source: str) -> Reading:
    """Read a table; a row is a turn, a row without a speaker goes on or is nobody's.

    Raises:
        InputError: "malformed" (line), where the csv module can't read it.
    """
    start = 1 if source.startswith("\ufeff") else 0
    if source.startswith("sep=", start) and (end := source.find("\n", start)) > 0:
        start = end + 1
    sample = source[start : start + _SAMPLE]
    delimiter = delimiter_of(sample)
    if not delimiter and not _is_one_column(sample):
        return plain.read(source)
    rows = [row for row in _rows(source, start, delimiter or ",") if any(cell.text.strip() for cell in row)]
    columns = columns_of([[cell.text for cell in row] for row in rows[:2000]])
    if columns is None and not delimiter:
        columns = _ONE_COLUMN
    if columns is None:
        return plain.read(source)
    drafts = _titles(rows[: columns.head - 1]) if columns.head else []
    drafts += _drafts(rows, columns)
    return Reading(drafts, {}, any(draft.speaker for draft in drafts), False, False, _is_cut(source, rows))


def _is_one_column(sample: str) -> bool:
    """Whether nearly every line is one cell in quotation marks, below a head perhaps."""
    opened = sum(line[0] == '"' for line in sample.splitlines() if line)
    try:
        with _long_fields():
            rows = [row for row in csv.reader(io.StringIO(sample, newline="")) if row]
    except csv.Error:
        return False
    return len(rows) > 2 and opened >= 0.9 * (len(rows) - 1) and max(map(len, rows[:-1])) == 1


def _titles(rows: Sequence[Sequence[_Cell]]) -> list[Draft]:
    """What stands above the head, a title or a date: nobody says it."""
    cells = (cell for row in rows for cell in row)
    return [draft for cell in cells for source_text in _lines(cell) if (draft := source_text.draft())]


def _is_cut(source: str, rows: Sequence[Sequence[_Cell]]) -> bool:
    """Whether the last cell is opened by a quotation mark and not closed."""
    last = rows[-1][-1] if rows and rows[-1] else None
    if last is None or not last.pieces or len(last.pieces) > 1:
        return False
    start = last.pieces[0][1]
    return source[start - 1 : start] == '"' and start + len(last.text) == len(source)


def delimiter_of(sample: str) -> str:
    """Find the delimiter between the cells by which the columns can be told; "" for none."""
    best = ""
    widest = 1
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        try:
            with _long_fields():
                rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))[:200]
        except csv.Error:
            continue
        columns = columns_of(rows)
        if columns is None:
            continue
        rows = [row for row in rows if any(map(str.strip, row))]
        width = len(rows[max(0, columns.head - 1)])
        if not columns.head and sum(len(row) == width for row in rows) < 0.9 * len(rows):
            continue
        if width > widest:
            best, widest = delimiter, width
    return best


class _long_fields:
    """The csv module's limit to the length of a cell, lifted for a while."""

    def __enter__(self) -> None:
        self.before = csv.field_size_limit(1 << 30)

    def __exit__(self, *_: object) -> None:
        csv.field_size_limit(self.before)


def _rows(source: str, start: int, delimiter: str) -> Iterator[list[_Cell]]:
    """The rows with the places of their cells."""
    stream = io.StringIO(source[start:], newline="")
    reader = csv.reader(stream, delimiter=delimiter)
    at = start
    try:
        with _long_fields():
            for row in reader:
                cells: list[_Cell] = []
                for text in row:
                    if cells:
                        at += 1  # the delimiter
                    cell, at = _cell(source, at, text, delimiter)
                    cells.append(cell)
                while at < len(source) and source[at] in "\r\n":
                    at += 1
                    if source[at - 1 : at + 1] != "\r\n":
                        break
                yield cells
    except csv.Error:
        raise InputError("malformed", "", line=reader.line_num or 1) from None


def _cell(source: str, at: int, text: str, delimiter: str) -> tuple[_Cell, int]:
    """A cell that begins at `at`, found again by its words: what is left over are quotation marks."""
    if source.startswith(text, at) and source[at : at + 1] != '"':
        end = at + len(text)
        if end == len(source) or source[end] in (delimiter, "\r", "\n"):
            return _Cell(text, [(0, at)]), end
    pieces: list[tuple[int, int]] = []
    offset = 0
    while offset < len(text):
        stop = text.find('"', offset)
        stop = len(text) if stop < 0 else max(stop, offset + 1)
        while not source.startswith(text[offset:stop], at) and stop > offset:
            if source[at : at + 1] == '"':
                at += 1
            else:  # a mark within unmarked words
                stop = offset + (stop - offset) // 2
        if stop == offset:
            raise InputError("malformed", "", line=source.count("\n", 0, at) + 1)
        pieces.append((offset, at))
        at += stop - offset
        offset = stop
    while source[at : at + 1] == '"':
        at += 1
    return _Cell(text, pieces), at


def _drafts(rows: Sequence[Sequence[_Cell]], columns: Columns) -> list[Draft]:
    """The words of the rows below the head; the first line of each has the row's speaker and time."""
    head = rows[columns.head - 1] if columns.head else ()
    scale = _scale(rows, columns)
    drafts: list[Draft] = []
    firsts: list[Draft] = []
    for block, row in enumerate(rows[columns.head :]):
        name = _name(row[columns.speaker]) if 0 <= columns.speaker < len(row) else ("", ())
        said = [(columns.words, name)]
        if columns.answer >= 0:
            # The name would stand before the question, which is another's.
            said = [
                (columns.words, (_name(head[columns.words])[0], ())),
                (columns.answer, (name[0] or _name(head[columns.answer])[0], ())),
            ]
        for at, (speaker, named) in said:
            lines = (
                [draft for source_text in _lines(row[at]) if (draft := source_text.draft(block))]
                if at < len(row)
                else []
            )
            if not lines:
                continue
            first = lines[0]
            first.speaker, first.named = speaker, named
            if at == columns.words and 0 <= columns.time < len(row):
                time = _time(row[columns.time].text, scale)
                first.times = ((0, time),) if time is not None else ()
            firsts.append(first)
            drafts += lines
    cues.hold(firsts)
    for before, draft in pairwise(drafts):
        draft.apart = draft.apart or (before.apart and before.block == draft.block)
    return drafts


def _lines(cell: _Cell) -> Iterator[SourceText]:
    """The lines of a cell, with their places and without the entities that some programs leave in them."""
    for start, end in line_spans(cell.text):
        source_text = SourceText()
        at = start
        for match in _ENTITY.finditer(cell.text, start, end):
            _add(source_text, cell, at, match.start())
            words = unescape(match[0])
            place = _place(cell, match.start())
            if _place(cell, match.end() - 1) == place + len(match[0]) - 1 and words.splitlines() == [words]:
                source_text.put(words, place, place + len(match[0]))
            else:
                _add(source_text, cell, match.start(), match.end())
            at = match.end()
        _add(source_text, cell, at, end)
        yield source_text


def _place(cell: _Cell, offset: int) -> int:
    """Where a character of the cell stands in the source."""
    first, place = cell.pieces[bisect_right(cell.pieces, offset, key=lambda piece: piece[0]) - 1]
    return place + offset - first


def _add(source_text: SourceText, cell: _Cell, start: int, end: int) -> None:
    at = bisect_right(cell.pieces, start, key=lambda piece: piece[0]) - 1
    while start < end:
        first, place = cell.pieces[at]
        until = cell.pieces[at + 1][0] if at + 1 < len(cell.pieces) else len(cell.text)
        stop = min(until, end)
        source_text.add(cell.text[start:stop], place + start - first)
        start, at = stop, at + 1


def _name(cell: _Cell) -> tuple[str, tuple[int, ...]]:
    """The speaker in a cell, without its colon, and where it stands."""
    name = cues.bare_name(cell.text)
    if not any(c.isalnum() for c in name):
        return "", ()
    at = cell.text.find(name)
    if at >= 0 and len(cell.pieces) == 1:
        start = cell.pieces[0][1] + at
        return name, (start, start + len(name))
    return name, ()


def _scale(rows: Sequence[Sequence[_Cell]], columns: Columns) -> int:
    """How many milliseconds a number in the column of times counts."""
    if columns.time < 0:
        return 1000
    head = rows[columns.head - 1] if columns.head else ()
    if columns.time < len(head) and counts_milliseconds(head[columns.time].text):
        return 1
    body = rows[columns.head :]
    times = (_number(row[columns.time].text) for row in body if columns.time < len(row))
    length = sum(len(row[columns.words].text) for row in body if columns.words < len(row))
    return milliseconds_in([time for time in times if time is not None], length)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < LONGEST else None


def _time(text: str, scale: int) -> int | None:
    """The time in a cell, a clock's or a number of that many milliseconds, in milliseconds."""
    time = time_in(text.strip())
    if time is None and (number := _number(text)) is not None:
        time = round(number * scale)
    return time if time is not None and 0 <= time < LONGEST else None
