"""The help: every key, those for where one is first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.dialogs.dialog import Dialog
from tui.app.widgets.cells import lines_of
from tui.locale import _
from tui.text.width import text_width

if TYPE_CHECKING:
    from tui.app.dialogs.help_chapters import Chapter

_KEYS = 16
"""Cells of the column of keys."""


class HelpScreen(Dialog[None]):
    """Lists keys with what they do.

    Args:
        chapters: what it says, in this order.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark,f1,enter", "give_up", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "scroll(10)", show=False),
        Binding("b,pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, chapters: Sequence[Chapter]) -> None:
        super().__init__()
        self.chapters = chapters

    def compose(self) -> ComposeResult:
        """Compose one long list."""
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
        for title, rows in self.chapters:
            lines.append(Content.styled(title, "bold $accent"))
            lines += [_row(keys, words, width) for keys, words in rows]
            lines.append(Content(""))
        return Content("\n").join(lines)


def _row(keys: str, words: str, width: int) -> Content:
    """Put words to the right of their keys; those that go on are indented as far."""
    head = "  " + keys + " " * max(1, _KEYS - text_width(keys))
    lines = lines_of(words, width - _KEYS - 3, 9)
    rest = [Content(" " * (_KEYS + 2) + line) for line in lines[1:]]
    return Content("\n").join([Content.assemble((head, "bold"), *lines[:1]), *rest])
