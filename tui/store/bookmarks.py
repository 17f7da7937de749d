"""Where each interview was left, as small files beside the database: they are read before the first page.

How the list of a library was left stands there too. The database, which is opened after it, knows an
interview's place too, and finds it again in a file that has changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tui.interview.model.interview import Interview
from tui.interview.model.place import Place
from tui.store.small_file import write_small

FOLDER = "bookmarks"
THEME = "theme"


def mark(data: Path, interview: Interview, place: Place, window: Mapping[str, object] | None = None) -> None:
    """Write the place down; a bookmark that can't be written is done without.

    Args:
        data: the folder of the database.
        interview: what is being read.
        place: where.
        window: what else is to be found again, in what JSON can say.
    """
    words = json.dumps(window, ensure_ascii=True) if window else ""
    write_small(data / FOLDER / interview.digest[:32], f"{place.paragraph} {place.offset}\n{words}\n")


def note_theme(data: Path, theme: str) -> None:
    """Write down which theme is shown, so that the next first page is drawn in it."""
    write_small(data / THEME, f"{theme}\n")


def noted_theme(data: Path) -> str:
    """Read the name of the theme that was shown the last time; "" where that is not known."""
    try:
        return (data / THEME).read_text("ascii")[:80].strip()
    except (OSError, ValueError):
        return ""


def marked(data: Path, interview: Interview) -> Place | None:
    """Read the place written down for this very text, or None."""
    try:
        paragraph, offset = map(int, _lines(data, interview)[0].split())
    except (OSError, ValueError, IndexError):
        return None
    inside = 0 <= paragraph < len(interview.paragraphs) and 0 <= offset <= len(
        interview.paragraphs[paragraph].text
    )
    return Place(paragraph, offset) if inside else None


def window_left(data: Path, interview: Interview) -> dict[str, Any]:
    """Tell what else was written down with the place for this very text; empty where there is nothing."""
    try:
        return _said(_lines(data, interview)[1])
    except (OSError, ValueError, IndexError):
        return {}


def mark_library(data: Path, library: str, window: Mapping[str, object]) -> None:
    """Write down how a library is left; what can't be written is done without.

    Args:
        data: the folder of the database.
        library: what tells it from others, fit for a file's name.
        window: what is to be found again, in what JSON can say.
    """
    write_small(data / FOLDER / f"library-{library}", json.dumps(window, ensure_ascii=True))


def library_left(data: Path, library: str) -> dict[str, Any]:
    """Tell what was written down of a library; empty where there is nothing."""
    try:
        return _said((data / FOLDER / f"library-{library}").read_text("ascii"))
    except (OSError, ValueError):
        return {}


def _said(words: str) -> dict[str, Any]:
    said = json.loads(words)
    return said if isinstance(said, dict) else {}


def _lines(data: Path, interview: Interview) -> list[str]:
    return (data / FOLDER / interview.digest[:32]).read_text("ascii").splitlines()
