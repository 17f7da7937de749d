"""Where each interview was left, as small files beside the database: they are read before the first page.

The database, which is opened after it, knows the place too, and finds it again in a file that has changed.
"""

from __future__ import annotations

from pathlib import Path

from tui.interview.model import Interview
from tui.interview.place import Place

FOLDER = "bookmarks"


def mark(data: Path, interview: Interview, place: Place) -> None:
    """Write the place down; a bookmark that can't be written is done without.

    Args:
        data: the folder of the database.
        interview: what is being read.
        place: where.
    """
    folder = data / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / interview.digest[:32]).write_text(f"{place.paragraph} {place.offset}\n", "ascii")
    except OSError:
        return


def marked(data: Path, interview: Interview) -> Place | None:
    """The place written down for this very text, or None."""
    try:
        paragraph, offset = map(int, (data / FOLDER / interview.digest[:32]).read_text("ascii").split())
    except (OSError, ValueError):
        return None
    inside = 0 <= paragraph < len(interview.paragraphs) and 0 <= offset <= len(
        interview.paragraphs[paragraph].text
    )
    return Place(paragraph, offset) if inside else None
