"""What each character allows at the end and the start of a line.

After the line adjustment rules of W3C's "Requirements for Chinese Text Layout" and GB/T 15834, and Unicode's
UAX #14 where Latin text is concerned.
"""

from __future__ import annotations

from unicodedata import category

from tui.text.lazy_pattern import lazy_pattern
from tui.text.width import is_wide

BLANK = 1
"""A space to break behind; it may hang over the end of the line."""
NO_START = 2
"""Closing punctuation and what else may not begin a line."""
NO_END = 4
"""Opening punctuation and what else may not end a line."""
WORD = 8
"""A part of a Latin word, number or address."""
PAIRED = 16
"""Drawn from several of the same: —— and ……, and the two letters of a flag."""
STICKS = 32
"""No break on either side, unless a blank stands there."""
CUTTABLE = 64
"""An address that must be cut is best cut behind it."""

_BLANKS = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
_STICKING = "\"'\u00a0\u2007\u2011\u202f\u2060\ufeff"
_PAIRED = "—―…⋯‥⸺⸻"
_FLAG_LETTERS = "\U0001f1e6-\U0001f1ff"
_NOT_FIRST = (
    "，。、；：？！．…⋯‥·・•‧～〜｡､･％‰‱℃℉°′″‵‼⁇⁈⁉,.;:?!%~-‐‑–－/／|｜"
    "々〻ー゛゜ゝゞヽヾｰﾞﾟぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_NOT_LAST = "$£¥￥＄￡￠￦№¡¿"
_CUTTABLE = "/\\?&=#_-.,;:@+%|~"


class _Flags(dict[str, int]):
    """The flags by character, found out once for each."""

    def __missing__(self, char: str) -> int:
        if char in _BLANKS:
            flags = BLANK
        elif char in _STICKING:
            flags = STICKS
        else:
            kind = category(char)
            flags = 0
            if char in _NOT_FIRST or kind in ("Pe", "Pf"):
                flags |= NO_START
            if char in _NOT_LAST or kind in ("Ps", "Pi"):
                flags |= NO_END
            if char in _PAIRED or "\U0001f1e6" <= char <= "\U0001f1ff":
                flags |= PAIRED
            elif _belongs_to_word(char, kind):
                flags |= WORD
            if char in _CUTTABLE:
                flags |= CUTTABLE
        self[char] = flags
        return flags


def _belongs_to_word(char: str, kind: str) -> bool:
    if "\uff61" <= char <= "\uff9f" or kind in ("Ps", "Pe", "Pi", "Pf"):
        # Half-width kana are written like the full-width ones. Of the brackets and quotation marks only
        # ASCII's, and the apostrophe, hold to the letters beside them.
        return char in "()[]{}’"
    # Full-width letters and digits spell Latin words too.
    return not is_wide(char) or "０" <= char <= "９" or "Ａ" <= char <= "Ｚ" or "ａ" <= char <= "ｚ"


FLAGS = _Flags()
"""The flags of a character."""


PAIRED_ROWS = lazy_pattern(rf"([{_PAIRED}])\1+|[{_FLAG_LETTERS}]{{2,}}")
"""A row of paired characters, —— or ……, or of the letters that make flags."""
