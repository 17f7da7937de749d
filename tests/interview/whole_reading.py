"""All that a reader sees of an interview, as lines that tests can write down."""

from __future__ import annotations

from tui.interview.model.interview import Interview, Role
from tui.interview.model.times import clock

_ROLES = {Role.INTERVIEWER: "asks", Role.GUEST: "answers", Role.UNKNOWN: "?"}


def told(interview: Interview) -> list[str]:
    """Title, credits, speakers, sections, then every paragraph with its time and turn, then the warnings."""
    credits = "; ".join(part for part in interview.credits if part)
    lines = [f"{interview.format}: {interview.title}{f' [{credits}]' if credits else ''}"]
    lines += [
        f"{one.name} {one.turns}x{one.characters} {_ROLES[one.role]}"
        + (f" as {', '.join(one.variants)}" if one.variants else "")
        for one in interview.speakers
    ]
    lines += [
        f"§{one.number}.{one.level} {one.title}{f' / {one.subtitle}' if one.subtitle else ''} ({one.turns})"
        for one in interview.sections
    ]
    for number, paragraph in enumerate(interview.paragraphs):
        turn = interview.turn_at(number)
        time = interview.times.of(number)
        label, words = paragraph.text[: paragraph.label], paragraph.text[paragraph.label :]
        mark = {
            "text": "",
            "heading": "# ",
            "title": "! ",
            "credit": "- ",
            "subtitle": "## ",
            "caption": "= ",
        }
        lines.append(
            f"{turn.number if turn else '·'} {mark[paragraph.kind]}{f'{label}|' if label else ''}{words}"
            + ("" if time is None else f" @{clock(time)}")
        )
    for warning in interview.warnings:
        details = ", ".join(f"{name} {value}" for name, value in warning.details.items())
        at = "" if warning.turn is None else f" {warning.turn}"
        lines.append(f"⚠ {warning.kind}{at}{f': {details}' if details else ''}")
    return lines
