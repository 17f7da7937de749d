"""The export: what is written, where, and a preview of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Select, Static

from tui.app.screens.dialog import Dialog
from tui.app.session import Session
from tui.app.textual_private import CaretInput
from tui.app.widgets.plain_checkbox import PlainCheckbox
from tui.export.errors import ExportError
from tui.export.file import Choice, Done, write
from tui.export.formats import FORMATS, Export
from tui.export.naming import suggested_name
from tui.locale import N_, _, ngettext
from tui.locale.messages import export_error_words, format_words, store_error_words
from tui.store.errors import StoreError
from tui.text.sanitize import visible
from tui.text.wrap import wrap

if TYPE_CHECKING:
    from tui.quotes.quote import Quote

PREVIEWED = 20_000
"""Code points of the preview that are shown; what is written is whole."""

_ASKED = {
    "changed-by-hand": N_("This file was changed since it was written. Nothing was overwritten."),
    "foreign": N_("There is another file of this name. Nothing was overwritten."),
}
_DONE = {
    Done.WRITTEN: N_("Written: {name}, in {folder}"),
    Done.REPLACED: N_("Written anew: {name}, in {folder}"),
    Done.UNCHANGED: N_("Nothing new to write: {name}, in {folder}"),
    Done.BESIDE: N_("Written beside it: {name}, in {folder}"),
    Done.APPENDED: N_("Added {count} to {name}, in {folder}"),
}


class ExportScreen(Dialog[str | None]):
    """Chooses format and file, shows what will be written, and writes it."""

    DEFAULT_CSS = """
    ExportScreen #choices { height: 1; margin-top: 1; }
    ExportScreen #format { width: 28; margin-right: 2; }
    ExportScreen #preview { height: 1fr; background: $panel; padding: 0 1; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
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
                yield PlainCheckbox(_("with the question"), id="with-question", compact=True)
            yield CaretInput(value=self._suggested, id="file", compact=True)
            yield Static("", id="wrong", classes="wrong", markup=False)
            with VerticalScroll(id="preview", can_focus=True):
                yield Static("", id="written", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Write (F2)"), id="write", variant="primary", compact=True)
                yield Button(_("Add what is new"), id="append", compact=True)
                yield Button(_("Write beside it"), id="beside", compact=True)
                yield Button(_("Cancel (Esc)"), id="cancel", compact=True)

    def on_mount(self) -> None:
        """Show what would be written."""
        self._offer_choices(())
        self.query_one("#file", Input).focus()
        # The lines are broken as in the reader, once it is known how wide they may be.
        self.call_after_refresh(self._preview)

    def on_resize(self) -> None:
        """Break the preview's lines anew."""
        self.call_after_refresh(self._preview)

    def _suggestion(self, format: str) -> str:
        return str(Path.cwd() / suggested_name(self.session.interview, format))

    @property
    def _export(self) -> Export:
        return Export(
            self.session.interview,
            tuple(self.quotes),
            format=str(self.query_one(Select).value),
            with_question=self.query_one(PlainCheckbox).value,
        )

    def _preview(self) -> None:
        width = max(20, self.query_one("#preview").size.width - 4)
        lines = map(visible, self._export.text()[:PREVIEWED].split("\n"))
        shown = [line[start:end] for line in lines for start, end in wrap(line, width)]
        self.query_one("#written", Static).update("\n".join(shown))

    def on_select_changed(self, event: Select.Changed) -> None:
        """Another format: another preview, and another file name unless one was typed."""
        line = self.query_one("#file", Input)
        if line.value == self._suggested:
            self._suggested = line.value = self._suggestion(self._export.format)
        self._preview()

    def on_checkbox_changed(self) -> None:
        """With or without the questions."""
        self._preview()

    def on_input_changed(self) -> None:
        """Another file: what was said of the last one no longer holds."""
        self.query_one("#wrong", Static).update("")
        self._offer_choices(())

    def _offer_choices(self, choices: tuple[Choice, ...]) -> None:
        for choice in Choice:
            self.query_one(f"#{choice.value}", Button).display = choice in choices

    def on_input_submitted(self) -> None:
        """Enter writes."""
        self.action_write()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Write in the way chosen, or not at all."""
        if event.button.id == "cancel":
            self.dismiss(None)
        else:
            self._write(Choice(event.button.id) if event.button.id in list(Choice) else None)

    def action_write(self) -> None:
        """Write, unless that would overwrite what a person changed."""
        self._write(None)

    def _write(self, choice: Choice | None) -> None:
        wrong = self.query_one("#wrong", Static)
        path = self.query_one("#file", Input).value.strip()
        if not path:
            wrong.update(_("Type the name of a file."))
            return
        try:
            outcome = write(path, self._export, self.session.written_files, choice)
        except ExportError as error:
            wrong.update(export_error_words(error))
            return
        except StoreError as error:
            wrong.update(store_error_words(error))
            return
        if outcome.done is Done.ASK:
            wrong.update(_(_ASKED[outcome.reason]))
            self._offer_choices(outcome.choices)
            return
        self.dismiss(
            _(_DONE[outcome.done]).format(
                name=outcome.path.name, folder=outcome.path.parent, count=outcome.quotes
            )
        )
