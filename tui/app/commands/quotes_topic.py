"""Taking quotes, and what is done with them."""

from __future__ import annotations

from tui.app.commands.command import Command
from tui.app.commands.situation import Focus, Situation
from tui.locale import N_


def _in_collection(now: Situation) -> bool:
    return now.focus is Focus.COLLECTION


def _filtering(now: Situation) -> bool:
    return now.focus is Focus.FILTER


def _resizing(now: Situation) -> bool:
    return now.resizing


def _not_resizing(now: Situation) -> bool:
    return not now.resizing


def _undecided(now: Situation) -> bool:
    return now.undecided


QUOTES: tuple[Command[Situation], ...] = (
    Command(
        "collect",
        "a,enter",
        N_("collect"),
        N_("Collect the selection, or this sentence"),
        when=_not_resizing,
        kiosk=True,
    ),
    Command("copy", "y", N_("copy"), N_("Copy the selection with its citation"), kiosk=True, waits=True),
    Command(
        "copy.markdown",
        "Y",
        N_("copy Markdown"),
        N_("Copy the quote as Markdown, with its citation"),
        waits=True,
    ),
    Command("note", "m", N_("note"), N_("Write a note on the current quote"), kiosk=True, waits=True),
    Command("tags", "number_sign", N_("tags"), N_("Tag the current quote"), kiosk=True, waits=True),
    Command("quote.colour", "C", N_("colour"), N_("Colour the current quote"), waits=True),
    Command(
        "filter",
        "slash",
        N_("filter"),
        N_("Show only some quotes: by words, #tag, speaker:, colour:, state:"),
        when=_in_collection,
    ),
    Command("filter.use", "enter", N_("to the list"), N_("Go to the filtered quotes"), when=_filtering),
    Command("filter.end", "escape", N_("all quotes"), N_("Show all quotes again"), when=_filtering),
    Command("quote.mark", "space", N_("mark"), N_("Mark the quote, or not"), when=_in_collection),
    Command(
        "quote.mark.all",
        "A",
        N_("mark all"),
        N_("Mark all quotes shown, or none; Esc takes the marks away"),
        when=_in_collection,
    ),
    Command(
        "quote.extent",
        "x",
        N_("trim, extend"),
        N_("Trim or extend the current quote, at either end"),
        when=_not_resizing,
        waits=True,
    ),
    Command("quote.extent.keep", "a,enter", N_("keep"), N_("Keep the quote's new extent"), when=_resizing),
    Command("quote.merge", "M", N_("merge"), N_("Merge the marked quotes into one"), when=_in_collection),
    Command(
        "quote.split", "S", N_("split"), N_("Split the quote at the cursor, or where you choose"), waits=True
    ),
    Command(
        "quote.decide",
        "D",
        N_("decide"),
        N_("Decide what becomes of a quote whose words have changed in the text"),
        when=_undecided,
        waits=True,
    ),
    Command(
        "quote.order", "O", N_("order"), N_("List quotes by place, or in your own order"), when=_in_collection
    ),
    Command("quote.question", "Q", N_("questions"), N_("Show the questions that the quotes answer")),
    Command(
        "quote.up",
        "K,shift+up",
        N_("move up"),
        N_("Move the quote up"),
        when=_in_collection,
        kiosk=True,
        waits=True,
    ),
    Command(
        "quote.down",
        "J,shift+down",
        N_("move down"),
        N_("Move the quote down"),
        when=_in_collection,
        kiosk=True,
        waits=True,
    ),
    Command("quote.remove", "d,delete", N_("remove"), N_("Remove the current quote"), kiosk=True, waits=True),
    Command("undo", "u", N_("undo"), N_("Undo the last change to the collection"), kiosk=True),
    Command("redo", "ctrl+r", N_("redo"), N_("Redo what was undone"), kiosk=True),
    Command("export", "e", N_("export"), N_("Export the collection"), kiosk=True, waits=True),
    Command("import", "E", N_("import"), N_("Import quotes that were exported as JSON")),
    Command("page", "V", N_("page"), N_("The quotes as a page to copy from"), kiosk=True),
)
