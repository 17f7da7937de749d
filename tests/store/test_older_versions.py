"""What older versions wrote is taken over word by word; what is spoilt there is set apart, the rest stays."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.quotes.making import TALK, make, passage_of
from tui.interview.model.place import Passage, Place
from tui.quotes.collection import Collection
from tui.quotes.quote import Quote
from tui.store.sqlite import schema
from tui.store.sqlite.opening import NAME, open_database
from tui.store.store_error import StoreError

Body = dict[str, Any]

LINES = TALK + "\n# 后记\n\n写在后面的话，没有人说。\n"


def collect(folder: Path) -> list[Quote]:
    """One quote of each kind: an answer with its question, words that nobody said, a doubted one."""
    talk = make(LINES, flagged={2: "question-in-answer"})
    last = len(talk.paragraphs) - 1
    with open_database(folder) as database:
        collection = Collection(database, talk)
        collection.add(passage_of(talk, "信任危机"), note="注", tags=["旧"])
        collection.add(Passage(Place(last, 0), Place(last, 5)))
        collection.add(passage_of(talk, "十二个人"))
        quotes = collection.quotes()
    assert {quote.turn is None for quote in quotes} == {True, False}
    assert any(quote.question for quote in quotes)
    return quotes


def make_older(number: int, folder: Path) -> sqlite3.Connection:
    """Have a collection as a version wrote it; the caller closes what is returned."""
    connection = sqlite3.connect(folder / NAME, isolation_level=None)
    for table, column in (one for later, added in schema.ADDED.items() if later > number for one in added):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
    connection.execute(f"PRAGMA user_version = {number}")
    return connection


@pytest.mark.parametrize("number", [1, 2])
def test_every_kind_of_quote_is_taken_over(tmp_path: Path, number: int) -> None:
    quotes = collect(tmp_path)
    make_older(number, tmp_path).close()
    with open_database(tmp_path) as database:
        collection = Collection(database, make(LINES))
        assert (collection.quotes(), collection.spoilt) == (quotes, [])


def _part(at: int, value: object, where: str = "segments") -> Callable[[Body], None]:
    def change(body: Body) -> None:
        body[where][0][at] = value

    return change


def _value(name: str, value: object) -> Callable[[Body], None]:
    def change(body: Body) -> None:
        body[name] = value

    return change


def _without(name: str) -> Callable[[Body], None]:
    def change(body: Body) -> None:
        del body[name]

    return change


SPOILT = {
    **{f"no {name}": _without(name) for name in (
        "segments", "question", "turn", "speaker", "section", "section_title", "warnings", "prefix", "suffix",
        "fraction",
    )},
    **{f"{name} is a number": _value(name, 7) for name in ("speaker", "section_title", "prefix", "suffix")},
    **{f"{name} is a text": _value(name, "7") for name in ("section", "fraction", "turn")},
    "no words": _value("segments", []),
    "a warning is a number": _value("warnings", [7]),
    "a warning is a list": _value("warnings", [["question-in-answer"]]),
    "a paragraph is a text": _part(0, "1"),
    "it begins before its paragraph": _part(1, -1),
    "it ends elsewhere than its words": _part(2, 99),
    "its words are a number": _part(3, 7),
    "its words are shorter": _part(3, "信"),
    "a turn is a text": _part(4, "1"),
    "a speaker is a number": _part(5, 7),
    "a question's words are shorter": _part(3, "什", "question"),
}  # fmt: skip


@pytest.mark.parametrize("change", SPOILT.values(), ids=SPOILT)
def test_a_quote_that_was_spoilt_before_is_set_apart_and_the_others_stay(
    tmp_path: Path, change: Callable[[Body], None]
) -> None:
    quotes = collect(tmp_path)
    wanted = next(quote for quote in quotes if quote.text == "信任危机")
    old = make_older(2, tmp_path)
    (kept,) = old.execute("SELECT body FROM quote WHERE id = ?", (wanted.id,)).fetchone()
    body = json.loads(kept)
    change(body)
    old.execute("UPDATE quote SET body = ? WHERE id = ?", (json.dumps(body), wanted.id))
    old.close()
    with open_database(tmp_path) as database:
        collection = Collection(database, make(LINES))
        assert collection.quotes() == [quote for quote in quotes if quote != wanted]
        assert [one.id for one in collection.spoilt] == [wanted.id]


@pytest.mark.parametrize(
    ("number", "column", "reason"),
    [
        (1, "quote ADD COLUMN seal INTEGER", "user_version 1, quote.seal"),
        (1, "change ADD COLUMN window TEXT", "user_version 1, change.window"),
        (2, "change ADD COLUMN seal INTEGER", "user_version 2, change.seal"),
        (1, "quote DROP COLUMN note", "no quote.note"),
        (2, "quote DROP COLUMN colour", "no quote.colour"),
    ],
)
def test_tables_of_another_version_than_it_says_are_left_alone(
    tmp_path: Path, number: int, column: str, reason: str
) -> None:
    collect(tmp_path)
    old = make_older(number, tmp_path)
    old.execute(f"ALTER TABLE {column}")
    old.close()
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(StoreError) as caught, open_database(tmp_path):
        pass
    assert (caught.value.kind, caught.value.details["reason"]) == ("tables", reason)
    assert (tmp_path / NAME).read_bytes() == before
