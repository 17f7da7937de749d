"""The command palette: its list, which changes while it is clicked on, and the caret in its line."""

from __future__ import annotations

from textual import events
from textual.command import CommandInput, CommandList, CommandPalette

from tui.app.textual_patches.answer_list import move_page
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


def mend_palette() -> None:
    """Make it so for every palette; and the caret is where the terminal's cursor is, and does not blink."""
    CommandInput.cursor_screen_offset = CaretInput.cursor_screen_offset  # type: ignore[method-assign, assignment]
    CommandInput.cursor_blink = False  # type: ignore[assignment]
    CommandList._move_page = move_page  # type: ignore[method-assign]
    CommandPalette._on_click = _on_palette_click  # type: ignore[method-assign]
    CommandList._on_click = _on_click  # type: ignore[method-assign, assignment]
