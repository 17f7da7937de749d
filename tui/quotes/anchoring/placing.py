"""Where the quotes stand in the interview that is open; what was once looked for is kept in the store."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.quotes.quote import UNSURE, Quote, Segment, State
from tui.search.yielding import rest, with_rests
from tui.store.quote_store import QuoteStore
from tui.store.store_error import StoreError
from tui.text.matchkey import fold

if TYPE_CHECKING:
    from tui.quotes.anchoring.joined_key import Stream


_LINES = 50
"""Lines of a source that are folded without a rest."""


class Placing:
    """Places quotes in one interview.

    Args:
        store: where it is kept what was found.
        interview: the interview as it is now.
    """

    def __init__(self, store: QuoteStore, interview: Interview) -> None:
        self._store = store
        self._interview = interview
        self._kept: dict[str, str] = {}
        self._new: dict[str, dict[str, Any]] = {}
        self._sources: dict[str, str] = {}

    @cached_property
    def stream(self) -> Stream:
        """The interview's match key; made when it is first needed."""
        from tui.quotes.anchoring.joined_key import Stream

        return Stream(self._interview)

    def recall(self) -> None:
        """Read what was found at earlier times.

        Raises:
            StoreError: it can't be read.
        """
        from tui.quotes.anchoring.anchor import METHOD

        with self._store.reading_quotes() as reading:
            self._kept.update(reading.anchors(self._interview.digest, METHOD))

    def keep(self) -> None:
        """Write down what was newly found; it can be found again, so a store that refuses does no harm."""
        self._sources.clear()
        if not self._new:
            return
        from tui.quotes.anchoring.anchor import METHOD

        new, self._new = self._new, {}
        for id, places in new.items():
            self._kept[id] = json.dumps(self._places_of(id) | places)
        with contextlib.suppress(StoreError), self._store.changing_quotes(patient=False) as writing:
            writing.keep_anchors(self._interview.digest, METHOD, {id: self._kept[id] for id in new})

    def place(self, quote: Quote) -> Quote:
        """Find a quote in the interview: its state and passage, and today's turn and section if it is sure.

        What a person has decided of it comes before what would be found. As long as nobody has said who
        speaks where that is not sure, it carries the warning.
        """
        found = self._placed(quote)
        kinds = tuple(kind for kind in quote.warnings if kind != UNSURE)
        if not self._interview.sure and found.speakers:
            kinds += (UNSURE,)
        return found if kinds == found.warnings else replace(found, warnings=kinds)

    def _placed(self, quote: Quote) -> Quote:
        if self._interview.renamed:
            quote = _called(quote, self._interview.renamed)
        decision = quote.decision
        if decision is None:
            return self._by_words(quote)
        if quote.source.digest == self._interview.digest:
            found = self._by_words(quote)
            if found.state is State.OK or not decision.segments:
                return found
        if not decision.segments:
            placed = self._by_words(quote)
            if placed.state is State.OK:
                return placed
            return replace(quote, state=State.ORPHAN, passage=None, places=(), settled=True)
        # The words at the place that was decided on are looked for, and the stored ones stay.
        sides = decision.sides
        placed = self._by_words(
            replace(
                quote,
                segments=decision.segments,
                cuts=decision.cuts,
                sides=sides if len(sides) > 1 else (),
                prefix=sides[0].prefix,
                suffix=sides[-1].suffix,
                fraction=sides[0].fraction,
                source=replace(quote.source, digest=decision.digest),
            )
        )
        sure = placed.state is State.OK
        same = sure and placed.text == quote.text
        return replace(
            placed,
            segments=quote.segments,
            cuts=quote.cuts,
            sides=quote.sides,
            prefix=quote.prefix,
            suffix=quote.suffix,
            fraction=quote.fraction,
            source=quote.source,
            state=State.OK if same else State.CHANGED if sure else placed.state,
            settled=sure and not same,
        )

    def _by_words(self, quote: Quote) -> Quote:
        """Placed by its own words; those of a merged quote by each of its runs."""
        runs = quote.runs()
        placed = [self._place_run(quote, run) for run in runs]
        places = tuple(passage for _, passage in placed if passage)
        state = self._together([state for state, _ in placed], places)
        passage = Passage(places[0].start, places[-1].end) if places else None
        if state is State.REVIEW and list(places) != sorted(places):
            passage = min(places)
        several = places if len(runs) > 1 and state is not State.ORPHAN else ()
        if passage is None or state not in (State.OK, State.CHANGED):
            return replace(quote, state=state, passage=passage, places=several, settled=False)
        turn = next(
            (
                turn
                for number, _, _ in self._interview.slices(passage)
                if (turn := self._interview.turn_at(number))
            ),
            None,
        )
        as_taken = quote.source.digest == self._interview.digest and self._unmoved(quote)
        if as_taken and (turn is None or turn.number == quote.turn):
            return replace(quote, state=state, passage=passage, places=several, settled=False)
        section = self._interview.section_at(passage.start.paragraph)
        return replace(
            quote,
            state=state,
            passage=passage,
            places=several,
            settled=False,
            turn=turn.number if turn else None,
            section=section.number if section else 0,
            section_title=section.title if section else "",
        )

    @staticmethod
    def _together(states: list[State], places: tuple[Passage, ...]) -> State:
        """How surely a whole is found, by its parts: as surely as the worst of them."""
        if not places:
            return State.ORPHAN
        apart = all(one.end <= other.start for one, other in pairwise(places))
        if not apart or State.ORPHAN in states or State.REVIEW in states:
            return State.REVIEW if places else State.ORPHAN
        return State.CHANGED if State.CHANGED in states else State.OK

    def _place_run(self, quote: Quote, run: Quote) -> tuple[State, Passage | None]:
        if quote.source.digest == self._interview.digest and self._unmoved(run):
            first, last = run.segments[0], run.segments[-1]
            passage = Passage(Place(first.paragraph, first.start), Place(last.paragraph, last.end))
            # By what a person says of labels the same words can be another's.
            return (State.OK if self._says_the_same(run) else State.REVIEW), passage
        run = _bare(run)
        return self._recalled(run) or self._look(run)

    def _unmoved(self, quote: Quote) -> bool:
        """Whether the words stand where they were taken: a later version may cut the file differently."""
        paragraphs = self._interview.paragraphs
        return all(
            segment.paragraph < len(paragraphs)
            and paragraphs[segment.paragraph].text[segment.start : segment.end] == segment.text
            for segment in quote.segments
        )

    def _says_the_same(self, run: Quote) -> bool:
        """Whether those who spoke its parts when it was taken still do: by their label, or by their name."""
        for segment in run.segments:
            turn = self._interview.turn_at(segment.paragraph)
            label, speaker = (turn.label, turn.speaker) if turn else ("", "")
            if label != segment.label and fold(speaker) != fold(segment.speaker):
                return False
        return True

    def _places_of(self, id: str) -> dict[str, Any]:
        """What is known of a quote's words, of this extent and of others, by their print."""
        kept = json.loads(self._kept.get(id, "{}"))
        return {key: places for key, places in kept.items() if isinstance(places, dict)}

    def _recalled(self, quote: Quote) -> tuple[State, Passage | None] | None:
        if quote.id not in self._kept:
            return None
        # What was looked for with another extent, before an undo or a redo, has another print.
        kept = self._places_of(quote.id).get(_print(quote))
        if kept is None:
            return None
        if kept["passage"] is None:
            return State(kept["state"]), None
        passage = Passage(Place(*kept["passage"][:2]), Place(*kept["passage"][2:]))
        # The same file, but perhaps cut into other paragraphs by now.
        if self._interview.words(passage) != kept["words"]:
            return None
        return State(kept["state"]), passage

    def _look(self, quote: Quote) -> tuple[State, Passage | None]:
        from tui.quotes.anchoring.anchor import find

        # Each may take its time, and there may be thousands.
        rest()
        state, passage = find(self.stream, quote, then=lambda: self._said_then(quote))
        self._new.setdefault(quote.id, {})[_print(quote)] = {
            "state": state.value,
            "passage": [*passage.start, *passage.end] if passage else None,
            "words": self._interview.words(passage) if passage else "",
        }
        return state, passage

    def _said_then(self, quote: Quote) -> str:
        """The match key of the text that a quote was taken from; "" where it is not kept."""
        digest = quote.source.digest
        if digest not in self._sources:
            with contextlib.suppress(StoreError), self._store.reading_quotes() as reading:
                kept = reading.kept_source(digest)
                lines = kept.text.splitlines() if kept else []
                self._sources[digest] = "".join(map(fold, with_rests(lines, _LINES)))
        return self._sources.get(digest, "")


def _bare(run: Quote) -> Quote:
    """A run of one turn without the label at its start: where it is found again it is found without."""
    from tui.quotes.anchoring.joined_key import CONTEXT

    first = run.segments[0]
    if not first.head or first.head == len(first.text) or len({part.turn for part in run.segments}) > 1:
        return run
    label, words = first.text[: first.head], first.text[first.head :]
    bare = replace(first, start=first.start + first.head, text=words, head=0)
    return replace(run, segments=(bare, *run.segments[1:]), prefix=(run.prefix + fold(label))[-CONTEXT:])


def _print(quote: Quote) -> str:
    """What tells these words at this place from the same quote with other words or at another one."""
    what = "\0".join([quote.text, quote.prefix, quote.suffix, *quote.speakers])
    return sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _called(quote: Quote, renamed: Mapping[str, str]) -> Quote:
    """The quote with its speakers called what the person calls them since."""
    decision = quote.decision and replace(quote.decision, segments=_under(quote.decision.segments, renamed))
    return replace(
        quote,
        segments=_under(quote.segments, renamed),
        speaker=renamed.get(quote.speaker, quote.speaker),
        decision=decision,
    )


def _under(segments: tuple[Segment, ...], renamed: Mapping[str, str]) -> tuple[Segment, ...]:
    return tuple(
        replace(segment, speaker=renamed.get(segment.speaker, segment.speaker)) for segment in segments
    )
