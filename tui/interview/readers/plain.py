"""Plain text: each line that holds something is a paragraph."""

from __future__ import annotations

from tui.interview.draft import Draft
from tui.interview.model import Piece
from tui.interview.readers import Reading

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
    for line in source.splitlines(keepends=True):
        words = line.strip()
        if words and (len(words) > 8 or words.strip(INVISIBLE)):
            start = position + len(line) - len(line.lstrip())
            if position == 0 and words[0] == "\ufeff":
                words = words[1:].lstrip()
                start = len(line) - len(line[1:].lstrip())
            if blank:
                block += 1
                blank = False
            drafts.append(Draft(words, (Piece(0, start, start + len(words)),), block=block))
        else:
            blank = True
        position += len(line)
    return Reading(drafts)
