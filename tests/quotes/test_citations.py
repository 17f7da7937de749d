"""What a citation says: whose words, which doubts, which question; whatever is done to it and comes in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tui.interview.model.interview import Credits, Interview
from tui.interview.model.place import Passage, Place
from tui.quotes.anchoring.tokens import same_weight
from tui.quotes.collection import Collection
from tui.quotes.quote import Quote, Segment, Source, State
from tui.quotes.witness import REFUTED, UNCHECKED, differences
from tui.store.sqlite.opening import open_database

from .making import TALK, make, passage_of

FLAGGED = make(
    "记者：问一？\n王敏：答一。\n王敏：那么然后呢？\n李雷：我来说。\n王敏：答三。\n",
    flagged={2: "garbled", 3: "question-in-answer", 4: "label-once"},
)


def over(interview: Interview, first: str, last: str) -> Passage:
    """From where the first words begin to where the last ones end."""
    return Passage(passage_of(interview, first).start, passage_of(interview, last).end)


@pytest.mark.parametrize(
    ("first", "last", "warnings"),
    [
        ("答一", "答一", ("garbled",)),
        ("答一", "那么然后呢？", ("garbled", "question-in-answer")),
        ("答一", "我来说", ("garbled", "question-in-answer", "label-once")),
        ("那么然后", "我来说", ("question-in-answer", "label-once")),
        ("问一", "问一", ()),
        ("答三", "答三", ()),
    ],
)
def test_a_quote_carries_the_doubts_of_every_turn_that_it_touches(
    tmp_path: Path, first: str, last: str, warnings: tuple[str, ...]
) -> None:
    with open_database(tmp_path) as database:
        quote = Collection(database, FLAGGED).add(over(FLAGGED, first, last))
        assert quote.warnings == warnings
        assert Collection(database, FLAGGED).get(quote.id).warnings == warnings


@pytest.mark.parametrize(
    ("first", "last", "speaker", "speakers", "lines"),
    [
        ("答一", "答一。", "王敏", ("王敏",), ["答一。"]),
        ("答一", "那么然后呢？", "王敏", ("王敏",), ["王敏：答一。", "王敏：那么然后呢？"]),
        ("问一", "答一。", "记者", ("记者", "王敏"), ["记者：问一？", "王敏：答一。"]),
        ("一。", "我来说。", "王敏", ("王敏", "李雷"), ["一。", "王敏：那么然后呢？", "李雷：我来说。"]),
    ],
)
def test_whose_words_a_quote_has(
    tmp_path: Path, first: str, last: str, speaker: str, speakers: tuple[str, ...], lines: list[str]
) -> None:
    with open_database(tmp_path) as database:
        quote = Collection(database, FLAGGED).add(over(FLAGGED, first, last))
    assert (quote.speaker, quote.speakers, list(quote.lines())) == (speaker, speakers, lines)


def part(paragraph: int, start: int, text: str, label: str = "", head: int = 0) -> Segment:
    return Segment(paragraph, start, start + len(text), text, 1 if label else None, label, label, head)


@pytest.mark.parametrize(
    ("parts", "cuts", "lines"),
    [
        ([part(0, 0, "一", "甲"), part(0, 1, "二", "甲")], (), ["一", "二"]),
        ([part(0, 0, "一", "甲"), part(0, 4, "二", "甲")], (), ["一", "……", "二"]),
        ([part(0, 0, "一", "甲"), part(1, 0, "二", "甲")], (), ["一", "二"]),
        ([part(0, 0, "一", "甲"), part(1, 3, "二", "甲")], (), ["一", "……", "二"]),
        ([part(0, 0, "一", "甲"), part(2, 0, "二", "甲")], (), ["一", "……", "二"]),
        ([part(0, 0, "一", "甲"), part(1, 0, "二", "甲")], (1,), ["一", "……", "二"]),
        ([part(0, 0, "一", "甲"), part(2, 0, "二", "乙")], (), ["一", "…… 乙", "二"]),
        ([part(0, 0, "一", "甲"), part(2, 0, "乙：二", "乙", 2)], (), ["一", "……", "乙：二"]),
        ([part(0, 0, "一", "甲"), part(2, 0, "二")], (), ["一", "……", "二"]),
        ([part(0, 2, "一", "甲"), part(2, 0, "二", "乙")], (0, 1), ["…… 甲", "一", "…… 乙", "二"]),
    ],
)
def test_what_is_left_out_is_told_and_who_goes_on(
    parts: list[Segment], cuts: tuple[int, ...], lines: list[str]
) -> None:
    assert list(Quote("q-1", tuple(parts), cuts=cuts).lines()) == lines


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("13 倍", "13 年", False),
        ("13 倍", "13倍", True),
        ("1,000 元", "1000 元", True),
        ("3.5", "35", False),
        ("-5", "5", False),
        ("GPT-4", "GPT 4", True),
        ("十二个人", "十五个人", False),
        ("不好", "好", False),
        ("没有", "有", False),
        ("他不知道我来", "他知道我不来", False),
        ("I do not go", "I do go", False),
        ("don't go", "do go", False),
        ("nothing is new", "anything is new", False),
        ("很好", "非常好", False),
        ("很好", "挺好", True),
        ("50%", "50", False),
        ("$5", "€5", False),
        ("他去了", "他来了", True),
    ],
)
def test_a_number_or_a_denial_makes_another_statement(one: str, other: str, same: bool) -> None:
    assert same_weight(one, other) is same
    assert same_weight(other, one) is same


REFRAIN = "我们往前走，一直走到了海边，海边什么也没有，只有风，风里面有盐的味道，我们坐下来等天亮。"


def test_of_a_refrain_that_is_sung_once_less_nobody_can_say_which_one_is_left(tmp_path: Path) -> None:
    verse = f"李雷：{REFRAIN}天亮以后，我们回家。{REFRAIN}"
    said = make("\n".join(["记者：唱吧？", verse, "记者：再来？", verse]))
    later = make(
        "\n".join(["记者：先说两句，今天来的人很多，谢谢大家？", "李雷：不说了。", "记者：唱吧？", verse])
    )
    with open_database(tmp_path) as database:
        collection = Collection(database, said)
        for nth in range(4):
            collection.add(passage_of(said, REFRAIN[5:30], nth))
        for nth in range(2):
            collection.add(passage_of(said, "天亮以后，我们回家。", nth))
        assert {quote.state for quote in collection.quotes()} == {State.OK}
        found = Collection(database, later).quotes()
        assert len(found) == 6
        assert {quote.state for quote in found} == {State.REVIEW}


def test_what_was_decided_is_over_with_another_extent(tmp_path: Path) -> None:
    edited = make(TALK.replace("十二个人", "十五个人"))
    with open_database(tmp_path) as database:
        talk = make(TALK)
        id = Collection(database, talk).add(passage_of(talk, "那时候公司一共有十二个人")).id
        collection = Collection(database, edited)
        kept = collection.keep_words(id, collection.get(id).placed_passages)
        assert kept.decision is not None
        taken = collection.retake(id, passage_of(edited, "公司一共有十五个人"))
        assert (taken.text, taken.state, taken.settled) == ("公司一共有十五个人", State.OK, False)
        assert taken.decision is None
        assert Collection(database, edited).get(id) == taken
        collection.undo()
        assert collection.get(id) == kept
        assert Collection(database, edited).get(id) == kept


def test_no_place_is_offered_twice(tmp_path: Path) -> None:
    edited = make(TALK.replace("十二个人", "十五个人") + "李雷：那时候公司一共有十二个半人。\n")
    with open_database(tmp_path) as database:
        talk = make(TALK)
        Collection(database, talk).add(passage_of(talk, "那时候公司一共有十二个人"))
        collection = Collection(database, edited)
        (quote,) = collection.quotes()
        runs = [run for places in collection.places_for(quote) for run in places]
        assert len(runs) > 1
        assert runs[0] == quote.passage
        assert not any(one.overlaps(other) for at, one in enumerate(runs) for other in runs[at + 1 :])


@pytest.mark.parametrize(
    ("own", "other", "note"),
    [
        ("", "别的", "别的"),
        ("自己的", "", "自己的"),
        ("自己的", "别的", "自己的\n\n别的"),
        ("一样", "一样", "一样"),
        ("短", "短，但是更长", "短，但是更长"),
        ("短，但是更长", "短", "短，但是更长"),
    ],
)
def test_a_note_that_comes_in_stands_once(tmp_path: Path, own: str, other: str, note: str) -> None:
    talk = make(TALK)
    with open_database(tmp_path / "one") as database:
        there = Collection(database, talk)
        coming = replace(there.add(passage_of(talk, "信任危机"), other, ["乙", "丙"]), colour="red")
    with open_database(tmp_path / "two") as database:
        here = Collection(database, talk)
        here.add(passage_of(talk, "信任危机"), own, ["甲", "乙"])
        done = here.import_quotes([coming])
        (quote,) = here.quotes()
        assert (quote.note, quote.tags, quote.colour) == (note, ("甲", "乙", "丙"), "red")
        assert (len(done.added), len(done.merged), done.known) == (0, 1, 0)
        again = here.import_quotes([coming])
        assert (len(again.added), len(again.merged), again.known) == (0, 0, 1)
        here.undo()
        assert (here.quotes()[0].note, here.quotes()[0].tags, here.quotes()[0].colour) == (
            own,
            ("甲", "乙"),
            "",
        )


FACTS: list[tuple[str, dict[str, Any]]] = [
    ("words", {"segments": (part(0, 0, "二", "甲"),)}),
    ("speaker", {"speaker": "乙"}),
    ("speaker", {"segments": (replace(part(0, 0, "一", "甲"), speaker="乙"),)}),
    ("label", {"segments": (replace(part(0, 0, "一", "甲"), head=1),)}),
    ("label", {"segments": (replace(part(0, 0, "一", "甲"), label="乙"),)}),
    ("turn", {"segments": (replace(part(0, 0, "一", "甲"), turn=9),)}),
    ("section", {"section_title": "别的"}),
    ("question", {"question": (part(0, 0, "问", "丙"),)}),
    ("question", {"question": (part(0, 0, "问", "乙"), part(1, 1, "再问", "乙"))}),
    ("warnings", {"warnings": ("garbled",)}),
    ("credits", {"source": Source("", "", "别的")}),
    ("credits", {"source": Source("", "", "", Credits(author="别人"))}),
]


@pytest.mark.parametrize(("fact", "changed"), FACTS)
def test_what_a_citation_says_otherwise_is_told_by_its_name(fact: str, changed: dict[str, Any]) -> None:
    quote = Quote("q-1", (part(0, 0, "一", "甲"),), speaker="甲", question=(part(0, 0, "问", "乙"),))
    assert differences(quote, quote) == ()
    assert differences(quote, replace(quote, **changed)) == (fact,)
    assert differences(replace(quote, **changed), quote) == (fact,)
    doubted = replace(quote, warnings=(UNCHECKED, REFUTED), note="注", tags=("标",), colour="red")
    assert differences(quote, doubted) == ()


def test_a_place_in_the_middle_of_a_paragraph_parts_a_quote_there(tmp_path: Path) -> None:
    talk = make(TALK)
    with open_database(tmp_path) as database:
        collection = Collection(database, talk)
        whole = collection.add(passage_of(talk, "最大的困难是信任危机，我们用了 3.5 年"), "注", ["标"])
        place = Place(whole.segments[0].paragraph, passage_of(talk, "我们用了").start.offset)
        first, second = collection.split(whole.id, place)
        assert [first.text, second.text] == ["最大的困难是信任危机，", "我们用了 3.5 年"]
        assert [quote.id for quote in collection.quotes()] == [first.id, second.id]
        assert (first.suffix[:4], second.prefix[-4:]) == ("我们用了", "信任危机")
