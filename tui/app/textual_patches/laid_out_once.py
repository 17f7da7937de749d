"""A screen that a new size lays out and paints once, where Textual does it three times.

As the widgets are given their sizes, each of them asks for another layout (`Widget._size_updated`), since
its contents might need a scrollbar now, and so does the screen. Two more layouts and two more frames follow
that change nothing, while the first frame waits for the processor that they keep. And the screen itself is
told of the size that it has just been laid out for. Without this a new width takes 57 to 59 % more of the
processor (`python -m tests.bench.pieces laid-out-once`, two busy cores, December 2026).
Remove when: a layout that changes no size asks for no other.
Test: tests/app/test_resizing.py, test_a_new_size_is_laid_out_once.
"""

from __future__ import annotations

from textual.geometry import Size
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from tui.app.textual_patches.one_size import OneSize


class LaidOutOnce(OneSize, Screen[ScreenResultType]):
    """For a screen whose widgets get their places from its size alone."""

    _laid_out_for: Size | None = None

    def _screen_resized(self, size: Size) -> None:
        if size == self._laid_out_for:
            self._laid_out_for = None
            return
        if size != self.app.size:
            return
        for widget in self.walk_children(Widget, with_self=True):
            if not widget._layout_required:
                continue
            # As Textual does where it asks for a layout: what holds it was arranged around what it was.
            for ancestor in widget.ancestors:
                if isinstance(ancestor, Widget):
                    ancestor._clear_arrangement_cache()
                    ancestor._layout_updates += 1
        changes = size != self._size
        super()._screen_resized(size)
        if not (self.stack_updates and self.is_attached and self.is_current):
            return
        if changes:
            self._laid_out_for = size
        for widget in self.walk_children(Widget, with_self=True):
            widget._layout_required = widget._repaint_required = False
