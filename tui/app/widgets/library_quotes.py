"""All quotes of a library, under the interviews that they are from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.widgets.cells import lines_of, shorten
from tui.app.widgets.listing import Line, Listing
from tui.locale import _
from tui.text.sanitize import visible

if TYPE_CHECKING:
    from tui.library.quotes import Part
    from tui.quotes.quote import Quote

_LINES = 2
"""Lines that the words of one quote may take."""


def _known_by(part: Part, quote: Quote | None) -> str:
    """What tells an item from others: the quote's id, or the path of the interview whose title it is."""
    return quote.id if quote else part.interview.path


class LibraryQuotes(Listing):
    """Lists quotes by interview."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.parts: list[Part] = []
        self._items: list[tuple[Part, Quote | None]] = []
        self._empty = ""

    def show(self, parts: Sequence[Part], empty: str) -> None:
        """Show the quotes of these; what was in hand stays so."""
        kept = self.in_hand
        self._empty = empty
        self.parts = list(parts)
        self._items = []
        for part in self.parts:
            self._items += [(part, None), *((part, quote) for quote in part.quotes)]
        wanted = _known_by(*kept) if kept else None
        in_hand = next((at for at, item in enumerate(self._items) if _known_by(*item) == wanted), 1)
        self.fill(len(self._items), in_hand)

    @property
    def in_hand(self) -> tuple[Part, Quote | None] | None:
        """The interview in hand with its quote, None on its title."""
        return self._items[self.highlighted] if self.highlighted is not None and self._items else None

    def nothing(self, width: int) -> list[Line]:
        """Say how to take a quote."""
        return [[(" ", ""), (line, "pane-faint")] for line in lines_of(self._empty, width - 2, 6)]

    def item(self, index: int, width: int) -> list[Line]:
        """Return the rows of a title or of a quote."""
        from tui.export.words import time_words
        from tui.locale.messages import state_words
        from tui.quotes.quote import State

        part, quote = self._items[index]
        if quote is None:
            title = visible(part.interview.title or Path(part.interview.path).stem)
            words = shorten(title, width - 8)
            return [[(words, "pane-reading pane-sign"), (f"  {len(part.quotes)}", "pane-faint")]]
        place = [visible(quote.speaker)]
        if part.interview.sections:
            place.append(f"{quote.section:02d}" if quote.section else _("Preface"))
        if quote.turn:
            place.append(_("turn {number}").format(number=quote.turn))
        place.append(time_words(part.interview, quote))
        head: Line = [("   ", ""), (shorten(" · ".join(p for p in place if p), width - 4), "pane-faint")]
        if quote.state is not State.OK:
            head.append((f"  ? {state_words(quote.state)}", "pane-warning"))
        lines = [head, *([("   ", ""), (line, "")] for line in lines_of(quote.text, width - 4, _LINES))]
        told = [f"#{tag}" for tag in quote.tags] + ([quote.note] if quote.note else [])
        if told:
            lines += [[("   ", ""), (line, "pane-note")] for line in lines_of(" ".join(told), width - 4, 1)]
        return lines
