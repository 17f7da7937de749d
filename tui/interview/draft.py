"""Paragraphs as a reader hands them over, before anybody has decided what they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui.interview.model import Kind, Piece

TEXT, HEADING, ITEM, QUOTATION, CODE = "text", "heading", "item", "quotation", "code"


class Draft:
    """One paragraph to be.

    What the reader fills in:
        text: its words without markup, neither empty nor with blanks at its ends.
        pieces: where they stand in the source.
        form: TEXT, HEADING, ITEM (of a list), QUOTATION or CODE.
        depth: of a heading, 1 for the outermost; 0 otherwise.
        block: number of the run of lines, without a blank one between them, that it stands in.
        bold: spans (start, end) of the text that the source prints bold, in order.
        links: (start, end, target) of the text's links, in order.
        speaker: who speaks, where the container says so in a place of its own; "" otherwise.
        pictured: whether a picture stands in the source right before it, in its line or as the last thing
            before.

    What is decided later:
        kind: see `Kind`.
        label, label_end: the speaker's label as printed and the code points it takes at the start; "" and
            0 if none.
        opens: whether it is the heading that opens a section.
        footer: whether it stands behind the conversation.
    """

    __slots__ = (
        "block",
        "bold",
        "depth",
        "footer",
        "form",
        "kind",
        "label",
        "label_end",
        "links",
        "opens",
        "pictured",
        "pieces",
        "speaker",
        "text",
    )

    def __init__(
        self,
        text: str,
        pieces: tuple[Piece, ...],
        *,
        form: str = TEXT,
        depth: int = 0,
        block: int = 0,
        bold: Sequence[tuple[int, int]] = (),
        links: Sequence[tuple[int, int, str]] = (),
        speaker: str = "",
        pictured: bool = False,
    ) -> None:
        self.text = text
        self.pieces = pieces
        self.form = form
        self.depth = depth
        self.block = block
        self.bold = bold
        self.links = links
        self.speaker = speaker
        self.pictured = pictured
        self.kind = Kind.TEXT
        self.label = ""
        self.label_end = 0
        self.opens = False
        self.footer = False

    @property
    def all_bold(self) -> bool:
        """Whether every visible character is bold."""
        if not self.bold:
            return False
        at = 0
        for start, end in self.bold:
            if self.text[at:start].strip():
                return False
            at = end
        return not self.text[at:].strip()

    def part(self, start: int, end: int) -> Draft:
        """The paragraph from `start` to `end` (code points), without blanks at its ends; it must hold words.

        What it decided about the whole is kept, but for the label.
        """
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        part = Draft(
            self.text[start:end],
            cut_pieces(self.pieces, len(self.text), start, end),
            form=self.form,
            depth=self.depth,
            block=self.block,
            bold=_within(self.bold, start, end),
            pictured=self.pictured and start == 0,
        )
        part.links = [
            (max(a, start) - start, min(b, end) - start, url)
            for a, b, url in self.links
            if a < end and b > start
        ]
        part.kind = self.kind
        return part


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The parts of the spans, which are in order, that lie between start and end, counted from start."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    last = bisect_left(spans, end, key=lambda span: span[0])
    return [(max(a, start) - start, min(b, end) - start) for a, b in spans[first:last]]


def cut_pieces(pieces: tuple[Piece, ...], length: int, start: int, end: int) -> tuple[Piece, ...]:
    """The pieces of `text[start:end]`, where `pieces` belong to a text of `length` code points.

    A piece that the source spells in another way goes whole to the side that holds its first code point.
    """
    kept: list[Piece] = []
    index = max(0, bisect_right(pieces, start, key=lambda piece: piece.at) - 1)
    for number in range(index, len(pieces)):
        at, source_start, source_end = pieces[number]
        if at >= end:
            break
        until = pieces[number + 1].at if number + 1 < len(pieces) else length
        if until - at == source_end - source_start:
            first, last = max(at, start), min(until, end)
            kept.append(Piece(first - start, source_start + first - at, source_start + last - at))
        elif at >= start:
            kept.append(Piece(at - start, source_start, source_end))
        else:
            kept.append(Piece(0, source_end, source_end))
    return tuple(kept)
