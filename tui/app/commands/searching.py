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


def _typing(screen: ReadingScreen) -> bool:
    return screen.search_bar.query_input.has_focus


def _looking(screen: ReadingScreen) -> bool:
    # A selection made meanwhile is what Esc gives up first.
    return screen.search.is_open and not screen.reader.selection


def _looking_at_hits(screen: ReadingScreen) -> bool:
    return screen.search.is_open and _hits_at_hand(screen)


def _hits_at_hand(screen: ReadingScreen) -> bool:
    # In the collection its keys are about the quotes.
    return bool(screen.search.hits) and _not_in_collection(screen)


def _not_in_collection(screen: ReadingScreen) -> bool:
    return not screen.collection_pane.has_focus


@command("search", "slash", N_("search"), N_("Search as you type"), topic=_TOPIC, when=_not_in_collection)
def search(screen: ReadingScreen) -> None:
    """Put the caret into the search bar."""
    screen.search.begin()


@command("search.land", "enter", N_("stay here"), N_("Stay at the hit"), topic=_TOPIC, when=_typing)
def land(screen: ReadingScreen) -> None:
    """Leave the search bar for the hit in hand."""
    screen.search.land()


@command(
    "search.back", "escape", N_("back"), N_("Back to where the search began"), topic=_TOPIC, when=_looking
)
def give_up(screen: ReadingScreen) -> None:
    """Leave the search."""
    screen.search.give_up()


@command(
    "search.next",
    "down,ctrl+n",
    N_("next hit"),
    N_("Look at the next hit; after ↑, the query after"),
    topic=_TOPIC,
    when=_typing,
)
def look_at_next(screen: ReadingScreen) -> None:
    """Look at the next hit of the list."""
    screen.search.down()


@command(
    "search.previous",
    "up",
    N_("hit or query before"),
    N_("Look at the hit before; above the first one, the queries of earlier"),
    topic=_TOPIC,
    when=_typing,
)
def look_at_previous(screen: ReadingScreen) -> None:
    """Look at the hit before in the list, or call back an earlier query."""
    screen.search.up()


@command(
    "search.accept",
    "right",
    N_("complete"),
    N_("Take the word suggested, at the line's end"),
    topic=_TOPIC,
    when=_typing,
)
def accept(screen: ReadingScreen) -> None:
    """Take what stands dimmed behind the query."""
    screen.search_bar.query_input.action_cursor_right()


@command(
    "search.order",
    "f2,O",
    N_("order"),
    N_("List the hits by rank, or by place"),
    topic=_TOPIC,
    when=_looking_at_hits,
)
def order(screen: ReadingScreen) -> None:
    """The other order."""
    screen.search.toggle_order()


@command(
    "search.collect",
    "f4",
    N_("collect it"),
    N_("Collect the sentence of the hit in hand"),
    topic=_TOPIC,
    when=_looking_at_hits,
)
def collect_hit(screen: ReadingScreen) -> None:
    """Take the hit in hand as a quote."""
    screen.quotes.collect()


@command(
    "search.collect-all",
    "f5,A",
    N_("collect all"),
    N_("Collect the sentences of all hits; asks first"),
    topic=_TOPIC,
    when=_hits_at_hand,
)
def collect_hits(screen: ReadingScreen) -> None:
    """Take all hits as quotes."""
    screen.hits_collecting.ask()


@command("hit.next", "n", N_("next hit"), N_("Next hit"), topic=_TOPIC, when=_has_hits)
def next_hit(screen: ReadingScreen) -> None:
    """The next hit in the text."""
    screen.search.step(1)


@command("hit.previous", "N", N_("previous hit"), N_("Previous hit"), topic=_TOPIC, when=_has_hits)
def previous_hit(screen: ReadingScreen) -> None:
    """The hit before in the text."""
    screen.search.step(-1)


def _reading(screen: ReadingScreen) -> bool:
    return screen.reader.has_focus and not screen.reader.selection and not screen.search.is_open


@command("word.next", "right,l", N_("word"), N_("Take the next word in hand"), topic=_TOPIC, when=_reading)
def next_word(screen: ReadingScreen) -> None:
    """One word on within the sentence."""
    screen.reader.go_by_word(1)


@command(
    "word.previous",
    "left,h",
    N_("word back"),
    N_("Take the word before in hand"),
    topic=_TOPIC,
    when=_reading,
)
def previous_word(screen: ReadingScreen) -> None:
    """One word back within the sentence."""
    screen.reader.go_by_word(-1)


@command(
    "search.word",
    "asterisk",
    N_("search the word"),
    N_("Search for the word in hand, or for what is selected"),
    topic=_TOPIC,
)
def search_word(screen: ReadingScreen) -> None:
    """Where else the word stands."""
    screen.search_word()


@command(
    "concordance",
    "K,f3",
    N_("in context"),
    N_("Every occurrence of the word or the query, in a column with its context"),
    topic=_TOPIC,
    when=_not_in_collection,
)
def concordance(screen: ReadingScreen) -> None:
    """Open the concordance."""
    screen.concording.open()
