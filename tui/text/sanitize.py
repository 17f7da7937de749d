"""Text made harmless for a terminal: nothing in it moves the cursor, sets a colour or turns a line round."""

from __future__ import annotations

import unicodedata

_KEPT_FORMATS = frozenset("\u200d")
"""Format characters that are shown as they are: the joiner inside emoji."""


class _StandIns(dict[int, str]):
    """Code point → what is shown for it, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = self._stand_in(code)
        return shown

    @staticmethod
    def _stand_in(code: int) -> str:
        char = chr(code)
        if code == 9:
            return " "
        if code < 32:
            return chr(0x2400 + code)
        if code == 0x7F:
            return "\u2421"
        category = unicodedata.category(char)
        if category in ("Cc", "Cf") and char not in _KEPT_FORMATS:
            # C1 controls, bidirectional overrides, zero-width blanks, tags.
            return "\u00b7"
        if category in ("Zl", "Zp"):
            return "\u2424"
        if category in ("Cs", "Cn"):
            return "\ufffd"
        return char


_STAND_INS = _StandIns()


def visible(text: str) -> str:
    """The text with a visible stand-in for each character that a terminal might obey or hide.

    It has the same length in code points, so that offsets stay what they are: ␛ for ESC, · for a
    bidirectional override or a zero-width blank, � for what is no character.
    """
    return text if text.isprintable() else text.translate(_STAND_INS)
