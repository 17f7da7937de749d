"""The list of who speaks and of what might be labels; what a person says of a row is said at once."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from tui.app.dialogs.dialog import Dialog
from tui.app.textual_patches.answer_list import AnswerList
from tui.app.widgets.cells import shorten
from tui.locale import _
from tui.text.sanitize import visible

_WIDTH = 92
"""Cells of a row beyond which it is cut short."""


class Kind(StrEnum):
    """What stands in a row."""

    SPEAKER = "speaker"
    MIGHT_BE = "might be"
    REFUSED = "refused"


class Said(StrEnum):
    """What a person says of a row."""

    MORE = "more"  # asks what else there is to say of it
    LABEL = "label"
    NONE = "none"
    PATTERN = "pattern"  # is of no row


class Listed(NamedTuple):
    """One row: a speaker, or words that might be a label.

    Attributes:
        kind: which of them.
        name: whom it is about.
        words: what is told of it.
    """

    kind: Kind
    name: str
    words: str


class WhoSpeaksScreen(Dialog[tuple[Said, int] | None]):
    """Shows who speaks, and what is not sure; gives what was said, and of which row, from 0.

    Args:
        listed: the rows, by their kinds.
        hint: what is to be known of all of them, "" for nothing.
        in_hand: the row that is in hand at first.
    """

    DEFAULT_CSS = """
    WhoSpeaksScreen .dialog { width: 100; }
    WhoSpeaksScreen OptionList {
        height: auto; max-height: 20; border: none; background: $surface; margin: 1 0 0 0;
    }
    WhoSpeaksScreen OptionList:focus { border: none; background-tint: $foreground 0%; }
    WhoSpeaksScreen .low OptionList { margin: 0; max-height: 11; }
    WhoSpeaksScreen .low .buttons { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,y", "say('label')", show=False),
        Binding("minus,n", "say('none')", show=False),
        Binding("p", "say('pattern')", show=False),
    ]

    def __init__(self, listed: Sequence[Listed], hint: str = "", in_hand: int = 0) -> None:
        super().__init__()
        self.listed = listed
        self.hint = hint
        self._in_hand = in_hand
        self._rows: list[int | None] = []

    def compose(self) -> ComposeResult:
        """Compose the rows under their headings, what can be said of one, the keys."""
        heads = {Kind.MIGHT_BE: _("Might be labels"), Kind.REFUSED: _("No labels, as you said")}
        options: list[Option] = []
        before = Kind.SPEAKER
        for index, one in enumerate(self.listed):
            if one.kind is not before:
                before = one.kind
                options.append(Option(heads[one.kind], disabled=True))
                self._rows.append(None)
            options.append(Option(shorten(visible(one.words), _WIDTH)))
            self._rows.append(index)
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = _("Who speaks?")
            dialog.set_class(self.app.size.height < 24, "low")
            if self.hint:
                yield Static(self.hint, markup=False, classes="hint")
            yield AnswerList(*options, markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("label (+)"), id="label", compact=True)
                yield Button(_("no label (-)"), id="none", compact=True)
                yield Button(_("pattern … (p)"), id="pattern", compact=True)
            yield Static(_("Enter: more of this one · Esc changes nothing"), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Take a row in hand."""
        answers = self.query_one(OptionList)
        if self._in_hand in self._rows:
            answers.highlighted = self._rows.index(self._in_hand)
        answers.focus()

    @property
    def _row(self) -> int | None:
        """Which of those listed is in hand."""
        highlighted = self.query_one(OptionList).highlighted
        return None if highlighted is None else self._rows[highlighted]

    def on_key(self, event: events.Key) -> None:
        """Take a digit for the row of that number."""
        if event.character and event.character in "123456789" and int(event.character) <= len(self.listed):
            event.stop()
            self.dismiss((Said.MORE, int(event.character) - 1))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask what else is to be said of the row chosen."""
        event.stop()
        row = self._rows[event.option_index]
        if row is not None:
            self.dismiss((Said.MORE, row))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Say what was clicked of the row in hand."""
        event.stop()
        self.action_say(str(event.button.id))

    def action_say(self, what: str) -> None:
        """Say that of the row in hand."""
        if what == Said.PATTERN:
            self.dismiss((Said.PATTERN, -1))
        elif self._row is not None:
            self.dismiss((Said(what), self._row))
