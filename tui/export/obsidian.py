"""Quotes as Markdown for Obsidian: front matter, callouts, block ids that a link can point at."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from tui.export import markdown
from tui.export.escape import Flavour, blockquote, carried, escape_line
from tui.export.selection import Selection
from tui.export.words import attribution, title_of
from tui.quotes.quote import Quote

_HERE = Flavour.OBSIDIAN
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# YAML 1.1 takes NEL, LS and PS for line breaks; BOM, C1 and the non-characters are not printable in it.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def render(selection: Selection) -> str:
    """Write the whole document."""
    blocks = [_front_matter(selection), f"# {escape_line(title_of(selection.interview), _HERE)}"]
    return "\n\n".join(blocks + _body(selection, 2)) + "\n"


def render_several(title: str, selections: Sequence[Selection]) -> str:
    """Write all interviews under one front matter; what each one's own would hold stands below its title."""
    lines = ["---", f"title: {yaml_string(title)}", *_tag_lines(selections), "---", ""]
    parts = [markdown.head(selection.interview, _HERE) + _body(selection, 2) for selection in selections]
    return "\n".join([*lines, "\n".join("\n\n".join(blocks) + "\n" for blocks in parts)])


def render_addition(selection: Selection, heading: str) -> str:
    """Write the quotes alone under a heading, to stand behind what a file has already."""
    return "\n\n".join([f"## {escape_line(heading, _HERE)}", *_body(selection, 3)]) + "\n"


def _body(selection: Selection, level: int) -> list[str]:
    return markdown.under_headings(selection, level, _quote_blocks, _HERE)


def _quote_blocks(selection: Selection, quote: Quote) -> list[str]:
    blocks = markdown.question_blocks(quote, _HERE) if selection.with_question else []
    title = f"[!quote] {escape_line(attribution(selection, quote), _HERE)}".strip()
    # The blank line keeps the callout's title out of the quote's first paragraph for every other reader.
    blocks.append(blockquote([title, *markdown.word_blocks(quote, _HERE)]))
    blocks.append(f"^{block_id(quote)}")
    blocks += markdown.caution_blocks(selection.interview, quote, _HERE)
    blocks += markdown.note_blocks(quote, _HERE)
    if tags := [f"#{tag_name(tag)}" for tag in quote.tags if tag_name(tag)]:
        blocks.append(" ".join(tags))
    return blocks


def block_id(quote: Quote) -> str:
    """Spell the quote's id in the characters that Obsidian allows: A to Z, a to z, digits, hyphens."""
    return re.sub(r"[^A-Za-z0-9-]", "-", quote.id)


def tag_name(tag: str) -> str:
    """Spell a tag as Obsidian takes it: letters of any script, digits, _ - /; not of digits alone."""
    name = re.sub(r"[^\w/-]+", "-", tag.strip().lstrip("#")).strip("-/")
    return f"{name}_" if name.isdecimal() else name


def yaml_string(text: str) -> str:
    """Write a text as a double-quoted YAML scalar on one line, whatever it holds."""
    # Any JSON string is such a scalar but for the characters that YAML wants escaped besides.
    quoted = json.dumps(carried(text), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def _front_matter(selection: Selection) -> str:
    interview = selection.interview
    credits = interview.credits
    lines = ["---", f"title: {yaml_string(title_of(interview))}"]
    for name, value in (("author", credits.author), ("publisher", credits.publisher)):
        if value:
            lines.append(f"{name}: {yaml_string(value)}")
    if credits.date:
        # Bare, Obsidian shows it as a date.
        is_date = _ISO_DATE.fullmatch(credits.date)
        lines.append(f"date: {credits.date if is_date else yaml_string(credits.date)}")
    if credits.url:
        lines.append(f"url: {yaml_string(credits.url)}")
    return "\n".join([*lines, *_tag_lines([selection]), "---"])


def _tag_lines(selections: Sequence[Selection]) -> list[str]:
    """The tags of all quotes as lines of YAML, each tag once."""
    quotes = (quote for selection in selections for quote in selection.quotes)
    tags = dict.fromkeys(tag_name(tag) for quote in quotes for tag in quote.tags)
    return ["tags:", *(f"  - {yaml_string(tag)}" for tag in tags if tag)] if tags else []
