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
from tui.locale import N_, _
from tui.text.width import text_width

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
        lines: list[Content] = []
        topics = [self.topic, *(topic for topic in TOPICS if topic != self.topic)]
        for topic in topics:
            lines.append(Content.styled(_(topic), "bold $accent"))
            for command in COMMANDS.values():
                if command.topic == topic:
                    keys = " ".join(key_words(self.keymap.get(command.id, command.keys)))
                    lines.append(_row(keys, _(command.description)))
            lines.append(Content(""))
        for title, rows in _ELSEWHERE:
            lines.append(Content.styled(_(title), "bold $accent"))
            lines += [_row(_(keys), _(words)) for keys, words in rows]
            lines.append(Content(""))
        return Content("\n").join(lines)


def _row(keys: str, words: str) -> Content:
    return Content.assemble("  ", (keys, "bold"), " " * max(1, 16 - text_width(keys)), words)
