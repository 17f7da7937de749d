"""What is open: an interview, its search engine, its collection, and where it is being read."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tui import garbage
from tui.app.session.change_listener import listen
from tui.app.session.pending_changes import PendingChange, PendingChanges
from tui.interview.model.interview import Interview
from tui.interview.model.place import Place
from tui.locale.messages import store_error_words
from tui.paths import cache_dir
from tui.store.bookmarks import mark, marked, window_left
from tui.text.words import WordSegmenter

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from tui.quotes.changes import Window
    from tui.quotes.collection import Collection
    from tui.search.answer import Answer
    from tui.search.concordance import Concordance
    from tui.search.engine import Engine
    from tui.store.quote_store import ChangeWatch
    from tui.store.sqlite.kv import Remembered
    from tui.store.sqlite.opening import Database
    from tui.store.store_error import StoreError


Result = TypeVar("Result")
Seen = TypeVar("Seen")

_PREPARED_AT_START = 200_000
"""Code points up to which a search is prepared before anybody asks for one: it takes little room then."""

_BUSY = 2.0
"""Seconds that a change to the collection waits for another process before it is refused."""


class Session:
    """One interview with all that is slower than its first page, opened behind it.

    Args:
        interview: what is read.
        data: the folder of the collection.
        window: of the session that showed another state of the interview in this window before.

    Attributes:
        when_search_is_wanted: called whenever a search, or what else needs its index, is asked for.
        when_changed_elsewhere: called, in a thread of its own, whenever another window or process may have
            changed the collection.
        pending: changes to the collection that are not on the disk yet.
    """

    def __init__(self, interview: Interview, data: Path, window: Window | None = None) -> None:
        self.interview = interview
        self.data = data
        self._window = window
        self.pending = PendingChanges(interview, data)
        self.database: Database | None = None
        self.collection: Collection | None = None
        self._engine: Engine | None = None
        self._building = asyncio.Lock()
        self.when_search_is_wanted: Callable[[], None] = lambda: None
        self.when_changed_elsewhere: Callable[[], None] = lambda: None
        self._watch: ChangeWatch | None = None
        self._opening = threading.Lock()
        self._keeper: ThreadPoolExecutor | None = None
        self._words = WordSegmenter(cache_dir())
        self._damage: StoreError | None = None
        self._anew = False

    def open_store(self) -> Collection:
        """Open the database and the collection, unless they are; may be called from any thread.

        Raises:
            StoreError: the database can't be opened or read. Where a collection should be there and isn't, no
                empty one is begun before a person has decided: see `settle`.
        """
        from tui.quotes.collection import Collection
        from tui.store.sqlite.opening import open_database
        from tui.store.store_error import StoreError

        with self._opening:
            if self.collection is None:
                if self._damage:
                    raise self._damage
                try:
                    self.database = open_database(self.data, busy_seconds=_BUSY, anew=self._anew)
                except StoreError as error:
                    if error.asks:
                        self._damage = error
                    raise
                self._anew = False
                # Before anything is read, so that nothing is missed.
                self._watch = self.database.watch()
                # 10,000 quotes to look through are a pause.
                with garbage.paused(spare=True):
                    self.collection = Collection(self.database, self.interview, self._window)
                listen(self._watch, lambda: self.when_changed_elsewhere())
            return self.collection

    def settle(self, copy: Path | None) -> None:
        """Go on after that: with a backup in the place of what is there, or None for an empty collection.

        Raises:
            StoreError: the backup can't be put there; nothing is settled then.
        """
        from tui.store.sqlite.restoring import restore

        with self._opening:
            if copy is not None:
                restore(self.data, copy)
            self._anew = copy is None
            self._damage = None

    def submit(self, deed: Callable[[Collection], Result]) -> Future[Result]:
        """Do something to the collection, behind all that was to be done before, in a thread of its own.

        Whoever is quicker than the opening of the store waits for it. The screen never waits, not even for
        another process's lock. What changes anything is begun by `change`.
        """
        return self._in_turn(lambda: deed(self.open_store()))

    def change(
        self,
        deed: Callable[[Collection], Result],
        about: str = "",
        seen: Callable[[Collection], Seen | None] = lambda _: None,
    ) -> PendingChange[tuple[Result, Seen | None]]:
        """Change the collection as `submit` does; whoever leaves waits for it: nothing taken may be lost.

        Args:
            deed: the change; it may be done a second time where the first one failed.
            about: the words of the quote that it is about.
            seen: looks at the collection in the same thread once the change is on the disk.
        """

        def do(collection: Collection) -> tuple[Result, Seen | None]:
            result = deed(collection)
            # What is on the disk is done, even where it can't be read back.
            return result, seen(collection)

        change = PendingChange(deed, about, self.submit(do))
        self.pending.begin(change)
        return change

    def try_again(self, change: PendingChange[tuple[object, Seen | None]]) -> None:
        """Do once more what failed."""
        deed = change.deed
        change.future = self.submit(lambda collection: (deed(collection), None))
        self.pending.begin(change)

    def _in_turn(self, deed: Callable[[], Result]) -> Future[Result]:
        if self._keeper is None:
            from concurrent.futures import ThreadPoolExecutor

            self._keeper = ThreadPoolExecutor(1, "collection")
        return self._keeper.submit(deed)

    def last_place(self) -> Place | None:
        """Return where this interview was left the last time, as the store knows it, or None."""
        from tui.store.sqlite.positions import recall

        return recall(self.database, self.interview) if self.database else None

    def place_in(self, interview: Interview) -> Place | None:
        """Return where another state of this interview was left, found by its words. For any thread."""
        from tui.store.sqlite.positions import recall
        from tui.store.store_error import StoreError

        with contextlib.suppress(StoreError):
            return recall(self.database, interview) if self.database else None
        return None

    def bookmark(self) -> Place | None:
        """Return where this very text was left the last time, known before the store is open."""
        return marked(self.data, self.interview)

    def window(self) -> dict[str, Any]:
        """Return what the window on this very text looked like; known before the store is open."""
        return window_left(self.data, self.interview)

    def remember_place(self, place: Place, window: Mapping[str, object] | None = None) -> None:
        """Keep where the interview is being read; what can't be written is done without.

        The bookmark is written all the same before the store is open. May be called from any thread.

        Args:
            place: where.
            window: what the window looks like there, in what JSON can say.
        """
        mark(self.data, self.interview, place, window)
        self._keep_place(place)

    def _keep_place(self, place: Place) -> None:
        from tui.store.sqlite.positions import remember
        from tui.store.store_error import StoreError

        if self.database:
            with contextlib.suppress(StoreError):
                remember(self.database, self.interview, place)

    def remember(self, name: str, value: object) -> None:
        """Keep a choice such as the theme for the next start; what can't be written is done without."""
        from tui.store.sqlite import kv
        from tui.store.store_error import StoreError

        database = self.database

        def put() -> None:
            with contextlib.suppress(StoreError):
                if database:
                    kv.put(database, name, value)

        if database:
            self._in_turn(put)

    def remembered(self, name: str) -> object:
        """Return a choice made at an earlier start, or None."""
        from tui.store.sqlite import kv

        return kv.get(self.database, name) if self.database else None

    def word_spans(self, text: str) -> list[tuple[int, int]]:
        """Return the words of a text, offsets (start, end) in code points: jieba's once it is loaded."""
        return self._words.words(text)

    def prepare_words(self) -> None:
        """Have jieba's dictionary loaded, out of the way of the screen."""
        self._words.load_in_background()

    @property
    def written_files(self) -> Remembered:
        """What exports were written where, from earlier starts too."""
        from tui.store.sqlite.kv import Remembered

        if self.database is None:
            raise LookupError("the store is not open")
        return Remembered(self.database)

    @property
    def prepares_search_at_start(self) -> bool:
        """Whether searching is prepared before it is asked for; what that takes grows with the interview."""
        return self.interview.characters <= _PREPARED_AT_START

    @property
    def search_ready(self) -> bool:
        """Whether more than exact words can be found."""
        return self._engine is not None and self._engine.ready

    async def engine(self) -> Engine:
        """Return the search engine, built in a thread when it is first asked for."""
        self.when_search_is_wanted()
        async with self._building:
            if self._engine is None:
                self._engine = await asyncio.to_thread(self._build)
            return self._engine

    def _build(self) -> Engine:
        from tui.search.engine import Engine

        return Engine(self.interview)

    async def prepare_search(self) -> None:
        """Load what finds more than exact words: pronunciations, word lists."""
        engine = await self.engine()
        await asyncio.to_thread(engine.prepare)

    async def search(self, query: str, limit: int, cancelled: Callable[[], bool]) -> Answer:
        """Search in a thread; `cancelled` is asked now and then and ends it early."""
        engine = await self.engine()
        return await asyncio.to_thread(engine.search, query, limit, cancelled, noted=self._has_note())

    async def complete(self, query: str, cancelled: Callable[[], bool]) -> list[str]:
        """Return what a query may go on to be, worked out in a thread; [] before the engine is built."""
        engine = self._engine
        if engine is None:
            return []
        return await asyncio.to_thread(lambda: [] if cancelled() else engine.complete(query))

    async def concordance(self, word: str, cancelled: Callable[[], bool], width: int) -> Concordance:
        """Return every occurrence of a word with at most `width` code points of context on each side.

        Found in a thread; `cancelled` is asked now and then and ends it early.
        """
        engine = await self.engine()
        noted = self._has_note()
        return await asyncio.to_thread(engine.concordance, word, width, cancelled=cancelled, noted=noted)

    def searches(self) -> list[str]:
        """Return the queries asked before, oldest first; [] where they can't be read. For any thread."""
        from tui.store.sqlite.searches import recall
        from tui.store.store_error import StoreError

        if self.database:
            with contextlib.suppress(StoreError):
                return recall(self.database)
        return []

    def remember_search(self, query: str) -> None:
        """Keep a query for the next start; what can't be written is done without. For any thread."""
        from tui.search.history import remembering
        from tui.store.sqlite.searches import keep
        from tui.store.store_error import StoreError

        if self.database:
            with contextlib.suppress(StoreError):
                keep(self.database, lambda queries: remembering(queries, query))

    def _has_note(self) -> Callable[[int], bool]:
        """Tells of a paragraph (index from 0) whether a quote from it has a note; looks only when asked."""

        @cache
        def noted() -> set[int]:
            quotes = self.collection.quotes() if self.collection else []
            return {
                paragraph
                for quote in quotes
                if quote.note and quote.passage
                for paragraph in range(quote.passage.start.paragraph, quote.passage.end.paragraph + 1)
            }

        return lambda paragraph: paragraph in noted()

    def close(self, place: Place | None = None, window: Mapping[str, object] | None = None) -> None:
        """Close the database, once all that was begun is in it or in a file, and let go of jieba.

        Args:
            place: where it was being read, as by `remember_place`.
            window: what the window looked like.
        """
        if place is not None:
            mark(self.data, self.interview, place, window)
        if self._watch:
            self._watch.end()
        self._words.close()
        self.pending.end(self.collection, _BUSY)
        if self._keeper and (self.pending.unkept or self.pending.in_file):
            # What keeps that from the collection keeps the place from it too, and is not waited for.
            self.pending.let_go()
            if self.database:
                self._keeper.submit(self.database.close)
            self._keeper.shutdown(wait=False)
            return
        if self._keeper:
            self._keeper.shutdown(wait=True)
        if place is not None:
            self._keep_place(place)
        if self.database:
            self.database.close()
            if parted := self.database.parted:
                self.pending.last_words.append(store_error_words(parted))
