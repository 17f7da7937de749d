"""Text made harmless for a terminal: nothing in it moves the cursor, sets a colour or turns a line round."""

from __future__ import annotations

import re
from unicodedata import category

from tui.text.lazy_pattern import lazy_pattern
from tui.text.width import is_wide

_JOINER = "\u200d"
_MOST_MARKS = 8
"""Combining marks in a row that are left as they are; towers of them reach over the neighbouring lines."""
_MOST_JOINED = 8
"""Joiners of one emoji that are left as they are; a person's has four at most, and a chain has no end."""
_AROUND = 4 * (_MOST_JOINED + 1)
"""Code points before a stretch on which it may depend how it is shown: as many as such an emoji has."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff"
)
_MORE_MARKS = "\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"


class _StandIns(dict[int, str]):
    """Code point → what is shown for it, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = self._stand_in(code)
        return shown

    @staticmethod
    def _stand_in(code: int) -> str:
        char = chr(code)
        if char == "\t":
            return " "
        if code < 32:
            return chr(0x2400 + code)
        if code == 0x7F:
            return "\u2421"
        kind = category(char)
        if kind == "Cs" or (kind == "Cn" and not is_wide(char)):
            # A wide one may be an emoji or a Chinese character that is younger than this Python.
            return "\ufffd"
        if kind in ("Zl", "Zp"):
            return "\u2424"
        # C1 controls, bidirectional overrides, zero-width blanks, tags, and letters drawn as nothing.
        if kind in ("Cc", "Cf") or char in "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0" or _is_selector(char):
            return "\u00b7"
        return char


_STAND_INS = _StandIns()


def _is_selector(char: str) -> bool:
    return (
        "\ufe00" <= char <= "\ufe0f" or "\u180b" <= char <= "\u180f" or "\U000e0100" <= char <= "\U000e01ef"
    )


# isprintable() says no to most of what is dangerous, but yes to these.
_SUSPECTS = lazy_pattern(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
    f"|[{_MARKS}{_MORE_MARKS}]{{{_MOST_MARKS + 1}}}"
)
_LINK = lazy_pattern("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff][\U0001f3fb-\U0001f3ff]?\ufe0f?")
"""What stands between two joiners of one emoji."""
_EMOJI = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
_JOINED_EMOJI = f"(?<={_EMOJI}){_JOINER}(?={_EMOJI})|(?<={_EMOJI}\ufe0f){_JOINER}(?={_EMOJI})"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_INVISIBLE = r"\s\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u206f\u3164\ufeff\uffa0"
_SELECTOR_BEHIND_SIGN = f"(?<=[^{_INVISIBLE}{_SELECTORS}])[{_SELECTORS}]"
_KEPT = lazy_pattern(f"{_JOINED_EMOJI}|{_SELECTOR_BEHIND_SIGN}")
"""What is left as it is although it is suspect alone: a joined emoji, a selector behind its sign."""
_ANY_MARK = f"[{_MARKS}{_MORE_MARKS}]"
_TOWERS = lazy_pattern(f"({_ANY_MARK}{{{_MOST_MARKS}}})({_ANY_MARK}+)")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def without_controls(text: str, stand_in: str = "") -> str:
    """Remove or replace what a terminal or a reader might obey, in whatever file the text comes to stand.

    Those are the control characters but for tab and line feed, and all that turns the direction of writing.

    Args:
        text: any text.
        stand_in: what stands in the place of each; of one code point where lengths are to stay.
    """
    return _CONTROLS.sub(stand_in, text)


def visible(text: str) -> str:
    """Replace each character that a terminal might obey or hide by a visible stand-in.

    It has the same length in code points, so that offsets stay what they are: ␛ for ESC, · for a
    bidirectional override or a zero-width blank, � for what is no character. Joined emoji stay as they are,
    as long as they do not go on and on. A stretch of a text may look otherwise alone than within the whole:
    see `visible_within`.
    """
    if text.isprintable() and not _SUSPECTS.search(text):
        return text
    shown = text.translate(_STAND_INS)
    if _JOINER in text or _SUSPECTS.search(text):
        parts, done = [], 0
        joined, last = 0, 0
        for match in _KEPT.finditer(text):
            if match[0] == _JOINER:
                joined = joined + 1 if joined and _LINK.fullmatch(text, last, match.start()) else 1
                last = match.end()
                if joined > _MOST_JOINED:
                    continue
            parts += [shown[done : match.start()], match[0]]
            done = match.end()
        shown = "".join([*parts, shown[done:]])
        shown = _TOWERS.sub(lambda tower: tower[1] + "\u00b7" * len(tower[2]), shown)
    return shown


def visible_within(text: str, start: int, end: int) -> str:
    """Show the stretch text[start:end] as `visible` shows it within the whole text."""
    before = min(start, _AROUND)
    return visible(text[start - before : end])[before:]
