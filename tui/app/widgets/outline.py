"""The outline: the sections, how many turns each has, and which one is being read."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from tui.app.signs import reading_mark
from tui.app.widgets.cells import lines_of
from tui.app.widgets.pane_list import PaneList
from tui.interview.model import Interview, Section
from tui.locale import _
from tui.text.width import text_width


class Outline(PaneList):
    """Lists the sections of one interview."""

    class Chosen(Message):
        """A section was chosen; `paragraph` is its first, from 0."""

        def __init__(self, paragraph: int) -> None:
            super().__init__()
            self.paragraph = paragraph

    def __init__(self, interview: Interview, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.interview = interview
        self.border_title = _("Outline")
        self._reading = -1
        self._hits: dict[int, int] = {}
        self._width = self._height = 0

    def on_mount(self) -> None:
        """Fill the list before it is first painted."""
        self._width, self._height = self.width_to_come(), self.app.size.height
        self._fill()

    def on_resize(self, event: events.Resize) -> None:
        """Break the titles at the new width, if it is another."""
        two_lines = self._two_lines
        before, self._width, self._height = self._width, event.size.width, event.size.height
        if before != self._width or two_lines != self._two_lines:
            self._fill()

    @property
    def _two_lines(self) -> bool:
        """Whether there is room for two lines a section."""
        return self._height >= 2 * len(self.interview.sections)

    @property
    def section_in_hand(self) -> Section | None:
        """The section highlighted, or None where there is none."""
        if self.highlighted is not None and self.highlighted < len(self.interview.sections):
            return self.interview.sections[self.highlighted]
        return None

    def show_hits(self, hits: dict[int, int]) -> None:
        """Say how many hits each section has, by section number."""
        if hits != self._hits:
            self._hits = hits
            self._fill()

    def mark(self, paragraph: int) -> None:
        """Mark the section that a paragraph (index from 0) stands in as the one being read."""
        section = self.interview.section_at(paragraph)
        index = section.number - self.interview.sections[0].number if section else -1
        if index == self._reading:
            return
        before, self._reading = self._reading, index
        for changed in (before, index):
            if 0 <= changed < self.option_count:
                self.replace_option_prompt_at_index(changed, self._prompt(changed))
        if not self.has_focus and self.option_count:
            self.highlighted = index if index >= 0 else None

    def _fill(self) -> None:
        if not self._width:
            return
        kept = self.highlighted
        self.clear_options()
        if not self.interview.sections:
            lines = lines_of(_("No sections in this text."), self._width - 2, 3)
            self.add_option(Option(Content.styled("\n".join(lines), "$faint"), disabled=True))
            return
        self.add_options([Option(self._prompt(index)) for index in range(len(self.interview.sections))])
        self.highlighted = kept if kept is not None else max(0, self._reading)

    def _prompt(self, index: int) -> Content:
        section: Section = self.interview.sections[index]
        title = section.title if section.number else _("Preface")
        hits = self._hits.get(section.number, 0)
        count = str(hits) if hits else str(section.turns) if section.turns else ""
        reading = index == self._reading
        indent = "  " * (section.level - 1)
        width = max(8, self._width - 3 - len(count) - len(indent))
        sign = (reading_mark() if reading else " ", "$accent")
        style = "bold" if reading else ""
        lines = lines_of(title, width - 1, 2 if self._two_lines else 1)
        first = Content.assemble(
            sign,
            (indent + lines[0], style),
            " " * max(1, width - text_width(lines[0])),
            (count, "$warning bold reverse" if hits else "$faint"),
        )
        rest = [Content.assemble(sign, (indent + line, style)) for line in lines[1:]]
        return Content("\n").join([first, *rest])

    def on_option_list_option_selected(self, event: PaneList.OptionSelected) -> None:
        """Go to the section."""
        event.stop()
        if event.option_index < len(self.interview.sections):
            self.post_message(self.Chosen(self.interview.sections[event.option_index].start))
