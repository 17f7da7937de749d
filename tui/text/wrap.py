"""Breaking a paragraph into lines, by the rules of Chinese typesetting.

No line begins with closing punctuation or ends with opening punctuation; —— and …… are not split; Latin
words, addresses and numbers with their units are not cut as long as they fit a line. Blanks at a line's end
hang over the edge and do not count.

Where a line can't be broken without breaking a rule, the rules give way in this order: a number parts from
its unit; what is written without blanks, such as an address, is cut behind a / or another sign; a word is cut
that fits no line, or a long row of dashes or dots between two pairs; closing punctuation begins a line or
opening punctuation ends one.

What never gives way: no line is wider than asked (where it has two cells), every character stands on one
line, and a cluster (a letter with its marks, a joined emoji) stays whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from tui.text.linebreaks import (
    BLANK,
    CUTTABLE,
    FLAGS,
    NO_END,
    NO_START,
    PAIRED,
    PAIRED_ROWS,
    STICKS,
    WORD,
)
from tui.text.units import numbers_with_units
from tui.text.width import widths

_WINDOW = 4096
"""Code points measured at a time, so that the first lines of a long paragraph do not wait for its end."""

_AROUND = 48
"""Code points on either side that tell whether a place may be broken at: the longest number with its unit."""

_FREE, _FROM_UNIT, _AT_SIGN, _IN_WORD, _NEVER = range(5)
"""What breaking at a place costs, in the order in which the rules give way."""

_FIRST_FLAG_LETTER = "\U0001f1e6"


def wrap(text: str, width: int, first: int = 0) -> list[tuple[int, int]]:
    """Break a paragraph into lines, given as offsets (start, end) in code points.

    Joined they give the text exactly. An empty text has one empty line.

    Args:
        text: one paragraph, already made harmless: control characters are taken to have no width.
        width: cells a line may take, at least 2.
        first: cells already taken on the first line; what does not fit beside them begins on the second.
    """
    return list(lines(text, width, first=first))


def lines(text: str, width: int, start: int = 0, first: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the lines of `wrap` as they are asked for, from the one that begins at code point `start` on.

    Each line costs the same however long the paragraph is.
    """
    size, length = _WINDOW, len(text)
    room = width - first
    if start == 0 and room >= width and length * 2 <= width:
        yield 0, length
        return
    if start >= length > 0:
        return
    while True:
        window = _Window(text[start : start + size], width, start + size >= length)
        begin = 0
        while True:
            end = window.line_end(begin, room)
            if end < 0:
                break
            yield start + begin, start + end
            begin, room = end, width
            if begin >= window.length:
                return
        # The window ends before the line does: look on from this line, and further if it filled all of it.
        size = _WINDOW if begin else size * 2
        start += begin


def may_break(text: str, place: int) -> bool:
    """Tell whether a line may end before text[place], whatever its width, with no rule giving way."""
    return _breaks(text, place - 1, place)[0] == place


def place_to_cut(text: str, low: int, limit: int) -> int:
    """Find the last place in (low, limit] where a line may end, whatever its width.

    Where there is none: the last one that parts no letter from its marks, or else `limit`.
    """
    free, whole = _breaks(text, low, limit)
    return free if free > 0 else whole if whole > 0 else limit


def _breaks(text: str, low: int, limit: int) -> tuple[int, int]:
    """The last place in (low, limit] where no rule gives way, and the last between two clusters; else -1."""
    if limit >= len(text):
        return len(text), len(text)
    begin = max(0, low - _AROUND)
    around = _Window(text[begin : limit + _AROUND], 2, False)
    whole = -1
    for place in range(limit, low, -1):
        cost = around.cost(place - begin, 0)
        if cost == _FREE:
            return place, place
        if whole < 0 and around.sums[place - begin] < around.sums[place - begin + 1]:
            whole = place
    return -1, whole


class _Window:
    """A stretch of a paragraph that is measured at once.

    Offsets count from its start, which begins a line.
    """

    def __init__(self, text: str, width: int, is_last: bool) -> None:
        self.text = text
        self.width = width
        self.is_last = is_last
        self.length = len(text)
        self.sums = list(accumulate(widths(text), initial=0))
        self.inside_units: set[int] = set()
        for start, end in numbers_with_units(text):
            self.inside_units.update(range(start + 1, end))

    @cached_property
    def inside_rows(self) -> dict[int, int]:
        """What breaking costs at each place in a row of —— or …… or of flags."""
        costs = {}
        for match in PAIRED_ROWS.finditer(self.text):
            # Flags may part from each other, dashes and dots only where a row of them is too long.
            between = _FREE if match[0] >= _FIRST_FLAG_LETTER else _IN_WORD
            for place in range(match.start() + 1, match.end()):
                costs[place] = _NEVER if (place - match.start()) % 2 else between
        return costs

    def line_end(self, start: int, room: int) -> int:
        """Find where the line that begins at `start` ends; -1 where the window is too short to tell."""
        sums = self.sums
        limit = max(start, bisect_right(sums, sums[start] + room) - 1)
        if limit >= self.length:
            return self.length if self.is_last else -1
        if not self.is_last and self.length - limit < 2 * self.width + 64:
            return -1
        if limit == start:
            # Not one character fits beside what the first line already holds, or in so few cells at all.
            return start if room < self.width else self._next_cluster(start)
        end = self._hanging(limit)
        if end >= self.length or (end > limit and FLAGS[self.text[end]] & BLANK):
            return end
        if self.cost(end, start) == _FREE:
            return end
        return self._forced(start, end, limit, room)

    def _hanging(self, limit: int) -> int:
        """The end of the blanks that begin at `limit`, no more of them than a line holds."""
        text, most = self.text, limit + self.width
        while limit < self.length and limit < most and FLAGS[text[limit]] & BLANK:
            limit += 1
        return limit

    def _forced(self, start: int, end: int, limit: int, room: int) -> int:
        """The best place to break where the line is full, `limit`, is none."""
        sums, cost_at = self.sums, self.cost
        free = parted = sign = cut = soft = -1
        near = sums[limit] - room // 3
        place = end
        while place > start:
            cost = cost_at(place, start)
            if cost == _FREE:
                free = place
                break
            if cost == _FROM_UNIT and parted < 0:
                parted = place
            if cost <= _AT_SIGN and sign < 0:
                sign = place
            if cost <= _IN_WORD:
                if cut < 0:
                    cut = place
                if soft < 0 and sums[place] >= near and FLAGS[self.text[place - 1]] & CUTTABLE:
                    soft = place
            place -= 1
        if free < 0 and room < self.width:
            free = start
        if free >= 0 and self._fits_a_line(free, limit, _FREE):
            return free
        parted = max(parted, free)
        if (
            parted >= 0
            and (parted > start or room < self.width)
            and self._fits_a_line(parted, limit, _FROM_UNIT)
        ):
            return parted
        sign = max(sign, parted)
        if sign > start and self._fits_a_line(sign, limit, _AT_SIGN):
            cut = sign
        else:
            cut = max(soft if soft >= 0 else cut, free)
        if cut > start:
            # Only a scrap of the long word would stand at this line's end: begin it on the next one.
            scrap = free > start and sums[cut] - sums[free] < max(6, self.width // 5)
            return free if scrap else cut
        if free == start and room < self.width:
            return start
        return self._last_cluster(limit, start)

    def _fits_a_line(self, place: int, limit: int, most: int) -> bool:
        """Whether what begins at `place` and reaches over `limit` can stand whole on a line of its own."""
        sums, text = self.sums, self.text
        farthest = sums[place] + self.width
        at = limit + 1
        while at < self.length:
            if sums[at] > farthest:
                return False
            after = self._hanging(at) if FLAGS[text[at]] & BLANK else at
            if after >= self.length or self.cost(after, place) <= most:
                return True
            at = after + 1 if after > at else at + 1
        return sums[self.length] <= farthest

    def cost(self, place: int, start: int) -> int:
        """Rate what breaking before `place` costs on a line that begins at `start`."""
        text = self.text
        left, right = FLAGS[text[place - 1]], FLAGS[text[place]]
        if self.sums[place] == self.sums[place + 1]:
            return _NEVER
        if left & BLANK:
            # Blanks are parted from each other only where more of them stand than may hang.
            if right & BLANK or (right & NO_START and not self._leads(place)):
                return _NEVER
            before = place - 1
            while before >= start and FLAGS[text[before]] & BLANK:
                before -= 1
            if before >= start and FLAGS[text[before]] & NO_END:
                return _NEVER
        elif left & right & PAIRED and place in self.inside_rows:
            return self.inside_rows[place]
        elif right & BLANK or left & NO_END or right & NO_START:
            return _NEVER
        elif (left | right) & STICKS:
            return _IN_WORD
        elif left & WORD and right & (WORD | PAIRED):
            return _IN_WORD if right & CUTTABLE or self._within_word(place) else _AT_SIGN
        return _FROM_UNIT if place in self.inside_units else _FREE

    def _within_word(self, place: int) -> bool:
        """Whether letters or digits stand on both sides, or the sign within a number: 1,000, 3.5, 10:30."""
        text = self.text
        if not text[place].isalnum():
            return False
        if text[place - 1] in ".,:-" and text[place].isdigit():
            return place > 1 and text[place - 2].isdigit()
        return text[place - 1].isalnum()

    def _leads(self, place: int) -> bool:
        """Whether a sign that elsewhere may not begin a line begins a word here: /home, -v, ~/notes."""
        after = self.text[place + 1 : place + 2]
        return self.text[place] in "/-~" and after.isascii() and after.isprintable() and after > " "

    def _next_cluster(self, start: int) -> int:
        """The end of the cluster at `start`."""
        end = start + 1
        while end < self.length and self.sums[end] == self.sums[end + 1]:
            end += 1
        return end

    def _last_cluster(self, limit: int, start: int) -> int:
        """The last place up to `limit` that parts neither a cluster nor a pair, where there is one."""
        for place in range(limit, start, -1):
            if self.sums[place] < self.sums[place + 1] and self.inside_rows.get(place) != _NEVER:
                return place
        return limit
