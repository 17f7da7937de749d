"""The help: every key, those for where one is first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.commands import COMMANDS, TOPICS, key_words
from tui.app.screens.dialog import Dialog
from tui.app.widgets.cells import lines_of
from tui.app.widgets.query_legend import ASKED
from tui.locale import N_, _
from tui.text.width import text_width

_KEYS = 16
"""Cells of the column of keys."""

_BEFORE_SEARCHING = (
    (
        N_("What can be typed in the search bar"),
        (
            (N_("words"), N_("All of them, in any order; slips, the same sound and 繁體 will do")),
            ("changwenben", N_("Pinyin, or its initials: cwb; both can be mixed with hanzi")),
            *ASKED,
        ),
    ),
)
_BEHIND_SEARCHING = (
    (
        N_("In the concordance"),
        (
            ("j k ↓ ↑", N_("Next line, line before; Space and b by the page")),
            ("Enter", N_("Go there; the word is then searched for, n and N go on")),
            ("p l r", N_("Sort by place, by what stands to the left, to the right; F2: the next of these")),
            ("/ Tab", N_("Another word; back to the lines")),
            (N_("click"), N_("A line: go there; a column's name: sort; the strip: that part")),
            ("Esc", N_("Back to where you were")),
        ),
    ),
)
_ELSEWHERE = (
    (
        N_("With the mouse"),
        (
            (N_("click"), N_("Put the cursor on a sentence; go to a section, a hit or a quote")),
            (N_("click"), N_("On a heading of the results: by rank or by place; on a dimmed word: take it")),
            (N_("drag"), N_("Select exact words; beyond the edge the page follows")),
            (N_("double click"), N_("Select a word; three clicks: the sentence")),
            (N_("left edge"), N_("A click at a quote's left edge marks it, as Ctrl and a click do")),
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
            if topic == "Searching":
                lines += _blocks(_BEFORE_SEARCHING, width)
            lines.append(Content.styled(_(topic), "bold $accent"))
            for command in COMMANDS.values():
                if command.topic == topic and command.is_there():
                    keys = " ".join(key_words(self.keymap.get(command.id, command.keys)))
                    lines.append(_row(keys, _(command.description), width))
            lines.append(Content(""))
            if topic == "Searching":
                lines += _blocks(_BEHIND_SEARCHING, width)
        lines += _blocks(_ELSEWHERE, width)
        return Content("\n").join(lines)


def _blocks(blocks: Iterable[tuple[str, Iterable[tuple[str, str]]]], width: int) -> Iterator[Content]:
    """What is no command: titles, and under each the keys or words with what they do."""
    for title, rows in blocks:
        yield Content.styled(_(title), "bold $accent")
        yield from (_row(_(keys), _(words), width) for keys, words in rows)
        yield Content("")


def _row(keys: str, words: str, width: int) -> Content:
    """Keys and words beside each other; words that go on stand under themselves."""
    head = "  " + keys + " " * max(1, _KEYS - text_width(keys))
    lines = lines_of(words, width - _KEYS - 3, 9)
    rest = [Content(" " * (_KEYS + 2) + line) for line in lines[1:]]
    return Content("\n").join([Content.assemble((head, "bold"), *lines[:1]), *rest])
