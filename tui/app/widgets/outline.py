"""The outline: the sections, how many turns each has, and which one is being read."""

from __future__ import annotations

from textual import events
from textual.message import Message

from tui.app.glyphs import reading_mark
from tui.app.widgets.cells import lines_of
from tui.app.widgets.listing import Line, Listing
from tui.interview.model.interview import Interview, Section
from tui.locale import _
from tui.text.width import text_width


class Outline(Listing):
    """Lists the sections of one interview."""

    class Chosen(Message):
        """A section was chosen; `paragraph` is its first, from 0."""

        def __init__(self, paragraph: int) -> None:
            super().__init__()
            self.paragraph = paragraph

    def __init__(self, interview: Interview, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.interview = interview
        self.border_title = _("Outline") if interview.sure else _("Outline · who speaks?")
        self.count = len(interview.sections)
        self._reading = -1
        self._hits: dict[int, int] = {}
        self._two_lines = False

    def on_resize(self, event: events.Resize) -> None:
        """Show two lines a section where there is room for them."""
        two_lines = event.size.height >= 2 * self.count
        if two_lines != self._two_lines:
            self._two_lines = two_lines
            self.fill(self.count, self.highlighted)

    @property
    def section_in_hand(self) -> Section | None:
        """The section highlighted, or None where there is none."""
        return None if self.highlighted is None else self.interview.sections[self.highlighted]

    def show_hits(self, hits: dict[int, int]) -> None:
        """Say how many hits each section has, by section number."""
        if hits != self._hits:
            self._hits = hits
            self.fill(self.count, self.highlighted)

    def mark(self, paragraph: int, *, follow: bool = True) -> None:
        """Mark the section that a paragraph (index from 0) stands in as the one being read.

        With `follow` it is brought on screen.
        """
        section = self.interview.section_at(paragraph)
        index = section.number - self.interview.sections[0].number if section else -1
        if index != self._reading:
            before, self._reading = self._reading, index
            self.renew(*(changed for changed in (before, index) if changed >= 0))
        if follow and not self.has_focus:
            self.highlight(index if index >= 0 else None)

    def nothing(self, width: int) -> list[Line]:
        """Say that the text has no sections."""
        return [
            [(f" {line}", "pane-faint")] for line in lines_of(_("No sections in this text."), width - 2, 3)
        ]

    def height_of(self, index: int) -> int | None:
        """Return one row where there is no room for two."""
        return None if self._two_lines else 1

    def item(self, index: int, width: int) -> list[Line]:
        """Return the rows of one section: its title, and its turns or hits."""
        section = self.interview.sections[index]
        title = section.title if section.number else _("Preface")
        # Hits and turns side by side could not be told apart: while there are hits, they alone are counted.
        counted = self._hits.get(section.number, 0) if self._hits else section.turns
        count = str(counted) if counted else ""
        reading = index == self._reading
        indent = "  " * (section.level - 1)
        room = max(8, width - 2 - len(count) - len(indent))
        sign = f" {reading_mark()}" if reading else "  "
        look = "pane-reading" if reading else ""
        lines = lines_of(title, room - 1, 2 if self._two_lines else 1)
        first: Line = [
            (sign, "pane-sign"),
            (indent + lines[0], look),
            (" " * max(1, room - text_width(lines[0])), ""),
            (count, "pane-hits" if self._hits else "pane-faint"),
        ]
        return [first, *([(sign, "pane-sign"), (indent + line, look)] for line in lines[1:])]

    def on_listing_picked(self, event: Listing.Picked) -> None:
        """Go to the section."""
        event.stop()
        self.post_message(self.Chosen(self.interview.sections[event.index].start))
