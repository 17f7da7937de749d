from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.text.make_simplified import module, pairs
from tui.text.matchkey import MatchKey, fold, key_offsets
from tui.text.simplified import SIMPLIFIED, TRADITIONAL

TEXTS = st.text(
    st.one_of(
        st.sampled_from("长長文本 ，。.3579aAéßﬁＧ８İ한\u0301\ufe0f\u200b\n月之\ud800①½"),
        st.characters(),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＧＰＴ－３．５", "gpt3.5"),
        ("GPT-3.5", "gpt 3.5"),
        ("Pink Floyd 专辑", "PINK FLOYD專輯"),
        ("楊植麟：投後估值", "杨植麟投后估值"),
        ("「双轮驱动」", "双轮驱动"),
        ("22,000 次", "２２０００次"),
        ("geo-political", "Geopolitical"),
        ("don’t", "dont"),
        ("café", "cafe\u0301"),
        ("著名", "着名"),
        ("瞭解", "了解"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_of_the_same_words_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), [("3.5", "35"), ("开源", "闭源"), ("1992", "1993"), ("は", "ほ")])
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "text", ["", " \n\t", "，。……——！？", "\u200b\u202e\ufeff", "\ud800\udfff", "()[]*+"]
)
def test_what_nobody_remembers_has_no_key(text: str) -> None:
    assert fold(text) == ""


@given(TEXTS)
@example("1.\u202e5")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
@example("e\u0301ﬁ½3.5.")
def test_each_character_of_a_key_comes_from_its_place(text: str) -> None:
    key = MatchKey.of(text)
    offsets = key_offsets(text)
    assert len(offsets) == len(key.key)
    assert list(offsets) == sorted(offsets)
    for index, char in enumerate(key.key):
        at = key.offset(index)
        assert char == "." == unicodedata.normalize("NFKC", text[at]) or char in fold(text[at])
    assert key.offset(len(key.key)) == len(text)


@given(TEXTS, st.data())
def test_a_span_folds_to_the_stretch_of_the_key_it_stands_for(text: str, data: st.DataObject) -> None:
    key = MatchKey.of(text)
    start = data.draw(st.integers(0, len(key.key)))
    end = data.draw(st.integers(start, len(key.key)))
    first, last = key.span(start, end)
    assert key.key[start:end].strip(".") in fold(text[first:last])


def test_spans_leave_out_the_blanks_around_and_keep_those_within() -> None:
    key = MatchKey.of("他说「Pink Floyd」 专辑。")
    at = key.key.index("pinkfloyd")
    assert key.span(at, at + 9) == (3, 13)
    assert key.text[slice(*key.span(at, at + 11))] == "Pink Floyd」 专辑"
    assert key.span(at, at) == (3, 3)


def test_a_span_keeps_the_accent_of_its_last_letter() -> None:
    key = MatchKey.of("cafe\u0301 noir")
    assert key.text[slice(*key.span(0, 4))] == "cafe\u0301"


def test_places_in_the_text_lead_to_the_key() -> None:
    key = MatchKey.of("「长 文本」。")
    assert [key.index(offset) for offset in range(8)] == [0, 0, 1, 1, 2, 3, 3, 3]


def test_a_place_outside_the_key_is_refused() -> None:
    key = MatchKey.of("长文本")
    with pytest.raises(IndexError):
        key.offset(4)
    with pytest.raises(IndexError):
        key.offset(-1)


def test_the_table_is_what_opencc_says() -> None:
    from pathlib import Path

    from tui.text import simplified

    assert module(pairs()) == Path(simplified.__file__).read_text("utf-8")
    assert not set(SIMPLIFIED) & set(TRADITIONAL)
