"""A talk that somebody retells in a quotation within his answer."""

from __future__ import annotations

import pytest

from tests.interview.looks import counts
from tests.interview.test_forms import QUESTIONS, talk, words
from tui.interview.reading import read_text

TALK = talk("记者：{}", "李樹：{}") * 2
SPEAKERS = {"记者": 12, "李樹": 12}


@pytest.mark.parametrize(
    "retold", ["> 他：你走吗？\n>\n> 我：不走。\n>\n> 他：那吃饭。\n", "> 甲：走？\n> 乙：走。\n"]
)
def test_a_retold_talk_stays_in_the_answer(retold: str) -> None:
    interview = read_text(TALK + "\n" + retold + "\n" + TALK, "x.md")
    assert counts(interview) == {"记者": 24, "李樹": 24}
    said = [line.lstrip("> ") for line in retold.splitlines() if line.strip("> ")]
    assert words(interview, 24)[1:] == said


def test_a_quoted_question_of_the_audience_is_a_turn() -> None:
    interview = read_text(TALK + "\n> 观众：能拍照吗？\n\n李樹：可以。\n", "x.md")
    assert counts(interview) == {"记者": 12, "李樹": 13, "观众": 1}


def test_speakers_that_are_quoted_still_speak() -> None:
    interview = read_text(TALK + "\n> 记者：一句话呢？\n>\n> 李樹：慢。\n", "x.md")
    assert counts(interview) == {"记者": 13, "李樹": 13}


def test_a_talk_may_be_set_in_quotations() -> None:
    for question, answer in (("> 记者：{}", "> 李樹：{}"), ("> 记者：{}", "李樹：{}")):
        interview = read_text("引子。\n\n" + talk(question, answer), "x.md")
        assert counts(interview) == {"记者": len(QUESTIONS), "李樹": len(QUESTIONS)}
