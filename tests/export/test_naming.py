from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.export.naming import MOST_BYTES, file_name, suggested_name

from .making import HOST, make_interview


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("月之暗面杨植麟复盘：向雪山前进", "月之暗面杨植麟复盘：向雪山前进.quotes.md"),
        ("a/b\\c:d*e?f", "a-b-c-d-e-f.quotes.md"),
        ("CON", "CON_.quotes.md"),
        ("com1.txt", "com1_.txt.quotes.md"),
        ("nul .x", "nul_ .x.quotes.md"),
        ("CONSOLE", "CONSOLE.quotes.md"),
        ("..", "interview.quotes.md"),
        ("../../etc/passwd", "etc-passwd.quotes.md"),
        ("-rf ~", "rf.quotes.md"),
        ("甲\u202e乙\u200b丙\n丁\x1b", "甲乙丙 丁.quotes.md"),
        ("e\u0301", "é.quotes.md"),
        ("\ud800", "interview.quotes.md"),
    ],
)
def test_names(title: str, name: str) -> None:
    assert suggested_name(make_interview((HOST, "问"), title=title), "markdown") == name


@pytest.mark.parametrize("sign", [" ", ".", "-", "~", " - ", "..."])
def test_a_name_that_is_cut_ends_with_a_letter(sign: str) -> None:
    for length in range(MOST_BYTES - 20, MOST_BYTES):
        name = file_name("a" * length + sign + "b" * 30, ".md")
        assert len(name.encode()) <= MOST_BYTES
        assert name.removesuffix(".md")[-1] in "ab", name


def test_a_title_missing_the_files_name_serves() -> None:
    interview = make_interview((HOST, "问"), title="", path="/some/where/访谈.txt")
    assert suggested_name(interview, "csv") == "访谈.quotes.csv"


def test_a_name_is_the_same_each_time_and_differs_from_the_interviews_own() -> None:
    interview = make_interview((HOST, "问"), title="访谈", path="/x/访谈.md")
    names = [suggested_name(interview, format) for format in ("markdown", "obsidian", "json", "csv", "text")]
    assert names == [suggested_name(interview, f) for f in ("markdown", "obsidian", "json", "csv", "text")]
    assert "访谈.md" not in names


@given(title=st.text(st.characters(exclude_categories=[]), max_size=300))
def test_any_title_makes_a_legal_name(title: str) -> None:
    name = file_name(title, ".quotes.md")
    assert len(name.encode()) <= MOST_BYTES
    assert name.endswith(".quotes.md")
    assert not set(name) & set('/\\:*?"<>|')
    assert name == name.strip(" .")
    assert not name.startswith("-")
    assert all(unicodedata.category(char)[0] != "C" for char in name)
    assert name == unicodedata.normalize("NFC", name)


def test_a_long_title_is_cut_between_letters() -> None:
    name = file_name("雪" * 500, ".quotes.md")
    assert len(name.encode()) in range(MOST_BYTES - 4, MOST_BYTES + 1)
    accented = "g\u0303" * 200
    stem = file_name(accented, ".md").removesuffix(".md")
    assert stem
    assert stem[-1] == "\u0303"
