"""What is not sure about an interview, above its page: in words, with the keys that settle it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult

from tui.app.widgets.covered import CoveredColumn
from tui.app.widgets.key_footer import KeyFooter
from tui.app.widgets.one_line import OneLine


class DoubtBar(CoveredColumn):
    """One line of words, one of keys, each of which can be clicked.

    Args:
        words: what is not sure.
        keys: (key, words, command id) of what settles it.
    """

    DEFAULT_CSS = """
    DoubtBar { height: 2; }
    DoubtBar KeyFooter { height: 1; }
    """

    def __init__(self, words: str, keys: Sequence[tuple[str, str, str]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words
        self.keys = keys
        self.line = OneLine("pane")
        self.buttons = KeyFooter()

    def compose(self) -> ComposeResult:
        """Compose the words and the keys."""
        yield self.line
        yield self.buttons

    def on_mount(self) -> None:
        """Say the words, and show the keys."""
        self.line.show([("? ", "pane-warning pane-reading"), (self.words, "pane-warning")])
        self.buttons.show(self.keys, len(self.keys))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Leave the focus where it is."""
        event.stop()
