"""Captions and segments of speech recognition put together to what people say.

A cue is as long as fits on a screen, a segment as long as a breath. What one speaker says in a row is one
turn; within it a paragraph ends where a speaker's sentence does, after some lines or a pause.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tui.interview.formats.source_text import SourceText
from tui.interview.model.draft import Draft, cut_pieces
from tui.interview.model.interview import Piece
from tui.interview.names.shapes import could_be_label, key, shape
from tui.text.lazy_pattern import lazy_pattern

_PAUSE = 4_000  # milliseconds of silence behind a sentence's end that begin a paragraph
_ENOUGH = 400  # code points after which a paragraph ends with the sentence
_LONGEST = 1_600  # and after which it ends with the cue
_SENTENCE_ENDS = frozenset('。！？!?.…」』”"')
_MARK = 1_000  # milliseconds; times that follow each other faster are not kept, a word's least of all
_STRONG = frozenset(",.!?;:，。！？；：、…)）]】”’」』%％")


def hold(drafts: Sequence[Draft]) -> None:
    """Decide what it means that a container names no speaker for a piece while it names them for others.

    Where few are without, each piece is named, and those are nobody's; so they are where the same name is
    written again behind them. Else a name is written when the speaker changes, and holds until the next.
    """
    names = [key(draft.speaker) for draft in drafts if draft.speaker]
    again = sum(1 for one, other in pairwise(names) if one == other)
    if len(drafts) - len(names) <= len(drafts) / 3 or again > len(names) / 10:
        set_apart_nameless(drafts)


_NAMED = 0.7  # of the pieces that begin with a name: so many where a program writes it before each
_NAME = lazy_pattern(r"(?P<name>[^:：\d][^:：]{0,59}?)\s*[:：]\s*(?=[^\s/\d]|\d+(?![\d:：]))")


def take_names(drafts: list[Draft], firsts: Sequence[int], *, several: bool) -> None:
    """Make the name before each piece's words its speaker, where nearly all begin with one.

    So programs for meetings write them, though one person speak throughout; a piece without one goes on.
    Where a name stands only when the speaker changes, the labels stay in the words, to be weighed with all
    others.

    Args:
        drafts: one or several a piece, without speakers; those that begin a piece lose the name.
        firsts: the index of the first draft of each piece.
        several: whether more than one name may be taken so.
    """
    found: dict[int, re.Match[str]] = {}
    for index in firsts:
        match = _NAME.match(drafts[index].text) if index < len(drafts) else None
        if match and could_be_label(match["name"]):
            found[index] = match
    times = Counter([key(match["name"]) for match in found.values()])
    points = {index: shape(match["name"])[0] for index, match in found.items()}
    # What is unlike a name is one only where it comes again and again among names.
    found = {n: match for n, match in found.items() if points[n] > 0 or times[key(match["name"])] >= _OFTEN}
    names = {key(match["name"]) for match in found.values()}
    if len(found) < max(3, _NAMED * len(firsts)) or len(names) > (0.7 * len(found) if several else 1):
        return
    if sum([points[n] >= _CLEAR for n in found]) < 0.5 * len(found):
        return
    for index, match in found.items():
        draft = drafts[index]
        named = cut_pieces(draft.pieces, len(draft.text), 0, match.end("name"))
        words = draft.cut([match.end(), len(draft.text)])[0]
        words.speaker, words.named, words.fresh = match["name"], (named[0].start, named[-1].end), draft.fresh
        words.times = draft.times and ((0, draft.times[0][1]),)
        drafts[index] = words


_OFTEN = 4
_CLEAR = 1.5  # points of a shape that is hardly anything but somebody's name or role


def set_apart_nameless(drafts: Sequence[Draft]) -> None:
    """Let the pieces without a speaker be nobody's, if the container names any."""
    if any(draft.speaker for draft in drafts):
        for draft in drafts:
            draft.apart = not draft.speaker


def join(drafts: Sequence[Draft]) -> list[Draft]:
    """Join captions to paragraphs, the first of each turn with its label.

    Args:
        drafts: one a cue, with `speaker` from the container or `label` as printed; a label that is printed
            again while the same one speaks is markup, and left out.
    """
    done: list[Draft] = []
    for draft in drafts:
        draft.apart = draft.apart and not draft.label
    for block, run in enumerate(_runs(drafts), 1):
        for number, part in enumerate(_parts(run)):
            done.append(_paragraph(part, block, opens=number == 0))
    return done


def label(drafts: Sequence[Draft]) -> list[Draft]:
    """Put the speaker's name before the words in each row of a table that names one."""
    done: list[Draft] = []
    for draft in drafts:
        draft.footer = draft.apart
        if draft.speaker and not draft.label:
            source_text = SourceText()
            end = _add_label(source_text, draft)
            add(source_text, draft)
            made = source_text.draft(draft.block, draft.form)
            if made is not None:
                made.label, made.label_end = draft.speaker, end
                made.times = draft.times
                draft = made
        done.append(draft)
    return done


def _voice(draft: Draft) -> str:
    return draft.label or draft.speaker


def _runs(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """What one speaker says in a row, or nobody does."""
    run: list[Draft] = []
    speaking = ""
    for draft in drafts:
        name = key(_voice(draft)) if _voice(draft) else ""
        if run and (
            (draft.apart and not run[-1].apart)
            or (name and name != speaking)
            or draft.kind is not run[-1].kind
            or draft.opens
        ):
            yield run
            run = []
        if name or draft.apart:
            speaking = name
        run.append(draft)
    if run:
        yield run


def _parts(run: Sequence[Draft]) -> Iterator[list[Draft]]:
    """A run cut into paragraphs."""
    part: list[Draft] = []
    length = 0
    for draft in run:
        if part and _breaks(part[-1], draft, length):
            yield part
            part, length = [], 0
        part.append(draft)
        length += len(draft.text)
    if part:
        yield part


def _breaks(before: Draft, draft: Draft, length: int) -> bool:
    if draft.fresh or before.block != draft.block or length > _LONGEST:
        return True
    if before.text[-1] not in _SENTENCE_ENDS:
        return False
    pause = draft.times[0][1] - before.times[-1][1] if draft.times and before.times else 0
    return length > _ENOUGH or pause > _PAUSE + 200 * len(before.text)


def _paragraph(part: Sequence[Draft], block: int, *, opens: bool) -> Draft:
    """One paragraph of several cues; it knows the time of each, and has a label if it opens a turn."""
    first = part[0]
    source_text = SourceText()
    times: list[tuple[int, int]] = []
    end = 0
    if opens and first.label:
        end = first.label_end
    elif opens and first.speaker and not first.apart:
        end = _add_label(source_text, first)
    last = -_MARK
    for number, draft in enumerate(part):
        skip = draft.label_end if draft.label and (number or not opens) else 0
        if skip >= len(draft.text):
            continue
        if number and source_text and spaced(source_text.last, draft.text[skip]):
            source_text.insert(" ", draft.start)
        shift = source_text.length - skip
        for at, time in draft.times:
            if time - last >= _MARK or time < last:
                times.append((max(0, at + shift) if number or not end else 0, time))
                last = time
        add(source_text, draft, skip)
    made = source_text.draft(block)
    if made is None:  # a label alone
        made = first
    made.label, made.label_end = _voice(first) if end else "", min(end, len(made.text))
    made.times, made.apart, made.footer, made.kind = times, first.apart, first.apart, first.kind
    made.form, made.depth, made.opens = first.form, first.depth, first.opens
    return made


def _add_label(source_text: SourceText, draft: Draft) -> int:
    """Put the name that the container keeps in a place of its own before the words."""
    if draft.named and draft.named[1] <= draft.start:
        source_text.put(draft.speaker, draft.named[0], draft.named[1])
    else:
        source_text.insert(draft.speaker, draft.start)
    source_text.insert(label_end(draft.speaker), draft.start)
    return source_text.length


def bare_name(words: str) -> str:
    """Return a speaker's name without its colon, and with single blanks."""
    return " ".join(words.replace("\ufeff", "").split()).rstrip(":：").strip()


def label_end(name: str) -> str:
    """Choose the colon to put behind a name that was printed without one."""
    return "：" if name[-1:] > "\u2e7f" else ": "


def add(source_text: SourceText, draft: Draft, skip: int = 0) -> None:
    """Add a draft's text from `skip` on, with its places in the source."""
    pieces: tuple[Piece, ...] = draft.pieces
    if skip:
        pieces = cut_pieces(pieces, len(draft.text), skip, len(draft.text))
    source_text.add_pieces(draft.text[skip:], pieces)


def spaced(before: str, after: str) -> bool:
    """Tell whether a blank stands between two cues or words: not beside Chinese, nor before what closes."""
    if before.isspace() or after.isspace() or after in _STRONG:
        return False
    return not (before > "\u2e7f" or after > "\u2e7f")
