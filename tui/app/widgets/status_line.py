"""The status line: where one is."""

from __future__ import annotations

from textual.widgets import Static

from tui.app.widgets.cells import shorten
from tui.interview.model import Interview
from tui.locale import _
from tui.text.width import text_width


class StatusLine(Static):
    """Section, turn, percentage; and what limits the view."""

    def __init__(self, interview: Interview, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self.interview = interview
        self._before = [0]
        for paragraph in interview.paragraphs:
            self._before.append(self._before[-1] + len(paragraph.text))

    def show(self, paragraph: int, offset: int, *, voice: str | None, selected: int) -> None:
        """Say where that place is (offset in code points), whose turns are shown, how much is selected."""
        section = self.interview.section_at(paragraph)
        turn = self.interview.turn_at(paragraph)
        read = self._before[min(paragraph, len(self._before) - 1)] + offset
        percent = f"{100 * read // max(1, self._before[-1])}%"
        right = [percent]
        if self.interview.turns:
            total = len(self.interview.turns)
            number = str(turn.number) if turn else "–"
            right.insert(0, _("turn {number}/{total}").format(number=number, total=total))
        if voice:
            right.insert(0, _("only {speaker}").format(speaker=voice))
        if selected:
            right.insert(0, _("{count} characters selected").format(count=selected))
        title = (section.title if section and section.number else "") or self.interview.title
        words = " · ".join(right)
        room = max(0, self.size.width - text_width(words) - 5)
        self.update(" · ".join(part for part in (shorten(title, room) if room > 12 else "", words) if part))
