"""The list of the command palette, which changes while it is clicked on."""

from __future__ import annotations

from textual import events
from textual.command import CommandList


async def _on_click(self: CommandList, event: events.Click) -> None:
    """Let the list see only a click on an option that is there still.

    What was seen may be gone by the time a click has come: Textual looks it up all the same, an IndexError.
    """
    option = event.style.meta.get("option")
    if option is not None and option >= self.option_count:
        event.prevent_default()


def let_be_clicked_late() -> None:
    """Make it so for every palette."""
    CommandList._on_click = _on_click  # type: ignore[method-assign, assignment]
