"""Waiting for what another window does to the collection: the same in a database and in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tui.interview.model.interview import Interview
from tui.quotes.collection import Collection
from tui.store.quote_store import ChangeWatch, QuoteStore

from .conftest import OpenStore
from .making import passage_of

NEVER = 60
"""Seconds after which what should have come will never come."""

Wait = Callable[[ChangeWatch], Future[bool]]


@pytest.fixture
def wait() -> Iterator[Wait]:
    """Begins a wait in a thread, as a window does; one that nobody ends is ended behind the test."""
    begun: list[ChangeWatch] = []

    def begin(watch: ChangeWatch) -> Future[bool]:
        begun.append(watch)
        return threads.submit(watch.wait)

    with ThreadPoolExecutor() as threads:
        yield begin
        for watch in begun:
            watch.end()


@pytest.fixture
def other(open_store: OpenStore, store: QuoteStore, tmp_path: Path, talk: Interview) -> Iterator[Collection]:
    """Another window on the collection of `store`."""
    with open_store(tmp_path / "data") as opened:
        yield Collection(opened, talk)


def test_what_another_window_takes_is_told_while_somebody_waits(
    store: QuoteStore, other: Collection, wait: Wait, talk: Interview
) -> None:
    here = Collection(store, talk)
    told = wait(store.watch())
    quote = other.add(passage_of(talk, "信任危机"))
    assert told.result(NEVER) is True
    assert here.changed_elsewhere()
    assert here.quotes() == [quote]


def test_what_comes_between_two_waits_is_told_at_the_second(
    store: QuoteStore, other: Collection, wait: Wait, talk: Interview
) -> None:
    watch = store.watch()
    quote = other.add(passage_of(talk, "信任危机"))
    assert wait(watch).result(NEVER) is True
    other.set_note(quote.id, "n")
    assert wait(watch).result(NEVER) is True


def test_two_who_wait_are_both_told(
    open_store: OpenStore, store: QuoteStore, other: Collection, wait: Wait, talk: Interview, tmp_path: Path
) -> None:
    with open_store(tmp_path / "data") as third:
        told = [wait(store.watch()), wait(third.watch())]
        other.add(passage_of(talk, "信任危机"))
        assert [one.result(NEVER) for one in told] == [True, True]


def test_whoever_leaves_ends_the_wait_and_nothing_is_told_any_more(
    store: QuoteStore, other: Collection, wait: Wait, talk: Interview
) -> None:
    watch = store.watch()
    waiting = wait(watch)
    watch.end()
    assert waiting.result(NEVER) is False
    other.add(passage_of(talk, "信任危机"))
    assert watch.wait() is False
    watch.end()


def test_a_wait_keeps_nobody_from_reading_and_writing(
    store: QuoteStore, other: Collection, wait: Wait, talk: Interview
) -> None:
    here, watch = Collection(store, talk), store.watch()
    waiting = wait(watch)
    mine = here.add(passage_of(talk, "信任危机"))
    yours = other.add(passage_of(talk, "十二个人"))
    assert {quote.id for quote in here.quotes()} == {mine.id, yours.id}
    assert waiting.result(NEVER) is True
