"""The collection: the quotes taken, with speaker, section, note and tags."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.widgets.cells import lines_of
from tui.app.widgets.listing import Line, Listing
from tui.locale import _

if TYPE_CHECKING:
    from tui.quotes.overlaps import Shared
    from tui.quotes.quote import Quote

_LINES = 3
"""Lines that the words of one quote may take in the panel."""

_QUESTION_LINES = 3
"""Lines that the question above it may take."""

_STATE_SIGNS = {"changed": "~", "review": "?", "orphan": "x"}


class CollectionPane(Listing, inherit_bindings=False):
    """Lists the quotes of one interview.

    Attributes:
        quotes: those listed, in their order.
        marked: ids of those that are marked.
        shared: what quotes have in common, by id.
        questions: whether the question that a quote answers is shown.
        read_only: whether nothing can be kept.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup,b", "page(-1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Chosen(Message):
        """The quote's place is to be shown."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class MarkClicked(Message):
        """The mark of the quote at that index was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.quotes: list[Quote] = []
        self.marked: Container[str] = ()
        self.shared: Mapping[str, Shared] = {}
        self.questions = False
        self.read_only = False
        self._filtered = False
        self.border_title = _("Quotes")

    def show(
        self,
        quotes: Sequence[Quote],
        in_hand: str | None = None,
        *,
        total: int = 0,
        query: str = "",
        by_place: bool = False,
    ) -> None:
        """Show these quotes; the one of id `in_hand` is highlighted, or the one that was.

        Args:
            quotes: what is listed.
            in_hand: an id, or None.
            total: how many there are in all.
            query: the filter that leaves these, "" for none.
            by_place: whether they stand in the order of the text.
        """
        kept = self.in_hand
        wanted = in_hand or (kept.id if kept else None)
        before = self.highlighted or 0
        self.quotes = list(quotes)
        self._filtered = bool(total and query.strip())
        count = f"{len(self.quotes)}/{total}" if self._filtered else f"{len(self.quotes) or ''}"
        title = [f"{_('Quotes')} {count}".strip()]
        if self.read_only:
            title.append(_("read only"))
        if self._filtered:
            title.append(f"/{query.strip()}")
        if by_place and total:
            title.append(_("by place"))
        self.border_title = " · ".join(title)
        at = next((index for index, quote in enumerate(self.quotes) if quote.id == wanted), before)
        self.fill(len(self.quotes), at)

    @property
    def in_hand(self) -> Quote | None:
        """The quote highlighted, or None where there is none."""
        return self.quotes[self.highlighted] if self.highlighted is not None else None

    def nothing(self, width: int) -> list[Line]:
        """Say how to take a quote, or how to see all of them again."""
        if self._filtered:
            words = _("No quote matches this filter. Esc shows all of them again.")
        elif self.read_only:
            words = _("No quotes. The data folder is read-only, so none can be kept in it.")
        else:
            words = _(
                "No quotes yet. Press a to collect the sentence under the cursor, or v to select first."
            )
        return [[(" ", ""), (line, "pane-faint")] for line in lines_of(words, width - 2, 12)]

    def item(self, index: int, width: int) -> list[Line]:
        """Return the rows of one quote: who says it where, what is known of it, its words, tags and note."""
        from tui.quotes.quote import Colour

        quote = self.quotes[index]
        number = list(Colour).index(Colour(quote.colour)) + 1 if quote.colour else 0
        stripe = f"stripe-{number}" if number else ""
        lines: list[Line] = [
            [(" ", stripe), (line, look)]
            for words, look, most in self._parts(index)
            for line in lines_of(words, width - 2, most)
        ]
        if number:
            # The digit tells the colours apart on a screen that has none.
            lines[0][0] = (str(number), stripe)
        return [*lines, []]

    def _parts(self, index: int) -> Iterator[tuple[str, str, int]]:
        """What is said of a quote: words, their style, and how many lines they may take."""
        from tui.locale.messages import colour_words, state_words, warning_kind_words
        from tui.quotes.quote import State

        quote = self.quotes[index]
        place = [_(", ").join(quote.speakers) or quote.speaker]
        place.append(f"{quote.section:02d}" if quote.section else _("Preface"))
        turns = [segment.turn for segment in quote.segments if segment.turn]
        if quote.turn and turns:
            # Today's turn, and as many on as when it was taken.
            last = quote.turn + turns[-1] - turns[0]
            words = _("turn {number}") if last <= quote.turn else _("turns {first}–{last}")
            place.append(words.format(number=quote.turn, first=quote.turn, last=last))
        head = " · ".join(part for part in place if part)
        marked = quote.id in self.marked
        yield (f"+ {head}" if marked else head), "pane-marked" if marked else "pane-sign", 2
        if quote.settled:
            words = _("left without a place") if quote.state is State.ORPHAN else _("kept as it was taken")
            yield f"{_STATE_SIGNS[quote.state]} {words}", "pane-faint", 2
        elif quote.state is not State.OK:
            words = f"{_STATE_SIGNS[quote.state]} {state_words(quote.state)} (D)"
            yield words, "pane-warning", 2
        for kind in quote.warnings:
            yield f"! {warning_kind_words(kind)}", "pane-warning", 4
        shared = self.shared.get(quote.id)
        if shared and shared.same:
            yield _("= collected twice"), "pane-warning", 2
        elif shared:
            yield _("& shares words with another quote"), "pane-faint", 2
        # Of several answers to one question the first has it.
        asked_before = index > 0 and self.quotes[index - 1].question == quote.question
        if self.questions and quote.question and not asked_before:
            asked = " ".join(segment.words for segment in quote.question)
            label = quote.question[0].label
            yield f"{label}{_(': ')}{asked}" if label else asked, "pane-note", _QUESTION_LINES
        yield quote.text, "", 2 * _LINES if quote.cuts else _LINES
        tags = [f"#{tag}" for tag in quote.tags]
        if quote.colour:
            tags.insert(0, colour_words(quote.colour))
        if tags:
            yield " ".join(tags), "pane-tags", 2
        if quote.note:
            yield _("Note: {words}").format(words=quote.note), "pane-note", 2

    def on_click(self, event: events.Click) -> None:
        """Mark a quote at a click on its edge or with Ctrl; choose it at any other."""
        index = self.item_at(event.y)
        if index is not None and (event.ctrl or event.x < 1):
            event.stop()
            event.prevent_default()
            self.highlight(index)
            self.post_message(self.MarkClicked(index))

    def on_listing_picked(self, event: Listing.Picked) -> None:
        """Show where the quote stands."""
        event.stop()
        self.post_message(self.Chosen(self.quotes[event.index].id))
