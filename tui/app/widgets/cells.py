"""Text cut to a number of cells."""

from __future__ import annotations

from tui.text.sanitize import visible
from tui.text.width import text_width
from tui.text.wrap import wrap


def shorten(text: str, width: int) -> str:
    """The text in at most `width` cells, with … where something was left out."""
    if text_width(text) <= width:
        return text
    kept: list[str] = []
    used = 0
    for char in text:
        used += text_width(char)
        if used > width - 1:
            break
        kept.append(char)
    return "".join(kept) + "…"


def lines_of(text: str, width: int, most: int) -> list[str]:
    """The text, made harmless, as at most `most` lines of at most `width` cells, with … where it goes on."""
    text = visible(" ".join(text.split("\n")))
    spans = wrap(text, max(2, width))
    lines = [text[start:end].rstrip() for start, end in spans[:most]]
    if len(spans) > most:
        lines[-1] = shorten(lines[-1] + "……", width)
    return lines
