"""The sections that a transcript in JSON names: chapters with their times, or lists within lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tui.interview.formats.json_speakers import objects
from tui.interview.formats.json_units import number_of, time_of
from tui.interview.formats.json_with_positions import Placed, lines_of
from tui.interview.model.draft import HEADING, Draft
from tui.interview.model.interview import Kind
from tui.interview.model.times import LONGEST, milliseconds

KEYS = ("chapters", "sections", "topics", "章节", "段落")
"""Of the lists that sections stand in."""
_TITLES = ("title", "headline", "heading", "gist", "name", "标题", "章节标题")


def with_headings(source: str, drafts: list[Draft], tree: Any, scale: float) -> list[Draft]:
    """Put a heading before the first words of each section that the transcript names.

    Args:
        source: all of it.
        drafts: what is said.
        tree: the whole transcript.
        scale: how many milliseconds one unit of its times is.
    """
    headings: list[tuple[int, Draft]] = []
    for title, time, place in sorted(_titles(tree, scale), key=lambda one: one[0].start):
        source_text = next(iter(lines_of(source, title)), None)
        heading = source_text.draft(0, HEADING, 1) if source_text else None
        at = _first(drafts, time, place)
        if heading is None or at < 0:
            return drafts
        heading.kind, heading.opens = Kind.HEADING, True
        heading.times = ((0, time),) if time is not None else ()
        headings.append((at, heading))
    places = [at for at, _ in headings]
    if len(headings) < 2 or places != sorted(set(places)):
        return drafts
    for at, heading in reversed(headings):
        drafts.insert(at, heading)
    return drafts


def _titles(tree: Any, scale: float) -> Iterator[tuple[Placed, int | None, int]]:
    """The sections' titles, each with when it begins, and from where in the source on its words may stand."""
    for key, fields in objects(tree):
        title = next((fields[name] for name in _TITLES if isinstance(fields.get(name), Placed)), None)
        if key not in KEYS or title is None or not title.value.strip():
            continue
        holds = any(isinstance(held, list) and held for held in fields.values())
        written, _ = time_of(fields)
        number = number_of(written)
        time = round(number * scale) if number is not None else milliseconds(str(written))
        if holds:
            yield title, None, min([held.start for held in _strings(fields)])
        elif time is not None and time < LONGEST:
            yield title, time, 0


def _strings(value: Any) -> Iterator[Placed]:
    work = [value]
    while work:
        held = work.pop()
        if isinstance(held, Placed):
            yield held
        else:
            work += held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()


def _first(drafts: Sequence[Draft], time: int | None, place: int) -> int:
    """The index of the first words of a section, which begins at a time or behind a place; -1 for none."""
    for index, draft in enumerate(drafts):
        if draft.start >= place if time is None else draft.times and draft.times[0][1] >= time - _EARLY:
            return index
    return -1


_EARLY = 500  # milliseconds by which words may begin before their chapter
