from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.search.engine import Engine

from .making import Searched, interview_of

TEXTS = (
    "杨植麟：月之暗面做长文本，长文本无损压缩；我们读《月之暗面》。",
    "Sam Altman：Scaling law 与 scalable 的 scaling law，GPT-4 和 GPT-4。",
    "腾讯：长期看，月之暗面不做长期的事。",
)


@pytest.fixture(scope="module")
def made() -> Searched:
    interview = interview_of("S：好", "腾讯新闻：好", "杨植麟：好", "A B：好", *TEXTS)
    return Searched(interview)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("月", "月之暗面"),
        ("月之", "月之暗面"),
        ("长文", "长文本"),
        ("开源 长文", "开源 长文本"),
        ("a|长文", "a|长文本"),
        ("-长文", "-长文本"),
        ("“长文", "“长文本"),
        ("ＧＰＴ", "ＧＰＴ-4"),
        ("scal", "scaling"),
        ("Scala", "Scalable"),
        ("scaling ", "scaling law"),
        ("长文本 ", "长文本 无损压缩"),
        ("speaker:杨", "speaker:杨植麟"),
        ("开源 speaker：yang", "开源 speaker：杨植麟"),
        ("-speaker:tx", "-speaker:腾讯新闻"),
        ("speaker:a", 'speaker:"A B"'),
        ('speaker:"a', 'speaker:"A B"'),
        ("sect", "section:"),
        ("月 sai", "月 said:"),
    ],
)
def test_the_likeliest_is_first(made: Searched, text: str, first: str) -> None:
    assert made.engine.complete(text)[0] == first


@pytest.mark.parametrize(
    "text", ["", " ", "，", "没有这个", "qqq", "月之暗面 qqq ", "speaker:nobody", "|", '"']
)
def test_what_goes_on_nowhere_is_not_completed(made: Searched, text: str) -> None:
    assert made.engine.complete(text) == []


def test_speakers_are_offered_at_once(made: Searched) -> None:
    assert made.engine.complete("speaker:", 3) == ["speaker:S", "speaker:腾讯新闻", "speaker:杨植麟"]


def test_before_it_is_prepared_nothing_is_suggested() -> None:
    assert Engine(interview_of(*TEXTS)).complete("月") == []


def test_words_do_not_reach_across_punctuation() -> None:
    made = Searched(interview_of("长，文本", "长，文本", "长。文本"))
    assert made.engine.complete("长") == []
    assert made.engine.complete("长 ") == []


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet='月之暗长文本gG-4Ssca l"|：:，é', max_size=8), st.integers(1, 4))
def test_every_suggestion_goes_on_from_what_was_typed(made: Searched, text: str, limit: int) -> None:
    found = made.engine.complete(text, limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)
    assert all(one.startswith(text) and len(one) > len(text) for one in found)


def test_what_was_pasted_goes_on_to_be_nothing(made: Searched) -> None:
    for text in ("a" * 9999 + "长", "长" * 9999 + "a", "长文" * 5000):
        assert made.engine.complete(text) == []
