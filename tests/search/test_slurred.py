"""Which syllables are taken for each other."""

from __future__ import annotations

import pytest

from tui.search.tiers.fuzzy_pinyin import fuzzy_syllables
from tui.text.pinyin import syllables


@pytest.mark.parametrize(
    ("syllable", "others"),
    [
        ("zhang", {"zang", "zhan", "zan"}),
        ("xing", {"xin"}),
        ("lin", {"nin", "ling", "ning"}),
        ("shuang", {"shuan", "suan"}),
        ("ben", {"beng"}),
        ("wu", set()),
        ("e", set()),
    ],
)
def test_what_a_syllable_may_be_taken_for(syllable: str, others: set[str]) -> None:
    assert fuzzy_syllables(syllable) == others


def test_it_goes_both_ways() -> None:
    for one in syllables():
        for other in fuzzy_syllables(one):
            assert one in fuzzy_syllables(other), (one, other)
            assert other in syllables()
