"""The collection: the quotes taken, with speaker, section, note and tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from tui.app.widgets.cells import lines_of
from tui.app.widgets.listing import Line, Listing
from tui.locale import _

if TYPE_CHECKING:
    from tui.quotes.quote import Quote

_LINES = 3
"""Lines that the words of one quote may take in the panel."""


class CollectionPane(Listing):
    """Lists the quotes of one interview."""

    class Chosen(Message):
        """The quote's place is to be shown."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.quotes: list[Quote] = []
        self.border_title = _("Quotes")

    def show(self, quotes: Sequence[Quote], in_hand: str | None = None) -> None:
        """Show these quotes; the one of id `in_hand` is highlighted, or the one that was."""
        kept = self.in_hand
        wanted = in_hand or (kept.id if kept else None)
        before = self.highlighted or 0
        self.quotes = list(quotes)
        self.border_title = f"{_('Quotes')} {len(self.quotes)}" if self.quotes else _("Quotes")
        found = next((index for index, quote in enumerate(self.quotes) if quote.id == wanted), before)
        self.fill(len(self.quotes), found)

    @property
    def in_hand(self) -> Quote | None:
        """The quote highlighted, or None where there is none."""
        return self.quotes[self.highlighted] if self.highlighted is not None else None

    def nothing(self, width: int) -> list[Line]:
        """How to take a quote."""
        words = _("No quotes yet. Press a to collect the sentence under the cursor, or v to select first.")
        return [[(" ", ""), (line, "pane-faint")] for line in lines_of(words, width - 2, 12)]

    def item(self, index: int, width: int) -> list[Line]:
        """One quote: who says it where, what is to be known of it, its words, tags and note."""
        from tui.locale.messages import state_words, warning_kind_words
        from tui.quotes.quote import State

        quote = self.quotes[index]
        place = [quote.speaker, f"{quote.section:02d}" if quote.section else _("Preface")]
        if quote.turn:
            place.append(_("turn {number}").format(number=quote.turn))
        parts = [(" · ".join(part for part in place if part), "pane-sign", 2)]
        if quote.state is not State.OK:
            parts.append((f"? {state_words(quote.state)}", "pane-warning", 2))
        parts += [(f"! {warning_kind_words(kind)}", "pane-warning", 4) for kind in quote.warnings]
        parts.append((quote.text, "", _LINES))
        if quote.tags:
            parts.append((" ".join(f"#{tag}" for tag in quote.tags), "pane-tags", 2))
        if quote.note:
            parts.append((_("Note: {words}").format(words=quote.note), "pane-note", 2))
        lines: list[Line] = [
            [(" ", ""), (line, look)]
            for words, look, most in parts
            for line in lines_of(words, width - 2, most)
        ]
        return [*lines, []]

    def on_listing_picked(self, event: Listing.Picked) -> None:
        """Show where the quote stands."""
        event.stop()
        self.post_message(self.Chosen(self.quotes[event.index].id))
