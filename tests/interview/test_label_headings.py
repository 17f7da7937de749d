"""Headings that begin like a label, and are titles all the same."""

from __future__ import annotations

from tests.interview.looks import counts
from tests.interview.test_forms import talk
from tui.interview.reading import read_text

TITLES = ("慢一点没关系", "夜班最怕安静", "每一页都是父亲", "写不出来也坐着")


def test_a_section_named_after_its_speaker_is_a_section() -> None:
    parts = [f"## 李樹：{title}\n\n{talk('记者：{}', '李樹：{}')}" for title in TITLES]
    interview = read_text("# 一次谈话\n\n" + "\n".join(parts), "x.md")
    assert counts(interview) == {"记者": 24, "李樹": 24}
    assert [s.title for s in interview.sections if s.number] == [f"李樹：{title}" for title in TITLES]


def test_a_question_in_a_heading_is_a_turn() -> None:
    interview = read_text("# 一次谈话\n\n" + talk("## 记者：{}", "李樹：{}"), "x.md")
    assert counts(interview) == {"记者": 6, "李樹": 6}


def test_headings_that_hold_all_that_is_said_are_turns() -> None:
    body = talk("## 记者：{}", "## 李樹：{}") + "\n李樹：还有一句。\n\n李樹：再见。\n"
    assert counts(read_text("# 一次谈话\n\n" + body, "x.md")) == {"记者": 6, "李樹": 8}
