"""The texts that the bench of reading opens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.bench.document import document
from tui.interview.model.interview import Kind
from tui.interview.reading import read
from tui.paths import bundled_interview

LONG = 2_000_000
"""Code points of the long one."""

_NEARLY_NOTHING = "# 空\n\n这里什么也没有。\n"


@dataclass(frozen=True)
class Text:
    """A text in a file.

    Attributes:
        name: what it is called in the tables.
        path: where it stands.
        needle: words of the first page that stand on one line of it, in UTF-8.
        turns: how many turns it has.
        characters: its code points.
        size: its bytes in UTF-8.
    """

    name: str
    path: Path
    needle: bytes
    turns: int
    characters: int
    size: int

    @property
    def in_memory(self) -> int:
        """Its bytes as a str, at the two that a Chinese code point takes."""
        return 2 * self.characters


def text_at(path: Path, name: str = "") -> Text:
    """The text in a file."""
    interview = read(path)
    paragraph = next(p for p in interview.paragraphs if p.kind is Kind.TEXT)
    # The title may stand in a bar as well, which is no page; and a label is of another colour than the words.
    needle = paragraph.text[paragraph.label :].strip()[:6].encode()
    return Text(name, path, needle, len(interview.turns), len(interview.source), path.stat().st_size)


def seed() -> Text:
    """The bundled interview."""
    return text_at(bundled_interview(), "19 k")


def long(folder: Path, characters: int = LONG) -> Text:
    """A long one, written into a folder."""
    path = folder / "long.md"
    path.write_text(document(characters), encoding="utf-8")
    return text_at(path, "2 M" if characters == LONG else f"{characters:,}")


def nearly_empty(folder: Path) -> Text:
    """One of hardly any words."""
    path = folder / "empty.md"
    path.write_text(_NEARLY_NOTHING, encoding="utf-8")
    return text_at(path, "empty")
