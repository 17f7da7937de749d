"""Importing a collection that was exported as JSON, here or on another machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.screens.ask import AskScreen
from tui.locale import _
from tui.locale.messages import export_error_words, imported_words

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen
    from tui.export.incoming import Incoming
    from tui.quotes.collection import Collection
    from tui.quotes.importing import Imported


def ask(screen: ReadingScreen) -> None:
    """Ask for the file, take its quotes in, and tell what became of them; undo takes them out again."""
    read: dict[str, Incoming] = {}

    def wrong(line: str) -> str:
        from tui.export.errors import ExportError
        from tui.export.incoming import load

        path = line.strip()
        if not path:
            return _("Type the name of a file.")
        try:
            read[line] = load(path)
        except ExportError as error:
            return export_error_words(error)
        return "" if read[line].quotes else imported_words(0, 0, 0, 0)

    def answered(line: str | None) -> None:
        if line is not None:
            _take_in(screen, read[line])

    hint = _("A file that was exported as JSON. A quote that is here already comes no second time.")
    found = sorted(str(path) for path in Path.cwd().glob("*.json"))
    question = AskScreen(_("Import quotes"), hint, value=found[0] if len(found) == 1 else "", check=wrong)
    screen.app.push_screen(question, answered)


def _take_in(screen: ReadingScreen, incoming: Incoming) -> None:
    def deed(collection: Collection) -> Imported:
        return collection.import_quotes(incoming.quotes)

    def told(done: Imported) -> None:
        words = imported_words(len(done.added), len(done.merged), done.known, done.missing)
        if incoming.refused:
            words += " " + _("({count} can't be read)").format(count=len(incoming.refused))
        if done.added or done.merged:
            words = _("{words}. Press u to undo.").format(words=words)
        screen.say(words, warning=bool(done.missing or incoming.refused))

    screen.quotes.changing.change(deed, told, lambda done: next(iter(done.added), None))
