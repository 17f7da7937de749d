"""Whether what stands under names, in a table or in JSON, is what people say to each other.

A column called speaker leaves no doubt. One called name or author may as well hold goods, books or tasks:
then the names must come back, as in a talk, and the words sound as if somebody said them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from tui.interview.names.shapes import key
from tui.text.lazy_pattern import lazy_pattern

_SAMPLE = 2_000  # pieces; enough to tell


def recur(names: Sequence[str]) -> bool:
    """Tell whether somebody speaks again after somebody else did."""
    runs = _runs(names)
    return len(runs) > len(set(runs))


def come_back(names: Sequence[str], words: Sequence[str], timed: bool) -> bool:
    """Tell whether names take turns as people in a talk do.

    That is, few of them over and over; or somewhat more, or two alone, if some ask. Where times show that it
    was spoken, it is enough that anybody speaks again.
    """
    runs = _runs(names)
    several = len(set(runs))
    if timed:
        return several < len(runs) or several < 3
    if 1 < several <= 0.5 * len(runs):
        return True
    if several == 2:
        return _share(words[:1], _ASKING) > 0
    return several <= 0.7 * len(runs) and _share(words, _ASKING) >= 0.1


def sound_spoken(words: Sequence[str]) -> bool:
    """Tell whether words ask, or say "I" and "you", as lists of things seldom do."""
    asked, personal = _share(words, _ASKING), _share(words, _PERSON)
    return asked >= 0.15 or personal >= 0.4 or (asked > 0 and personal >= 0.2)


def are_words(cells: Sequence[str]) -> bool:
    """Tell whether at least half of the cells hold words, rather than numbers or dates."""
    wordy = 0
    for cell in cells[:_SAMPLE]:
        letters = sum(map(str.isalpha, cell))
        wordy += letters > sum(map(str.isdigit, cell))
    return 2 * wordy >= min(len(cells), _SAMPLE)


def _runs(names: Sequence[str]) -> list[str]:
    """Who speaks, one after the other: each once for all that is said before somebody else speaks."""
    return [name for name, _ in groupby(map(key, names))]


def _share(words: Sequence[str], pattern: re.Pattern[str]) -> float:
    words = words[:_SAMPLE]
    return sum(1 for text in words if pattern.search(text)) / max(1, len(words))


_ASKING = lazy_pattern(r"[?？][”」』\"')）]*(?:\s|$)|[?？]\B")
_PERSON = lazy_pattern(r"[我你您咱]|\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Yy]our|me|je|vous|ich|Sie|du|wir|yo|eu)\b")
