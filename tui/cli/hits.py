"""How a passage that was found is told, to a script and to a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui.cli.output import remark, strong
from tui.cli.reading import section_title
from tui.locale import _, ngettext

if TYPE_CHECKING:
    from tui.interview.model.interview import Interview
    from tui.search.answer import Hit

AROUND = 60
"""Code points shown on either side of what was found, for a person; a script gets the whole passage."""

LONGEST = 2000
"""Code points of a passage that are shown, for a person."""


def hit_facts(interview: Interview, hit: Hit, text: str) -> dict[str, Any]:
    """Collect the facts about a hit for a script; `text` is the text of its paragraph."""
    turn, section = interview.turn_at(hit.paragraph), interview.section_at(hit.paragraph)
    return {
        "tier": str(hit.tier),
        "score": round(hit.score, 4),
        "section": section.number if section else None,
        "turn": turn.number if turn else None,
        "paragraph": hit.paragraph + 1,
        "speaker": turn.speaker if turn else None,
        "text": text,
        "ranges": [list(span) for span in hit.ranges],
    }


def where(interview: Interview, hit: Hit) -> str:
    """Describe how a hit was found, in which section and turn, and who speaks."""
    turn, section = interview.turn_at(hit.paragraph), interview.section_at(hit.paragraph)
    parts = [f"[{hit.tier.words}]"]
    if section:
        parts.append(section_title(section.number, section.title))
    if turn:
        parts.append(_("turn {number}").format(number=turn.number))
        parts.append(turn.speaker)
    return " · ".join(parts)


def excerpt(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    """Cut out what was found, with some text around it; of a very long passage only its beginning."""
    first = max(0, min((start for start, _end in ranges), default=0) - AROUND)
    last = min(len(text), max((end for _start, end in ranges), default=0) + AROUND)
    last = min(last, first + LONGEST)
    ranges = [(start, min(end, last)) for start, end in ranges if start < last]
    shown = strong(text[first:last], [(start - first, end - first) for start, end in ranges])
    return ("…" if first else "") + shown + ("…" if last < len(text) else "")


def remark_more(more: int) -> None:
    """Say that so many passages were found beside those told."""
    if more > 0:
        words = ngettext("{count} more; --limit shows it", "{count} more; --limit shows them", more)
        remark(words.format(count=more))
