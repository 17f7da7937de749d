"""Each step from each kind of place, what each view shows, and what is said of speakers by any name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.interview.model.interview import Interview, Role
from tui.interview.model.place import Place
from tui.interview.model.steps import Granularity, Steps
from tui.interview.model.times import Times, clock, is_time, leading_time, milliseconds
from tui.interview.model.view import Shown, View
from tui.interview.reading import read, read_text
from tui.text.words import rough_words

TALK = """\
开场白。没有人说。

## 一

记者：你是谁？从哪里来？

林一：我是林一。从海上来。还有呢。

第二段话。

### 细节

记者：还有吗？

## 二

林一：没有了。
"""


@pytest.fixture
def talk() -> Interview:
    return read_text(TALK, "talk.md")


def at(interview: Interview, words: str, offset: int = 0) -> Place:
    """Where words begin, and so many code points on."""
    for number, paragraph in enumerate(interview.paragraphs):
        if (found := paragraph.text.find(words)) >= 0:
            return Place(number, found + offset)
    raise AssertionError(words)


def behind(interview: Interview, place: Place | None) -> str | None:
    """What stands from a place to the end of its paragraph."""
    return None if place is None else interview.paragraphs[place.paragraph].text[place.offset :]


@pytest.mark.parametrize(
    ("granularity", "words", "offset", "back", "on"),
    [
        ("sentence", "从海上来", 0, "我是林一。从海上来。还有呢。", "还有呢。"),
        ("sentence", "从海上来", 2, "我是林一。从海上来。还有呢。", "还有呢。"),
        ("sentence", "我是林一", 0, "从哪里来？", "从海上来。还有呢。"),
        ("sentence", "林一：我", 0, "从哪里来？", "我是林一。从海上来。还有呢。"),
        ("sentence", "开场白", 0, None, "没有人说。"),
        ("sentence", "没有了", 0, "二", None),
        ("paragraph", "从海上来", 0, "记者：你是谁？从哪里来？", "第二段话。"),
        ("paragraph", "第二段话", 0, "林一：我是林一。从海上来。还有呢。", "细节"),
        ("turn", "从海上来", 0, "我是林一。从海上来。还有呢。", "还有吗？"),
        ("turn", "我是林一", 0, "你是谁？从哪里来？", "还有吗？"),
        ("turn", "第二段话", 0, "我是林一。从海上来。还有呢。", "还有吗？"),
        ("turn", "细节", 0, "我是林一。从海上来。还有呢。", "还有吗？"),
        ("turn", "开场白", 0, None, "你是谁？从哪里来？"),
        ("turn", "没有了", 0, "还有吗？", None),
        ("section", "从海上来", 0, "一", "细节"),
        ("section", "一", 0, "开场白。没有人说。", "细节"),
        ("section", "细节", 0, "一", "二"),
        ("section", "没有了", 0, "二", None),
        ("section", "开场白", 0, None, "一"),
        ("character", "从海上来", 1, "从海上来。还有呢。", "上来。还有呢。"),
        ("character", "第二段话", 0, "。", "二段话。"),
        ("word", "从海上来", 2, "海上来。还有呢。", "来。还有呢。"),
    ],
)
def test_a_step_back_and_a_step_on(
    talk: Interview, granularity: str, words: str, offset: int, back: str | None, on: str | None
) -> None:
    steps = Steps(talk, rough_words)
    place = at(talk, words, offset)
    assert behind(talk, steps.step(place, Granularity(granularity), -1)) == back
    assert behind(talk, steps.step(place, Granularity(granularity), 1)) == on


@pytest.mark.parametrize(
    ("granularity", "words", "unit"),
    [
        ("sentence", "海上来", "从海上来。"),
        ("sentence", "林一：我", "我是林一。"),
        ("word", "海上来", "海"),
        ("paragraph", "海上来", "林一：我是林一。从海上来。还有呢。"),
        ("character", "海上来", "海"),
        ("turn", "第二段话", "林一：我是林一。从海上来。还有呢。\n第二段话。"),
        ("section", "细节", "细节\n记者：还有吗？"),
        ("section", "开场白", "开场白。没有人说。"),
    ],
)
def test_the_unit_that_a_place_is_in(talk: Interview, granularity: str, words: str, unit: str) -> None:
    found = Steps(talk, rough_words).unit_at(at(talk, words), Granularity(granularity))
    assert talk.words(found) == unit


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("e\u0301x", ["e\u0301", "x"]),
        ("🇨🇳🇯🇵", ["🇨🇳", "🇯🇵"]),
        ("👩\u200d🚀好", ["👩\u200d🚀", "好"]),
        ("❤\ufe0fa", ["❤\ufe0f", "a"]),
    ],
)
def test_what_a_person_takes_for_one_character(text: str, characters: list[str]) -> None:
    interview = read_text(text, "x.txt")
    steps, place, found = Steps(interview, rough_words), interview.start, []
    while True:
        unit = steps.unit_at(place, Granularity.CHARACTER)
        found.append(interview.words(unit))
        following = steps.step(place, Granularity.CHARACTER, 1)
        if following is None:
            break
        place = following
    assert found == characters


# -- views ---------------------------------------------------------------------------------------------------


def shown(talk: Interview, view: View) -> str:
    """Each paragraph: W whole, S short, . hidden."""
    looked = Shown(talk, view)
    return "".join(
        "." if not looked.is_shown(number) else "S" if looked.is_short(number) else "W"
        for number in range(len(talk.paragraphs))
    )


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(), "WWWWWWWWW"),
        (View(voice="记者"), "WWW..WWW."),
        (View(voice="林一"), "WW.WWW.WW"),
        (View(short=True), "WWWS.WWWS"),
        (View(short=True, opened=frozenset({1})), "WWWWWWWWS"),
        (View(folded=frozenset({0})), "SWWWWWWWW"),
        (View(folded=frozenset({1})), "WW.....WW"),
        (View(folded=frozenset({2})), "WWWWWW.WW"),
        (View(folded=frozenset({3})), "WWWWWWWW."),
        (View(folded=frozenset({1}), short=True), "WW.....WS"),
    ],
)
def test_what_a_view_shows(talk: Interview, view: View, expected: str) -> None:
    assert [section.title for section in talk.sections] == ["", "一", "细节", "二"]
    assert shown(talk, view) == expected


@pytest.mark.parametrize(
    ("view", "first", "last", "expected"),
    [
        (View(), 0, 8, View()),
        (View(folded=frozenset({1, 3})), 3, 3, View(folded=frozenset({3}))),
        (View(folded=frozenset({1})), 1, 1, View(folded=frozenset({1}))),
        (View(folded=frozenset({1, 2})), 6, 6, View()),
        (View(short=True), 4, 4, View(short=True, opened=frozenset({1}))),
        (View(short=True, opened=frozenset({3})), 4, 4, View(short=True, opened=frozenset({1, 3}))),
        (View(short=True), 2, 2, View(short=True)),
        (View(voice="记者"), 3, 3, View()),
        (View(voice="林一"), 3, 4, View(voice="林一")),
        (View(voice="记者"), 0, 0, View(voice="记者")),
    ],
)
def test_as_little_is_changed_as_shows_a_passage(
    talk: Interview, view: View, first: int, last: int, expected: View
) -> None:
    found = Shown(talk, view).revealing(first, last)
    assert found == expected
    assert set(shown(talk, found)[first : last + 1]) == {"W"}


@pytest.mark.parametrize(
    ("view", "hidden", "stands"),
    [
        (View(folded=frozenset({1})), 3, 1),
        (View(folded=frozenset({1})), 6, 1),
        (View(short=True), 4, 3),
        (View(voice="记者"), 3, 5),
        (View(voice="记者"), 8, 7),
        (View(), 4, 4),
    ],
)
def test_what_stands_for_what_is_hidden(talk: Interview, view: View, hidden: int, stands: int) -> None:
    assert Shown(talk, view).standing_for(hidden) == stands


def test_what_is_folded_stands_for_more(talk: Interview) -> None:
    looked = Shown(talk, View(folded=frozenset({1}), short=True))
    assert [looked.is_folded(number) for number in (0, 1, 7)] == [False, True, False]
    assert [looked.hides_next(number) for number in (0, 1, 7, 8)] == [False, True, False, False]
    looked.show(View(short=True))
    assert [looked.hides_next(number) for number in (2, 3, 8)] == [False, True, False]
    assert [looked.can_shorten(number) for number in (0, 2, 3, 4, 8)] == [False, False, True, True, True]
    assert (looked.neighbour(3, 1), looked.neighbour(5, -1)) == (5, 3)
    assert (looked.neighbour(0, -1), looked.neighbour(8, 1)) == (None, None)


# -- times ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("0:12", 12_000),
        ("01:02:03.5", 3_723_500),
        ("00：52", 52_000),
        ("1:02,25", 62_250),
        ("12:60", None),
        ("1:60:00", None),
        ("12", None),
        ("100:00:00", None),
        ("99:59:59", 359_999_000),
        ("00:00:01:12", 1_000),
        ("0:1", None),
    ],
)
def test_what_a_clock_shows(words: str, time: int | None) -> None:
    assert milliseconds(words) == time


@pytest.mark.parametrize(
    ("text", "time", "alone"),
    [
        ("[0:12] words", 12_000, False),
        ("0:12 words", 12_000, False),
        ("（0:12）", 12_000, True),
        ("0:12", 12_000, True),
        ("0:12—0:15 words", 12_000, False),
        ("0:12words", None, False),
        ("words 0:12", None, False),
        ("[12] words", None, False),
    ],
)
def test_the_time_that_a_text_begins_with(text: str, time: int | None, alone: bool) -> None:
    assert leading_time(text) == time
    assert is_time(text) is alone


@pytest.mark.parametrize(
    ("time", "shown"),
    [(0, "0:00"), (59_999, "0:59"), (3_599_000, "59:59"), (3_600_000, "1:00:00"), (3_723_000, "1:02:03")],
)
def test_a_time_as_people_read_it(time: int, shown: str) -> None:
    assert clock(time) == shown


def test_the_time_of_a_place_is_the_last_before_it_in_its_turn() -> None:
    times = Times([(1, 0, 5_000), (1, 8, 9_000), (4, 0, 60_000)])
    assert [times.before(Place(*place)) for place in ((0, 9), (1, 0), (1, 7), (1, 8), (3, 0), (4, 0))] == [
        None,
        5_000,
        5_000,
        9_000,
        9_000,
        60_000,
    ]
    assert times.before(Place(3, 0), 2) is None
    assert (times.of(1), times.of(2)) == (5_000, None)
    assert times.between(0, 5_000, 6) == set()
    assert times.between(5_000, 6_000, 6) == {1}
    assert times.between(9_000, 9_001, 6) == {1, 2, 3}
    assert times.between(60_000, 61_000, 6) == {4, 5}
    assert times.between(121_000, 122_000, 6) == set()


# -- what is said of speakers --------------------------------------------------------------------------------

SPOKEN = "\n\n".join(["S1：好吗？", "S2：好。", "S1：真的？", "S 2：是的。", "S1：是吗？", "S2：不是。"] * 2)


@pytest.mark.parametrize("label", ["S2", "S 2", "s2"])
def test_a_name_is_given_by_any_printed_label(tmp_path: Path, label: str) -> None:
    file = tmp_path / "talk.md"
    file.write_text(SPOKEN, "utf-8")
    file.with_name("talk.md.fangtan.toml").write_text(f'[names]\n"{label}" = "李雷"\n', "utf-8")
    interview = read(file)
    assert {one.name: one.turns for one in interview.speakers} == {"S1": 6, "李雷": 6}
    assert {turn.speaker for turn in interview.turns} == {"S1", "李雷"}
    assert not interview.warnings


@pytest.mark.parametrize("name", ["S2", "S 2", "李雷"])
def test_a_role_is_given_by_any_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / "talk.md"
    file.write_text(SPOKEN, "utf-8")
    said = f'[names]\n"S2" = "李雷"\n[roles]\n"{name}" = "interviewer"\n"S1" = "guest"\n'
    file.with_name("talk.md.fangtan.toml").write_text(said, "utf-8")
    assert {one.name: one.role for one in read(file).speakers} == {"S1": Role.GUEST, "李雷": Role.INTERVIEWER}
