"""Searching, and going from hit to hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.commands.command import command
from tui.locale import N_

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen

_TOPIC = N_("Searching")


def _has_hits(screen: ReadingScreen) -> bool:
    return bool(screen.search.hits)


def _not_in_collection(screen: ReadingScreen) -> bool:
    return not screen.collection_pane.has_focus


@command("search", "slash", N_("search"), N_("Search as you type"), topic=_TOPIC, when=_not_in_collection)
def search(screen: ReadingScreen) -> None:
    """Put the caret into the search bar."""
    screen.search.begin()


def _typing(screen: ReadingScreen) -> bool:
    return screen.search_bar.query_input.has_focus


@command("search.land", "enter", N_("stay here"), N_("Stay at the hit"), topic=_TOPIC, when=_typing)
def land(screen: ReadingScreen) -> None:
    """Leave the search bar for the hit in hand."""
    screen.search.land()


@command(
    "search.back", "escape", N_("back"), N_("Back to where the search began"), topic=_TOPIC, when=_typing
)
def give_up(screen: ReadingScreen) -> None:
    """Leave the search."""
    screen.search.give_up()


@command("search.next", "down,ctrl+n", N_("next hit"), N_("Look at the next hit"), topic=_TOPIC, when=_typing)
def look_at_next(screen: ReadingScreen) -> None:
    """Look at the next hit of the list."""
    screen.search.pick(1)


@command("search.previous", "up", N_("hit before"), N_("Look at the hit before"), topic=_TOPIC, when=_typing)
def look_at_previous(screen: ReadingScreen) -> None:
    """Look at the hit before in the list."""
    screen.search.pick(-1)


@command("hit.next", "n", N_("next hit"), N_("Next hit"), topic=_TOPIC, when=_has_hits)
def next_hit(screen: ReadingScreen) -> None:
    """The next hit in the text."""
    screen.search.step(1)


@command("hit.previous", "N", N_("previous hit"), N_("Previous hit"), topic=_TOPIC, when=_has_hits)
def previous_hit(screen: ReadingScreen) -> None:
    """The hit before in the text."""
    screen.search.step(-1)
