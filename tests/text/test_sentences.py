"""Sentences: where a reader would pause."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.sentences import sentences

CASES = [
    ["好。", "不好。"],
    ["他说：「好。」", "然后走了。"],
    ["真的吗？！", "真的……"],
    ["GPT-3.5 到 GPT-4，4.5 倍。", "是。"],
    ["我……我不知道。"],
    ["See U.S. policy, e.g. this one. ", "Next, Dr. Li said yes. ", "好的。"],
    ["哈哈。（笑）", "接着说。"],
    ["《为什么？》这本书好看。"],
    ["看 https://example.org/a?b=1 吧。", "好。"],
    ["没有句号"],
    ["我说。", "（去年）2 月在美国。"],
    ["真的吗？（大笑）", "是。[laughs] ", "Yes."],
    ["「走吧！」，他说。", "走了。"],
    ["好。", '"为什么？"', "他问。"],
    ["３．５倍。", "比 U.S.的好。"],
    ["They left Apple Inc. ", "Yahoo! is next, no. 5 of them. ", "So do I. ", "Good."],
    ["用的是 AI.", "然后呢"],
    ["1. 第一点。", "第二句。"],
    ["It costs 3.5 million. ", "That is a lot! ", "Really?"],
]


@pytest.mark.parametrize("case", CASES)
def test_cuts(case: list[str]) -> None:
    text = "".join(case)
    assert [text[start:end] for start, end in sentences(text)] == case


@given(st.text(alphabet="你好。！？…….?! ab1「」”（）\n", max_size=60), st.integers(0, 5))
def test_cover_the_text_without_a_gap(text: str, start: int) -> None:
    start = min(start, len(text))
    spans = sentences(text, start)
    assert "".join(text[a:b] for a, b in spans) == text[start:]
    assert all(a < b for a, b in spans)
    assert all(b == c for (_, b), (c, _) in pairwise(spans))
