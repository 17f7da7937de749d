"""Searching, and going from hit to hit."""

from __future__ import annotations

from tui.app.commands.command import Command
from tui.app.commands.situation import Focus, Situation, not_in_collection
from tui.locale import N_


def _has_hits(now: Situation) -> bool:
    return now.has_hits


def _typing(now: Situation) -> bool:
    return now.focus is Focus.SEARCH_BAR


def _looking(now: Situation) -> bool:
    # A selection made meanwhile is what Esc gives up first.
    return now.searching and not now.selecting


def _hits_at_hand(now: Situation) -> bool:
    # In the collection its keys are about the quotes.
    return now.has_hits and not_in_collection(now)


def _looking_at_hits(now: Situation) -> bool:
    return now.searching and _hits_at_hand(now)


def _reading(now: Situation) -> bool:
    return now.focus is Focus.TEXT and not now.selecting and not now.searching


SEARCHING: tuple[Command[Situation], ...] = (
    Command("search", "slash", N_("search"), N_("Search as you type"), when=not_in_collection, kiosk=True),
    Command("search.land", "enter", N_("stay here"), N_("Stay at the hit"), when=_typing, kiosk=True),
    Command(
        "search.back", "escape", N_("back"), N_("Back to where the search began"), when=_looking, kiosk=True
    ),
    Command(
        "search.next",
        "down,ctrl+n",
        N_("next hit"),
        N_("Go to the next hit; after ↑, to the next query"),
        when=_typing,
        kiosk=True,
    ),
    Command(
        "search.previous",
        "up",
        N_("previous hit"),
        N_("Go to the previous hit; above the first one, to earlier queries"),
        when=_typing,
        kiosk=True,
    ),
    Command(
        "search.accept",
        "right",
        N_("complete"),
        N_("Accept the suggested word, at the end of the line"),
        when=_typing,
        kiosk=True,
    ),
    Command(
        "search.order",
        "f2,O",
        N_("order"),
        N_("List the hits by rank, or by place"),
        when=_looking_at_hits,
        kiosk=True,
    ),
    Command(
        "search.collect",
        "f4",
        N_("collect it"),
        N_("Collect the sentence of the current hit"),
        when=_looking_at_hits,
        kiosk=True,
    ),
    Command(
        "search.collect-all",
        "f5,A",
        N_("collect all"),
        N_("Collect the sentences of all hits; asks first"),
        when=_hits_at_hand,
    ),
    Command("hit.next", "n", N_("next hit"), N_("Next hit"), when=_has_hits, kiosk=True),
    Command("hit.previous", "N", N_("previous hit"), N_("Previous hit"), when=_has_hits, kiosk=True),
    Command(
        "word.next",
        "right,l",
        N_("word"),
        N_("Move to the next word of the sentence"),
        when=_reading,
        kiosk=True,
    ),
    Command(
        "word.previous",
        "left,h",
        N_("word back"),
        N_("Move to the previous word of the sentence"),
        when=_reading,
        kiosk=True,
    ),
    Command(
        "search.word",
        "asterisk",
        N_("search the word"),
        N_("Search for the current word, or for the selection"),
        kiosk=True,
    ),
    Command(
        "concordance",
        "K,f3",
        N_("in context"),
        N_("Every occurrence of the word or the query, in a column with its context"),
        when=not_in_collection,
        kiosk=True,
    ),
)
