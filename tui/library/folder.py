"""The interviews in a folder."""

from __future__ import annotations

from pathlib import Path

from tui.interview.errors import InputError
from tui.kiosk.policy import current

SUFFIXES = (".md", ".markdown", ".txt", ".text")
"""What counts as an interview in a folder; a file named outright may be called anything."""


def interviews_in(folder: Path) -> list[Path]:
    """The files in a folder that look like interviews, by name; hidden ones are not looked at.

    A kiosk has only what lies in its own folder, and no more of it than its policy lists.

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
    policy = current()
    # Of links, those that lead out of a kiosk's folder are not there.
    found = sorted(path for path in found if policy.may_open(path))[: policy.interviews]
    if not found:
        raise InputError("folder", str(folder))
    return found
