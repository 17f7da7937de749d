"""Which of the paragraphs that answer in one way comes first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.search.dictionary import dictionary
from tui.search.found import Match
from tui.search.index import Index
from tui.search.vocabulary import Vocabulary

_MOST_LIKELY = 60
"""Different things that sound like a query of which it is looked up how likely they are."""


class Row(NamedTuple):
    """A paragraph found in one way.

    Attributes:
        paragraph: index, from 0.
        cost: how far it is from what was asked.
        gap: code points between the terms, where they are several.
        places: what matched, in order.
    """

    paragraph: int
    cost: float
    gap: int
    places: Sequence[Match]


def nearest_together(terms: Sequence[Sequence[Match]]) -> tuple[list[Match], int]:
    """One match of each term so that they stand nearest together, and how many code points are between them.

    Args:
        terms: the matches of each term, in order, none empty.
    """
    merged = sorted((match, number) for number, matches in enumerate(terms) for match in matches)
    last: dict[int, Match] = {}
    best: tuple[int, list[Match]] | None = None
    for match, number in merged:
        last[number] = match
        if len(last) == len(terms):
            start, end = min(m.start for m in last.values()), max(m.end for m in last.values())
            gap = end - start - sum(m.end - m.start for m in last.values())
            if best is None or max(0, gap) < best[0]:
                best = max(0, gap), sorted(last.values())
    assert best is not None
    return best[1], best[0]


def ranked(
    index: Index, vocabulary: Vocabulary | None, rows: Iterable[Row], *, spoken: bool = False
) -> list[Row]:
    """The rows, best first.

    By cost; then what stands between word edges and within one sentence; the words of a turn before its
    label; terms near each other; what is likelier to be meant; headings; shorter paragraphs; earlier ones. Of
    things that sound alike (`spoken`) those are likelier that are words and are said more often.
    """
    rows = list(rows)
    said = Counter(index.text[m.start : m.end] for row in rows for m in row.places)
    likely = {}
    if spoken and len(said) > 1:
        words = dictionary()
        likely = {text: math.log(n) + words.split(text)[1] for text, n in said.most_common(_MOST_LIKELY)}

    def order(row: Row) -> tuple[float, int, bool, int, float, bool, int, int]:
        places = row.places
        misfit = 0
        if vocabulary is not None:
            misfit = min(vocabulary.misfit(index.text, m.start, m.end) for m in places)
        return (
            round(row.cost, 2),
            misfit,
            places[-1].start < index.label_end(row.paragraph),
            row.gap,
            -max(likely.get(index.text[m.start : m.end], -math.inf) for m in places) if likely else 0.0,
            row.paragraph not in index.headings,
            len(index.keys[row.paragraph]),
            row.paragraph,
        )

    return sorted(rows, key=order)
