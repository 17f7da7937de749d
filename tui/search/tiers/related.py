"""Related: the paragraphs that share most of a query's words, weighed by how rare these are (BM25).

A word is two neighbouring hanzi or a run of letters; pairs of characters do better here than a dictionary's
words, which a question and its answer seldom part alike. k and b are as in Robertson and Zaragoza (2009).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from heapq import nlargest
from itertools import chain, islice
from typing import NamedTuple

from tui.search.dictionary import dictionary
from tui.search.index import Index
from tui.search.matches import Check, Match
from tui.search.sounds import WIDE, Sounds
from tui.search.tiers.typo import near_words
from tui.search.vocabulary import Vocabulary

K, B = 1.2, 0.75

COVERED = 0.35
"""Of the weight of the query's words, how much a paragraph must have."""

NUMBERED = 1.4
"""How much more a paragraph with a number counts where it is a number that is asked for."""

MOST_WORDS = 60

_ABSENT = 0.7
"""How much a word counts that the interview has not: a question is asked in words of one's own."""

_ACROSS = 0.3
"""How much two characters count that belong to two words."""

_COMMON = 10_000
_TELLS_NOTHING = 5_000
"""A word with so many places is in nearly every paragraph of even the longest interview."""

_SHOWN = 4
"""Places of a word in one paragraph that are pointed out."""

_RUNS = re.compile(rf"[^{WIDE}-\U0010ffff]+|[{WIDE}-\U0010ffff]+")

_ASKS_NUMBER = re.compile("多少|多久|多大|几[个年月岁次轮家人点]|什么时候|哪一?年|^(?:when|many|much)$")
_DIGIT = re.compile("[0-9]")

# What a question is made of and says nothing of what it is about; the longer ones first.
_FUNCTION = re.compile(
    "什么时候|为什么|怎么样|怎么办|有没有|是不是|能不能|会不会|要不要|哪一个|那时候|多少"
    "|什么|怎么|如何|哪些|哪个|哪里|是否|怎样|这个|那个|这些|那些|这样|那样|这么|那么|可以|关于|对于|认为|觉得|请问"
    "|[他她它你我您咱]们?|[的了吗呢吧么啊谁]"
)


class _Word(NamedTuple):
    """A word of a query as the interview has it.

    Attributes:
        weight: how much it counts.
        times: paragraph → how often it stands there.
        spellings: (length, cost, where it begins, in order), of a word with a typo for each it may be.
    """

    weight: float
    times: Counter[int]
    spellings: list[tuple[int, float, Sequence[int]]]


class Related:
    """The paragraphs that have enough of a query's words.

    Attributes:
        scores: (score, paragraph), the best first.
    """

    def __init__(
        self,
        index: Index,
        sounds: Sounds,
        vocabulary: Vocabulary,
        terms: Sequence[str],
        check: Check,
        most: int,
    ) -> None:
        """Look for the words of some terms.

        Args:
            index: where.
            sounds: of its characters.
            vocabulary: its words in letters.
            terms: the query's.
            check: called now and then.
            most: of so many paragraphs, those with the most weight, the score is worked out.
        """
        self._most = most
        self._index = index
        self._words: list[_Word] = []
        owner, number = index.owners.__getitem__, len(index)
        whole = 0.0
        for word, counts in _words(terms).items():
            spellings = _spellings(sounds, vocabulary, word, check)
            if sum(len(places) for _, _, places in spellings) > _TELLS_NOTHING:
                continue
            times = Counter(map(owner, chain.from_iterable(places for _, _, places in spellings)))
            count = len(times)
            weight = math.log(1 + (number - count + 0.5) / (count + 0.5))
            weight *= counts if count else counts * _ABSENT
            whole += weight
            if times:
                self._words.append(_Word(weight, times, spellings))
        self._words.sort(key=lambda word: -word.weight)
        self._wants_number = any(map(_ASKS_NUMBER.search, terms))
        self.scores = self._scored(COVERED * whole, max(1.0, len(index.text) / max(1, number)))

    def _scored(self, enough: float, average: float) -> list[tuple[float, int]]:
        """The paragraphs with words of enough weight, scored; `average` is that of their lengths."""
        covered: dict[int, float] = {}
        left = sum(word.weight for word in self._words)
        for word in self._words:
            # Of the paragraphs that none of the heavier words stands in, none can have enough any more.
            late = left < enough * (1 - 1e-9)
            for paragraph in covered.keys() & word.times.keys() if late else word.times:
                covered[paragraph] = covered.get(paragraph, 0.0) + word.weight
            left -= word.weight
        length = self._index.length
        scores: list[tuple[float, int]] = []
        heavy = [paragraph for paragraph, weight in covered.items() if weight >= enough]
        if len(heavy) > self._most:
            heavy = nlargest(self._most, heavy, key=covered.__getitem__)
        for paragraph in heavy:
            norm = K * (1 - B + B * length(paragraph) / average)
            held = [(word.weight, word.times[paragraph]) for word in self._words if paragraph in word.times]
            score = sum(weight * times * (K + 1) / (times + norm) for weight, times in held)
            if self._wants_number and _DIGIT.search(self._index.text, *self._index.bounds(paragraph)):
                score *= NUMBERED
            scores.append((score, paragraph))
        scores.sort(key=lambda row: (-row[0], row[1]))
        return scores

    def places(self, paragraph: int) -> list[Match]:
        """List the matches of the query's words in a paragraph, the first few of each word."""
        start, end = self._index.bounds(paragraph)
        shown: list[Match] = []
        for word in self._words:
            matches = [
                Match(place, place + length, cost)
                for length, cost, places in word.spellings
                for place in places[bisect_left(places, start) : bisect_left(places, end)]
            ]
            shown += matches[:_SHOWN]
        return shown


def _spellings(
    sounds: Sounds, vocabulary: Vocabulary, word: str, check: Check
) -> list[tuple[int, float, Sequence[int]]]:
    """A word, or of one in letters what it may be a slip of, with where it stands: (length, cost, places)."""
    if word[0] < WIDE:
        near = {word: 0.0} if word in vocabulary.places else near_words(vocabulary, word, check)
        return [(len(own), cost, vocabulary.places[own]) for own, cost in near.items()]
    if len(word) == 1:
        return [(1, 0.0, sounds.places.get(word, ())[:_COMMON])]
    return [(2, 0.0, _bigram_places(sounds, word, check))]


def _bigram_places(sounds: Sounds, pair: str, check: Check) -> list[int]:
    """Where two characters stand one behind the other, looked up at the rarer one."""
    counts = [len(sounds.places.get(char, ())) for char in pair]
    at = counts.index(min(counts))
    if not counts[at] or counts[at] > _COMMON:
        return []
    check()
    places = sounds.beside(pair[at], 1 - 2 * at, frozenset(pair[1 - at]))
    return [place - 1 for place in places] if at else places


def _words(terms: Sequence[str]) -> dict[str, float]:
    """The words of a query, each with how much it counts."""
    words: dict[str, float] = {}
    for term in terms:
        for run in _RUNS.findall(_FUNCTION.sub(" ", term)):
            for part in run.split():
                if part[0] < WIDE or len(part) == 1:
                    words[part] = 1.0
                    continue
                for at in range(len(part) - 1):
                    words[part[at : at + 2]] = _ACROSS
                for word in dictionary().split(part)[0]:
                    for shift in range(len(word) - 1):
                        words[word[shift : shift + 2]] = 1.0
    return dict(islice(words.items(), MOST_WORDS))
