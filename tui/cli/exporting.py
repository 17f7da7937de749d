"""Where an export goes, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.output import Fault, print_json, remark
from tui.locale import _, ngettext
from tui.locale.messages import export_asked_words

if TYPE_CHECKING:
    from tui.export.document import Document
    from tui.export.template import Template
    from tui.store.sqlite.opening import Database


def format_for(form: str | None, output: str | None, json: bool) -> str:
    """Choose the format: the one that is named, else what the file's name asks for, or `json`.

    Raises:
        ExportError: "format": there is none of that name.
    """
    from tui.export.formats import format_named, format_of_file

    if form is None:
        form = format_of_file(output) if output else "json" if json else "markdown"
    # An unknown name is told of before anything is written.
    return format_named(form).name


def write_out(going: Document, output: str, changed: str | None, database: Database, json: bool) -> int:
    """Write to a file and tell of it.

    Raises:
        ExportError: it can't be written.
        Fault: the file was changed by a person, and it was not said what to do then.
    """
    from tui.export.file import Choice, Done, write
    from tui.store.sqlite.kv import Remembered

    outcome = write(output, going, Remembered(database), Choice(changed) if changed else None)
    if outcome.done is Done.ASK:
        ways = " ".join(f"--{choice}" for choice in outcome.choices)
        told = export_asked_words(outcome.reason, str(outcome.path))
        raise Fault(told + "; " + _("what to do instead: {options}").format(options=ways))
    words = ngettext("{count} quote written: {path}", "{count} quotes written: {path}", outcome.quotes)
    if outcome.done is Done.UNCHANGED:
        words = _("nothing new to write: {path}")
    remark(words.format(count=outcome.quotes, path=outcome.path))
    if json:
        print_json({"path": str(outcome.path), "quotes": outcome.quotes, "done": str(outcome.done)})
    return 0


def template_at(path: str | None) -> Template | None:
    """Load the template from a file; None if no file was named."""
    if path is None:
        return None

    from tui.export.template import load

    return load(path)
