"""Quotes as a table that opens right in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from tui.export.escape import carried
from tui.export.selection import Selection
from tui.export.words import time_words, title_of
from tui.quotes.quote import Quote

BOM = "\ufeff"
"""Without it, spreadsheets take UTF-8 for the old encoding of the country."""

COLUMNS = (
    "id", "turn", "speaker", "section", "section_title", "text", "note", "tags", "colour", "state",
    "warnings", "created", "title", "publisher", "author", "date", "url", "time",
)  # fmt: skip
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def render(selection: Selection) -> str:
    """Write the table: one row a quote, CRLF between rows, a byte order mark first."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow([*COLUMNS, "question"] if selection.with_question else COLUMNS)
    for quote in selection.quotes:
        rows.writerow([neutral(cell) if isinstance(cell, str) else cell for cell in _cells(selection, quote)])
    return BOM + file.getvalue()


def render_several(_title: str, selections: Sequence[Selection]) -> str:
    """Write the rows of all interviews under one head; the columns tell which interview a quote is from."""
    first, *others = map(render, selections)
    return first + "".join(table.split("\r\n", 1)[1] for table in others)


def _cells(selection: Selection, quote: Quote) -> list[str | int | None]:
    interview = selection.interview
    credits = interview.credits
    speakers = ", ".join(quote.speakers) if len(quote.speakers) > 1 else quote.speaker
    cells: list[str | int | None] = [
        quote.id, quote.turn, speakers, quote.section, quote.section_title, quote.text, quote.note,
        ", ".join(quote.tags), quote.colour, quote.state.value, ", ".join(quote.warnings), quote.created,
        title_of(interview), credits.publisher, credits.author, credits.date, credits.url,
        time_words(interview, quote),
    ]  # fmt: skip
    if selection.with_question:
        cells.append("\n".join(segment.words for segment in quote.question))
    return cells


def neutral(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula: an apostrophe goes before what could begin one.

    Blanks before the sign don't help against it: some programs trim them. NUL, which readers of CSV stumble
    over, is U+FFFD.
    """
    cell = carried(cell)
    begins = cell[:1] in _FORMULA or cell.lstrip()[:1] in _FORMULA
    return f"'{cell}" if cell and begins else cell
