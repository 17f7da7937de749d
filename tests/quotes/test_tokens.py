from __future__ import annotations

import pytest

from tui.quotes.anchoring.tokens import same_weight


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("二〇一八年有十二个人", "二〇一九年有十五个人"),
        ("我们融了 1000 万", "我们融了 10000 万"),
        ("增长 3.5 倍", "增长 35 倍"),
        ("增长 13 倍", "增长 13 年"),
        ("占了 40%", "占了 40"),
        ("零下 -5 度", "零下 5 度"),
        ("花了 $5", "花了 €5"),
        ("三个人", "两个人"),
        ("我不知道他来", "我知道他来"),
        ("他不知道我来", "他知道我不来"),
        ("没有人去", "有人去"),
        ("「搞定」不是一个好的词，合作就是能双赢", "「搞定」是一个好的词，合作就不是能双赢"),
        ("这不是我的，那是你的", "这是我的，那不是你的"),
        ("I do not agree", "I do agree"),
        ("I don't agree", "I do agree"),
        ("it is never true", "it is ever true"),
        ("先有 3 个再有 5 个", "先有 5 个再有 3 个"),
    ],
)
def test_another_number_or_negation_weighs(one: str, other: str) -> None:
    assert not same_weight(one, other)
    assert not same_weight(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("我不知道，他来了没有。", "我不知道他来了沒有！"),
        ("融了 1,000 万", "融了1000萬"),
        ("用 GPT-4", "用 GPT 4"),
        ("１２ 个", "12 个"),
        ("I don’t know", "I DON'T know"),
        ("他不想来", "他不肯来"),
        ("我觉得不可能会这样", "我认为不可能会这样"),
        ("不", "不"),
        ("", ""),
    ],
)
def test_other_spellings_do_not(one: str, other: str) -> None:
    assert same_weight(one, other)
    assert same_weight(other, one)


def test_a_negation_with_both_neighbours_gone_weighs() -> None:
    assert not same_weight("他不想来", "她不肯来")
