"""Times that the source gives: read from words, and kept by the place where they stand."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import le

from tui.interview.model.place import Place
from tui.text.lazy_pattern import lazy_pattern

OPENING = frozenset("[(（【0123456789")
"""What a time may begin with."""

LONGEST = 100 * 3600 * 1000
"""Milliseconds; what claims to be later is no time of a recording."""


_CLOCK = lazy_pattern(
    r"\s*(?:(\d{1,3})\s?[:：]\s?)?(\d{1,3})\s?[:：]\s?(\d{2})(?:[.,](\d{1,9})|(?<=\d\d:\d\d)[:;]\d\d)?\s*"
)


def milliseconds(words: str) -> int | None:
    """Read the time that a clock shows (0:12, 01:02:03.5, 00：52) in milliseconds; None for other words."""
    match = _CLOCK.fullmatch(words)
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()  # frames, as editors of film count, are left out
    if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
        return None
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    time = whole * 1000 + int((fraction or "0")[:3].ljust(3, "0"))
    return time if time < LONGEST else None


def clock(time: int) -> str:
    """Format a time in milliseconds as people read it: 0:12, 59:59, 1:02:03."""
    seconds = time // 1000
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def milliseconds_in(numbers: Sequence[float], length: int) -> int:
    """Guess how many milliseconds the unit has in which a recording's times are counted, 1 or 1000.

    Seconds, unless all are whole, and even slow speech would be over long before.

    Args:
        numbers: the times.
        length: of all that is said, in code points.
    """
    if any(number != int(number) for number in numbers):
        return 1000
    return 1 if numbers and max(numbers) - min(numbers) > _SLOWEST * length else 1000


_SLOWEST = 5  # seconds that a code point may take, silence included


class Times:
    """Places of an interview with the time at which the source says that they were spoken.

    Three arrays instead of a field on each paragraph: most interviews have no times at all.

    Args:
        marks: (paragraph from 0, offset in code points, milliseconds), in the order of the text.
    """

    __slots__ = ("_offsets", "_paragraphs", "_seconds", "_times")

    def __init__(self, marks: Iterable[tuple[int, int, int]] = ()) -> None:
        self._paragraphs, self._offsets, self._times = array("l"), array("l"), array("q")
        for paragraph, offset, time in marks:
            self._paragraphs.append(paragraph)
            self._offsets.append(offset)
            self._times.append(time)
        self._seconds: tuple[Sequence[int], bool] | None = None

    def __len__(self) -> int:
        return len(self._times)

    def __iter__(self) -> Iterator[tuple[Place, int]]:
        for paragraph, offset, time in zip(self._paragraphs, self._offsets, self._times, strict=True):
            yield Place(paragraph, offset), time

    def of(self, paragraph: int) -> int | None:
        """Find the first time within a paragraph (from 0), in milliseconds, or None."""
        at = bisect_left(self._paragraphs, paragraph)
        if at < len(self._times) and self._paragraphs[at] == paragraph:
            return self._times[at]
        return None

    def before(self, place: Place, first: int = 0) -> int | None:
        """Find the last time at or before a place, in milliseconds; None if none stands from `first` on.

        Args:
            place: where.
            first: the first paragraph (from 0) whose times count, such as that of the place's turn.
        """
        at = bisect_right(self._paragraphs, place.paragraph) - 1
        while at >= 0 and self._paragraphs[at] == place.paragraph and self._offsets[at] > place.offset:
            at -= 1
        return self._times[at] if at >= 0 and self._paragraphs[at] >= first else None

    def between(self, start: int, end: int, paragraphs: int) -> set[int]:
        """Find the paragraphs (from 0) in which something is said from `start` until before `end`.

        A time counts from its whole second, as it is shown, until the next one's, for the paragraphs up to
        there; the last of all for a minute.

        Args:
            start: in milliseconds.
            end: in milliseconds.
            paragraphs: how many there are in all.
        """
        spoken: set[int] = set()
        if self._seconds is None:
            whole = array("q", (time - time % 1000 for time in self._times))
            self._seconds = whole, all(map(le, whole, whole[1:]))
        seconds, ascending = self._seconds
        first, last = 0, len(seconds)
        if ascending:
            # Of the others each is over before, or begins too late.
            first, last = max(0, bisect_left(seconds, start) - 1), bisect_left(seconds, end)
        for at in range(first, last):
            time, more = seconds[at], at + 1 < len(seconds)
            until = max(seconds[at + 1], time + 1) if more else time + 60_000
            # A clock that starts again (a second tape) makes of the time before it a moment.
            if time < end and until > start:
                begin = self._paragraphs[at]
                spoken.update(range(begin, max(begin + 1, self._paragraphs[at + 1] if more else paragraphs)))
        return spoken


_TIME = r"(?:\d{1,3}\s?[:：]\s?)?\d{1,3}\s?[:：]\s?\d{2}(?:[.,]\d{1,3})?"
_LEADING = lazy_pattern(
    rf"[\[(（【]\s*(?P<bracketed>{_TIME})\s*(?:[-–—~至→>]+\s*{_TIME}\s*)?[\])）】]\s*[:：]?"
    rf"|(?P<bare>{_TIME})(?:\s*(?:-->|[-–—~至→]+)\s*{_TIME})?(?=\s|$)"
)


def has_clock(text: str) -> bool:
    """Tell whether a colon stands where a time at a text's start would have one.

    Asked first, since the patterns of times take long to compile, and most interviews have no times.
    """
    return text.find(":", 0, 12) >= 0 or text.find("：", 0, 12) >= 0


def is_time(text: str) -> bool:
    """Tell whether a text is a time and nothing else, in brackets or not."""
    found = _LEADING.match(text) if len(text) < 48 else None
    return found is not None and found.end() == len(text)


def time_in(words: str) -> int | None:
    """Read the time that words are, or else begin with, in milliseconds; None where they do neither."""
    time = milliseconds(words)
    return leading_time(words) if time is None else time


def leading_time(text: str) -> int | None:
    """Read the time that a paragraph begins with, in milliseconds, or None."""
    if not text or text[0] not in OPENING or not has_clock(text):
        return None
    found = _LEADING.match(text, 0, 48)
    return milliseconds(found["bracketed"] or found["bare"]) if found else None
