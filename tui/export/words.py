"""The words that an export adds to the quotes: who, where, what to beware of."""

from __future__ import annotations

from pathlib import PurePath

from tui.export.selection import Selection
from tui.interview.model.interview import Interview, Warning
from tui.interview.model.times import clock
from tui.locale import _
from tui.locale.messages import state_words, warning_kind_words, warning_words
from tui.quotes.quote import UNSURE, Quote, State
from tui.text.sanitize import without_controls

DOT = " · "

_OF_THE_SPEAKER = ("question-in-answer", "empty-turn")
"""Warnings that say nothing but who speaks, which a quote knows."""


def title_of(interview: Interview) -> str:
    """Return the interview's title, or its file's name without the ending."""
    return interview.title.strip() or PurePath(interview.path).stem or "-"


def section_words(selection: Selection, quote: Quote) -> str:
    """Name the heading that a quote stands under; "" in an interview without sections."""
    if quote.section_title:
        return quote.section_title
    if not selection.has_sections:
        return ""
    return _("Section {number}").format(number=quote.section) if quote.section else _("Preface")


def turn_words(quote: Quote) -> str:
    """Name the turn, or the turns, that a quote is taken from; "" outside of all turns."""
    turns = [segment.turn for segment in quote.segments if segment.turn is not None]
    if quote.turn is None:
        return ""
    # The quote's turn is today's, the segments' are those of then: only their distance is of use here.
    last = quote.turn + (turns[-1] - turns[0] if turns else 0)
    if last > quote.turn:
        return _("Turns {first}–{last}").format(first=quote.turn, last=last)
    return _("Turn {number}").format(number=quote.turn)


def time_of(interview: Interview, quote: Quote) -> int | None:
    """Find when a quote was said, in milliseconds.

    Returns None where the source does not tell, or the quote's place is not sure.
    """
    if quote.passage is None or quote.state not in (State.OK, State.CHANGED):
        return None
    return interview.time_at(quote.passage.start)


def time_words(interview: Interview, quote: Quote) -> str:
    """Write when a quote was said, as in 1:02:03; "" where that is not known."""
    time = time_of(interview, quote)
    return "" if time is None else clock(time)


def speaker_words(quote: Quote) -> str:
    """Name everyone who speaks in a quote."""
    return _(", ").join(quote.speakers or ((quote.speaker,) if quote.speaker else ()))


def place_words(selection: Selection, quote: Quote) -> list[str]:
    """Name where a quote stands: section, turn, time, how far in; what is unknown is left out."""
    percent = selection.percent(quote)
    parts = [section_words(selection, quote), turn_words(quote), time_words(selection.interview, quote)]
    parts.append("" if percent is None else f"{percent}%")
    return [part for part in parts if part]


def attribution(selection: Selection, quote: Quote) -> str:
    """Write who says a quote and where, on one line; may be empty."""
    return DOT.join(part for part in (speaker_words(quote), *place_words(selection, quote)) if part)


def credit_words(interview: Interview) -> list[str]:
    """List the author, publisher and date, those that are known; the link is not among them."""
    credits = interview.credits
    return [part for part in (credits.author, credits.publisher, credits.date) if part]


def cautions(interview: Interview, quote: Quote) -> list[str]:
    """List what a publisher of the quote should know: doubts about its turns, a source that has changed."""
    known = {warning.kind: warning for warning in interview.warnings if warning.kind == UNSURE}
    if quote.source.digest in ("", interview.digest):
        for segment in quote.segments:
            for warning in interview.warnings_of(segment.turn) if segment.turn else ():
                known.setdefault(warning.kind, warning)
    for kind in _OF_THE_SPEAKER:
        known.setdefault(kind, Warning(kind, quote.turn, {"speaker": quote.speaker}))
    doubts = [
        warning_words(known[kind]) if kind in known else warning_kind_words(kind) for kind in quote.warnings
    ]
    if quote.state is not State.OK:
        doubts.append(state_words(quote.state))
    return [_("Caution: {words}").format(words=without_controls(words)) for words in doubts]
