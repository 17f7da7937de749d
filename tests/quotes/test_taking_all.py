"""Several quotes taken at once: all or none of them, one step of undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.quotes import changes
from tui.quotes.changes import ChangeKind
from tui.quotes.collection import Collection, Order
from tui.store.store_error import StoreError

from .conftest import OpenStore
from .making import TALK, make, passage_of

WORDS = ["信任危机", "你什么时候", "十二个人"]


def texts(collection: Collection) -> list[str]:
    return [quote.text for quote in collection.quotes()]


def test_one_step_takes_all_of_them_back(collection: Collection, talk: Interview) -> None:
    collection.add(passage_of(talk, "谢谢你们"))
    taken = collection.add_all([passage_of(talk, words) for words in WORDS])
    assert [quote.text for quote in taken] == WORDS
    assert sorted(texts(collection)) == sorted([*WORDS, "谢谢你们"])
    # In the order of the text, whatever the order that they were asked for in.
    assert texts(collection) == [quote.text for quote in collection.quotes(Order.PLACE)]
    change = collection.undo()
    assert change is not None
    assert change.kind is ChangeKind.ADD_ALL
    assert texts(collection) == ["谢谢你们"]
    assert collection.redo() is not None
    assert sorted(texts(collection)) == sorted([*WORDS, "谢谢你们"])
    collection.undo()
    collection.undo()
    assert texts(collection) == []
    assert collection.undo() is None


def test_it_outlasts_a_restart(open_store: OpenStore, tmp_path: Path, talk: Interview) -> None:
    with open_store(tmp_path) as store:
        Collection(store, talk).add_all([passage_of(talk, words) for words in WORDS])
    with open_store(tmp_path) as store:
        again = Collection(store, make(TALK))
        assert sorted(texts(again)) == sorted(WORDS)
        again.undo()
        assert texts(again) == []


def test_one_alone_is_one_quote(collection: Collection, talk: Interview) -> None:
    collection.add_all([passage_of(talk, "信任危机")])
    change = collection.undo()
    assert change is not None
    assert change.kind is ChangeKind.ADD


def test_what_has_no_words_is_left_out(collection: Collection, talk: Interview) -> None:
    nothing = Passage(Place(0, 0), Place(0, 0))
    taken = collection.add_all([nothing, passage_of(talk, "信任危机"), nothing])
    assert [quote.text for quote in taken] == ["信任危机"]
    assert collection.add_all([]) == []
    assert collection.undo() is not None
    assert collection.undo() is None


def test_where_one_can_not_be_written_none_is(
    collection: Collection, talk: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection.add(passage_of(talk, "谢谢你们"))
    recording, calls = changes.record, []

    def record(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == 3:
            raise StoreError("full", "collection")
        recording(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(changes, "record", record)
    with pytest.raises(StoreError):
        collection.add_all([passage_of(talk, words) for words in WORDS])
    monkeypatch.undo()
    assert texts(collection) == ["谢谢你们"]
    assert len(collection.passages()) == 1
    collection.undo()
    assert texts(collection) == []


def test_another_window_sees_them_and_leaves_them(
    open_store: OpenStore, tmp_path: Path, talk: Interview
) -> None:
    with open_store(tmp_path) as one, open_store(tmp_path) as other:
        here, there = Collection(one, talk), Collection(other, make(TALK))
        here.add_all([passage_of(talk, words) for words in WORDS])
        assert sorted(texts(there)) == sorted(WORDS)
        assert there.undo() is None
        here.undo()
        assert texts(there) == []
