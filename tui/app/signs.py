"""The signs that the panes draw with, each one cell wide in every terminal.

Lines and blocks are among the characters that some terminals draw on two cells; there ASCII serves.
"""

from __future__ import annotations

from tui.text.width import ambiguous_width


def asking_bar() -> str:
    """Beside the words of whoever asks."""
    return "┃" if ambiguous_width() == 1 else "#"


def answering_bar() -> str:
    """Beside the words of whoever answers; its shape differs, for screens without colours."""
    return "│" if ambiguous_width() == 1 else "|"


def window_block() -> str:
    """Where the page stands on the ruler."""
    return "█" if ambiguous_width() == 1 else "#"


def section_mark() -> str:
    """Where a section begins on the ruler."""
    return "─" if ambiguous_width() == 1 else "-"


def hit_mark() -> str:
    """Where a hit stands on the ruler."""
    return "•" if ambiguous_width() == 1 else "o"


def reading_mark() -> str:
    """Before the section that is being read."""
    return "▌" if ambiguous_width() == 1 else ">"


def open_mark() -> str:
    """Beside the heading of a section that is shown."""
    return "▾"  # never drawn on two cells, unlike ▼


def folded_mark() -> str:
    """Beside the heading of a section that is folded away."""
    return "▸"


def more_mark() -> str:
    """Behind a line that stands for more than it shows; two cells."""
    return " …" if ambiguous_width() == 1 else ".."
