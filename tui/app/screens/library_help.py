"""The keys of a library."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.commands import key_words
from tui.app.commands.library import LIBRARY, TOPICS
from tui.app.screens.dialog import Dialog
from tui.app.widgets.cells import lines_of
from tui.locale import N_, _
from tui.text.width import text_width

_KEYS = 16

_MORE = (
    (
        N_("In the lists"),
        (
            ("j k ↓ ↑", N_("Next line, line before; Space and b by the page, g G to the ends")),
            ("Enter", N_("On the title of an interview with more hits: list all of them")),
            ("Tab", N_("From the line that is typed in to the list, and back")),
            (N_("click"), N_("A line: open it; a column's name: sort; a key below: do it")),
        ),
    ),
    (
        N_("What the search bar takes"),
        (
            (
                N_("plain words"),
                N_("All of them, in any order; slips, pinyin and its initials will do"),
            ),
            ('"…"', N_("Just as it stands; -word: without; this | that: either")),
            ("speaker:", N_("Who says it; section:, turn:, asked:, said:, has:note")),
        ),
    ),
)


class LibraryHelpScreen(Dialog[None]):
    """Lists the keys by topic.

    Args:
        keymap: keys that the person remapped, by command id.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark,f1,enter", "give_up", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "scroll(10)", show=False),
        Binding("b,pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, keymap: dict[str, str]) -> None:
        super().__init__()
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
        for topic in TOPICS:
            lines.append(Content.styled(_(topic), "bold $accent"))
            for command in LIBRARY.values():
                if command.topic == topic and command.is_there():
                    keys = " ".join(key_words(self.keymap.get(command.id, command.keys)))
                    lines += self._row(keys, _(command.description))
            lines.append(Content(""))
        for title, rows in _MORE:
            lines.append(Content.styled(_(title), "bold $accent"))
            for keys, words in rows:
                lines += self._row(_(keys) if keys.isascii() and keys.islower() else keys, _(words))
            lines.append(Content(""))
        return Content("\n").join(lines)

    def _row(self, keys: str, words: str) -> list[Content]:
        """Keys and words beside each other; words that go on stand under themselves."""
        # The dialog takes 96 % of the screen, 100 cells at most, and six of them for its frame and the bar.
        width = min(100, self.app.size.width * 96 // 100) - 6
        head = "  " + keys + " " * max(1, _KEYS - text_width(keys))
        lines = lines_of(words, width - _KEYS - 3, 9)
        rest = [Content(" " * (_KEYS + 2) + line) for line in lines[1:]]
        return [Content.assemble((head, "bold"), *lines[:1]), *rest]
