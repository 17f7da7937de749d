"""A view hides what it says and nothing else, and what is asked for comes out again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.interview.model.interview import Interview
from tui.interview.model.view import Shown, View
from tui.interview.reading import read_bytes

TALK = """# 谈话

一段前言。

## 第一章

记者：你好吗？今天怎么样？

王敏：很好。后来又变了。

接着说第二段。

### 第一节

记者：为什么？

王敏：不知道。

## 第二章

李雷：我来说一句。

记者：请。

李雷：最后一句。

还有一段。
"""
INTERVIEW: Interview = read_bytes(TALK.encode(), "talk.md")
LAST = len(INTERVIEW.paragraphs) - 1
SECTIONS = len(INTERVIEW.sections)
TURNS = len(INTERVIEW.turns)

VIEWS = st.builds(
    View,
    voice=st.sampled_from([None, "记者", "王敏", "李雷"]),
    folded=st.frozensets(st.integers(0, SECTIONS - 1)),
    short=st.booleans(),
    opened=st.frozensets(st.integers(0, TURNS - 1)),
)


def texts(view: View) -> list[str]:
    """What is shown, with … behind what is cut to a line."""
    shown = Shown(INTERVIEW, view)
    return [
        paragraph.text + ("…" if shown.is_short(number) else "")
        for number, paragraph in enumerate(INTERVIEW.paragraphs)
        if shown.is_shown(number)
    ]


def test_a_folded_section_leaves_its_heading_and_takes_those_under_it_along() -> None:
    assert texts(View(folded=frozenset({1}))) == [
        "谈话",
        "一段前言。",
        "第一章",
        "第二章",
        "李雷：我来说一句。",
        "记者：请。",
        "李雷：最后一句。",
        "还有一段。",
    ]


def test_a_folded_preface_takes_no_section_along() -> None:
    source = (
        "一段前言。\n\n第二段。\n\n### 引子\n\n记者：好吗？\n\n王敏：好。\n"
        + TALK[TALK.index("\n## 第一章") :]
    )
    lead = read_bytes(source.encode(), "x.md")
    shown = Shown(lead, View(folded=frozenset({0})))
    seen = [p.text for number, p in enumerate(lead.paragraphs) if shown.is_shown(number)]
    assert [section.level for section in lead.sections[:3]] == [1, 2, 1]
    assert seen == ["一段前言。", *(p.text for p in lead.paragraphs[2:])]


def test_folding_all_leaves_headings_and_the_title() -> None:
    assert texts(View(folded=frozenset(range(SECTIONS)))) == ["谈话", "第一章", "第二章"]


def test_short_answers_keep_the_questions_whole() -> None:
    assert texts(View(short=True)) == [
        "谈话",
        "一段前言。",
        "第一章",
        "记者：你好吗？今天怎么样？",
        "王敏：很好。后来又变了。…",
        "第一节",
        "记者：为什么？",
        "王敏：不知道。…",
        "第二章",
        "李雷：我来说一句。…",
        "记者：请。",
        "李雷：最后一句。…",
    ]


def test_one_voice_keeps_the_headings() -> None:
    assert texts(View(voice="李雷")) == [
        "谈话",
        "第一章",
        "第一节",
        "第二章",
        "李雷：我来说一句。",
        "李雷：最后一句。",
        "还有一段。",
    ]


@settings(max_examples=200)
@given(VIEWS, st.integers(0, LAST), st.integers(0, LAST))
def test_what_is_revealed_is_shown_whole_and_the_rest_stays_as_hidden(
    view: View, one: int, other: int
) -> None:
    first, last = sorted((one, other))
    before = Shown(INTERVIEW, view)
    after = Shown(INTERVIEW, before.revealing(first, last))
    for number in range(first, last + 1):
        assert after.is_shown(number)
        assert not after.is_short(number)
    assert all(after.is_shown(n) for n in range(LAST + 1) if before.is_shown(n))
    assert all(before.is_short(n) for n in range(LAST + 1) if before.is_shown(n) and after.is_short(n))
    assert after.revealing(first, last) == after.view
    if all(before.is_shown(n) and not before.is_short(n) for n in range(first, last + 1)):
        assert after.view == view


@settings(max_examples=200)
@given(VIEWS, st.integers(0, LAST))
def test_what_stands_for_a_paragraph_is_shown(view: View, number: int) -> None:
    shown = Shown(INTERVIEW, view)
    near = shown.standing_for(number)
    assert shown.is_shown(near)
    assert near == number or not shown.is_shown(number)


@settings(max_examples=100)
@given(VIEWS)
def test_walking_the_neighbours_meets_all_that_is_shown(view: View) -> None:
    shown = Shown(INTERVIEW, view)
    met, here = [], shown.neighbour(-1, 1)
    while here is not None:
        met.append(here)
        here = shown.neighbour(here, 1)
    back, here = [], shown.neighbour(LAST + 1, -1)
    while here is not None:
        back.append(here)
        here = shown.neighbour(here, -1)
    assert met == back[::-1] == [n for n in range(LAST + 1) if shown.is_shown(n)]
