"""The interviews in a folder."""

from __future__ import annotations

from pathlib import Path

from tui.interview.errors import InputError

SUFFIXES = (".md", ".markdown", ".txt", ".text")
"""What counts as an interview in a folder; a file named outright may be called anything."""


def interviews_in(folder: Path) -> list[Path]:
    """The files in a folder that look like interviews, by name; hidden ones are not looked at.

    Raises:
        InputError: the folder can't be read, or holds none.
    """
    try:
        found = [
            path
            for path in folder.iterdir()
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()
        ]
    except OSError as error:
        raise InputError("unreadable", str(folder), reason=error.strerror or "") from None
    if not found:
        raise InputError("folder", str(folder))
    return sorted(found)
