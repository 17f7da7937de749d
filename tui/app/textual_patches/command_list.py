"""The command palette: its list, which changes while it is clicked on, and the caret in its line."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.command import CommandInput, CommandList, CommandPalette
from textual.widgets import OptionList

from tui.app.textual_patches.caret import CaretInput


async def _on_click(self: CommandList, event: events.Click) -> None:
    """Let the list see only a click on an option that is there still.

    What was seen may be gone by the time a click has come: Textual looks it up all the same, an IndexError.
    """
    option = event.style.meta.get("option")
    if option is not None and option >= self.option_count:
        event.prevent_default()


_click_on_palette = CommandPalette._on_click


def _on_palette_click(self: CommandPalette, event: events.Click) -> None:
    """Take a click beside the list for a wish to close it, unless it lies beyond the edge.

    The window may have become smaller by the time that a click has come: a NoWidget in Textual.
    """
    if self.region.contains(*event.screen_offset):
        _click_on_palette(self, event)


def _move_page(self: CommandList, direction: Any) -> None:
    """Go a page on or back, unless what has just been found is not laid out yet: a KeyError in Textual."""
    if (self.highlighted or 0) in self._index_to_line:
        OptionList._move_page(self, direction)


def mend_palette() -> None:
    """Make it so for every palette; and the caret is where the terminal's cursor is, and does not blink."""
    CommandInput.cursor_screen_offset = CaretInput.cursor_screen_offset  # type: ignore[method-assign, assignment]
    CommandInput.cursor_blink = False  # type: ignore[assignment]
    CommandList._move_page = _move_page  # type: ignore[method-assign, assignment]
    CommandPalette._on_click = _on_palette_click  # type: ignore[method-assign]
    CommandList._on_click = _on_click  # type: ignore[method-assign, assignment]
