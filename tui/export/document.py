"""What is written: the quotes of one interview or of several, in a format or by a template.

A preview calls the very same functions as the writing of a file.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from tui.export.formats import format_named
from tui.export.selection import Selection
from tui.export.words import title_of
from tui.interview.model.interview import Interview
from tui.quotes.quote import Quote

if TYPE_CHECKING:
    from tui.export.template import Template


class Document(Protocol):
    """Something that can be written to a file, and put behind what was written there earlier."""

    @property
    def path(self) -> str:
        """What it was made from: a file or folder, "-" for standard input."""

    @property
    def digest(self) -> str:
        """What it was made from, as SHA-256 in hexadecimal."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All quotes in it, in their order."""

    @property
    def appends(self) -> bool:
        """Whether quotes can be put behind those of a file."""

    def text(self) -> str:
        """Write what a new file would hold.

        Raises:
            ExportError: "format"; with a template as by `tui.export.template.render`.
        """

    def addition(self, known: frozenset[str], heading: str) -> str:
        """Write what would be put behind a file that has the quotes `known` by id.

        Returns "" where no other is left.
        """


@dataclass(frozen=True)
class Export:
    """The quotes of one interview with everything that decides what is written.

    Attributes:
        interview: what is quoted.
        quotes: in the order in which they go out.
        format: a format's name.
        with_question: whether the question that a quote answers goes with it.
        template: takes the format's place.
    """

    interview: Interview
    quotes: tuple[Quote, ...]
    format: str = "markdown"
    with_question: bool = False
    template: Template | None = None

    @property
    def path(self) -> str:
        """The interview's file; see `Document.path`."""
        return self.interview.path

    @property
    def digest(self) -> str:
        """The digest of the interview's file; see `Document.digest`."""
        return self.interview.digest

    @cached_property
    def selection(self) -> Selection:
        """The quotes as a format's module takes them."""
        return Selection(self.interview, self.quotes, self.with_question)

    @property
    def appends(self) -> bool:
        """Whether quotes can be put behind those of a file."""
        return self.template is None and format_named(self.format).appends

    def text(self) -> str:
        """Write what a new file would hold; see `Document.text`."""
        if self.template is not None:
            from tui.export import template

            return template.render([self.selection], self.template)
        return format_named(self.format).render(self.selection)

    def addition(self, known: frozenset[str], heading: str) -> str:
        """Write what is new behind what a file has; see `Document.addition`."""
        selection = self.selection.without(known)
        return format_named(self.format).render_addition(selection, heading) if selection.quotes else ""


@dataclass(frozen=True)
class ExportOfSeveral:
    """The quotes of several interviews as one document.

    Attributes:
        folder: what the interviews are from: a file that was written for it is written anew, and no other.
        parts: each interview with its quotes, in their order.
        format: as of `Export`.
        with_question: as of `Export`.
        template: as of `Export`; it is filled in once for each interview.
    """

    folder: str
    parts: Sequence[tuple[Interview, tuple[Quote, ...]]]
    format: str = "markdown"
    with_question: bool = False
    template: Template | None = None

    @cached_property
    def path(self) -> str:
        """The folder, absolute and without symbolic links."""
        return os.path.realpath(self.folder)

    @property
    def digest(self) -> str:
        """The digest of the folder's path; see `Document.digest`."""
        return sha256(os.fsencode(self.path)).hexdigest()

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """All quotes, those of one interview after those of the other."""
        return tuple(quote for _interview, quotes in self.parts for quote in quotes)

    @property
    def appends(self) -> bool:
        """Whether quotes can be put behind those of a file."""
        return self.template is None and format_named(self.format).appends

    @cached_property
    def _selections(self) -> list[Selection]:
        return [Selection(interview, quotes, self.with_question) for interview, quotes in self.parts]

    def text(self) -> str:
        """Write what a new file would hold; see `Document.text`."""
        if self.template is not None:
            from tui.export import template

            return template.render(self._selections, self.template)
        title = os.path.basename(self.path) or "-"  # noqa: PTH119 (a folder's name may be no path's stem)
        return format_named(self.format).render_several(title, self._selections)

    def addition(self, known: frozenset[str], heading: str) -> str:
        """Write what is new, each interview under a heading of its own; see `Document.addition`."""
        format = format_named(self.format)
        new = [selection.without(known) for selection in self._selections]
        return "\n".join(
            format.render_addition(selection, f"{title_of(selection.interview)} · {heading}")
            for selection in new
            if selection.quotes
        )


def render(
    interview: Interview,
    quotes: Sequence[Quote],
    format: str = "markdown",
    with_question: bool = False,
    template: Template | None = None,
) -> str:
    """Write the quotes of one interview in a format, or by a template, which takes the format's place.

    Raises:
        ExportError: "format" for an unknown name; with a template as by `tui.export.template.render`.
    """
    return Export(interview, tuple(quotes), format, with_question, template).text()
