"""Match keys: what is left of a text when only what a reader remembers of it counts.

Folding takes away what two spellings of the same words may differ in: width and compatibility forms
(NFKC), case, accents, traditional and simplified characters, blanks, punctuation and symbols. A full stop
stays between two digits, so 3.5 is not 35. Both sides of a comparison are folded, and a key is never shown.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from itertools import compress

# Letters to Unicode, but they print nothing: Hangul fillers.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")

_STRAY_STOP = re.compile(r"(?<![0-9])\.|\.(?![0-9])")


def _kept(char: str) -> bool:
    """Whether a character counts in a match key."""
    category = unicodedata.category(char)
    if category[0] in "LN":
        return char not in _BLANK_LETTERS
    # Vowel signs of Indic scripts (class 0) are letters to their readers; variation selectors are not.
    return category[0] == "M" and not unicodedata.combining(char) and not _is_selector(char)


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or char == "\u034f"


class _Folding(dict[int, str]):
    """Code point → what it becomes in a key, filled as characters are met."""

    _simplified: dict[str, str] | None = None

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in ".．":
            folded = "."
        else:
            if code >= 0x2E80 and self._simplified is None:
                from tui.text.simplified import SIMPLIFIED, TRADITIONAL

                self._simplified = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
            plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", char).casefold())
            # Accents go before composing again, which is for Hangul.
            plain = "".join(c for c in plain if not unicodedata.combining(c))
            simplified = self._simplified or {}
            folded = "".join(
                simplified.get(c, c) for c in unicodedata.normalize("NFKC", plain).casefold() if _kept(c)
            )
        self[code] = folded
        return folded


class _Presence(dict[int, str]):
    """Code point → how many code points it becomes in a key, as the character of that number."""

    def __missing__(self, code: int) -> str:
        self[code] = length = chr(len(_FOLDING[code]))
        return length


_FOLDING = _Folding()
_PRESENCE = _Presence()


def fold(text: str) -> str:
    """Fold a text into its match key.

    Folding a key again gives the same key. Any text will do, also one with lone surrogates.
    """
    key = text.translate(_FOLDING)
    return _STRAY_STOP.sub("", key) if "." in key else key


def key_offsets(text: str) -> array[int]:
    """Find for each code point of `fold(text)` the offset in `text` of the code point that it came from."""
    presence = text.translate(_PRESENCE).encode("latin-1")
    if not presence or max(presence) <= 1:
        offsets = array("I", compress(range(len(text)), presence))
    else:
        offsets = array("I", [at for at, count in enumerate(presence) for _ in range(count)])
    if "." in text or "．" in text:
        key = text.translate(_FOLDING)
        for match in reversed(list(_STRAY_STOP.finditer(key))):
            del offsets[match.start()]
    return offsets


class MatchKey:
    """A text's match key with the way back to the text.

    Attributes:
        text: the text, as given.
        key: `fold(text)`.
    """

    __slots__ = ("_offsets", "key", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.key = fold(text)
        self._offsets: array[int] | None = None

    @classmethod
    def of(cls, text: str) -> MatchKey:
        """Make the match key of a text, which knows the way back to the text."""
        return cls(text)

    def _map(self) -> array[int]:
        if self._offsets is None:
            self._offsets = key_offsets(self.text)
        return self._offsets

    def offset(self, index: int) -> int:
        """Find where in the text code point number `index` of the key stands.

        Args:
            index: from 0 up to and including the key's length, which gives the text's length.

        Returns:
            A code point offset in the text.

        Raises:
            IndexError: if the key has no such place.
        """
        if not 0 <= index <= len(self.key):
            raise IndexError(index)
        offsets = self._map()
        return offsets[index] if index < len(offsets) else len(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Find the stretch of the text that gave the key's code points [start, end).

        It begins and ends with a character that counts (with the accents on it), so blanks and punctuation
        around it are left out and those within it are in. An empty stretch gives an empty one.

        Raises:
            IndexError: if the key has no such places.
        """
        first = self.offset(start)
        if end <= start:
            return first, first
        last = self.offset(end - 1) + 1
        while last < len(self.text) and unicodedata.combining(self.text[last]):
            last += 1
        return first, last

    def index(self, offset: int) -> int:
        """Find the place in the key of the first character that counts at or behind an offset in the text.

        Args:
            offset: code points from the text's start; its length and more give the key's length.
        """
        return bisect_left(self._map(), offset)
