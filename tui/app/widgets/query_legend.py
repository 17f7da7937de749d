"""What can be asked for in the search bar, in a few lines: shown where nothing has been typed yet."""

from __future__ import annotations

from tui.app.widgets.cells import lines_of, shorten
from tui.app.widgets.listing import Line
from tui.locale import N_, _
from tui.text.width import text_width

ASKED = (
    (N_('"words"'), N_("word for word")),
    (N_("-word"), N_("without it")),
    (N_("this|that"), N_("either of them")),
    ("speaker:", N_("who says it")),
    ("section:4", N_("number or title")),
    ("turn:50-80", N_("in these turns")),
    ("at:12:30", N_("said at that time")),
    ("asked:", N_("in questions")),
    ("said:", N_("in answers")),
    ("has:note", N_("with a note")),
)
"""What is typed, and what it asks for."""

_TYPED = 10
"""Cells of the column of what is typed."""

_TWO_COLUMNS = 54
"""Cells from which two columns have room."""


def legend(width: int) -> list[Line]:
    """Return the lines, at most `width` cells wide."""
    first = _("Words in any order; slips, pinyin (changwenben) and initials (cwb) will do.")
    lines: list[Line] = [[(" " + line, "pane-faint")] for line in lines_of(first, width - 2, 2)]
    columns = 2 if width >= _TWO_COLUMNS else 1
    entries = [_entry(_(typed), _(asked), (width - 1) // columns) for typed, asked in ASKED]
    rows = -(-len(entries) // columns)
    return lines + [
        [(" ", ""), *(part for entry in entries[row::rows] for part in entry)] for row in range(rows)
    ]


def _entry(typed: str, asked: str, width: int) -> Line:
    head = typed + " " * max(1, _TYPED + 1 - text_width(typed))
    words = shorten(asked, max(4, width - text_width(head) - 1))
    gap = width - text_width(head) - text_width(words)
    return [(head, "pane-sign"), (words, "pane-faint"), (" " * max(0, gap), "")]
