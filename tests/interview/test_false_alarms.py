"""Warnings come where something is wrong with a label, and stay away where nothing is."""

from __future__ import annotations

import pytest

from tests.interview.test_forms import ANSWERS, QUESTIONS, talk
from tui.interview.reading import read_text

BODY = talk("记者：{}", "周岚：{}")
STORY = "我讲一个很长的故事。" * 40


def told(source: str) -> list[tuple[str, int | None]]:
    return [(warning.kind, warning.turn) for warning in read_text(source, "x.md").warnings]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("周岚：那你怎么看这件事？\n\n周岚：我觉得挺好。", [("question-in-answer", 13)]),
        # Who tells a story may well end it by asking.
        (f"周岚：{STORY}你说是不是？\n\n周岚：我觉得挺好。", []),
        ("记者：还有吗？\n\n周岚：有，你要听吗？\n\n周岚：我觉得挺好。", [("same-speaker", 14)]),
        ("记者：还有吗？\n\n周岚：有的。\n\n周岚：我觉得挺好。", []),
        ("李樹：我插一句。", [("label-once", 13)]),
        # Two who are known speak together.
        ("记者、周岚：谢谢。", []),
        ("周岚：他说。记者：你别走。我就没走。", [("label-within", 13)]),
        # A name before a colon within a sentence begins no turn.
        ("周岚：我对记者：你别走，他没听。", []),
        ("周岚：", [("empty-turn", 13)]),
        ("周岚：\n\n说在下一行。", []),
    ],
)
def test_a_label_that_may_be_wrong(more: str, expected: list[tuple[str, int | None]]) -> None:
    assert told(f"{BODY}\n{more}\n") == expected


def test_labels_that_are_repeated_all_the_time_are_none_to_warn_of() -> None:
    pairs = zip(QUESTIONS, ANSWERS, strict=True)
    parts = [f"记者：{q}\n\n周岚：你想不想听？\n\n周岚：{a}" for q, a in pairs]
    assert told("\n\n".join(parts)) == []


def test_in_a_short_talk_a_speaker_may_speak_once() -> None:
    assert told("记者：好吗？\n\n周岚：好。\n\n记者：真的？\n\n周岚：真的。\n\n李樹：我插一句。\n") == []


def test_two_numbered_speakers_are_no_slip_of_the_pen() -> None:
    talked = talk("Speaker 1: {}", "Speaker 2: {}")
    assert told(f"{talked}\nSpeaker 3: I see.\n\nSpeaker 1: OK.\n") == [("label-once", 13)]
    slip = talk("Ann Leer: {}", "Bo Chen: {}") + "\nAnn Lear: I see?\n\nBo Chen: Yes.\n"
    assert told(slip) == [("similar-labels", 13)]
