"""Lines that an editor or a mail program cut at one width: they are joined to the paragraphs that they were.

A line's end means nothing where the next word would not have fitted on the line. That must be plain over the
whole text, for a line may as well be a verse, or all that somebody said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.interview.formats.source_text import SourceText
from tui.interview.model.draft import ITEM, QUOTATION, TEXT, Draft
from tui.interview.names.shapes import could_be_label, shape
from tui.text.lazy_pattern import lazy_pattern

_FEWEST = 5  # lines that end before another of their paragraph, by which a width can be told
_SAMPLE = 400  # of them that are looked at
_NARROWEST, _WIDEST = 36, 160  # cells; what is narrower is verse, what is wider is not cut
_PLAIN = 0.7  # of such lines end where the next word would not have fitted
_SENTENCES = 0.5  # and may end with a sentence; where more do, lines are what people say
_SPARE = 6  # cells that Chinese may leave free, so that no line begins with a comma
_ENDS = frozenset("。！？!?….：:；;")
_ENTRY = lazy_pattern(r"[-–—*+•·●■◆▪>#|=_~\[【]|\(?\d{1,3}[.)、．)]|[(（]?\d{1,3}:\d\d|https?://")


class _Line(NamedTuple):
    """A line of the source that holds a paragraph.

    Attributes:
        indent, width: in cells, the indent included.
        word: the width of its first word, 0 where that is Chinese.
    """

    indent: int
    width: int
    word: int


def rejoined(drafts: Sequence[Draft], source: str) -> tuple[Sequence[Draft], int]:
    """Join the lines of the source that were cut at one width, if that is plain.

    Args:
        drafts: a paragraph for each line.
        source: all of it.

    Returns:
        The paragraphs, and how many ends of lines are none any more.
    """
    ends = [n for n in range(len(drafts) - 1) if _go_together(drafts[n], drafts[n + 1])]
    if len(ends) < _FEWEST:
        return drafts, 0
    some = ends[:: 1 + len(ends) // _SAMPLE]
    lines = {n: _line(drafts[n], source) for end in some for n in (end, end + 1)}
    inner = [n for n in some if not _begins(drafts[n + 1])]
    # Of lines that are set in or out some begin a paragraph; those that surely do may differ from the next.
    together = set(ends)
    within = [
        n
        for n in inner
        if lines[n].indent == lines[n + 1].indent or n - 1 not in together or _begins(drafts[n])
    ]
    if len(within) < _FEWEST:
        return drafts, 0
    limit = _limit(sorted([lines[n].width for n in inner]))
    cut = [n for n in within if _is_cut(lines[n], lines[n + 1], limit)]
    sentences = sum([drafts[n].text[-1] in _ENDS for n in cut])
    longer = sum([line.width > limit for line in lines.values()])
    if (
        not _NARROWEST <= limit <= _WIDEST
        or len(cut) < max(_FEWEST, _PLAIN * len(within))
        or sentences > _SENTENCES * len(cut)
        or longer > 0.05 * len(lines)
    ):
        return drafts, 0
    return _joined(drafts, source, together, limit)


def _limit(widths: Sequence[int]) -> int:
    """The width at which lines were cut: the largest, but for the few that hold a word too long for it."""
    return widths[-1 - len(widths) // 50]


def _go_together(draft: Draft, other: Draft) -> bool:
    """Whether two paragraphs stand on lines without a blank one between them, in the same form."""
    return (
        draft.block == other.block
        and (draft.form in (TEXT, ITEM) if other.form == TEXT else draft.form == other.form == QUOTATION)
        and not (other.voice or other.speaker or other.pictured or draft.beside is not other.beside)
    )


def _line(draft: Draft, source: str) -> _Line:
    start = source.rfind("\n", 0, draft.start) + 1
    end = source.find("\n", draft.start)
    line = source[start : end if end >= 0 else len(source)].rstrip()
    word = draft.text.split(None, 1)[0]
    latin = next((n for n, c in enumerate(word) if c > "\u2e7f"), len(word))
    return _Line(draft.start - start, _cells(line), latin)


def _is_cut(line: _Line, other: _Line, limit: int) -> bool:
    """Whether the first word of the second line would not have fitted on the first."""
    return line.width + (other.word + 1 if other.word else _SPARE) > limit


def _begins(draft: Draft) -> bool:
    """Whether a line begins a paragraph wherever it stands: with an entry's mark, or what may be a label."""
    text = draft.text
    if _ENTRY.match(text) or (draft.bold and draft.bold[0][0] == 0 and draft.bold[0][1] <= _LABEL):
        return True
    if found := _NAME.match(text):
        name = found["name"].strip()
        return could_be_label(name) and shape(name)[0] > 0
    return _TITLED.match(text) is not None


_LABEL = 40  # code points that a label is long at most
_NAME = lazy_pattern(rf"(?P<name>[^:：]{{1,{_LABEL}}}?)[:：](?![\d/])")
_TITLED = lazy_pattern(
    r"(?:[QA]|(?:The )?(?:[A-Z][\w.'’-]* ){0,4}(?:Mc|Mac|De|O['’])?[A-Z]{2,}[\w'’-]*)(?: \([^()]*\))?\.\s"
)


def _cells(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum([c > "\u2e7f" for c in text])


def _joined(drafts: Sequence[Draft], source: str, ends: set[int], limit: int) -> tuple[list[Draft], int]:
    done: list[Draft] = []
    run: list[Draft] = []
    before: _Line | None = None
    for number, draft in enumerate(drafts):
        together = number - 1 in ends
        follows = number in ends
        line = _line(draft, source) if together or follows else None
        if (
            together
            and before is not None
            and line is not None
            and _is_cut(before, line, limit)
            # The first line of a paragraph may be set in, or all the others; not one in between.
            and (line.indent == before.indent or len(run) == 1)
            and not _begins(draft)
        ):
            run.append(draft)
        else:
            done += _paragraph(run)
            run = [draft]
        before = line
    done += _paragraph(run)
    return done, len(drafts) - len(done)


def _paragraph(run: Sequence[Draft]) -> list[Draft]:
    """One paragraph of all these lines."""
    if len(run) < 2:
        return list(run)
    source_text = SourceText()
    bold: list[tuple[int, int]] = []
    links: list[tuple[int, int, str]] = []
    for draft in run:
        if source_text and _is_parted(source_text.last, draft.text[0]):
            source_text.insert(" ", draft.pieces[0].start)
        shift = source_text.length
        bold += [(a + shift, b + shift) for a, b in draft.bold]
        links += [(a + shift, b + shift, target) for a, b, target in draft.links]
        source_text.add_pieces(draft.text, draft.pieces)
    first = run[0]
    made = source_text.draft(first.block, first.form, first.depth)
    if made is None:
        return list(run)
    made.bold, made.links = _in_one(bold, made.text), links
    made.pictured, made.beside, made.voice = first.pictured, first.beside, first.voice
    return [made]


def _is_parted(before: str, after: str) -> bool:
    """Whether a blank stands between two lines: not within Chinese, nor behind a word's hyphen."""
    return not (before > "\u2e7f" and after > "\u2e7f") and not (before in "-‐" and after.isalpha())


def _in_one(bold: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The bold spans, of which one goes on over a line's end."""
    spans = list(bold[:1])
    for start, end in bold[1:]:
        if text[spans[-1][1] : start].strip():
            spans.append((start, end))
        else:
            spans[-1] = (spans[-1][0], end)
    return spans
