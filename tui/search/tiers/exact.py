"""Exact: the term's key stands in the paragraph's key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial

from tui.search.index import Index
from tui.search.matches import MOST_PLACES, Match
from tui.search.sounds import RARE, WIDE, Sounds, with_room
from tui.search.vocabulary import STARTS, Vocabulary

FREE = 5
"""From so many letters on, a term may also begin inside a word; shorter ones, as "wo" in "two", may not."""

_OFTEN = 8
"""Where one in so many paragraphs had a term, the others are asked in turn."""


def is_short(term: str) -> bool:
    """Tell whether a term is of so few letters that it is found only where words begin."""
    return len(term) < FREE and all("a" <= char < WIDE for char in term)


class Literal:
    """Every occurrence of one term, looked up only where it is asked for."""

    def __init__(
        self,
        index: Index,
        vocabulary: Vocabulary | None,
        term: str,
        sounds: Sounds | None = None,
        *,
        inside: bool = False,
    ) -> None:
        """Prepare to look for a term.

        Args:
            index: where.
            vocabulary: tells where words begin; without it, a short term is found inside words too.
            term: a match key, not empty.
            sounds: knows where rare characters stand, which is quicker than to read everything.
            inside: find only what begins inside a word, instead of leaving that out for short terms.
        """
        self._index = index
        self._vocabulary = vocabulary
        self._sounds = sounds
        self._term = term
        short = is_short(term)
        self._edges = vocabulary.edges if vocabulary and (short or inside) else None
        self._wanted = 0 if inside else STARTS
        self._nothing = inside and not (short and vocabulary)
        # Every place of its rarest character, as far as that is known, and which of the term's that is.
        self._anchors: Sequence[int] | None = None
        self._anchor = 0
        wide = [at for at, char in enumerate(term) if char >= WIDE]
        if wide and sounds:
            self._anchor = min(wide, key=lambda at: len(sounds.places.get(term[at], ())))
            self._anchors = sounds.places.get(term[self._anchor], ())
        elif vocabulary and not wide:
            self._anchors = vocabulary.heads.get(term[0], ())

    @property
    def most(self) -> int:
        """A rough upper bound of how many occurrences there are, known before they are looked up."""
        if self._nothing:
            return 0
        return len(self._index.text) // len(self._term) if self._anchors is None else len(self._anchors)

    @cached_property
    def anywhere(self) -> bool:
        """Whether it stands anywhere."""
        return bool(self.paragraphs) if self._is_rare else self._find(0, len(self._index.text)) >= 0

    @property
    def _is_rare(self) -> bool:
        """Whether it is quicker to look at all of its anchors than to read."""
        rare = self._sounds.rare if self._sounds else RARE
        return self._anchors is not None and len(self._anchors) <= len(self._index.text) // rare

    @cached_property
    def _starts(self) -> Sequence[int] | None:
        """Where it stands, in order; None where the text has to be read for that."""
        anchors, shift, term = self._anchors, self._anchor, self._term
        # The places of letters are those where words begin, so they answer for short terms alone.
        complete = term[shift] >= WIDE or (self._edges is not None and self._wanted == STARTS)
        if anchors is None or not complete:
            return None
        if len(term) == 1:
            return anchors
        if self._edges is None and not self._is_rare:
            return None
        # One character beside it rules most of them out, more cheaply than the whole term.
        text, by = self._index.text, 1 if shift == 0 else -1
        beside = frozenset(term[shift + by])
        if self._sounds is not None and term[shift] >= WIDE:
            anchors = self._sounds.beside(term[shift], by, beside)
            if len(term) == 2:
                return [place - shift for place in anchors] if shift else anchors
        else:
            anchors = with_room(anchors, shift, len(term) - 1 - shift, len(text))
            anchors = [place for place in anchors if text[place + by] in beside]
        return [place - shift for place in anchors if text.startswith(term, place - shift)]

    @cached_property
    def paragraphs(self) -> Sequence[int]:
        """The paragraphs it stands in, in order, each once."""
        if self._nothing:
            return ()
        starts = self._starts
        if starts is not None and (self._edges is not None or len(starts) < len(self._index) // 2):
            return list(dict.fromkeys(map(self._index.owners.__getitem__, starts)))
        if starts is not None:
            return self._index.holding(self._term)
        return self._read() if self._edges is None else self._found_at_edges()

    def _read(self) -> list[int]:
        """Read the text from one paragraph that it stands in to the next."""
        term, index = self._term, self._index
        find, owners, starts = index.text.find, index.owners, index.starts
        numbers: list[int] = []
        often, last = len(index) // _OFTEN, len(index) - 1
        at = find(term)
        while at >= 0:
            number = owners[at]
            numbers.append(number)
            if number == last:
                break
            if len(numbers) > often:
                return numbers + index.holding(term, number + 1)
            at = find(term, starts[number + 1])
        return numbers

    def _found_at_edges(self) -> list[int]:
        index, end = self._index, len(self._index.text)
        paragraphs: list[int] = []
        at = self._find(0, end)
        while at >= 0:
            paragraphs.append(index.owners[at])
            at = self._find(index.bounds(paragraphs[-1])[1], end)
        return paragraphs

    def occurrences(self) -> Iterator[int]:
        """Yield where in the text the term begins, in order; one occurrence may reach into the next."""
        if self._starts is not None:
            yield from self._starts
            return
        end = len(self._index.text)
        at = self._find(0, end)
        while at >= 0:
            yield at
            at = self._find(at + 1, end)

    def _find(self, start: int, end: int) -> int:
        """The first occurrence that begins in [start, end) of the text and ends there; -1 for none."""
        if self._nothing:
            return -1
        text, term = self._index.text, self._term
        at = text.find(term, start, end)
        if self._edges is not None:
            while at >= 0 and self._edges[at] & STARTS != self._wanted:
                at = text.find(term, at + 1, end)
        return at

    @property
    def _is_plain(self) -> bool:
        """Whether it is found wherever it stands, also within words."""
        return self._edges is None and not self._nothing

    def __contains__(self, paragraph: int) -> bool:
        if self._is_plain:
            return self._index.text.find(self._term, *self._index.bounds(paragraph)) >= 0
        return self._find(*self._index.bounds(paragraph)) >= 0

    def __iter__(self) -> Iterator[int]:
        return iter(self.paragraphs)

    def among(self, paragraphs: Sequence[int]) -> list[int]:
        """Pick those of some paragraphs that the term stands in, in the order given."""
        if self._is_plain:
            find, starts, term = self._index.text.find, self._index.starts, self._term
            return [number for number in paragraphs if find(term, starts[number], starts[number + 1]) >= 0]
        return [paragraph for paragraph in paragraphs if paragraph in self]

    def places(self, paragraph: int) -> list[Match]:
        """List the occurrences in a paragraph, in order, none overlapping; at most `MOST_PLACES`."""
        start, end = self._index.bounds(paragraph)
        term, length = self._term, len(self._term)
        matches: list[Match] = []
        # Where words may begin anywhere there is nothing else to ask.
        find = partial(self._index.text.find, term) if self._is_plain else self._find
        at = find(start, end)
        while at >= 0 and len(matches) < MOST_PLACES:
            matches.append(Match(at, at + length, 0.0))
            at = find(at + length, end)
        return matches

    def standing(self, paragraph: int) -> tuple[int, bool]:
        """Rate how well the term's best occurrence in a paragraph stands there: the less, the better.

        Returns:
            (`Vocabulary.misfit` of the one that fits best, whether all are in the speaker's label)
        """
        index, vocabulary, length = self._index, self._vocabulary, len(self._term)
        label_end, end = index.label_ends[paragraph], index.bounds(paragraph)[1]
        at = self._find(label_end, end)
        labelled = at < 0
        if vocabulary is None:
            return 0, labelled
        least = 3
        if labelled:
            at, end = self._find(index.starts[paragraph], end), label_end
        while least and at >= 0:
            least = min(least, vocabulary.misfit(index.text, at, at + length))
            at = self._find(at + length, end) if least else at
        return least, labelled
