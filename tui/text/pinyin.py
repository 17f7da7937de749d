"""How characters are read in Mandarin: syllables without tones, ü written v.

A common polyphone has all of its common readings (长: zhang, chang), whatever word it stands in: telling
which one is meant takes a dictionary of phrases, is often wrong, and a search loses nothing by finding both.
"""

from __future__ import annotations

from functools import lru_cache

from tui.text.matchkey import fold

_SPELLINGS = {"lue": "lve", "nue": "nve"}


class _Readings(dict[str, tuple[str, ...]]):
    """Character → readings, filled as characters are met."""

    _default = ""
    _first = 0
    _base = 0
    _names: tuple[str, ...] = ()

    def _load(self) -> None:
        from tui.text import readings

        self._names = tuple(readings.SYLLABLES.split(" "))
        self._first = readings.FIRST
        for entry in readings.POLYPHONES.split(" "):
            self[entry[0]] = tuple(entry[1:].split("/"))
        self._base = readings.BASE
        self._default = readings.DEFAULT

    def __missing__(self, char: str) -> tuple[str, ...]:
        if not self._default:
            self._load()
            return self[char]
        plain = fold(char)
        if len(plain) == 1 and plain != char:
            # The phrases that tell common readings from rare ones are written in simplified characters.
            self[char] = self[plain]
            return self[char]
        at = ord(char) - self._first
        number = ord(self._default[at]) - self._base if 0 <= at < len(self._default) else 0
        self[char] = named = (self._names[number - 1],) if number else ()
        return named


_READINGS = _Readings()


def readings(char: str) -> tuple[str, ...]:
    """Look up the common readings of one character, the default one first; () for what is no hanzi."""
    return _READINGS[char]


@lru_cache(maxsize=1)
def syllables() -> frozenset[str]:
    """Collect the syllables that characters are read as, and the usual other spellings (lue for lve)."""
    from tui.text import readings

    return frozenset(readings.SYLLABLES.split(" ")) | frozenset(_SPELLINGS)


def standard(syllable: str) -> str:
    """Spell a syllable as `readings` does: lue → lve."""
    return _SPELLINGS.get(syllable, syllable)


@lru_cache(maxsize=1)
def beginnings() -> frozenset[str]:
    """Collect all beginnings of syllables, whole syllables included."""
    return frozenset(syllable[:length] for syllable in syllables() for length in range(1, len(syllable) + 1))
