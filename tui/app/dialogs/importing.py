"""Importing a collection that was exported as JSON, here or on another machine."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.app.dialogs.dialog import Dialog
from tui.app.textual_patches.caret_input import CaretInput
from tui.app.widgets.suggesters import PathSuggester
from tui.export.errors import ExportError
from tui.export.incoming import Incoming, load
from tui.locale import _
from tui.locale.messages import export_error_words, imported_words
from tui.locale.trust import corrected_count_words, unchecked_words

if TYPE_CHECKING:
    from tui.app.dialogs.asker import Asker, Changer
    from tui.quotes.collection import Collection
    from tui.quotes.importing import Imported


class ImportScreen(Dialog[Incoming | None]):
    """Asks for the file and reads it; what is wrong with it is said here, and another can be typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False, priority=True)]

    def compose(self) -> ComposeResult:
        """Compose the file's line, and what is known of it."""
        files = sorted(Path.cwd().glob("*.json"))
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = _("Import quotes")
            # One alone is surely meant.
            yield CaretInput(
                value=str(files[0]) if len(files) == 1 else "",
                suggester=PathSuggester(_is_json),
                compact=True,
                id="answer",
            )
            hint = _("A file that was exported as JSON. Quotes that are already here are not added again.")
            hint += "\n" + _("→ or Tab completes a name.")
            yield Static(hint, id="hint", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Put the caret into the line."""
        self.query_one(Input).focus()

    async def action_complete(self) -> None:
        """Complete the name as far as it is known."""
        line = self.query_one(Input)
        path = await line.suggester.get_suggestion(line.value) if line.suggester else None
        if path:
            line.value = path
            line.cursor_position = len(path)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read the file, out of the screen's way; Esc gives it up."""
        path = event.value.strip()
        if not path:
            self._say(_("Type the name of a file."))
            return
        self._say(_("Reading …"))
        self.run_worker(self._read(path))

    def _say(self, words: str) -> None:
        self.query_one("#hint", Static).update(words)

    async def _read(self, path: str) -> None:
        try:
            incoming = await asyncio.to_thread(load, path)
        except ExportError as error:
            self._say(export_error_words(error))
            return
        if incoming.quotes:
            self.dismiss(incoming)
        else:
            self._say(imported_words(0, 0, 0, 0))


def _is_json(name: str) -> bool:
    return name.lower().endswith(".json")


def ask(screen: Asker, queue: Changer) -> None:
    """Ask for the file, take its quotes in, and tell what became of them; undo takes them out again."""

    def answered(incoming: Incoming | None) -> None:
        if incoming is not None:
            _take_in(screen, queue, incoming)

    screen.app.push_screen(ImportScreen(), answered)


def _take_in(screen: Asker, queue: Changer, incoming: Incoming) -> None:
    def deed(collection: Collection) -> Imported:
        return collection.import_quotes(incoming.quotes)

    def then(done: Imported) -> None:
        words = imported_words(
            len(done.added), len(done.merged), done.known, done.missing, len(done.differing)
        )
        if incoming.refused:
            words += " " + _("({count} can't be read)").format(count=len(incoming.refused))
        if done.corrected:
            words += " " + corrected_count_words(len(done.corrected))
        if done.unchecked:
            words += " " + unchecked_words(done.unchecked)
        if done.added or done.merged:
            words = _("{words}. Press u to undo.").format(words=words)
        screen.say(
            words,
            warning=bool(
                done.missing or done.differing or done.corrected or done.unchecked or incoming.refused
            ),
        )

    queue.change(deed, then, lambda done: next(iter(done.added), None))
