"""What stands before a conversation and behind it: who made it known, and what is nobody's words."""

from __future__ import annotations

import pytest

from tests.interview.looks import lines
from tests.interview.test_forms import talk
from tui.interview.model.interview import Credits, Kind
from tui.interview.reading import read_text

BODY = talk("记者：{}", "周岚：{}")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("作者 | 林一  编辑 | 王二", Credits(author="林一")),
        ("文｜林一 编辑｜王二", Credits(author="林一")),
        ("来源：晚报 作者：林一", Credits(publisher="晚报")),
        ("By: Ann Lee | Editor: Bo Chen", Credits(author="Ann Lee")),
        ("来源：远见杂志 2023年5月6日", Credits(publisher="远见杂志", date="2023-05-06")),
        ("来源：2023年5月6日 远见杂志", Credits(publisher="远见杂志", date="2023-05-06")),
        ("Source: Far Sight, May 6, 2023", Credits(publisher="Far Sight", date="2023-05-06")),
        ("作者：林一（2023-05-06）", Credits(author="林一", date="2023-05-06")),
        ("编辑：王二", Credits()),
        ("2024年3月1日 10:00", Credits(date="2024-03-01")),
        ("Jan 31, 2024", Credits(date="2024-01-31")),
        ("December 5th, 2023", Credits(date="2023-12-05")),
        ("2024-13-01", Credits()),
        ("晚报 2024-03-01", Credits(publisher="晚报", date="2024-03-01")),
    ],
)
def test_a_line_of_credits_under_the_title(line: str, expected: Credits) -> None:
    interview = read_text(f"# 一次谈话\n\n{line}\n\n{BODY}", "x.md")
    assert interview.credits == expected
    assert len(interview.turns) == 12


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("source: https://a.example/b", Credits(url="https://a.example/b")),
        # What is no address is none, and leaves the room to one that is.
        ("media: talk.mp3", Credits()),
        ("url: talk.mp3\nlink: https://a.example/c", Credits(url="https://a.example/c")),
        ("published: March 3, 2024", Credits(date="2024-03-03")),
        ("date: some day in March", Credits()),
        ("author: 林一\npodcast: 晚报\ndate: 2024-03-01", Credits("林一", "晚报", "2024-03-01")),
        ("author: [林一, 王二]", Credits("林一、王二")),
    ],
)
def test_credits_in_the_files_own_entries(entries: str, expected: Credits) -> None:
    assert read_text(f"---\ntitle: 谈话\n{entries}\n---\n\n# 谈话\n\n{BODY}", "x.md").credits == expected


@pytest.mark.parametrize(
    "said",
    [
        ["版权的事，我怎么知道？"],
        ["转载的人多吗？", "多。"],
        ["再见", "谢谢大家"],
        ["END 是一个按键，按一下就到末尾。"],
    ],
)
def test_what_the_last_one_says_is_no_footer(said: list[str]) -> None:
    interview = read_text(BODY + "\n周岚：先说一句。\n\n" + "\n\n".join(said) + "\n", "x.md")
    last = interview.turns[-1]
    assert [p.text for p in interview.paragraphs[last.start + 1 : last.end]] == said
    assert {p.kind for p in interview.paragraphs} == {Kind.TEXT}


@pytest.mark.parametrize(
    "behind",
    [
        ["（完）", "还有一行"],
        ["题图来源：视觉中国"],
        ["编辑：王二", "[往期](https://a.example/1)", "[首页](https://a.example)"],
        ["责任编辑：王二"],
    ],
)
def test_what_stands_behind_the_talk_is_nobodys(behind: list[str]) -> None:
    interview = read_text(BODY + "\n" + "\n\n".join(behind) + "\n", "x.md")
    assert interview.turns[-1].end == len(interview.paragraphs) - len(behind)
    assert {p.kind for p in interview.paragraphs[-len(behind) :]} == {Kind.CREDIT}


def test_a_line_break_in_markup_parts_words_that_need_a_blank() -> None:
    source = BODY + "\n周岚：先说 long<br>context，再说长<br/>文本和 A<br>字。\n"
    assert lines(read_text(source, "x.md"))[-1] == "周岚：|先说 long context，再说长文本和 A 字。"
