"""What a person decides of a quote that stands in the file no more as it was taken."""

from __future__ import annotations

from tui.interview.model.place import Passage
from tui.quotes import packing
from tui.quotes.changes import ChangeKind
from tui.quotes.contents import Contents
from tui.quotes.quote import Decision, Quote, Side


def places_for(contents: Contents, quote: Quote) -> list[tuple[Passage, ...]]:
    """Find where a quote may stand now, each place as its runs; the one that it is shown at comes first.

    It may take 20 ms, and holds nobody up.
    """
    from tui.quotes.anchoring.other_places import elsewhere

    shown = [quote.placed_passages] if quote.placed_passages else []
    if len(quote.runs()) > 1:
        return shown
    taken = list(quote.placed_passages)
    others = elsewhere(contents.placing.stream, quote)
    return shown + [(one,) for one in others if not any(one.overlaps(own) for own in taken)]


def take_words(contents: Contents, id: str, places: tuple[Passage, ...]) -> Quote:
    """Let a quote have the words that stand at a place now, instead of the stored ones.

    Raises:
        KeyError: there is no such quote.
        ValueError: there are no words.
        StoreError: it could not be written, and nothing was.
    """
    new = contents.composed(places)
    with contents.acting() as action:
        contents.get(id)
        action.record(ChangeKind.DECIDE, [contents.rewritten(action, id, new)])
    return contents.quotes[id]


def keep_words(contents: Contents, id: str, places: tuple[Passage, ...]) -> Quote:
    """Keep a quote's stored words and let them stand at a place, whatever stands there now.

    Raises:
        KeyError: there is no such quote.
        ValueError: there are no words at that place.
        StoreError: it could not be written, and nothing was.
    """
    there = contents.composed(places)
    sides = there.sides or (Side(there.prefix, there.suffix, there.fraction),)
    return _decide(contents, id, Decision(contents.interview.digest, there.segments, there.cuts, sides))


def leave_orphan(contents: Contents, id: str) -> Quote:
    """Leave a quote without a place, until its own words stand in the file again.

    Raises:
        KeyError: there is no such quote.
        StoreError: it could not be written, and nothing was.
    """
    return _decide(contents, id, Decision(contents.interview.digest))


def _decide(contents: Contents, id: str, decision: Decision) -> Quote:
    with contents.acting() as action:
        contents.get(id)
        action.store.keep_source(contents.interview)
        decided = action.altered(id, {"decision": packing.pack_decision(decision)})
        if decided["before"] != decided["after"]:
            action.record(ChangeKind.DECIDE, [decided])
    return contents.quotes[id]
