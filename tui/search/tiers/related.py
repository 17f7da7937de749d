"""Related: the paragraphs that share most of a query's words, weighed by how rare these are (BM25).

A word is two neighbouring hanzi or a run of letters; pairs of characters do better here than a dictionary's
words, which a question and its answer seldom part alike. k and b are as in Robertson and Zaragoza (2009).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from tui.search.dictionary import dictionary
from tui.search.found import Check, Match
from tui.search.index import Index
from tui.search.sounds import WIDE, Sounds
from tui.search.tiers.typo import near_words
from tui.search.vocabulary import Vocabulary

K, B = 1.2, 0.75

COVERED = 0.4
"""Of the weight of the query's words, how much a paragraph must have."""

MOST_WORDS = 60

_ABSENT = 0.7
"""How much a word counts that the interview has not: a question is asked in words of one's own."""

_ACROSS = 0.3
"""How much two characters count that belong to two words."""

_COMMON = 10_000
_TELLS_NOTHING = 5_000
"""A word with so many places is in nearly every paragraph of even the longest interview."""

_RUNS = re.compile(rf"[^{WIDE}-\U0010ffff]+|[{WIDE}-\U0010ffff]+")

# What a question is made of and says nothing of what it is about; the longer ones first.
_FUNCTION = re.compile(
    "什么时候|为什么|怎么样|怎么办|有没有|是不是|能不能|会不会|要不要|哪一个|那时候|多少"
    "|什么|怎么|如何|哪些|哪个|哪里|是否|怎样|这个|那个|这些|那些|这样|那样|这么|那么|可以|关于|对于|认为|觉得|请问"
    "|[他她它你我您咱]们?|[的了吗呢吧么啊谁]"
)


class Related(NamedTuple):
    """A paragraph that shares words with a query."""

    score: float
    paragraph: int
    places: tuple[Match, ...]


def _bigram_places(index: Index, sounds: Sounds, pair: str, check: Check) -> list[int]:
    """Where two characters stand one behind the other, looked up at the rarer one."""
    counts = [len(sounds.places.get(char, ())) for char in pair]
    at = counts.index(min(counts))
    places = sounds.places.get(pair[at], ())
    if not counts[at] or counts[at] > _COMMON:
        return []
    check()
    text, other, shift = index.text, pair[1 - at], 1 - 2 * at
    return [p - at for p in places if 0 <= p + shift < len(text) and text[p + shift] == other]


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


def related(
    index: Index, sounds: Sounds, vocabulary: Vocabulary, terms: Sequence[str], check: Check
) -> list[Related]:
    """The paragraphs that have enough of a query's words, the best first."""
    number = len(index.keys)
    average = max(1.0, len(index.text) / max(1, number))
    whole = 0.0
    scores: dict[int, float] = defaultdict(float)
    covered: dict[int, float] = defaultdict(float)
    held: dict[int, list[Match]] = defaultdict(list)
    for word, counts in _words(terms).items():
        if word[0] < WIDE:
            near = near_words(vocabulary, word, check) if word not in vocabulary.places else {word: 0.0}
            matches = [
                Match(place, place + len(own), cost)
                for own, cost in near.items()
                for place in vocabulary.places[own]
            ]
        elif len(word) == 1:
            matches = [Match(place, place + 1, 0.0) for place in sounds.places.get(word, ())[:_COMMON]]
        else:
            matches = [Match(place, place + 2, 0.0) for place in _bigram_places(index, sounds, word, check)]
        if len(matches) > _TELLS_NOTHING:
            continue
        by_paragraph: dict[int, list[Match]] = defaultdict(list)
        for match in matches:
            by_paragraph[index.paragraph_at(match.start)].append(match)
        count = len(by_paragraph)
        weight = math.log(1 + (number - count + 0.5) / (count + 0.5))
        weight *= counts if count else counts * _ABSENT
        whole += weight
        for paragraph, places in by_paragraph.items():
            times = len(places)
            length = 1 - B + B * len(index.keys[paragraph]) / average
            scores[paragraph] += weight * times * (K + 1) / (times + K * length)
            covered[paragraph] += weight
            held[paragraph] += places[:4]
    if not whole:
        return []
    return sorted(
        (
            Related(score, paragraph, tuple(held[paragraph]))
            for paragraph, score in scores.items()
            if covered[paragraph] >= COVERED * whole
        ),
        key=lambda found: (-found.score, found.paragraph),
    )
