"""The formats by name, and what is written in each: a preview calls the very same function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from tui.export.errors import ExportError
from tui.export.selection import Selection
from tui.interview.model.interview import Interview
from tui.quotes.quote import Quote

if TYPE_CHECKING:
    from tui.export.template import Template


@dataclass(frozen=True, slots=True)
class Format:
    """A format that quotes go out in.

    Attributes:
        name: how it is asked for.
        extension: of the file, with its dot.
        module: the module that writes it, imported when it is first used.
        appends: whether quotes can be put behind those that a file holds already.
    """

    name: str
    extension: str
    module: str
    appends: bool = False

    def render(self, selection: Selection) -> str:
        """The whole file."""
        return self._function("render")(selection)

    def render_addition(self, selection: Selection, heading: str) -> str:
        """The quotes alone under a heading; only where the format `appends`."""
        return self._function("render_addition")(selection, heading)

    def _function(self, name: str) -> Callable[..., str]:
        return cast("Callable[..., str]", getattr(import_module(self.module), name))


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("markdown", ".md", "tui.export.markdown", appends=True),
        Format("obsidian", ".md", "tui.export.obsidian", appends=True),
        Format("footnotes", ".md", "tui.export.footnotes", appends=True),
        Format("json", ".json", "tui.export.webannotation"),
        Format("csv", ".csv", "tui.export.table"),
        Format("text", ".txt", "tui.export.plain", appends=True),
    )
}


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        ExportError: "format", with the `name`.
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise ExportError("format", name=name) from None


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that decides what is written: for `write` and for a preview alike.

    Attributes:
        template: takes the format's place.
    """

    interview: Interview
    quotes: tuple[Quote, ...]
    format: str = "markdown"
    with_question: bool = False
    template: Template | None = None

    @property
    def selection(self) -> Selection:
        """The quotes as a writer takes them."""
        return Selection(self.interview, self.quotes, self.with_question)

    @property
    def appends(self) -> bool:
        """Whether quotes can be put behind those of a file."""
        return self.template is None and format_named(self.format).appends

    @property
    def extension(self) -> str:
        """Of the file, with its dot."""
        return self.template.extension if self.template else format_named(self.format).extension

    def text(self) -> str:
        """What a new file would hold.

        Raises:
            ExportError: "format"; with a template as by `tui.export.template.render`.
        """
        if self.template is not None:
            from tui.export import template

            return template.render([self.selection], self.template)
        return format_named(self.format).render(self.selection)

    def addition(self, known: frozenset[str], heading: str) -> str:
        """What would be put behind a file that has the quotes `known` by id; "" where no other is left."""
        selection = self.selection.without(known)
        return format_named(self.format).render_addition(selection, heading) if selection.quotes else ""


def render(
    interview: Interview,
    quotes: Sequence[Quote],
    format: str = "markdown",
    with_question: bool = False,
    template: Template | None = None,
) -> str:
    """The quotes in a format, or by a template, which takes the format's place.

    Raises:
        ExportError: "format" for an unknown name; with a template as by `tui.export.template.render`.
    """
    return Export(interview, tuple(quotes), format, with_question, template).text()
