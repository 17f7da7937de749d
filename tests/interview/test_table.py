"""CSV and TSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interview.looks import clocks, counts, kinds, lines
from tests.interview.test_partition import assert_partition, assert_ranges
from tui.interview.model import Interview
from tui.interview.reading import read_text

ROWS = (
    ("0:01", "Ann", "How are you?"),
    ("0:04", "Bo", 'Fine, "thanks".\nAnd you?'),
    ("0:09", "Ann", "Well."),
    ("0:11", "Ann", "Really."),
    ("0:12", "Bo", "OK?"),
)
READ = ["Ann: |How are you?", 'Bo: |Fine, "thanks".', "And you?", "Ann: |Well.", "Ann: |Really.", "Bo: |OK?"]


def table(rows: object, head: object = None, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows(([head] if head else []) + list(rows))  # type: ignore[call-overload]
    return file.getvalue()


def read_table(source: str, path: str = "x.csv") -> Interview:
    interview = read_text(source, path)
    assert_partition(interview)
    assert_ranges(interview)
    return interview


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "head",
    [
        ("Time", "Speaker", "Text"),
        ("时间", "发言人", "内容"),
        ("start_time", "speaker_name", "transcript"),
        ("Timestamp", "NAME", "Words (verbatim)"),
        ("开始时间", "说话人", "文本"),
        ("時間", "發言人", "發言內容"),
    ],
)
def test_a_row_is_a_turn(head: tuple[str, ...], delimiter: str) -> None:
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL):
        interview = read_table("\ufeff" + table(ROWS, head, delimiter, quoting))
        assert lines(interview) == READ
        assert clocks(interview) == ["0:01", "0:04", "", "0:09", "0:11", "0:12"]
        assert counts(interview) == {"Ann": 3, "Bo": 2}


def test_a_table_without_a_head_is_known_by_what_stands_in_it() -> None:
    assert lines(read_table(table(ROWS * 2))) == READ * 2


def test_columns_in_another_order_and_a_colon_in_the_name() -> None:
    rows = [(words, f"{name}:", time, "x") for time, name, words in ROWS]
    assert lines(read_table(table(rows, ("text", "speaker", "time", "tags")))) == READ


def test_a_name_written_only_where_the_speaker_changes_holds() -> None:
    rows = [("Ann", "a?"), ("", "b"), ("", "c"), ("Bo", "d"), ("", "e")]
    assert lines(read_table(table(rows, ("Speaker", "Words")))) == ["Ann: |a?", "b", "c", "Bo: |d", "e"]
    assert len(read_table(table(rows, ("Speaker", "Words"))).turns) == 2


def test_a_note_among_rows_that_are_all_named_is_nobodys() -> None:
    rows = [("Ann", "a?"), ("Bo", "b"), ("", "(a tape ends)"), ("Ann", "c"), ("Bo", "d"), ("Ann", "e")]
    interview = read_table(table(rows, ("speaker", "words")))
    assert interview.turn_at(2) is None
    assert lines(interview)[2] == "(a tape ends)"
    assert "unattributed" in kinds(interview)


def test_entities_and_times_in_seconds() -> None:
    source = table(
        [("1.5", "Ann", "it&#8212;is &amp; was"), ("62.5", "Bo", "AT&T &x")], ("start", "speaker", "text")
    )
    interview = read_table(source)
    assert lines(interview) == ["Ann: |it—is & was", "Bo: |AT&T &x"]
    assert clocks(interview) == ["0:01", "1:02"]


def test_words_without_speakers_are_text() -> None:
    interview = read_table(table([("1", "hello there"), ("2", "yes, so it is")], ("id", "text")))
    assert lines(interview) == ["hello there", "yes, so it is"]
    assert kinds(interview) == {"no-speakers"}
    assert interview.title == ""


def test_what_is_no_table_is_plain_text() -> None:
    assert lines(read_table("just a line\nand, well, another\n")) == ["just a line", "and, well, another"]


def test_a_quotation_mark_that_never_closes_loses_nothing_and_is_told() -> None:
    interview = read_table('speaker,text\nAnn,hi?\nBo,"so\nAnn,yes\n')
    assert lines(interview) == ["Ann: |hi?", "Bo: |so", "Ann,yes"]


def test_a_table_is_known_by_its_head() -> None:
    assert read_text(table(ROWS, ("Time", "Speaker", "Text")), "x.txt").format == "csv"
    assert read_text("Time, and again time, the speaker said\n", "x.txt").format == "text"


CELL = st.text(st.characters(codec="utf-8"), max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["Ann", "Bo", ""]), CELL), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_no_character_that_is_said_is_lost(rows: list[tuple[str, str]], delimiter: str, quoting: int) -> None:
    rows = [(name, f"a{words}z".replace("&", "+")) for name, words in rows]
    interview = read_table(table(rows, ("speaker", "text"), delimiter, quoting))
    text = "".join("".join(p.text[p.label :] for p in interview.paragraphs).split())
    blanks = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
    wanted = "".join("".join(words for _, words in rows).split())
    assert text.translate(blanks) == wanted.translate(blanks)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('ab,;"\n\r\t '), max_size=60))
def test_any_text_is_read_as_a_table(text: str) -> None:
    read_table("speaker,text\nAnn,b\n" + text)


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    source = 'speaker,text\nAnn,"How are you?"\nBo,"I am fine\nAnn,Good.\nBo,Well.\n'
    interview = read_text(source, "x.csv")
    assert_partition(interview)
    assert [turn.speaker for turn in interview.turns] == ["Ann", "Bo"]
    assert {(w.kind, w.turn) for w in interview.warnings} == {("truncated", None), ("label-within", 2)}


def test_one_that_another_closes_much_later_is_told() -> None:
    source = "speaker,text\n" + 'Ann,How are you?\nBo,"I am fine\n' * 4
    told = [(w.kind, w.turn, w.details["name"]) for w in read_text(source, "x.csv").warnings]
    assert told == [("label-within", 2, "Ann"), ("label-within", 4, "Ann")]
