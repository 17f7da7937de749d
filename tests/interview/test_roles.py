"""Who interviews and who is asked: by the word of a label, else by who asks clearly more."""

from __future__ import annotations

import pytest

from tests.interview.test_forms import QUESTIONS, talk
from tui.interview.model.interview import Role
from tui.interview.reading import read_text

ASKS, IS_ASKED, UNKNOWN = Role.INTERVIEWER, Role.GUEST, Role.UNKNOWN


def roles(source: str) -> dict[str, Role]:
    return {speaker.name: speaker.role for speaker in read_text(source, "x.txt").speakers}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q：{}", "A：{}"),
        ("问：{}", "答：{}"),
        ("A：{}", "B：{}"),
        ("B：{}", "A：{}"),
        ("甲：{}", "乙：{}"),
        ("记者：{}", "周岚：{}"),
        ("周岚：{}", "嘉宾：{}"),
    ],
)
def test_who_asks_is_the_interviewer(question: str, answer: str) -> None:
    first, second = question[:-3], answer[:-3]
    expected = {first: ASKS, second: IS_ASKED}
    if second == "嘉宾":
        # One role is told; of the other nothing is claimed.
        expected[first] = UNKNOWN
    assert roles(talk(question, answer)) == expected


def test_of_two_letters_that_both_tell_nobody_is_asked() -> None:
    chat = "\n\n".join(f"{'AB'[n % 2]}：我们昨天去了第{n}个地方，天气很好。" for n in range(8))
    assert roles(chat + "\n\nA：你说是不是？\n") == {"A": UNKNOWN, "B": UNKNOWN}


def test_a_second_one_who_asks_as_much_is_no_guest() -> None:
    lines = [f"记者：{q}\n\n周岚：{q}\n\n李樹：说来话长，我慢慢讲。" for q in QUESTIONS]
    assert roles("\n\n".join(lines)) == {"记者": ASKS, "周岚": UNKNOWN, "李樹": IS_ASKED}
