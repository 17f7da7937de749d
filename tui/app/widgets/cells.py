"""Text cut to a number of cells."""

from __future__ import annotations

from itertools import islice

from tui.text.clip import beginning
from tui.text.sanitize import visible
from tui.text.width import text_width
from tui.text.wrap import lines as wrapped

_MORE = "…"


def shorten(text: str, width: int) -> str:
    """Return the text in at most `width` cells, with … where something was left out."""
    if text_width(text) <= width:
        return text
    return _cut(text, width)


def _cut(text: str, width: int) -> str:
    """The text's beginning with … behind it, in at most `width` cells and without half a letter."""
    kept = beginning(text, max(0, width - text_width(_MORE)))
    return kept + (_MORE if text_width(_MORE) <= width else "")


def lines_of(text: str, width: int, most: int) -> list[str]:
    """Return the text, made harmless, as `most` lines at most of `width` cells, with … where it goes on."""
    text = visible(" ".join(text.split("\n")))
    spans = list(islice(wrapped(text, max(2, width)), most + 1))
    lines = [text[start:end].rstrip() for start, end in spans[:most]]
    if len(spans) > most:
        lines[-1] = _cut(lines[-1], width)
    return lines
