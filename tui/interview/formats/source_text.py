"""Text put together of stretches of a source that has markup between them, or spells them in another way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.interview.model.draft import TEXT, Draft, cut_pieces
from tui.interview.model.interview import Piece

LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""All that `str.splitlines` takes for the end of a line."""
BLANKS = " \t\x1f\u3000\xa0\u200b\u200c\u200d\u2060\ufeff" + LINE_ENDS
"""What is no word by itself."""


class SourceText:
    """A text being put together, with the place in the source of each of its stretches."""

    __slots__ = ("_parts", "_pieces", "length")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int, int]] = []
        self.length = 0

    def __bool__(self) -> bool:
        return bool(self._parts)

    @property
    def last(self) -> str:
        """The last character so far, "" before the first."""
        return self._parts[-1][-1] if self._parts else ""

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def add(self, words: str, start: int) -> None:
        """Add words that stand in the source, at `start` (code points), as they are."""
        if not words:
            return
        if self._pieces:
            at, first, end = self._pieces[-1]
            if end == start and end - first == self.length - at:
                self._pieces[-1] = (at, first, start + len(words))
                self._parts.append(words)
                self.length += len(words)
                return
        self.put(words, start, start + len(words))

    def put(self, words: str, start: int, end: int) -> None:
        """Add words that the source spells in another way, in [start, end)."""
        if words:
            self._pieces.append((self.length, start, end))
            self._parts.append(words)
            self.length += len(words)

    def insert(self, words: str, at: int) -> None:
        """Add words that stand elsewhere in the source, or nowhere, at a place between two others."""
        self.put(words, at, at)

    def onto(self, other: SourceText) -> None:
        """Add all of it to another."""
        other.add_pieces(self.text, self._pieces)

    def add_pieces(self, text: str, pieces: Sequence[tuple[int, int, int]]) -> None:
        """Add a text of which each piece tells where it begins, and what it stands for in the source.

        Args:
            text: what is added.
            pieces: each as its place in the text, and its start and end in the source, all in code points.
        """
        for number, (at, start, end) in enumerate(pieces):
            until = pieces[number + 1][0] if number + 1 < len(pieces) else len(text)
            if end - start == until - at:
                self.add(text[at:until], start)
            else:
                self.put(text[at:until], start, end)

    def draft(self, block: int = 0, form: str = TEXT, depth: int = 0) -> Draft | None:
        """Make the paragraph, without blanks at its ends; None where it says nothing."""
        text = self.text
        kept = text.strip(BLANKS)
        if not kept:
            return None
        start = len(text) - len(text.lstrip(BLANKS))
        pieces = tuple(Piece(*piece) for piece in self._pieces)
        if kept != text:
            pieces = cut_pieces(pieces, len(text), start, start + len(kept))
        made = Draft(kept, pieces[0].start, block, form, depth)
        if len(pieces) > 1 or pieces[0].end - pieces[0].start != len(kept):
            made.scattered = pieces
        return made


def line_spans(text: str) -> list[tuple[int, int]]:
    """Find the lines that hold more than blanks, as (start, end) in code points without line ends."""
    return [(at, at + len(bare)) for bare, at in placed_lines(text) if bare.strip(BLANKS)]


def placed_lines(text: str) -> Iterator[tuple[str, int]]:
    """Walk through the lines, each without its end and with the place where it begins, in code points."""
    at = 0
    for line in text.splitlines(keepends=True):
        yield line.rstrip(LINE_ENDS), at
        at += len(line)
