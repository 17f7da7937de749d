"""The hits of a search: one line each, grouped by what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from tui.app.widgets.cells import shorten
from tui.app.widgets.pane_list import PaneList
from tui.interview.model import Interview, Kind
from tui.locale import _
from tui.text.sanitize import visible
from tui.text.width import text_width

if TYPE_CHECKING:
    from tui.search.answer import Hit

SHOWN = 100
"""How many hits are listed; a longer list is slow to build and nobody reads it."""

_LEAD = 12
"""Cells of context before the first match in a line."""

_HEAD = 16
"""Cells of section and speaker at the start of a line."""


class Results(PaneList):
    """Lists ranked passages."""

    can_focus = False

    class Chosen(Message):
        """The hit of that index is where to go."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, interview: Interview, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.interview = interview
        self._listed: list[int | None] = []

    def show(self, hits: Sequence[Hit], query: str) -> None:
        """List these hits; an empty list says what to try."""
        from tui.locale.messages import tier_words

        self.clear_options()
        self._listed = []
        options: list[Option] = []
        tier = None
        for index, hit in enumerate(hits[:SHOWN]):
            if hit.tier != tier:
                tier = hit.tier
                count = sum(other.tier == tier for other in hits)
                options.append(
                    Option(Content.styled(f"{tier_words(tier)} · {count}", "$faint"), disabled=True)
                )
                self._listed.append(None)
            options.append(Option(self._prompt(hit)))
            self._listed.append(index)
        if not options and query.strip():
            words = _("Nothing found. Try fewer words, pinyin (changwenben) or its initials (cwb).")
            options.append(Option(Content.styled(words, "$faint"), disabled=True))
            self._listed.append(None)
        self.add_options(options)

    def point_at(self, index: int) -> None:
        """Highlight the hit of that index."""
        if index in self._listed:
            self.highlighted = self._listed.index(index)
            if index == 0:
                self.scroll_home(animate=False)

    def _prompt(self, hit: Hit) -> Content:
        turn = self.interview.turn_at(hit.paragraph)
        section = self.interview.section_at(hit.paragraph)
        number = f"{section.number:02d}" if section and section.number else "··"
        paragraph = self.interview.paragraphs[hit.paragraph]
        who = turn.speaker if turn else _("heading") if paragraph.kind is Kind.HEADING else ""
        head = f"{number} {shorten(who, _HEAD - 4)}"
        head += " " * max(1, _HEAD - text_width(head))
        text = visible(paragraph.text)
        first = hit.ranges[0][0] if hit.ranges else paragraph.label
        start = paragraph.label if first >= paragraph.label else 0
        if text_width(text[start:first]) > max(20, self.size.width - _HEAD) - 2 * _LEAD:
            start = first
            while start > 0 and text_width(text[start - 1 : first]) <= _LEAD:
                start -= 1
        lead = "…" if start > paragraph.label else ""
        snippet = Content(lead + text[start:])
        shift = len(lead) - start
        for left, right in hit.ranges:
            if right > start:
                snippet = snippet.stylize("$warning bold", max(left, start) + shift, right + shift)
        return Content.assemble((head, "$faint"), snippet)

    def on_option_list_option_selected(self, event: PaneList.OptionSelected) -> None:
        """A click lands on the hit."""
        event.stop()
        index = self._listed[event.option_index]
        if index is not None:
            self.post_message(self.Chosen(index))
