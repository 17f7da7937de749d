"""A screen that is laid out for the size that the window has, and for none that it had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.geometry import Size

if TYPE_CHECKING:
    from textual.screen import Screen


class OneSize:
    """Stands before Screen among the bases.

    A screen that is laid out for another size than before tells itself of that size, behind what waits to be
    told already. Where two sizes of the window wait, each of them brings the other back for ever: one
    processor is busy, and the window is not heard any more. (Textual 8.2.8: `Screen._on_resize` lays out,
    `Screen._refresh_layout` posts the screen its own Resize.)
    """

    def _screen_resized(self, size: Size) -> None:
        if size == cast("Screen[Any]", self).app.size:
            super()._screen_resized(size)  # type: ignore[misc]
