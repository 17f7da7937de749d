"""One quote with its citation: for the clipboard, and the citation alone for a footnote."""

from __future__ import annotations

from functools import reduce

from tui.export.escape import blockquote, escape_line, link
from tui.export.markdown import below, question_blocks, word_blocks
from tui.export.selection import Selection
from tui.export.words import DOT, cautions, place_words, speaker_words, time_words, title_of, turn_words
from tui.interview.model.interview import Interview
from tui.locale import _
from tui.quotes.quote import Quote


def citation(interview: Interview, quote: Quote) -> str:
    """Cite a quote as 「words」——speaker, 《title》, publisher, date, turn, time, link.

    What is unknown is left out. The words stand exactly as stored, quotation marks inside them too. Doubts
    about the turn follow in brackets.
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
    return _("「{words}」——{source}").format(words=quote.text, source=source) + doubts


def markdown_citation(interview: Interview, quote: Quote, with_question: bool = False) -> str:
    """Write one quote as portable Markdown: the blockquote, below it all of the citation on one line."""
    selection = Selection(interview, (quote,), with_question)
    blocks = question_blocks(quote) if with_question else []
    blocks += [blockquote(word_blocks(quote)), f"— {source_line(selection, quote)}"]
    return "\n\n".join(blocks + below(selection, quote)) + "\n"


def source_line(selection: Selection, quote: Quote) -> str:
    """Write who says it, in what and where, as Markdown with the link; what is unknown is left out."""
    interview = selection.interview
    credits = interview.credits
    known = [
        speaker_words(quote),
        _("《{title}》").format(title=title_of(interview)),
        credits.publisher or credits.author,
        credits.date,
        *place_words(selection, quote),
    ]
    parts = [escape_line(part) for part in known if part]
    return DOT.join([*parts, link(_("Source"), credits.url)] if credits.url else parts)


def _joined(parts: list[str]) -> str:
    """What is known of the source as one phrase; Chinese takes another comma here than between names."""
    known = [part for part in parts if part]
    return reduce(lambda before, after: _("{before}, {after}").format(before=before, after=after), known)
