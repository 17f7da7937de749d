"""What is gone and what is new between the stored words and today's, for a person to read."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """Whether a stretch stands in both texts, or in one alone."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Stretch(NamedTuple):
    """A stretch of one of the two texts."""

    kind: Kind
    text: str


_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+|\s+|.", re.DOTALL)
_MOST = 3000
"""Words and characters in the middle of both texts beyond which they are told apart as a whole."""


def differences(stored: str, today: str) -> tuple[list[Stretch], list[Stretch]]:
    """Cut both texts into stretches: the stored one of SAME and GONE, today's of SAME and NEW.

    A number and a Latin word are never cut.
    """
    old, new = _TOKEN.findall(stored), _TOKEN.findall(today)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(middle_old), len(middle_new)) > _MOST:
        blocks = [(0, len(middle_old), 0, len(middle_new), False)]
    else:
        matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
        blocks = [(a, b, c, d, tag == "equal") for tag, a, b, c, d in matcher.get_opcodes()]
    left, right = [_same(old[:start])], [_same(new[:start])]
    for first, last, begin, finish, equal in blocks:
        left.append(Stretch(Kind.SAME if equal else Kind.GONE, "".join(middle_old[first:last])))
        right.append(Stretch(Kind.SAME if equal else Kind.NEW, "".join(middle_new[begin:finish])))
    left.append(_same(old[len(old) - end :]))
    right.append(_same(new[len(new) - end :]))
    return [one for one in left if one.text], [one for one in right if one.text]


def _same(tokens: list[str]) -> Stretch:
    return Stretch(Kind.SAME, "".join(tokens))
