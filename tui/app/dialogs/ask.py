"""A question that takes one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.app.dialogs.dialog import Dialog
from tui.app.textual_patches.caret_input import CaretInput
from tui.app.widgets.suggesters import LastWordSuggester, split
from tui.locale import _


class AskScreen(Dialog[str | None]):
    """Asks for one line; None where it was given up.

    Args:
        question: the title.
        hint: what can be typed.
        value: what stands there at first.
        goes_on: whether what is typed goes behind that, and not into its place.
        check: returns what is wrong with a line, or "".
        completions: words that are suggested for the one being typed; Tab takes the first of them.
        whole: whether the line is one of these, blanks and all, and no row of them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False, priority=True)]

    def __init__(
        self,
        question: str,
        hint: str,
        *,
        value: str = "",
        goes_on: bool = False,
        check: Callable[[str], str] = lambda _line: "",
        completions: Sequence[str] = (),
        whole: bool = False,
    ) -> None:
        super().__init__()
        self.question = question
        self.hint = hint
        self.value = f"{value} " if goes_on and value else value
        self.goes_on = goes_on
        self.check = check
        self.completions = completions
        self.whole = whole

    def compose(self) -> ComposeResult:
        """Compose the line under its title, the hint under the line."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self.question
            suggester = LastWordSuggester(self.completions, whole=self.whole) if self.completions else None
            yield CaretInput(
                value=self.value,
                suggester=suggester,
                select_on_focus=not self.goes_on,
                compact=True,
                id="answer",
            )
            yield Static(self.hint, id="hint", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Put the caret into the line."""
        line = self.query_one(Input)
        line.focus()
        self._show_completions(line.value)

    def _split(self, line: str) -> tuple[str, str]:
        return ("", line) if self.whole else split(line)

    def _matching(self, line: str) -> list[str]:
        """The completions of a line's last word: those that begin with it, then those that sound like it."""
        from tui.search.scope import spells
        from tui.text.matchkey import fold

        head, word = self._split(line)
        taken = set(head.replace("，", " ").replace("、", " ").replace(",", " ").split())
        free = [one for one in self.completions if one not in taken]
        wanted = fold(word)
        if not wanted:
            return free
        begin = [one for one in free if fold(one).startswith(wanted)]
        return begin + [one for one in free if one not in begin and spells(wanted, fold(one))]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what Tab takes."""
        self._show_completions(event.value)

    def _show_completions(self, line: str) -> None:
        if self.completions:
            others = [one for one in self._matching(line) if one != self._split(line)[1]]
            words = self.hint
            if others:
                words += "\n" + _("Tab takes the first: {words}").format(words=" ".join(others[:12]))
            self.query_one("#hint", Static).update(words)

    def action_complete(self) -> None:
        """Complete the last word."""
        line = self.query_one(Input)
        completions = self._matching(line.value)
        if completions:
            head, _word = self._split(line.value)
            line.value = completions[0] if self.whole else head + completions[0].replace(" ", "_") + " "
            line.cursor_position = len(line.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line, or say what is wrong with it."""
        wrong = self.check(event.value)
        if wrong:
            self.query_one("#hint", Static).update(wrong)
        else:
            self.dismiss(event.value)
