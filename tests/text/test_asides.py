"""Words in brackets: stage directions and glosses are told apart, and from what is said."""

from __future__ import annotations

import pytest

from tui.text.asides import glosses, stage_directions


def cut(text: str, spans: object) -> list[str]:
    return [text[start:end] for start, end in spans]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "directions", "said_again"),
    [
        ("那 milestone（里程碑）呢", [], ["（里程碑）"]),
        ("长上下文 (long context) 很贵", [], [" (long context)"]),
        ("没有（笑）。", ["（笑）"], []),
        ("Yes (laughs), I did.", ["(laughs)"], []),
        # What is done is no word said again, in whatever script it stands.
        ("没有(laughs)。", ["(laughs)"], []),
        ("OK（笑）", ["（笑）"], []),
        ("我们（想了想）叫它 agent（智能体）", ["（想了想）"], ["（智能体）"]),
        # Nor is a remark of its own.
        ("我们（去年）去过", [], []),
        ("用 GPT（这是真的！）写", [], []),
    ],
)
def test_asides(text: str, directions: list[str], said_again: list[str]) -> None:
    assert cut(text, stage_directions(text)) == directions
    assert cut(text, glosses(text)) == said_again
