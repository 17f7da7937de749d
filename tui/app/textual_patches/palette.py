"""The command palette: its list, which changes while it is clicked on, and the caret in its line.

`OptionList._on_click` looks up the option that was seen under the mouse, though it may be gone by the time
the click has come: IndexError. `CommandPalette._on_click` asks what is under a click that may lie beyond
the edge of a window that has become smaller: NoWidget. Its line has the caret's place wrong, as
`caret_input` says. `compose` is Textual's own (command.py:788) with these two widgets in it.
Remove when: both handlers bear it; the caret's part goes with `caret_input`.
Tests: tests/app/test_dismissing.py, those of the palette; tests/app/test_textual_private.py,
test_the_palette_is_composed_as_textual_does.
"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette, SearchIcon
from textual.containers import Horizontal, Vertical
from textual.widgets import LoadingIndicator

from tui.app.textual_patches.answer_list import move_page
from tui.app.textual_patches.caret_input import CaretInput
from tui.app.textual_patches.dismissed_once import DismissedOnce
from tui.app.textual_patches.one_size import OneSize


class PaletteList(CommandList):
    """The commands found."""

    _move_page = move_page

    def on_click(self, event: events.Click) -> None:
        """Take no click on an option that is gone."""
        option = event.style.meta.get("option")
        if option is not None and option >= self.option_count:
            event.prevent_default()


class PaletteInput(CommandInput, CaretInput):
    """The line in which a command is looked for."""


class Palette(DismissedOnce, OneSize, CommandPalette):
    """Textual's palette, with a list and a line that bear what comes late."""

    def compose(self) -> ComposeResult:
        """Lay out as Textual does."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                yield PaletteInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield PaletteList()
                yield LoadingIndicator()

    def on_click(self, event: events.Click) -> None:
        """Take no click beyond the edge."""
        if not self.region.contains(*event.screen_offset):
            event.prevent_default()
