"""A line of words painted by itself: nothing is laid out anew when it says something else."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.app.text_styles import Palette
from tui.app.widgets.cells import shorten
from tui.app.widgets.listing import Line
from tui.text.width import text_width


class OneLine(Widget):
    """Words at the left, and others at the right, which have their room first.

    Args:
        look: the name of the style that lies under all of them.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    DEFAULT_CSS = "OneLine { height: 1; }"

    def __init__(self, look: str = "status", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look = look
        self._left: Line = []
        self._right: Line = []

    def show(self, left: Line, right: Line = []) -> None:  # noqa: B006
        """Say this from now on: words, and the names of their styles."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = list(left), list(right)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the only line."""
        palette, width = Palette(self.app.theme_variables), self.size.width
        base = palette.style(self._look)
        right = [(words, look) for words, look in self._right]
        taken = sum(text_width(words) for words, _ in right)
        if taken > max(0, width - 2):
            right, taken = [], 0
        left: Line = []
        room = max(0, width - taken - 2)
        for words, look in self._left:
            fitting = shorten(words, room) if room > 1 else ""
            left.append((fitting, look))
            room -= text_width(fitting)
        blank = " " * max(0, width - 2 - taken - sum(text_width(words) for words, _ in left))
        segments = [Segment(" ", base)]
        for words, look in (*left, (blank, ""), *right):
            segments.append(Segment(words, palette.style(self._look, *look.split())))
        segments.append(Segment(" ", base))
        return Strip(segments).crop(0, width)
