"""Cells agree with what the screen is measured by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.interview.reading import read
from tui.paths import bundled_interview
from tui.text.sanitize import visible
from tui.text.width import cell_width, set_ambiguous_width, text_width, widths


def test_every_character_of_the_seed() -> None:
    for char in set(read(bundled_interview()).source) - {"\n"}:
        assert cell_width(char) == cell_len(char), char


def test_blocks_of_unicode_that_chinese_text_uses() -> None:
    blocks = [
        (0x20, 0x590),
        (0x2000, 0x2200),
        (0x2E80, 0xA000),
        (0xAC00, 0xD7A4),
        (0xF900, 0xFB00),
        (0xFE30, 0xFFF0),
    ]
    for start, end in blocks:
        wrong = [
            hex(c)
            for c in range(start, end)
            if visible(chr(c)) == chr(c) and cell_len(chr(c)) != text_width(chr(c))
        ]
        assert wrong == []


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
    finally:
        set_ambiguous_width(1)
    assert text_width("“你好”——") == 8
