"""What a tier finds: matches in the joined keys, by paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

Check = Callable[[], None]
"""Raises `Cancelled` where the search is no longer wanted."""


class Cancelled(Exception):
    """The search was called off."""


class Match(NamedTuple):
    """A stretch of the joined keys that stands for a term.

    Attributes:
        start, end: places in `Index.text`, in code points.
        cost: how far it is from what was asked, 0 for not at all.
    """

    start: int
    end: int
    cost: float


class Found(Protocol):
    """The matches of one term in one way."""

    def __contains__(self, paragraph: int) -> bool:
        """Whether there is a match in a paragraph."""

    def __iter__(self) -> Iterator[int]:
        """The paragraphs with a match, each once."""

    def places(self, paragraph: int) -> list[Match]:
        """The matches in a paragraph, in order; [] where there are none."""


class Matches:
    """Matches collected one by one."""

    __slots__ = ("_by_paragraph",)

    def __init__(self, matches: Iterable[Match], paragraph_at: Callable[[int], int]) -> None:
        self._by_paragraph: dict[int, list[Match]] = {}
        for match in sorted(matches):
            self._by_paragraph.setdefault(paragraph_at(match.start), []).append(match)

    def __contains__(self, paragraph: int) -> bool:
        return paragraph in self._by_paragraph

    def __iter__(self) -> Iterator[int]:
        return iter(self._by_paragraph)

    def places(self, paragraph: int) -> list[Match]:
        """The matches in a paragraph, in order; of those that overlap only the cheapest."""
        apart: list[Match] = []
        for match in self._by_paragraph.get(paragraph, []):
            if apart and match.start < apart[-1].end:
                if match.cost < apart[-1].cost:
                    apart[-1] = match
            else:
                apart.append(match)
        return apart
