"""One quote with its citation, for the clipboard."""

from __future__ import annotations

from functools import reduce

from tui.export.selection import Selection, is_cut
from tui.export.words import CUT, cautions, speaker_words, time_words, title_of, turn_words
from tui.interview.model import Interview
from tui.locale import _
from tui.quotes.quote import Quote


def citation(interview: Interview, quote: Quote) -> str:
    """「words」——speaker, 《title》, publisher, date, turn, time, link; what is unknown is left out.

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
        time_words(interview, quote),
        credits.url,
    ]
    source = _joined(parts)
    doubts = "".join(_(" [{words}]").format(words=words) for words in cautions(interview, quote))
    return _("「{words}」——{source}").format(words=_words(quote), source=source) + doubts


def note_citation(interview: Interview, quote: Quote) -> str:
    """The citation alone, without the words: for a footnote."""
    selection = Selection(interview, (quote,))
    place = [speaker_words(quote), _("《{title}》").format(title=title_of(interview))]
    credits = interview.credits
    percent = selection.percent(quote)
    place += [credits.publisher or credits.author, credits.date, turn_words(quote)]
    place.append(time_words(interview, quote))
    place += ["" if percent is None else f"{percent}%", credits.url]
    return _joined(place)


def _joined(parts: list[str]) -> str:
    """What is known of the source as one phrase; Chinese takes another comma here than between names."""
    known = [part for part in parts if part]
    return reduce(lambda before, after: _("{before}, {after}").format(before=before, after=after), known)


def _words(quote: Quote) -> str:
    words = quote.segments[0].text
    for before, after in zip(quote.segments, quote.segments[1:], strict=False):
        words += ("\n" + CUT if is_cut(before, after) else "") + "\n" + after.text
    return words
