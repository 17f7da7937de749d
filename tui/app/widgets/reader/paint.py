"""One row of the reader as a strip of styled cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from rich.segment import Segment
from textual.strip import Strip

from tui.app.glyphs import answering_bar, asking_bar, folded_mark, more_mark, open_mark
from tui.app.text_styles import VOICES, Palette
from tui.app.textual_patches.painted_row import PaintedRow
from tui.app.widgets.reader.layout import Row
from tui.app.widgets.reader.marks import QUOTES, Mark, Span
from tui.interview.model.interview import Kind, Paragraph, Role, Turn
from tui.interview.model.view import Shown
from tui.text.asides import REACH, glosses, stage_directions
from tui.text.sanitize import visible_within
from tui.text.width import text_width

GUTTER = 3
"""Cells left of the text: a warning or quote sign, the speaker's bar, a blank."""

_KIND_STYLE: Mapping[Kind, str] = {
    Kind.TITLE: "title",
    Kind.CREDIT: "credit",
    Kind.HEADING: "heading",
    Kind.SUBTITLE: "subtitle",
    Kind.CAPTION: "caption",
}


class Painter:
    """Paints rows of one interview.

    Args:
        shown: the interview, and what of it is shown.
        palette: the styles by name.
        margin: cells left blank before the gutter, which centres the column.
        width: cells a whole row takes.
        glosses_dimmed: whether a word said again in the other script stands back.
    """

    def __init__(
        self, shown: Shown, palette: Palette, margin: int, width: int, *, glosses_dimmed: bool = False
    ) -> None:
        self.shown = shown
        self.interview = interview = shown.interview
        self.glosses_dimmed = glosses_dimmed
        self.palette = palette
        self.margin = margin
        self.width = width
        self._voices = {
            speaker.name: f"voice-{number % VOICES}" for number, speaker in enumerate(interview.speakers)
        }
        self._asking = {s.name for s in interview.speakers if s.role is Role.INTERVIEWER}

    def blank(self) -> Strip:
        """Return a row of nothing."""
        return PaintedRow([Segment(" " * self.width, self.palette.style("page"))], self.width)

    def row(self, row: Row, marks: Callable[[Row], Sequence[Span]]) -> Strip:
        """Return a row with its gutter; `marks` tells what is marked in it, as (start, end, mark)."""
        paragraph = self.interview.paragraphs[row.paragraph]
        turn = self.interview.turn_at(row.paragraph)
        voice = self._voices.get(turn.speaker, "voice-0") if turn else ""
        asking = bool(turn and turn.speaker in self._asking)
        spans = () if row.is_blank else marks(row)
        segments = [Segment(" " * self.margin, self.palette.style("page"))]
        segments += self._gutter(row, turn, voice, asking, spans)
        used = self.margin + GUTTER
        if not row.is_blank:
            base = self._base(paragraph, bool(turn), asking)
            text = visible_within(paragraph.text, row.start, row.end)
            room = self.width - used
            if text_width(text) > room:
                text = text.rstrip()
            segments += self._words(row.start, row.start + len(text), text, paragraph, base, voice, spans)
            used += text_width(text)
            if self.hides_more(row):
                more = more_mark()
                segments.append(Segment(more, self.palette.style("page", "more")))
                used += text_width(more)
        segments.append(Segment(" " * max(0, self.width - used), self.palette.style("page")))
        # What looks the same is drawn in one go.
        return PaintedRow(Segment.simplify(segments), max(used, self.width))

    def hides_more(self, row: Row) -> bool:
        """Tell whether something is folded away behind this row."""
        length = len(self.interview.paragraphs[row.paragraph].text)
        if row.end == length:
            return self.shown.hides_next(row.paragraph)
        return not row.is_blank and self.shown.is_short(row.paragraph)

    def _base(self, paragraph: Paragraph, spoken: bool, asking: bool) -> str:
        kind = _KIND_STYLE.get(paragraph.kind)
        if kind:
            return kind
        if not spoken:
            return "narration"
        return "question" if asking else "answer"

    def _gutter(
        self, row: Row, turn: Turn | None, voice: str, asking: bool, spans: Sequence[Span]
    ) -> list[Segment]:
        first_row = not row.is_blank and row.start == 0
        sign, sign_style = " ", self.palette.style("page")
        if turn and first_row and row.paragraph == turn.start and self.interview.warnings_of(turn.number):
            sign, sign_style = "!", self.palette.style("page", "warning")
        elif not row.is_blank:
            here = (
                (start, QUOTES.index(Mark(mark)))
                for start, end, mark in spans
                if mark in QUOTES and start < row.end and end > row.start
            )
            # Of several the first in the text; the digit tells the colours apart on a screen that has none.
            _start, number = min(here, default=(0, -1))
            if number >= 0:
                sign = str(number) if number else "*"
                sign_style = self.palette.style("page", f"sign-{number}" if number else "warning")
        bar = " "
        if voice and not (row.is_blank and turn and row.paragraph == turn.start):
            # The two shapes tell questions from answers where there are no colours.
            bar = asking_bar() if asking else answering_bar()
        bar_style = self.palette.style("page", voice) if voice else self.palette.style("page")
        if first_row and self.interview.paragraphs[row.paragraph].kind is Kind.HEADING:
            bar = folded_mark() if self.shown.is_folded(row.paragraph) else open_mark()
            bar_style = self.palette.style("page", "more")
        return [Segment(sign, sign_style), Segment(bar, bar_style), Segment(" ", self.palette.style("page"))]

    def _words(
        self,
        start: int,
        end: int,
        text: str,
        paragraph: Paragraph,
        base: str,
        voice: str,
        spans: Sequence[Span],
    ) -> list[Segment]:
        label = min(paragraph.label, end)
        spans = [*self._asides(paragraph.text, start, end), *spans]
        here = [(max(s, start), min(e, end), mark) for s, e, mark in spans if s < end and e > start]
        edges = {start, end, *(s for s, _, _ in here), *(e for _, e, _ in here)}
        if start < label:
            edges.add(label)
        cuts = sorted(edges)
        segments = []
        for left, right in pairwise(cuts):
            names = ["page", base]
            if right <= label:
                names += [voice] if self.interview.sure else [voice, "unsure"]
            marked = {mark for s, e, mark in here if s <= left and e >= right}
            names += [name for name in ("gloss", "stage") if name in marked]
            names += [mark for mark in Mark if mark in marked]
            segments.append(Segment(text[left - start : right - start], self.palette.style(*names)))
        return segments

    def _asides(self, text: str, start: int, end: int) -> list[Span]:
        """Stage directions, and glosses if they are to stand back, around text[start:end]."""
        begin = max(0, start - REACH)
        near = text[begin : end + REACH]
        asides: list[Span] = [(begin + s, begin + e, "stage") for s, e in stage_directions(near)]
        if self.glosses_dimmed:
            asides += [(begin + s, begin + e, "gloss") for s, e in glosses(near)]
        return asides
