"""Sentences without an end are taken in parts that a person would choose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.test_wrap import PIECES
from tui.text.clauses import LONGEST, clauses


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text, 0, len(text))]


@settings(max_examples=100)
@given(st.lists(PIECES, min_size=1, max_size=30).map("".join), st.integers(0, 50))
def test_parts_cover_the_sentence_and_none_is_too_long(text: str, start: int) -> None:
    start = min(start, len(text))
    found = list(clauses(text, start, len(text)))
    assert "".join(text[a:b] for a, b in found) == text[start:]
    assert all(b - a <= LONGEST for a, b in found)


@pytest.mark.parametrize("text", ["", "一句话。", "长" * LONGEST])
def test_what_is_no_longer_than_that_stays_whole(text: str) -> None:
    assert parts(text) == [text]


def test_parts_end_with_clauses_then_with_words() -> None:
    clause = "我们今天来聊一聊大模型这个事情，"
    assert all(part.endswith("，") for part in parts(clause * 100)[:-1])
    assert all(part.endswith("；") for part in parts((clause * 4 + "就是这样；") * 30)[:-1])
    assert all(part.endswith(" ") for part in parts("people say a word after another " * 60)[:-1])
    whole = parts("然后OpenAI就说1,000,000美元" * 60)
    assert all(part.startswith(("然", "后", "OpenAI", "就", "说", "1,000,000")) for part in whole), whole
    assert not any(part.endswith(("第", "（", "“")) for part in parts("他说（第 3 章）“对”" * 80))


@pytest.mark.parametrize("piece", ["x", "e\u0301", "，", " ", "1,", "—", "👨\u200d👩\u200d👧"])
def test_without_a_place_to_break_at_no_letter_loses_its_marks(piece: str) -> None:
    text = piece * 3000
    found = parts(text)
    assert "".join(found) == text
    assert all(not part.startswith(("\u0301", "\u200d")) and not part.endswith("\u200d") for part in found)
