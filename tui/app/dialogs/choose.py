"""A question with a few answers to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.dialogs.dialog import Dialog
from tui.app.textual_patches.answer_list import AnswerList
from tui.app.widgets.cells import shorten
from tui.locale import _

_WIDTH = 60
"""Cells of an answer beyond which it is cut short."""


class ChooseScreen(Dialog[int | None]):
    """Asks which of some answers is meant; the answer's index from 0, None where it was given up.

    Args:
        question: the title.
        hint: what it is about.
        answers: what can be chosen; the first is in hand.
    """

    DEFAULT_CSS = """
    ChooseScreen OptionList { height: auto; max-height: 12; border: none; background: $surface; margin: 1 0; }
    ChooseScreen OptionList:focus { border: none; background-tint: $foreground 0%; }
    """

    def __init__(self, question: str, hint: str, answers: Sequence[str]) -> None:
        super().__init__()
        self.question = question
        self.hint = hint
        self.answers = list(answers)

    def compose(self) -> ComposeResult:
        """Compose what it is about, the answers, the keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self.question
            yield Static(self.hint, markup=False)
            yield AnswerList(*(Option(shorten(answer, _WIDTH)) for answer in self.answers), markup=False)
            yield Static(_("Enter chooses · Esc changes nothing"), classes="hint")

    def on_mount(self) -> None:
        """Take the first answer in hand."""
        answers = self.query_one(OptionList)
        answers.highlighted = 0
        answers.focus()

    def on_key(self, event: events.Key) -> None:
        """Take a digit for the answer of that number."""
        if event.character and event.character in "123456789":
            index = int(event.character) - 1
            if index < len(self.answers):
                event.stop()
                self.dismiss(index)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the answer chosen."""
        event.stop()
        self.dismiss(event.option_index)
