"""The quotes of several interviews as one document, each interview under its own heading.

Every interview's part is what its own export would be, so that what holds for one holds for all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from tui.export.formats import Export, format_named
from tui.export.words import title_of
from tui.interview.model.interview import Credits, Interview
from tui.quotes.quote import Quote


@dataclass(frozen=True, slots=True)
class SeveralExports(Export):
    """An export of several parts; `interview` stands for all of them, known by the folder that they are from.

    Attributes:
        parts: one for each interview.
    """

    parts: tuple[Export, ...] = ()

    def text(self) -> str:
        """What a new file would hold; see `Export.text`."""
        if self.template is None and self.format == "obsidian":
            return self._obsidian()
        if self.template is not None:
            from tui.export.template import render

            return render([part.selection for part in self.parts], self.template)
        texts = [part.text() for part in self.parts]
        joined = _JOINED.get(self.format)
        return joined(texts) if joined else "\n".join(texts)

    def _obsidian(self) -> str:
        """One front matter for all."""
        from tui.export.obsidian import render_part, tag_name, yaml_string

        tags = dict.fromkeys(tag_name(tag) for quote in self.quotes for tag in quote.tags)
        lines = ["---", f"title: {yaml_string(title_of(self.interview))}"]
        if tags:
            lines += ["tags:", *(f"  - {yaml_string(tag)}" for tag in tags if tag)]
        parts = (render_part(part.selection) for part in self.parts)
        return "\n".join([*lines, "---", "", "\n".join(parts)])

    def addition(self, known: frozenset[str], heading: str) -> str:
        """What would be put behind a file that has the quotes `known`; see `Export.addition`."""
        additions = [part.addition(known, f"{title_of(part.interview)} · {heading}") for part in self.parts]
        return "\n".join(text for text in additions if text)


def several(
    parts: Sequence[tuple[Interview, tuple[Quote, ...]]],
    folder: str,
    *,
    format: str = "markdown",
    with_question: bool = False,
    template: object = None,
) -> SeveralExports:
    """The export of the quotes of several interviews.

    Args:
        parts: each interview with its quotes.
        folder: what the interviews are from: a file that was written for it is written anew, and no other.
        format: as of `Export`.
        with_question: as of `Export`.
        template: as of `Export`; written once for each interview.

    Raises:
        ExportError: "format", no such format.
    """
    format_named(format)
    where = os.path.realpath(folder)
    name = os.path.basename(where)  # noqa: PTH119
    digest = sha256(os.fsencode(where)).hexdigest()
    whole = Interview(where, "", "", "", digest, name, Credits(), (), (), (), ())
    made = tuple(
        Export(interview, quotes, format, with_question, template)  # type: ignore[arg-type]
        for interview, quotes in parts
    )
    quotes = tuple(quote for part in made for quote in part.quotes)
    return SeveralExports(whole, quotes, format, with_question, template, made)  # type: ignore[arg-type]


def _json(texts: Sequence[str]) -> str:
    """An array of the collections."""
    documents = [json.loads(text) for text in texts]
    text = json.dumps(documents, ensure_ascii=False, indent=2)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(documents, ensure_ascii=True, indent=2)
    return text + "\n"


def _csv(texts: Sequence[str]) -> str:
    """One table: the columns are the same in all, and tell which interview a quote is from."""
    return texts[0] + "".join(text.split("\r\n", 1)[1] for text in texts[1:])


_JOINED = {"json": _json, "csv": _csv}
