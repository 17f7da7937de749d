"""One search over a library, from the first letter to a passage or back to the list."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from tui import garbage
from tui.app.deferred import deferred
from tui.app.landing import Landing
from tui.library.array_file import Damaged
from tui.locale import _
from tui.text.matchkey import fold

if TYPE_CHECKING:
    from tui.app.library.parts import LibraryParts
    from tui.library.quotes import Notes
    from tui.library.results import LibraryAnswer
    from tui.library.search import LibrarySearch
    from tui.store.sqlite.overview import Overview


class SearchAll:
    """The search bar's work on a library screen."""

    def __init__(self, screen: LibraryParts) -> None:
        self.screen = screen
        self.query = ""
        self._engine: LibrarySearch | None = None
        self._generation = 0
        self._notes: tuple[Overview | None, Notes] | None = None

    async def renew(self) -> bool:
        """Search what is in the index now; False where a part of it is damaged and has to be made again."""
        # What is loaded stays: to look through it for garbage again and again would hold up every key.
        with garbage.paused(spare=True):
            self._engine, whole = await asyncio.to_thread(self.screen.library.search)
        if not whole:
            self._tell_of_damage()
        return whole

    def _tell_of_damage(self) -> None:
        self.screen.say(_("A part of the index was damaged; it is being made again."), warning=True)

    def mend(self) -> None:
        """Have a damaged index made again; what is asked for once it is whole is searched for then."""
        self._tell_of_damage()
        self.screen.read_anew()

    def begin(self) -> None:
        """Put the caret into the search bar, with the results over it."""
        if self.screen.view != "results":
            self._show_nothing()
            self.screen.show("results")
        line = self.screen.search_bar.line
        line.focus()
        line.action_select_all()

    def ask(self, query: str) -> None:
        """Search for this from now on; what was under way is dropped."""
        self.query = query
        self._generation += 1
        if self.screen.view != "results":
            self.screen.show("results")
            self.screen.search_bar.line.focus()
        if not fold(query):
            self._show_nothing()
            return
        self.screen.run_worker(
            deferred(self._search, query, self._generation), group="search", exclusive=True
        )

    def again(self) -> None:
        """Search anew, now that there is more to be found."""
        if self.screen.view == "results" and fold(self.query):
            self._generation += 1
            again = deferred(self._search, self.query, self._generation, same=True)
            self.screen.run_worker(again, group="search", exclusive=True)

    def _show_nothing(self) -> None:
        self.screen.results.show(())
        self.screen.search_bar.say("")

    async def _search(self, query: str, generation: int, *, same: bool = False) -> None:
        bar = self.screen.search_bar
        if self._engine is None:
            bar.say(_("reading…"))
            await self.renew()
        engine = self._engine
        assert engine is not None
        bar.say("…")
        noted = self._notes_now()
        try:
            answer = await asyncio.to_thread(
                engine.search, query, lambda: generation != self._generation, noted=noted
            )
        except Damaged:
            self.mend()
            return
        if generation == self._generation and self.screen.view == "results":
            self._show(answer, same)

    def _notes_now(self) -> Notes:
        """Which paragraphs carry notes, looked up anew only once the collection was looked at again."""
        from tui.library.quotes import Notes

        overview = self.screen.interviews.overview
        if self._notes is None or self._notes[0] is not overview:
            notes = Notes(self.screen.navigator.data, self.screen.interviews.with_quotes)
            self._notes = overview, notes
        return self._notes[1]

    def _show(self, answer: LibraryAnswer, same: bool) -> None:
        empty = _("Nothing found. Try fewer words, pinyin (changwenben) or its initials (cwb).")
        if not self.screen.is_read:
            empty = _("Nothing found so far; not all interviews are read yet.")
        self.screen.results.show(answer.groups, empty, same=same)
        count = f"{answer.total:,}" if answer.groups else "0"
        if len(answer.groups) > 1:
            count = _("{hits} in {interviews}").format(hits=count, interviews=f"{len(answer.groups):,}")
        whole = answer.complete and self.screen.is_read
        self.screen.search_bar.say(count + ("" if whole else "+"))
        self.screen.show_state()

    def open_in_hand(self) -> None:
        """Open the interview at the passage in hand; on a title, list all that was found in it."""
        results = self.screen.results
        if results.toggle():
            return
        in_hand = results.in_hand
        if in_hand is None:
            return
        group, hit = in_hand
        try:
            hits = group.hits(1)
            hit = hit or (hits[0] if hits else None)
            if hit is None:
                return
            words = group.words(hit.paragraph)
        except Damaged:
            self.mend()
            return
        # Focus the list: back from the interview, j and k go on in it.
        results.focus()
        landing = Landing(hit.place, self.query, words, tuple(hit.passages), back=True)
        self.screen.navigator.open_interview(Path(group.path), landing)

    def give_up(self) -> None:
        """Go back to the list."""
        self._generation += 1
        self.query = ""
        self.screen.search_bar.put("")
        self._show_nothing()
        self.screen.show("list")
