"""What a person half remembers of any phrase is found first: phrases of the bundled interview, spoilt."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest

from tui.text.matchkey import fold
from tui.text.pinyin import readings
from tui.text.simplified import SIMPLIFIED, TRADITIONAL

from .making import Searched

ROUNDS = 60
_HANZI = re.compile(r"[\u4e00-\u9fff]+")
_TRADITIONAL = str.maketrans(dict(zip(SIMPLIFIED, TRADITIONAL, strict=True)))


class Phrases:
    def __init__(self, texts: list[str]) -> None:
        self.runs: list[str] = [run for text in texts for run in _HANZI.findall(text)]
        self.words: list[str] = [w for text in texts for w in re.findall(r"[A-Za-z]{7,}", text)]
        self.chars = sorted(set("".join(self.runs)))
        self.alike: dict[str, list[str]] = defaultdict(list)
        for char in self.chars:
            self.alike[readings(char)[0]].append(char)
        self.random = random.Random(20240318)

    def phrase(self, shortest: int, longest: int) -> str:
        while True:
            run, length = self.random.choice(self.runs), self.random.randint(shortest, longest)
            if len(run) >= length:
                at = self.random.randint(0, len(run) - length)
                return run[at : at + length]


def exact(some: Phrases) -> tuple[str, str]:
    words = some.phrase(2, 6)
    return words, words


def missing(some: Phrases) -> tuple[str, str]:
    words = some.phrase(5, 7)
    at = some.random.randint(1, len(words) - 2)
    return words[:at] + words[at + 1 :], words


def swapped(some: Phrases) -> tuple[str, str]:
    words = some.phrase(5, 7)
    at = some.random.randint(0, len(words) - 2)
    return words[:at] + words[at + 1] + words[at] + words[at + 2 :], words


def wrong(some: Phrases) -> tuple[str, str]:
    words = some.phrase(5, 8)
    at = some.random.randrange(len(words))
    return words[:at] + some.random.choice(some.chars) + words[at + 1 :], words


def homophone(some: Phrases) -> tuple[str, str]:
    words = some.phrase(4, 7)
    at = some.random.randrange(len(words))
    return words[:at] + some.random.choice(some.alike[readings(words[at])[0]]) + words[at + 1 :], words


def traditional(some: Phrases) -> tuple[str, str]:
    words = some.phrase(2, 6)
    return words.translate(_TRADITIONAL), words


def pinyin(some: Phrases) -> tuple[str, str]:
    words = some.phrase(4, 7)
    return "".join(readings(char)[0] for char in words), words


def initials(some: Phrases) -> tuple[str, str]:
    words = some.phrase(6, 8)
    return "".join(readings(char)[0][0] for char in words), words


def letters(some: Phrases) -> tuple[str, str]:
    word = some.random.choice(some.words)
    at = some.random.randrange(1, len(word) - 1)
    letter = some.random.choice("abcdefghijklmnopqrstuvwxyz")
    spoilt = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    return some.random.choice(spoilt).lower(), word


@pytest.fixture(scope="module")
def phrases(seed: Searched) -> Phrases:
    return Phrases([paragraph.text for paragraph in seed.interview.paragraphs])


def _asked(
    spoil: Callable[[Phrases], tuple[str, str]], some: Phrases, whole: str
) -> Iterator[tuple[str, str]]:
    for _ in range(ROUNDS):
        query, words = spoil(some)
        # A spoilt phrase that stands somewhere else as it is has its right answer there.
        if spoil in (exact, traditional) or fold(query) not in whole:
            yield query, words


@pytest.mark.parametrize(
    "spoil", [exact, missing, swapped, wrong, homophone, traditional, pinyin, initials, letters]
)
def test_spoilt_phrases_are_found_first(
    seed: Searched, phrases: Phrases, spoil: Callable[[Phrases], tuple[str, str]]
) -> None:
    texts = [paragraph.text for paragraph in seed.interview.paragraphs]
    missed = []
    asked = 0
    for query, words in _asked(spoil, phrases, "\n".join(map(fold, texts))):
        asked += 1
        hits = seed.ask(query, 10).hits
        if not hits or fold(words) not in fold(texts[hits[0].paragraph]):
            missed.append((query, words))
    assert asked > ROUNDS / 2
    assert len(missed) <= 0.04 * asked, missed


def test_what_is_not_there_is_not_found(seed: Searched) -> None:
    chance = random.Random(7)
    whole = "".join(paragraph.text for paragraph in seed.interview.paragraphs)
    strange = [chr(code) for code in range(0x4E00, 0x9FA5) if chr(code) not in whole and readings(chr(code))]
    for _ in range(100):
        query = "".join(chance.sample(strange, chance.randint(4, 6)))
        assert not any(hit.tier in ("exact", "terms", "typo", "pair") for hit in seed.ask(query).hits), query
    for _ in range(100):
        query = "".join(chance.choices("bcdfgklmnpqrtvwxz", k=9))
        assert not seed.ask(query).hits, query
