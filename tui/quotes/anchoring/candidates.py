"""Where in a stream of match key a quote may stand: exact copies, and stretches that share much with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tui.quotes.anchoring.align import common_start
from tui.quotes.quote import Quote

_COPIES = 24
"""So many exact copies are judged, those with the most alike sides."""

_SCANNED = 3000
_STRETCHES = 6
_GRAM = 3
_COMMON = 100
"""A trigram that stands more often than this tells nothing of the place."""


def occurrences(text: str, part: str, limit: int) -> Iterator[int]:
    """Find where a part stands in a text, overlapping ones too, up to `limit` of them."""
    at = text.find(part)
    while at >= 0 and limit > 0:
        yield at
        limit -= 1
        at = text.find(part, at + 1)


def exact(stream: str, key: str, quote: Quote) -> list[int]:
    """Find where the key's exact copies begin; of very many, those with the most alike sides."""
    places = list(occurrences(stream, key, _SCANNED))
    if len(places) == _SCANNED:
        # A word as common as this is known by what stands next to it.
        around = quote.prefix[-12:] + key + quote.suffix[:12]
        first = min(12, len(quote.prefix))
        places += [at + first for at in occurrences(stream, around, _COPIES)]
    if len(places) <= _COPIES:
        return places
    behind = quote.prefix[::-1]

    def alike(at: int) -> int:
        before = stream[max(0, at - len(behind)) : at][::-1]
        end = at + len(key)
        return common_start(before, behind) + common_start(
            stream[end : end + len(quote.suffix)], quote.suffix
        )

    return sorted(set(places), key=alike, reverse=True)[:_COPIES]


def near(
    stream: str, key: str, quote: Quote, before: str | None = None, after: str | None = None
) -> list[tuple[int, int]]:
    """Find the stretches (start, end) of the stream that have room for an edited copy of the key.

    Trigrams of the key and of its sides vote for the diagonals on which they stand.

    Args:
        stream: the whole text's match key.
        key: the quote's match key, or a part of it.
        quote: its context is used where none is given.
        before: what stood before `key`.
        after: what stood behind `key`.
    """
    before = quote.prefix if before is None else before
    after = quote.suffix if after is None else after
    width = max(16, len(key) // 6)
    votes: Counter[int] = Counter()
    for part, shift, samples in ((key, 0, 48), (before, -len(before), 12), (after, len(key), 12)):
        last = len(part) - _GRAM
        steps = range(0, last + 1, max(1, (last + 1) // samples)) if last >= 0 else range(0)
        for index in steps:
            places = list(occurrences(stream, part[index : index + _GRAM], _COMMON))
            if len(places) < _COMMON:
                votes.update({(at - index - shift) // width for at in places})
    # An insertion moves what follows to the next diagonal, so two neighbours count as one.
    paired = {bucket: votes[bucket] + votes[bucket + 1] for low in votes for bucket in (low - 1, low)}
    slack = 16 + len(key) // 5
    chosen: list[int] = []
    for bucket in sorted(paired, key=lambda one: (-paired[one], one)):
        if len(chosen) == _STRETCHES or paired[bucket] < 2:
            break
        if all(abs(bucket - other) > 1 for other in chosen):
            chosen.append(bucket)
    return [
        (max(0, bucket * width - slack), min(len(stream), (bucket + 2) * width + len(key) + slack))
        for bucket in chosen
    ]
