"""Concordance: every occurrence of a word in a column, its context on both sides (key word in context)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from tui.interview.model.interview import Interview
from tui.search.grammar import clauses
from tui.search.index import InterviewIndex
from tui.search.matches import MOST_PLACES
from tui.search.scope import InterviewScope, Noted
from tui.search.tiers.exact import Literal, is_short
from tui.search.vocabulary import Vocabulary, vocabulary_of
from tui.text.matchkey import fold
from tui.text.pinyin import readings

WIDTH = 40
"""Code points of context on each side, where nothing else is said."""

MOST = 100_000
"""Occurrences that are listed, the first ones; the commonest word of a book has fewer."""

_AT_ONCE = 1000
_COMPARED = 16


class Order(StrEnum):
    """How the lines of a concordance are sorted."""

    PLACE = "place"
    LEFT = "left"
    RIGHT = "right"


class Occurrence(NamedTuple):
    """One place where a word stands.

    Attributes:
        paragraph: index into `Interview.paragraphs`, from 0.
        start, end: code points of that paragraph's text.
        left, right: what stands beside it in the paragraph, without the speaker's label.
        match: the words as they stand there.
        section, turn: their numbers, None outside of any.
        speaker: who says it, None outside of any turn.
        at: code points from the interview's beginning, all paragraphs' texts in a row.
    """

    paragraph: int
    start: int
    end: int
    left: str
    match: str
    right: str
    section: int | None
    turn: int | None
    speaker: str | None
    at: int


class Concordance(NamedTuple):
    """The occurrences of a word.

    Attributes:
        word: as asked for.
        occurrences: in the order of the document.
        speakers: how often each speaker says it, whoever says it most first; None stands for no turn.
        characters: code points of the whole interview, of which `Occurrence.at` is a part.
        complete: False where there are more than those.
    """

    word: str
    occurrences: tuple[Occurrence, ...]
    speakers: tuple[tuple[str | None, int], ...]
    characters: int
    complete: bool = True

    def ordered(self, order: Order) -> list[Occurrence]:
        """Sort the occurrences by place, or by what stands left or right of them, from the word outwards.

        Contexts are compared by what counts in a match key, hanzi by their pinyin.
        """
        match order:
            case Order.LEFT:
                return sorted(self.occurrences, key=lambda one: _heard(fold(one.left)[::-1]))
            case Order.RIGHT:
                return sorted(self.occurrences, key=lambda one: _heard(fold(one.right)))
            case _:
                return list(self.occurrences)

    def dispersion(self, bins: int) -> tuple[int, ...]:
        """Count the occurrences in each of `bins` equal stretches of the interview."""
        counts = [0] * bins
        for one in self.occurrences:
            counts[min(bins - 1, one.at * bins // max(1, self.characters))] += 1
        return tuple(counts)


def _heard(text: str) -> list[tuple[str, str]]:
    return [(next(iter(readings(char)), char), char) for char in text[:_COMPARED]]


def concordance(
    interview: Interview,
    word: str,
    width: int = WIDTH,
    *,
    index: InterviewIndex | None = None,
    vocabulary: Vocabulary | None = None,
    noted: Noted | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Concordance:
    """Find every occurrence of a word, in whatever spelling folds to the same match key.

    A speaker's label is nobody's words and counts neither as an occurrence nor as context. A short word of
    letters is found where words begin. The filters of a query hold here too; of several words it is the
    phrase that is found.

    Args:
        interview: where.
        word: a word, a phrase or a query.
        width: the most code points of context on each side.
        index: the interview's, where there is one.
        vocabulary: the index's, where there is one.
        noted: the paragraphs, from 0, that has:note stands for, or a test for one.
        cancelled: asked now and then; once it says True, what was found so far is returned.

    Returns:
        The first `MOST` occurrences.
    """
    index = index or InterviewIndex(interview)
    asked: list[tuple[Literal, frozenset[int] | None]] = []
    paragraphs: set[int] = set()
    for clause in clauses(word):
        key = fold(clause.whole)
        if not key:
            continue
        if vocabulary is None and is_short(key):
            vocabulary = vocabulary_of(index)
        scope = InterviewScope(index, vocabulary, noted).of(clause)
        literal = Literal(index, vocabulary, key)
        asked.append((literal, scope))
        paragraphs.update(literal if scope is None else filter(scope.__contains__, literal))
    whole = True

    def places(number: int) -> list[tuple[int, int]]:
        """Where the words stand in a paragraph, its label left out."""
        nonlocal whole
        by_words = [one.places(number) for one, scope in asked if scope is None or number in scope]
        # Of a paragraph with too many places the last ones are not even looked up.
        whole = whole and all(len(matches) < MOST_PLACES for matches in by_words)
        said = index.label_ends[number]
        return [(match.start, match.end) for matches in by_words for match in matches if match.start >= said]

    rest = (
        occurrence
        for number in sorted(paragraphs)
        for occurrence in _occurrences(index, number, _apart(places(number)), width)
    )
    occurrences: list[Occurrence] = []
    while len(occurrences) < MOST and not cancelled():
        some = list(islice(rest, min(_AT_ONCE, MOST - len(occurrences))))
        occurrences += some
        if not some:
            break
    complete = next(rest, None) is None and whole
    speakers = Counter(one.speaker for one in occurrences)
    return Concordance(
        word, tuple(occurrences), tuple(speakers.most_common()), interview.characters, complete
    )


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order; of those that overlap the first, and of those that begin together the longest."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _occurrences(
    index: InterviewIndex, number: int, places: list[tuple[int, int]], width: int
) -> Iterator[Occurrence]:
    """The occurrences at some places of a paragraph."""
    if not places:
        return
    interview = index.interview
    paragraph, before = interview.paragraphs[number], interview.before[number]
    text, label = paragraph.text, paragraph.label
    turn, section = interview.turn_at(number), interview.section_at(number)
    for place in places:
        start, end = index.range_of(number, *place)
        yield Occurrence(
            number,
            start,
            end,
            text[max(label, start - width) : start],
            text[start:end],
            text[end : end + width],
            section.number if section else None,
            turn.number if turn else None,
            turn.speaker if turn else None,
            before + start,
        )
