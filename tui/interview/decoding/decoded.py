"""Bytes taken as text in one encoding, with U+FFFD where something of them was lost on the way."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from tui.interview.decoding.lost_bytes import PAIRED, realigned
from tui.interview.model.origin import Origin

_LOST = "\ufffd"
_CUT = ("unexpected end of data", "truncated data", "incomplete multibyte sequence")
"""What the codecs say of a text cut within a character."""
_SHARE = 0.02  # of the wide characters, how many may be lost
_DAMAGED = 0.7  # lost bytes for each wide character that is there; other encodings lose a dozen
_TELLING = 20  # wide characters that tell
_SPARSE = 0.0005  # of all characters, where most are ASCII
# What Python calls encodings and nobody keeps a text in; "undefined" raises whatever it is given.
_NO_ENCODINGS = frozenset(("undefined", "raw-unicode-escape", "unicode-escape", "punycode", "idna"))


class Decoded(NamedTuple):
    """The text in some bytes.

    Attributes:
        text: code point for code point, the byte order mark included; without NULs at the end, which no text
            has, but a file that was given its room before its words.
        encoding: the codec's name; "utf-8-sig" and "utf-16" where a mark stands before the text; "" of a
            text that was unpacked.
        guessed: whether other encodings were possible.
        cut: whether the bytes end within a character, which reads as U+FFFD, or in NULs.
        format: the reader that unpacked the text, "" where the bytes themselves are text.
        origins: where in the container the stretches of an unpacked text stand.
    """

    text: str
    encoding: str
    guessed: bool
    cut: bool = False
    format: str = ""
    origins: tuple[Origin, ...] = ()


def as_encoded(data: bytes, codec: str, name: str, *, guessed: bool) -> Decoded | None:
    """Decode bytes that fit a codec, only the end of which may be cut off; None where they do not fit.

    Args:
        data: the bytes.
        codec: the codec's name as `codecs` spells it.
        name: what the encoding is to be called.
        guessed: whether others were possible.
    """
    if codec.replace("_", "-") in _NO_ENCODINGS:
        return None
    try:
        return Decoded(data.decode(codec), name, guessed)
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start and error.reason in _CUT:
            return Decoded(data.decode(codec, "replace"), name, guessed, cut=True)
        return None
    except (LookupError, ValueError, AttributeError, TypeError):
        return None  # hex, rot13 and their like make no text of bytes


def with_losses(data: bytes, codec: str, name: str, *, spare: int = 1) -> Decoded | None:
    """Decode bytes that fit a codec but for a few, which read as U+FFFD; None where more are lost.

    It is marked as a guess: who says that a file is in an encoding in which it is not may be wrong.

    Args:
        data: the bytes.
        codec: the codec's name as `codecs` spells it.
        name: what the encoding is to be called.
        spare: losses that even the shortest text may have.
    """
    if codec.replace("_", "-") in _NO_ENCODINGS:
        return None
    try:
        text = data.decode(codec, "replace")
    except (LookupError, ValueError, AttributeError, TypeError):
        return None
    if not _few_lost(text, spare):
        return None
    return Decoded(realigned(data, codec) if codec in PAIRED else text, name, guessed=True)


def damaged(data: bytes, codec: str, name: str) -> Decoded | None:
    """Decode bytes that are damaged UTF-8, where what is left can be nothing else; else None.

    Of another encoding's bytes hardly any are a character of three in UTF-8.

    Args:
        data: the bytes.
        codec: the codec's name as `codecs` spells it.
        name: what the encoding is to be called.
    """
    if codec.replace("_", "-") != "utf-8":
        return None
    text = data.decode(codec, "replace")
    lost = text.count(_LOST)
    kept = sum(times for c, times in Counter(text).items() if c >= "\u0800") - lost
    return Decoded(text, name, guessed=True) if kept >= _TELLING and lost <= _DAMAGED * kept else None


def _few_lost(text: str, spare: int) -> bool:
    """Whether so little was lost that the rest is surely what it reads as."""
    lost = text.count(_LOST)
    wide = len(text) - len(text.encode("ascii", "ignore")) - lost
    sparse = _SPARSE * len(text) if wide > 100 else 0
    return lost * 2 <= wide and lost <= max(spare, _SHARE * wide, sparse)
