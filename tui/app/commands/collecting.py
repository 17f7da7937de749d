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


def _resizing(screen: ReadingScreen) -> bool:
    return screen.quotes.shaping.resizing


def _not_resizing(screen: ReadingScreen) -> bool:
    return not screen.quotes.shaping.resizing


def _undecided(screen: ReadingScreen) -> bool:
    return screen.quotes.panel.seen.undecided > 0


@command(
    "collect",
    "a,enter",
    N_("collect"),
    N_("Collect the selection, or this sentence"),
    topic=_TOPIC,
    when=_not_resizing,
)
def collect(screen: ReadingScreen) -> None:
    """Take the quote; it is on disk when this returns. A folded section opens first."""
    if not screen.viewing.open_folded():
        screen.quotes.collect()


@command("copy", "y", N_("copy"), N_("Copy the selection with its citation"), topic=_TOPIC, waits=True)
def copy(screen: ReadingScreen) -> None:
    """Copy the selection, the sentence or the quote in hand."""
    screen.quotes.copy()


@command(
    "copy.markdown",
    "Y",
    N_("copy Markdown"),
    N_("Copy the quote as Markdown, with its citation"),
    topic=_TOPIC,
    waits=True,
)
def copy_markdown(screen: ReadingScreen) -> None:
    """Copy the selection, the sentence or the quote in hand as a blockquote."""
    screen.quotes.copy(markdown=True)


@command("note", "m", N_("note"), N_("Write a note on the quote in hand"), topic=_TOPIC, waits=True)
def note(screen: ReadingScreen) -> None:
    """Edit the note."""
    screen.quotes.edit_note()


@command("tags", "number_sign", N_("tags"), N_("Tag the quote in hand"), topic=_TOPIC, waits=True)
def tags(screen: ReadingScreen) -> None:
    """Edit the tags."""
    screen.quotes.edit_tags()


@command("quote.colour", "C", N_("colour"), N_("Colour the quote in hand"), topic=_TOPIC, waits=True)
def colour(screen: ReadingScreen) -> None:
    """Choose a colour."""
    screen.quotes.choose_colour()


@command(
    "filter",
    "slash",
    N_("filter"),
    N_("Show only some quotes: by words, #tag, speaker:, colour:, state:"),
    topic=_TOPIC,
    when=_in_collection,
)
async def filter_quotes(screen: ReadingScreen) -> None:
    """Type a filter."""
    await screen.quotes.panel.open_filter()


def _filtering(screen: ReadingScreen) -> bool:
    bar = screen.quotes.panel.filter_bar
    return bar is not None and bar.line.has_focus


@command(
    "filter.use",
    "enter",
    N_("to the list"),
    N_("Go to the quotes that are left"),
    topic=_TOPIC,
    when=_filtering,
)
def use_filter(screen: ReadingScreen) -> None:
    """Keep the filter, and use the list."""
    screen.on_filter_bar_kept()


@command("filter.end", "escape", N_("all quotes"), N_("Show all quotes again"), topic=_TOPIC, when=_filtering)
def end_filter(screen: ReadingScreen) -> None:
    """End the filter."""
    screen.quotes.panel.end_filter()


@command("quote.mark", "space", N_("mark"), N_("Mark the quote, or not"), topic=_TOPIC, when=_in_collection)
def mark(screen: ReadingScreen) -> None:
    """What is done next is done to all that are marked."""
    screen.quotes.panel.toggle_mark()


@command(
    "quote.mark.all",
    "A",
    N_("mark all"),
    N_("Mark all quotes shown, or none; Esc takes the marks away"),
    topic=_TOPIC,
    when=_in_collection,
)
def mark_all(screen: ReadingScreen) -> None:
    """All or none."""
    screen.quotes.panel.mark_all()


@command(
    "quote.extent",
    "x",
    N_("trim, extend"),
    N_("Trim or extend the quote in hand, at either end"),
    topic=_TOPIC,
    when=_not_resizing,
    waits=True,
)
def extent(screen: ReadingScreen) -> None:
    """Select it in the text."""
    screen.quotes.shaping.resize()


@command(
    "quote.extent.keep",
    "a,enter",
    N_("keep"),
    N_("Keep the quote's new extent"),
    topic=_TOPIC,
    when=_resizing,
)
def keep_extent(screen: ReadingScreen) -> None:
    """What is selected becomes the quote's words."""
    screen.quotes.collect()


@command(
    "quote.merge", "M", N_("merge"), N_("Merge the marked quotes into one"), topic=_TOPIC, when=_in_collection
)
def merge(screen: ReadingScreen) -> None:
    """Words left out between them are shown as ……."""
    screen.quotes.shaping.merge()


@command(
    "quote.split",
    "S",
    N_("split"),
    N_("Split the quote at the cursor, or where you choose"),
    topic=_TOPIC,
    waits=True,
)
def split(screen: ReadingScreen) -> None:
    """Make two of one."""
    screen.quotes.shaping.split()


@command(
    "quote.decide",
    "D",
    N_("decide"),
    N_("Decide what becomes of a quote whose words have changed in the text"),
    topic=_TOPIC,
    when=_undecided,
    waits=True,
)
def decide(screen: ReadingScreen) -> None:
    """Look at the stored words beside today's."""
    screen.quotes.shaping.decide()


@command(
    "quote.order",
    "O",
    N_("order"),
    N_("List quotes by place, or in your own order"),
    topic=_TOPIC,
    when=_in_collection,
)
def order(screen: ReadingScreen) -> None:
    """The other order."""
    screen.quotes.panel.toggle_order()


@command(
    "quote.question", "Q", N_("questions"), N_("Show the questions that the quotes answer"), topic=_TOPIC
)
def question(screen: ReadingScreen) -> None:
    """With each quote the question it answers, as it stood when the quote was taken."""
    screen.quotes.panel.toggle_questions()


@command(
    "quote.up",
    "K,shift+up",
    N_("move up"),
    N_("Move the quote up"),
    topic=_TOPIC,
    when=_in_collection,
    waits=True,
)
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
    waits=True,
)
def move_down(screen: ReadingScreen) -> None:
    """One place down in the order by hand."""
    screen.quotes.move(1)


@command("quote.remove", "d,delete", N_("remove"), N_("Remove the quote in hand"), topic=_TOPIC, waits=True)
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


@command("export", "e", N_("export"), N_("Export the collection"), topic=_TOPIC, waits=True)
def export(screen: ReadingScreen) -> None:
    """Open the export with its preview."""
    screen.quotes.export()


@command("import", "E", N_("import"), N_("Import quotes that were exported as JSON"), topic=_TOPIC)
def import_(screen: ReadingScreen) -> None:
    """Ask for the file."""
    from tui.app.screens.importing import ask

    ask(screen)


@command("page", "V", N_("page"), N_("The quotes as a page to copy from"), topic=_TOPIC)
def page(screen: ReadingScreen) -> None:
    """Show the page that a terminal's own selection copies from."""
    screen.quotes.page()
