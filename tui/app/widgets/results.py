"""The hits of a search: a line each, by rank under what they rest on, or by place under their section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.message import Message

from tui.app.widgets.cells import lines_of, shorten
from tui.app.widgets.listing import Line, Listing
from tui.app.widgets.query_legend import legend
from tui.interview.model.interview import Interview, Kind
from tui.locale import _
from tui.text.sanitize import visible
from tui.text.width import text_width

if TYPE_CHECKING:
    from tui.search.answer import Hit

SHOWN = 500
"""How many hits are listed."""

_LEAD = 12
"""Cells of context before the first match in a line."""

_HEAD = 16
"""Cells of section and speaker at the start of a line."""


class Order(StrEnum):
    """How hits are listed."""

    RANK = "rank"
    PLACE = "place"


class Results(Listing):
    """Lists passages found.

    Attributes:
        hits: what is listed, in its order.
        order: which one that is.
        is_sure: whether all that can be found has been looked for; before, an empty list says nothing.
    """

    class Chosen(Message):
        """The hit of that index is where to go."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Looked(Message):
        """Another hit was taken in hand."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class OrderClicked(Message):
        """The other order is wanted."""

    def __init__(self, interview: Interview, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.interview = interview
        self.hits: Sequence[Hit] = ()
        self.order = Order.RANK
        self.is_sure = True
        self._query = ""
        self._groups: Counter[object] = Counter()

    def show(self, hits: Sequence[Hit], query: str, order: Order, in_hand: int | None = None) -> None:
        """List these hits, in that order already; an empty list says what to try."""
        self.hits, self._query, self.order = hits, query, order
        self._groups = Counter(map(self._group, hits))
        self.fill(len(hits), in_hand)

    def point_at(self, index: int) -> None:
        """Take the hit of that index in hand."""
        self.highlight(index)

    def _group(self, hit: Hit) -> object:
        """What a hit is listed under: its tier, or its section."""
        if self.order is Order.RANK:
            return hit.tier
        section = self.interview.section_at(hit.paragraph)
        return section.number if section else None

    def heading_rows(self, index: int) -> int:
        """Return one row where a group begins."""
        begins = not index or self._group(self.hits[index]) != self._group(self.hits[index - 1])
        return 1 if begins else 0

    def nothing(self, width: int) -> list[Line]:
        """Say what to try, or what can be asked for where nothing has been yet."""
        from tui.search.grammar import clauses

        if not clauses(self._query):
            return legend(width)
        if not self.is_sure:
            return []
        words = _("Nothing found. Try fewer words, pinyin (changwenben) or its initials (cwb).")
        return [[(f" {line}", "pane-faint")] for line in lines_of(words, width - 2, 3)]

    def item(self, index: int, width: int) -> list[Line]:
        """Return the rows of one hit, under the heading of its group where that begins."""
        line = self._line(self.hits[index], width)
        return [self._heading(index, width), line] if self.heading_rows(index) else [line]

    def _heading(self, index: int, width: int) -> Line:
        hit = self.hits[index]
        by_rank = self.order is Order.RANK
        if by_rank:
            name = hit.tier.words
        else:
            section = self.interview.section_at(hit.paragraph)
            name = (section.title if section.number else _("Preface")) if section else _("No section")
        count = f" · {self._groups[self._group(hit)]}"
        order = "" if index else _("by rank") if by_rank else _("by place")
        room = width - 2 - text_width(count) - (text_width(order) + 2 if order else 0)
        title = " " + shorten(visible(name), max(4, room)) + count
        gap = width - 1 - text_width(title) - text_width(order)
        return [(title, "pane-faint"), (" " * max(0, gap), ""), (order if gap > 0 else "", "pane-sign")]

    def _line(self, hit: Hit, width: int) -> Line:
        turn = self.interview.turn_at(hit.paragraph)
        section = self.interview.section_at(hit.paragraph)
        paragraph = self.interview.paragraphs[hit.paragraph]
        number = f"{section.number:02d}" if section and section.number else "··"
        if self.order is Order.PLACE:
            number = str(turn.number) if turn else "··"
        who = turn.speaker if turn else _("heading") if paragraph.kind is Kind.HEADING else ""
        head = f" {number} {shorten(visible(who), _HEAD - 2 - len(number))}"
        head += " " * max(1, _HEAD + 1 - text_width(head))
        # Under a section's heading nothing else says what a hit rests on.
        tail = f" {hit.tier.words} " if self.order is Order.PLACE else " "
        room = max(8, width - text_width(head) - text_width(tail))
        snippet = _snippet(paragraph.text, hit.ranges, paragraph.label, room)
        gap = room - sum(text_width(words) for words, _look in snippet)
        return [(head, "pane-faint"), *snippet, (" " * max(0, gap), ""), (tail, "pane-faint")]

    def on_listing_highlighted(self, event: Listing.Highlighted) -> None:
        """Look at the hit."""
        event.stop()
        self.post_message(self.Looked(event.index))

    def on_listing_picked(self, event: Listing.Picked) -> None:
        """Land on the hit."""
        event.stop()
        self.post_message(self.Chosen(event.index))

    def on_listing_heading_clicked(self, event: Listing.HeadingClicked) -> None:
        """Ask for the other order, which the headings stand for."""
        event.stop()
        self.post_message(self.OrderClicked())


def _snippet(text: str, ranges: Sequence[tuple[int, int]], label: int, room: int) -> Line:
    """So much of a paragraph as `room` cells hold, from before its first match, with the matches marked.

    The speaker's label, of `label` code points, is left out, unless it is what was found.
    """
    first = ranges[0][0] if ranges else label
    lowest = label if first >= label else 0
    # A paragraph may be as long as a book: no more of it is looked at than a line can hold.
    base = max(lowest, first - room)
    text = visible(text[base : first + 2 * room])
    ranges = [(left - base, right - base) for left, right in ranges[: 3 * room] if right - base < 3 * room]
    first, lowest, start = first - base, lowest - base, 0
    # From its beginning where the match fits, else from shortly before the first match.
    if lowest < 0 or text_width(text[:first]) > room - 2 * _LEAD:
        start = first
        while start > 0 and text_width(text[start - 1 : first]) <= _LEAD:
            start -= 1
    line: Line = [("…", "pane-faint")] if start > lowest else []
    room -= len(line)
    for left, right, look in _stretches(ranges, start, min(len(text), start + room)):
        words = shorten(text[left:right], room)
        if text_width(text[left:right]) > room:
            return [*line, (words, look)]
        line.append((words, look))
        room -= text_width(words)
    return line


def _stretches(ranges: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int, str]]:
    """The text from `start` to `end` as (start, end, look), in order."""
    stretches: list[tuple[int, int, str]] = []
    for left, right in ranges:
        if right > start and left < end:
            left = max(left, start)
            stretches += [(start, left, ""), (left, min(right, end), "pane-match")]
            start = min(right, end)
    return [one for one in [*stretches, (start, end, "")] if one[0] < one[1]]
