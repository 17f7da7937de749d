"""Changes to the collection, made one after the other in a thread."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tui.app.session.pending_changes import PATIENCE, PendingChange, waiting_words, words_of_failure
from tui.app.widgets.reader.marks import Mark, Passages, quote_mark
from tui.interview.model.place import Passage, Place

if TYPE_CHECKING:
    from concurrent.futures import Future

    from tui.app.reading.parts import Parts
    from tui.quotes.collection import Collection
    from tui.quotes.overlaps import Shared
    from tui.quotes.quote import Quote

Result = TypeVar("Result")

_AGAIN_AFTER = 0.5
"""Seconds after which a collection that couldn't be read is looked at again."""


class Snapshot(NamedTuple):
    """The collection as it was read last; looking at it waits for nobody.

    Attributes:
        quotes: all of them, in the order by hand.
        by_place: all of them, in the order of the text.
        passages: where they surely stand, with their ids, in reading order.
        shared: what they have in common, by id.
        marks: the same passages, as they are painted in the text.
        colours: the marks of those passages.
        starts: where they begin.
        undecided: how many wait for a decision.
    """

    quotes: list[Quote]
    by_place: list[Quote]
    passages: list[tuple[Passage, str]]
    shared: dict[str, Shared]
    marks: Passages
    colours: dict[Passage, Mark]
    starts: list[Place]
    undecided: int

    def get(self, id: str) -> Quote | None:
        """Return the quote of that id, or None."""
        return next((quote for quote in self.quotes if quote.id == id), None)

    def overlapping(self, passage: Passage) -> list[Quote]:
        """Return the quotes that share words with a passage, in reading order."""
        ids = dict.fromkeys(id for own, id in self.passages if own.overlaps(passage))
        return [quote for id in ids if (quote := self.get(id))]


NOTHING = Snapshot([], [], [], {}, Passages(), {}, [], 0)
"""Of a collection that holds nothing, or is not open yet."""


def snapshot(collection: Collection) -> Snapshot:
    """Return the collection as it is now.

    Raises:
        StoreError: it can't be read.
    """
    from tui.quotes.collection import Order
    from tui.quotes.overlaps import shared
    from tui.search.yielding import rest

    quotes = collection.quotes()
    rest()
    by_place = collection.quotes(Order.PLACE)
    rest()
    passages = collection.passages()
    rest()
    common = shared(quotes)
    rest()
    # Only what surely stands there is marked in the text. All is made ready here, not on the screen's time.
    by_id = {quote.id: quote_mark(quote.colour) for quote in quotes}
    return Snapshot(
        quotes,
        by_place,
        passages,
        common,
        Passages(passage for passage, _id in passages),
        {passage: by_id[id] for passage, id in passages},
        [passage.start for passage, _id in passages],
        sum(quote.is_undecided for quote in quotes),
    )


class ChangeQueue:
    """Has changes made in their order, in a thread, and shows what came of them once they are on the disk.

    Args:
        screen: whose collection it is.
        show: shows the collection as it is then, and the quote of an id.
    """

    def __init__(self, screen: Parts, show: Callable[[Snapshot, str | None], None]) -> None:
        self.screen = screen
        self._show = show
        self._under_way = 0
        self._is_behind = self._is_looking = False
        self._settled = asyncio.Event()

    @property
    def busy(self) -> bool:
        """Whether a change is under way."""
        return self._under_way > 0

    async def settled(self) -> None:
        """Wait until no change is under way."""
        while self.busy:
            self._settled.clear()
            await self._settled.wait()

    def change(
        self,
        deed: Callable[[Collection], Result],
        then: Callable[[Result], None] = lambda _: None,
        in_hand: Callable[[Result], str | None] = lambda _: None,
        about: str = "",
    ) -> None:
        """Do something to the collection; see `carried_out`."""
        # PendingChange here, not in the worker, so that changes come in the order of the keys.
        self.screen.run_worker(self.carried_out(deed, then, in_hand, about), group="change")

    def carried_out(
        self,
        deed: Callable[[Collection], Result],
        then: Callable[[Result], None] = lambda _: None,
        in_hand: Callable[[Result], str | None] = lambda _: None,
        about: str = "",
    ) -> Coroutine[None, None, bool]:
        """Do something to the collection, show it, and say whether it could be done.

        Args:
            deed: done in a thread; what goes wrong there is told, and then nothing has changed.
            then: told of the result once it is on the disk and shown.
            in_hand: the id of the quote to show.
            about: the words of the quote that it is about.
        """
        change = self.screen.session.change(deed, about, _seen)
        self._under_way += 1
        return self._end(change, then, in_hand)

    def go_on(self) -> None:
        """Try once more what failed while somebody was leaving who stays after all, and tell of it."""
        session = self.screen.session
        session.pending.being_left = False
        for change in session.pending.unkept:
            if change.failure:
                session.try_again(change)
                self._under_way += 1
                self.screen.run_worker(
                    self._end(change, lambda _: self.look(), lambda _: None), group="change"
                )

    async def _end(
        self,
        change: PendingChange[tuple[Result, Snapshot | None]],
        then: Callable[[Result], None],
        in_hand: Callable[[Result], str | None],
    ) -> bool:
        from tui.interview.model.errors import InputError
        from tui.quotes.quote_error import QuoteError
        from tui.store.store_error import StoreError

        changes = self.screen.session.pending
        try:
            result, seen = await self._patiently(change.future)
        except (StoreError, QuoteError, InputError, KeyError, ValueError) as error:
            if not changes.being_left:
                changes.forget(change)
                self._tell(error)
        else:
            if seen:
                self._show(seen, in_hand(result))
            then(result)
            return True
        finally:
            self._under_way -= 1
            if not self.busy:
                self._settled.set()
        return False

    def _tell(self, error: Exception) -> None:
        """Say why nothing has changed."""
        from tui.store.store_error import StoreError

        words = words_of_failure(error)
        if isinstance(error, StoreError) and error.kind != "read-only":
            self.screen.notify(words, severity="error", timeout=10)
            return
        # No surprise, or said before: a line is enough.
        self.screen.say(words, warning=True)
        if isinstance(error, KeyError):
            self.look()

    async def _patiently(
        self, future: Future[tuple[Result, Snapshot | None]]
    ) -> tuple[Result, Snapshot | None]:
        # Whoever leaves stops waiting, and what was begun goes on all the same.
        waiting = _awaited(future)
        with contextlib.suppress(asyncio.TimeoutError):
            return await asyncio.wait_for(asyncio.shield(waiting), PATIENCE)
        self.screen.say(waiting_words())
        outcome = await asyncio.shield(waiting)
        self.screen.say("")
        return outcome

    def look(self) -> None:
        """Show the collection as it is, also what another window or process has done to it."""
        self.screen.run_worker(self._look(always=True), group="look")

    def look_elsewhere(self) -> None:
        """Show what another window or process has changed, if anything; once for all that it is told of."""
        self._is_behind = True
        if self.screen.is_running and not self._is_looking:
            self._is_looking = True
            self.screen.run_worker(self._catch_up(), group="look")

    async def _catch_up(self) -> None:
        try:
            while self._is_behind:
                await self.settled()
                self._is_behind = False
                await self._look(always=False)
        finally:
            self._is_looking = False

    async def _look(self, *, always: bool) -> None:
        from tui.store.store_error import StoreError

        def read(collection: Collection) -> Snapshot | None:
            return snapshot(collection) if always or collection.changed_elsewhere() else None

        try:
            seen = await asyncio.shield(_awaited(self.screen.session.submit(read)))
        except StoreError as error:
            # A person who changes something is told what is wrong. What has to be decided first is asked.
            if not error.asks:
                self.screen.set_timer(_AGAIN_AFTER, self.look if always else self.look_elsewhere)
            return
        if seen:
            self._show(seen, None)


def _seen(collection: Collection) -> Snapshot | None:
    """The collection behind a change; None where it can't be read back."""
    from tui.store.store_error import StoreError

    with contextlib.suppress(StoreError):
        return snapshot(collection)
    return None


def _awaited(future: Future[Result]) -> asyncio.Future[Result]:
    """What a thread is doing, to be waited for; a failure that nobody waits for any more is no complaint."""
    waiting = asyncio.wrap_future(future)
    waiting.add_done_callback(lambda done: done.cancelled() or done.exception())
    return waiting
