"""Interviews and quotes made by hand, and what a reader of Markdown takes from an export."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count, pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tui.interview.model.interview import (
    Credits,
    Interview,
    Kind,
    Paragraph,
    Piece,
    Section,
    Speaker,
    Turn,
    Warning,
)
from tui.interview.model.place import Passage, Place
from tui.quotes.quote import Quote, Segment, Source, State

GUEST, HOST = "王敏", "《远见》"

_ids = count(1)


def make_interview(
    *turns: tuple[str, str],
    title: str = "雪山之前",
    path: str = "/somewhere/雪山.md",
    warnings: tuple[Warning, ...] = (),
    headings: bool = True,
) -> Interview:
    """An interview of those (label, words), two turns a section; a turn may hold several lines."""
    paragraphs: list[Paragraph] = []
    made: list[Turn] = []
    sections: list[Section] = []
    source = ""

    def put(kind: Kind, text: str, label: int = 0) -> None:
        nonlocal source
        paragraphs.append(Paragraph(kind, text, (Piece(0, len(source), len(source) + len(text)),), label))
        source += text + "\n\n"

    put(Kind.TITLE, title or "-")
    starts = [0]
    for number, (label, words) in enumerate(turns):
        if headings and number % 2 == 0:
            starts.append(len(paragraphs))
            put(Kind.HEADING, f"0{number // 2 + 1} 第*一*步")
        start = len(paragraphs)
        first, *others = words.split("\n")
        put(Kind.TEXT, f"{label}：{first}", len(label) + 1)
        for other in others:
            put(Kind.TEXT, other)
        made.append(Turn(number + 1, label, label, start, len(paragraphs)))
    for number, (start, end) in enumerate(pairwise([*starts, len(paragraphs)])):
        within = [turn for turn in made if start <= turn.start < end]
        first_turn = within[0].number - 1 if within else 0
        heading = paragraphs[start].text if number else ""
        sections.append(Section(number, heading, "", start, end, first_turn, first_turn + len(within)))
    return Interview(
        path=path,
        source=source,
        encoding="utf-8",
        format="markdown",
        digest="d" * 64,
        title=title,
        credits=Credits("李雷", "远见杂志", "2024-03-01", "https://example.org/a?b=1&copy=2"),
        paragraphs=tuple(paragraphs),
        sections=tuple(sections),
        turns=tuple(made),
        speakers=tuple(Speaker(name, 1, 1) for name in dict.fromkeys(label for label, _words in turns)),
        warnings=warnings,
    )


def take(
    interview: Interview,
    first: int,
    last: int | None = None,
    *,
    note: str = "",
    tags: tuple[str, ...] = (),
    question: bool = True,
) -> Quote:
    """The quote of turn number `first`, or of all from `first` to `last` with their labels."""
    turns = interview.turns[first - 1 : last or first]
    start = Place(turns[0].start, 0 if last else interview.paragraphs[turns[0].start].label)
    end = Place(turns[-1].end - 1, len(interview.paragraphs[turns[-1].end - 1].text))
    passage = Passage(start, end)
    section = interview.section_at(start.paragraph)
    assert section
    asked = _segments(interview, interview.turns[first - 2]) if question and first > 1 else ()
    return Quote(
        id=f"q-{next(_ids):x}z",
        segments=tuple(
            Segment(
                number, at, to, interview.paragraphs[number].text[at:to], turn.number, turn.label,
                turn.speaker, max(0, interview.paragraphs[number].label - at),
            )
            for number, at, to in interview.slices(passage)
            if (turn := interview.turn_at(number))
        ),
        turn=first,
        speaker=turns[0].speaker,
        section=section.number,
        section_title=section.title,
        note=note,
        tags=tags,
        passage=passage,
        warnings=tuple(warning.kind for turn in turns for warning in interview.warnings_of(turn.number)),
        created="2024-03-02T08:00:00Z",
        question=asked,
        source=Source(interview.digest, interview.path, interview.title, interview.credits),
    )  # fmt: skip


def _segments(interview: Interview, turn: Turn) -> tuple[Segment, ...]:
    return tuple(
        Segment(
            number,
            paragraph.label,
            len(paragraph.text),
            paragraph.text[paragraph.label :],
            turn.number,
            turn.label,
            turn.speaker,
        )
        for number in range(turn.start, turn.end)
        for paragraph in [interview.paragraphs[number]]
    )


def of_words(*texts: str, state: State = State.OK, note: str = "", tags: tuple[str, ...] = ()) -> Quote:
    """A quote of just those paragraphs, whatever they hold."""
    segments = tuple(Segment(3 + at, 0, len(text), text, 1, GUEST, GUEST) for at, text in enumerate(texts))
    return Quote(f"q-{next(_ids):x}z", segments, turn=1, speaker=GUEST, state=state, note=note, tags=tags)


def reader(extended: bool) -> MarkdownIt:
    """A strict reader of CommonMark, or one with tables, strikethrough and bare links."""
    if not extended:
        return MarkdownIt("commonmark")
    return MarkdownIt("gfm-like")


def inline_text(token: Token) -> str:
    """What an inline token shows, line breaks as line feeds; all but text is shown by its markup."""
    shown = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            shown.append("\n")
        elif child.type in ("text", "text_special", "code_inline", "html_inline", "image"):
            shown.append(child.content)
    return "".join(shown)


def blockquotes(markdown: str, extended: bool = False) -> list[str]:
    """The words of each outermost blockquote, its paragraphs joined by a line feed.

    A blockquote with anything but plain paragraphs in it counts as damaged and fails the test.
    """
    found: list[list[str]] = []
    depth = 0
    for token in reader(extended).parse(markdown):
        if token.type == "blockquote_open":
            depth += 1
            assert depth == 1, "a blockquote in a blockquote"
            found.append([])
        elif token.type == "blockquote_close":
            depth -= 1
        elif depth:
            assert token.type in ("paragraph_open", "paragraph_close", "inline"), token.type
            if token.type == "inline":
                kinds = {child.type for child in token.children or ()}
                assert not kinds & {"code_inline", "html_inline", "image", "em_open", "s_open"}, kinds
                found[-1].append(inline_text(token))
    return ["\n".join(parts) for parts in found]


def kinds_of_blocks(markdown: str) -> list[str]:
    """The kinds of the outermost blocks, in order."""
    return [
        token.type.removesuffix("_open")
        for token in reader(False).parse(markdown)
        if token.level == 0 and token.nesting >= 0 and token.type != "inline"
    ]


def as_carried(texts: Iterable[str]) -> str:
    """The words that Markdown can carry: a NUL and a lone surrogate are U+FFFD in it."""
    joined = "\n".join(texts)
    return "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in joined)
