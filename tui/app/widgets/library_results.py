"""The hits of a search over a library: under each interview the best of them, the others on demand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from textual.message import Message

from tui.app.glyphs import folded_mark, open_mark
from tui.app.widgets.cells import lines_of, shorten
from tui.app.widgets.listing import Line, Listing
from tui.app.widgets.query_legend import legend
from tui.library.array_file import Damaged
from tui.locale import ngettext
from tui.text.sanitize import visible
from tui.text.width import text_width

if TYPE_CHECKING:
    from tui.library.results import Group
    from tui.search.answer import Hit

FIRST = 3
"""How many hits of an interview are listed at first."""

MOST = 300
"""How many are listed at most; the rest is found by opening the interview."""

_HEAD, _WIDE_HEAD = 12, 18
"""Cells of the speaker before the words, and where there is much room."""

_LEAD = 14
"""Cells of context before the first match."""


class LibraryResults(Listing):
    """Lists groups of hits."""

    class Lost(Message):
        """What is listed can't be looked up any more: the index is not what it was."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.groups: Sequence[Group] = ()
        self._open: set[str] = set()
        self._starts: list[int] = [0]
        self._empty = ""
        self._is_lost = False

    def _lose(self) -> None:
        if not self._is_lost:
            self._is_lost = True
            self.post_message(self.Lost())

    def show(self, groups: Sequence[Group], empty: str = "", *, same: bool = False) -> None:
        """List these groups; the best hit of all is in hand. Without any, say `empty`, or what can be asked.

        With `same` they are another answer to the same query: what is in hand stays so, but for the first.
        """
        kept, line = self.in_hand, (self.highlighted or 0) - self._top[0]
        if not same or (self.highlighted or 0) <= 1:
            kept = None
            self._open.clear()
        self.groups, self._empty, self._is_lost = groups, empty, False
        self._count()
        in_hand = self._index_of(*kept) if kept else 1
        self._top = (max(0, in_hand - line), 0) if kept else (0, 0)
        self.fill(self._starts[-1], in_hand)

    def _index_of(self, group: Group, hit: Hit | None) -> int:
        """The item of that hit of that interview, or of its head; the first hit where it is not there."""
        for number, other in enumerate(self.groups):
            if other.path == group.path:
                places = [one.paragraph for one in self._hits(other)]
                at = places.index(hit.paragraph) + 1 if hit and hit.paragraph in places else 0
                return self._starts[number] + at
        return 1

    def _hits(self, group: Group) -> Sequence[Hit]:
        """The hits of a group that are listed; none of one that can't be looked up any more."""
        try:
            return group.hits(self._listed(group))
        except Damaged:
            self._lose()
            return ()

    def _listed(self, group: Group) -> int:
        return min(group.count, MOST if group.path in self._open else FIRST)

    def _count(self) -> None:
        items = (1 + self._listed(group) + self._has_more(group) for group in self.groups)
        self._starts = [0, *accumulate(items)]

    def _has_more(self, group: Group) -> bool:
        return group.count > FIRST and group.path not in self._open

    def _at(self, index: int) -> tuple[Group, int]:
        """The group of an item, and which of its items it is: 0 is its head."""
        number = bisect_right(self._starts, index) - 1
        return self.groups[number], index - self._starts[number]

    @property
    def in_hand(self) -> tuple[Group, Hit | None] | None:
        """The group in hand, and its hit, None on what is none."""
        if self.highlighted is None or not self.groups:
            return None
        group, number = self._at(self.highlighted)
        hits = self._hits(group)
        return group, hits[number - 1] if 1 <= number <= len(hits) else None

    def toggle(self) -> bool:
        """List all hits of the group in hand, or the best again; False where a hit is in hand."""
        if self.highlighted is None or not self.groups:
            return False
        group, number = self._at(self.highlighted)
        if 1 <= number <= self._listed(group) or group.count <= FIRST:
            return False
        head = self._starts[bisect_right(self._starts, self.highlighted) - 1]
        was_open = group.path in self._open
        self._open ^= {group.path}
        self._count()
        self.fill(self._starts[-1], head if was_open or number == 0 else self.highlighted)
        return True

    def nothing(self, width: int) -> list[Line]:
        """Say what else could be tried, or what can be asked for where nothing was yet."""
        if not self._empty:
            return legend(width)
        return [[(" ", ""), (line, "pane-faint")] for line in lines_of(self._empty, width - 2, 6)]

    def item(self, index: int, width: int) -> list[Line]:
        """Return the rows of a head, of a hit, or of how many more there are."""
        group, number = self._at(index)
        if number == 0:
            return [self._head(group, width)]
        try:
            hits = group.hits(self._listed(group))
            if number <= len(hits):
                return [self._hit(group, hits[number - 1], width)]
        except Damaged:
            self._lose()
            return [[("   …", "pane-faint")]]
        more = group.count - self._listed(group)
        words = ngettext("{count} more", "{count} more", more).format(count=more)
        return [[("   ", ""), (f"… {words}", "pane-faint")]]

    def _head(self, group: Group, width: int) -> Line:
        from pathlib import Path

        title = visible(group.about.title or Path(group.path).stem)
        tiers = ((tier, count) for tier, count in group.tiers.items() if count)
        told = "  " + " · ".join(f"{tier.words} {count}" for tier, count in tiers)
        if text_width(told) > width - 20:
            told = f"  {group.count}"
        sign = open_mark() if group.path in self._open or group.count <= FIRST else folded_mark()
        words = shorten(title, max(4, width - 3 - text_width(told)))
        return [(f"{sign} ", "pane-faint"), (words, "pane-reading pane-sign"), (told, "pane-faint")]

    def _hit(self, group: Group, hit: Hit, width: int) -> Line:
        turn = group.interview.turn_at(hit.paragraph)
        room = _WIDE_HEAD if width >= 100 else _HEAD if width >= 70 else 0
        who = shorten(visible(turn.speaker), room - 1) if turn and room else ""
        head = "   " + who + " " * (room - text_width(who))
        label = group.label_of(hit.paragraph)
        return [
            (head, "pane-faint"),
            *snippet(group.words(hit.paragraph), hit, label, width - text_width(head)),
        ]


def snippet(text: str, hit: Hit, label: int, width: int) -> Line:
    """Return what was found with some words before it and behind, in at most `width` cells.

    Args:
        text: the paragraph's words.
        hit: its ranges are code points of them.
        label: how many code points at the start are the speaker's label, which is left out if nothing in it
            was found.
        width: cells.
    """
    first = hit.ranges[0][0] if hit.ranges else label
    start = label if first >= label else 0
    # A paragraph may be as long as a book: no more of it is looked at than a line can hold.
    base = max(start, first - width)
    shown = visible(text[base : first + 2 * width])
    ranges = [(a - base, min(b - base, len(shown))) for a, b in hit.ranges[: 3 * width]]
    first, start, label = first - base, start - base, label - base
    if start < 0 or text_width(shown[start:first]) > max(_LEAD, width // 3):
        start = first
        while start > 0 and text_width(shown[start - 1 : first]) <= _LEAD:
            start -= 1
    line: Line = []
    left = width
    if start > label:
        line.append(("…", "pane-faint"))
        left -= text_width("…")
    at = start
    marks = [(max(a, start), b) for a, b in ranges if b > start and a < len(shown)]
    for begin, end in [*marks, (len(shown), len(shown))]:
        for words, look in ((shown[at:begin], ""), (shown[begin:end], "pane-match")):
            if not words:
                continue
            if text_width(words) > left:
                line.append((shorten(words, left), look))
                return line
            line.append((words, look))
            left -= text_width(words)
        at = end
    return line
