"""Merging, splitting, other extents: words are exact, what is left out is said, undo brings all back."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.export.markdown import word_blocks
from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place
from tui.quotes.changes import ChangeKind
from tui.quotes.collection import Collection
from tui.quotes.quote import Quote, State
from tui.quotes.quote_error import QuoteError
from tui.store.sqlite.opening import open_database

from .conftest import OpenStore
from .making import TALK, make, passage_of


def take(collection: Collection, words: str, nth: int = 0, **more: Any) -> Quote:
    return collection.add(passage_of(collection.interview, words, nth), **more)


def texts(collection: Collection) -> list[str]:
    return [quote.text for quote in collection.quotes()]


def test_merging_keeps_the_parts_and_says_what_is_left_out(collection: Collection) -> None:
    late = take(collection, "花掉了 40% 的钱", note="数字")
    early = take(collection, "最大的困难是信任危机", note="开头")
    collection.retag([late.id], ["钱", "共"])
    collection.retag([early.id], ["共", "信"])
    collection.set_colour([late.id], "green")
    merged = collection.merge([late.id, early.id])
    assert merged.id == early.id
    assert merged.text == "最大的困难是信任危机\n……\n花掉了 40% 的钱"
    assert (merged.note, merged.tags, merged.colour) == ("开头\n\n数字", ("共", "信", "钱"), "green")
    assert [quote.id for quote in collection.quotes()] == [early.id]
    assert "\n".join(word_blocks(merged)) == merged.text
    assert collection.overlapping(passage_of(collection.interview, "3.5 年")) == []
    change = collection.undo()
    assert change
    assert (change.kind, change.count) == (ChangeKind.MERGE, 2)
    assert texts(collection) == ["最大的困难是信任危机", "花掉了 40% 的钱"]
    assert collection.get(late.id).note == "数字"
    assert collection.redo()
    assert collection.quotes() == [merged]


def test_quotes_that_touch_or_overlap_become_one_run(collection: Collection) -> None:
    first, second = take(collection, "最大的困难是信任"), take(collection, "信任危机，我们")
    merged = collection.merge([first.id, second.id])
    assert merged.text == "最大的困难是信任危机，我们"
    assert (merged.cuts, merged.sides, merged.places) == ((), (), ())
    assert merged.passage == passage_of(collection.interview, "最大的困难是信任危机，我们")


def test_a_change_of_speaker_keeps_both_labels(collection: Collection) -> None:
    ids = [take(collection, words).id for words in ("一共有十二个人", "我是后来才加入的")]
    assert collection.merge(ids).text == "…… 王敏\n一共有十二个人\n……\n李雷：我是后来才加入的"
    assert collection.quotes()[0].speakers == ("王敏", "李雷")


def test_turns_that_follow_each_other_need_no_cut(collection: Collection) -> None:
    ids = [take(collection, words).id for words in ("谢谢。", "谢谢你们。")]
    assert collection.merge(ids).text == "记者：谢谢。\n王敏：谢谢你们。"


def test_a_label_within_its_quote_is_not_said_again(collection: Collection) -> None:
    ids = [take(collection, words).id for words in ("最大的困难是信任危机", "谢谢。")]
    assert collection.merge(ids).text == "王敏：最大的困难是信任危机\n……\n记者：谢谢。"


def test_a_merged_quote_carries_every_warning_and_the_first_question(
    open_store: OpenStore, tmp_path: Path
) -> None:
    talk = make(TALK, flagged={5: "label-once", 6: "similar-labels"})
    with open_store(tmp_path) as store:
        collection = Collection(store, talk)
        ids = [take(collection, "信任危机").id, take(collection, "我们不知道", nth=1).id]
        merged = collection.merge(ids)
        assert merged.warnings == ("label-once", "similar-labels")
        assert merged.question[0].text == "公司遇到过什么困难？"
        assert Collection(store, talk).quotes() == [merged]


def test_a_merged_quote_is_found_again_by_each_of_its_parts(
    open_store: OpenStore, tmp_path: Path, talk: Interview
) -> None:
    with open_store(tmp_path) as store:
        collection = Collection(store, talk)
        ids = [take(collection, words).id for words in ("我在二〇一八年开始创业", "最大的困难是信任危机")]
        merged = collection.merge(ids)
        moved = Collection(store, make("记者：先说别的好吗？\n王敏：当然可以。\n" + TALK))
        (found,) = moved.quotes()
        assert found.state is State.OK
        assert [moved.interview.words(place) for place in found.places] == [
            "我在二〇一八年开始创业",
            "最大的困难是信任危机",
        ]
        assert found.text == merged.text
        # Looked for once, and known from then on.
        assert Collection(store, moved.interview).quotes() == [found]
        other = Collection(store, make(TALK.replace("二〇一八年", "二〇一九年")))
        assert other.quotes()[0].state is State.REVIEW
        lost = Collection(store, make(TALK.replace("我在二〇一八年开始创业，那时候公司一共有十二个人。", "")))
        (half,) = lost.quotes()
        assert half.state in (State.REVIEW, State.ORPHAN)
        assert half.text == merged.text


def test_labels_that_were_merged_in_are_found_again(
    open_store: OpenStore, tmp_path: Path, talk: Interview
) -> None:
    with open_store(tmp_path) as store:
        collection = Collection(store, talk)
        ids = [take(collection, words).id for words in ("最大的困难是信任危机", "我是后来才加入的")]
        merged = collection.merge(ids)
        assert merged.text == "李雷：我是后来才加入的\n……\n王敏：最大的困难是信任危机"
        moved = Collection(store, make("记者：先说别的好吗？\n王敏：当然可以。\n" + TALK))
        (found,) = moved.quotes()
        assert (found.state, found.text) == (State.OK, merged.text)
        # Taken there anew it is the same again.
        assert moved.take_words(found.id, found.places).text == merged.text
        edited = Collection(store, make(TALK.replace("加入的", "加入了")))
        kept = edited.keep_words(found.id, edited.quotes()[0].placed_passages)
        assert (kept.state, kept.settled) == (State.CHANGED, True)
        assert Collection(store, edited.interview).quotes() == [kept]


def test_merging_needs_two_that_stand_as_taken(
    open_store: OpenStore, tmp_path: Path, talk: Interview
) -> None:
    with open_store(tmp_path) as store:
        collection = Collection(store, talk)
        ids = [take(collection, words).id for words in ("一共有十二个人", "信任危机")]
        with pytest.raises(QuoteError, match="too-few"):
            collection.merge(ids[:1] * 2)
        edited = Collection(store, make(TALK.replace("十二个人", "十五个人")))
        with pytest.raises(QuoteError, match="not-as-taken"):
            edited.merge(ids)
        with pytest.raises(QuoteError, match="not-as-taken"):
            edited.split(ids[0], passage_of(edited.interview, "十五个人").start)


def test_splitting_leaves_note_and_id_with_the_first(collection: Collection) -> None:
    one = take(collection, "我们不知道以后会怎么样，但是我们相信这件事情是对的。", note="批注", tags=["t"])
    collection.set_colour([one.id], "red")
    place = passage_of(collection.interview, "但是我们相信").start
    before, behind = collection.split(one.id, place)
    assert texts(collection) == ["我们不知道以后会怎么样，", "但是我们相信这件事情是对的。"]
    assert (before.id, before.note, before.tags, before.colour) == (one.id, "批注", ("t",), "red")
    assert (behind.note, behind.tags, behind.colour) == ("", ("t",), "red")
    assert behind.question == before.question
    assert collection.merge([before.id, behind.id]).text == one.text
    assert collection.undo()
    assert collection.undo()
    assert texts(collection) == [one.text]
    assert collection.redo()
    assert [quote.id for quote in collection.quotes()] == [before.id, behind.id]


def test_a_merged_quote_is_split_at_its_cut_or_within(collection: Collection) -> None:
    ids = [take(collection, words).id for words in ("最大的困难是信任危机", "花掉了 40% 的钱")]
    merged = collection.merge(ids)
    collection.split(merged.id, passage_of(collection.interview, "3.5 年").start)
    assert texts(collection) == ["最大的困难是信任危机", "花掉了 40% 的钱"]
    collection.undo()
    collection.split(merged.id, passage_of(collection.interview, "信任危机").start)
    assert texts(collection) == ["最大的困难是", "信任危机\n……\n花掉了 40% 的钱"]


def test_there_must_be_words_on_both_sides(collection: Collection) -> None:
    one = take(collection, "信任危机")
    assert one.passage
    for place in one.passage:
        with pytest.raises(QuoteError, match="nothing-to-split"):
            collection.split(one.id, place)
    assert collection.quotes() == [one]


def test_another_extent_keeps_what_a_merged_quote_leaves_out(collection: Collection) -> None:
    ids = [take(collection, words).id for words in ("困难是信任危机", "花掉了 40%")]
    merged = collection.merge(ids)
    talk = collection.interview
    whole = Passage(passage_of(talk, "最大的困难").start, passage_of(talk, "40% 的钱").end)
    assert collection.retake(merged.id, whole).text == "最大的困难是信任危机\n……\n花掉了 40% 的钱"
    half = Passage(passage_of(talk, "最大的困难").start, passage_of(talk, "我们用了").end)
    assert collection.retake(merged.id, half).text == "最大的困难是信任危机，我们用了"


places = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), min_size=2, max_size=5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places, st.integers(0, 400))
def test_any_merging_and_splitting_keeps_every_word_once_and_is_undone(
    talk: Interview, cuts: list[tuple[int, int]], at: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder)) as database:
        database.rows("PRAGMA synchronous = OFF")
        collection = Collection(database, talk)
        for start, length in cuts:
            try:
                collection.add(Passage(_place(talk, start), _place(talk, start + length)))
            except ValueError:
                continue
        states = [collection.quotes()]
        if len(states[0]) > 1:
            merged = collection.merge([quote.id for quote in states[0]])
            states.append(collection.quotes())
            covered = {place for quote in states[0] for place in _said(talk, quote)}
            assert _said(talk, merged) == sorted(covered)
            for segment in merged.segments:
                text = talk.paragraphs[segment.paragraph].text
                assert text[segment.start : segment.end] == segment.text
            # Between two runs something is said that is left out.
            for one, other in pairwise(merged.placed_passages):
                assert one.end < other.start
            if merged.cuts and len(merged.speakers) > 1 and merged.segments[0].label:
                assert merged.segments[0].head or merged.text.startswith("…… ")
            try:
                halves = collection.split(merged.id, _place(talk, at))
            except QuoteError:
                pass
            else:
                states.append(collection.quotes())
                assert [place for half in halves for place in _said(talk, half)] == _said(talk, merged)
        for state in reversed(states[:-1]):
            assert collection.undo()
            assert collection.quotes() == state
        for state in states[1:]:
            assert collection.redo()
            assert collection.quotes() == state


def _said(talk: Interview, quote: Quote) -> list[Place]:
    """The places of all that a quote says, without labels and blanks."""
    return [
        Place(segment.paragraph, offset)
        for segment in quote.segments
        for offset in range(segment.start, segment.end)
        if offset >= talk.paragraphs[segment.paragraph].label
        and talk.paragraphs[segment.paragraph].text[offset].strip()
    ]


def _place(interview: Interview, position: int) -> Place:
    position = min(position, interview.characters)
    paragraph = max(number for number, before in enumerate(interview.before[:-1]) if before <= position)
    return Place(paragraph, position - interview.before[paragraph])
