"""A reader of bytes as one would be added: an archive, each of whose files `N.txt` is one person's words.

A file's name says in which order it comes, its first line who speaks.
"""

from __future__ import annotations

import io
import zipfile

from tui.interview.formats import Reading, Unpacked
from tui.interview.model.draft import Draft
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Warning
from tui.interview.model.origin import Origin


def unpack(data: bytes) -> Unpacked | None:
    """The files one behind the other."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = [name for name in archive.namelist() if name.endswith(".txt")]
        parts = {name: archive.read(name) for name in sorted(names)}
    except zipfile.BadZipFile:
        raise InputError("container", "") from None
    if not parts:
        return None
    text, origins = "", []
    for name, part in parts.items():
        origins.append(Origin(len(text), name, 0, len(part)))
        text += part.decode() + "\f"
    return Unpacked(text, tuple(origins))


def read(source: str) -> Reading:
    """A paragraph a file."""
    drafts, at = [], 0
    for part in source.split("\f")[:-1]:
        name, words = part.split("\n", 1)
        draft = Draft(words, at + len(name) + 1)
        draft.speaker = name
        drafts.append(draft)
        at += len(part) + 1
    return Reading(drafts, labelled=True, prose=False, warnings=[Warning("truncated")])
