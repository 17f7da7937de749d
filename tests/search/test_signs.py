"""Symbols that no key has, and that make another thing of a number or a letter."""

from __future__ import annotations

import pytest

from .making import Searched, interview_of

MADE = Searched(
    interview_of(
        "甲：一共 20 亿人民币。",
        "乙：我们写 C 和汇编。",
        "甲：比以前好个 10%、20%，没什么太大价值，反正也不是那样比的。",
        "乙：后来用 C++ 重写，花了很久，因为谁也不会。",
        "甲：成本是 ２０ 元，还有 R&D。",
    )
)


@pytest.mark.parametrize(
    ("query", "first"),
    [("20%", 2), ("２０％", 2), ("20", 0), ("C++", 3), ("c", 1), ("r&d", 4), ("好个 20%", 2)],
)
def test_what_has_the_sign_comes_first(query: str, first: int) -> None:
    assert MADE.ask(query).hits[0].paragraph == first


def test_what_lacks_it_is_found_all_the_same() -> None:
    assert {hit.paragraph for hit in MADE.ask("20%").hits} == {0, 2, 4}
    assert MADE.first("20%") == ("exact", 2, ["20"])


@pytest.mark.parametrize(
    ("query", "found"),
    [("%", set()), ("+", set()), ("#", set()), ("& % $", set()), ("C#", {1, 3}), ("20%%%", {0, 2, 4})],
)
def test_signs_alone_find_nothing_and_hinder_nothing(query: str, found: set[int]) -> None:
    assert {hit.paragraph for hit in MADE.ask(query).hits} == found
