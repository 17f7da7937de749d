"""Quotes given other words: trimmed, extended, merged, split; each is one change that can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter
from typing import Any

from tui.interview.model.place import Passage, Place
from tui.quotes import packing
from tui.quotes.changes import ChangeKind, image
from tui.quotes.contents import Contents
from tui.quotes.quote import Quote, State
from tui.quotes.quote_error import QuoteError


def retake(contents: Contents, id: str, passage: Passage) -> Quote:
    """Give a quote another extent; its note, its tags and its place in the order by hand stay.

    What the cuts of a merged quote leave out stays left out.

    Args:
        contents: the quotes of the interview.
        id: the quote.
        passage: its words from now on, clipped as by `add`; of a merged quote its first and last words.

    Raises:
        KeyError: there is no such quote.
        ValueError: the passage holds nothing but blanks and labels.
        StoreError: it could not be written, and nothing was.
    """
    with contents.lock:
        contents.refresh_if_changed()
        old = contents.quotes[id]
        new = contents.composed(reaching(old, passage))
        if (old.segments, old.passage) != (new.segments, new.passage) or old.state is not State.OK:
            with contents.acting() as action:
                contents.get(id)
                action.record(ChangeKind.EXTENT, [contents.rewritten(action, id, new)])
        return contents.quotes[id]


def merge(contents: Contents, ids: Iterable[str]) -> Quote:
    """Make one quote of several, in the order of the text, with cuts where words are left out.

    It is the first of them in the text that stays, with everybody's tags, and with their notes one below
    the other.

    Raises:
        KeyError: there is no such quote.
        QuoteError: "too-few" where they are less than two, "not-as-taken" where one of them doesn't stand
            in the file as it was taken: that has to be decided first.
        StoreError: it could not be written, and nothing was.
    """
    with contents.lock:
        contents.refresh_if_changed()
        quotes = sorted((contents.quotes[id] for id in dict.fromkeys(ids)), key=attrgetter("placed_passages"))
        if len(quotes) < 2:
            raise QuoteError("too-few")
        _as_taken(quotes)
        merged = contents.composed([passage for quote in quotes for passage in quote.placed_passages])
        first, *others = quotes
        after: dict[str, Any] = {
            "note": "\n\n".join(dict.fromkeys(quote.note for quote in quotes if quote.note)),
            "tags": packing.pack_tags(tuple(dict.fromkeys(tag for quote in quotes for tag in quote.tags))),
            "colour": next((quote.colour for quote in quotes if quote.colour), ""),
        }
        with contents.acting() as action:
            images = [contents.rewritten(action, first.id, merged, after)]
            images += [image(contents.get(other.id).id, {"removed": 0}, {"removed": 1}) for other in others]
            action.record(ChangeKind.MERGE, images)
        return contents.quotes[first.id]


def split(contents: Contents, id: str, place: Place) -> tuple[Quote, Quote]:
    """Make two quotes of one: what stands before a place, and what stands behind it.

    The first keeps the id and the note; both have the tags and the colour.

    Raises:
        KeyError: there is no such quote.
        QuoteError: "not-as-taken" where it doesn't stand in the file as it was taken; "nothing-to-split"
            where no words would be left on one of the sides.
        StoreError: it could not be written, and nothing was.
    """
    with contents.lock:
        contents.refresh_if_changed()
        old = contents.quotes[id]
        _as_taken([old])
        try:
            before, behind = (
                contents.composed([one for one in side if not one.is_empty])
                for side in (
                    [Passage(one.start, min(one.end, place)) for one in old.placed_passages],
                    [Passage(max(one.start, place), one.end) for one in old.placed_passages],
                )
            )
        except (ValueError, IndexError):
            raise QuoteError("nothing-to-split") from None
        behind = replace(behind, tags=old.tags, colour=old.colour)
        with contents.acting() as action:
            contents.get(id)
            index = contents.order.index(id) + 1
            images = [contents.rewritten(action, id, before)]
            new, added = contents.insert(action, behind, index)
            action.record(ChangeKind.SPLIT, [*images, *added])
        return contents.quotes[id], contents.quotes[new]


def reaching(quote: Quote, passage: Passage) -> list[Passage]:
    """Find the runs of a quote within a passage, the first and the last of them stretched to its ends."""
    runs = [
        Passage(max(run.start, passage.start), min(run.end, passage.end))
        for run in quote.placed_passages
        if run.overlaps(passage)
    ]
    if len(quote.placed_passages) < 2 or not runs:
        return [passage]
    runs[0] = Passage(passage.start, runs[0].end)
    runs[-1] = Passage(runs[-1].start, passage.end)
    return runs


def _as_taken(quotes: Iterable[Quote]) -> None:
    if any(quote.state is not State.OK for quote in quotes):
        raise QuoteError("not-as-taken")
