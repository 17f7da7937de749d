"""What the filters of a query leave of a shard's paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import compress, pairwise

from tui.library.shard import Shard
from tui.search.grammar import Filter
from tui.search.scope import Scope, in_sections, speakers_named

Noted = Callable[[str], Collection[int]]
"""Tells of an interview, by its path, which paragraphs (from 0) carry a note."""

_MOST_KEPT = 400
"""How many filters' paragraphs are kept from one keystroke to the next."""


class ShardScope(Scope):
    """What the filters of a query leave of a shard's paragraphs; kept from one keystroke to the next."""

    def __init__(
        self, shard: Shard, noted: Noted | None, kept: dict[tuple[str, Filter], frozenset[int]], name: str
    ) -> None:
        super().__init__(shard.index, shard.vocabulary, shard.sounds)
        self._shard, self._noted, self._lasting, self._name = shard, noted, kept, name

    def _paragraphs(self, wanted: Filter) -> Iterable[int]:
        key = self._name, wanted
        if wanted.field == "has":
            return self._with_notes()
        if key not in self._lasting:
            if len(self._lasting) > _MOST_KEPT:
                self._lasting.clear()
            self._lasting[key] = frozenset(self._look_up(wanted))
        return self._lasting[key]

    def _look_up(self, wanted: Filter) -> Iterator[int]:
        shard = self._shard
        if wanted.field in ("asked", "said"):
            yield from shard.turns_that(wanted.field == "asked")
            return
        if wanted.field == "turn":
            first, last = wanted.span or (0, 0)
            turns = range(max(1, first), last + 1)
            yield from compress(range(len(shard.voices)), map(turns.__contains__, shard.turn_numbers))
            return
        if wanted.field == "at":
            start, end = wanted.span or (0, 0)
            for number, (first, last) in enumerate(pairwise(shard.firsts)):
                said = shard.times(number).between(start, end, last - first)
                yield from (first + paragraph for paragraph in said)
            return
        voice, meant = 1, set[int]()
        for interview, first in zip(shard.heads, shard.firsts, strict=False):
            if wanted.field == "section":
                yield from (first + paragraph for paragraph in in_sections(interview, wanted))
                continue
            names = speakers_named(interview, wanted.value)
            meant.update(voice + at for at, one in enumerate(interview.speakers) if one.name in names)
            voice += len(interview.speakers)
        if meant:
            yield from compress(range(len(shard.voices)), map(meant.__contains__, shard.voices))

    def _with_notes(self) -> Iterator[int]:
        shard = self._shard
        for number in range(len(shard)) if self._noted else ():
            first, end = shard.firsts[number], shard.firsts[number + 1]
            assert self._noted is not None
            for paragraph in self._noted(shard.heads[number].path):
                if first + paragraph < end:
                    yield first + paragraph
