"""Quotes as Markdown with footnotes: below each quote who says it, the whole citation at the document's end.

Footnotes are no part of CommonMark, but GitHub, Pandoc, Obsidian and most others read them. Where they are
not read the marks stand as text, and the citations are the last paragraphs of the document.
"""

from __future__ import annotations

from tui.export import markdown
from tui.export.citation import source_line
from tui.export.escape import blockquote, escape_line
from tui.export.obsidian import block_id
from tui.export.selection import Selection
from tui.export.words import speaker_words
from tui.quotes.quote import Quote


def render(selection: Selection) -> str:
    """Write the whole document."""
    blocks = [*markdown.head(selection.interview), *_body(selection, 2)]
    return "\n\n".join(blocks) + "\n"


def render_addition(selection: Selection, heading: str) -> str:
    """Write the quotes alone under a heading, to stand behind what a file has already."""
    return "\n\n".join([f"## {escape_line(heading)}", *_body(selection, 3)]) + "\n"


def _body(selection: Selection, level: int) -> list[str]:
    notes = [_note(selection, quote) for quote in selection.quotes]
    return markdown.under_headings(selection, level, _quote_blocks) + notes


def _quote_blocks(selection: Selection, quote: Quote) -> list[str]:
    blocks = markdown.question_blocks(quote) if selection.with_question else []
    blocks.append(blockquote(markdown.word_blocks(quote)))
    blocks.append(f"— {escape_line(speaker_words(quote))}{_mark(quote)}")
    return blocks + markdown.below(selection, quote)


def _mark(quote: Quote) -> str:
    """The footnote's name: that of the quote, so that notes that are added later never collide."""
    return f"[^{block_id(quote)}]"


def _note(selection: Selection, quote: Quote) -> str:
    words = source_line(selection, quote)
    # Without a blank in it CommonMark would take it for the definition of a link, and it would vanish.
    return f"{_mark(quote)}: {words if ' ' in words else f'— {words}'}"
