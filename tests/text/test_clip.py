"""Texts cut to cells, and counts as bars."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.bars import bars
from tui.text.clip import beginning, ending
from tui.text.width import set_ambiguous_width, text_width

TEXTS = st.text(st.sampled_from("a1 文本，—e\u0301👩\u200d💻\ufe0f"), max_size=40)


@given(TEXTS, st.integers(0, 30))
def test_nothing_is_wider_than_asked(text: str, cells: int) -> None:
    for part in (beginning(text, cells), ending(text, cells)):
        assert text_width(part) <= cells
    assert text.startswith(beginning(text, cells))
    assert text.endswith(ending(text, cells))


@pytest.mark.parametrize(
    ("cells", "first", "last"),
    [(0, "", ""), (1, "a", ""), (2, "a", "本"), (3, "a文", "本"), (4, "a文", "文本"), (9, "a文本", "a文本")],
)
def test_half_a_wide_character_is_left_out(cells: int, first: str, last: str) -> None:
    assert beginning("a文本", cells) == first
    assert ending("a文本", cells) == last


def test_a_mark_is_not_parted_from_its_letter() -> None:
    assert ending("ae\u0301", 1) == "e\u0301"
    assert beginning("e\u0301a", 1) == "e\u0301"
    # Nor does it stand alone where its letter has no room.
    assert ending("ae\u0301", 0) == ""
    assert ending("a文\u0301", 1) == ""


@pytest.fixture
def ambiguous() -> Iterator[None]:
    set_ambiguous_width(2)
    yield
    set_ambiguous_width(1)


def test_bars_show_whatever_is_not_nothing() -> None:
    assert bars([0, 1, 4, 8]) == " ▁▄█"
    assert bars([0, 1, 1000]) == " ▁█"
    assert bars([0, 0]) == "  "
    assert bars([]) == ""


def test_bars_take_one_cell_in_any_terminal(ambiguous: None) -> None:
    drawn = bars([0, 1, 2, 3, 4])
    assert drawn == " .:|#"
    assert text_width(drawn) == 5
