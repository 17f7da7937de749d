"""What can be done in a library: its list, the search over all of it, and all its quotes."""

from __future__ import annotations

from tui.app.commands.command import Command, Commands
from tui.app.commands.situation import LibrarySituation
from tui.app.commands.window_topic import LIBRARY_WINDOW
from tui.locale import N_


def _in_list(now: LibrarySituation) -> bool:
    return now.view == "list"


def _reading(now: LibrarySituation) -> bool:
    return now.indexing


def _on_quotes(now: LibrarySituation) -> bool:
    return now.view == "quotes" and now.quote_in_hand


def _elsewhere(now: LibrarySituation) -> bool:
    return now.view != "list" or now.filtered


_LIBRARY: tuple[Command[LibrarySituation], ...] = (
    Command(
        "library.open",
        "enter",
        N_("open"),
        N_("Open the current interview, passage or quote"),
        kiosk=True,
    ),
    Command("library.search", "slash", N_("search all"), N_("Search all interviews as you type"), kiosk=True),
    Command(
        "library.filter",
        "f",
        N_("filter"),
        N_("Show only interviews with these words in title, people or date"),
        when=_in_list,
        kiosk=True,
    ),
    Command(
        "library.sort",
        "s",
        N_("sort"),
        N_("Sort by the next column; a click on its name does it too"),
        when=_in_list,
        kiosk=True,
    ),
    Command("library.sort.turn", "S", N_("reverse"), N_("Reverse the order"), when=_in_list, kiosk=True),
    Command("library.quotes", "c", N_("all quotes"), N_("All quotes of these interviews"), kiosk=True),
    Command(
        "library.copy",
        "y",
        N_("copy"),
        N_("Copy the current quote with its citation; on a title, all of them"),
        when=_on_quotes,
    ),
    Command(
        "library.unsure",
        "w",
        N_("who speaks?"),
        N_("Go through the interviews in which it is not sure who speaks"),
        when=_in_list,
    ),
    Command("library.export", "e", N_("export"), N_("Export all quotes of these interviews")),
    Command("library.refresh", "r", N_("refresh"), N_("Look for new and changed files now"), kiosk=True),
    Command(
        "library.stop",
        "x",
        N_("stop"),
        N_("Stop reading the folder; what was read can be searched"),
        when=_reading,
        kiosk=True,
    ),
    Command(
        "library.back",
        "escape",
        N_("back"),
        N_("Back to the list; all interviews again"),
        when=_elsewhere,
        kiosk=True,
    ),
)

LIBRARY: Commands[LibrarySituation] = Commands(((N_("Library"), _LIBRARY), (N_("Window"), LIBRARY_WINDOW)))
"""The commands of a library's screen."""

_LIST = ("library.open", "library.search", "library.filter", "library.sort", "library.sort.turn",
         "library.quotes", "library.export", "library.stop")  # fmt: skip
_RESULTS = ("library.open", "library.back", "library.search")
_QUOTES = ("library.open", "library.back", "library.copy", "library.export", "library.search")


def shown_in_library(now: LibrarySituation) -> tuple[list[Command[LibrarySituation]], int]:
    """List the commands that the footer shows, and how many at the end are never left out."""
    if now.typing:
        return [LIBRARY[id] for id in ("library.open", "library.back")], 2
    ids = {"list": _LIST, "results": _RESULTS, "quotes": _QUOTES}[now.view]
    if now.view == "list" and now.filtered:
        ids = ("library.back", *ids)
    if now.view == "list" and now.unsure:
        ids = ("library.open", "library.unsure", *(id for id in ids if id != "library.open"))
    chosen = [LIBRARY[id] for id in (*ids, "help", "quit")]
    return [one for one in chosen if one.can_be_done(now)], 2
