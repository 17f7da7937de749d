"""Which keys the footer shows, by where the person is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.commands.command import COMMANDS, Command

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen

_READING = (
    "search",
    "collect",
    "select",
    "page.next",
    "section.next",
    "hit.next",
    "answers",
    "speaker",
    "export",
    "collection",
)
_SEARCHING = ("search.land", "search.back", "search.next", "search.previous")
_SELECTING = (
    "collect",
    "copy",
    "select.sentence.next",
    "select.word.next",
    "select.character.next",
    "select.turn",
)
_COLLECTION = (
    "note",
    "tags",
    "quote.remove",
    "quote.down",
    "quote.up",
    "undo",
    "copy",
    "export",
    "collection",
)
ALWAYS = ("help", "quit")
"""Never left out for want of room."""


def shown_now(screen: ReadingScreen) -> list[Command]:
    """The commands to show, the most wanted first; those that cannot be carried out now are left out."""
    if screen.search_bar.query_input.has_focus:
        ids: tuple[str, ...] = _SEARCHING
    elif screen.reader.selection:
        ids = (*_SELECTING, "back")
    elif screen.collection_pane.has_focus:
        ids = (*_COLLECTION, *ALWAYS)
    else:
        ids = (*_READING, *ALWAYS)
    return [command for id in ids if (command := COMMANDS[id]).can_be_done(screen)]
