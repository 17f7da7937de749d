"""Paragraphs as a reader hands them over, before anybody has decided what they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from tui.interview.model.interview import Kind, Piece

TEXT, HEADING, ITEM, QUOTATION, CODE = "text", "heading", "item", "quotation", "code"
WORDS = Kind.TEXT  # an Enum's members take long to look up, and this one is wanted for each paragraph


class Draft:
    """One paragraph to be.

    What the reader fills in:
        text: its words without markup, neither empty nor with blanks at its ends.
        start: where they begin in the source, in code points.
        block: number of the run of lines, without a blank one between them, that it stands in.
        form: TEXT, HEADING, ITEM (of a list), QUOTATION or CODE.
        depth: of a heading, 1 for the outermost; 0 otherwise.
        scattered: the pieces of a text that does not stand in the source as it is, but with markup between
            its words or spelt in another way; () for one that does.
        bold: spans (start, end) of the text that the source prints bold, in order.
        links: (start, end, target) of the text's links, in order.
        speaker: who speaks, where the container says so in a place of its own; "" otherwise.
        named: where in the source, (start, end), the speaker's name stands; () where it is not before the
            text.
        voice: code points at the start of the text that the container marks as a name, with its colon; 0
            for none.
        times: (offset in the text, milliseconds) of the times that the source gives, in order.
        fresh: whether a caption begins a paragraph, whatever stands before it.
        apart: whether the turn before it ends here though no label follows.
        beside: whether the container sets it apart from the text, as a page does with its sidebar.
        pictured: whether a picture stands in the source right before it, in its line or as the last thing
            before.

    What is decided later:
        kind: see `Kind`.
        label, label_end: the speaker's label as printed and the code points it takes at the start; "" and
            0 if none.
        opens: whether it is the heading that opens a section.
        footer: whether it stands behind the conversation, or within it and is nobody's: no turn goes on
            in it.
    """

    __slots__ = (
        "apart",
        "beside",
        "block",
        "bold",
        "depth",
        "footer",
        "form",
        "fresh",
        "kind",
        "label",
        "label_end",
        "links",
        "named",
        "opens",
        "pictured",
        "scattered",
        "speaker",
        "start",
        "text",
        "times",
        "voice",
    )

    # One is made for each line of a document: what most of them need is given by position, the rest is set.
    def __init__(
        self,
        text: str,
        start: int = 0,
        block: int = 0,
        form: str = TEXT,
        depth: int = 0,
        pictured: bool = False,
    ) -> None:
        self.text = text
        self.start = start
        self.block = block
        self.form = form
        self.depth = depth
        self.scattered: tuple[Piece, ...] = ()
        self.bold: Sequence[tuple[int, int]] = ()
        self.links: Sequence[tuple[int, int, str]] = ()
        self.speaker = ""
        self.named: tuple[int, ...] = ()
        self.voice = 0
        self.times: Sequence[tuple[int, int]] = ()
        self.fresh = self.apart = self.beside = False
        self.pictured = pictured
        self.kind = WORDS
        self.label = ""
        self.label_end = 0
        self.opens = False
        self.footer = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Where the words stand in the source, in order and without overlap."""
        return self.scattered or (Piece(0, self.start, self.start + len(self.text)),)

    @property
    def all_bold(self) -> bool:
        """Whether every visible character is bold."""
        if not self.bold or self.bold[-1][1] < len(self.text):
            return False
        at = 0
        for start, end in self.bold:
            if self.text[at:start].strip():
                return False
            at = end
        return True

    def cut(self, bounds: Sequence[int]) -> list[Draft]:
        """Cut the paragraph at these places (code points, in order) into parts without blanks at their ends.

        Each must hold words. What is decided about the whole is kept, but for the label.
        """
        spans: list[tuple[int, int]] = []
        for start, end in pairwise(bounds):
            words = self.text[start:end]
            start += len(words) - len(words.lstrip())
            spans.append((start, start + len(words.strip())))
        links: list[list[tuple[int, int, str]]] = [[] for _ in spans]
        for first, last, target in self.links:
            for number in range(max(0, bisect_right(bounds, first) - 1), len(spans)):
                start, end = spans[number]
                if start >= last:
                    break
                if first < end:
                    links[number].append((max(first, start) - start, min(last, end) - start, target))
        return [self._part(*span, found) for span, found in zip(spans, links, strict=True)]

    def _part(self, start: int, end: int, links: Sequence[tuple[int, int, str]]) -> Draft:
        pictured = self.pictured and start == 0
        part = Draft(self.text[start:end], self.start + start, self.block, self.form, self.depth, pictured)
        if self.scattered:
            part.scattered = cut_pieces(self.scattered, len(self.text), start, end)
            part.start = part.scattered[0].start if part.scattered else part.start
        part.bold = _within(self.bold, start, end)
        part.links = links
        part.kind = self.kind
        part.beside = self.beside
        if self.times:
            part.times = [(at - start, time) for at, time in self.times if start <= at < end]
        return part


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The parts of the spans, which are in order, that lie between start and end, counted from start."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    last = bisect_left(spans, end, key=lambda span: span[0])
    return [(max(a, start) - start, min(b, end) - start) for a, b in spans[first:last]]


def cut_pieces(pieces: tuple[Piece, ...], length: int, start: int, end: int) -> tuple[Piece, ...]:
    """Cut out the pieces of `text[start:end]`, where `pieces` belong to a text of `length` code points.

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
