"""Making a quote from a passage, or from the words of a turn."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from itertools import accumulate

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.quotes import packing
from tui.quotes.anchoring.joined_key import Stream
from tui.quotes.passage_words import clip, labelled, question, segments, turn_words, united, warnings
from tui.quotes.quote import Quote, Side, Source, State
from tui.quotes.quote_error import QuoteError
from tui.store.spelling import full_path, now

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def new_id() -> str:
    """Make a quote's id: 50 random bits, also good as a block id in Markdown."""
    return "q-" + "".join(secrets.choice(_ALPHABET) for _ in range(10))


def take(
    interview: Interview, stream: Stream | None, passage: Passage, note: str = "", tags: Iterable[str] = ()
) -> Quote:
    """Make the quote of a passage, with all that is needed to find it again.

    Args:
        interview: where it is taken from.
        stream: that interview's match key; None where the quote is to be shown and never found again.
        passage: clipped here, see `clip`.
        note: the person's words on it.
        tags: with or without "#".

    Raises:
        ValueError: the passage holds nothing but blanks and labels.
    """
    return compose(interview, stream, (passage,), note, tags)


def compose(
    interview: Interview,
    stream: Stream | None,
    passages: Iterable[Passage],
    note: str = "",
    tags: Iterable[str] = (),
) -> Quote:
    """Make the quote of several passages, with cuts between those that do not touch.

    Passages that overlap, or between which nothing stands but blanks and labels, become one run. Where
    several people speak in it, a run keeps its label, also the printed one that stands right before it.

    Args:
        interview: where it is taken from.
        stream: as of `take`.
        passages: at least one, in any order; each is clipped, see `clip`.
        note: the person's words on it.
        tags: with or without "#".

    Raises:
        ValueError: a passage holds nothing but blanks and labels.
    """
    runs = united(interview, [clip(interview, passage) for passage in passages])
    speaking = {part.speaker for run in runs for part in segments(interview, run)}
    several = len(runs) > 1 and len(speaking) > 1
    if several:
        runs = [labelled(interview, run) for run in runs]
    split = [segments(interview, run) for run in runs]
    parts = tuple(part for run in split for part in run)
    cuts = tuple(accumulate(len(run) for run in split[:-1]))
    if several and parts[0].label and not parts[0].head:
        # The first voice is named too, and that its turn began earlier is said.
        cuts = (0, *cuts)
    sides = tuple(Side(*stream.context(run)) if stream else Side("", "", 0.0) for run in runs)
    passage = Passage(runs[0].start, runs[-1].end)
    first = next((part for part in parts if part.turn is not None), parts[0])
    section = interview.section_at(passage.start.paragraph)
    return Quote(
        id=new_id(),
        segments=parts,
        turn=first.turn,
        speaker=first.speaker,
        section=section.number if section else 0,
        section_title=section.title if section else "",
        note=packing.storable(note),
        tags=packing.clean_tags(tags),
        state=State.OK,
        passage=passage,
        warnings=warnings(interview, parts),
        created=now(),
        question=question(interview, parts),
        prefix=sides[0].prefix,
        suffix=sides[-1].suffix,
        fraction=sides[0].fraction,
        source=Source(interview.digest, full_path(interview.path), interview.title, interview.credits),
        cuts=cuts,
        sides=sides if len(runs) > 1 else (),
        places=tuple(runs) if len(runs) > 1 else (),
    )


def passage_of_words(interview: Interview, number: int, words: str | None) -> Passage:
    """Find where words stand in a turn.

    Args:
        interview: the interview.
        number: the turn's number, from 1.
        words: exact words first, else whatever has the same match key and cuts no Latin word or number in
            two; None for the whole turn.

    Raises:
        QuoteError: "no-such-turn", "empty-turn" or "words-not-found".
    """
    if not 1 <= number <= len(interview.turns):
        raise QuoteError("no-such-turn", turn=number, turns=len(interview.turns))
    try:
        whole = turn_words(interview, interview.turns[number - 1])
    except ValueError:
        raise QuoteError("empty-turn", turn=number) from None
    if words is None:
        return whole
    parts = list(interview.slices(whole))
    text = interview.words(whole)
    span = _exact(text, words.strip()) or _alike(text, words)
    if span is None:
        raise QuoteError("words-not-found", turn=number, words=words)

    def place(at: int) -> Place:
        for paragraph, start, end in parts:
            if at <= end - start:
                return Place(paragraph, start + at)
            at -= end - start + 1
        raise AssertionError("a place beyond the turn")

    return Passage(place(span[0]), place(span[1]))


def _exact(text: str, words: str) -> tuple[int, int] | None:
    at = text.find(words) if words else -1
    while at >= 0 and _is_cut(text, at, at + len(words)):
        at = text.find(words, at + 1)
    return (at, at + len(words)) if at >= 0 else None


def _alike(text: str, words: str) -> tuple[int, int] | None:
    from tui.text.matchkey import MatchKey, fold

    wanted, key = fold(words), MatchKey.of(text)
    if not wanted:
        return None
    at = key.key.find(wanted)
    while at >= 0:
        start, end = key.span(at, at + len(wanted))
        if not _is_cut(text, start, end):
            # Words that were given with a mark at the end mean the mark that stands there.
            marked = fold(words.rstrip()[-1:]) == ""
            if marked and text[end : end + 1].strip() and not fold(text[end]):
                end += 1
            return start, end
        at = key.key.find(wanted, at + 1)
    return None


def _is_cut(text: str, start: int, end: int) -> bool:
    return _joined(text, start) or _joined(text, end)


def _joined(text: str, at: int) -> bool:
    """Whether a cut there would go through a Latin word or a number."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if "." in (left, right):
        # The 5 of 3.5 is no number of its own.
        left, right = text[max(0, at - 2) : at].rstrip(".")[-1:], text[at : at + 2].lstrip(".")[:1]
        return left.isdecimal() and right.isdecimal()
    return left.isalnum() and right.isalnum() and left < "\u2e80" and right < "\u2e80"
