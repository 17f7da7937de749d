"""Quotes as portable Markdown: nothing beyond CommonMark, every blockquote reads back as the exact words.

Only the words of a quote stand in its blockquote, so that whoever reads the file by program has them pure;
the question stands above it, speaker and place, cautions, note and tags below. The other forms of Markdown
are made of the same parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tui.export.escape import Flavour, blockquote, escape, escape_line, link
from tui.export.selection import Selection
from tui.export.words import (
    DOT,
    attribution,
    cautions,
    credit_words,
    section_words,
    title_of,
)
from tui.interview.model.interview import Interview
from tui.locale import _
from tui.quotes.quote import Quote, Segment


def render(selection: Selection) -> str:
    """Write the whole document."""
    blocks = head(selection.interview) + body(selection)
    return "\n\n".join(blocks) + "\n"


def render_addition(selection: Selection, heading: str) -> str:
    """Write the quotes alone under a heading, to stand behind what a file has already."""
    blocks = [f"## {escape_line(heading)}", *body(selection, level=3)]
    return "\n\n".join(blocks) + "\n"


def head(interview: Interview, flavour: Flavour = Flavour.COMMONMARK) -> list[str]:
    """Write the title and, below it, the credits with the link, as blocks."""
    credits = escape(DOT.join(" ".join(part.split()) for part in credit_words(interview)), flavour)
    parts = [credits, link(_("Source"), interview.credits.url, flavour) if interview.credits.url else ""]
    line = DOT.join(part for part in parts if part)
    return [f"# {escape_line(title_of(interview), flavour)}", *([line] if line else [])]


def body(selection: Selection, level: int = 2) -> list[str]:
    """Write the quotes as blocks, under one heading of that level for each section."""
    return under_headings(selection, level, quote_blocks)


def under_headings(
    selection: Selection,
    level: int,
    blocks_of: Callable[[Selection, Quote], list[str]],
    flavour: Flavour = Flavour.COMMONMARK,
) -> list[str]:
    """Write each quote as `blocks_of` does, under one heading of that level for each section."""
    blocks: list[str] = []
    for first, quotes in selection.sections():
        if heading := section_words(selection, first):
            blocks.append(f"{'#' * level} {escape_line(heading, flavour)}")
        for quote in quotes:
            blocks += blocks_of(selection, quote)
    return blocks


def quote_blocks(selection: Selection, quote: Quote) -> list[str]:
    """Write one quote with all that belongs to it, as blocks."""
    blocks = question_blocks(quote) if selection.with_question else []
    blocks.append(blockquote(word_blocks(quote)))
    if where := attribution(selection, quote):
        blocks.append(f"— {escape_line(where)}")
    return blocks + below(selection, quote)


def below(selection: Selection, quote: Quote) -> list[str]:
    """Write what stands below a quote: cautions, the person's note, the tags."""
    blocks = caution_blocks(selection.interview, quote) + note_blocks(quote)
    if quote.tags:
        tags = _(", ").join(escape_line(tag) for tag in quote.tags)
        blocks.append(f"**{_('Tags')}**{_(': ')}{tags}")
    return blocks


def word_blocks(quote: Quote, flavour: Flavour = Flavour.COMMONMARK) -> list[str]:
    """Write the exact words, one block a paragraph; the printed label of whoever takes over is in bold.

    Words left out between two segments are shown as a paragraph of ……, with the new speaker if there is one.
    """
    blocks: list[str] = []
    for index, segment in enumerate(quote.segments):
        if cut := quote.cut_words(index):
            blocks.append(escape_line(cut, flavour))
        blocks.append(escape(segment.text, flavour, bold=_label_span(segment)))
    return blocks


def _label_span(segment: Segment) -> tuple[int, int] | None:
    """Where the label stands in the segment's text, in code points, without its colon."""
    at = segment.text.find(segment.label, 0, segment.head) if segment.label else -1
    return (at, at + len(segment.label)) if at >= 0 else None


def question_blocks(quote: Quote, flavour: Flavour = Flavour.COMMONMARK) -> list[str]:
    """Write the question that the quote answers, as blocks, its speaker in bold.

    No blockquote holds it, for it is not what was taken.
    """
    blocks: list[str] = []
    asked: str | None = None
    for segment in quote.question:
        words = escape(segment.words, flavour)
        if segment.label and segment.label != asked:
            words = f"{_strong(segment.label, flavour)}{_(': ')}{words}"
            asked = segment.label
        blocks.append(words)
    return blocks


def _strong(name: str, flavour: Flavour) -> str:
    """A name in bold, for a place before a colon."""
    return f"**{escape_line(name, flavour)}**"


def caution_blocks(interview: Interview, quote: Quote, flavour: Flavour = Flavour.COMMONMARK) -> list[str]:
    """Write one paragraph for each thing to beware of."""
    return [f"⚠ {escape_line(words, flavour)}" for words in cautions(interview, quote)]


def note_blocks(quote: Quote, flavour: Flavour = Flavour.COMMONMARK) -> list[str]:
    """Write the person's note, its lines and paragraphs kept; it can't leave its place."""
    parts = re.split(r"\n[^\S\n]*\n\s*", quote.note.replace("\r\n", "\n").strip())
    blocks = [escape(part, flavour) for part in parts if part]
    if blocks:
        blocks[0] = f"**{_('Note')}**{_(': ')}{blocks[0]}"
    return blocks
