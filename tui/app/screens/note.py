"""Writing a note on a quote."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static, TextArea

from tui.app.screens.dialog import Dialog
from tui.locale import _
from tui.quotes.quote import Quote
from tui.text.sanitize import visible


class NoteScreen(Dialog[str | None]):
    """Edits a note of any length; None where it was given up."""

    DEFAULT_CSS = """
    NoteScreen #quoted { max-height: 4; color: $faint; margin: 1 0; }
    NoteScreen #note { height: 10; border: none; padding: 0 1; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "keep", show=False),
        Binding("ctrl+s", "keep", show=False),
    ]

    def __init__(self, quote: Quote) -> None:
        super().__init__()
        self.quote = quote

    def compose(self) -> ComposeResult:
        """The words, the note, two buttons."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = _("Note")
            yield Static(visible(" ".join(self.quote.text.split())), id="quoted", markup=False)
            area = TextArea(self.quote.note, id="note", show_line_numbers=False, soft_wrap=True)
            area.cursor_blink = False
            yield area
            with Horizontal(classes="buttons"):
                yield Button(_("Keep (F2)"), id="keep", variant="primary", compact=True)
                yield Button(_("Cancel (Esc)"), id="cancel", compact=True)

    def on_mount(self) -> None:
        """Go on writing at the end."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_keep(self) -> None:
        """Keep the note."""
        self.dismiss(self.query_one(TextArea).text.strip("\n"))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Keep it or not."""
        if event.button.id == "keep":
            self.action_keep()
        else:
            self.dismiss(None)
