"""Tables of Markdown, and that neither it nor plain text loses a character of what is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interview.looks import clocks, counts, lines
from tests.interview.test_partition import assert_partition, assert_ranges
from tui.interview.model.interview import Interview
from tui.interview.reading import read_text

ROWS = (
    ("Ann", "How are you?"),
    ("Bo", "I am **fine**."),
    ("Ann", "And you \\| yours?"),
    ("Bo", "We are well."),
)


def read_table(source: str) -> Interview:
    interview = read_text(source, "x.md")
    assert_partition(interview)
    assert_ranges(interview)
    return interview


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("| Speaker | Text |\n| --- | --- |", "| {} | {} |"),
        ("Speaker | Text\n:--|--:", "{} | {}"),
        ("| | |\n|-|-|", "|**{}:**|{}|"),
        ("| Time | 发言人 | 内容 |\n|---|---|---|", "| 00:12 | {} | {} |"),
    ],
)
def test_rows_of_name_and_words_are_turns(head: str, row: str) -> None:
    rows = "\n".join(row.format(*cells) for cells in ROWS)
    interview = read_table(f"# A talk\n\nWords before.\n\n{head}\n{rows}\n\nWords behind.\n")
    assert counts(interview) == {"Ann": 2, "Bo": 2}
    assert lines(interview)[2:6] == [
        "Ann: |How are you?",
        "Bo: |I am fine.",
        "Ann: |And you | yours?",
        "Bo: |We are well.",
    ]
    assert [clock for clock in clocks(interview) if clock] == (["0:12"] * 4 if "Time" in head else [])
    assert lines(interview)[-1] == "Words behind."


def test_other_tables_keep_their_rows() -> None:
    source = "| City | Country |\n| --- | --- |\n| Paris | France |\n| Lyon | France |\n| Rome | Italy |\n"
    assert lines(read_table(source)) == ["| City | Country |", *source.splitlines()[2:]]


def test_a_rule_on_every_other_line_is_read_at_once() -> None:
    assert read_table("|a|b|\n|-|-|\n" * 20_000).turns == ()


SAID = st.text(
    st.characters(
        blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cf"), blacklist_characters="\\`*_~[]<>&#|"
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["王敏", "Ann Lee", "问"]), SAID), min_size=1, max_size=10))
@pytest.mark.parametrize(
    "form", ["{}：{}\n\n", "**{}：**{}\n\n", "{}\n\n{}\n\n", "（{}）{}\n", "{}｜{}\n", "{} 00:12\n{}\n"]
)
@pytest.mark.parametrize("format", ["markdown", "text"])
def test_no_character_that_is_said_is_lost(format: str, form: str, said: list[tuple[str, str]]) -> None:
    source = "".join(form.format(name, f"a{words}a") for name, words in said)
    interview = read_text(source, format=format)
    assert_partition(interview)
    marks = "*" if format == "markdown" else ""
    wanted = "".join(c for c in source if not c.isspace() and c not in marks)
    assert "".join("".join(p.text for p in interview.paragraphs).split()) == wanted


def test_rows_of_dates_are_no_words() -> None:
    rows = "".join(f"| N | {name} | 2023-Jun-{day} |\n" for day, name in enumerate(["Bo", "Ann"] * 4, 10))
    assert read_table(f"| Company | Person | Date |\n|---|---|---|\n{rows}").turns == ()
