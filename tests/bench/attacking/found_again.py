"""Quotes looked for in edited interviews and among near-identical sentences: never sure of other words."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from tests.quotes import edits, parallel
from tests.quotes.chatter import HABITS, chatter, sentences
from tests.quotes.edits import Edit, Script, fault, noise, one_copy_gone, said_by_the_other, some
from tests.quotes.making import make_seed
from tui.interview.model.interview import Interview
from tui.paths import bundled_interview
from tui.quotes.anchoring.anchor import find
from tui.quotes.anchoring.joined_key import Stream
from tui.quotes.quote import Quote

_QUOTES = 60
"""So many quotes are looked for in each edited form of the bundled interview."""


def attack(count: int, seed: int) -> Iterator[str]:
    """Look for so many quotes, each in a text of which it is known where every character went."""
    rng = random.Random(seed)
    return islice(chain.from_iterable(_texts(rng)), count)


def _texts(rng: random.Random) -> Iterator[Iterator[str]]:
    bundled = make_seed(bundled_interview().read_text("utf-8"))
    characters = "".join(char for char in bundled.source if "\u4e00" <= char <= "\u9fff")
    while True:
        for kind in parallel.KINDS:
            talk = parallel.talk(rng, kind)
            stream = Stream(talk)
            quotes = sentences(talk, stream, rng, 12) + some(talk, stream, rng, 6, least=4)
            for done in parallel.edits_of(quotes, talk):
                yield _looked_for(talk, quotes, done, rng)
        talk = make_seed(chatter(rng, rng.choice(HABITS), characters))
        stream = Stream(talk)
        quotes = sentences(talk, stream, rng, 12) + some(talk, stream, rng, 6, least=4)
        for reach in (0, 20):
            yield _looked_for(talk, quotes, [one_copy_gone(quotes, talk, reach)], rng)
        for done in _edits(rng):
            quotes = some(bundled, Stream(bundled), rng, _QUOTES, rng.choice([4, 8]))
            yield _looked_for(bundled, quotes, done, rng)
        for gone in (True, False):
            quotes = some(bundled, Stream(bundled), rng, _QUOTES)
            yield _looked_for(bundled, quotes, [said_by_the_other(quotes, bundled, gone=gone)], rng)


def _edits(rng: random.Random) -> list[list[Edit]]:
    every = [
        edits.light, edits.repunctuated, edits.traditional, edits.relined, edits.moved, edits.recounted,
        edits.contradicted, edits.relabelled, edits.unsaid, edits.halved, noise(0.02), noise(0.1),
    ]  # fmt: skip
    return [rng.sample(every, count) for count in (1, 2, 3, 1)]


def _looked_for(
    old: Interview, quotes: Sequence[Quote], done: Sequence[Edit], rng: random.Random
) -> Iterator[str]:
    script = Script.of(old.source)
    for edit in done:
        script = edit(script, rng)
    new = (
        parallel.read(script.text) if "记者" in old.source or "Host" in old.source else make_seed(script.text)
    )
    then, now = Stream(old), Stream(new)
    for quote in quotes:
        state, passage = find(now, quote, then=lambda: then.key)
        wrong = fault(quote, script, old, new, state, passage)
        yield f"{quote.text!r} after {[edit.__name__ for edit in done]}: {wrong}" if wrong else ""
