"""The panel's filter: the search's language over words, notes and tags, and what only quotes have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.quotes.collection import Collection
from tui.quotes.filtering import Filtering
from tui.quotes.overlaps import shared
from tui.quotes.quote import Quote
from tui.store.sqlite.opening import open_database

from .making import TALK, make, passage_of, set_tags

TALKED = make(TALK)


@pytest.fixture(scope="module")
def quotes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Quote]]:
    with open_database(tmp_path_factory.mktemp("data")) as database:
        collection = Collection(database, make(TALK))
        ids = [
            collection.add(passage_of(TALKED, words)).id
            for words in (
                "你什么时候开始创业的？",
                "一共有十二个人",
                "我是后来才加入的",
                "最大的困难是信任危机",
            )
        ]
        collection.set_note(ids[1], "要核对 headcount")
        set_tags(collection, ids[1], ["人数"])
        set_tags(collection, ids[3], ["信任", "两 个字"])
        collection.set_colour([ids[2]], "green")
        yield collection.quotes()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [0, 1, 2, 3]),
        ("信任", [3]),
        ("困难 危机", [3]),
        ("headcount", [1]),
        ("人数", [1]),
        ("xinren", [3]),
        ("十二 核对", [1]),
        ("创业|加入", [0, 2]),
        ("-信任", [0, 1, 2]),
        ('"是信任"', [3]),
        ('"任信"', []),
        ("kubernetes", []),
        ("speaker:王敏", [1, 3]),
        ("speaker:wm", [1, 3]),
        ("-speaker:王敏", [0, 2]),
        ("section:2", [3]),
        ("section:开始", [0, 1, 2]),
        ("turn:1-2", [0, 1]),
        ("has:note", [1]),
        ("said:", [1, 2, 3]),
        ("asked:", [0]),
        ("-asked: -has:note", [2, 3]),
        ("#人数", [1]),
        ("＃信任", [3]),
        ("tag:人数", [1]),
        ('tag:"两 个字"', [3]),
        ("-tag:人数", [0, 2, 3]),
        ("标签：信", [3]),
        ("colour:green", [2]),
        ("color:g", [2]),
        ("颜色:绿", [2]),
        ("colour:red", []),
        ("state:ok", [0, 1, 2, 3]),
        ("state:review", []),
        ("speaker:王敏 信任", [3]),
        ("speaker:李雷 信任", []),
        ("tag:", [0, 1, 2, 3]),
        ("#", [0, 1, 2, 3]),
    ],
)
def test_what_a_query_leaves(quotes: list[Quote], query: str, found: list[int]) -> None:
    assert Filtering(TALKED).matching(query, quotes) == [quotes[index] for index in found]


def test_more_quotes_than_the_search_ranks_are_all_found(quotes: list[Quote]) -> None:
    many = [quotes[3]] * 3000
    assert len(Filtering(TALKED).matching("信任", many)) == 3000


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="信任 -|:\"'#＃tagspeakr颜色：has", max_size=24))
def test_any_text_is_a_query(query: str) -> None:
    assert Filtering(TALKED).matching(query, []) == []


def test_who_has_words_in_common(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        collection = Collection(database, TALKED)

        def take(words: str) -> str:
            return collection.add(passage_of(TALKED, words)).id

        alone, one, other, again = map(take, ("谢谢你们", "困难是信任", "信任危机", "信任危机"))
        found = shared(collection.quotes())
        assert alone not in found
        assert (found[one].same, set(found[one].some)) == ((), {other, again})
        assert (found[other].same, found[other].some) == ((again,), (one,))
        merged = collection.merge([take("最大的"), take("走出来")])
        # What a merged quote leaves out it has in common with nobody.
        assert merged.id not in shared(collection.quotes())
