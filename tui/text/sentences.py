"""Cutting a paragraph into sentences, Chinese and English mixed."""

from __future__ import annotations

import re
from functools import cache

_CLOSERS = "」』”’）》〉】〕］)]}\"'»"
_SHORT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "no",
        "fig",
        "vol",
        "al",
        "inc",
        "ltd",
        "co",
        "corp",
        "jr",
        "sr",
        "gen",
        "sen",
        "rep",
        "gov",
        "approx",
        "dept",
        "est",
        "u.s",
        "u.k",
        "a.m",
        "p.m",
        "ph.d",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
"""What an English full stop may stand behind without ending a sentence."""


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:[。！？!?．]+|…{{1,6}}|\.+)[。！？!?…．.]*(?P<closers>[{re.escape(_CLOSERS)}]*)")


@cache
def _stage_direction() -> re.Pattern[str]:
    return re.compile(r"\s*(?:（[^（）]{1,8}）|\([^()]{1,12}\)|\[[^\[\]]{1,12}\])\s*")


def sentences(text: str, start: int = 0) -> list[tuple[int, int]]:
    """The sentences of text[start:], as offsets (start, end) in code points that cover it without a gap.

    Closing quotes and blanks behind a sentence belong to it, and so does a stage direction such as （笑）.
    A full stop inside 3.5, GPT-3.5, U.S. or an address ends nothing.
    """
    found: list[tuple[int, int]] = []
    begin, length = start, len(text)
    at = start
    while at < length:
        match = _ends().search(text, at)
        if match is None:
            break
        at = match.end()
        if not _is_end(text, match):
            continue
        direction = _stage_direction().match(text, at)
        if direction:
            at = direction.end()
        while at < length and text[at].isspace():
            at += 1
        found.append((begin, at))
        begin = at
    if begin < length:
        if found and not any(char.isalnum() for char in text[begin:]):
            # Punctuation alone is no sentence.
            found[-1] = (found[-1][0], length)
        else:
            found.append((begin, length))
    return found


def _is_end(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends with these signs."""
    signs = match[0][: len(match[0]) - len(match["closers"])]
    after = text[match.end() : match.end() + 1]
    if (after and after in "，、；：,;》") or "》" in match["closers"]:
        return not after
    if any(sign in "。！？!?．" for sign in signs):
        # Not in an address: ?id=1
        return signs not in ("!", "?") or not (after and after.isascii() and after.isalnum())
    if "…" in signs:
        return not after or after.isspace() or bool(match["closers"])
    return _is_full_stop(text, match.start(), match.end())


def _is_full_stop(text: str, at: int, end: int) -> bool:
    """Whether the "." at `at`, with what closes behind it up to `end`, ends an English sentence."""
    if end >= len(text):
        return True
    if not text[end].isspace():
        return ord(text[end]) >= 0x2E80 and at > 0 and text[at - 1].isascii() and text[at - 1].isalpha()
    begin = at
    while begin > 0 and text[begin - 1].isascii() and (text[begin - 1].isalnum() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin:at].casefold()
    if word in _SHORT or (len(word) == 1 and word.isalpha()):
        return False
    following = text[end:].lstrip()[:1]
    if word.isdigit() and begin == len(text[:begin]) - len(text[:begin].lstrip()) and begin == 0:
        return False  # "1. " numbers a paragraph
    return not following.islower()
