"""The concordance: every occurrence of a word in a column with its context (key word in context)."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, Static

from tui.app.session.session import Session
from tui.app.textual_patches.caret_input import CaretInput
from tui.app.textual_patches.dismissed_once import DismissedOnce
from tui.app.textual_patches.one_size import OneSize
from tui.app.widgets.cells import shorten
from tui.app.widgets.dispersion import Dispersion
from tui.app.widgets.key_footer import KeyFooter
from tui.app.widgets.kwic import Kwic, KwicHead, Widest
from tui.app.widgets.listing import Listing
from tui.interview.model.place import Passage, Place
from tui.locale import N_, _, ngettext
from tui.search.concordance import Concordance, Occurrence, Order
from tui.text.sanitize import visible

_CONTEXT = 120
"""Code points of context on each side: more than a line holds."""

_KEYS = (
    ("Enter", N_("go there"), "go"),
    ("Esc", N_("back"), "give_up"),
    ("p", N_("place"), "sort('place')"),
    ("l", N_("left"), "sort('left')"),
    ("r", N_("right"), "sort('right')"),
    ("/", N_("another word"), "ask"),
)
"""Key, words, action."""


class Chosen(NamedTuple):
    """Where a person goes from a concordance.

    Attributes:
        word: what was asked for.
        passage: the occurrence.
    """

    word: str
    passage: Passage


class Sorted(NamedTuple):
    """The lines of a concordance as they are shown.

    Attributes:
        lines: in order.
        in_hand: the index of the one in hand; None without any.
        widest: tells the columns.
    """

    lines: list[Occurrence]
    in_hand: int | None
    widest: Widest


def _in_order(concordance: Concordance, order: Order, in_hand: Occurrence | None, near: Place) -> Sorted:
    """The lines in an order, one of them in hand: by default the one at a place, or next behind it."""
    lines = concordance.ordered(order)
    if in_hand is None:
        ends = [(one.paragraph, one.end) for one in concordance.occurrences]
        at = min(bisect_left(ends, (near.paragraph, near.offset + 1)), len(ends) - 1)
        in_hand = concordance.occurrences[at]
    return Sorted(lines, lines.index(in_hand), Widest.of(lines))


class ConcordanceScreen(DismissedOnce, OneSize, Screen[Chosen | None]):
    """Lists all occurrences; Enter closes it with the one in hand, Esc without.

    Args:
        session: what is searched.
        words: what to ask for; the first of them that stands somewhere.
        near: where the person is: the occurrence there or behind it is in hand at first.
        order: how the lines are sorted at first; by place where nothing is said.
    """

    DEFAULT_CSS = """
    ConcordanceScreen { background: $surface; }
    ConcordanceScreen #kwic-asked { height: 1; background: $panel; }
    ConcordanceScreen #kwic-sign { width: auto; padding: 0 1; color: $accent; text-style: bold; }
    ConcordanceScreen #kwic-count { width: auto; padding: 0 1; color: $faint; }
    ConcordanceScreen #kwic-speakers { height: 1; padding: 0 1; color: $faint; background: $surface; }
    ConcordanceScreen Dispersion { height: 2; }
    ConcordanceScreen KwicHead { height: 1; }
    ConcordanceScreen Kwic { height: 1fr; }
    ConcordanceScreen KeyFooter { height: 1; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False),
        Binding("enter", "go", show=False),
        Binding("p", "sort('place')", show=False),
        Binding("l", "sort('left')", show=False),
        Binding("r", "sort('right')", show=False),
        Binding("f2,O", "sort('next')", show=False),
        Binding("slash", "ask", show=False),
        Binding("tab,shift+tab", "other", show=False),
        Binding("question_mark,f1", "help", show=False),
        Binding("q", "give_up", show=False),
    ]

    def __init__(
        self, session: Session, words: Sequence[str], near: Place, order: Order | None = None
    ) -> None:
        super().__init__()
        self.session = session
        self.words = [word for word in words if word.strip()]
        self.near = near
        self.order = order or Order.PLACE
        self.concordance: Concordance | None = None
        self.kwic = Kwic(id="kwic")
        self.head = KwicHead(self.kwic)
        self.dispersion = Dispersion(session.interview)
        self.footer = KeyFooter()
        self._generation = 0

    def compose(self) -> ComposeResult:
        """Compose what is asked for; who says it; where; every place; the keys."""
        with Horizontal(id="kwic-asked"):
            yield Static(_("In context"), id="kwic-sign")
            # The word is looked for at once; it must not be looked for again when the line is filled.
            with self.prevent(Input.Changed):
                yield CaretInput(
                    value=self.words[0] if self.words else "",
                    placeholder=_("a word"),
                    compact=True,
                    id="kwic-word",
                    select_on_focus=False,
                )
            yield Static("", id="kwic-count", markup=False)
        yield Static("", id="kwic-speakers", markup=False)
        yield self.dispersion
        yield self.head
        yield self.kwic
        yield self.footer

    def on_mount(self) -> None:
        """Look the word up, or ask for one."""
        self.footer.show([(key, _(words), action) for key, words, action in _KEYS])
        if self.words:
            self.kwic.focus()
            self._look_up(self.words)
        else:
            self._line.focus()

    @property
    def _line(self) -> CaretInput:
        return self.query_one(CaretInput)

    # -- looking up --------------------------------------------------------------------------------

    def _look_up(self, words: Sequence[str]) -> None:
        """Look for the first of some words that stands anywhere; what was under way is dropped."""
        self._generation += 1
        self.kwic.is_waiting = True
        self.run_worker(self._find(words, self._generation), group="concordance", exclusive=True)

    async def _find(self, words: Sequence[str], generation: int) -> None:
        concordance: Concordance | None = None
        for word in words:
            concordance = await self.session.concordance(
                word, lambda: generation != self._generation, _CONTEXT
            )
            if concordance.occurrences:
                break
        lines = await self._sorted(concordance, None)
        # It may have been given up meanwhile.
        if generation == self._generation and self.is_current:
            self.concordance = concordance
            if concordance and self._line.value != concordance.word:
                with self._line.prevent(Input.Changed):
                    self._line.value = concordance.word
            self._show(lines)

    async def _sorted(self, concordance: Concordance | None, in_hand: Occurrence | None) -> Sorted:
        if not concordance or not concordance.occurrences:
            return Sorted([], None, Widest())
        return await asyncio.to_thread(_in_order, concordance, self.order, in_hand, self.near)

    def _show(self, sorted: Sorted) -> None:
        concordance = self.concordance
        self.kwic.show(sorted.lines, concordance.word if concordance else "", sorted.in_hand, sorted.widest)
        self.head.show(self.order)
        self.dispersion.show(concordance.dispersion if concordance and sorted.lines else None)
        self._say()
        self._point()

    def _say(self) -> None:
        concordance = self.concordance
        total = len(concordance.occurrences) if concordance else 0
        asked = bool(concordance and concordance.word.strip())
        told = f"{total}" if not concordance or concordance.complete else f"{total}+"
        count = (
            ngettext("{count} occurrence", "{count} occurrences", total).format(count=told) if asked else ""
        )
        self.query_one("#kwic-count", Static).update(count)
        nobody = _("nobody")
        parts = (
            [f"{visible(name or nobody)} {count}" for name, count in concordance.speakers]
            if concordance
            else []
        )
        room = max(4, self.app.size.width - 2)
        self.query_one("#kwic-speakers", Static).update(shorten(" · ".join(parts), room))

    def _point(self) -> None:
        one = self.kwic.in_hand
        characters = max(1, self.session.interview.characters)
        self.dispersion.point_at(one.at / characters if one else None)

    # -- what a person does -------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look up another word at each keystroke."""
        event.stop()
        if event.value.strip():
            self._look_up([event.value])
        else:
            self._generation += 1
            self.concordance = None
            self._show(Sorted([], None, Widest()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the lines."""
        event.stop()
        self.kwic.focus()

    def on_listing_highlighted(self, event: Listing.Highlighted) -> None:
        """Show on the strip where the line in hand is."""
        event.stop()
        self._point()

    def on_listing_picked(self, event: Listing.Picked) -> None:
        """Go to the place."""
        event.stop()
        self.action_go()

    def on_kwic_head_clicked(self, event: KwicHead.Clicked) -> None:
        """Sort by that column."""
        self.action_sort(event.order.value)

    def on_dispersion_chosen(self, event: Dispersion.Chosen) -> None:
        """Take the first occurrence from there on in hand."""
        at = event.before * self.session.interview.characters
        occurrences = self.concordance.occurrences if self.concordance else ()
        if occurrences:
            one = min(
                (one for one in occurrences if one.at >= at), key=lambda one: one.at, default=occurrences[-1]
            )
            self.kwic.highlight(list(self.kwic.occurrences).index(one))
            self._point()

    async def on_key_footer_clicked(self, event: KeyFooter.Clicked) -> None:
        """Take a click on a key for the key."""
        event.stop()
        await self.run_action(event.command)

    def action_go(self) -> None:
        """Close with the occurrence in hand."""
        one = self.kwic.in_hand
        if one and self.concordance:
            passage = Passage(Place(one.paragraph, one.start), Place(one.paragraph, one.end))
            self.dismiss(Chosen(self.concordance.word, passage))

    def action_give_up(self) -> None:
        """Close without going anywhere."""
        self.dismiss(None)

    def action_ask(self) -> None:
        """Put the caret into the line of the word."""
        self._line.focus()
        self._line.action_select_all()

    def action_other(self) -> None:
        """Go from the word to the lines, or back."""
        (self.kwic if self._line.has_focus else self._line).focus()

    def action_sort(self, order: str) -> None:
        """Sort by place, by left or by right context, or by the next of these."""
        orders = list(Order)
        chosen = orders[(orders.index(self.order) + 1) % len(orders)] if order == "next" else Order(order)
        if chosen is not self.order:
            self.order = chosen
            self.run_worker(self._sort(self._generation), group="concordance-sorted", exclusive=True)

    async def _sort(self, generation: int) -> None:
        lines = await self._sorted(self.concordance, self.kwic.in_hand)
        if generation == self._generation and self.is_current:
            self._show(lines)

    def action_help(self) -> None:
        """Help, beginning with the concordance."""
        from tui.app.dialogs.help import HelpScreen
        from tui.app.dialogs.help_chapters import of_interview

        self.app.push_screen(HelpScreen(of_interview("Searching", {})))
