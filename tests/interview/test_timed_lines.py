"""Subtitles and lyrics whose lines each hold their own time: .ass, .ssa and .lrc."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interview.looks import clocks, counts, lines
from tests.interview.test_partition import assert_partition, assert_ranges
from tui.interview.model.interview import Interview, Kind
from tui.interview.reading import read_text

HEAD = (
    "[Script Info]\n; Made by hand\nTitle: A talk\n\n[V4+ Styles]\n"
    "Format: Name, Fontname\nStyle: Default,Arial\n\n"
    "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)


def read_lines(source: str, path: str) -> Interview:
    interview = read_text(source, path)
    assert_partition(interview)
    assert_ranges(interview)
    return interview


def event(second: int, name: str, words: str, layer: int = 0) -> str:
    return f"Dialogue: {layer},0:00:{second:02}.00,0:00:{second:02}.90,Default,{name},0,0,0,,{words}\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_column_of_names_says_who_speaks(line_end: str) -> None:
    source = (
        HEAD
        + event(1, "Ann", r"{\an8}Well, {\i1}you{\i0} know,\Nit rains.")
        + "Comment: 0,0:00:02.00,0:00:03.00,Default,Ann,0,0,0,,To be checked\n"
        + event(4, " Bo ", r"So\hit does.")
        + event(6, "Ann", r"{\p1}m 0 0 l 10 10{\p0}")
        + event(9, "Ann", "Good.")
        + event(9, "Ann", "Good.", layer=1)
    )
    interview = read_lines("\ufeff" + source.replace("\n", line_end), "x.ass")
    assert interview.title == "A talk"
    assert lines(interview) == ["Ann: |Well, you know, it rains.", "Bo: |So it does.", "Ann: |Good."]
    assert clocks(interview) == ["0:01", "0:04", "0:09"]


def test_one_who_says_everything_is_named_all_the_same() -> None:
    interview = read_lines(HEAD + "".join(event(n, "Ann", f"It is {n}.") for n in range(9)), "x.ssa")
    assert counts(interview) == {"Ann": 1}


def test_without_names_labels_are_looked_for() -> None:
    said = ["Ann: How are you?", "Bo: Fine, thanks.", "Ann: And him?", "Bo: Fine.", "Ann: Good?", "Bo: Yes."]
    interview = read_lines(HEAD + "".join(event(n, "", words) for n, words in enumerate(said)), "x.ass")
    assert counts(interview) == {"Ann": 3, "Bo": 3}


def test_lyrics_are_words_behind_times() -> None:
    source = (
        "[ti:A talk]\n[ar:Ann]\n[length:03:00]\n[00:01.00]It <00:01.50>rains.\n[00:02.90]\n\n"
        "[00:03.50][01:03.50]So it does.\n"
    )
    interview = read_lines(source, "x.lrc")
    assert interview.title == "A talk"
    assert [p.text for p in interview.paragraphs] == ["It rains. So it does."]
    assert [time for _, time in interview.times] == [1000, 3500]


def test_labels_in_lyrics_are_found() -> None:
    said = ["王敏：你好吗？", "李强：很好。", "王敏：他呢？", "李强：也好。", "王敏：真的？", "李强：真的。"]
    interview = read_lines("".join(f"[00:{n:02}.00]{words}\n" for n, words in enumerate(said)), "x.lrc")
    assert counts(interview) == {"王敏": 3, "李强": 3}
    assert clocks(interview) == [f"0:0{n}" for n in range(6)]


@given(
    st.lists(
        st.text(
            st.characters(
                codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"], exclude_characters="[]{}<>\\"
            ),
            min_size=1,
        )
    )
)
def test_no_character_is_lost_or_doubled(said: list[str]) -> None:
    said = [f"a。{words}b" for words in said]  # a sentence's end first, so that no line begins with a label
    for path, source in (
        ("x.ass", HEAD + "".join(event(n % 60, "Ann", words) for n, words in enumerate(said))),
        ("x.lrc", "".join(f"[{n}:00.00]{words}\n" for n, words in enumerate(said))),
    ):
        interview = read_lines(
            source + event(0, "Bo", "end") if path == "x.ass" else source + "[0:00.00]end", path
        )
        heard = "".join(p.text[p.label :] for p in interview.paragraphs).replace(" ", "")
        assert heard == "".join(said) + "end"


HEADING_LIKE = ["第一章 出发", "一、为什么走", "我们走得很远。", "甲：题外话？", "责任编辑：周小岚"]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("x.ass", HEAD + "".join(event(n, "", words) for n, words in enumerate(HEADING_LIKE))),
        ("x.lrc", "".join(f"[00:{n:02}.00]{words}\n" for n, words in enumerate(HEADING_LIKE))),
        (
            "x.srt",
            "".join(
                f"{n + 1}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{words}\n\n"
                for n, words in enumerate(HEADING_LIKE)
            ),
        ),
        ("x.json", json.dumps({"segments": [{"start": n, "text": w} for n, w in enumerate(HEADING_LIKE)]})),
        ("x.csv", "start,text\n" + "".join(f"00:00:{n:02},{w}\n" for n, w in enumerate(HEADING_LIKE))),
    ],
)
def test_what_is_said_at_a_time_is_no_heading_and_no_footer(path: str, source: str) -> None:
    interview = read_lines(source, path)
    assert {p.kind for p in interview.paragraphs} == {Kind.TEXT}
    assert not interview.sections
    assert "".join(p.text for p in interview.paragraphs).replace(" ", "") == "".join(HEADING_LIKE).replace(
        " ", ""
    )


@pytest.mark.parametrize(
    "form",
    ["({})", "{{{}}}", "<{}>", "（{}）", "【{}】", "[{} - 0:59]", "({} --> 0:59)", "（{}至0:59）", "[{}]"],
)
def test_times_at_the_ends_of_lines_are_no_words(form: str) -> None:
    said = ("Who came?", "My aunt.", "And then?", "Nobody.")
    lines = [
        f"{'Ann' if n % 2 else 'Bo'}: {words} {form.format(f'0:0{n}')}" for n, words in enumerate(said, 1)
    ]
    interview = read_text("\n".join(lines), "x.txt")
    assert [p.text.partition(": ")[2] for p in interview.paragraphs] == list(said)
    assert [time for _, time in interview.times] == [1000, 2000, 3000, 4000]


def test_a_time_of_day_at_the_end_of_one_line_is_said() -> None:
    lines = [
        "Ann: When did you leave?",
        "Bo: With the boat (10:30)",
        "Ann: And then?",
        "Bo: By train (11:45)",
    ]
    source = "\n".join([*lines, *["Ann: I see.", "Bo: Yes."] * 6])
    assert read_text(source, "x.txt").paragraphs[1].text == "Bo: With the boat (10:30)"
