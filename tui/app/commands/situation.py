"""What decides which commands can be carried out now: small frozen records that the screens make."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Focus(StrEnum):
    """Which part of an interview's screen the keys go to."""

    TEXT = "text"
    SEARCH_BAR = "search bar"
    RESULTS = "results"
    COLLECTION = "collection"
    FILTER = "filter"
    OTHER = "other"


class Situation(NamedTuple):
    """Where a person is in an interview, and what is at hand there.

    Attributes:
        focus: what the keys go to.
        selecting: whether words are selected.
        resizing: whether what is selected becomes a quote's new extent.
        searching: whether a search is open.
        has_hits: whether the last search has found anything.
        partial_view: whether some of the text is hidden: one voice alone, folds, first lines.
        has_quotes: whether any quote is listed.
        undecided: whether a quote waits for a person to say what becomes of it.
        file_changed: whether the file is another one on the disk by now.
        unsure: whether it is not sure who speaks, and nobody has said so.
        likely: whether there are speakers then who are likely ones.
        walking: whether it was opened as one of several interviews whose speakers are unsure.
    """

    focus: Focus = Focus.TEXT
    selecting: bool = False
    resizing: bool = False
    searching: bool = False
    has_hits: bool = False
    partial_view: bool = False
    has_quotes: bool = False
    undecided: bool = False
    file_changed: bool = False
    unsure: bool = False
    likely: bool = False
    walking: bool = False


class LibrarySituation(NamedTuple):
    """Where a person is in a library, and what is at hand there.

    Attributes:
        view: which list is shown: "list", "results" or "quotes".
        typing: whether the caret is in one of the two bars.
        filtered: whether some interviews are left out of the list.
        indexing: whether files are being read for the search.
        quote_in_hand: whether a quote, or a title of quotes, is in hand.
        unsure: whether the speakers of any interview are unsure.
    """

    view: str = "list"
    typing: bool = False
    filtered: bool = False
    indexing: bool = False
    quote_in_hand: bool = False
    unsure: bool = False


def not_selecting(now: Situation) -> bool:
    """Tell whether no words are selected: the letters that move a selection's end are free then."""
    return not now.selecting


def not_in_collection(now: Situation) -> bool:
    """Tell whether the keys are about the text rather than about the quotes."""
    return now.focus is not Focus.COLLECTION
