"""A file's name from an interview's title: always the same, legal everywhere, Chinese kept."""

from __future__ import annotations

import re
import unicodedata

from tui.export.words import title_of
from tui.interview.model.interview import Interview

MOST_BYTES = 200
"""Of UTF-8, the ending included: file systems take 255, and some are left for a number."""

_FORBIDDEN = re.compile(r'[/\\:*?"<>|]+')
_RESERVED = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])(?=\s*(\.|$))", re.IGNORECASE
)


def suggested_name(interview: Interview, format: str, extension: str | None = None) -> str:
    """Suggest a name for the file to write: `title.quotes.md` and the like.

    The middle part keeps it apart from the interview's own file, which often bears the title too.

    Args:
        interview: whose title it bears.
        format: a format's name, for its ending.
        extension: an ending of one's own instead, with its dot.

    Raises:
        ExportError: "format", no such format.
    """
    from tui.export.formats import format_named

    ending = ".quotes" + (extension or format_named(format).extension)
    return file_name(title_of(interview), ending)


def file_name(title: str, ending: str) -> str:
    """Make a legal name of at most MOST_BYTES bytes; "interview" if no letter of the title can be used."""
    text = unicodedata.normalize("NFC", title)
    # Control and format characters, unassigned ones and surrogates have no place in a name.
    text = "".join(" " if char.isspace() else char for char in text)
    text = "".join(char for char in text if unicodedata.category(char)[0] != "C")
    text = _FORBIDDEN.sub("-", text)
    stem = _trim(text)
    stem = _trim(_shortened(stem, MOST_BYTES - len(ending.encode()) - 1)) or "interview"
    # Windows looks at what stands before the first dot alone.
    stem = _RESERVED.sub(r"\1_", stem, count=1) if _RESERVED.match(stem) else stem
    return stem + ending


def _trim(text: str) -> str:
    """Without what shells, file systems or people stumble over at the ends: blanks, dots, hyphens, ~."""
    return " ".join(text.split()).strip(" .-~")


def _shortened(text: str, most: int) -> str:
    """At most `most` bytes of UTF-8, never cut between a letter and its combining marks."""
    if len(text.encode()) <= most:
        return text
    length = len(text.encode()[:most].decode("utf-8", "ignore"))
    while length and unicodedata.combining(text[length]):
        length -= 1
    return text[:length]
