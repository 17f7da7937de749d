"""Queries of every kind that a reader types, made of an interview's own words with a fixed seed."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tui.interview.model.interview import Interview, Kind
from tui.search.dictionary import dictionary
from tui.text.pinyin import readings

_HANZI = re.compile(r"[\u4e00-\u9fff]{2,}")
_LATIN = re.compile(r"[A-Za-z]{5,}")
_COMMON = "\u4e00", "\u9fa5"
_QUESTIONS = (
    "{a}和{b}有什么关系",
    "为什么说{a}是{b}",
    "怎么看{a}的{b}",
    "他当时对{a}是什么想法",
    "{a}为什么会影响{b}呢",
)


class Asked(NamedTuple):
    """A query and what kind it is of."""

    kind: str
    text: str


def _runs(text: str) -> list[str]:
    """The hanzi of a text that stand in a row."""
    return [match[0] for match in _HANZI.finditer(text)]


class QueryMaker:
    """Draws queries from an interview's text."""

    def __init__(self, interview: Interview, seed: int) -> None:
        self._chance = random.Random(seed)
        self._paragraphs = [p.text[p.label :] for p in interview.paragraphs if p.kind is Kind.TEXT]
        self._alike: dict[str, list[str]] = {}
        for code in range(ord(_COMMON[0]), ord(_COMMON[1]) + 1):
            for reading in readings(chr(code))[:1]:
                self._alike.setdefault(reading, []).append(chr(code))
        self._characters = sorted({char for text in self._paragraphs for run in _runs(text) for char in run})
        self._text = "\n".join(self._paragraphs)
        self.kinds: dict[str, Callable[[], str]] = {
            "exact phrase": lambda: self._phrase(4, 12),
            "one wrong character": self._wrong,
            "homophone": self._homophone,
            "full pinyin": lambda: "".join(readings(char)[0] for char in self._phrase(2, 5)),
            "initials": lambda: "".join(readings(char)[0][0] for char in self._phrase(3, 7)),
            "Latin with a typo": self._latin,
            "two words apart": self._apart,
            "natural question": self._question,
            "not there": self._absent,
        }

    def _phrase(self, shortest: int, longest: int) -> str:
        """Hanzi that stand in a row, all of which can be read aloud."""
        while True:
            runs = _runs(self._chance.choice(self._paragraphs))
            length = self._chance.randint(shortest, longest)
            long_enough = [run for run in runs if len(run) >= length]
            if not long_enough:
                continue
            run = self._chance.choice(long_enough)
            at = self._chance.randrange(len(run) - length + 1)
            phrase = run[at : at + length]
            if all(map(readings, phrase)):
                return phrase

    def _wrong(self) -> str:
        phrase = self._phrase(4, 9)
        at = self._chance.randrange(len(phrase))
        return phrase[:at] + self._chance.choice(self._characters) + phrase[at + 1 :]

    def _homophone(self) -> str:
        phrase = self._phrase(2, 6)
        at = self._chance.randrange(len(phrase))
        return phrase[:at] + self._chance.choice(self._alike[readings(phrase[at])[0]]) + phrase[at + 1 :]

    def _latin(self) -> str:
        word = ""
        while not word:
            words = _LATIN.findall(self._chance.choice(self._paragraphs))
            word = self._chance.choice(words) if words else ""
        letter = self._chance.choice("abcdefghijklmnopqrstuvwxyz")
        at = self._chance.randrange(1, len(word))
        return word[:at] + self._chance.choice([letter, "", letter + word[at]]) + word[at + 1 :]

    def _apart(self) -> str:
        while True:
            runs = _runs(self._chance.choice(self._paragraphs))
            if len(runs) > 2:
                one, other = self._chance.sample(runs, 2)
                return f"{self._word(one)} {self._word(other)}"

    def _word(self, run: str) -> str:
        words = [word for word in dictionary().split(run)[0] if len(word) > 1]
        return self._chance.choice(words or [run[:2]])

    def _question(self) -> str:
        question = self._chance.choice(_QUESTIONS)
        return question.format(a=self._word(self._phrase(6, 12)), b=self._word(self._phrase(6, 12)))

    def _absent(self) -> str:
        while True:
            if self._chance.random() < 0.5:
                text = "".join(self._chance.choices(self._characters, k=self._chance.randint(2, 7)))
            else:
                text = "".join(
                    self._chance.choices("abcdefghijklmnopqrstuvwxyz", k=self._chance.randint(4, 9))
                )
            if text not in self._text:
                return text

    def queries(self, each: int, typed: int) -> list[Asked]:
        """Queries in random order, none twice.

        Args:
            each: how many of every kind.
            typed: of how many of each kind every beginning is a query too, as a person types it.
        """
        asked = {}
        for kind, make in self.kinds.items():
            made = [make() for _ in range(each)]
            asked.update({text: Asked(kind, text) for text in made})
            for text in made[:typed]:
                for length in range(1, len(text)):
                    asked.setdefault(text[:length].strip(), Asked("while typing", text[:length].strip()))
        found = list(asked.values())
        self._chance.shuffle(found)
        return found

    def hostile(self) -> dict[str, str]:
        """Queries that nobody means, by what is odd about them."""
        words = Counter(
            word for text in self._chance.sample(self._paragraphs, min(400, len(self._paragraphs)))
            for run in _runs(text) for word in dictionary().split(run)[0]
        )  # fmt: skip
        common = [word for word, _ in words.most_common(500)]
        letters = [char for char, _ in Counter(self._text).most_common(60) if char.isalnum()]
        pairs = zip(letters[:20], letters[20:40], strict=False)
        pasted = self._text[len(self._text) // 3 :]
        return {
            "10,000 characters of the text": pasted[:10_000],
            "10,000 characters of anything": "".join(self._chance.choices(self._characters, k=10_000)),
            "1,900 characters of the text": pasted[:1_900].replace("\n", ""),
            "a character 10,000 times": "的" * 10_000,
            "a character 60 times": "的" * 60,
            "a letter 40 times": "a" * 40,
            "a letter 2,000 times": "z" * 2_000,
            "2,000 quotation marks": '"' * 2_000,
            "180 quotation marks apart": "' " * 90,
            "a regular expression": r"((.*)*[^\]]+?)+$|(?<=的)\b" * 6,
            "a long regular expression": r"(.*?){9,}(?P<a>[的-是]+)*\1" * 70,
            "every common word": " ".join(common[:40]),
            "a list of 500 words": " ".join(common),
            "12 common characters": " ".join(letters[:12]),
            "the commonest character": letters[0],
            "a common word, wrong at its end": common[0] * 2 + "龘",
            "common characters in a row": "".join(letters[:9]),
            "40 common characters in a row": "".join(letters[:40]),
            "a lone surrogate": "\ud800",
            "a lone surrogate in a phrase": common[0] + "\udcff" + common[1],
            "pinyin without an end": "shi" * 16,
            "ambiguous pinyin": "xianguanerinaneng",
            "initials without an end": "zhchshzhch" * 4,
            "alternatives": " | ".join(letters[:40]),
            "alternatives of alternatives": " ".join(map("|".join, pairs)),
            "nothing but what must not be there": " ".join(f"-{char}" for char in letters[:16]),
            "quoted common characters": " ".join(f'"{char}"' for char in letters[:30]),
            "filters": "speaker:a speaker:z -speaker:杨 turn:1- section:1-900 asked: said: 的",
            "digits": "0123456789" * 20,
            "blanks": " \u3000\t" * 1_000,
            "control characters": "".join(map(chr, range(32))) + "\x7f\u200b\u202e",
        }  # fmt: skip


def beginnings(texts: Sequence[str]) -> list[str]:
    """What is in the search bar after each keystroke, query after query."""
    return [text[:length] for text in texts for length in range(1, len(text) + 1)]
