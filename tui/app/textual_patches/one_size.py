"""A screen that is laid out for the size that the window has, and for none that it had.

A screen that is laid out for another size than before posts itself a Resize, behind what waits already
(`Screen._refresh_layout`), and lays itself out again when that comes (`Screen._on_resize`). Where two sizes
of the window wait, each brings the other back for ever: one processor is busy, and the window is not heard
any more.
Remove when: a late Resize of a screen does not lay it out for a size that its application no longer has.
Test: tests/app/test_resizing.py, test_of_two_sizes_the_last_one_stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.geometry import Size

if TYPE_CHECKING:
    from textual.screen import Screen

    AScreen = Screen[Any]
else:
    AScreen = object


class OneSize(AScreen):
    """Goes before Screen among the bases."""

    def _screen_resized(self, size: Size) -> None:
        if size == self.app.size:
            super()._screen_resized(size)
