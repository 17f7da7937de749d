"""The head of a Markdown file: what YAML and TOML mean by it, and what neither of them is."""

from __future__ import annotations

import pytest

from tui.interview.model.interview import Credits
from tui.interview.reading import read_text

TALK = "\n**记者**：你好？\n\n**马渡**：好。\n\n**记者**：桥呢？\n\n**马渡**：断了。\n"


@pytest.mark.parametrize(
    ("head", "title", "credits"),
    [
        ("---\ntitle: \"\\u6865\\u5934\"\nauthor: '马''渡'\n---", "桥头", Credits("马'渡")),
        ("---\ntitle: 桥头 # 暂名\nauthor: [马渡, 齐山]\n---", "桥头", Credits("马渡、齐山")),
        ("---\ntitle: >-\n  The bridge\n  at noon\nauthor:\n- Ann Lee\n- Bo Ek\n---",
         "The bridge at noon", Credits("Ann Lee, Bo Ek")),
        ("---\ntitle: 桥头\npublisher: ~\nauthor: null\ndate: 2022-02-03T04:05:06Z\n...", "桥头",
         Credits(date="2022-02-03")),
        ("---\ntitle: &t 桥头\nauthor: {name: 马渡, mail: a@b.example}\nurl: <https://b.example/x>\n---",
         "桥头", Credits("马渡", url="https://b.example/x")),
        ("---\nTitle: 桥头\nextra:\n  publisher: 河报\n---", "桥头", Credits(publisher="河报")),
        ('+++\ntitle = "桥头"\ndate = 2022-02-03\nauthors = ["马渡"]\n+++', "桥头",
         Credits("马渡", date="2022-02-03")),
        ('+++\ntitle = "桥头"\n[params]\nauthor = "马渡"\n+++', "桥头", Credits("马渡")),
    ],
)  # fmt: skip
def test_the_head_says_title_and_credits(head: str, title: str, credits: Credits) -> None:
    interview = read_text(head + "\n" + TALK, "x.md")
    assert interview.title == title
    assert interview.credits == credits
    assert len(interview.turns) == 4
    assert interview.paragraphs[0].text == "记者：你好？"
    assert not interview.warnings


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ('---\ntitle: "桥头\nauthor: [马渡\n---', "YAML"),
        ("---\ntitle: 桥头\n\tauthor: : 马渡\n---", "YAML"),
        ("+++\ntitle = 桥头\nauthor: 马渡\n+++", "TOML"),
        ("---\na: " + "[" * 5000 + "\n---", "YAML"),
    ],
)
def test_a_broken_head_is_shown_as_it_is_with_one_warning(head: str, language: str) -> None:
    interview = read_text(head + "\n" + TALK, "x.md")
    lines = [line.strip() for line in head.split("\n")]
    assert [paragraph.text for paragraph in interview.paragraphs][: len(lines)] == lines
    assert len(interview.turns) == 4
    assert [(one.kind, one.details["language"]) for one in interview.warnings] == [("front-matter", language)]


@pytest.mark.parametrize(
    "head",
    [
        "---\nAnn: Who built it?\nBo: My aunt.\nAnn: When?\nBo: In May.\n---",
        "---\nA bridge stood here.\n---",
        "---\n- one\n- two\n---",
    ],
)
def test_what_only_stands_between_two_rules_is_text(head: str) -> None:
    interview = read_text(head + "\n\nAnn: And now?\n\nBo: Now it is gone.\n", "x.md")
    assert interview.paragraphs[0].text == head.split("\n")[1].removeprefix("- ")
    assert not any(one.kind == "front-matter" for one in interview.warnings)
