"""The dispersion of a word: how often it stands in each stretch of the interview, as a strip of bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.app.text_styles import Palette
from tui.interview.model.interview import Interview
from tui.text.bars import bars

_MARGIN = 1
"""Cells left and right of the strip."""


class Dispersion(Widget):
    """Two rows: bars, and under them where the sections begin.

    Args:
        interview: what is mapped from left to right.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    class Chosen(Message):
        """A stretch was clicked: the part of the interview before it, from 0 to 1."""

        def __init__(self, before: float) -> None:
            super().__init__()
            self.before = before

    def __init__(self, interview: Interview, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._interview = interview
        self._counted: Callable[[int], Sequence[int]] | None = None
        self._in_hand: float | None = None
        self._painted: tuple[int, Sequence[int]] = (0, ())

    def show(self, counted: Callable[[int], Sequence[int]] | None) -> None:
        """Show these counts, asked for by the number of stretches; None for no word."""
        self._counted, self._painted = counted, (0, ())
        self.refresh()

    def point_at(self, before: float | None) -> None:
        """Mark the stretch that the place in hand stands in."""
        if before != self._in_hand:
            self._in_hand = before
            self.refresh()

    @property
    def _bins(self) -> int:
        return max(1, self.size.width - 2 * _MARGIN)

    def _counts(self) -> Sequence[int]:
        if self._painted[0] != self._bins:
            self._painted = (self._bins, self._counted(self._bins) if self._counted else ())
        return self._painted[1]

    def _bin(self, before: float) -> int:
        return min(self._bins - 1, int(before * self._bins))

    def render_line(self, y: int) -> Strip:
        """Draw bars above, sections below."""
        palette = Palette(self.app.theme_variables)
        plain = palette.style("pane")
        if y:
            words, style = self._sections(), palette.style("pane", "pane-faint")
            return Strip([Segment(words, style)]).adjust_cell_length(self.size.width, plain)
        drawn = bars(self._counts()) or " " * self._bins
        segments = [Segment(" " * _MARGIN, plain)]
        here = self._bin(self._in_hand) if self._in_hand is not None else -1
        for first, last, look in (
            (0, here, "strip"),
            (here, here + 1, "strip-in-hand"),
            (here + 1, self._bins, "strip"),
        ):
            first = max(0, first)
            if first < last:
                segments.append(Segment(drawn[first:last], palette.style(look)))
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def _sections(self) -> str:
        """The sections' numbers where they begin, those that have room."""
        cells = [" "] * self.size.width
        free = 0
        characters = max(1, self._interview.characters)
        for section in self._interview.sections:
            at = _MARGIN + self._bin(self._interview.before[section.start] / characters)
            number = f"{section.number:02d}" if section.number else ""
            if number and at >= free and at + len(number) <= len(cells):
                cells[at : at + len(number)] = number
                free = at + len(number) + 1
        return "".join(cells)

    def on_click(self, event: events.Click) -> None:
        """Go to that part."""
        at = min(max(0, event.x - _MARGIN), self._bins - 1)
        self.post_message(self.Chosen(at / self._bins))
