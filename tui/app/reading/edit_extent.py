"""Giving quotes other words: trimming and extending, merging, splitting, deciding where one stands."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.app.widgets.reader.selection import Selection
from tui.interview.model.place import Passage, Place
from tui.interview.model.steps import Granularity
from tui.locale import _

if TYPE_CHECKING:
    from tui.app.reading.change_queue import ChangeQueue
    from tui.app.reading.moving import Visited
    from tui.app.reading.panel import Panel
    from tui.app.reading.panes import Panes
    from tui.app.reading.parts import Parts
    from tui.quotes.collection import Collection
    from tui.quotes.quote import Quote


class ExtentEditor:
    """The work on the quotes' words on a reading screen.

    Args:
        screen: where the text and the quotes are.
        panes: one that hides the text is lowered before a quote is looked at.
        visited: is then before the text is left for a quote.
        panel: what the collection shows.
        queue: carries changes out.
        in_hand: the quote that a command is about; says so where there is none.
        here: the quotes under the cursor or the selection.
    """

    def __init__(
        self,
        screen: Parts,
        panes: Panes,
        visited: Visited,
        panel: Panel,
        queue: ChangeQueue,
        in_hand: Callable[[], Quote | None],
        here: Callable[[], list[Quote]],
    ) -> None:
        self.screen = screen
        self.panes = panes
        self.visited = visited
        self.panel = panel
        self.queue = queue
        self.in_hand = in_hand
        self.here = here
        self._resizing: str | None = None
        self._decided: str | None = None

    # -- another extent ------------------------------------------------------------------------------

    @property
    def resizing(self) -> bool:
        """Whether what is selected is to become a quote's new extent."""
        return self._resizing is not None and self.screen.reader.selection is not None

    def resize(self) -> None:
        """Select the quote in hand in the text, so that either end can be moved as in any selection."""
        quote = self.in_hand()
        if quote is None:
            return
        if quote.passage is None or not _is_unchanged(quote):
            self.screen.say(
                _("The text has changed there: decide first what the quote is to be (D)."), warning=True
            )
            return
        self._go_to(quote.passage)
        self.screen.reader.select(Selection.of(quote.passage))
        self._resizing = quote.id
        self.screen.say(_("j k w b l h move the end, o takes the other one; a keeps it, Esc gives it up."))

    def show_in_text(self) -> None:
        """Show where the quote in hand is in the text; says so where its words are not found there."""
        quote = self.screen.collection_pane.in_hand
        if quote and quote.passage:
            self._go_to(quote.passage)
        elif quote:
            self.screen.say(_("Its words are no longer found in this text."), warning=True)

    def _go_to(self, passage: Passage) -> None:
        self.panes.lower()
        self.visited.leave()
        self.screen.reader.move_to(passage.start, centre=True)
        self.screen.reader.focus()

    def given_up(self) -> None:
        """Change no extent any more, since nothing is selected."""
        self._resizing = None

    def keep(self, chosen: Passage) -> bool:
        """Take the selection as the new extent; False where none was being changed."""
        if not self.resizing:
            self._resizing = None
            return False
        quote = self.panel.snapshot.get(self._resizing or "")
        self._resizing = None
        if quote is None:
            self.screen.say(_("Another window has removed that quote."), warning=True)
        else:
            self.retake(quote, chosen)
        return True

    def retake(self, quote: Quote, passage: Passage) -> None:
        """Give a quote another extent."""

        def then(_new: Quote) -> None:
            if self.screen.reader.selection:
                self.screen.reader.select(None)
            old = quote.passage
            longer = old is not None and passage.start <= old.start and passage.end >= old.end
            self.screen.say(_("Extended.") if longer else _("Cut down. Press u to undo."))

        self.queue.change(lambda collection: collection.retake(quote.id, passage), then, lambda new: new.id)

    # -- merging and splitting -----------------------------------------------------------------------

    def merge(self) -> None:
        """Make one quote of the marked ones."""
        marked = self.panel.marked
        if len(marked) < 2:
            self.screen.say(
                _("Two quotes or more are needed: mark them with Space."),
                warning=True,
            )
            return
        ids = [quote.id for quote in marked]

        def then(_merged: Quote) -> None:
            self.panel.unmark()
            self.screen.say(_("Merged. Press u to undo."))

        self.queue.change(lambda collection: collection.merge(ids), then, lambda merged: merged.id)

    def split(self) -> None:
        """Split the quote in hand: at the cursor in the text; from the panel, where the person says."""
        quote = self.in_hand()
        if quote is None:
            return
        if self.screen.collection_pane.has_focus:
            self._ask_where_to_split(quote)
            return
        reader = self.screen.reader
        if reader.selection:
            place = reader.selection.caret
            reader.select(None)
        else:
            # At its first sentence a quote is split behind it.
            first = any(reader.cursor.start <= run.start for run in quote.placed_passages[:1])
            place = reader.cursor.end if first else reader.cursor.start
        self._split(quote, place)

    def _split(self, quote: Quote, place: Place) -> None:
        def then(_halves: tuple[Quote, Quote]) -> None:
            self.screen.say(_("Split in two. Press u to undo."))

        self.queue.change(
            lambda collection: collection.split(quote.id, place), then, lambda halves: halves[1].id
        )

    def _ask_where_to_split(self, quote: Quote) -> None:
        from tui.app.dialogs.choose import ChooseScreen

        steps, words = self.screen.reader.steps, self.screen.interview.words
        places: list[tuple[Place, str]] = []
        for number, run in enumerate(quote.placed_passages):
            place = run.start
            while place < run.end:
                unit = steps.unit_at(place, Granularity.SENTENCE)
                if place > quote.placed_passages[0].start:
                    said = words(Passage(max(place, unit.start), min(unit.end, run.end)))
                    places.append((place, ("…… " if number and place == run.start else "") + said.strip()))
                following = steps.step(unit.start, Granularity.SENTENCE, 1)
                if following is None or following <= place:
                    break
                place = following
        if not places:
            self.screen.say(
                _("There is nothing to split there: a quote is split between two sentences."), warning=True
            )
            return

        def answered(index: int | None) -> None:
            if index is not None:
                self._split(quote, places[index][0])

        hint = _("The second quote begins with this sentence:")
        self.screen.app.push_screen(
            ChooseScreen(_("Split"), hint, [said for _place, said in places]), answered
        )

    # -- deciding ------------------------------------------------------------------------------------

    def decide(self) -> None:
        """Have it decided what becomes of a quote that the text no longer has as it was taken."""
        in_hand = self.screen.collection_pane.in_hand if self.screen.collection_pane.has_focus else None
        if in_hand and (_is_unchanged(in_hand) or (in_hand.settled and in_hand.id == self._decided)):
            # From one that stands as it was taken, or was just decided on, on to the next that waits.
            in_hand = None
        quote = in_hand or self._undecided()
        if quote is None:
            return
        self.screen.run_worker(self._decide(quote), group="decide", exclusive=True)

    def _undecided(self) -> Quote | None:
        """The quote under the cursor, or else the first one that is to be decided on."""
        here = next((quote for quote in self.here() if quote.is_undecided), None)
        waiting = (quote for quote in self.panel.snapshot.by_place if quote.is_undecided)
        first = here or next(waiting, None)
        if first is None:
            self.screen.say(_("Every quote is unchanged, or has been decided on."))
        return first

    async def _decide(self, quote: Quote) -> None:
        from tui.app.dialogs.decide import Answer, DecideScreen, Verdict

        collection = self.screen.session.collection
        if collection is None:
            return
        places = await asyncio.to_thread(collection.places_for, quote)
        selection = self.screen.reader.selection
        if selection and (selection.passage,) not in places:
            places.insert(0, (selection.passage,))
        choices = []
        for place in places:
            with contextlib.suppress(ValueError):
                choices.append((place, collection.composed(place)))

        def answered(answer: Answer | None) -> None:
            if answer is None:
                return
            deeds: dict[Verdict, Callable[[Collection], Quote]] = {
                Verdict.TAKE: lambda collection: collection.take_words(quote.id, answer.places),
                Verdict.KEEP: lambda collection: collection.keep_words(quote.id, answer.places),
                Verdict.ORPHAN: lambda collection: collection.leave_orphan(quote.id),
            }
            said = {
                Verdict.TAKE: _("Today's words were taken. Press u to undo."),
                Verdict.KEEP: _("The stored words stay. Press u to undo."),
                Verdict.ORPHAN: _("Left without a place. Press u to undo."),
            }

            def then(new: Quote) -> None:
                self._decided = new.id
                if self.screen.reader.selection:
                    self.screen.reader.select(None)
                left = self.panel.snapshot.undecided
                more = " " + _("{count} more to decide: D.").format(count=left) if left else ""
                self.screen.say(said[answer.verdict] + more)

            self.queue.change(deeds[answer.verdict], then, lambda new: new.id)

        await self.screen.app.push_screen(DecideScreen(quote, choices), answered)


def _is_unchanged(quote: Quote) -> bool:
    from tui.quotes.quote import State

    return quote.state is State.OK
