"""One quote with its citation, for the clipboard."""

from __future__ import annotations

from functools import reduce

from tui.export.selection import Selection
from tui.export.words import cautions, speaker_words, title_of, turn_words
from tui.interview.model import Interview
from tui.locale import _
from tui.quotes.quote import Quote


def citation(interview: Interview, quote: Quote) -> str:
    """「words」——speaker, 《title》, publisher, date, turn, link; what is unknown is left out.

    The words stand exactly as stored, quotation marks inside them too. Doubts about the turn follow in
    brackets.
    """
    credits = interview.credits
    parts = [
        speaker_words(quote),
        _("《{title}》").format(title=title_of(interview)),
        credits.publisher or credits.author,
        credits.date,
        turn_words(quote),
        credits.url,
    ]
    source = _joined(parts)
    doubts = "".join(_(" [{words}]").format(words=words) for words in cautions(interview, quote))
    return _("「{words}」——{source}").format(words=quote.text, source=source) + doubts


def note_citation(interview: Interview, quote: Quote) -> str:
    """The citation alone, without the words: for a footnote."""
    selection = Selection(interview, (quote,))
    place = [speaker_words(quote), _("《{title}》").format(title=title_of(interview))]
    credits = interview.credits
    percent = selection.percent(quote)
    place += [credits.publisher or credits.author, credits.date, turn_words(quote)]
    place += ["" if percent is None else f"{percent}%", credits.url]
    return _joined(place)


def _joined(parts: list[str]) -> str:
    """What is known of the source as one phrase; Chinese takes another comma here than between names."""
    known = [part for part in parts if part]
    return reduce(lambda before, after: _("{before}, {after}").format(before=before, after=after), known)
