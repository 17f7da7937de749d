"""What a person typed, taken apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.search.sounds import WIDE
from tui.text.matchkey import fold

LONGEST = 2000
"""Code points of a query that are looked at; what is pasted beyond them adds nothing."""

_RUNS = re.compile(rf"[^{WIDE}-\U0010ffff]+|[{WIDE}-\U0010ffff]+")


class Query(NamedTuple):
    """A query as the tiers use it.

    Attributes:
        text: as typed.
        key: the match key of the whole; "" where there is nothing to look for.
        terms: the match keys of its words, parted at blanks; each once.
        runs: the terms parted further, where hanzi and letters meet.
    """

    text: str
    key: str
    terms: tuple[str, ...]
    runs: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Query:
        """Take a query apart; any text will do."""
        text = text[:LONGEST]
        terms = tuple(dict.fromkeys(key for key in map(fold, text.split()) if key))
        runs = tuple(dict.fromkeys(run for term in terms for run in _RUNS.findall(term)))
        return cls(text, fold(text), terms, runs)
