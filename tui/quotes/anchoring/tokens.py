"""The parts of a text of which a single one makes another statement: numbers and negations."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from tui.quotes.anchoring.align import common_start
from tui.text.lazy_pattern import lazy_pattern
from tui.text.matchkey import fold


class Token(NamedTuple):
    """A number or a negation, with up to four characters of match key before and behind it."""

    word: str
    before: str
    after: str


# A sign counts only where no letter or digit stands before it: the 4 of GPT-4 is not negative.
_NUMBER = lazy_pattern(r"(?:(?<![^\W_])[-−–+±])?[$€£¥]?\s?\d[\d,]*(?:\.\d+)?\s?[%‰°+]?")
_NUMERAL = lazy_pattern("[〇零一二两三四五六七八九十百千万亿半]+")
_NEGATION = lazy_pattern(
    r"[不没沒未无無非别別否勿毋莫]|\b(?:no|not|never|none|nor|neither|nobody|nothing|without|cannot)\b|n['’]t\b"
)


def numbers(text: str) -> list[Token]:
    """Find the numbers in figures, with their signs, and then those in Chinese numerals, in order."""
    plain = _plain(text)
    figures = [_token(plain, match) for match in _NUMBER.finditer(plain)]
    key = fold(text)
    return figures + [_token(key, match) for match in _NUMERAL.finditer(key)]


def negations(text: str) -> list[Token]:
    """Find the words that deny, in order."""
    plain = _plain(text)
    return [_token(plain, match) for match in _NEGATION.finditer(plain)]


def same_weight(one: str, other: str) -> bool:
    """Tell whether two texts have the same numbers of the same things, and deny the same.

    A number must be followed by what it was followed by: 13 倍 is not 13 年. A negation must be where it was,
    so that 他不知道我来 and 他知道我不来 differ, and 不是……就是…… and 是……就不是…… too.
    """
    counted, recounted = numbers(one), numbers(other)
    denied, redenied = negations(one), negations(other)
    return (
        [(token.word, token.after[:1]) for token in counted]
        == [(token.word, token.after[:1]) for token in recounted]
        and [token.word for token in denied] == [token.word for token in redenied]
        and all(_same_place(left, right) for left, right in zip(denied, redenied, strict=True))
    )


def _same_place(one: Token, other: Token) -> bool:
    """Whether two negations deny the same: one side of them is alike, or the two characters nearest."""
    before = common_start(one.before[::-1], other.before[::-1])
    after = common_start(one.after, other.after)
    whole = (one.before and one.before == other.before) or (one.after and one.after == other.after)
    return bool(whole) or before + after >= 2 or not (one.before + one.after + other.before + other.after)


def weighs(char: str) -> bool:
    """Tell whether a character of a match key is of a number or denies by itself; "" is and does neither."""
    return char.isdecimal() or bool(_NUMERAL.fullmatch(char) or _NEGATION.fullmatch(char))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _token(text: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    # Signs and digits are told apart by their spelling, letters and characters by their match key.
    word = re.sub(r"[\s,]", "", match[0]).replace("−", "-").replace("–", "-").replace("’", "'")
    word = word if any(char.isdigit() for char in word) else fold(word)
    return Token(word, fold(text[max(0, start - 12) : start])[-4:], fold(text[end : end + 12])[:4])
