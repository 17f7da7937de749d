"""What an interview's screen has opened behind its first page: the collection and the search."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.locale import _
from tui.locale.messages import lost_words, store_error_words

if TYPE_CHECKING:
    from tui.app.landing import Landing
    from tui.app.reading.collecting import Collecting
    from tui.app.reading.parts import Parts
    from tui.app.reading.searching import Searching
    from tui.interview.model.place import Place


class Preparing:
    """Opens what is slower than the first page.

    Args:
        screen: the screen that it is opened for.
        quotes: shows the collection once it is open.
        search: searches again once more can be found.
        landing: the query that the screen was opened by is searched for.
        open_at: goes to where the collection has it that reading stopped, unless the person has moved since.
    """

    def __init__(
        self,
        screen: Parts,
        quotes: Collecting,
        search: Searching,
        landing: Landing | None,
        open_at: Callable[[Place], None],
    ) -> None:
        self.screen = screen
        self.quotes = quotes
        self.search = search
        self.landing = landing
        self._open_at = open_at
        self._begun = False

    def begin(self) -> None:
        """Open the collection; prepare the search too where that takes little room."""
        self.screen.run_worker(self.open_store(), group="store")
        if self.screen.session.prepares_search_at_start:
            self.prepare_search()
        else:
            self.screen.session.prepare_words()

    def prepare_search(self) -> None:
        """Have more found than exact words, in the background; what was searched is searched again then."""
        if not self._begun:
            self._begun = True
            self.screen.run_worker(self._prepare_search(), group="prepare")

    async def _prepare_search(self) -> None:
        session, landing = self.screen.session, self.landing
        await session.prepare_search()
        self.screen.search_bar.show_preparing(False)
        self.search.again()
        if landing is not None and landing.query and not self.search.query:
            self.search.go_to(landing.query, landing.place)
        session.prepare_words()

    async def open_store(self) -> None:
        """Open the collection and take up what was left; what is wrong with it is asked about or said."""
        from tui.store.store_error import StoreError

        screen, session = self.screen, self.screen.session
        try:
            await asyncio.to_thread(session.open_store)
            place = await asyncio.to_thread(session.last_place)
            theme = await asyncio.to_thread(session.remembered, "theme")
            glosses = await asyncio.to_thread(session.remembered, "glosses")
        except StoreError as error:
            if error.asks:
                from tui.app.dialogs.damaged import ask

                ask(screen, error, self.open_store)
            else:
                screen.notify(store_error_words(error), severity="error", timeout=30)
                self.quotes.queue.look()
            return
        if session.database and session.database.lost:
            screen.notify(
                lost_words(session.database.path, session.database.lost),
                severity="warning",
                timeout=30,
                markup=False,
            )
        if session.database and (refused := session.database.refusal):
            screen.say(store_error_words(refused), warning=True)
        if session.database and session.database.journal == "delete":
            screen.say(_("The data folder is on a network: the collection does without SQLite's WAL there."))
        screen.navigator.take_up_theme(theme)
        if glosses == "dim" and screen.navigator.settings.glosses == "auto":
            screen.reader.dim_glosses(True)
        if place is not None:
            # Mostly the bookmark has led there already; not where the file has changed.
            self._open_at(place)
        self.quotes.queue.look()
        if session.collection and session.collection.spoilt:
            from tui.app.dialogs.damaged import ask_of_quotes

            ask_of_quotes(screen, self.quotes.queue, session.collection.spoilt)
        from tui.export.unkept import waiting

        if await asyncio.to_thread(waiting, session.data, screen.interview):
            self.quotes.take_up_unkept()
