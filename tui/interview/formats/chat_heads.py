"""How a line of a meeting's chat, or of what was said in it, names who speaks and when."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.interview.formats.source_text import BLANKS
from tui.interview.model.times import milliseconds
from tui.interview.names.shapes import could_be_label
from tui.text.lazy_pattern import lazy_pattern

_CLOCK = r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}\s+)?(?P<time>\d{1,2}:\d{2}:\d{2})"
_FROM = r"(?:From|Von|De|Da|从|從|来自|來自)"
_MESSAGE = lazy_pattern(
    rf"{_CLOCK}\s+{_FROM}\s+(?P<name>\S.{{0,79}}?)\s*"
    r"(?:\s(?:to|an|à|a|para|到|至|发送给|發送給)\s+[^:：]{1,120}?)?\s*[:：](?:\s+|$)"
    rf"|{_CLOCK.replace('time', 'clock')}\t(?P<sender>[^\t:]{{1,80}}):\t"
)
_HOURS = r"(?:hours?|Stunden?|heures?|horas?|小时|小時|時間|시간)"
_MINUTES = r"(?:minutes?|Minuten?|minutos?|分钟|分鐘|分|분)"
_SECONDS = r"(?:seconds?|Sekunden?|secondes?|segundos?|秒钟|秒鐘|秒|초)"
_SPOKEN = lazy_pattern(
    rf"(?:(?P<name>[^\s\d].{{0,79}}?)\s+)?(?=\d)(?:(?P<h>\d{{1,2}})\s?{_HOURS}[,\s]*)?"
    rf"(?:(?P<m>\d{{1,2}})\s?{_MINUTES}[,\s]*)?(?:(?P<s>\d{{1,2}})\s?{_SECONDS}\s*)?(?:[\d:]{{4,8}})?$"
)
_ENOUGH = 2  # lines of such a form, by which it is known
_START = 4_000  # code points that are looked at for them


class Head(NamedTuple):
    """Who speaks, as a line says it.

    Attributes:
        name: of the speaker.
        start: where it stands in the line.
        time: in milliseconds.
        end: where in the line the words begin.
    """

    name: str
    start: int
    time: int
    end: int


def is_chat(start: str) -> bool:
    """Tell whether a text that begins so is one of these."""
    if ":\t" not in start and _TELLING.search(start) is None:
        return False
    lines = [line for line in start[:_START].splitlines() if line.strip(BLANKS)]
    heads = [head for number in range(len(lines)) if (head := head_of(lines, number))]
    ascend = all(one.time <= other.time for one, other in pairwise(heads))
    return len(heads) >= _ENOUGH and ascend and all(could_be_label(head.name) for head in heads)


_TELLING = lazy_pattern(rf"\d\s+{_FROM}\s|\d\s?{_SECONDS}")


def head_of(lines: Sequence[str], number: int) -> Head | None:
    """Find what a line says of who speaks; a name on its own line goes with the time on the one below."""
    line = lines[number]
    if line[:1].isdigit() and (found := _MESSAGE.match(line)):
        group = "name" if found["name"] else "sender"
        time = milliseconds(found["time"] or found["clock"])
        return Head(found[group], found.start(group), time, found.end()) if time is not None else None
    if (spoken := _SPOKEN.match(line.rstrip(BLANKS))) and (time := time_of_line(line)) is not None:
        name = spoken["name"]
        return Head(name, line.index(name), time, len(line)) if name else None
    bare = line.strip(BLANKS)
    if number + 1 < len(lines) and could_be_label(bare):
        below = _SPOKEN.match(lines[number + 1].strip(BLANKS))
        time = time_of_line(lines[number + 1]) if below and not below["name"] else None
        return Head(bare, line.index(bare), time, len(line)) if time is not None else None
    return None


def time_of_line(line: str) -> int | None:
    """Read the time that a line says in words, or by a clock alone, in milliseconds; None for none."""
    bare = line.strip(BLANKS)
    found = _SPOKEN.match(bare) if bare[-1:].isdigit() or bare.endswith(_ENDS) else None
    if found and (found["h"] or found["m"] or found["s"]):
        hours, minutes, seconds = (int(found[unit] or 0) for unit in "hms")
        return ((hours * 60 + minutes) * 60 + seconds) * 1000
    return milliseconds(bare)


_ENDS = ("s", "n", "e", "a", "秒", "钟", "鐘", "초")
"""What the words for seconds end with."""
