"""What a person does with quotes on the reading screen."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tui.interview.place import Passage
from tui.kiosk.policy import current
from tui.locale import _
from tui.locale.messages import store_error_words, warning_kind_words

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen
    from tui.quotes.changes import Change
    from tui.quotes.collection import Collection
    from tui.quotes.quote import Quote


class Collecting:
    """The collection's work on a reading screen; every change is on disk before it is shown."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.marked: list[Passage] = []

    @property
    def collection(self) -> Collection | None:
        """The collection once it is open."""
        return self.screen.session.collection

    def show(self, in_hand: str | None = None) -> None:
        """Show the collection as it now is, in the panel, the text and the ruler."""
        if self.collection is None:
            return
        quotes = self.collection.quotes()
        # Only what surely stands there is marked in the text.
        self.marked = [passage for passage, _ in self.collection.passages()]
        self.screen.collection_pane.show(quotes, in_hand)
        self.screen.reader.mark_quotes(self.marked)
        self.screen.show_marks()

    def look_elsewhere(self) -> None:
        """Show what another window or process has changed."""
        from tui.store.errors import StoreError

        if self.collection:
            # Another look follows soon; a person who changes something is told what is wrong.
            with contextlib.suppress(StoreError):
                if self.collection.changed_elsewhere():
                    self.show()

    def _change(self, deed: Callable[[Collection], str | None]) -> bool:
        """Do something to the collection and show it; an error is told and changes nothing."""
        from tui.store.errors import StoreError

        try:
            # Whoever is quicker than the opening of the store waits for it: nothing taken may be lost.
            in_hand = deed(self.screen.session.open_store())
        except StoreError as error:
            self.screen.notify(store_error_words(error), severity="error", timeout=10)
            return False
        except KeyError:
            self.screen.say(_("Another window has removed that quote."), warning=True)
            self.show()
            return False
        self.show(in_hand)
        return True

    def _in_hand(self) -> Quote | None:
        """The quote that a command is about: the one under the cursor, or highlighted in the panel."""
        pane = self.screen.collection_pane
        # Never one that is not looked at.
        quote = pane.in_hand if pane.has_focus else next(iter(self._here()), None)
        if quote is None:
            self.screen.say(_("No quote here. Press a to collect this sentence first."), warning=True)
        return quote

    def _here(self) -> list[Quote]:
        """The quotes that share words with the selection, or with the sentence under the cursor."""
        return self.collection.overlapping(self.screen.reader.chosen) if self.collection else []

    def collect(self) -> None:
        """Take the selection, or the sentence under the cursor."""
        reader = self.screen.reader
        chosen = reader.chosen
        reader.reveal(chosen)
        here = self._here()
        same = next((quote for quote in here if quote.passage == chosen), None)
        if same:
            self.show(same.id)
            self.screen.say(_("Already collected."))
        elif here:
            self._ask_how(chosen, here)
        else:
            self._take(chosen)

    def _ask_how(self, chosen: Passage, here: list[Quote]) -> None:
        """Words that partly stand in the collection: offer to change the quote instead of taking another."""
        from tui.app.screens.choose import ChooseScreen

        answers: list[tuple[str, Callable[[], None]]] = []
        for quote in here:
            assert quote.passage is not None
            reach = Passage(min(quote.passage.start, chosen.start), max(quote.passage.end, chosen.end))
            if reach != quote.passage:
                words = _("Extend the quote: {words}")
                answers.append((words.format(words=_opening(quote)), partial(self._retake, quote, reach)))
            elif len(here) == 1:
                words = _("Cut the quote down to these words: {words}")
                answers.append((words.format(words=_opening(quote)), partial(self._retake, quote, chosen)))
        answers.append((_("Take these words as a quote of their own"), partial(self._take, chosen)))

        def answered(index: int | None) -> None:
            if index is not None:
                answers[index][1]()

        hint = _("Some of these words are in the collection already.")
        self.screen.app.push_screen(
            ChooseScreen(_("Collect"), hint, [words for words, _deed in answers]), answered
        )

    def _retake(self, quote: Quote, passage: Passage) -> None:
        """Give a quote another extent."""
        if self._change(lambda collection: collection.retake(quote.id, passage).id):
            self.screen.reader.select(None)
            longer = quote.passage is not None and passage.start <= quote.passage.start
            longer = longer and quote.passage is not None and passage.end >= quote.passage.end
            self.screen.say(_("Extended.") if longer else _("Cut down. Press u to undo."))

    def _take(self, chosen: Passage) -> None:
        """Take a new quote."""
        reader = self.screen.reader
        taken: list[Quote] = []

        def take(collection: Collection) -> str:
            taken.append(collection.add(chosen))
            return taken[0].id

        try:
            done = self._change(take)
        except ValueError:
            self.screen.say(_("There are no words here to collect."), warning=True)
            return
        if done:
            if reader.selection:
                reader.select(None)
            words = _("Collected.")
            for kind in taken[0].warnings:
                words += " " + warning_kind_words(kind)
            self.screen.say(words, warning=bool(taken[0].warnings))

    def copy(self) -> None:
        """Copy words with their citation."""
        from tui.app.clipboard import copy
        from tui.export.citation import citation
        from tui.locale.messages import copy_words
        from tui.store.errors import StoreError

        pane = self.screen.collection_pane
        quote = pane.in_hand if pane.has_focus else None
        if quote is None:
            self.screen.reader.reveal(self.screen.reader.chosen)
            try:
                # Whoever is quicker than the opening of the store waits for it.
                quote = self.screen.session.open_store().preview(self.screen.reader.chosen)
            except ValueError:
                quote = None
            except StoreError as error:
                self.screen.say(store_error_words(error), warning=True)
                return
        if quote is None:
            self.screen.say(_("There are no words here to copy."), warning=True)
            return
        outcome = copy(self.screen.app, citation(self.screen.interview, quote))
        self.screen.say(copy_words(outcome))

    def edit_note(self) -> None:
        """Write the note of the quote in hand."""
        from tui.app.screens.note import NoteScreen

        quote = self._in_hand()
        if quote is None:
            return

        def keep(note: str) -> bool:
            return note == quote.note or self._change(
                lambda collection: collection.set_note(quote.id, note).id
            )

        self.screen.app.push_screen(NoteScreen(quote, keep))

    def edit_tags(self) -> None:
        """Write the tags of the quote in hand."""
        from tui.app.screens.ask import AskScreen

        quote = self._in_hand()
        if quote is None or self.collection is None:
            return

        def keep(line: str | None) -> None:
            if line is not None:
                tags = tuple(
                    dict.fromkeys(word.lstrip("#＃") for word in re.sub("[，、,]", " ", line).split())
                )
                self._change(lambda collection: collection.set_tags(quote.id, tuple(t for t in tags if t)).id)

        hint = _("Words separated by blanks.")
        used = self.collection.tags()
        if used:
            hint += " " + _("In use: {tags}").format(tags=" ".join(used))
        self.screen.app.push_screen(
            AskScreen(_("Tags"), hint, value=" ".join(quote.tags), completions=used), keep
        )

    def move(self, direction: int) -> None:
        """Move the highlighted quote up or down."""
        quote = self.screen.collection_pane.in_hand
        if quote:
            index = (self.screen.collection_pane.highlighted or 0) + direction
            if 0 <= index < len(self.screen.collection_pane.quotes):

                def place(collection: Collection) -> str:
                    collection.move(quote.id, index)
                    return quote.id

                self._change(place)

    def remove(self) -> None:
        """Remove the quote in hand."""
        quote = self._in_hand()
        if quote and self._change(lambda collection: collection.remove(quote.id)):
            self.screen.say(_("Removed. Press u to undo."))

    def undo(self) -> None:
        """Undo the last change."""
        self._travel(lambda collection: collection.undo(), _("Undone: {change}"), _("Nothing to undo."))

    def redo(self) -> None:
        """Redo what was undone last."""
        self._travel(lambda collection: collection.redo(), _("Redone: {change}"), _("Nothing to redo."))

    def _travel(self, deed: Callable[[Collection], Change | None], done: str, nothing: str) -> None:
        from tui.locale.messages import change_words

        changes: list[Change | None] = []

        def travel(collection: Collection) -> None:
            changes.append(deed(collection))

        if self._change(travel):
            change = changes[0] if changes else None
            self.screen.say(done.format(change=change_words(change)) if change else nothing)

    def export(self) -> None:
        """Open the export with its preview."""
        from tui.app.screens.export import ExportScreen

        if not current().files:
            self.page()
            return
        if not self.collection or not self.collection.quotes():
            self.screen.say(_("No quotes to export yet. Press a to collect one."), warning=True)
            return

        def tell(words: str | None) -> None:
            if words:
                self.screen.say(words)

        self.screen.app.push_screen(ExportScreen(self.screen.session), tell)

    def page(self) -> None:
        """Show the quotes as a page to copy from."""
        from tui.app.screens.copy_page import CopyPage

        if not self.collection or not self.collection.quotes():
            self.screen.say(_("No quotes to export yet. Press a to collect one."), warning=True)
            return
        self.screen.app.push_screen(CopyPage(self.screen.interview, self.collection.quotes()))


def _opening(quote: Quote) -> str:
    """The first words of a quote, to know it by."""
    return " ".join(quote.text.split())
