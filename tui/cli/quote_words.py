"""How a quote is told, to a script and to a person, and what is wrong with the collection that it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cli.output import remark
from tui.locale import _
from tui.locale.messages import (
    colour_words,
    lost_words,
    state_words,
    store_error_words,
    warning_kind_words,
)

if TYPE_CHECKING:
    from tui.interview.model.interview import Interview
    from tui.quotes.quote import Quote
    from tui.store.sqlite.opening import Database


def remark_state(database: Database) -> None:
    """Say it where what is shown could not be added to, or is less than there was."""
    if database.lost:
        remark(lost_words(database.path, database.lost))
    if refused := database.refusal:
        remark(store_error_words(refused))


def quote_facts(interview: Interview, quote: Quote) -> dict[str, Any]:
    """Collect the facts about a quote that the commands print as JSON."""
    from tui.export.words import time_of
    from tui.quotes.witness import DOUBTS

    return {
        "id": quote.id,
        "turn": quote.turn,
        "speaker": quote.speaker,
        "section": quote.section,
        "text": quote.text,
        "note": quote.note,
        "tags": list(quote.tags),
        "state": str(quote.state),
        "colour": quote.colour,
        "warnings": list(quote.warnings),
        "question": "\n".join(segment.words for segment in quote.question),
        "speakers": list(quote.speakers),
        "time": time_of(interview, quote),
        "checked": not DOUBTS.intersection(quote.warnings),
    }


def described(interview: Interview, quote: Quote) -> str:
    """Describe a quote for a person: where it is from, its words, note, warnings and tags."""
    from tui.export.words import time_words

    where = [quote.id]
    if quote.turn:
        where.append(_("turn {number}").format(number=quote.turn))
    if quote.speaker:
        where.append(quote.speaker)
    if time := time_words(interview, quote):
        where.append(time)
    if quote.state != "ok":
        where.append(state_words(quote.state))
    lines = [" · ".join(where)]
    lines += ["    " + line for line in quote.text.split("\n")]
    if quote.note:
        lines += ["  " + _("note: {text}").format(text=line) for line in quote.note.splitlines()]
    lines += [f"  ! {warning_kind_words(kind)}" for kind in quote.warnings]
    marks = [colour_words(quote.colour)] if quote.colour else []
    marks += ["#" + tag for tag in quote.tags]
    if marks:
        lines.append("  " + " ".join(marks))
    return "\n".join(lines)
