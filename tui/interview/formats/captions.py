"""Subtitles: SubRip and WebVTT.

Why no library: pysubs2, srt and webvtt-py keep a cue's words and forget where they stood. What is broken
they refuse (srt) or spoil: pysubs2 takes times without an end for words, and drops cues with times as short
as 0:01; webvtt-py gives all that is said in a cue to the first of its voices. A cue is a line with two times
and the lines behind it, so it is read here, with its places, however it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from tui.interview.formats import Reading, cues
from tui.interview.formats.source_text import BLANKS, SourceText, placed_lines
from tui.interview.model.draft import Draft
from tui.interview.model.times import milliseconds
from tui.text.lazy_pattern import lazy_pattern

_LOOSE = 0.5  # share of cues that repeat the line before from which captions roll


_COLON = r"\s?[:：]\s?"
_TIME = rf"(?:\d{{1,4}}{_COLON})?\d{{1,2}}{_COLON}\d{{1,2}}(?:\s?[.,:;，．。；：]\s?\d{{1,9}})?"
_ARROW = r"(?:[-=‐-―−－]{1,4}\s?[>＞]|[→⇒➔➜⟶])"
_OPENS, _CLOSES = r"(?:[\[(（【{<]\s*)?", r"(?:\s*[\])）】}>])?"
_FIRST = rf"\s*{_OPENS}(?P<start>{_TIME}){_CLOSES}\s*"
_TIMING = lazy_pattern(rf"{_FIRST}{_ARROW}\s*(?:{_OPENS}(?P<end>{_TIME}){_CLOSES})?")
_BETWEEN = r"(?:[-,~‐-―−－～〜]{1,3}|to|until|bis|jusqu'à|à|a|al|至|到|から|부터)"
_TWO_TIMES = lazy_pattern(rf"{_FIRST}{_BETWEEN}\s*{_OPENS}(?P<end>{_TIME}){_CLOSES}\s*$")
"""Times without an arrow, which some programs write; alone on their line, or they would be words."""
_MARKUP = lazy_pattern(
    r"<(?P<close>/?)(?P<tag>(?i:v|c|b|i|u|s|em|strong|ruby|rt|lang|font|span))(?P<rest>(?:[.\s][^<>]{0,500})?)/?>"
    r"|<\d{0,4}:?\d{1,2}:\d{2}(?:[.,]\d{1,3})?>"
    r"|\{\\[^{}]{0,200}\}"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)


class _Line(NamedTuple):
    text: str
    start: int  # in the source


class _Cue(NamedTuple):
    time: int | None
    lines: list[_Line]


def read(source: str) -> Reading:
    """Read SubRip or WebVTT: a draft for each line of a cue, or part of one that another voice says."""
    drafts: list[Draft] = []
    firsts: list[int] = []
    for cue in _without_repetitions(list(_cues(source))):
        firsts.append(len(drafts))
        voice: _Voice | None = None
        for line in cue.lines:
            parts, voice = _parts(line, voice)
            for source_text, speaking in parts:
                draft = source_text.draft()
                if draft is None:
                    continue
                if cue.time is not None:
                    draft.times = ((0, cue.time),)
                if speaking is not None:
                    draft.speaker, draft.named = speaking.name, speaking.span
                # Another voice, which only a label names.
                draft.apart = draft.text.startswith(">>") or _dashed(draft.text)
                draft.fresh = draft.apart or draft.text[0] in "♪♫"
                drafts.append(draft)
    if any(draft.speaker for draft in drafts):
        cues.hold(drafts)
    else:
        cues.take_names(drafts, firsts, several=source.lstrip("\ufeff").startswith("WEBVTT"))
    last = _TIMING.search(source[-200:].rstrip().rpartition("\n")[2])
    cut = last is not None and not last["end"]
    return Reading(drafts, _about(source), any(draft.speaker for draft in drafts), True, False, cut)


def _dashed(text: str) -> bool:
    return len(text) > 1 and text[0] in "-–—‐" and text[1] not in "-–—‐" and not text[1].isdigit()


def _about(source: str) -> dict[str, str]:
    """The title behind WEBVTT, and the entries under it (Kind, Language are none of ours)."""
    first = source.lstrip("\ufeff").split("\n", 1)[0].strip()
    if not first.startswith("WEBVTT"):
        return {}
    title = first[6:].strip(" \t-–—")
    return {"title": title} if title and "=" not in title and ":" not in title[:20] else {}


def _cues(source: str) -> Iterator[_Cue]:
    lines = _lines(source)
    match = _timings(lines)
    vtt = source.lstrip("\ufeff").startswith("WEBVTT")
    at = _behind_head(lines, match) if vtt else 0
    ids = vtt or _are_numbered(lines, match)
    time: int | None = None
    held: list[_Line] = []
    begun = False
    skipping = False
    for number in range(at, len(lines)):
        line = lines[number]
        words = line.text.strip(BLANKS)
        if times := match[number]:
            if begun or held:
                yield _Cue(time, held)
            time, begun, skipping = _time(times["start"]), True, False
            held = _behind_times(line, times.end())
            continue
        if not words:
            skipping = False
            continue
        alone = number == at or not lines[number - 1].text.strip(BLANKS)
        if vtt and alone and _is_note(words):
            skipping = True
        if skipping or (ids and _is_id(lines, match, number, words, alone, vtt)):
            continue
        held.append(line)
    if begun or held:
        yield _Cue(time, held)


def _timings(lines: Sequence[_Line]) -> list[re.Match[str] | None]:
    """The times that each line holds, None where it holds none."""
    for pattern in (_TIMING, _TWO_TIMES):
        times = [
            pattern.match(line.text) if line.text[:1] in _MAY_BEGIN or line.text[0].isdigit() else None
            for line in lines
        ]
        if any(times):
            break
    return times


_MAY_BEGIN = BLANKS + "[(（【{<"
_SETTINGS = lazy_pattern(r"[\s\])]*(?:[A-Za-z]\w*:\S+\s*)*")


def _behind_times(line: _Line, at: int) -> list[_Line]:
    """What a line says behind its times, as some programs write it there; settings say nothing."""
    found = _SETTINGS.match(line.text, at)
    end = found.end() if found else at
    return [_Line(line.text[end:], line.start + end)] if line.text[end:].strip(BLANKS) else []


def _lines(source: str) -> list[_Line]:
    lines: list[_Line] = []
    for bare, position in placed_lines(source):
        skip = 1 if not lines and bare.startswith("\ufeff") else 0
        lines.append(_Line(bare[skip:], position + skip))
    return lines


def _behind_head(lines: Sequence[_Line], match: Sequence[re.Match[str] | None]) -> int:
    """The line at which the first block behind WEBVTT and its entries begins."""
    for number, line in enumerate(lines):
        if not line.text.strip() or match[number]:
            return number
        following = number + 1
        if number and following < len(lines) and match[following]:
            return number
    return len(lines)


def _is_note(words: str) -> bool:
    return words in ("NOTE", "STYLE", "REGION") or words.startswith(("NOTE ", "NOTE\t"))


def _are_numbered(lines: Sequence[_Line], match: Sequence[re.Match[str] | None]) -> bool:
    """Whether a number stands above the times of at least every other cue, as SubRip has it.

    Where it does not, a number is what somebody says.
    """
    numbers = cues = 0
    before = ""
    for line, found in zip(lines, match, strict=True):
        if found:
            cues += 1
            numbers += before.isdigit()
        before = line.text.strip(BLANKS) or before
    return numbers * 2 >= cues


def _is_id(
    lines: Sequence[_Line],
    match: Sequence[re.Match[str] | None],
    number: int,
    words: str,
    alone: bool,
    vtt: bool,
) -> bool:
    """Whether a line is a cue's name: it stands right above the times, and is a number, or a name."""
    below = number + 1
    while below < len(lines) and not vtt and not lines[below].text.strip(BLANKS) and below - number < 3:
        below += 1  # SubRip written with a blank line after each line
    if below >= len(lines):
        return words.isdigit() and alone and number > 0
    if not match[below]:
        return False
    if below > number + 1:
        # Right under times, and parted from the next ones, it is what is said between them.
        return words.isdigit() and not (number and match[number - 1])
    return words.isdigit() or (vtt and alone)


def _time(words: str) -> int | None:
    words = "".join(normalize("NFKC", words).replace("。", ".").split())
    if words.count(":") == 3:
        words = ".".join(words.rsplit(":", 1))
    return milliseconds(_ONE_DIGIT.sub(r":0\1", words))


_ONE_DIGIT = lazy_pattern(r":(\d)(?!\d)(?!.*:)")
"""Seconds, which a clock writes with two digits."""


def _without_repetitions(given: list[_Cue]) -> Iterator[_Cue]:
    """The cues without what captions that roll show again.

    Such captions keep lines on the screen, or show them again with a word more. It must be so throughout:
    that somebody says the same twice is usual.
    """
    shown = [
        [bare for line in cue.lines if (bare := _MARKUP.sub("", line.text).strip(BLANKS))] for cue in given
    ]
    held = [(cue, lines) for cue, lines in zip(given, shown, strict=True) if lines]
    again = [""] * bool(held) + [_shown_again(before, lines) for (_, before), (_, lines) in pairwise(held)]
    rolling = len(held) > 4 and sum(map(bool, again)) >= _LOOSE * (len(held) - 1)
    for (cue, _), words in zip(held, again, strict=True):
        if rolling and words:
            cue = _Cue(cue.time, _without_start(cue.lines, sum([c not in BLANKS for c in words])))
        yield cue


def _shown_again(before: Sequence[str], lines: Sequence[str]) -> str:
    """The words at the start of what a cue shows that the cue before it ends with; "" for none."""
    for count in range(min(len(before), len(lines)), 0, -1):
        if before[-count:] == lines[:count]:
            return " ".join(lines[:count])
    shown, words = " ".join(before), " ".join(lines)
    at = shown.find(words[0])
    while at >= 0:
        end = len(shown) - at
        if at and end < _CHANCE:
            break
        if words.startswith(shown[at:]) and _is_seam(shown, at) and _is_seam(words, end):
            return words[:end]
        at = shown.find(words[0], at + 1)
    return ""


_CHANCE = 4  # code points; fewer at a line's end may come again by chance


def _is_seam(text: str, at: int) -> bool:
    """Whether a word may begin at a place of a text."""
    return not 0 < at < len(text) or not (text[at - 1] + text[at]).isalnum() or text[at] > "\u2e7f"


def _without_start(lines: Sequence[_Line], count: int) -> list[_Line]:
    """What lines show behind so many characters, blanks and markup left out of the count."""
    kept: list[_Line] = []
    for line in lines:
        at = 0
        while count and at < len(line.text):
            found = _MARKUP.match(line.text, at)
            if found:
                at = found.end()
                continue
            count -= line.text[at] not in BLANKS
            at += 1
        kept.append(_Line(line.text[at:], line.start + at))
    return kept


class _Voice(NamedTuple):
    name: str
    span: tuple[int, int]


def _parts(line: _Line, voice: _Voice | None) -> tuple[list[tuple[SourceText, _Voice | None]], _Voice | None]:
    """The line without its markup, cut where a voice begins; and the voice that goes on behind it."""
    text, base = line
    if "<" not in text and "&" not in text and "{" not in text:
        source_text = SourceText()
        source_text.add(text, base)
        return [(source_text, voice)], voice
    parts: list[tuple[SourceText, _Voice | None]] = []
    source_text = SourceText()
    at = 0
    for match in _MARKUP.finditer(text):
        source_text.add(text[at : match.start()], base + at)
        at = match.end()
        if match[0][0] == "&":
            words = unescape(match[0])
            if words == match[0] or words.splitlines() != [words] or "\ud800" <= words <= "\udfff":
                source_text.add(match[0], base + match.start())
            elif words not in "\u200e\u200f":
                source_text.put(words, base + match.start(), base + at)
        elif (match["tag"] or "").lower() == "v":
            parts.append((source_text, voice))
            source_text = SourceText()
            voice = None if match["close"] else _named(match, base)
    source_text.add(text[at:], base + at)
    parts.append((source_text, voice))
    return parts, voice


def _named(tag: re.Match[str], base: int) -> _Voice | None:
    """The voice that a <v Name> or <v.loud Name> brings in."""
    rest = tag["rest"]
    _classes, blank, name = rest.partition(" ") if " " in rest else rest.partition("\t")
    if not blank:
        return None
    at = tag.start("rest") + len(rest) - len(name) + len(name) - len(name.lstrip())
    name = name.strip()
    if not any(c.isalnum() for c in name):
        return None
    return _Voice(unescape(name), (base + at, base + at + len(name)))
