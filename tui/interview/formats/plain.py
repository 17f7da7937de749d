"""Plain text: each line that holds something is a paragraph."""

from __future__ import annotations

from tui.interview.formats import Reading
from tui.interview.model.draft import Draft

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


def read(source: str) -> Reading:
    """Read plain text.

    Lines end where `str.splitlines` says. A line stays a paragraph of its own even where an editor wrapped
    the text
    at some column: what was a paragraph then is a guess, and a guess would change the words of a quote.
    """
    drafts: list[Draft] = []
    block = 0
    blank = True
    position = 0
    # Without their ends, most lines have no blanks around them, and are themselves what is kept.
    lines = source.splitlines()
    crlf = "\r\n" in source
    if lines and lines[0].lstrip().startswith("\ufeff"):
        position = lines[0].index("\ufeff") + 1
        lines[0] = lines[0][position:]
    for line in lines:
        words = line.strip()
        if words and (len(words) > 8 or words.strip(INVISIBLE)):
            if blank:
                block += 1
                blank = False
            indent = len(line) - len(line.lstrip()) if len(words) < len(line) else 0
            drafts.append(Draft(words, position + indent, block))
        else:
            blank = True
        position += len(line) + 1
        if crlf and source.startswith("\r\n", position - 1):
            position += 1
    return Reading(drafts)
