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


@command("search", "slash", N_("search"), N_("Search as you type"), topic=_TOPIC, footer=1)
def search(screen: ReadingScreen) -> None:
    """Put the caret into the search bar."""
    screen.search.begin()


@command("hit.next", "n", N_("next hit"), N_("Next hit"), topic=_TOPIC, when=_has_hits, footer=6)
def next_hit(screen: ReadingScreen) -> None:
    """The next hit in the text."""
    screen.search.step(1)


@command("hit.previous", "N", N_("previous hit"), N_("Previous hit"), topic=_TOPIC, when=_has_hits)
def previous_hit(screen: ReadingScreen) -> None:
    """The hit before in the text."""
    screen.search.step(-1)
