"""The export: what is written, where, and a preview of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Checkbox, Input, Select, Static

from tui.app.session import Session
from tui.app.textual_private import CaretInput
from tui.export import file as export_file
from tui.export.errors import ExportError
from tui.export.formats import FORMATS, render, suggested_name
from tui.locale import _, ngettext
from tui.locale.messages import export_error_words, format_words
from tui.text.sanitize import visible

if TYPE_CHECKING:
    from tui.quotes.quote import Quote

PREVIEWED = 20_000
"""Code points of the preview that are shown; what is written is whole."""


class ExportScreen(ModalScreen[str | None]):
    """Chooses format and file, shows what will be written, and writes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("f2", "write", show=False),
        Binding("ctrl+s", "write", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._suggested = ""

    @property
    def quotes(self) -> list[Quote]:
        """What goes out."""
        return self.session.collection.quotes() if self.session.collection else []

    def compose(self) -> ComposeResult:
        """The choices above, the preview below."""
        self._suggested = self._suggestion("markdown")
        with Vertical(classes="dialog tall") as dialog:
            count = len(self.quotes)
            dialog.border_title = ngettext("Export {count} quote", "Export {count} quotes", count).format(
                count=count
            )
            with Horizontal(id="choices"):
                options = [(format_words(name), name) for name in FORMATS]
                yield Select(options, value="markdown", allow_blank=False, id="format", compact=True)
                yield Checkbox(_("with the question"), id="with-question", compact=True)
            yield CaretInput(value=self._suggested, id="file", compact=True)
            yield Static("", id="wrong", markup=False)
            with VerticalScroll(id="preview", can_focus=True):
                yield Static("", id="written", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Write (F2)"), id="write", variant="primary", compact=True)
                yield Button(_("Add what is new"), id="append", compact=True)
                yield Button(_("Write beside it"), id="beside", compact=True)
                yield Button(_("Cancel (Esc)"), id="cancel", compact=True)

    def on_mount(self) -> None:
        """Show what would be written."""
        self._offer_choices(False)
        self.query_one("#file", Input).focus()
        self._preview()

    def _suggestion(self, format: str) -> str:
        return str(Path.cwd() / suggested_name(self.session.interview, format))

    @property
    def _format(self) -> str:
        return str(self.query_one(Select).value)

    def _text(self) -> str:
        with_question = self.query_one(Checkbox).value
        return render(self.session.interview, self.quotes, self._format, with_question=with_question)

    def _preview(self) -> None:
        self.query_one("#written", Static).update(visible(self._text()[:PREVIEWED], keep_lines=True))

    def on_select_changed(self, event: Select.Changed) -> None:
        """Another format: another preview, and another file name unless one was typed."""
        line = self.query_one("#file", Input)
        if line.value == self._suggested:
            self._suggested = line.value = self._suggestion(self._format)
        self._preview()

    def on_checkbox_changed(self) -> None:
        """With or without the questions."""
        self._preview()

    def on_input_changed(self) -> None:
        """Another file: what was said of the last one no longer holds."""
        self.query_one("#wrong", Static).update("")
        self._offer_choices(False)

    def _offer_choices(self, offered: bool) -> None:
        for id in ("#append", "#beside"):
            self.query_one(id, Button).display = offered

    def on_input_submitted(self) -> None:
        """Enter writes."""
        self.action_write()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Write in the way chosen, or not at all."""
        if event.button.id == "cancel":
            self.dismiss(None)
        else:
            self._write({"append": "append", "beside": "beside"}.get(event.button.id or "", ""))

    def action_write(self) -> None:
        """Write, unless that would overwrite what a person changed."""
        self._write("")

    def _write(self, way: str) -> None:
        path = Path(self.query_one("#file", Input).value).expanduser()
        try:
            outcome = export_file.write(
                path, self._text(), self.session.written_files(), way=way, quotes=self.quotes
            )
        except ExportError as error:
            self.query_one("#wrong", Static).update(export_error_words(error))
            self._offer_choices(error.kind == "changed-by-hand")
            return
        self.dismiss(_("Written: {path}").format(path=outcome.path))
