"""Run as a process of its own: changes a collection step by step, and says each step that is on the disk.

What a step does follows from its number and the collection alone: whoever reads along can do the same.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.quotes.collection import Collection
from tui.store.sqlite import opening as database_module
from tui.store.sqlite.opening import open_database

from .making import TALK, make, set_tags

Seen = list[tuple[str, str, tuple[str, ...], str]]


def step(collection: Collection, number: int) -> None:
    """One change: mostly a new quote, else a note, tags, another place, a removal, an undo."""
    rng = random.Random(number)
    quotes = collection.quotes()
    deed = rng.choice(["add", "add", "add", "note", "tags", "move", "remove", "undo"]) if quotes else "add"
    quote = rng.choice(quotes) if quotes else None
    if deed == "add" or quote is None:
        collection.add(_somewhere(collection.interview, rng), note=f"{number}")
    elif deed == "note":
        collection.set_note(quote.id, f"批注 {number}")
    elif deed == "tags":
        set_tags(collection, quote.id, [f"t{number}", "共"])
    elif deed == "move":
        collection.move(quote.id, rng.randrange(len(quotes)))
    elif deed == "remove":
        collection.remove(quote.id)
    else:
        collection.undo()


def _somewhere(interview: Interview, rng: random.Random) -> Passage:
    long = [number for number, one in enumerate(interview.paragraphs) if len(one.text) - one.label > 8]
    number = rng.choice(long)
    paragraph = interview.paragraphs[number]
    start = rng.randrange(paragraph.label, len(paragraph.text) - 4)
    return Passage(Place(number, start), Place(number, start + 4))


def seen(collection: Collection) -> Seen:
    """All that a person sees of a collection, but for the ids, which are drawn."""
    return [(quote.text, quote.note, quote.tags, quote.state) for quote in collection.quotes()]


def main(folder: str, first: str, count: str, journal: str = "") -> None:
    """Take `count` steps from number `first` on; the journal "delete" is the one of a network's folders."""
    if journal == "delete":
        database_module.on_network = lambda folder: True  # type: ignore[attr-defined]
    with open_database(Path(folder)) as database:
        collection = Collection(database, make(TALK))
        for number in range(int(first), int(first) + int(count)):
            step(collection, number)
            print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
