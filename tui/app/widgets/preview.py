"""A text of any length to be looked through, broken into lines beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Preview(ScrollView, can_focus=True):
    """Shows lines and scrolls through them; only those on screen are drawn."""

    DEFAULT_CSS = """
    Preview {
        background: $panel; padding: 0 1; scrollbar-size-vertical: 1; overflow-x: hidden;
        scrollbar-background: $panel; scrollbar-color: $faint; scrollbar-background-hover: $panel;
        scrollbar-background-active: $panel;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("space", "page_down", show=False),
        Binding("b", "page_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: Sequence[str] = ()

    @property
    def columns(self) -> int:
        """Cells of a line, the scroll bar's left out."""
        return max(8, self.container_size.width - 3)

    def show(self, lines: Sequence[str]) -> None:
        """Show other lines, at the same height as far as there are as many."""
        self.lines = lines
        self.virtual_size = Size(self.columns, len(lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        index = self.scroll_offset.y + y
        words = self.lines[index] if index < len(self.lines) else ""
        style = self.rich_style
        return Strip([Segment(words, style)]).adjust_cell_length(self.size.width, style)
