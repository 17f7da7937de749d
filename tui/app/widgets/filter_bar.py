"""The line in which the panel's filter is typed, over the status line; there only while there is a filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tui.app.textual_patches.caret_input import CaretInput
from tui.app.widgets.suggesters import LastWordSuggester
from tui.locale import _


class FilterBar(Horizontal):
    """A live filter of the quotes.

    Args:
        query: what is typed already.
        completions: words that are suggested.
    """

    DEFAULT_CSS = """
    FilterBar { height: 1; background: $panel; }
    FilterBar #filter-sign { width: auto; padding: 0 1; color: $accent; text-style: bold; }
    FilterBar #filter-count { width: auto; padding: 0 1; color: $faint; }
    """

    class Typed(Message):
        """The filter is now this one."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Kept(Message):
        """The filter stays, and the list is to be used."""

    class Ended(Message):
        """Everything is to be shown again."""

    class Stepped(Message):
        """Another quote is wanted in hand, so many further on."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, query: str, completions: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.line = FilterLine(
            value=query,
            placeholder=_("words, #tag, speaker:, section:, colour:, state:, has:note"),
            suggester=LastWordSuggester(completions),
            compact=True,
        )

    def compose(self) -> ComposeResult:
        """Compose the sign, the line, the count."""
        yield Static(_("Quotes") + " /", id="filter-sign", markup=False)
        yield self.line
        yield Static("", id="filter-count", markup=False)

    def begin(self) -> None:
        """Put the caret into the line."""
        self.line.focus()
        self.line.action_select_all()

    def say(self, words: str) -> None:
        """Show a short result at the right."""
        self.query_one("#filter-count", Static).update(words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at each keystroke."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list at Enter."""
        event.stop()
        self.post_message(self.Kept())

    def on_click(self) -> None:
        """Take a click anywhere in the bar for one into the line."""
        self.line.focus()


class FilterLine(CaretInput):
    """The line itself; the keys that move in the list are passed on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("tab", "complete", show=False),
        Binding("escape", "give_up", show=False),
    ]

    def action_step(self, by: int) -> None:
        """Go on in the list."""
        self.post_message(FilterBar.Stepped(by))

    def action_complete(self) -> None:
        """Take what is suggested; without a suggestion, go to the list."""
        before = self.value
        if self.cursor_at_end:
            self.action_cursor_right()
        if self.value == before:
            self.post_message(FilterBar.Kept())

    def action_give_up(self) -> None:
        """Show everything again."""
        self.post_message(FilterBar.Ended())
