"""The status line: what has just happened on the left, where one is on the right."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.app.widgets.cells import shorten
from tui.interview.model import Interview
from tui.interview.view import View
from tui.locale import _
from tui.text.sanitize import visible
from tui.text.width import text_width

_LEAST_TITLE = 12
"""Cells below which the section's title is left out."""


class StatusLine(Static):
    """Section, turn, percentage, time left; what limits the view; the last action's outcome.

    Args:
        interview: what is read.
        speed: characters that the reader reads in a minute.
    """

    def __init__(self, interview: Interview, *, speed: int = 400, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self.interview = interview
        self.speed = speed
        self._title = ""
        self._where = ""
        self._said = ""
        self._style = ""

    def say(self, words: str, *, warning: bool = False) -> None:
        """Say what has happened; "" takes it away."""
        words = visible(words)
        if words != self._said:
            self._said, self._style = words, "$warning" if warning else "$success"
            self._draw()

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
        parts.append(f"{100 * read // max(1, total)}%")
        minutes = round((total - read) / self.speed)
        if minutes:
            parts.append(_("{minutes} min left").format(minutes=minutes))
        title = (section.title or _("Preface")) if section else self.interview.title
        shown = visible(title), visible(" · ".join(parts))
        if shown != (self._title, self._where):
            self._title, self._where = shown
            self._draw()

    def on_resize(self) -> None:
        """Make use of the new width."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        said = shorten(self._said, max(0, width - text_width(self._where) - 2))
        room = width - text_width(self._where) - text_width(said) - 5
        where = (
            f"{shorten(self._title, room)} · {self._where}"
            if self._title and room >= _LEAST_TITLE
            else self._where
        )
        gap = max(1, width - text_width(said) - text_width(where))
        # It is one line whatever it says: nothing else has to be laid out again.
        self.update(Content.assemble((said, self._style), " " * gap, where), layout=False)
