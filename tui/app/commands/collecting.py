"""Taking quotes, and what is done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.commands.command import command
from tui.locale import N_

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen

_TOPIC = N_("Quotes")


def _in_collection(screen: ReadingScreen) -> bool:
    return screen.collection_pane.has_focus


@command("collect", "a,enter", N_("collect"), N_("Collect the selection, or this sentence"), topic=_TOPIC)
def collect(screen: ReadingScreen) -> None:
    """Take the quote; it is on disk when this returns. A folded section opens first."""
    if not screen.viewing.open_folded():
        screen.quotes.collect()


@command("copy", "y", N_("copy"), N_("Copy the selection with its citation"), topic=_TOPIC)
def copy(screen: ReadingScreen) -> None:
    """Copy the selection, the sentence or the quote in hand."""
    screen.quotes.copy()


@command("note", "m", N_("note"), N_("Write a note on the quote in hand"), topic=_TOPIC)
def note(screen: ReadingScreen) -> None:
    """Edit the note."""
    screen.quotes.edit_note()


@command("tags", "number_sign", N_("tags"), N_("Tag the quote in hand"), topic=_TOPIC)
def tags(screen: ReadingScreen) -> None:
    """Edit the tags."""
    screen.quotes.edit_tags()


@command("quote.up", "K,shift+up", N_("move up"), N_("Move the quote up"), topic=_TOPIC, when=_in_collection)
def move_up(screen: ReadingScreen) -> None:
    """One place up in the order by hand."""
    screen.quotes.move(-1)


@command(
    "quote.down",
    "J,shift+down",
    N_("move down"),
    N_("Move the quote down"),
    topic=_TOPIC,
    when=_in_collection,
)
def move_down(screen: ReadingScreen) -> None:
    """One place down in the order by hand."""
    screen.quotes.move(1)


@command("quote.remove", "d,delete", N_("remove"), N_("Remove the quote in hand"), topic=_TOPIC)
def remove(screen: ReadingScreen) -> None:
    """Take the quote out of the collection; undo brings it back."""
    screen.quotes.remove()


@command("undo", "u", N_("undo"), N_("Undo the last change to the collection"), topic=_TOPIC)
def undo(screen: ReadingScreen) -> None:
    """Undo."""
    screen.quotes.undo()


@command("redo", "ctrl+r", N_("redo"), N_("Redo what was undone"), topic=_TOPIC)
def redo(screen: ReadingScreen) -> None:
    """Redo."""
    screen.quotes.redo()


@command("export", "e", N_("export"), N_("Export the collection"), topic=_TOPIC)
def export(screen: ReadingScreen) -> None:
    """Open the export with its preview."""
    screen.quotes.export()


@command("page", "E", N_("page"), N_("The quotes as a page to copy from"), topic=_TOPIC)
def page(screen: ReadingScreen) -> None:
    """Show the page that a terminal's own selection copies from."""
    screen.quotes.page()
