"""Places that were kept, and what became of the text and of the way of looking since."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.interview.model.interview import Interview
from tui.quotes.anchoring.anchor import METHOD
from tui.quotes.collection import Collection
from tui.quotes.quote import Quote, State
from tui.store.quote_store import QuoteStore
from tui.store.sqlite import seals
from tui.store.sqlite.opening import Database, open_database

from .making import TALK, again, make, passage_of

WORDS = "信任危机"
EDITED = TALK.replace("谢谢你们", "也谢谢你们")


def cut_otherwise(text: str) -> Interview:
    """The same file as a later version reads it: what was one paragraph is two, and all others move on."""
    other = make(text.replace("三个人。", "三个\n人。").replace("最大的困难", "最大\n的困难"))
    return again(other, digest=make(text).digest)


def only(collection: Collection) -> Quote:
    [quote] = collection.quotes()
    return quote


def words_at(collection: Collection) -> str:
    quote = only(collection)
    assert quote.passage
    return collection.interview.words(quote.passage)


@pytest.mark.parametrize("times", [1, 2])
def test_a_file_that_is_cut_otherwise_by_now_shows_the_words_and_no_others(
    store: QuoteStore, talk: Interview, times: int
) -> None:
    Collection(store, talk).add(passage_of(talk, WORDS))
    for _ in range(times):
        later = Collection(store, cut_otherwise(TALK))
        assert (only(later).state, words_at(later)) == (State.OK, WORDS)


def test_a_place_that_was_kept_is_not_believed_where_other_words_stand(
    store: QuoteStore, talk: Interview
) -> None:
    Collection(store, talk).add(passage_of(talk, WORDS))
    kept = Collection(store, make(EDITED))
    assert (only(kept).state, words_at(kept)) == (State.OK, WORDS)
    later = Collection(store, cut_otherwise(EDITED))
    assert (only(later).state, words_at(later)) == (State.OK, WORDS)


@pytest.mark.parametrize("older", [1, METHOD])
def test_what_was_found_in_another_way_is_looked_for_again(
    tmp_path: Path, talk: Interview, older: int
) -> None:
    with open_database(tmp_path) as database:
        Collection(database, talk).add(passage_of(talk, WORDS))
        Collection(database, make(EDITED)).quotes()
        ((id, found),) = database.rows("SELECT quote, found FROM anchor")
        places = json.loads(seals.text_under_seal(found))
        lost = {print: kept | {"state": "orphan", "passage": None} for print, kept in places.items()}
        with database.transaction() as connection:
            connection.execute(
                "UPDATE anchor SET found = ?, method = method - ? WHERE quote = ?",
                (seals.sealed_text(json.dumps(lost)), older, id),
            )
        collection = Collection(database, make(EDITED))
        assert (only(collection).state, words_at(collection)) == (State.OK, WORDS)


def test_what_was_kept_spares_looking_again(
    database: Database, talk: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    Collection(database, talk).add(passage_of(talk, WORDS))
    Collection(database, make(EDITED)).quotes()
    monkeypatch.setattr("tui.quotes.anchoring.anchor.find", lambda *_, **__: pytest.fail("looked for again"))
    later = Collection(database, make(EDITED))
    assert (only(later).state, words_at(later)) == (State.OK, WORDS)


def test_what_waits_for_a_person_is_not_marked_in_the_text(store: QuoteStore, talk: Interview) -> None:
    Collection(store, talk).add(passage_of(talk, "花掉了 40% 的钱"))
    changed = Collection(store, make(TALK.replace("40%", "60%")))
    assert only(changed).state is State.REVIEW
    passage = only(changed).passage
    assert passage
    assert changed.passages() == []
    assert changed.overlapping(passage) == changed.at(passage.start) == []


def test_the_same_words_taken_at_another_place_are_looked_for_there(
    store: QuoteStore, talk: Interview
) -> None:
    said_twice = "我们不知道以后会怎么样，但是我们相信这件事情是对的。"
    then = Collection(store, talk)
    quote = then.add(passage_of(talk, said_twice))
    first = only(Collection(store, make(EDITED))).passage
    then.retake(quote.id, passage_of(talk, said_twice, 1))
    second = only(Collection(store, make(EDITED))).passage
    assert first == passage_of(make(EDITED), said_twice)
    assert second == passage_of(make(EDITED), said_twice, 1)
