"""How many cells a character takes, as this terminal draws it."""

from __future__ import annotations

from functools import cache


def measure_with(stretches: list[tuple[int, int, int]]) -> None:
    """Make Rich, and so all of Textual, measure characters by this table instead of its own.

    Rich has no setting for terminals that draw — “ … on two cells. To be called before anything is laid out.

    Args:
        stretches: (first, last, cells) of all code points that do not take one cell, in order.
    """
    from rich import cells

    def load_cell_table(_unicode_version: str = "auto") -> cells.CellTable:
        return cells.CellTable("auto", stretches, frozenset())

    cells.load_cell_table = cache(load_cell_table)  # type: ignore[attr-defined]
    cells._is_single_cell_widths = frozenset(map(chr, range(0x20, 0x7F))).issuperset
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()
