"""The status line: what has just happened on the left, where one is on the right."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.app.text_styles import Palette
from tui.app.widgets.cells import shorten
from tui.interview.model.interview import Interview
from tui.interview.model.place import Place
from tui.interview.model.times import clock
from tui.interview.model.view import View
from tui.locale import _
from tui.text.sanitize import visible
from tui.text.width import text_width

_LEAST_TITLE = 12
"""Cells below which the section's title is left out."""

_LONGEST_NAME = 24
"""Cells that the name of the only speaker shown takes at most."""

_MANY_MINUTES = 120
"""Minutes from which on hours are told."""

_BETWEEN = " · "


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
        self._parts: tuple[tuple[int, str], ...] = ()
        self._said = ""
        self._style = "said"
        self._palette: Palette | None = None

    def say(self, words: str, *, warning: bool = False) -> None:
        """Say what has happened; "" takes it away."""
        words = visible(words)
        if words != self._said:
            self._said, self._style = words, "said-warning" if warning else "said"
            self.refresh()

    def show(self, here: Place, read: Place, *, view: View, selected: int) -> None:
        """Say where one is.

        Args:
            here: what is read.
            read: up to where it has been read.
            view: what limits what is shown.
            selected: code points that are selected.
        """
        section = self.interview.section_at(here.paragraph)
        turn = self.interview.turn_at(here.paragraph)
        total = self.interview.characters
        done = self.interview.before[read.paragraph] + read.offset
        # Each with its rank: on a narrow screen those of the highest ranks are left out.
        parts: list[tuple[int, str]] = []
        if selected:
            parts.append((0, _("{count} characters selected").format(count=selected)))
        if view.voice:
            parts.append((3, _("only {speaker}").format(speaker=shorten(visible(view.voice), _LONGEST_NAME))))
        if view.short:
            parts.append((4, _("first lines")))
        if view.folded:
            parts.append((5, _("folded")))
        if turn:
            numbers = _("turn {number}/{total}").format(number=turn.number, total=len(self.interview.turns))
            parts.append((1, numbers))
        if (time := self.interview.time_at(here)) is not None:
            parts.append((6, clock(time)))
        parts.append((2, f"{100 * done // max(1, total)}%"))
        minutes = round((total - done) / self.speed)
        if minutes:
            parts.append((7, _time_left(minutes)))
        title = (section.title or _("Preface")) if section else self.interview.title
        shown = visible(title), tuple(parts)
        if shown != (self._title, self._parts):
            self._title, self._parts = shown
            self.refresh()

    def notify_style_update(self) -> None:
        """Take up the styles of another theme."""
        super().notify_style_update()
        self._palette = None

    def render_line(self, y: int) -> Strip:
        """Return the only line, made for the width that it is painted at."""
        if self._palette is None:
            self._palette = Palette(self.app.theme_variables)
        palette, width = self._palette, max(0, self.size.width - 2)
        # What has just happened comes first: where one is can be seen again at the next key.
        said = shorten(self._said, width)
        where = self._where(width - text_width(said) - 2 * bool(said))
        gap = max(0, width - text_width(said) - text_width(where))
        plain = palette.style("status")
        return Strip(
            [
                Segment(" ", plain),
                Segment(said, palette.style("status", self._style)),
                Segment(" " * gap + where + " ", plain),
            ]
        )

    def _where(self, room: int) -> str:
        """Where one is, in at most `room` cells: whole parts of it, the section's title shortened first."""
        parts = list(self._parts)
        while text_width(where := _BETWEEN.join(words for _rank, words in parts)) > room:
            if len(parts) < 2:
                return shorten(where, room)
            parts.remove(max(parts))
        left = room - text_width(where) - text_width(_BETWEEN)
        if not self._title or left < min(_LEAST_TITLE, text_width(self._title)):
            return where
        return shorten(self._title, left) + _BETWEEN + where


def _time_left(minutes: int) -> str:
    if minutes < _MANY_MINUTES:
        return _("{minutes} min left").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    return _("{hours} h {minutes} min left").format(hours=hours, minutes=minutes)
