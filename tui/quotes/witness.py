"""What an interview itself says of a quote: the words where they stand, and whose they are.

The source is the only witness of a citation. What came in from elsewhere, or stands in a row that was spoilt,
tells where to look; all that a citation says is then taken from the text.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace

from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.quotes.anchoring.joined_key import Stream
from tui.quotes.quote import Quote, Segment
from tui.store.quote_store import QuoteStore
from tui.text.sanitize import without_controls

UNCHECKED = "imported-unchecked"
"""Kind of the warning on a quote that came from elsewhere and whose source nobody has looked at."""

REFUTED = "imported-refuted"
"""Kind of the warning on a quote that came from elsewhere and that its source doesn't say."""

DOUBTS = frozenset((UNCHECKED, REFUTED))


class Witness:
    """One state of an interview.

    Args:
        interview: as it was read.
        stream: its match key, where it is made already.
    """

    def __init__(self, interview: Interview, stream: Stream | None = None) -> None:
        self.interview = interview
        self._stream = stream

    @property
    def stream(self) -> Stream:
        """The interview's match key; made when it is first needed."""
        if self._stream is None:
            self._stream = Stream(self.interview)
        return self._stream

    def says(self, quote: Quote) -> Quote | None:
        """Make the quote as it would be taken from this text, under its id, with its note, tags and colour.

        None where its words don't stand here, blanks apart.
        """
        from tui.quotes.quote_from_passage import compose

        passages = [self._passage(run) for run in quote.runs()]
        there = [passage for passage in passages if passage]
        if len(there) < len(passages):
            return None
        try:
            taken = compose(self.interview, self.stream, there)
        except ValueError:
            return None
        return replace(
            taken, id=quote.id, note=quote.note, tags=quote.tags, colour=quote.colour, created=quote.created
        )

    def _passage(self, run: Quote) -> Passage | None:
        """Where the words of a run stand: where they were taken, or else where they are found for sure."""
        if all(map(self.holds, run.segments)):
            first, last = run.segments[0], run.segments[-1]
            return Passage(Place(first.paragraph, first.start), Place(last.paragraph, last.end))
        from tui.quotes.anchoring.anchor import find

        with contextlib.suppress(ValueError, LookupError):
            _state, passage = find(self.stream, run)
            if passage and _bare(self.interview.words(passage)) == _bare(run.text):
                return passage
        return None

    def holds(self, part: Segment) -> bool:
        """Tell whether a part's words stand where it says that they do."""
        paragraphs = self.interview.paragraphs
        if part.paragraph >= len(paragraphs) or part.start >= part.end:
            return False
        there = paragraphs[part.paragraph].text[part.start : part.end]
        return part.text in (there, without_controls(there, "\ufffd"))


class Witnesses:
    """The states of interviews that a store keeps the text of, each read when it is first asked for.

    Args:
        store: the one that keeps them.
        open_now: an interview that is open.
        stream: that interview's match key.
    """

    def __init__(self, store: QuoteStore, open_now: Interview | None, stream: Stream | None = None) -> None:
        self._store = store
        self._known: dict[str, Witness | None] = {}
        if open_now is not None:
            self._known[open_now.digest] = Witness(open_now, stream)

    def of(self, digest: str) -> Witness | None:
        """Find the state of that digest, None where its text is not at hand.

        Raises:
            StoreError: the store can't be read.
        """
        if digest not in self._known:
            interview = self._kept(digest)
            self._known[digest] = Witness(interview) if interview else None
        return self._known[digest]

    def _kept(self, digest: str) -> Interview | None:
        from tui.interview.reading import read_text

        with self._store.reading_quotes() as reading:
            kept = reading.kept_source(digest)
        if kept is None:
            return None
        with contextlib.suppress(InputError):
            form = kept.format or None
            return read_text(kept.text, kept.path or "-", encoding=kept.encoding, format=form, digest=digest)
        return None


def differences(one: Quote, other: Quote) -> tuple[str, ...]:
    """Tell what two quotes of the same words say otherwise, in names that the interface has words for."""
    return tuple(name for name, (own, others) in _facts(one, other) if own != others)


def _facts(one: Quote, other: Quote) -> Iterator[tuple[str, tuple[object, object]]]:
    def both(part: str) -> tuple[object, object]:
        return tuple(getattr(segment, part) for segment in one.segments), tuple(
            getattr(segment, part) for segment in other.segments
        )

    yield "words", both("text")
    yield "speaker", ((one.speaker, both("speaker")[0]), (other.speaker, both("speaker")[1]))
    yield "label", ((both("label")[0], both("head")[0]), (both("label")[1], both("head")[1]))
    yield "turn", both("turn")
    yield "section", (one.section_title, other.section_title)
    yield "question", (_asked(one), _asked(other))
    yield "warnings", (set(one.warnings) - DOUBTS, set(other.warnings) - DOUBTS)
    yield "credits", ((one.source.title, one.source.credits), (other.source.title, other.source.credits))


def _asked(quote: Quote) -> list[tuple[str, str, str]]:
    return [(part.label, part.speaker, part.words) for part in quote.question]


def _bare(text: str) -> str:
    return "".join(text.split())
