"""The hits of a search as they come in, and several such lists as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.search.answer import TIER_ORDER, Hit, Tier
from tui.search.index import Index
from tui.search.matches import Match
from tui.search.ranking import Row

MARKED = 10_000
"""Ranges of one hit that are told at most, the first ones."""

MARKED_IN_ALL = 100_000
"""Ranges of several hits after which no more than `MARKED_STILL` of each are told."""

MARKED_STILL = 1000
"""More than any paragraph has that is not as long as a book."""

Ranges = tuple[tuple[int, int], ...]
"""Code points of a paragraph's text: (start, end), in order and apart."""


class _Entry(NamedTuple):
    tier: Tier
    score: float
    paragraph: int
    places: Sequence[Match]


def score_of(tier: Tier, row: Row) -> float:
    """Score a row: higher in a surer tier, whatever the row, and within a tier for what is nearer."""
    return len(TIER_ORDER) - TIER_ORDER[tier] + 1 / (1 + max(0.0, row.cost) + row.gap / 1000)


class HitList:
    """The paragraphs found so far: each once, in the surest way."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self.seen: set[int] = set()

    @property
    def total(self) -> int:
        """How many paragraphs there are, those that were only counted included."""
        return len(self.seen)

    def add(self, tier: Tier, rows: Iterable[Row], uncounted: Iterable[int] = ()) -> None:
        """Append rows of a tier, best first, as far as their paragraphs are new; count others beside them."""
        for row in rows:
            if row.paragraph in self.seen:
                continue
            self.seen.add(row.paragraph)
            score = score_of(tier, row)
            if self.entries:
                score = min(score, self.entries[-1].score)
            self.entries.append(_Entry(tier, score, row.paragraph, row.places))
        self.seen.update(uncounted)


def merged(lists: Sequence[HitList]) -> HitList:
    """Merge what was found of several clauses: by tier, then score; of equals the lists take turns.

    A paragraph found of two shows, in its surest tier, both; what only filters have left stands behind the
    rest of its tier, in the order of the document.
    """
    if len(lists) == 1:
        return lists[0]
    best: dict[int, _Entry] = {}
    ranks: dict[int, int] = {}
    for one in lists:
        for rank, entry in enumerate(one.entries):
            number = entry.paragraph
            known = best.get(number)
            if known is None or TIER_ORDER[entry.tier] < TIER_ORDER[known.tier]:
                best[number], ranks[number] = entry, rank
            elif entry.tier is known.tier:
                places = [*known.places, *entry.places]
                best[number] = known._replace(score=max(entry.score, known.score), places=places)
                ranks[number] = min(rank, ranks[number])

    def order(entry: _Entry) -> tuple[int, float, bool, int]:
        """Order by tier and score, listed ones behind."""
        listed = not entry.places
        return (
            TIER_ORDER[entry.tier],
            -entry.score,
            listed,
            entry.paragraph if listed else ranks[entry.paragraph],
        )

    result = HitList()
    result.entries = sorted(best.values(), key=order)
    result.seen = set().union(*(one.seen for one in lists))
    return result


def hits(index: Index, hit_list: HitList, limit: int) -> tuple[Hit, ...]:
    """Return the first hits, with the places of what matched in the paragraphs' own words."""
    entries = hit_list.entries[:limit]
    ranges = ranges_of(index, ((entry.paragraph, entry.places) for entry in entries))
    return tuple(
        Hit(entry.tier, entry.score, entry.paragraph, own) for entry, own in zip(entries, ranges, strict=True)
    )


def ranges_of(index: Index, rows: Iterable[tuple[int, Sequence[Match]]]) -> Iterator[Ranges]:
    """Turn the matches in some paragraphs into ranges of code points of the paragraphs' texts.

    Yields the ranges of one paragraph after the other. Those that overlap are joined. Of very many the first
    are told, see `MARKED`.
    """
    left = MARKED_IN_ALL
    for paragraph, places in rows:
        ranges = _ranges(index, paragraph, places, min(MARKED, max(MARKED_STILL, left)))
        left -= len(ranges)
        yield ranges


def _ranges(index: Index, paragraph: int, places: Sequence[Match], most: int) -> Ranges:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((match.start, match.end) for match in places):
        # The point of a number that is cut in two belongs to neither half.
        while start < end - 1 and index.text[start] == ".":
            start += 1
        while start < end - 1 and index.text[end - 1] == ".":
            end -= 1
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            if len(joined) == most:
                break
            joined.append((start, end))
    return tuple(index.range_of(paragraph, start, end) for start, end in joined)
