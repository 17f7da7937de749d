"""Finding a quote again in a text that may have changed, and saying how surely.

Exact copies of its match key and near ones are judged together, by the words, what stands on both sides
and how far into the text. A wrong place is worse than none: where anything speaks against the best one, a
person decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from tui.interview.model.place import Passage
from tui.quotes.anchoring.align import best_span, likeness
from tui.quotes.anchoring.candidates import exact, near
from tui.quotes.anchoring.end_marks import clipped
from tui.quotes.anchoring.joined_key import CONTEXT, Stream, key_of
from tui.quotes.anchoring.surroundings import END, LIKE, between_sides, by_its_ends, of_marks_alone, voices
from tui.quotes.anchoring.tokens import same_weight, weighs
from tui.quotes.anchoring.twins import SHORT, said_as_well, stands_elsewhere
from tui.quotes.passage_words import is_blank, segments
from tui.quotes.quote import Quote, State

METHOD = 6
"""Raised whenever the same text would be judged in another way: what was found before is looked for again."""

LONG = 6000
"""Longer match keys are aligned by their two ends alone, for the time that it takes."""

_FAINT = 0.6
_CLOSE = 0.06
_BLOCK = 12
_SOON_SAID = 64
_NEAREST = 4
_SAME = 0.9
_VERY_SAME = 0.95
"""How alike both sides have to be of words that may have been said twice: the longer ones, and the short."""


@dataclass(frozen=True)
class Candidate:
    """A stretch [start, end) of the stream, in code points, and how well it suits, each from 0 to 1."""

    start: int
    end: int
    words: float
    before: float
    after: float
    near: float

    @cached_property
    def score(self) -> float:
        """All of it together."""
        return 0.5 * self.words + 0.22 * self.before + 0.22 * self.after + 0.06 * self.near

    @property
    def lonely(self) -> bool:
        """Whether neither side is what it was."""
        return max(self.before, self.after) < 0.5

    def embedded(self, copies: Callable[[], int], left: Callable[[], int]) -> bool:
        """Tell whether what stands around it makes sure that it is this place and not a copy.

        What was said twice and stands here once may be the other one: there both sides have to be what they
        were, and the place too. A side that an edit has changed is enough only of words that were said once.

        Args:
            copies: as of `find`.
            left: how many copies of the words there are now.
        """
        weaker = min(self.before, self.after)
        if weaker >= (_SAME if self.end - self.start >= SHORT else _VERY_SAME):
            return self.near >= _SAME or 0 < copies() <= max(1, left())
        if weaker < (0.5 if self.words == 1.0 else 0.75) or copies() != 1:
            return False
        # At an end of the text a side is 0.5, which says nothing.
        size = self.end - self.start
        if size < SHORT or (size < 2 * SHORT and weaker != 0.5):
            return weaker >= 0.7 and self.before + self.after >= 1.5
        return max(self.before, self.after) >= 0.7

    def overlaps(self, other: Candidate) -> bool:
        """Tell whether the two are one place, cut in different ways."""
        return self.start < other.end and other.start < self.end


def find(
    stream: Stream, quote: Quote, copies: Callable[[], int] | None = None, then: Callable[[], str] = str
) -> tuple[State, Passage | None]:
    """Find where a quote stands in a text.

    Args:
        stream: the text as it is now.
        quote: its segments' words, its context and its fraction are what it is found by.
        copies: tells how often its words stood in the text that it was taken from, where `then` can't; 0
            where that is not known.
        then: tells that text's match key; "" where it is not known. Both are asked only where it matters.

    Returns:
        OK and CHANGED with the passage; REVIEW with the likeliest one; ORPHAN with None.
    """
    key = key_of(quote)
    if not key:
        return of_marks_alone(stream, quote)
    copies = copies or (lambda: then().count(key))
    pool = [
        _candidate(stream, quote, start, start + len(key), 1.0) for start in exact(stream.key, key, quote)
    ]
    sure = [one for one in pool if min(one.before, one.after) >= 0.9]
    if len(sure) == 1:
        alone = _unrivalled(stream, quote, key, sure[0])
        return _judged(stream, quote, key, sure[0], alone=alone, copies=copies, then=then)
    if len(key) > LONG:
        return by_its_ends(stream, quote, key) if not pool else _best(stream, quote, key, pool, copies, then)
    if len(key) >= SHORT:
        for low, high in near(stream.key, key, quote):
            text = stream.key[low:high]
            span = best_span(key, text, quote.prefix, quote.suffix)
            if span.end > span.start:
                like = 1 - span.distance / len(key)
                pool.append(_candidate(stream, quote, low + span.start, low + span.end, like))
    best = _best(stream, quote, key, pool, copies, then)
    return between_sides(stream, quote, key) if best[0] is State.ORPHAN else best


def _candidate(stream: Stream, quote: Quote, start: int, end: int, words: float) -> Candidate:
    before = stream.key[max(0, start - CONTEXT - 16) : start]
    after = stream.key[end : end + CONTEXT + 16]
    return Candidate(
        start,
        end,
        words,
        _side(quote.prefix[::-1], before[::-1]),
        _side(quote.suffix, after),
        1 - min(1.0, 4 * abs(start / max(1, len(stream.key)) - quote.fraction)),
    )


def _side(stored: str, today: str) -> float:
    """How alike what stood beside the quote and what stands there now are, from the quote outwards."""
    if len(stored) < SHORT:
        # The text began or ended there: that says something only if it still does.
        return 1.0 if today == stored else 0.5
    return likeness(stored, today)


def _best(
    stream: Stream,
    quote: Quote,
    key: str,
    pool: list[Candidate],
    copies: Callable[[], int],
    then: Callable[[], str],
) -> tuple[State, Passage | None]:
    pool.sort(key=lambda one: one.score, reverse=True)
    if not pool or pool[0].words < _FAINT:
        # A worse place in all may still have the better words.
        pool = [one for one in pool if one.words >= _FAINT]
        if not pool:
            return State.ORPHAN, None
    best = pool[0]
    rival = next((one for one in pool[1:] if not one.overlaps(best)), None)
    alone = rival is None or best.score - rival.score > _CLOSE
    if alone and len(key) < SHORT:
        alone = _unrivalled(stream, quote, key, best)
    return _judged(stream, quote, key, best, alone=alone, copies=copies, then=then)


def _unrivalled(stream: Stream, quote: Quote, key: str, best: Candidate) -> bool:
    """Whether no other place has the words and both sides together about as well as an exact copy has them.

    It may be a copy, and the quote's own place the one that was edited.
    """
    if best.before == best.after == 1.0 and best.near > 0.9 and len(key) >= SHORT:
        return True
    whole = quote.prefix + key[:END] + (quote.suffix if len(key) <= END else "")
    reach = len(whole) // 4
    start = max(0, best.start - len(quote.prefix) - reach)
    here = best_span(whole, stream.key[start : start + len(whole) + 2 * reach])
    for low, high in near(stream.key, key, quote):
        low, high = max(0, low - CONTEXT), high + CONTEXT
        span = best_span(whole, stream.key[low:high])
        begin = low + span.start + len(quote.prefix)
        if span.distance - here.distance <= _CLOSE * len(whole) and not (
            begin < best.end + 2 and best.start - 2 < begin + len(key)
        ):
            return False
    return True


def _same_rim(stream: Stream, quote: Quote, best: Candidate) -> bool:
    """Whether no denial and no figure has come or gone right beside the quote: 不 before it denies it all."""
    rims = (
        (quote.prefix[-1:], stream.key[max(0, best.start - 1) : best.start]),
        (quote.suffix[:1], stream.key[best.end : best.end + 1]),
    )
    return all(old == new or not (weighs(old) or weighs(new)) for old, new in rims)


def _same_beside(stream: Stream, quote: Quote, best: Candidate) -> bool:
    """Whether half of the nearest characters on both sides are what they were: a few words need them."""
    before = stream.key[max(0, best.start - _NEAREST) : best.start]
    after = stream.key[best.end : best.end + _NEAREST]
    return all(
        2 * sum(one == other for one, other in zip(old, new, strict=False)) >= len(old)
        for old, new in ((quote.prefix[-_NEAREST:][::-1], before[::-1]), (quote.suffix[:_NEAREST], after))
    )


def _told_from_copies(
    stream: Stream, quote: Quote, key: str, best: Candidate, copies: Callable[[], int]
) -> bool:
    """Whether an exact copy that has not all that stood beside the quote is the quote's own all the same.

    No other copy may have more of what stood right beside the words, on either side. Where copies have gone
    since, the one that is left may have come to stand where the lost one stood. A side that was cut short by
    an end of the text says less: with such a one a copy far from there is no proof.
    """
    if best.near < _SAME and min(len(quote.prefix), len(quote.suffix)) < CONTEXT and copies() > 1:
        return False
    before, after = _shared_beside(stream, quote, best.start, best.end)
    if best.words < 1.0 or (before, after) == (len(quote.prefix), len(quote.suffix)):
        return True
    now = stream.key.count(key)
    if copies() > now:
        return False
    if now == 1:
        return True
    beside = [
        _shared_beside(stream, quote, start, start + len(key))
        for start in exact(stream.key, key, quote)
        if start != best.start
    ]
    return all(one < before + _NEAREST and other < after + _NEAREST for one, other in beside)


def _shared_beside(stream: Stream, quote: Quote, start: int, end: int) -> tuple[int, int]:
    """How many code points right before and behind [start, end) are those that stood beside the quote."""
    from rapidfuzz.distance import Postfix, Prefix

    before = Postfix.similarity(quote.prefix, stream.key[max(0, start - len(quote.prefix)) : start])
    return before, Prefix.similarity(quote.suffix, stream.key[end : end + len(quote.suffix)])


def _agreed(stream: Stream, quote: Quote, key: str, best: Candidate) -> bool:
    """Whether the quote and its sides, aligned as a whole, put the quote where this candidate is.

    A few words are soon said again close by, and then both copies have much of the same sides.
    """
    from rapidfuzz.distance import Levenshtein

    if len(key) > _SOON_SAID or best.words == best.before == best.after == 1.0:
        return True
    low = max(0, best.start - CONTEXT - 16)
    text = stream.key[low : best.end + CONTEXT + 16]
    whole = quote.prefix + key + quote.suffix
    span = best_span(whole, text)
    ops = Levenshtein.opcodes(whole, text[span.start : span.end])
    first, behind = len(quote.prefix), len(quote.prefix) + len(key)
    aligned = [
        (
            max(op.src_start, first) - op.src_start + op.dest_start,
            min(op.src_end, behind) - op.src_start + op.dest_start,
        )
        for op in ops
        if op.tag == "equal" and op.src_start < behind and op.src_end > first
    ]
    if not aligned:
        return False
    start, end = low + span.start + aligned[0][0], low + span.start + aligned[-1][1]
    return abs(start - best.start) + abs(end - best.end) <= max(2, len(key) // 4)


def _even(key: str, today: str) -> bool:
    """Whether what was edited lies scattered: a clause that was replaced or put in is for a person.

    Seen from the quote, each stretch of it has kept half of its characters, and each end three of four.
    """
    from rapidfuzz.distance import Levenshtein

    kept = bytearray(len(key))
    for op in Levenshtein.opcodes(key, today):
        size = op.src_end - op.src_start
        if op.tag == "equal":
            kept[op.src_start : op.src_end] = b"\1" * size
        elif op.dest_end - op.dest_start - size >= _BLOCK:
            return False
    if any(sum(side[:4]) < 3 or sum(side[:8]) < 5 for side in (kept, kept[::-1])):
        return False
    return all(2 * sum(kept[at : at + _BLOCK]) >= _BLOCK for at in range(len(key) - _BLOCK + 1))


def _judged(
    stream: Stream,
    quote: Quote,
    key: str,
    best: Candidate,
    *,
    alone: bool,
    copies: Callable[[], int],
    then: Callable[[], str],
) -> tuple[State, Passage | None]:
    """How surely this candidate is the quote."""
    if best.lonely and (len(key) < SHORT or best.words < LIKE):
        return State.ORPHAN, None
    try:
        passage = clipped(stream, quote, stream.passage(best.start, best.end))
    except ValueError:
        return State.ORPHAN, None
    words = stream.interview.words(passage)
    sure = (
        alone
        and best.embedded(copies, lambda: stream.key.count(key))
        and best.words >= LIKE
        and _same_rim(stream, quote, best)
        and (len(key) >= SHORT or _same_beside(stream, quote, best) or copies() == 1)
        and _agreed(stream, quote, key, best)
        and _told_from_copies(stream, quote, key, best, copies)
        and (best.words == 1.0 or _even(key, stream.key[best.start : best.end]))
        and voices(segments(stream.interview, passage)) == voices(quote.segments)
        and same_weight(words, quote.text)
        and not said_as_well(stream, slice(best.start, best.end), quote, then())
    )
    if not sure:
        return State.REVIEW, passage
    if _bare(words) == _bare(quote.text):
        return State.OK, passage
    place, framed = slice(best.start, best.end), min(best.before, best.after) >= _SAME
    if stands_elsewhere(stream, place, quote, then(), framed=framed):
        return State.REVIEW, passage
    return State.CHANGED, passage


def _bare(text: str) -> str:
    """A text without what shows nothing."""
    return "".join(char for char in text if not is_blank(char))
