"""The parts of a source that no paragraph speaks: markup, blank lines, link targets, front matter."""

from __future__ import annotations

from tui.interview.model.interview import Interview


def gaps(interview: Interview) -> list[tuple[int, int]]:
    """Find the spans (start, end) of the source, in code points, that stand in no paragraph.

    They are in order, and none is empty. Together with the pieces of all paragraphs they cover the source
    exactly once.
    """
    stretches: list[tuple[int, int]] = []
    position = 0
    for paragraph in interview.paragraphs:
        for _, start, end in paragraph.pieces:
            if start > position:
                stretches.append((position, start))
            position = max(position, end)
    if position < len(interview.source):
        stretches.append((position, len(interview.source)))
    return stretches
