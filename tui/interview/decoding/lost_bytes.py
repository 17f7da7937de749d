"""Text of two bytes to the character of which single bytes were lost, or came to stand between others.

Such a byte shifts all behind it: up to the next ASCII each character is made of halves of two, and only there
does a codec find that one is left over. What was meant shows in how usual the characters are.
"""

from __future__ import annotations

from itertools import accumulate

from tui.interview.decoding.usual_characters import USUAL

PAIRED = frozenset(("gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950"))
"""The codecs of Chinese that write a character in two bytes and ASCII in one."""
_LOST = "\ufffd"
_LONG = 100_000  # bytes of a line that no person has written
_SURELY = 2  # usual characters more than there are if nothing is shifted


def realigned(data: bytes, codec: str) -> str:
    """Decode bytes line by line, with U+FFFD for each byte that is left over.

    Args:
        data: the bytes.
        codec: one of `PAIRED`.
    """
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        lines = data.split(b"\n")
    return "\n".join(
        [_line(line, codec) if len(line) < _LONG else line.decode(codec, "replace") for line in lines]
    )


def _line(line: bytes, codec: str) -> str:
    done = ""
    while True:
        try:
            return done + line.decode(codec)
        except UnicodeDecodeError as error:
            start, end = error.start, error.end
        before = line[:start].decode(codec)
        if end - start == 1:
            done += _up_to_left_over(before, line[: start + 1], codec)
        else:
            done += before + _LOST
        line = line[end:]


def _up_to_left_over(text: str, line: bytes, codec: str) -> str:
    """The text with U+FFFD where a byte was left over, which is found to be the last of the line.

    Args:
        text: what the line without its last byte reads as.
        line: the bytes.
        codec: what they are in.
    """
    count = next((n for n, c in enumerate(reversed(text)) if c < "\x80"), len(text))
    start = len(line) - 1 - 2 * count
    if not count or start < 0 or len(text[-count:].encode(codec)) != 2 * count:
        return text + _LOST  # some take four
    read = text[-count:]
    shifted = [line[at : at + 2].decode(codec, "replace") for at in range(start + 1, len(line), 2)]
    ahead = [*accumulate((c in USUAL for c in read), initial=0)]
    behind = [*accumulate((c in USUAL for c in reversed(shifted)), initial=0)][::-1]
    best = max(range(count, -1, -1), key=lambda at: ahead[at] + behind[at])
    if ahead[best] + behind[best] < ahead[count] + _SURELY:
        return text + _LOST
    return text[: len(text) - count + best] + _LOST + "".join(shifted[best:])
