"""Lyrics with times (.lrc), in which songs and, by now, recorded talks are kept: [00:12.30]words."""

from __future__ import annotations

from tui.interview.formats import Reading, cues, plain
from tui.interview.formats.source_text import SourceText, placed_lines
from tui.interview.model.draft import Draft
from tui.interview.model.times import milliseconds
from tui.text.lazy_pattern import lazy_pattern

_CLOCK = r"\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?"
_TIMES = lazy_pattern(rf"\s*\[\s*({_CLOCK})\s*\](?:\s*\[\s*{_CLOCK}\s*\])*")
_WITHIN = lazy_pattern(r"<\d{1,3}:\d{2}(?:[.:]\d{1,3})?>")
_ENTRY = lazy_pattern(r"\s*\[([a-z]{2,12}):([^\[\]]*)\]\s*$")
_ABOUT = {"ti": "title", "au": "author", "ar": "author"}


def read(source: str) -> Reading:
    """Read the lines behind their times; one with several times has the first of them.

    A line without one is said as well, as what goes on.
    """
    drafts: list[Draft] = []
    about: dict[str, str] = {}
    for words, start in placed_lines(source):
        if words[:1] == "\ufeff":
            words, start = words[1:], start + 1
        if entry := _ENTRY.match(words):
            if entry[1] in _ABOUT and entry[2].strip():
                about.setdefault(_ABOUT[entry[1]], entry[2].strip())
            continue
        match = _TIMES.match(words)
        source_text = SourceText()
        behind = match.end() if match else 0
        for mark in _WITHIN.finditer(words, behind):
            source_text.add(words[behind : mark.start()], start + behind)
            behind = mark.end()
        source_text.add(words[behind:], start + behind)
        if draft := source_text.draft():
            time = milliseconds(match[1]) if match else None
            draft.times = ((0, time),) if time is not None else ()
            drafts.append(draft)
    if not any(draft.times for draft in drafts):
        return plain.read(source)
    cues.hold(drafts)
    return Reading(drafts, about, cues=True, prose=False)
