"""The export: what is written, where, what will become of the file there, and a preview of it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Checkbox, Input, Select, Static

from tui.app.dialogs.dialog import Dialog
from tui.app.dialogs.export_foreseen import TEMPLATE, Asked, foreseen
from tui.app.textual_patches.caret_input import CaretInput
from tui.app.widgets.plain_checkbox import PlainCheckbox
from tui.app.widgets.preview import Preview
from tui.app.widgets.suggesters import PathSuggester
from tui.export.document import Document, Export
from tui.export.errors import ExportError
from tui.export.file import Choice, Done, Outcome, write
from tui.export.formats import FORMATS
from tui.export.naming import suggested_name
from tui.locale import N_, _, ngettext
from tui.locale.messages import export_error_words, store_error_words
from tui.quotes.collection import Order
from tui.quotes.quote import Quote
from tui.store.store_error import StoreError

if TYPE_CHECKING:
    from tui.interview.model.interview import Interview
    from tui.store.sqlite.kv import Remembered

_ASKED = {
    "changed-by-hand": N_("This file was changed since it was written. Nothing was overwritten."),
    "foreign": N_("There is another file of this name. Nothing was overwritten."),
}
_DONE = {
    Done.WRITTEN: N_("Written: {name}, in {folder}"),
    Done.REPLACED: N_("Rewritten: {name}, in {folder}"),
    Done.UNCHANGED: N_("Nothing new to write: {name}, in {folder}"),
    Done.BESIDE: N_("Written beside it: {name}, in {folder}"),
    Done.APPENDED: N_("Added {count} to {name}, in {folder}"),
}
_COMING = {
    Done.WRITTEN: N_("A new file: {size} characters"),
    Done.REPLACED: N_("Replaces what fangtan wrote there: {size} characters"),
    Done.UNCHANGED: N_("The file already holds exactly this"),
}


class ExportMemory(Protocol):
    """What is known of earlier exports: which files they wrote, and what was chosen for them."""

    @property
    def written_files(self) -> Remembered:
        """The files written, with the text that each was given."""

    def remembered(self, name: str) -> object:
        """Return a choice made at an earlier export, or None."""

    def remember(self, name: str, value: object) -> None:
        """Keep a choice for the next export; what can't be written is done without."""


class ExportScreen(Dialog[str | None]):
    """Chooses format and file, shows what will be written, and writes it; what is quoted is its subclass's.

    Args:
        memory: what is known of earlier exports.
        hand: the quotes in the person's own order.
        place: the same in the order of the text.
        marked: ids of those that are marked; where there are any, only they go out unless asked otherwise.
    """

    DEFAULT_CSS = """
    ExportScreen .line { height: 1; }
    ExportScreen #format { width: 30; max-width: 50%; margin-right: 2; }
    ExportScreen #template { background: $panel; width: 1fr; }
    ExportScreen PlainCheckbox { margin-right: 2; }
    ExportScreen CaretInput { margin: 0; }
    ExportScreen #outlook { height: auto; max-height: 3; color: $faint; }
    ExportScreen #outlook.wrong { color: $error; }
    ExportScreen Preview { height: 1fr; }
    ExportScreen .buttons { margin-top: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "write", show=False),
        Binding("ctrl+s", "write", show=False),
        Binding("pagedown", "turn_page(1)", show=False),
        Binding("pageup", "turn_page(-1)", show=False),
        Binding("down", "turn_row(1)", show=False),
        Binding("up", "turn_row(-1)", show=False),
    ]

    def __init__(
        self, memory: ExportMemory, hand: list[Quote], place: list[Quote], marked: Collection[str] = ()
    ) -> None:
        super().__init__()
        self.memory = memory
        self.marked = frozenset(marked)
        self.quotes = {Order.HAND: tuple(hand), Order.PLACE: tuple(place)}
        self._suggested = ""
        self._writing = False
        self._looking = False
        self._wanted: Asked | None = None

    def compose(self) -> ComposeResult:
        """Compose the choices above, the preview below."""
        self._suggested = self._suggestion("markdown", None)
        with Vertical(classes="dialog tall") as dialog:
            count = len(self.quotes[Order.HAND])
            words = ngettext("Export {count} quote", "Export {count} quotes", count)
            dialog.border_title = words.format(count=count)
            with Horizontal(classes="line"):
                options = [(format.words, name) for name, format in FORMATS.items()]
                options.append((_("with a template"), TEMPLATE))
                yield Select(options, value="markdown", allow_blank=False, id="format", compact=True)
                yield CaretInput(
                    placeholder=_("the template's file"),
                    suggester=PathSuggester(),
                    id="template",
                    compact=True,
                )
            with Horizontal(classes="line"):
                yield PlainCheckbox(_("with the question"), id="with-question", compact=True)
                yield PlainCheckbox(_("in the text's order"), id="by-place", compact=True)
            if self.marked:
                words = ngettext("only the {count} marked", "only the {count} marked", len(self.marked))
                only = words.format(count=len(self.marked))
                yield PlainCheckbox(only, value=True, id="only-marked", compact=True)
            yield CaretInput(value=self._suggested, suggester=PathSuggester(), id="file", compact=True)
            yield Static("", id="outlook", markup=False)
            yield Preview(id="preview")
            with Horizontal(classes="buttons"):
                yield Button(_("Write (F2)"), id="write", variant="primary", compact=True)
                yield Button(_("Add what is new"), id="append", compact=True)
                yield Button(_("Write beside it"), id="beside", compact=True)
                yield Button(_("Cancel (Esc)"), id="cancel", compact=True)

    async def on_mount(self) -> None:
        """Show what would be written."""
        self._offer_choices(())
        remembered = await asyncio.to_thread(self._last_template)
        line = self.query_one("#template", Input)
        line.display = False
        line.value = remembered
        self.query_one("#file", Input).focus()
        # The lines are broken as in the reader, once it is known how wide they may be.
        self.call_after_refresh(self._renew)

    def _last_template(self) -> str:
        try:
            return str(self.memory.remembered("template") or "")
        except StoreError:
            return ""

    def on_resize(self) -> None:
        """Break the preview's lines anew."""
        self.call_after_refresh(self._renew)

    # -- what would be written -----------------------------------------------------------------------

    @property
    def _asked(self) -> Asked:
        order = Order.PLACE if self.query_one("#by-place", Checkbox).value else Order.HAND
        return Asked(
            str(self.query_one(Select).value),
            self.query_one("#template", Input).value.strip(),
            self.query_one("#with-question", Checkbox).value,
            order,
            any(box.value for box in self.query("#only-marked").results(Checkbox)),
            self.query_one("#file", Input).value.strip(),
            self.query_one(Preview).columns,
        )

    def _suggestion(self, format: str, extension: str | None) -> str:
        """Return the path to suggest for a format, with another extension than its own where one is given."""
        raise NotImplementedError

    def _export(self, asked: Asked) -> Document:
        """Return what is to be written, as it was chosen; called in a thread too."""
        raise NotImplementedError

    def _renew(self) -> None:
        """Show what would be written now; what is asked for during a look waits, and only the last of it."""
        self._wanted = self._asked
        if not self._looking:
            self._looking = True
            self.run_worker(self._look_on(), group="preview")

    async def _look_on(self) -> None:
        try:
            while self._wanted is not None:
                asked, self._wanted = self._wanted, None
                await self._look(asked)
        finally:
            self._looking = False

    async def _look(self, asked: Asked) -> None:
        seen = await asyncio.to_thread(foreseen, asked, self._export, self.memory.written_files)
        if not self.is_current:
            return  # it has been given up meanwhile
        self.query_one(Preview).show(seen.lines)
        outlook = self.query_one("#outlook", Static)
        outcome = seen.outcome
        asks = outcome is not None and outcome.done is Done.ASK
        outlook.set_class(bool(seen.wrong) or asks, "wrong")
        if outcome is None:
            outlook.update(seen.wrong)
        elif asks:
            outlook.update(_(_ASKED[outcome.reason]))
        else:
            outlook.update(_(_COMING[outcome.done]).format(size=f"{seen.size:,}"))
        self._offer_choices(outcome.choices if outcome else ())

    def on_select_changed(self, event: Select.Changed) -> None:
        """Show the preview in another format, and suggest another file name unless one was typed."""
        self.query_one("#template").display = event.value == TEMPLATE
        if event.value == TEMPLATE:
            self.query_one("#template", Input).focus()
        self._suggest()
        self._renew()

    def _suggest(self) -> None:
        line = self.query_one("#file", Input)
        if line.value != self._suggested:
            return
        asked = self._asked
        try:
            template = asked.load_template() if Path(asked.template).name else None
            self._suggested = self._suggestion(asked.format, template.extension if template else None)
        except ExportError:
            return
        line.value = self._suggested

    def on_checkbox_changed(self) -> None:
        """Show the preview with or without the questions, in one order or the other."""
        self._renew()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what becomes of another file, or by another template."""
        if event.input.id == "template":
            self._suggest()
        self._renew()

    def action_turn_page(self, direction: int) -> None:
        """Look through the preview by pages, from wherever the keys go."""
        preview = self.query_one(Preview)
        preview.scroll_relative(y=direction * max(1, preview.size.height - 1), animate=False)

    def action_turn_row(self, direction: int) -> None:
        """Look through the preview by rows."""
        self.query_one(Preview).scroll_relative(y=direction, animate=False)

    # -- writing -------------------------------------------------------------------------------------

    def _offer_choices(self, choices: tuple[Choice, ...]) -> None:
        for choice in Choice:
            self.query_one(f"#{choice.value}", Button).display = choice in choices
        self.query_one("#write", Button).display = not choices

    def on_input_submitted(self) -> None:
        """Write the file at Enter."""
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
        asked = self._asked
        named = asked.path and (asked.template or asked.form != TEMPLATE)
        if named and not self._writing:
            self._writing = True
            self.run_worker(self._written(asked, choice), group="write")

    async def _written(self, asked: Asked, choice: Choice | None) -> None:
        def do() -> Outcome:
            return write(asked.path, self._export(asked), self.memory.written_files, choice)

        try:
            outcome = await asyncio.to_thread(do)
        except (ExportError, StoreError) as error:
            words = export_error_words(error) if isinstance(error, ExportError) else store_error_words(error)
            outlook = self.query_one("#outlook", Static)
            outlook.update(words)
            outlook.add_class("wrong")
            return
        finally:
            self._writing = False
        if outcome.done is Done.ASK:
            self._renew()
            return
        if asked.form == TEMPLATE:
            self.memory.remember("template", asked.template)
        words = _(_DONE[outcome.done])
        folder = outcome.path.parent
        self.dismiss(words.format(name=outcome.path.name, folder=folder, count=outcome.quotes))


class InterviewExportScreen(ExportScreen):
    """The export of one interview's quotes.

    Args:
        interview: what is quoted.
        memory: what is known of earlier exports.
        hand: the quotes in the person's own order.
        place: the same in the order of the text.
        marked: ids of those that are marked.
    """

    def __init__(
        self,
        interview: Interview,
        memory: ExportMemory,
        hand: list[Quote],
        place: list[Quote],
        marked: Collection[str] = (),
    ) -> None:
        super().__init__(memory, hand, place, marked)
        self.interview = interview

    def _suggestion(self, format: str, extension: str | None) -> str:
        return str(Path.cwd() / suggested_name(self.interview, format, extension))

    def _export(self, asked: Asked) -> Export:
        quotes = self.quotes[asked.order]
        return Export(
            self.interview,
            tuple(quote for quote in quotes if not asked.only_marked or quote.id in self.marked),
            format=asked.format,
            with_question=asked.with_question,
            template=asked.load_template(),
        )
