"""What goes out: an interview's quotes in an order, grouped by the sections they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby

from tui.interview.model.interview import Interview
from tui.quotes.quote import Quote, State


@dataclass(frozen=True)
class Selection:
    """The quotes of one interview that go out, and how.

    Attributes:
        quotes: in the order in which they go out.
        with_question: whether the question that a quote answers goes with it.
    """

    interview: Interview
    quotes: tuple[Quote, ...]
    with_question: bool = False

    @cached_property
    def has_sections(self) -> bool:
        """Whether the interview has any headed section, or a quote comes from one."""
        return any(section.number for section in self.interview.sections) or any(
            quote.section for quote in self.quotes
        )

    def sections(self) -> Iterator[tuple[Quote, tuple[Quote, ...]]]:
        """Group the quotes by section: (the first of them, all of them).

        A section that the reader's own order comes back to comes again: the order is kept.
        """
        for _key, group in groupby(self.quotes, key=lambda quote: (quote.section, quote.section_title)):
            quotes = tuple(group)
            yield quotes[0], quotes

    @cached_property
    def _before(self) -> list[int]:
        """Code points before each paragraph, and in all."""
        lengths = (len(paragraph.text) for paragraph in self.interview.paragraphs)
        return list(accumulate(lengths, initial=0))

    def percent(self, quote: Quote) -> int | None:
        """Work out how far into the interview a quote begins, in percent; None if its place is not sure."""
        if quote.passage is None or quote.state not in (State.OK, State.CHANGED):
            return None
        paragraph, offset = quote.passage.start
        if not 0 <= paragraph < len(self._before) - 1:
            return None
        return round(100 * (self._before[paragraph] + offset) / max(1, self._before[-1]))

    def without(self, known: frozenset[str]) -> Selection:
        """Return the same selection without the quotes of those ids."""
        rest = tuple(quote for quote in self.quotes if quote.id not in known)
        return Selection(self.interview, rest, self.with_question)
