"""Names that look like words, words that look like names, and what is printed around either."""

from __future__ import annotations

import pytest

from tests.interview.looks import counts, is_right_or_unsure
from tests.interview.test_forms import ANSWERS, talk, words
from tui.interview.names.shapes import shape, undecorated
from tui.interview.reading import read_text
from tui.interview.speakers.related_labels import of_whom


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("🎙️ 周岚：{}", "🎧 李樹：{}"),
        ("**👩🏻‍🦰 周岚**\n\n{}", "**👨 李樹**\n\n{}"),
        ("🎙周岚\n{}", "🎧李樹\n{}"),
    ],
)
def test_a_picture_before_a_name_is_none_of_it(question: str, answer: str) -> None:
    interview = read_text("引子在这里。\n\n" + talk(question, answer), "x.md")
    assert counts(interview) == {"周岚": 6, "李樹": 6}
    assert words(interview, 2) == [ANSWERS[0]]
    assert interview.warnings == ()


def test_a_frame_a_mark_and_a_number_are_no_part_of_a_name() -> None:
    assert undecorated("🎙️ 周岚 👩🏻‍🦰") == "周岚"
    for name in ("│周岚", "©周岚", "`周岚`", "ก็"):
        assert undecorated(name) == name
    assert shape("阿列克谢·伊万诺夫") == (2.0, "name")
    assert shape("周岚 · 02. 夜班")[0] < 2


@pytest.mark.parametrize("colon", "∶︰﹕")
def test_colons_that_old_pages_print(colon: str) -> None:
    interview = read_text("胜负是3∶1。\n\n" + talk("周岚" + colon + "{}", "李樹" + colon + "{}"), "x.txt")
    assert counts(interview) == {"周岚": 6, "李樹": 6}
    assert words(interview, 2) == [ANSWERS[0]]


def test_a_ratio_in_an_answer_is_no_label() -> None:
    body = talk("**周岚** {}", "**李樹** 比例是3∶1。{}")
    assert words(read_text(body, "x.md"), 2) == ["比例是3∶1。" + ANSWERS[0]]


def test_a_laugh_behind_a_bracket_is_said() -> None:
    for question, answer, laugh in (
        ("【周岚】{}", "【李樹】（笑）{}", "（笑）"),
        ("[周岚] {}", "[李樹] （笑）{}", "（笑）"),
        ("【周岚】{}", "【李樹】(笑){}", "(笑)"),
    ):
        interview = read_text(talk(question, answer), "x.txt")
        assert counts(interview) == {"周岚": 6, "李樹": 6}
        assert words(interview, 2) == [laugh + ANSWERS[0]]


@pytest.mark.parametrize("name", ["主持人王其明", "主播大可", "嘉宾会会", "吴某某频道"])
def test_names_with_a_role_or_of_a_channel(name: str) -> None:
    interview = read_text(talk("**周岚：**{}", f"**{name}：**{{}}"), "x.md")
    assert counts(interview) == {"周岚": 6, name: 6}


def test_a_role_tells_a_nickname_from_a_heading() -> None:
    assert shape("主播大可") == shape("嘉宾会会") == (1.5, "name")
    assert shape("观众反应") == shape("记者手记") == (0.5, "short")


@pytest.mark.parametrize("words", ["嘉宾应该是", "记者了解到", "观众给我的信", "关于选址", "至于价格"])
def test_a_clause_is_no_name(words: str) -> None:
    assert shape(words)[0] < 0


def test_a_bold_preposition_is_no_speaker() -> None:
    lead = "**关于选址：**先站一个月。\n\n**关于钱：**先别花。\n\n"
    body = (talk("**周岚：**{}", "**李樹：**{}") + "\n" + lead) * 2
    assert is_right_or_unsure(read_text(body, "x.md"), {"周岚": 12, "李樹": 12})


@pytest.mark.parametrize("label", ["某大学经济学院教授李樹人", "研究所所长李樹人", "主播李樹人"])
def test_an_office_may_stand_before_a_name(label: str) -> None:
    interview = read_text(
        f"周岚：请介绍自己。\n\n{label}：大家好。\n\n" + talk("周岚：{}", "李樹人：{}"), "x.md"
    )
    assert counts(interview) == {"周岚": 7, "李樹人": 7}
    assert [speaker.variants for speaker in interview.speakers] == [(), (label,)]
    assert interview.turns[1].label == label


@pytest.mark.parametrize(
    "label", ["对话某大学教授李樹人", "周岚问李樹人", "王敏捷、李樹人", "我的同事李樹人"]
)
def test_what_ends_in_a_name_is_not_always_his(label: str) -> None:
    assert of_whom(label, {"李樹人", "周岚"}) == ""


@pytest.mark.parametrize("name", ["李想", "梁文道", "曾念", "是枝裕和", "会田诚也", "欧阳念"])
def test_a_name_may_end_as_a_clause_does(name: str) -> None:
    interview = read_text(talk("周岚：{}", name + "：{}"), "x.md")
    assert is_right_or_unsure(interview, {"周岚": 6, name: 6})


@pytest.mark.parametrize(
    "labels",
    [
        ("张飞道", "曹操道"),
        ("张飞道", "宝玉笑道"),
        ("贾母道", "他说"),
        ("王想", "李想说"),
    ],
)
def test_what_is_told_of_many_is_nobodys(labels: tuple[str, str]) -> None:
    assert is_right_or_unsure(read_text(talk(labels[0] + "：{}", labels[1] + "：{}"), "x.md"), {})


def test_what_is_told_in_quotations_is_nobodys() -> None:
    assert is_right_or_unsure(read_text(talk("李想：“{}”", "王道：“{}”"), "x.md"), {})


def test_words_that_a_surname_begins_are_fields() -> None:
    assert counts(read_text(talk("周岚：{}", "李樹：{}\n\n简称：某社"), "x.md")) == {"周岚": 6, "李樹": 6}


LEADS = "**供应链：**要短一些，我们学过。\n\n**组织：**要轻一些。\n\n"


@pytest.mark.parametrize("form", ["**{}：**{{}}", "{}：{{}}"])
def test_a_lead_in_that_comes_again_is_no_speaker(form: str) -> None:
    """What stands within the answers of one, before the next question of another, is his."""
    leads = LEADS if "*" in form else LEADS.replace("**", "")
    body = (talk(form.format("周岚"), form.format("李樹人")) + "\n" + leads) * 2 + talk(
        "周岚：{}", "李樹人：{}"
    )
    assert is_right_or_unsure(read_text(body, "x.md"), {"周岚": 18, "李樹人": 18})


def test_a_third_person_that_speaks_twice_is_heard() -> None:
    body = talk("**周岚：**{}", "**李樹人：**{}")
    rare = "**木子：**我不这么看。\n\n"
    interview = read_text(f"{body}\n{rare}{body}\n**周岚：**木子呢？\n\n{rare}{body}", "x.md")
    assert counts(interview)["木子"] == 2
