"""The collection: the quotes taken, with speaker, section, note and tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from tui.app.widgets.cells import lines_of
from tui.app.widgets.pane_list import PaneList
from tui.locale import _

if TYPE_CHECKING:
    from tui.quotes.quote import Quote

_LINES = 3
"""Lines that the words of one quote may take in the panel."""


class CollectionPane(PaneList):
    """Lists the quotes of one interview."""

    class Chosen(Message):
        """The quote's place is to be shown."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.quotes: list[Quote] = []
        self._width = 0
        self.border_title = _("Quotes")

    def on_mount(self) -> None:
        """Fill the list before it is first painted."""
        self._width = self.width_to_come()
        self._fill(0)

    def on_resize(self, event: events.Resize) -> None:
        """Shorten the lines to the new width."""
        if event.size.width != self._width:
            self._width = event.size.width
            self._fill(self.highlighted or 0)

    def show(self, quotes: Sequence[Quote], in_hand: str | None = None) -> None:
        """Show these quotes; the one of id `in_hand` is highlighted, or the one that was."""
        kept = self.in_hand
        wanted = in_hand or (kept.id if kept else None)
        before = self.highlighted or 0
        self.quotes = list(quotes)
        ids = [quote.id for quote in self.quotes]
        self._fill(ids.index(wanted) if wanted in ids else before)

    @property
    def in_hand(self) -> Quote | None:
        """The quote highlighted, or None where there is none."""
        if self.highlighted is not None and self.highlighted < len(self.quotes):
            return self.quotes[self.highlighted]
        return None

    def _fill(self, highlighted: int) -> None:
        self.border_title = f"{_('Quotes')} {len(self.quotes)}" if self.quotes else _("Quotes")
        if not self._width:
            return
        self.clear_options()
        if self.quotes:
            self.add_options([Option(self._prompt(quote), id=quote.id) for quote in self.quotes])
            self.highlighted = min(highlighted, len(self.quotes) - 1)
        else:
            words = _(
                "No quotes yet. Press a to collect the sentence under the cursor, or v to select first."
            )
            self.add_option(Option(Content.styled(words, "$faint"), disabled=True))

    def _prompt(self, quote: Quote) -> Content:
        from tui.locale.messages import state_words, warning_kind_words
        from tui.quotes.quote import State

        width = max(8, self._width - 3)
        place = [quote.speaker, f"{quote.section:02d}" if quote.section else _("Preface")]
        if quote.turn:
            place.append(_("turn {number}").format(number=quote.turn))
        lines = [(" · ".join(part for part in place if part), "$accent", 2)]
        if quote.state is not State.OK:
            lines.append((f"? {state_words(quote.state)}", "$warning", 2))
        lines += [(f"! {warning_kind_words(kind)}", "$warning", 4) for kind in quote.warnings]
        lines.append((quote.text, "", _LINES))
        if quote.tags:
            lines.append((" ".join(f"#{tag}" for tag in quote.tags), "$success", 2))
        if quote.note:
            lines.append((_("Note: {words}").format(words=quote.note), "$faint italic", 2))
        parts = [
            Content.styled(line, style)
            for words, style, most in lines
            for line in lines_of(words, width, most)
        ]
        return Content("\n").join([*parts, Content("")])

    def on_option_list_option_selected(self, event: PaneList.OptionSelected) -> None:
        """Show where the quote stands."""
        event.stop()
        if event.option_index < len(self.quotes):
            self.post_message(self.Chosen(self.quotes[event.option_index].id))
