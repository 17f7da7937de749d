"""Widgets whose rows are shown as they paint them.

Textual looks up for each row of each frame what a stylesheet may have put around it or over it (borders at
the sides, padding, outlines, tints, hatches, opacity), and makes a strip of it anew
(`StylesCache.render_line`). None of ours has any. Without this a page takes 11 % more of the processor and
a new width 13 to 14 % more (`python -m tests.bench.pieces plain-rows`, two busy cores, December 2026).
Remove when: a widget can say that its rows are whole.
Test: tests/app/test_textual_private.py, test_plain_rows_stand_below_a_title_and_are_kept_until_they_change,
holds that the rows are right; whether they are still worth it the bench tells.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.css.styles import StylesBase
from textual.geometry import Size, Spacing
from textual.strip import Strip
from textual.widget import Widget


class PlainRows(Widget):
    """For a widget that paints whole rows with `render_line`, and has no border but one above or below."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles_cache = _AsPainted()


class _AsPainted(StylesCache):
    """Keeps the rows of one widget until they are painted anew, as Textual's does."""

    def render_line(
        self,
        styles: StylesBase,
        y: int,
        size: Size,
        content_size: Size,
        padding: Spacing,
        base_background: Color,
        background: Color,
        render_content_line: Callable[[int], Strip],
        *around: Any,
    ) -> Strip:
        # Whatever is taller than its contents has a border, which Textual draws.
        above = styles.gutter.top if content_size.height < size.height else 0
        if 0 <= y - above < content_size.height:
            return render_content_line(y - above)
        return super().render_line(
            styles, y, size, content_size, padding, base_background, background, render_content_line, *around
        )
