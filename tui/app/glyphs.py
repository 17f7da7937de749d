"""The signs that the panes draw with, each one cell wide in every terminal.

Lines and blocks are among the characters that some terminals draw on two cells; there ASCII serves. A screen
reader would read them out: where nothing is drawn but words, there are blanks in their place.
"""

from __future__ import annotations

from tui.text.width import ambiguous_width

_plain = False


def set_plain(plain: bool) -> None:
    """Draw nothing but words from now on, or draw lines too; to be called before anything is drawn."""
    global _plain
    _plain = plain


def is_plain() -> bool:
    """Tell whether nothing is drawn but words."""
    return _plain


def _sign(drawn: str, ascii: str, plain: str = " ") -> str:
    return plain if _plain else drawn if ambiguous_width() == 1 else ascii


def asking_bar() -> str:
    """Return the sign beside the words of whoever asks."""
    return _sign("┃", "#")


def answering_bar() -> str:
    """Return the sign beside the words of whoever answers; its shape differs, as not all see colours."""
    return _sign("│", "|")


def window_block() -> str:
    """Return the sign of the page on the ruler."""
    return _sign("█", "#")


def section_mark() -> str:
    """Return the sign of a section on the ruler."""
    return _sign("─", "-")


def hit_mark() -> str:
    """Return the sign of a hit on the ruler."""
    return _sign("•", "o")


def reading_mark() -> str:
    """Return the sign before the section that is being read."""
    return _sign("▌", ">", ">")


def open_mark() -> str:
    """Return the sign beside the heading of a section that is shown."""
    return " " if _plain else "▾"  # never drawn on two cells, unlike ▼


def folded_mark() -> str:
    """Return the sign beside the heading of a section that is folded away."""
    return "+" if _plain else "▸"


def more_mark() -> str:
    """Return the sign behind a line that stands for more than it shows; two cells."""
    return _sign(" …", "..", "..")
