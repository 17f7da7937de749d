"""Where times stand in a text, and whether they are those of a recording."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tui.interview.model.draft import Draft, cut_pieces
from tui.interview.model.interview import Kind, Piece
from tui.interview.model.times import OPENING, Times, is_time, leading_time, milliseconds
from tui.text.lazy_pattern import lazy_pattern


def find(drafts: Sequence[Draft], *, given: bool) -> Times:
    """Find the times of all paragraphs: those that the container gives, else those that are printed.

    Printed ones stand beside a label, at a paragraph's start, in square brackets within, or in any at its end
    where many paragraphs have one; several must be there, and go forward, for 10:30 alone may be a time of
    day. A paragraph that is nothing but a time is nobody's
    words; one in brackets beside words is taken out of them.

    Args:
        drafts: with their labels decided.
        given: whether the container has a place of its own for times, so that none need be looked for.
    """
    marks: list[tuple[int, int, int]] = []
    alone: list[Draft] = []
    printed: dict[int, list[tuple[int, int]]] = {}
    at_end: list[tuple[int, tuple[int, int], str]] = []
    for number, draft in enumerate(drafts):
        text, end, times = draft.text, draft.label_end, draft.times
        if times:
            marks += [(number, at, time) for at, time in times]
        if given or end >= len(text):
            continue
        if text[end] in OPENING and not times:
            first = leading_time(text[end : end + 48])
            if first is not None:
                marks.append((number, 0, first))
                if is_time(text[end:]):
                    alone += [] if draft.label else [draft]
                elif match := _BRACKETED.match(text, end):
                    printed.setdefault(number, []).append(match.span())
        if text[-1] in _CLOSING and (last := _AT_END.search(text, max(end + 1, len(text) - 48))):
            at_end.append((number, last.span(), last[1]))
        if "[" in text:
            for match in _INLINE.finditer(text, end + 1):
                within = milliseconds(match[1])
                if within is not None:
                    marks.append((number, match.start(), within))
                    printed.setdefault(number, []).append(match.span())
    if len(at_end) >= _OFTEN * len(drafts):
        for number, span, words in at_end:
            if (time := milliseconds(words)) is not None and span not in printed.get(number, ()):
                marks.append((number, span[0], time))
                printed.setdefault(number, []).append(span)
        marks.sort()
    if not given and (len(marks) < 2 or not _ascending(marks)):
        return Times()
    for draft in alone:
        draft.kind = Kind.CAPTION
    moved: dict[int, list[tuple[int, int]]] = {
        number: _take_out(drafts[number], spans) for number, spans in printed.items()
    }
    return Times([(number, _behind(at, moved.get(number, ())), time) for number, at, time in marks])


_OFTEN = 0.25  # of the paragraphs end with a time where those in other than square brackets are times
_CLOSING = frozenset(")）]】}>")
_CLOCK = r"(?:\d{1,3}\s?[:：]\s?)?\d{1,3}\s?[:：]\s?\d{2}(?:[.,]\d{1,3})?"
_TO = rf"(?:\s*(?:-->|[-–—~～至→>]+|to)\s*{_CLOCK})?"
_AT_END = lazy_pattern(rf"[\[({{<（【]\s*({_CLOCK}){_TO}\s*[\])}}>）】]$")
_INLINE = lazy_pattern(rf"\[\s*({_CLOCK}){_TO}\s*\]")
_BRACKETED = lazy_pattern(r"\[[^\[\]]{1,46}\]|【[^【】]{1,46}】|[(（][^()（）]{1,46}[)）]")


def set_apart(drafts: Sequence[Draft], source: str) -> None:
    """Take the times that stand between # and # out of the words, before labels are looked for behind them.

    So programs for transcribing write them, at a turn's end or start, with tenths of a second behind a dash.

    Args:
        drafts: without labels yet.
        source: all of it, in which such times are seldom.
    """
    if _HASHED.search(source) is None:
        return
    stamped: list[tuple[Draft, list[tuple[int, int]], list[int]]] = []
    for draft in drafts:
        stamps = list(_HASHED.finditer(draft.text)) if "#" in draft.text else []
        known = [
            (stamp.span(), time)
            for stamp in stamps
            if (time := milliseconds(stamp[1].replace("-", "."))) is not None
        ]
        if known:
            stamped.append((draft, [span for span, _ in known], [time for _, time in known]))
    marks = [(0, 0, time) for _, _, times in stamped for time in times]
    if len(marks) < 2 or not _ascending(marks):
        return
    for draft, spans, times in stamped:
        gone = _take_out(draft, spans)
        draft.times = [(_behind(a, gone), time) for (a, _), time in zip(spans, times, strict=True)]
        if not gone:
            draft.kind = Kind.CAPTION


_HASHED = lazy_pattern(r"#((?:\d{1,3}:)?\d{1,3}:\d{2}(?:[-.,]\d{1,3})?)#")


def _take_out(draft: Draft, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take times out of a paragraph's words, with the blanks that parted them from these.

    Returns:
        The stretches (start, end) that were taken out, as offsets in the text as it was.
    """
    text = draft.text
    gone: list[tuple[int, int]] = []
    for start, end in spans:
        if start == draft.label_end or text[start - 1].isspace():
            end += len(text[end:]) - len(text[end:].lstrip())
        before = text[draft.label_end : start].rstrip()
        if end == len(text) or (before and before[-1] > "\u2e7f" and text[end] > "\u2e7f"):
            start = draft.label_end + len(before)
        gone.append((start, end))
    kept = [(a, b) for a, b in pairwise([0, *(at for span in gone for at in span), len(text)])][::2]
    kept = [(a, b) for a, b in kept if a < b]
    if not kept or kept[-1][1] <= draft.label_end:
        return []
    pieces: list[Piece] = []
    length = 0
    for start, end in kept:
        for at, first, last in cut_pieces(draft.pieces, len(text), start, end):
            pieces.append(Piece(at + length, first, last))
        length += end - start
    draft.text = "".join([text[start:end] for start, end in kept])
    draft.scattered, draft.start = tuple(pieces), pieces[0].start
    draft.bold = [(_behind(a, gone), _behind(b, gone)) for a, b in draft.bold]
    draft.links = [(_behind(a, gone), _behind(b, gone), target) for a, b, target in draft.links]
    return gone


def _behind(offset: int, gone: Sequence[tuple[int, int]]) -> int:
    """Where a place stands when stretches of the text before it are gone."""
    return offset - sum(min(end, offset) - start for start, end in gone if start < offset)


def _ascending(marks: Sequence[tuple[int, int, int]]) -> bool:
    """Whether times (the third of each mark) go forward, as a recording's do, but for a slip."""
    back = sum(1 for one, other in pairwise(marks) if other[2] < one[2])
    return back <= max(1, len(marks) // 10)
