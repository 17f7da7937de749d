"""A question that takes one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from tui.app.screens.dialog import Dialog
from tui.app.textual_private import CaretInput


class AskScreen(Dialog[str | None]):
    """Asks for one line; None where it was given up.

    Args:
        question: the title.
        hint: what can be typed.
        value: what stands there at first.
        check: returns what is wrong with a line, or "".
        completions: words that are suggested.
    """

    def __init__(
        self,
        question: str,
        hint: str,
        *,
        value: str = "",
        check: Callable[[str], str] = lambda _: "",
        completions: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.question = question
        self.hint = hint
        self.value = value
        self.check = check
        self.completions = completions

    def compose(self) -> ComposeResult:
        """The line under its title, the hint under the line."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self.question
            suggester = SuggestFromList(self.completions) if self.completions else None
            yield CaretInput(value=self.value, suggester=suggester, compact=True, id="answer")
            yield Static(self.hint, id="hint", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line, or say what is wrong with it."""
        wrong = self.check(event.value)
        if wrong:
            self.query_one("#hint", Static).update(wrong)
        else:
            self.dismiss(event.value)
