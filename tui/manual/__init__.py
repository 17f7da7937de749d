"""The manual: one Markdown file a language, read in fangtan's own reader like any interview."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.locale import language

if TYPE_CHECKING:
    from tui.interview.model.interview import Interview
    from tui.interview.model.place import Place

FOLDER = Path(__file__).parent


def manual_path() -> Path:
    """Return the file of the manual in the interface's language."""
    return FOLDER / f"{language()}.md"


def read_manual() -> Interview:
    """Read the manual; it is part of the program, so also in a kiosk, which opens no other folder."""
    from tui.interview.reading import read_bytes

    path = manual_path()
    return read_bytes(path.read_bytes(), str(path), format="markdown")


def chapter_at(manual: Interview, words: str) -> Place | None:
    """Find the first chapter whose title holds some words, whatever their case; None where there is none."""
    from tui.interview.model.place import Place

    wanted = words.casefold()
    fitting = (section for section in manual.sections if wanted in section.title.casefold())
    section = next(fitting, None)
    return Place(section.start, 0) if section else None
