"""The help: every key, those for where one is first."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.commands import COMMANDS, TOPICS, key_words
from tui.app.screens.dialog import Dialog
from tui.app.widgets.cells import lines_of
from tui.locale import N_, _
from tui.text.width import text_width

_KEYS = 16
"""Cells of the column of keys."""

_ELSEWHERE = (
    (
        N_("With the mouse"),
        (
            (N_("click"), N_("Put the cursor on a sentence; go to a section, a hit or a quote")),
            (N_("drag"), N_("Select exact words; beyond the edge the page follows")),
            (N_("double click"), N_("Select a word; three clicks: the sentence")),
            (N_("wheel"), N_("Scroll; on the ruler, click or drag to go there")),
        ),
    ),
)


class HelpScreen(Dialog[None]):
    """Lists the keys by topic.

    Args:
        topic: the topic that belongs to where the person is, shown first.
        keymap: keys that the person remapped, by command id.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark,f1,enter", "give_up", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "scroll(10)", show=False),
        Binding("b,pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, topic: str, keymap: dict[str, str]) -> None:
        super().__init__()
        self.topic = topic
        self.keymap = keymap

    def compose(self) -> ComposeResult:
        """One long list."""
        with VerticalScroll(classes="dialog tall") as dialog:
            dialog.border_title = _("Help")
            dialog.border_subtitle = _("Esc closes")
            yield Static(self._words())

    def action_scroll(self, rows: int) -> None:
        """Scroll by so many rows."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def _words(self) -> Content:
        # The dialog takes 96 % of the screen, 100 cells at most, and six of them for its frame and the bar.
        width = min(100, self.app.size.width * 96 // 100) - 6
        lines: list[Content] = []
        topics = [self.topic, *(topic for topic in TOPICS if topic != self.topic)]
        for topic in topics:
            lines.append(Content.styled(_(topic), "bold $accent"))
            for command in COMMANDS.values():
                if command.topic == topic and command.is_there():
                    keys = " ".join(key_words(self.keymap.get(command.id, command.keys)))
                    lines.append(_row(keys, _(command.description), width))
            lines.append(Content(""))
        for title, rows in _ELSEWHERE:
            lines.append(Content.styled(_(title), "bold $accent"))
            lines += [_row(_(keys), _(words), width) for keys, words in rows]
            lines.append(Content(""))
        return Content("\n").join(lines)


def _row(keys: str, words: str, width: int) -> Content:
    """Keys and words beside each other; words that go on stand under themselves."""
    head = "  " + keys + " " * max(1, _KEYS - text_width(keys))
    lines = lines_of(words, width - _KEYS - 3, 9)
    rest = [Content(" " * (_KEYS + 2) + line) for line in lines[1:]]
    return Content("\n").join([Content.assemble((head, "bold"), *lines[:1]), *rest])
