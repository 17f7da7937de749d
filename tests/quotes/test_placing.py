"""Places that were kept, and what became of the text and of the way of looking since."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.interview.model import Interview
from tui.quotes.anchor import METHOD
from tui.quotes.collection import Collection
from tui.quotes.overlaps import shared
from tui.quotes.quote import Quote, State
from tui.store import seals
from tui.store.database import Database, open_database

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
    database: Database, talk: Interview, times: int
) -> None:
    Collection(database, talk).add(passage_of(talk, WORDS))
    for _ in range(times):
        later = Collection(database, cut_otherwise(TALK))
        assert (only(later).state, words_at(later)) == (State.OK, WORDS)


def test_a_place_that_was_kept_is_not_believed_where_other_words_stand(
    database: Database, talk: Interview
) -> None:
    Collection(database, talk).add(passage_of(talk, WORDS))
    kept = Collection(database, make(EDITED))
    assert (only(kept).state, words_at(kept)) == (State.OK, WORDS)
    later = Collection(database, cut_otherwise(EDITED))
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
    monkeypatch.setattr("tui.quotes.anchor.find", lambda *_, **__: pytest.fail("looked for again"))
    later = Collection(database, make(EDITED))
    assert (only(later).state, words_at(later)) == (State.OK, WORDS)


def test_what_waits_for_a_person_is_not_marked_in_the_text(database: Database, talk: Interview) -> None:
    Collection(database, talk).add(passage_of(talk, "花掉了 40% 的钱"))
    changed = Collection(database, make(TALK.replace("40%", "60%")))
    assert only(changed).state is State.REVIEW
    passage = only(changed).passage
    assert passage
    assert changed.passages() == []
    assert changed.overlapping(passage) == changed.at(passage.start) == []


def test_the_same_words_taken_at_another_place_are_looked_for_there(
    database: Database, talk: Interview
) -> None:
    said_twice = "我们不知道以后会怎么样，但是我们相信这件事情是对的。"
    then = Collection(database, talk)
    quote = then.add(passage_of(talk, said_twice))
    first = only(Collection(database, make(EDITED))).passage
    then.retake(quote.id, passage_of(talk, said_twice, 1))
    second = only(Collection(database, make(EDITED))).passage
    assert first == passage_of(make(EDITED), said_twice)
    assert second == passage_of(make(EDITED), said_twice, 1)


def test_a_merged_quote_whose_parts_have_changed_places_is_for_a_person(database: Database) -> None:
    parts = [
        f"王敏：{thing}这件事情我们想了很久，中间换过三次办法，也停过一阵子，"
        f"那时候谁也不知道{thing}能不能做出来，只好每天都去试一试。后来{thing}做成了，大家都很高兴，也都很累了，"
        f"有人哭了，有人笑了，还有人一句话也没有说就回家睡觉去了。\n"
        f"记者：说到这里，{thing}花了多少时间，又是谁先提出来要做的，你还记得当时的情形吗？\n"
        for thing in ("望远镜", "收音机")
    ]
    told = make("".join(parts))
    collection = Collection(database, told)
    ids = [collection.add(passage_of(told, f"后来{thing}做成了")).id for thing in ("望远镜", "收音机")]
    collection.merge(ids)
    apart = Collection(database, make("前言。\n" + told.source))
    assert only(apart).state is State.OK
    turned = Collection(database, make("".join(reversed(parts))))
    assert only(turned).state is State.REVIEW
    assert only(turned).passage == passage_of(turned.interview, "后来收音机做成了")


def test_a_place_with_edited_words_is_offered_too(database: Database, talk: Interview) -> None:
    words = "我们不知道以后会怎么样，但是我们相信这件事情是对的。"
    Collection(database, talk).add(passage_of(talk, words))
    one, other = words.replace("以后会", "将来会"), words.replace("相信这件事情", "确信这个事情")
    edited = Collection(database, make(TALK.replace(words, one, 1).replace(words, other, 1)))
    places = [edited.interview.words(place) for (place,) in edited.places_for(only(edited))]
    assert {one, other} <= set(places)


def test_quotes_of_the_very_same_words_are_told_from_those_that_share_some(
    database: Database, talk: Interview
) -> None:
    collection = Collection(database, talk)
    one, other, wider = (
        collection.add(passage_of(talk, words)) for words in (WORDS, WORDS, "困难是信任危机")
    )
    told = shared(collection.quotes())
    assert (set(told[one.id].same), set(told[one.id].some)) == ({other.id}, {wider.id})
    assert (set(told[wider.id].same), set(told[wider.id].some)) == (set(), {one.id, other.id})
