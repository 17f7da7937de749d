"""How an interview looks to its reader, in a form that tests can write down."""

from __future__ import annotations

from tui.interview.model.interview import Interview
from tui.interview.model.times import clock


def counts(interview: Interview) -> dict[str, int]:
    """How many turns each speaker has."""
    return {speaker.name: speaker.turns for speaker in interview.speakers}


def is_right_or_unsure(interview: Interview, turns: dict[str, int]) -> bool:
    """Whether each speaker has these turns, or the interview says that it is not sure who speaks."""
    return counts(interview) == turns or not interview.sure


def lines(interview: Interview) -> list[str]:
    """Each paragraph as it is read; behind a | what is said under a label."""
    return [f"{p.text[: p.label]}|{p.text[p.label :]}" if p.label else p.text for p in interview.paragraphs]


def clocks(interview: Interview) -> list[str]:
    """The first time of each paragraph, "" where it has none."""
    times = [interview.times.of(number) for number in range(len(interview.paragraphs))]
    return ["" if time is None else clock(time) for time in times]


def kinds(interview: Interview) -> set[str]:
    """The kinds of its warnings."""
    return {warning.kind for warning in interview.warnings}
