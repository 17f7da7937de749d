"""The formats that quotes go out in: one table, which everything that lists or chooses a format reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, cast

from tui.export.errors import ExportError
from tui.locale import N_, _

if TYPE_CHECKING:
    from tui.export.selection import Selection


class Format(NamedTuple):
    """A format that quotes go out in.

    Its module holds `render(selection)`, the whole file; where quotes can be put behind those of a file also
    `render_addition(selection, heading)`; and where several interviews make up one file otherwise than one
    behind the other `render_several(title, selections)`.

    Attributes:
        name: how it is asked for.
        label: what a person reads in a list of formats, in English.
        extension: of the file, with its dot; of several formats with one extension a file's name means the
            first.
        module: the module that writes it, imported when it is first used.
        appends: whether quotes can be put behind those that a file holds already.
    """

    name: str
    label: str
    extension: str
    module: str
    appends: bool = False

    @property
    def words(self) -> str:
        """What a person reads in a list of formats, in the language of the interface."""
        return _(self.label)

    def render(self, selection: Selection) -> str:
        """Write the whole file for the quotes of one interview."""
        return self._function("render")(selection)

    def render_several(self, title: str, selections: Sequence[Selection]) -> str:
        """Write the whole file for the quotes of several interviews, which together are called `title`."""
        joined = getattr(import_module(self.module), "render_several", None)
        if joined is None:
            return "\n".join(map(self.render, selections))
        return cast("str", joined(title, selections))

    def render_addition(self, selection: Selection, heading: str) -> str:
        """Write the quotes alone under a heading; only where the format `appends`."""
        return self._function("render_addition")(selection, heading)

    def _function(self, name: str) -> Callable[..., str]:
        return cast("Callable[..., str]", getattr(import_module(self.module), name))


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("markdown", N_("Markdown"), ".md", "tui.export.markdown", appends=True),
        Format("obsidian", N_("Markdown for Obsidian"), ".md", "tui.export.obsidian", appends=True),
        Format("footnotes", N_("Markdown with footnotes"), ".md", "tui.export.footnotes", appends=True),
        Format("json", N_("JSON"), ".json", "tui.export.webannotation"),
        Format("csv", N_("CSV, for spreadsheets"), ".csv", "tui.export.table"),
        Format("text", N_("plain text"), ".txt", "tui.export.plain", appends=True),
    )
}


def format_named(name: str) -> Format:
    """Look up a format by its name.

    Raises:
        ExportError: "format", with the `name`.
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise ExportError("format", name=name) from None


def format_of_file(path: str) -> str:
    """Say which format a file's name asks for by its extension, "markdown" where it asks for none."""
    extension = PurePath(path).suffix.lower()
    return next((name for name, format in FORMATS.items() if format.extension == extension), "markdown")
