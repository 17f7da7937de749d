"""Quotes as plain text, the words exactly as they stood."""

from __future__ import annotations

from tui.export.escape import carried
from tui.export.selection import Selection
from tui.export.words import DOT, attribution, cautions, credit_words, section_words, title_of
from tui.locale import _
from tui.quotes.quote import Quote


def render(selection: Selection) -> str:
    """Write the whole document."""
    interview = selection.interview
    first = [title_of(interview), DOT.join(credit_words(interview)), interview.credits.url]
    return _joined(["\n".join(line for line in first if line), *_body(selection)])


def render_addition(selection: Selection, heading: str) -> str:
    """Write the quotes alone under a heading, to stand behind what a file has already."""
    return _joined([heading, *_body(selection)])


def _joined(blocks: list[str]) -> str:
    return carried("\n\n".join(blocks)) + "\n"


def _body(selection: Selection) -> list[str]:
    blocks: list[str] = []
    for first, quotes in selection.sections():
        if heading := section_words(selection, first):
            blocks.append(f"〔{heading}〕")
        blocks += ["\n".join(_lines(selection, quote)) for quote in quotes]
    return blocks


def _lines(selection: Selection, quote: Quote) -> list[str]:
    lines = []
    if selection.with_question and quote.question:
        label = quote.question[0].label
        asked = "\n".join(segment.words for segment in quote.question)
        lines.append(f"{label}{_(': ')}{asked}" if label else asked)
    lines += quote.lines()
    if where := attribution(selection, quote):
        lines.append(f"— {where}")
    lines += [f"⚠ {words}" for words in cautions(selection.interview, quote)]
    if quote.note.strip():
        lines.append(_("Note") + _(": ") + quote.note.strip())
    if quote.tags:
        lines.append(f"{_('Tags')}{_(': ')}{_(', ').join(quote.tags)}")
    return lines
