"""What an export would write, and what would become of the file: looked up before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.export.document import Document
from tui.export.errors import ExportError
from tui.export.file import Outcome, foresee
from tui.export.template import Template, load
from tui.locale import _
from tui.locale.messages import export_error_words, store_error_words
from tui.quotes.collection import Order
from tui.store.store_error import StoreError
from tui.text.sanitize import visible
from tui.text.wrap import wrap

if TYPE_CHECKING:
    from tui.store.sqlite.kv import Remembered

TEMPLATE = "template"
"""What the list of formats calls a template of the user's own."""


class Asked(NamedTuple):
    """What is to be shown: everything that the person has chosen, and how wide a line may be, in cells."""

    form: str
    template: str
    with_question: bool
    order: Order
    only_marked: bool
    path: str
    columns: int

    @property
    def format(self) -> str:
        """The format's name; what a template writes is text."""
        return "text" if self.form == TEMPLATE else self.form

    def load_template(self) -> Template | None:
        """Load the template; None where none is to be used.

        Raises:
            ExportError: it can't be read, or is none.
        """
        return load(str(Path(self.template).expanduser())) if self.form == TEMPLATE else None


class Foreseen(NamedTuple):
    """What would be written, as lines, and what would become of the file; or what is wrong, in words."""

    lines: list[str]
    size: int
    outcome: Outcome | None
    wrong: str = ""


def foreseen(asked: Asked, export: Callable[[Asked], Document], written_files: Remembered) -> Foreseen:
    """Render, break into lines and look at the file; called in a thread.

    Args:
        asked: what the person has chosen.
        export: makes what is to be written of it.
        written_files: the files that earlier exports wrote.
    """
    lines: list[str] = []
    size = 0
    if asked.form == TEMPLATE and not asked.template:
        return Foreseen(lines, size, None, _("Type the name of a template's file."))
    try:
        document = export(asked)
        text = document.text()
        size = len(text)
        for line in map(visible, text.removesuffix("\n").split("\n")):
            lines += [line[start:end] for start, end in wrap(line, asked.columns)] or [""]
        if not asked.path:
            return Foreseen(lines, size, None, _("Type the name of a file."))
        outcome = foresee(asked.path, document, written_files, text)
    except ExportError as error:
        return Foreseen(lines, size, None, export_error_words(error))
    except StoreError as error:
        return Foreseen(lines, size, None, store_error_words(error))
    return Foreseen(lines, size, outcome)
