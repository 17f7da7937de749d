"""What can be done in a library: its list, the search over all of it, and all its quotes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.app.commands.command import Command, Commands
from tui.locale import N_

if TYPE_CHECKING:
    from tui.app.screens.library import LibraryScreen

_LIBRARY, _WINDOW = N_("Library"), N_("Window")

LIBRARY: Commands[LibraryScreen] = Commands((_LIBRARY, _WINDOW))
"""The commands of a library's screen."""

_command = partial(LIBRARY.declare, topic=_LIBRARY)


def _in_list(screen: LibraryScreen) -> bool:
    return screen.view == "list"


def _reading(screen: LibraryScreen) -> bool:
    return screen.indexing.is_running


def _on_quotes(screen: LibraryScreen) -> bool:
    return screen.view == "quotes" and screen.all_quotes.in_hand is not None


def _elsewhere(screen: LibraryScreen) -> bool:
    return screen.view != "list" or screen.is_filtered


@_command(
    "library.open",
    "enter",
    N_("open"),
    N_("Open the interview, the passage or the quote in hand"),
)
def open_one(screen: LibraryScreen) -> None:
    """Open what is in hand."""
    screen.open_in_hand()


@_command("library.search", "slash", N_("search all"), N_("Search all interviews as you type"))
def search(screen: LibraryScreen) -> None:
    """Put the caret into the search bar."""
    screen.search.begin()


@_command("library.filter", "f", N_("filter"), N_("Show only those with some words in title, people or date"),
          when=_in_list)  # fmt: skip
def filter_list(screen: LibraryScreen) -> None:
    """Put the caret into the filter."""
    screen.begin_filter()


@_command("library.sort", "s", N_("sort"), N_("Sort by the next column; a click on its name does it too"),
          when=_in_list)  # fmt: skip
def sort(screen: LibraryScreen) -> None:
    """Sort by the next column."""
    screen.sort_by_next()


@_command("library.sort.turn", "S", N_("turn round"), N_("Sort the other way round"), when=_in_list)
def turn_round(screen: LibraryScreen) -> None:
    """The other way round."""
    screen.turn_order()


@_command("library.quotes", "c", N_("all quotes"), N_("All quotes of these interviews"))
def quotes(screen: LibraryScreen) -> None:
    """Show all quotes, or the list again."""
    screen.quotes.toggle()


@_command(
    "library.copy",
    "y",
    N_("copy"),
    N_("Copy the quote in hand with its citation; on a title, all of them"),
    when=_on_quotes,
)
def copy(screen: LibraryScreen) -> None:
    """Copy what is in hand."""
    screen.quotes.copy()


@_command("library.export", "e", N_("export"), N_("Export all quotes of these interviews"))
def export(screen: LibraryScreen) -> None:
    """Export all quotes."""
    screen.quotes.export()


@_command("library.refresh", "r", N_("look again"), N_("Look for new and changed files now"))
def refresh(screen: LibraryScreen) -> None:
    """Look at the folder again."""
    screen.indexing.look_again()


@_command("library.stop", "x", N_("stop"), N_("Stop reading the folder; what is read can be searched"),
          when=_reading)  # fmt: skip
def stop(screen: LibraryScreen) -> None:
    """Stop the work in the background."""
    screen.indexing.stop()


@_command(
    "library.back",
    "escape",
    N_("back"),
    N_("Back to the list; all interviews again"),
    when=_elsewhere,
)
def back(screen: LibraryScreen) -> None:
    """Back to the list."""
    screen.back()


@_command("theme", "T", N_("theme"), N_("Light or dark"), topic=_WINDOW)
def theme(screen: LibraryScreen) -> None:
    """The other theme."""
    screen.fangtan.toggle_theme()


@_command("help", "question_mark,f1", N_("help"), N_("Help for where you are"), topic=_WINDOW)
def show_help(screen: LibraryScreen) -> None:
    """Show the keys."""
    screen.show_help()


@_command("palette", "ctrl+p", N_("palette"), N_("All commands by name"), topic=_WINDOW)
def palette(screen: LibraryScreen) -> None:
    """Open the command palette."""
    screen.app.action_command_palette()


@_command("redraw", "ctrl+l", N_("redraw"), N_("Draw the screen anew"), topic=_WINDOW)
def redraw(screen: LibraryScreen) -> None:
    """For a terminal on which something else has written."""
    screen.fangtan.redraw()


@_command("suspend", "ctrl+z", N_("suspend"), N_("Back to the shell; fg returns"), topic=_WINDOW)
def suspend(screen: LibraryScreen) -> None:
    """Stop until the shell continues fangtan."""
    screen.app.action_suspend_process()


@_command("quit", "q", N_("quit"), N_("Leave; what was read stays read"), topic=_WINDOW)
def leave(screen: LibraryScreen) -> None:
    """Leave fangtan."""
    screen.fangtan.leave()


_LIST = ("library.open", "library.search", "library.filter", "library.sort", "library.sort.turn",
         "library.quotes", "library.export", "library.stop")  # fmt: skip
_RESULTS = ("library.open", "library.back", "library.search")
_QUOTES = ("library.open", "library.back", "library.copy", "library.export", "library.search")


def shown_now(screen: LibraryScreen) -> tuple[list[Command[LibraryScreen]], int]:
    """The commands that the footer shows, and how many at the end are never left out."""
    if screen.is_typing:
        return [LIBRARY[id] for id in ("library.open", "library.back")], 2
    ids = {"list": _LIST, "results": _RESULTS, "quotes": _QUOTES}[screen.view]
    if screen.view == "list" and screen.is_filtered:
        ids = ("library.back", *ids)
    chosen = [LIBRARY[id] for id in (*ids, "help", "quit")]
    return [one for one in chosen if one.can_be_done(screen)], 2
