"""What programs for meetings write line by line: chats of Zoom, and transcripts copied out of Teams.

A line of theirs names who speaks and when, and the lines behind it are what is said: nothing is a guess.
"""

from __future__ import annotations

from tui.interview.formats import Reading
from tui.interview.formats.chat_heads import Head, head_of, time_of_line
from tui.interview.formats.source_text import BLANKS, placed_lines
from tui.interview.model.draft import Draft
from tui.interview.model.interview import Kind
from tui.text.lazy_pattern import lazy_pattern

_REPLY = lazy_pattern(r"(?:Replying to|Antwort auf|En réponse à|回复|回覆) [\"“”«「]")


def read(source: str) -> Reading:
    """Read what is said behind each name, its first line with the time; to what somebody replies is apart."""
    drafts: list[Draft] = []
    placed = [(line, start) for line, start in placed_lines(source) if line.strip(BLANKS)]
    lines = [line for line, _ in placed]
    head: Head | None = None
    behind = block = 0
    for number, (line, start) in enumerate(placed):
        found = head_of(lines, number)
        if found is not None:
            head, behind, block = found, start, block + 1
        skip = found.end if found else 0
        words = line[skip:].strip(BLANKS)
        if not words or (head is not None and found is None and time_of_line(words) is not None):
            continue
        draft = Draft(words, start + line.index(words, skip), block)
        if _REPLY.match(words):
            draft.kind = Kind.CAPTION
        elif head is not None:
            place = behind + head.start
            draft.speaker, draft.named = head.name, (place, place + len(head.name))
            draft.times = ((0, head.time),)
            head = None
        drafts.append(draft)
    return Reading(drafts, labelled=True, prose=False)
