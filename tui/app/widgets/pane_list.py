"""A list in a pane: the arrow keys and vi's letters move in it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class PaneList(OptionList):
    """An OptionList with one line an option unless an option has more, and letters that move."""

    def width_to_come(self) -> int:
        """The cells that a list of a fixed width will have, known before it is laid out; 0 of any other."""
        width = self.styles.width
        return int(width.value) if width is not None and width.is_cells else 0

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
        Binding("space", "page_down", show=False),
        Binding("b", "page_up", show=False),
    ]
