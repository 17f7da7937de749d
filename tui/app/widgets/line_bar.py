"""A line to type in under a list: what it is for, the words, and what came of them."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tui.app.textual_patches.caret_input import CaretInput
from tui.app.widgets.one_line import OneLine
from tui.text.width import text_width


class LineBar(Horizontal):
    """A line whose every keystroke counts; the keys that move in a list are passed on.

    Args:
        sign: what stands before it.
        hint: what it says while it is empty.
    """

    DEFAULT_CSS = """
    LineBar { height: 1; background: $panel; }
    LineBar > Static { width: auto; padding: 0 1; color: $accent; text-style: bold; }
    LineBar > OneLine { width: 2; }
    """

    class Told(Message):
        """Something that the bar tells of itself."""

        def __init__(self, bar: LineBar) -> None:
            super().__init__()
            self.bar = bar

        @property
        def control(self) -> LineBar:
            """The bar."""
            return self.bar

    class Typed(Told):
        """The words are now these."""

        def __init__(self, bar: LineBar, words: str) -> None:
            super().__init__(bar)
            self.words = words

    class Moved(Told):
        """Another item of the list is wanted: a step, or a page with `page`."""

        def __init__(self, bar: LineBar, by: int, page: bool) -> None:
            super().__init__(bar)
            self.by = by
            self.page = page

    class Entered(Told):
        """What is in hand is meant."""

    class Left(Told):
        """It is given up."""

    def __init__(self, sign: str, hint: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sign, self._hint = sign, hint
        self._room = 2
        # Told of what a search has come to even while the screen is being taken down.
        self._outcome = OneLine("footer-words")

    def compose(self) -> ComposeResult:
        """Compose the sign, the line, the outcome."""
        yield Static(self._sign, markup=False)
        yield _Line(placeholder=self._hint, compact=True)
        yield self._outcome

    @property
    def line(self) -> CaretInput:
        """What is typed in."""
        return self.query_one(_Line)

    def say(self, words: str, *, look: str = "") -> None:
        """Show a short outcome at the right."""
        room = text_width(words) + 2
        if room > self._room:
            # Wider only, so that the line is seldom laid out anew.
            self._room = room
            self._outcome.styles.width = room
        self._outcome.show([], [(words, look)])

    def put(self, words: str) -> None:
        """Have these words in it, as if nobody had typed."""
        with self.line.prevent(Input.Changed):
            self.line.value = words

    def on_click(self) -> None:
        """Take a click anywhere in the bar for one into the line."""
        self.line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of each keystroke."""
        event.stop()
        self.post_message(self.Typed(self, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell of Enter."""
        event.stop()
        self.post_message(self.Entered(self))


class _Line(CaretInput):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "pass_on(1)", show=False),
        Binding("up", "pass_on(-1)", show=False),
        Binding("pagedown", "pass_page(1)", show=False),
        Binding("pageup", "pass_page(-1)", show=False),
        Binding("escape", "give_up", show=False),
    ]

    def _bar(self) -> LineBar:
        assert isinstance(self.parent, LineBar)
        return self.parent

    def action_pass_on(self, by: int) -> None:
        """Ask for a step in the list."""
        self.post_message(LineBar.Moved(self._bar(), by, page=False))

    def action_pass_page(self, by: int) -> None:
        """Ask for a page in the list."""
        self.post_message(LineBar.Moved(self._bar(), by, page=True))

    def action_give_up(self) -> None:
        """Leave the line."""
        self.post_message(LineBar.Left(self._bar()))
