"""Cutting a paragraph into sentences, Chinese and English mixed."""

from __future__ import annotations

import re

from tui.text.asides import STAGE_DIRECTION
from tui.text.lazy_pattern import lazy_pattern

_CLOSERS = "」』”’）》〉】〕］)]}\"'»"

_TITLES = "mr mrs ms dr prof st vs e.g i.e cf gen sen rep gov approx dept u.s u.k ph.d"
_NEVER_LAST = frozenset(_TITLES.split())
"""Abbreviations with a full stop that a sentence does not end with."""

_OTHERS = (
    "etc al inc ltd co corp jr sr est a.m p.m no fig vol pp jan feb mar apr jun jul aug sep sept oct nov dec"
)
_SELDOM_LAST = frozenset(_OTHERS.split())
"""Abbreviations that end a sentence where a capital letter or Chinese follows."""


_ENDS = lazy_pattern(rf"(?:[。！？!?．｡]+|…+|\.+)[。！？!?…．.｡]*(?P<closers>[{re.escape(_CLOSERS)}]*)")
_WORD_BEFORE = lazy_pattern(r"[A-Za-z0-9.]+\Z")


def sentences(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Split text[start:] into sentences: offsets (start, end) in code points that cover it without a gap.

    Closing quotes and blanks behind a sentence belong to it, and so does a stage direction such as （笑）.
    A full stop inside 3.5, GPT-3.5, U.S. or an address ends nothing, nor does …… before more words.
    """
    parts: list[tuple[int, int]] = []
    begin, length = start, len(text)
    at = start
    search, direction_at = _ENDS.search, STAGE_DIRECTION.match
    while at < length:
        match = search(text, at)
        if match is None:
            break
        closers = _closers(text, begin, match)
        at = match.start("closers") + len(closers)
        if not _is_end(text, match.start(), match.start("closers"), closers, at):
            continue
        while direction := direction_at(text, at):
            at = direction.end()
            while at < length and text[at] in "。！？!?…":
                at += 1
        while at < length and text[at].isspace():
            at += 1
        _add(parts, text, begin, at)
        begin = at
    if begin < length:
        _add(parts, text, begin, length)
    return parts


def _add(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add a sentence; punctuation alone is none and belongs to the one before."""
    if sentences and not any(map(str.isalnum, text[start:end])):
        sentences[-1] = sentences[-1][0], end
    else:
        sentences.append((start, end))


def _closers(text: str, begin: int, match: re.Match[str]) -> str:
    """What closes behind the end of a sentence that began at `begin`."""
    closers = match["closers"]
    straight = closers.find('"')
    if straight >= 0 and text.count('"', begin, match.start()) % 2 == 0:
        # No quotation is open, so this mark opens one.
        return closers[:straight]
    return closers


def _is_end(text: str, start: int, end: int, closers: str, behind: int) -> bool:
    """Whether a sentence ends with the signs text[start:end], the closers after them reaching to `behind`."""
    signs = text[start:end]
    after = text[behind : behind + 1]
    if not after:
        return True
    if after in "，、；：,;》" or "》" in closers:
        # 「走吧！」，他说。 goes on, and so does 《你好吗？》的导演.
        return False
    if signs == "．":
        return not (text[start - 1 : start].isdecimal() and after.isdecimal())
    if signs.isascii() and "." not in signs:
        if after.isascii() and after.isalnum():
            return False  # an address: ?id=1
        return not (after.isspace() and _next(text, behind).islower())
    if any(sign in "。！？!?｡．" for sign in signs):
        return True
    if "…" in signs:
        return after.isspace() or bool(closers)
    return _is_full_stop(text, start, behind)


def _next(text: str, at: int) -> str:
    """The next character that is no blank, or ""."""
    while at < len(text) and text[at].isspace():
        at += 1
    return text[at : at + 1]


def _is_full_stop(text: str, at: int, behind: int) -> bool:
    """Whether the "." at `at`, with what closes behind it up to `behind`, ends a sentence."""
    before = _WORD_BEFORE.search(text, max(0, at - 40), at)
    begin = before.start() if before else at
    word = text[begin:at].casefold()
    following = _next(text, behind)
    if word in _NEVER_LAST or (len(word) == 1 and word.isalpha() and word != "i"):
        return False
    if not text[behind].isspace():
        # Without a blank only Chinese begins a new sentence: AI.然后, but not 3.5, main.py or 3.第三.
        return ord(following) >= 0x2E80 and word[-1:].isalpha()
    if word in _SELDOM_LAST:
        return following.isupper() or ord(following or " ") >= 0x2E80
    if word.isdecimal() and not text[max(0, begin - 9) : begin].strip() and begin < 9:
        return False  # "1. " numbers a paragraph
    return not following.islower()
