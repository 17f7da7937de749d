"""What is decided of a quote that has changed in the file holds, lasts through later edits, is undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.interview.model.interview import Interview
from tui.quotes.collection import Collection
from tui.quotes.quote import Quote, State
from tui.store.quote_store import QuoteStore

from .conftest import OpenStore
from .making import TALK, make, passage_of

OLD, NEW = "那时候公司一共有十二个人", "那时候公司一共有十五个人"
EDITED = TALK.replace("十二个人", "十五个人")
LATER = "记者：先说一句别的好吗？\n王敏：当然可以，请说。\n" + EDITED


@pytest.fixture
def store(open_store: OpenStore, tmp_path: Path, talk: Interview) -> Iterator[QuoteStore]:
    with open_store(tmp_path) as store:
        Collection(store, talk).add(passage_of(talk, OLD), note="批注")
        yield store


def opened(store: QuoteStore, text: str) -> tuple[Collection, Quote]:
    collection = Collection(store, make(text))
    return collection, collection.quotes()[0]


def stands(collection: Collection, quote: Quote) -> str:
    return "\n".join(collection.interview.words(place) for place in quote.placed_passages)


def test_todays_words_are_taken(store: QuoteStore) -> None:
    collection, quote = opened(store, EDITED)
    assert quote.state is State.REVIEW
    taken = collection.take_words(quote.id, quote.placed_passages)
    assert (taken.text, taken.state, taken.note) == (NEW, State.OK, "批注")
    assert opened(store, LATER)[1].state is State.OK
    assert collection.undo()
    assert collection.get(quote.id) == quote
    assert collection.redo()
    assert collection.get(quote.id) == taken


def test_the_stored_words_stay_at_that_place(store: QuoteStore) -> None:
    collection, quote = opened(store, EDITED)
    kept = collection.keep_words(quote.id, quote.placed_passages)
    assert (kept.text, kept.state, kept.settled) == (OLD, State.CHANGED, True)
    assert stands(collection, kept) == NEW
    # Never more than changed, and settled only while what stands there is what was decided on.
    again, later = opened(store, LATER)
    assert (later.text, later.state, later.settled) == (OLD, State.CHANGED, True)
    assert stands(again, later) == NEW
    other = opened(store, EDITED.replace("十五个人", "十九个人"))[1]
    assert (other.text, other.state, other.settled) == (OLD, State.REVIEW, False)
    back = opened(store, TALK)[1]
    assert (back.state, back.settled) == (State.OK, False)
    assert collection.undo()
    assert collection.get(quote.id) == quote
    assert opened(store, LATER)[1].state is State.REVIEW


def test_left_without_a_place_until_its_words_are_back(store: QuoteStore) -> None:
    collection, quote = opened(store, EDITED)
    left = collection.leave_orphan(quote.id)
    assert (left.state, left.passage, left.settled) == (State.ORPHAN, None, True)
    assert opened(store, LATER)[1].state is State.ORPHAN
    assert opened(store, LATER.replace("十五个人", "十二个人"))[1].state is State.OK
    assert collection.undo()
    assert collection.get(quote.id) == quote


def test_other_places_are_offered(open_store: OpenStore, tmp_path: Path, talk: Interview) -> None:
    words = "我们不知道以后会怎么样，但是我们相信这件事情是对的。"
    with open_store(tmp_path) as store:
        Collection(store, talk).add(passage_of(talk, words))
        # The one that was taken is cut out; the other is somebody else's.
        edited = TALK.replace("\n" + words, "", 1)
        collection, quote = opened(store, edited)
        assert quote.state in (State.REVIEW, State.ORPHAN)
        there = passage_of(collection.interview, words)
        assert (there,) in collection.places_for(quote)
        taken = collection.take_words(quote.id, (there,))
        assert (taken.text, taken.speaker, taken.state) == (words, "李雷", State.OK)
        collection.undo()
        # The same words under another name: kept as they were said when they were taken.
        kept = collection.keep_words(quote.id, (there,))
        assert (kept.text, kept.speaker, kept.state) == (words, "王敏", State.OK)


def test_every_place_that_is_offered_has_words(store: QuoteStore, talk: Interview) -> None:
    for text in (EDITED, LATER, "王敏：别的。\n", EDITED.replace("一共有十五个人", "有十五个")):
        collection, quote = opened(store, text)
        for places in collection.places_for(quote):
            assert stands(collection, quote) or quote.state is State.ORPHAN
            assert all(collection.interview.words(place).strip() for place in places)
