"""Writing a note on a quote."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static, TextArea

from tui.app.dialogs.dialog import Dialog
from tui.locale import _
from tui.text.sanitize import visible


class NoteScreen(Dialog[None]):
    """Edits a note of any length.

    Args:
        about: what the note is on.
        note: what stands there already.
        keep: keeps the note; False where that could not be done, and then it stays open for its words.
        leave: keeps it without a word where all ends while it is being written, as when the line drops.
    """

    DEFAULT_CSS = """
    NoteScreen #quoted { max-height: 4; color: $faint; margin: 1 0; }
    NoteScreen #note { height: 10; border: none; padding: 0 1; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "keep", show=False),
        Binding("ctrl+s", "keep", show=False),
    ]

    def __init__(
        self,
        about: str,
        note: str,
        keep: Callable[[str], Awaitable[bool]],
        leave: Callable[[str], None] = lambda _note: None,
    ) -> None:
        super().__init__()
        self.about = about
        self.note = note
        self.keep = keep
        self.leave = leave
        self._warned = False
        self._written = note
        self._decided = False

    def compose(self) -> ComposeResult:
        """Compose the words, the note, two buttons."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = _("Note")
            yield Static(visible(self.about), id="quoted", markup=False)
            area = TextArea(self.note, id="note", show_line_numbers=False, soft_wrap=True)
            area.cursor_blink = False
            yield area
            yield Static("", id="wrong", classes="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Keep (F2)"), id="keep", variant="primary", compact=True)
                yield Button(_("Cancel (Esc)"), id="cancel", compact=True)

    def on_mount(self) -> None:
        """Go on writing at the end."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    @property
    def _note(self) -> str:
        return self.query_one(TextArea).text.strip("\n")

    async def action_keep(self) -> None:
        """Keep the note; it closes once it is on the disk."""
        if await self.keep(self._note):
            self._decided = True
            self.dismiss(None)
        else:
            self.query_one("#wrong", Static).update(_("The note could not be kept. Copy its words first."))

    def action_give_up(self) -> None:
        """Close without keeping; what was typed is dropped only when asked for twice."""
        if self._note == self.note or self._warned:
            self._decided = True
            self.dismiss(None)
        else:
            self._warned = True
            self.query_one("#wrong", Static).update(_("Not kept yet: F2 keeps it, Esc again drops it."))

    def on_text_area_changed(self) -> None:
        """Take the warning back once typing goes on."""
        self._warned = False
        self._written = self._note
        self.query_one("#wrong", Static).update("")

    def on_unmount(self) -> None:
        """Keep a note that nobody has dropped, whatever ended the dialog."""
        if not self._decided and self._written != self.note:
            self.leave(self._written)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Keep it or not."""
        if event.button.id == "keep":
            await self.action_keep()
        else:
            self.action_give_up()
