"""Each thing that is done to quotes changes what it is to change alone, lasts, goes back and comes again.

And all of it goes with the quotes to another collection.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from tui.export.document import render
from tui.export.incoming import read
from tui.interview.model.interview import Credits, Interview
from tui.interview.model.place import Passage, Place
from tui.quotes.changes import ChangeKind
from tui.quotes.collection import Collection, Order
from tui.quotes.filtering import Filtering
from tui.quotes.quote import Colour, Quote, State

from .conftest import OpenStore
from .making import TALK, again, make, passage_of, set_tags

WORDS = ("你什么时候", "十二个人", "我是后来", "信任危机")
FIRST = "一共有十二个人。"

TOLD = again(make(TALK), credits=Credits("作者", "出版", "2024-03-01", "https://example.org/"))


def prepared(collection: Collection) -> list[Quote]:
    """Four quotes, of which the second has all that a person adds."""
    quotes = [collection.add(passage_of(TOLD, words)) for words in WORDS]
    collection.set_note(quotes[1].id, "第一行\n第二行")
    set_tags(collection, quotes[1].id, ["人数", "a b"])
    collection.set_colour([quotes[1].id], "blue")
    return collection.quotes()


DEEDS: dict[str, tuple[ChangeKind, int, Callable[[Collection, list[Quote]], object], dict[int, set[str]]]] = {
    "a note": (ChangeKind.NOTE, 1, lambda c, q: c.set_note(q[0].id, "新的"), {0: {"note"}}),
    "another note": (ChangeKind.NOTE, 1, lambda c, q: c.set_note(q[1].id, "别的"), {1: {"note"}}),
    "no note": (ChangeKind.NOTE, 1, lambda c, q: c.set_note(q[1].id, ""), {1: {"note"}}),
    "notes": (
        ChangeKind.NOTE,
        2,
        lambda c, q: c.set_notes({q[0].id: "一", q[3].id: "二"}),
        {0: {"note"}, 3: {"note"}},
    ),
    "tags": (ChangeKind.TAGS, 1, lambda c, q: set_tags(c, q[1].id, ["＃新", "新"]), {1: {"tags"}}),
    "a tag more": (
        ChangeKind.TAGS,
        2,
        lambda c, q: c.retag([q[0].id, q[1].id], add=["共"]),
        {0: {"tags"}, 1: {"tags"}},
    ),
    "a tag less": (ChangeKind.TAGS, 1, lambda c, q: c.retag([q[1].id], drop=["#人数"]), {1: {"tags"}}),
    "a colour": (
        ChangeKind.COLOUR,
        2,
        lambda c, q: c.set_colour([q[0].id, q[2].id], "red"),
        {0: {"colour"}, 2: {"colour"}},
    ),
    "no colour": (ChangeKind.COLOUR, 1, lambda c, q: c.set_colour([q[1].id], ""), {1: {"colour"}}),
    "another extent": (
        ChangeKind.EXTENT,
        1,
        lambda c, q: c.retake(q[1].id, passage_of(TOLD, FIRST)),
        {1: {"segments", "passage", "prefix", "fraction"}},
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_changes_what_it_is_to_change_alone(open_store: OpenStore, tmp_path: Path, deed: str) -> None:
    kind, count, do, expected = DEEDS[deed]
    with open_store(tmp_path) as store:
        collection = Collection(store, TOLD)
        before = prepared(collection)
        do(collection, before)
        after = collection.quotes()
        changed = {
            number: {f.name for f in fields(Quote) if getattr(old, f.name) != getattr(new, f.name)}
            for number, (old, new) in enumerate(zip(before, after, strict=True))
            if old != new
        }
        assert changed == expected
    for step, there, other in ((Collection.undo, before, after), (Collection.redo, after, before)):
        with open_store(tmp_path) as store:
            collection = Collection(store, TOLD)
            assert collection.quotes() == other
            done = step(collection)
            assert done is not None
            assert (done.kind, done.count, done.mine, done.overtaken) == (kind, count, False, False)
            assert done.words == next(there[number].text for number in expected)
            assert collection.quotes() == there
    with open_store(tmp_path) as store:
        assert Collection(store, TOLD).quotes() == after


@pytest.mark.parametrize("deed", DEEDS)
def test_what_was_done_goes_to_another_collection(open_store: OpenStore, tmp_path: Path, deed: str) -> None:
    with open_store(tmp_path / "one") as store:
        collection = Collection(store, TOLD)
        before = prepared(collection)
        DEEDS[deed][2](collection, before)
        after = collection.quotes()
    with open_store(tmp_path / "two") as store:
        other = Collection(store, TOLD)
        done = other.import_quotes(read(render(TOLD, after, "json")).quotes)
        assert done.added == tuple(quote.id for quote in after)
        assert other.quotes() == after
        assert Collection(store, TOLD).quotes() == after


def test_what_is_the_same_already_is_no_change(open_store: OpenStore, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        collection = Collection(store, TOLD)
        quotes = prepared(collection)
        for do in (
            lambda: collection.set_note(quotes[1].id, "第一行\n第二行"),
            lambda: set_tags(collection, quotes[1].id, ["#人数", "a b"]),
            lambda: collection.retag([quotes[1].id], add=["人数"], drop=["没有的"]),
            lambda: collection.set_colour([quotes[1].id], "blue"),
            lambda: collection.move(quotes[1].id, 1),
            lambda: collection.retake(quotes[1].id, passage_of(TOLD, WORDS[1])),
        ):
            do()
        assert collection.quotes() == quotes
        done = collection.undo()
        assert done is not None
        assert done.kind is ChangeKind.COLOUR
        assert collection.get(quotes[1].id).colour == ""


@pytest.mark.parametrize(
    ("ids", "index", "order"),
    [
        ([2], 0, [2, 0, 1, 3]), ([0], 99, [1, 2, 3, 0]), ([0], -5, [0, 1, 2, 3]), ([3, 1], 0, [1, 3, 0, 2]),
        ([3, 0], 1, [1, 0, 3, 2]), ([0, 1], 2, [2, 3, 0, 1]), ([2, 0, 1], 1, [3, 0, 1, 2]),
    ],
)  # fmt: skip
def test_quotes_are_moved_in_their_own_order(
    open_store: OpenStore, tmp_path: Path, ids: list[int], index: int, order: list[int]
) -> None:
    with open_store(tmp_path) as store:
        collection = Collection(store, TOLD)
        quotes = prepared(collection)
        collection.move_all([quotes[number].id for number in ids], index)
        assert collection.quotes() == [quotes[number] for number in order]
        assert collection.quotes(Order.PLACE) == quotes
        assert Collection(store, TOLD).quotes() == [quotes[number] for number in order]
        if order != [0, 1, 2, 3]:
            done = collection.undo()
            assert done is not None
            assert (done.kind, done.count) == (ChangeKind.MOVE, 1)
        assert collection.quotes() == quotes


def test_the_order_by_hand_is_no_reason_not_to_undo(open_store: OpenStore, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        mine, other = Collection(store, TOLD), Collection(store, TOLD)
        taken = mine.add(passage_of(TOLD, WORDS[0]))
        mine.add(passage_of(TOLD, WORDS[1]))
        other.move(taken.id, 1)
        assert mine.undo()
        done = mine.undo()
        assert done is not None
        assert not done.overtaken
        assert mine.quotes() == []


@pytest.mark.parametrize("colours", [("", "red"), ("green", "red"), ("", ""), ("green", "")])
def test_a_merged_quote_has_all_that_its_parts_had(
    open_store: OpenStore, tmp_path: Path, colours: tuple[str, str]
) -> None:
    with open_store(tmp_path) as store:
        collection = Collection(store, TOLD)
        one, other = (collection.add(passage_of(TOLD, words)) for words in (WORDS[1], WORDS[3]))
        for quote, colour, note, tags in zip(
            (one, other), colours, ("先", "后"), (["甲", "乙"], ["乙", "丙"]), strict=True
        ):
            collection.set_colour([quote.id], colour)
            collection.set_note(quote.id, note)
            set_tags(collection, quote.id, tags)
        before = collection.quotes()
        merged = collection.merge([other.id, one.id])
        assert (merged.id, merged.note, merged.tags) == (one.id, "先\n\n后", ("甲", "乙", "丙"))
        assert merged.colour == next(filter(None, colours), "")
        assert merged.text == "十二个人\n……\n信任危机"
        assert collection.quotes() == [merged]
        first, second = collection.split(merged.id, passage_of(TOLD, "信任危机").start)
        assert [first.text, second.text] == [quote.text for quote in before]
        assert (first.id, first.note, second.note) == (one.id, "先\n\n后", "")
        assert first.tags == second.tags == merged.tags
        assert first.colour == second.colour == merged.colour
        for kind in (ChangeKind.SPLIT, ChangeKind.MERGE):
            done = collection.undo()
            assert done is not None
            assert done.kind is kind
        assert collection.quotes() == before


def test_what_covers_a_place_is_what_has_its_character(open_store: OpenStore, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        collection = Collection(store, TOLD)
        quote = collection.add(passage_of(TOLD, "信任危机"))
        start, end = passage_of(TOLD, "信任危机")
        for offset, covered in ((-2, False), (-1, False), (0, True), (3, True), (4, False)):
            place = Place(start.paragraph, start.offset + offset)
            assert collection.at(place) == ([quote] if covered else []), offset
        before = Passage(Place(start.paragraph, 0), start)
        behind = Passage(end, Place(end.paragraph, end.offset + 3))
        assert collection.overlapping(before) == collection.overlapping(behind) == []
        assert collection.overlapping(Passage(start, Place(end.paragraph, start.offset + 1))) == [quote]
        assert collection.passages() == [(Passage(start, end), quote.id)]


def test_the_tags_in_use_are_told_most_used_first(open_store: OpenStore, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        collection = Collection(store, TOLD)
        quotes = [collection.add(passage_of(TOLD, words)) for words in WORDS]
        for quote, tags in zip(quotes, (["丙"], ["乙", "甲"], ["甲", "丁"], ["甲", "乙"]), strict=True):
            set_tags(collection, quote.id, tags)
        assert collection.tags() == ["甲", "乙", "丁", "丙"]


@pytest.mark.parametrize("colour", Colour)
def test_every_colour_is_asked_for_in_both_languages_and_by_its_digit(
    open_store: OpenStore, tmp_path: Path, colour: Colour
) -> None:
    names = {"yellow": "黄色", "green": "绿色", "blue": "蓝色", "red": "红色", "purple": "紫色"}
    with open_store(tmp_path) as store:
        collection = Collection(store, TOLD)
        quotes = [collection.add(passage_of(TOLD, words)) for words in WORDS]
        others = [other for other in Colour if other is not colour]
        collection.set_colour([quotes[2].id], colour)
        collection.set_colour([quotes[1].id], others[0])
        found = collection.quotes()
    digit = str(list(Colour).index(colour) + 1)
    for asked in (colour.value, colour.value[:2], names[colour], names[colour][0], digit):
        assert Filtering(TOLD).matching(f"colour:{asked}", found) == [found[2]], asked
        assert Filtering(TOLD).matching(f"-颜色：{asked}", found) == [found[0], found[1], found[3]]


def test_every_state_is_asked_for_in_both_languages(open_store: OpenStore, tmp_path: Path) -> None:
    edited = make(
        TALK.replace("我是后来才加入的", "我们当时都不在场啊")
        .replace("十二个人", "十五个人")
        .replace("危机，", "危机。")
    )
    with open_store(tmp_path) as store:
        collection = Collection(store, TOLD)
        for words in (
            "你什么时候开始创业的？",
            "那时候公司一共有十二个人",
            "我是后来才加入的。",
            "困难是信任危机，我们用了",
        ):
            collection.add(passage_of(TOLD, words))
        found = Collection(store, edited).quotes()
    states = [State.OK, State.REVIEW, State.ORPHAN, State.CHANGED]
    assert [quote.state for quote in found] == states
    said = {State.OK: "与原文", State.CHANGED: "略有", State.REVIEW: "请核对", State.ORPHAN: "已不在"}
    for number, state in enumerate(states):
        for asked in (state.value, state.value[:2], said[state]):
            assert Filtering(edited).matching(f"state:{asked}", found) == [found[number]], asked
        left = [quote for quote in found if quote.state is not state]
        assert Filtering(edited).matching(f"-状态：{state.value}", found) == left


def stands(interview: Interview, quote: Quote) -> str:
    return "\n".join(interview.words(place) for place in quote.placed_passages)


def test_the_section_is_that_of_today_and_the_words_those_of_then(
    open_store: OpenStore, tmp_path: Path
) -> None:
    edited = make(TALK.replace("# 信任", "# 中间\n\n记者：还有呢？\n\n# 信任与钱"))
    with open_store(tmp_path) as store:
        words = "最大的困难是信任危机，我们用了"
        taken = Collection(store, TOLD).add(passage_of(TOLD, words))
        assert (taken.turn, taken.section, taken.section_title) == (5, 2, "信任")
        (found,) = Collection(store, edited).quotes()
        assert (found.turn, found.section, found.section_title) == (6, 3, "信任与钱")
        assert (found.state, found.text, stands(edited, found)) == (State.OK, words, words)
        bare = make(TALK.replace("# 信任\n", "").replace("# 开始\n", ""))
        (found,) = Collection(store, bare).quotes()
        assert (found.turn, found.section, found.section_title) == (5, 0, "")
