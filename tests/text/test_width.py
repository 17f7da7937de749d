"""Cells agree with what the screen is measured by."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui.interview.reading import read
from tui.paths import bundled_interview
from tui.text.width import set_ambiguous_width, table, text_width, widths


def test_every_character_of_the_seed() -> None:
    for char in set(read(bundled_interview()).source) - {"\n"}:
        assert text_width(char) == cell_len(char), char


def test_every_code_point() -> None:
    wrong = [
        hex(c) for c in range(sys.maxunicode + 1) if text_width(chr(c)) != get_character_cell_size(chr(c))
    ]
    assert wrong == []


def test_the_table_says_what_the_characters_do() -> None:
    ranges = table()
    assert ranges == sorted(ranges)
    listed = {point: cells for first, last, cells in ranges for point in range(first, last + 1)}
    controls = {*range(1, 32), *range(0x7F, 0xA0)}
    assert all(listed.get(c, 1) == text_width(chr(c)) for c in range(sys.maxunicode + 1) if c not in controls)


@given(st.text(alphabet=st.sampled_from("字a1☀❤👨👩🏳🌈\u200d\ufe0f\u0301🏽"), max_size=12))
def test_any_row_of_emoji_and_joiners_is_as_wide_as_the_screen_takes_it(text: str) -> None:
    assert text_width(text) == cell_len(text)


@pytest.mark.parametrize(
    "text", ["👨\u200d👩\u200d👧", "☀\ufe0f", "❤\ufe0f", "1\ufe0f\u20e3", "e\u0301", "ｶﾞ", "👍🏽", "한국"]
)
def test_clusters(text: str) -> None:
    assert text_width(text) == cell_len(text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_width_is_the_sum_of_its_cells(one: str, other: str) -> None:
    assert len(widths(one)) == len(one)
    assert sum(widths(one)) == text_width(one) or one.isascii()
    if not other or (other[0].isascii() and other[0].isalnum()):
        assert text_width(one + other) <= text_width(one) + text_width(other)


def test_ambiguous_characters_are_as_wide_as_the_terminal_draws_them() -> None:
    try:
        set_ambiguous_width(2)
        assert text_width("“你好”——") == 12
        assert text_width("\u0301") == 0
        listed = {point for first, last, cells in table() if cells == 2 for point in range(first, last + 1)}
        assert {ord(char) for char in "“”—…·①\ue000"} <= listed
    finally:
        set_ambiguous_width(1)
    assert text_width("“你好”——") == 8
