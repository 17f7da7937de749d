"""Tables of Markdown: lines cut by bars, of which the second is a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tui.interview.formats.tables.columns import columns_of, names_speakers
from tui.interview.formats.tables.rows import speak
from tui.interview.model.draft import TEXT, Draft
from tui.interview.names.shapes import key


def with_speakers(source: str, drafts: Sequence[Draft], rules: Sequence[int]) -> list[Draft]:
    """Turn the rows of those tables in which somebody speaks into paragraphs of name and words.

    Args:
        source: the whole source.
        drafts: the paragraphs, a row of a table each.
        rules: the indices, from 0, of the rows right behind a rule.
    """
    done: list[Draft] = []
    at = seen = 0
    for rule in rules:
        start, end = rule - 1, rule
        if start < seen or drafts[start].form != TEXT or "|" not in drafts[start].text:
            continue
        while end < len(drafts) and drafts[end].block == drafts[start].block and "|" in drafts[end].text:
            end += 1
        seen = end
        rows = _spoken(source, drafts[start:end])
        if rows:
            done += [*drafts[at:start], *rows]
            at = end
    return [*done, *drafts[at:]]


def _spoken(source: str, rows: Sequence[Draft]) -> list[Draft]:
    """The rows of one table as name and words; none where the columns do not show that somebody speaks."""
    cells = [[_part(row, *cell) for cell in _cells(source, row)] for row in rows]
    columns = columns_of([[cell.text if cell else "" for cell in row] for row in cells])
    if columns is None or not 0 <= columns.speaker < len(cells[0]) or columns.head > 1 or columns.answer >= 0:
        return []
    head = cells[0][columns.speaker]
    if head and not (columns.head and names_speakers(head.text)):
        return []
    rows, cells = rows[1:], cells[1:]
    names = Counter(
        key(cell.text) for row in cells if columns.speaker < len(row) and (cell := row[columns.speaker])
    )
    if names.total() < 4 or not 1 < len(names) <= 0.5 * names.total():
        return []
    done: list[Draft] = []
    for row, parts in zip(rows, cells, strict=True):
        words, name, time = (
            [cell] if 0 <= column < len(parts) and (cell := parts[column]) else []
            for column in (columns.words, columns.speaker, columns.time)
        )
        if words:
            speak(words, name, time)
        done += words or [row]
    return done


def _cells(source: str, row: Draft) -> Iterator[tuple[int, int]]:
    """The cells of a row, as offsets (start, end) in its text; a bar that is escaped is a word's."""
    text = row.text
    bars = [at for at, mark in enumerate(text) if mark == "|" and source[max(0, _place(row, at) - 1)] != "\\"]
    bounds = [*([] if bars and bars[0] == 0 else [-1]), *bars, *([] if text[-1] == "|" else [len(text)])]
    for start, end in pairwise(bounds):
        yield start + 1, end


def _place(row: Draft, offset: int) -> int:
    piece = [piece for piece in row.pieces if piece.at <= offset][-1]
    return piece.start + offset - piece.at


def _part(row: Draft, start: int, end: int) -> Draft | None:
    return row.cut([start, end])[0] if row.text[start:end].strip() else None
