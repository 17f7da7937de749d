"""A collection that moves to another machine arrives whole, once, and is taken back whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tui.export.document import render
from tui.export.incoming import read
from tui.interview.model.interview import Interview
from tui.locale.messages import imported_words
from tui.quotes.changes import ChangeKind
from tui.quotes.collection import Collection
from tui.quotes.quote import Quote, Segment, State
from tui.quotes.quote_error import QuoteError
from tui.store.quote_store import QuoteStore
from tui.store.sqlite.opening import Database

from .conftest import OpenStore
from .making import TALK, make, passage_of, set_tags

WORDS = ["你什么时候", "十二个人", "我们不知道", "我是后来", "信任危机", "谢谢你们"]


@pytest.fixture
def full(open_store: OpenStore, tmp_path: Path, talk: Interview) -> list[Quote]:
    """Quotes of every kind, in an order by hand, as another machine has them."""
    with open_store(tmp_path / "other") as store:
        collection = Collection(store, talk)
        taken = [collection.add(passage_of(talk, words)) for words in WORDS]
        collection.set_note(taken[1].id, "第一行\n第二行")
        set_tags(collection, taken[1].id, ["信任", "a b"])
        collection.set_colour([taken[2].id], "green")
        collection.merge([taken[3].id, taken[4].id])
        collection.move(taken[5].id, 0)
        return collection.quotes()


def sent(interview: Interview, quotes: list[Quote]) -> tuple[Quote, ...]:
    """The quotes as they come out of a file."""
    return read(render(interview, quotes, "json")).quotes


def test_an_empty_collection_becomes_the_same(store: QuoteStore, talk: Interview, full: list[Quote]) -> None:
    collection = Collection(store, make(TALK))
    done = collection.import_quotes(sent(talk, full))
    assert done.added == tuple(quote.id for quote in full)
    assert collection.quotes() == full
    assert Collection(store, talk).quotes() == full
    assert sent(talk, collection.quotes()) == sent(talk, full)


def test_a_second_time_nothing_comes_twice(store: QuoteStore, talk: Interview, full: list[Quote]) -> None:
    collection = Collection(store, talk)
    collection.import_quotes(sent(talk, full))
    again = collection.import_quotes(sent(talk, full))
    assert (again.added, again.merged, again.known) == ((), (), len(full))
    assert collection.quotes() == full
    assert collection.undo()
    assert collection.quotes() == []


def test_one_id_with_other_words_is_kept_twice_and_told(
    store: QuoteStore, talk: Interview, full: list[Quote]
) -> None:
    collection = Collection(store, talk)
    collection.import_quotes(sent(talk, full))
    longer = collection.retake(full[1].id, passage_of(talk, "那时候公司一共有十二个人"))
    done = collection.import_quotes(sent(talk, full))
    assert done.differing == done.added
    (other,) = done.added
    assert other != longer.id
    kept = {quote.id: quote.text for quote in collection.quotes()}
    assert (kept[longer.id], kept[other]) == ("那时候公司一共有十二个人", full[1].text)
    said = imported_words(len(done.added), 0, done.known, 0, len(done.differing))
    assert "both are kept" in said


def test_it_is_one_change_to_undo_and_to_redo(store: QuoteStore, talk: Interview, full: list[Quote]) -> None:
    collection = Collection(store, talk)
    own = collection.add(passage_of(talk, "创业"))
    collection.import_quotes(sent(talk, full))
    change = collection.undo()
    assert change
    assert (change.kind, change.count) == (ChangeKind.IMPORT, len(full))
    assert collection.quotes() == [own]
    collection.redo()
    assert {quote.id for quote in collection.quotes()} == {own.id, *(quote.id for quote in full)}


def test_the_same_words_taken_here_too_are_one_quote(
    store: QuoteStore, talk: Interview, full: list[Quote]
) -> None:
    collection = Collection(store, talk)
    own = collection.add(passage_of(talk, WORDS[1]), note="我的批注", tags=["我的", "信任"])
    done = collection.import_quotes(sent(talk, full))
    assert done.merged == (own.id,)
    assert len(collection.quotes()) == len(full)
    both = collection.get(own.id)
    assert both.note == "我的批注\n\n第一行\n第二行"
    assert both.tags == ("我的", "信任", "a b")
    assert collection.import_quotes(sent(talk, full)).merged == ()
    collection.undo()
    assert collection.quotes() == [own]


def test_what_was_trimmed_here_since_comes_besides(
    store: QuoteStore, talk: Interview, full: list[Quote]
) -> None:
    collection = Collection(store, talk)
    collection.import_quotes(sent(talk, full))
    trimmed = collection.retake(full[1].id, passage_of(talk, "时候"))
    done = collection.import_quotes(sent(talk, full))
    assert len(done.added) == 1
    assert done.added[0] != trimmed.id
    assert {"时候", full[1].text} <= {quote.text for quote in collection.quotes()}
    assert collection.import_quotes(sent(talk, full)).added == ()


def test_what_was_removed_here_comes_back_when_asked_for(
    store: QuoteStore, talk: Interview, full: list[Quote]
) -> None:
    collection = Collection(store, talk)
    collection.import_quotes(sent(talk, full))
    collection.set_note(full[2].id, "später")
    collection.remove(full[2].id)
    assert collection.import_quotes(sent(talk, full)).added == (full[2].id,)
    assert collection.quotes() == full
    collection.undo()
    assert full[2].id not in {quote.id for quote in collection.quotes()}


def test_each_keeps_behind_what_it_came_behind(store: QuoteStore, talk: Interview, full: list[Quote]) -> None:
    collection = Collection(store, talk)
    incoming = sent(talk, full)
    collection.import_quotes(incoming[::2])
    collection.import_quotes(incoming)
    assert collection.quotes() == full


def test_a_changed_file_finds_them_again(store: QuoteStore, talk: Interview, full: list[Quote]) -> None:
    edited = make("前言。\n\n" + TALK.replace("十二个人", "十五个人"))
    collection = Collection(store, edited)
    collection.import_quotes(sent(talk, full))
    states = {quote.text: quote.state for quote in collection.quotes()}
    assert states.pop("十二个人") is not State.OK
    assert set(states.values()) == {State.OK}
    assert [quote.segments for quote in collection.quotes()] == [quote.segments for quote in full]


def test_those_of_another_interview_are_refused(
    database: Database, talk: Interview, full: list[Quote]
) -> None:
    other = make("记者：今天天气如何？\n王敏：很好，我们去划船吧，湖上没有风。\n")
    collection = Collection(database, other)
    with pytest.raises(QuoteError) as caught:
        collection.import_quotes(sent(talk, full))
    assert (caught.value.kind, caught.value.details["title"]) == ("other-interview", "标题")
    assert collection.quotes() == []
    assert database.rows("SELECT count(*) FROM quote") == [(0,)]


def test_annotations_of_other_programs_are_taken_where_their_words_stand(
    store: QuoteStore, talk: Interview
) -> None:
    def annotation(words: str, id: str, prefix: str = "") -> Quote:
        return Quote(id, (Segment(0, 0, len(words), words),), note="注", tags=("外",), prefix=prefix)

    collection = Collection(store, talk)
    words = "我们不知道以后会怎么样，但是我们相信这件事情是对的。"
    done = collection.import_quotes(
        [annotation(words, "q-1", "加入的李雷"), annotation("从来没有人说过这样的话。", "q-2")]
    )
    assert (done.added, done.missing) == (("q-1",), 1)
    (quote,) = collection.quotes()
    assert (quote.text, quote.note, quote.tags, quote.state) == (words, "注", ("外",), State.OK)
    assert quote.source.digest == talk.digest
    assert collection.import_quotes([annotation(words, "q-1")]).added == ()


def test_an_id_that_another_interview_has_is_not_taken_from_it(
    store: QuoteStore, talk: Interview, full: list[Quote]
) -> None:
    other = make(TALK + "又及。\n", path="other.md")
    theirs = Collection(store, other)
    theirs.import_quotes(sent(talk, full))
    mine = Collection(store, make(TALK.replace("谢谢。", "多谢。"), path="third.md"))
    mine.import_quotes([replace(quote, note="另") for quote in sent(talk, full)])
    assert len(mine.quotes()) == len(full)
    assert not {quote.id for quote in mine.quotes()} & {quote.id for quote in theirs.quotes()}
    assert all(quote.note != "另" for quote in theirs.quotes())


def test_two_with_the_same_words_in_one_file_lose_nothing(
    open_store: OpenStore, store: QuoteStore, talk: Interview, full: list[Quote], tmp_path: Path
) -> None:
    twins = [replace(full[0], id=f"q-twin{at}", note=f"note {at}") for at in range(2)]
    with open_store(tmp_path / "empty") as empty:
        collection = Collection(empty, talk)
        assert len(collection.import_quotes(sent(talk, twins)).added) == 2
        assert [quote.note for quote in collection.quotes()] == ["note 0", "note 1"]
    collection = Collection(store, talk)
    collection.import_quotes(sent(talk, [replace(full[0], note="own")]))
    collection.import_quotes(sent(talk, twins))
    (quote,) = collection.quotes()
    assert quote.note == "own\n\nnote 0\n\nnote 1"
