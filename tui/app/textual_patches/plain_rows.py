"""Widgets whose rows are shown as they paint them, and rows that leave no garbage.

Textual looks up for each row of each frame what a stylesheet may have put around it or over it (borders at
the sides, padding, outlines, tints, hatches, opacity), and makes a strip of it anew. None of ours has any,
and it is a tenth of the time of a page. And a strip of Textual's keeps what it was cut into, itself, which
only the garbage collector can undo: after a hundred pages without a rest it stops a frame for 50 ms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.css.styles import StylesBase
from textual.filter import LineFilter
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


class PaintedRow(Strip):
    """A row as wide as its widget, which is shown whole: it keeps only what a filter made of it.

    Args:
        segments: what stands in it.
        cell_length: its cells.
    """

    def __init__(self, segments: Iterable[Segment], cell_length: int) -> None:
        self._segments = list(segments)
        self._cell_length = cell_length
        self._filter_cache: dict[tuple[LineFilter, Color], Strip] = {}  # type: ignore[assignment]
        for cache in _CACHES:
            setattr(self, cache, _KEEPS_NOTHING)
        self._render_cache = self._link_ids = self._cell_count = None

    def apply_filter(self, filter: LineFilter, background: Color) -> Strip:
        """Return the row with another look, see `Strip.apply_filter`."""
        kept = self._filter_cache.get((filter, background))
        if kept is None:
            kept = PaintedRow(filter.apply(self._segments, background), self.cell_length)
            self._filter_cache[filter, background] = kept
        return kept


_CACHES = (
    "_divide_cache",
    "_crop_cache",
    "_style_cache",
    "_line_length_cache",
    "_crop_extend_cache",
    "_offsets_cache",
)


class _Nothing:
    """Takes the place of a cache, and keeps nothing."""

    def get(self, _key: object) -> None:
        return None

    def __setitem__(self, _key: object, _value: object) -> None:
        pass


_KEEPS_NOTHING = _Nothing()
