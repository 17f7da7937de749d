"""What is nearest is first, every slip of a dialect leads to its word, and what overlaps is shown as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .making import Searched

Make = Callable[..., Searched]

NAMES = (
    "甲：知识，",
    "乙：长江的水，",
    "甲：生产线，",
    "乙：男朋友们，",
    "甲：兰花草丛，",
    "乙：英雄山下，",
    "甲：风花雪月。",
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("cangjiangdeshui", "长江的水"),
        ("changjiangdesui", "长江的水"),
        ("senchanxian", "生产线"),
        ("shengcanxian", "生产线"),
        ("shenchanxian", "生产线"),
        ("lanpengyou", "男朋友"),
        ("nanhuacao", "兰花草"),
        ("lanhuachao", "兰花草"),
        ("yinxiongshan", "英雄山"),
        ("yingxiongsan", "英雄山"),
        ("yingxiongshang", "英雄山"),
        ("fenhuaxueyue", "风花雪月"),
    ],
)
def test_each_slip_of_a_dialect_leads_to_the_word(searched: Make, typed: str, words: str) -> None:
    interview = searched(*NAMES)
    (hit,) = interview.ask(typed).hits
    assert (hit.tier.value, interview.words(hit)) == ("pinyin", [words])


def test_of_two_terms_apart_those_in_one_turn_come_first(searched: Make) -> None:
    interview = searched(
        "甲：龙骨是什么？",
        "乙：是木头，要等很久。",
        "甲：还有呢？",
        "乙：先有龙骨才有船。",
        "后来用了别的木头。",
        "甲：好。",
    )
    answer = interview.ask("龙骨 木头")
    assert [hit.tier.value for hit in answer.hits] == ["pair"] * answer.total
    assert {hit.paragraph for hit in answer.hits[:2]} == {3, 4}
    assert {hit.paragraph for hit in answer.hits[2:]} == {0, 1}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("长上下文 上下", ["长上下文"]),
        ("上下 长上下文 下文", ["长上下文"]),
        ("长上下 上下文", ["长上下文"]),
        ("长 重要", ["长", "重要"]),
        ("文很 长上下文", ["长上下文很"]),
    ],
)
def test_what_overlaps_is_shown_as_one(searched: Make, query: str, shown: list[str]) -> None:
    interview = searched("乙：长上下文很重要。", "甲：好。")
    hit = interview.ask(query).hits[0]
    assert interview.words(hit) == shown


@pytest.mark.parametrize(
    ("typed", "tier"),
    [
        ("权利", "exact"),
        ("权力", "homophone"),
        ("全利", "homophone"),
        ("全力", None),
        ("长江水", "exact"),
        ("常江税", "homophone"),
        ("常疆税", None),
    ],
)
def test_of_a_short_term_one_character_is_the_same(searched: Make, typed: str, tier: str | None) -> None:
    interview = searched("甲：他有权利。", "乙：喝长江水。", "甲：别的话。")
    first = interview.first(typed)
    assert (first and first[0]) == tier
