"""All quotes of a library on its screen, and their export."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.deferred import deferred
from tui.app.landing import Landing
from tui.locale import _, ngettext

if TYPE_CHECKING:
    from tui.app.library.parts import LibraryParts
    from tui.library.quotes import Part
    from tui.quotes.quote import Quote


class AllQuotes:
    """The quotes' part of a library screen."""

    def __init__(self, screen: LibraryParts) -> None:
        self.screen = screen
        self._generation = 0
        self._counted = ""
        self._shown: list[tuple[str, str, tuple[Quote, ...]]] | None = None

    def toggle(self) -> None:
        """Show all quotes, or the list again."""
        if self.screen.view == "quotes":
            self.screen.show("list")
            return
        self.screen.all_quotes.show((), _("Looking for quotes…"))
        self.screen.show("quotes")
        self._shown = None
        self.load(tell=True)

    def load(self, *, tell: bool = False) -> None:
        """Find the quotes of all interviews, in a thread; with `tell` say how many there are."""
        self._generation += 1
        loading = deferred(self._load, self._generation, tell)
        self.screen.run_worker(loading, group="quotes", exclusive=True)

    async def _load(self, generation: int, tell: bool) -> None:
        parts = await self._parts(lambda: generation != self._generation)
        if generation == self._generation and parts is not None:
            listed = [(part.interview.path, part.interview.digest, part.quotes) for part in parts]
            if listed != self._shown:
                self._shown = listed
                self.screen.all_quotes.show(
                    parts, _("No quotes from these interviews yet. Open one and press a.")
                )
            count = sum(len(part.quotes) for part in parts)
            if count and (tell or self.screen.message == self._counted != ""):
                self._counted = ngettext("{count} quote", "{count} quotes", count).format(count=count)
                self.screen.say(self._counted)

    async def _parts(self, cancelled: Callable[[], bool] = lambda: False) -> list[Part] | None:
        """The interviews with quotes; None where the collection can't be read, which is said."""
        from tui.library.collection import parts
        from tui.locale.messages import store_error_words
        from tui.store.store_error import StoreError

        # Quotes may have been added since.
        await self.screen.interviews.learn_of_collection()
        try:
            return await asyncio.to_thread(
                parts,
                self.screen.navigator.data,
                self.screen.interviews.with_quotes,
                cancelled,
            )
        except StoreError as error:
            self.screen.say(store_error_words(error), warning=True)
            return None

    def open_in_hand(self) -> None:
        """Open the interview at the quote in hand."""
        in_hand = self.screen.all_quotes.in_hand
        if in_hand is None:
            return
        part, quote = in_hand
        passage = quote.passage if quote else None
        landing = Landing(passage.start, back=True) if passage else None
        self.screen.navigator.open_interview(Path(part.interview.path), landing)

    def copy(self) -> None:
        """Copy the quote in hand with its citation, or all of the interview whose title is in hand."""
        from tui.app.terminal.clipboard import copy
        from tui.export.citation import citation
        from tui.locale.copies import copy_words

        in_hand = self.screen.all_quotes.in_hand
        if in_hand is not None:
            part, quote = in_hand
            cited = [citation(part.interview, one) for one in ([quote] if quote else part.quotes)]
            self.screen.say(copy_words(copy(self.screen.app, "\n\n".join(cited))))

    def export(self) -> None:
        """Choose format and file for all quotes, and write them."""
        self.screen.run_worker(deferred(self._export), group="export", exclusive=True)

    async def _export(self) -> None:
        parts = await self._parts()
        if parts is None:
            return
        if not parts:
            self.screen.say(
                _("There are no quotes to export yet. Open an interview and press a."), warning=True
            )
            return
        from tui.app.library.export_all import ExportAllScreen

        def done(words: str | None) -> None:
            if words:
                self.screen.say(words)

        self.screen.app.push_screen(
            ExportAllScreen(parts, self.screen.library.roots, self.screen.navigator.data), done
        )
