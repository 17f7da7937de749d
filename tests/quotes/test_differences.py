"""What is shown as gone and as new between the stored words and today's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.quotes.anchoring import differences as module
from tui.quotes.anchoring.differences import Kind, differences

TEXTS = st.text(st.sampled_from("哈啊好的，。12. ab"), max_size=14)


def marked(stored: str, today: str) -> tuple[str, str]:
    """Both texts with what is gone in [-…-] and what is new in [+…+]."""
    signs = {Kind.SAME: "{}", Kind.GONE: "[-{}-]", Kind.NEW: "[+{}+]"}
    left, right = (
        "".join(signs[one.kind].format(one.text) for one in side) for side in differences(stored, today)
    )
    return left, right


@pytest.mark.parametrize(
    ("stored", "today", "left", "right"),
    [
        ("哈哈", "哈哈哈", "哈哈", "哈哈[+哈+]"),
        ("哈哈哈", "哈哈", "哈哈[-哈-]", "哈哈"),
        ("好的，好的。", "好的。", "好的[-，好的-]。", "好的。"),
        ("用了 3.5 年", "用了 2.5 年", "用了 [-3.5-] 年", "用了 [+2.5+] 年"),
        ("用了 35 年", "用了 350 年", "用了 [-35-] 年", "用了 [+350+] 年"),
        ("the art of it", "the arts of it", "the [-art-] of it", "the [+arts+] of it"),
        ("不是这样", "是这样", "[-不-]是这样", "是这样"),
        ("一样", "一样", "一样", "一样"),
        ("", "新的", "", "[+新的+]"),
        ("旧的", "", "[-旧的-]", ""),
    ],
)
def test_what_is_gone_and_what_is_new(stored: str, today: str, left: str, right: str) -> None:
    assert marked(stored, today) == (left, right)


@given(TEXTS, TEXTS)
def test_both_texts_are_whole_and_what_is_the_same_is_the_same_in_both(stored: str, today: str) -> None:
    left, right = differences(stored, today)
    assert "".join(one.text for one in left) == stored
    assert "".join(one.text for one in right) == today
    assert {one.kind for one in left} <= {Kind.SAME, Kind.GONE}
    assert {one.kind for one in right} <= {Kind.SAME, Kind.NEW}
    same = ["".join(one.text for one in side if one.kind is Kind.SAME) for side in (left, right)]
    assert same[0] == same[1]
    assert (stored == today) == all(one.kind is Kind.SAME for one in (*left, *right))


def test_long_texts_are_told_apart_as_a_whole_between_what_they_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_MOST", 3)
    assert marked("头甲乙丙尾", "头子乙丑尾") == ("头[-甲-]乙[-丙-]尾", "头[+子+]乙[+丑+]尾")
    assert marked("头甲乙丙戊尾", "头子乙丑丁尾") == ("头[-甲乙丙戊-]尾", "头[+子乙丑丁+]尾")
