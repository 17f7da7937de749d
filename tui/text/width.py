"""How many cells of a terminal a text takes."""

from __future__ import annotations

from bisect import bisect_right

from tui.text.cells import NOTHING, WIDE, WIDENED

_JOINER, _EMOJI_SELECTOR = "\u200d", "\ufe0f"


def _within(table: tuple[int, ...], point: int) -> bool:
    """Whether a code point is in one of the stretches [first, last] of a table."""
    index = bisect_right(table, point)
    return index % 2 == 1 or (index > 0 and table[index - 1] == point)


class _Cells(dict[str, int]):
    """Cells by character, found out once for each."""

    ambiguous = 1

    def __missing__(self, char: str) -> int:
        point = ord(char)
        if point < 32 or 0x7F <= point < 0xA0 or _within(NOTHING, point):
            cells = 0
        elif _within(WIDE, point) or (self.ambiguous == 2 and is_ambiguous(char)):
            cells = 2
        else:
            cells = 1
        self[char] = cells
        return cells


_CELLS = _Cells()
_cells_of = _CELLS.__getitem__


def is_ambiguous(char: str) -> bool:
    """Tell whether terminals disagree on a character's width, as on — “ … · ①."""
    # Only who has set the width to 2 asks, so nobody else waits for the import.
    from unicodedata import east_asian_width

    return east_asian_width(char) == "A" and not _within(NOTHING, ord(char))


def is_wide(char: str) -> bool:
    """Tell whether a character always takes two cells, however the ambiguous ones are measured."""
    return _within(WIDE, ord(char))


def set_ambiguous_width(cells: int) -> None:
    """Measure characters such as — “ … · ① as 1 (the default) or 2 cells from now on.

    Widths measured before are the caller's to forget.

    Raises:
        ValueError: neither 1 nor 2.
    """
    if cells not in (1, 2):
        raise ValueError(cells)
    _CELLS.ambiguous = cells
    _CELLS.clear()


def ambiguous_width() -> int:
    """Return the width in cells, 1 or 2, that ambiguous characters are measured as."""
    return _CELLS.ambiguous


def table() -> list[tuple[int, int, int]]:
    """List all stretches that do not take one cell, as (first, last, cells), sorted by code point.

    The ambiguous ones are among them while they count as two.
    """
    stretches = [(first, last, 0) for first, last in zip(NOTHING[::2], NOTHING[1::2], strict=True)]
    stretches += [(first, last, 2) for first, last in zip(WIDE[::2], WIDE[1::2], strict=True)]
    if _CELLS.ambiguous == 2:
        # Beyond the first plane only the private planes and a few enclosed letters are ambiguous.
        points = [*range(0xA0, 0xD800), *range(0xF900, 0x10000), *range(0x1F100, 0x1F200)]
        alone = [point for point in points if _cells_of(chr(point)) == 2 and not _within(WIDE, point)]
        stretches += [(point, point, 2) for point in alone]
        stretches += [(0xE000, 0xF8FF, 2), (0xF0000, 0xFFFFD, 2), (0x100000, 0x10FFFD, 2)]
    return sorted(stretches)


def widths(text: str) -> list[int]:
    """Measure each code point of a text, in cells.

    A cluster's cells stand at its first code point and its others have none: marks that combine, and what
    U+200D joins on to an emoji.
    """
    cells = list(map(_cells_of, text))
    if _JOINER in text or _EMOJI_SELECTOR in text:
        _join(text, cells)
    return cells


def _join(text: str, cells: list[int]) -> None:
    """Correct the widths of a text with joined emoji, in place."""
    base = -1
    index = 0
    while index < len(text):
        char = text[index]
        if char == _JOINER:
            index += 1
            if index < len(text):
                cells[index] = 0
        elif char == _EMOJI_SELECTOR:
            if base >= 0 and cells[base] == 1 and _within(WIDENED, ord(text[base])):
                cells[base] = 2
            base = -1
        elif cells[index]:
            base = index
        index += 1


def text_width(text: str) -> int:
    """Measure a whole text on one line, in cells."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(widths(text))
