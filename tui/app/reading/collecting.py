"""What a person does with quotes on the reading screen."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tui.app.reading.annotating import Annotating, opening, several
from tui.app.reading.change_queue import ChangeQueue, Snapshot
from tui.app.reading.edit_extent import ExtentEditor
from tui.app.reading.panel import Panel
from tui.app.widgets.cells import shorten
from tui.interview.model.place import Passage
from tui.kiosk.policy import current
from tui.locale import _
from tui.locale.messages import change_words, warning_kind_words

if TYPE_CHECKING:
    from tui.app.command_screen import Deed
    from tui.app.reading.moving import Visited
    from tui.app.reading.panes import Panes
    from tui.app.reading.parts import Parts
    from tui.quotes.changes import Change
    from tui.quotes.collection import Collection
    from tui.quotes.importing import Imported
    from tui.quotes.quote import Quote

_OPENING = 24
"""Cells of a quote's words by which it is named."""


class Taken(NamedTuple):
    """What came of collecting.

    Attributes:
        quote: the new one; None where none was taken.
        same: the quote that has these very words already.
        here: quotes that have some of them.
    """

    quote: Quote | None = None
    same: Quote | None = None
    here: Sequence[Quote] = ()


class Collecting:
    """The collection's work on a reading screen; nothing is called done before it is on the disk."""

    def __init__(self, screen: Parts, panes: Panes, visited: Visited) -> None:
        self.screen = screen
        self.panel = Panel(screen)
        self.queue = ChangeQueue(screen, self.show)
        self.annotating = Annotating(screen, self.panel, self.queue, self.chosen)
        self.extent = ExtentEditor(screen, panes, visited, self.panel, self.queue, self.in_hand, self.here)

    @property
    def deeds(self) -> dict[str, Deed]:
        """What carries out the commands about quotes, but for the filter's line."""
        return {
            "search.collect": self.collect,
            "copy": self.copy,
            "copy.markdown": partial(self.copy, markdown=True),
            **self.annotating.deeds,
            "filter": self.panel.open_filter,
            "filter.end": self.panel.end_filter,
            "quote.mark": self.panel.toggle_mark,
            "quote.mark.all": self.panel.mark_all,
            "quote.extent": self.extent.resize,
            "quote.extent.keep": self.collect,
            "quote.merge": self.extent.merge,
            "quote.split": self.extent.split,
            "quote.decide": self.extent.decide,
            "quote.order": self.panel.toggle_order,
            "quote.question": self.panel.toggle_questions,
            "quote.up": partial(self.move, -1),
            "quote.down": partial(self.move, 1),
            "quote.remove": self.remove,
            "undo": self.undo,
            "redo": self.redo,
            "export": self.export,
            "import": self.import_,
            "page": self.page,
        }

    # -- showing -------------------------------------------------------------------------------------

    def show(self, seen: Snapshot, in_hand: str | None = None) -> None:
        """Show the collection as it now is, in the panel, the text and the ruler."""
        self.panel.show(seen, in_hand)
        self.screen.reader.mark_quotes(seen.marks, seen.colours)
        self.screen.show_marks()

    def take_up_unkept(self) -> None:
        """Take in what could not be written when this interview was left."""
        from tui.export.unkept import take_in
        from tui.locale.messages import imported_words

        data = self.screen.session.data

        def then(done: list[Imported]) -> None:
            if done:
                added, merged = sum(len(one.added) for one in done), sum(len(one.merged) for one in done)
                words = imported_words(added, merged, sum(one.known for one in done), 0)
                self.screen.say(
                    _("Taken in what could not be written last time: {words}").format(words=words)
                )

        self.queue.change(lambda collection: take_in(collection, data), then)

    # -- what a command is about ---------------------------------------------------------------------

    def here(self) -> list[Quote]:
        """Return the quotes that share words with the selection, or with the sentence under the cursor."""
        return self.panel.snapshot.overlapping(self.screen.reader.chosen)

    def in_hand(self) -> Quote | None:
        """Return the quote that a command is about: the one under the cursor, or highlighted in the panel."""
        pane = self.screen.collection_pane
        # Never one that is not looked at.
        quote = pane.in_hand if pane.has_focus else next(iter(self.here()), None)
        if quote is None:
            self.screen.say(_("No quote here. Press a to collect this sentence first."), warning=True)
        return quote

    def chosen(self) -> list[Quote]:
        """Return the quotes that a command for several is about: those marked, or the one in hand."""
        marked = self.panel.marked if self.screen.collection_pane.has_focus else []
        if marked:
            return marked
        quote = self.in_hand()
        return [quote] if quote else []

    # -- collecting ----------------------------------------------------------------------------------

    def collect(self) -> None:
        """Take the selection, or the sentence under the cursor; or keep the new extent of a quote."""
        reader = self.screen.reader
        chosen = reader.chosen
        reader.reveal(chosen)
        if self.extent.keep(chosen):
            return

        def take(collection: Collection) -> Taken:
            wanted = collection.preview(chosen)
            assert wanted.passage is not None
            # Asked of the collection itself: what was collected a moment ago may not be shown yet.
            here = collection.overlapping(wanted.passage)
            same = next((quote for quote in here if quote.placed_passages == wanted.placed_passages), None)
            if here:
                return Taken(None, same, here)
            return Taken(collection.add(chosen))

        def then(taken: Taken) -> None:
            if taken.quote:
                self._say_collected(taken.quote)
            elif taken.same:
                self.panel.show(self.panel.snapshot, taken.same.id)
                self.screen.say(_("Already collected."))
            else:
                self._ask_how(chosen, taken.here)

        words = self.screen.interview.words(chosen)
        self.queue.change(take, then, lambda taken: taken.quote.id if taken.quote else None, words)

    def _ask_how(self, chosen: Passage, here: Sequence[Quote]) -> None:
        """Words that partly stand in the collection: offer to change the quote instead of taking another."""
        from tui.app.dialogs.choose import ChooseScreen

        answers: list[tuple[str, Callable[[], None]]] = []
        for quote in here:
            assert quote.passage is not None
            reach = Passage(min(quote.passage.start, chosen.start), max(quote.passage.end, chosen.end))
            if reach != quote.passage:
                words = _("Extend the quote: {words}")
                answers.append(
                    (words.format(words=opening(quote)), partial(self.extent.retake, quote, reach))
                )
            elif len(here) == 1:
                words = _("Cut the quote down to these words: {words}")
                answers.append(
                    (words.format(words=opening(quote)), partial(self.extent.retake, quote, chosen))
                )
        answers.append((_("Take these words as a quote of their own"), partial(self._take, chosen)))

        def answered(index: int | None) -> None:
            if index is not None:
                answers[index][1]()

        hint = _("Some of these words are in the collection already.")
        self.screen.app.push_screen(
            ChooseScreen(_("Collect"), hint, [words for words, _deed in answers]), answered
        )

    def _take(self, chosen: Passage) -> None:
        """Take a new quote, whatever stands in the collection."""
        self.queue.change(
            lambda collection: collection.add(chosen),
            self._say_collected,
            lambda quote: quote.id,
            self.screen.interview.words(chosen),
        )

    def _say_collected(self, quote: Quote) -> None:
        if self.screen.reader.selection:
            self.screen.reader.select(None)
        words = _("Collected.")
        for kind in quote.warnings:
            words += " " + warning_kind_words(kind)
        self.screen.say(words, warning=bool(quote.warnings))

    def copy(self, *, markdown: bool = False) -> None:
        """Copy words with their citation: the marked quotes, the one in hand, or what is selected."""
        from tui.app.terminal.clipboard import copy
        from tui.export.citation import citation, markdown_citation
        from tui.locale.copies import copy_words
        from tui.quotes.quote_from_passage import take

        cited = markdown_citation if markdown else citation
        pane = self.screen.collection_pane
        in_hand = [pane.in_hand] if pane.in_hand else []
        quotes = (self.panel.marked or in_hand) if pane.has_focus else []
        words = [cited(self.screen.interview, quote) for quote in quotes]
        if not words:
            self.screen.reader.reveal(self.screen.reader.chosen)
            # Words are copied whether the collection can be opened or not.
            with contextlib.suppress(ValueError):
                words = [
                    cited(self.screen.interview, take(self.screen.interview, None, self.screen.reader.chosen))
                ]
        if not words:
            self.screen.say(_("There are no words here to copy."), warning=True)
            return
        self.screen.say(copy_words(copy(self.screen.app, "\n\n".join(words))))

    # -- order, removing, undo -----------------------------------------------------------------------

    def move(self, direction: int) -> None:
        """Move the highlighted quote, or the marked ones together, up or down."""
        panel, pane = self.panel, self.screen.collection_pane
        if pane.in_hand is None:
            return
        if panel.by_place or panel.query:
            self.screen.say(
                _("Only your own order can be changed: O shows it.")
                if panel.by_place
                else _("Quotes can be moved only in the whole list: Esc ends the filter."),
                warning=True,
            )
            return
        moved = panel.marked or [pane.in_hand]
        ids = [quote.id for quote in moved]
        order = [quote.id for quote in panel.snapshot.quotes]
        first, last = order.index(ids[0]), order.index(ids[-1])
        # The marked ones are brought together before they go on.
        apart = last - first >= len(ids)
        index = first if apart else first + direction
        if apart or 0 <= index <= len(order) - len(ids):
            self.queue.change(
                lambda collection: collection.move_all(ids, index), in_hand=lambda _: pane_id(pane.in_hand)
            )

    def remove(self) -> None:
        """Remove the current quote, or the marked ones."""
        quotes = self.chosen()
        if not quotes:
            return
        ids = [quote.id for quote in quotes]
        words = _("Removed. Press u to undo.")
        if len(ids) > 1:
            words = several(quotes) + ": " + words
        self.queue.change(lambda collection: collection.remove(*ids), lambda _: self.screen.say(words))

    def undo(self) -> None:
        """Undo the last change."""
        self._travel(lambda collection: collection.undo(), _("Undone: {change}"), _("Nothing to undo."))

    def redo(self) -> None:
        """Redo what was undone last."""
        self._travel(lambda collection: collection.redo(), _("Redone: {change}"), _("Nothing to redo."))

    def _travel(self, deed: Callable[[Collection], Change | None], done: str, nothing: str) -> None:
        from tui.quotes.changes import ChangeKind

        def then(change: Change | None) -> None:
            if change is None:
                self.screen.say(nothing)
                return
            words = done.format(change=_change_words(change))
            if change.overtaken:
                words = _("Not changed, because another window has changed it since: {change}")
                words = words.format(change=_change_words(change))
            elif not change.mine:
                words += " " + _("(done before this window was opened)")
            if change.kind is ChangeKind.SPEAKERS and not change.overtaken:
                self.screen.navigator.reopen(words)
            else:
                self.screen.say(words, warning=change.overtaken)

        self.queue.change(deed, then, lambda change: change.quote if change else None)

    def export(self) -> None:
        """Open the export with its preview."""
        from tui.app.dialogs.export import InterviewExportScreen

        if not current().files:
            self.page()
            return
        if not self.panel.snapshot.quotes:
            self.screen.say(_("No quotes to export yet. Press a to collect one."), warning=True)
            return

        def tell(words: str | None) -> None:
            if words:
                self.screen.say(words)

        seen, marked = self.panel.snapshot, {quote.id for quote in self.panel.marked}
        export = InterviewExportScreen(
            self.screen.interview, self.screen.session, seen.quotes, seen.by_place, marked
        )
        self.screen.app.push_screen(export, tell)

    def page(self) -> None:
        """Show the quotes as a page to copy from."""
        from tui.app.dialogs.copy_page import CopyPage

        quotes = self.panel.snapshot.quotes
        if not quotes:
            self.screen.say(_("No quotes to export yet. Press a to collect one."), warning=True)
            return
        self.screen.app.push_screen(CopyPage(self.screen.interview, quotes))

    def import_(self) -> None:
        """Ask for a file that was exported as JSON, and take its quotes in."""
        from tui.app.dialogs.importing import ask

        ask(self.screen, self.queue)


def pane_id(quote: Quote | None) -> str | None:
    """Return the id of a quote; None without one."""
    return quote.id if quote else None


def _change_words(change: Change) -> str:
    """What was done, and to which quote."""
    words = change_words(change)
    if change.count > 1:
        words += " × " + str(change.count)
    named = shorten(" ".join(change.words.split()), _OPENING)
    return _("{change}: “{words}”").format(change=words, words=named) if named else words
