"""How many cells a character takes, as this terminal draws it.

Rich has no setting for terminals that draw — “ … on two cells (Rich issues 4197 and 4199): its table is
replaced, `rich.cells.load_cell_table`, with the shortcut for text of one cell a character,
`_is_single_cell_widths`.
Remove when: Rich takes a table or a width for ambiguous characters.
Test: tests/app/test_textual_private.py, test_rich_measures_by_our_table.
"""

from __future__ import annotations

from functools import cache


def measure_with(stretches: list[tuple[int, int, int]]) -> None:
    """Make Rich, and so all of Textual, measure characters by this table; to be called before any layout.

    Args:
        stretches: (first, last, cells) of all code points that do not take one cell, in order.
    """
    from rich import cells

    def load_cell_table(_unicode_version: str = "auto") -> cells.CellTable:
        return cells.CellTable("auto", stretches, frozenset())

    # Through the module's dictionary: Rich does not say that the name is meant for others.
    vars(cells)["load_cell_table"] = cache(load_cell_table)
    cells._is_single_cell_widths = frozenset(map(chr, range(0x20, 0x7F))).issuperset
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()
