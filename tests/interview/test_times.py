"""Times that a source gives: printed beside labels, before paragraphs and within them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interview.looks import clocks, counts, lines
from tests.interview.test_partition import assert_partition
from tui.interview.model.interview import Kind
from tui.interview.model.place import Place
from tui.interview.model.times import LONGEST, Times, clock, milliseconds
from tui.interview.reading import read_text

SAID = ("怎么样？", "还好。", "后来呢？", "慢慢好了。", "真的？", "真的。")


def talk(form: str) -> str:
    names = ("周岚", "李樹") * 3
    return "\n\n".join(
        form.format(name=name, time=f"{number:02}:{number + 10}", words=words)
        for number, (name, words) in enumerate(zip(names, SAID, strict=True))
    )


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("0:12", 12_000), ("01:02:03", 3_723_000), ("00：52", 52_000), ("1:02.5", 62_500),
        ("00:00:01,250", 1_250),
        ("01: 36： 18", 5_778_000), ("00:00:01:12", 1_000), ("12", None),
        ("1:75", None), ("noon", None), ("", None),
        ("999:59:59", None),
    ],
)  # fmt: skip
def test_milliseconds(words: str, time: int | None) -> None:
    assert milliseconds(words) == time


def test_clock() -> None:
    assert [clock(time) for time in (0, 59_999, 60_000, 3_723_004)] == ["0:00", "0:59", "1:00", "1:02:03"]


@pytest.mark.parametrize(
    "form",
    [
        "{name} {time}\n{words}", "{name} {time}\n\n{words}", "{name}（{time}）：{words}",
        "[{time}] {name}：{words}",
        "{time} {name}：{words}", "00:{time} {name}\n{words}", "[{time}] {name}\n{words}",
        "00:{time} --> 00:{time} {name}：{words}", "{name} {time}：{words}", "**{name}** [{time}]: {words}",
    ],
)  # fmt: skip
def test_a_turn_knows_its_time(form: str) -> None:
    interview = read_text(talk(form), "x.md")
    assert counts(interview) == {"周岚": 3, "李樹": 3}
    ends = [Place(turn.end - 1, 0) for turn in interview.turns]
    assert [interview.time_at(place) for place in ends] == [(61 * number + 10) * 1000 for number in range(6)]


def test_times_before_paragraphs_that_nobody_is_named_for() -> None:
    interview = read_text("\n\n".join(f"[00:{n:02}:09] 这里是一段话，第{n}句。" for n in range(5)), "x.md")
    assert interview.turns == ()
    assert clocks(interview) == ["0:09", "1:09", "2:09", "3:09", "4:09"]


def test_a_time_on_a_line_of_its_own_is_nobodys_words() -> None:
    interview = read_text(talk("{name}：{words}\n\n({time}):\n\n还有一句。"), "x.md")
    assert [p.kind for p in interview.paragraphs[:3]] == [Kind.TEXT, Kind.CAPTION, Kind.TEXT]
    assert interview.speakers[0].role == "interviewer" or interview.speakers[0].role == "unknown"


def test_times_within_a_paragraph_are_no_words() -> None:
    interview = read_text(talk("{name}：{words}先说到这里 \\[{time}\\] 再往下说。"), "x.md")
    assert_partition(interview)
    paragraph = 2
    text = interview.paragraphs[paragraph].text
    assert text.endswith("先说到这里再往下说。")
    at = text.index("再往下说")
    assert interview.time_at(Place(paragraph, at - 1)) is None
    assert interview.time_at(Place(paragraph, at)) == 132_000


@pytest.mark.parametrize(
    "form",
    [
        "{name}：{words} [{time}]",
        "{name}：{words}[00:{time}]",
        "{name}：{words} #00:{time}-4#",
        "{name}：{words} #00:{time}.250#",
        "#00:{time}-0# {name}：{words}",
        "#00:{time}-0# {name}：{words} #00:{time}-9#",
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_times_beside_the_words_are_not_quoted(form: str, suffix: str) -> None:
    interview = read_text(talk(form), f"x.{suffix}")
    assert_partition(interview)
    assert lines(interview) == lines(read_text(talk("{name}：{words}"), f"x.{suffix}"))
    assert [interview.times.of(number) is not None for number in range(6)] == [True] * 6


def test_a_number_between_signs_is_no_time() -> None:
    interview = read_text("周岚：第 #12# 号？\n\n李樹：是 #13# 号，#00:12# 见。", "x.txt")
    assert interview.paragraphs[0].text == "周岚：第 #12# 号？"
    assert len(interview.times) == 0


@pytest.mark.parametrize(
    "source",
    [
        "周岚：10:30 见？\n\n李樹：好，9:00 也行。",
        "比分 3:20，后来 2:10。",
        "[12:30] 开会\n\n[09:00] 散步\n\n[08:00] 吃饭\n\n[07:00] 起",
    ],
)
def test_times_of_day_are_no_times_of_a_recording(source: str) -> None:
    assert len(read_text(source, "x.md").times) == 0


def test_a_time_holds_until_the_next() -> None:
    times = Times([(0, 0, 0), (2, 0, 10_000), (2, 8, 20_000), (5, 0, 30_000)])
    assert times.between(5_000, 6_000, 9) == {0, 1}
    assert times.between(10_000, 11_000, 9) == {2}
    assert times.between(25_000, 26_000, 9) == {2, 3, 4}
    assert times.between(31_000, 32_000, 9) == {5, 6, 7, 8}
    assert times.between(0, LONGEST, 9) == set(range(9))
    assert times.between(500_000, 501_000, 9) == set()
    assert times.before(Place(2, 9)) == 20_000
    assert times.before(Place(2, 7)) == 10_000
    assert times.before(Place(4, 0), first=3) is None
    assert lines(read_text("", "x.md")) == []


@given(st.lists(st.integers(0, 9_000), max_size=8), st.integers(0, 9_000), st.integers(1, 3_000))
def test_times_in_order_are_found_as_those_in_none(marks: list[int], start: int, length: int) -> None:
    clocks = [(number, 0, time) for number, time in enumerate(sorted(marks))] + [(50, 0, 90_000)]
    # One behind them that begins again, far off, has each of them looked at.
    disordered = Times([*clocks, (51, 0, 80_000)])
    assert Times(clocks).between(start, start + length, 60) == disordered.between(start, start + length, 60)
