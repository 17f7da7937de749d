"""As much of a text as so many cells hold, from its beginning or from its end."""

from __future__ import annotations

from tui.text.width import widths


def beginning(text: str, cells: int) -> str:
    """Return the beginning of a text that fits in `cells` cells."""
    for at, own in enumerate(widths(text)):
        cells -= own
        if cells < 0:
            return text[:at]
    return text


def ending(text: str, cells: int) -> str:
    """Return the end of a text that fits in `cells` cells; no mark is parted from its character."""
    each = widths(text)
    kept = len(text)
    for at in range(len(text) - 1, -1, -1):
        cells -= each[at]
        if cells < 0:
            break
        if each[at]:
            kept = at
    return text[kept:]
