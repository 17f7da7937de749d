"""The status line: what has just happened on the left, where one is on the right."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.app.text_styles import Palette
from tui.app.widgets.cells import shorten
from tui.interview.model import Interview
from tui.interview.place import Place
from tui.interview.times import clock
from tui.interview.view import View
from tui.locale import _
from tui.text.sanitize import visible
from tui.text.width import text_width

_LEAST_TITLE = 12
"""Cells below which the section's title is left out."""


class StatusLine(Widget):
    """Section, turn, percentage, time left; what limits the view; the last action's outcome.

    Args:
        interview: what is read.
        speed: characters that the reader reads in a minute.
    """

    def __init__(self, interview: Interview, *, speed: int = 400, id: str | None = None) -> None:
        super().__init__(id=id)
        self.interview = interview
        self.speed = speed
        self._title = ""
        self._where = ""
        self._said = ""
        self._style = "said"
        self._palette: Palette | None = None

    def say(self, words: str, *, warning: bool = False) -> None:
        """Say what has happened; "" takes it away."""
        words = visible(words)
        if words != self._said:
            self._said, self._style = words, "said-warning" if warning else "said"
            self.refresh()

    def show(self, paragraph: int, offset: int, *, view: View, selected: int) -> None:
        """Say where that place is (offset in code points), how much is shown and how much selected."""
        section = self.interview.section_at(paragraph)
        turn = self.interview.turn_at(paragraph)
        total = self.interview.characters
        read = self.interview.before[paragraph] + offset
        parts = []
        if selected:
            parts.append(_("{count} characters selected").format(count=selected))
        if view.voice:
            parts.append(_("only {speaker}").format(speaker=view.voice))
        if view.short:
            parts.append(_("first lines"))
        if view.folded:
            parts.append(_("folded"))
        if turn:
            parts.append(
                _("turn {number}/{total}").format(number=turn.number, total=len(self.interview.turns))
            )
        if (time := self.interview.time_at(Place(paragraph, offset))) is not None:
            parts.append(clock(time))
        parts.append(f"{100 * read // max(1, total)}%")
        minutes = round((total - read) / self.speed)
        if minutes:
            parts.append(_("{minutes} min left").format(minutes=minutes))
        title = (section.title or _("Preface")) if section else self.interview.title
        shown = visible(title), visible(" · ".join(parts))
        if shown != (self._title, self._where):
            self._title, self._where = shown
            self.refresh()

    def notify_style_update(self) -> None:
        """Take up the styles of another theme."""
        super().notify_style_update()
        self._palette = None

    def render_line(self, y: int) -> Strip:
        """The only line, made for the width that it is painted at."""
        if self._palette is None:
            self._palette = Palette(self.app.theme_variables)
        palette, width = self._palette, max(0, self.size.width - 2)
        said = shorten(self._said, max(0, width - text_width(self._where) - 2))
        room = width - text_width(self._where) - text_width(said) - 5
        where = (
            f"{shorten(self._title, room)} · {self._where}"
            if self._title and room >= _LEAST_TITLE
            else shorten(self._where, width)
        )
        gap = max(0, width - text_width(said) - text_width(where))
        plain = palette.style("status")
        return Strip(
            [
                Segment(" ", plain),
                Segment(said, palette.style("status", self._style)),
                Segment(" " * gap + where + " ", plain),
            ]
        )
