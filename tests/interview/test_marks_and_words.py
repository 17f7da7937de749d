"""What looks like a mark and is words, and what looks like words and is a mark."""

from __future__ import annotations

import pytest

from tests.interview.looks import counts
from tests.interview.test_forms import talk
from tui.interview.reading import read_text

TALK = talk("记者：{}", "李樹：{}")
SIX = {"记者": 6, "李樹": 6}
TWELVE = {"记者": 12, "李樹": 12}


def looks(source: str) -> list[tuple[str, str]]:
    """The paragraphs before the talk: what each is, and its words."""
    interview = read_text(f"# 谈话\n\n{source}\n\n{TALK}", "x.md")
    return [(str(p.kind), p.text) for p in interview.paragraphs[1 : interview.turns[0].start]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("开场白\n---", [("heading", "开场白")]),
        ("开场白\n===", [("heading", "开场白")]),
        ("开场白\n\n---", [("text", "开场白")]),
        # Three dashes right below what is no title are a rule.
        ("这是开场白。\n---", [("text", "这是开场白。")]),
        ("好吗？\n---", [("text", "好吗？")]),
        ("地点：上海\n---", [("text", "地点：上海")]),
        ("Place: Shanghai\n---", [("text", "Place: Shanghai")]),
        ("**地点：上海**\n---", [("heading", "地点：上海")]),
        ("这是开场白。\n------", [("heading", "这是开场白。")]),
        ("开场白\n* * *", [("text", "开场白")]),
    ],
)
def test_an_underlining_makes_a_heading_and_a_rule_does_not(
    source: str, expected: list[tuple[str, str]]
) -> None:
    assert looks(source) == expected


def test_a_rule_between_turns_makes_no_headings_of_them() -> None:
    interview = read_text("记者：你好吗？\n---\n李樹：很好。\n---\n" + TALK, "x.md")
    assert counts(interview) == {"记者": 7, "李樹": 7}
    assert interview.sections == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("```\n# 一\n**二**\n```", ["# 一", "**二**"]),
        ("~~~\n里面 ```\n~~~", ["里面 ```"]),
        ("````\n里面\n```\n还在里面\n````", ["里面", "```", "还在里面"]),
        # One that is never closed swallows nothing.
        ("```\n没有关上", ["```", "没有关上"]),
        ("~~~\n没有关上\n\n```", ["~~~", "没有关上", "```"]),
    ],
)
def test_what_stands_in_a_fence_is_left_as_it_is(source: str, expected: list[str]) -> None:
    assert [words for _kind, words in looks(source)] == expected


def test_no_label_counts_in_a_fence_and_every_one_behind_it() -> None:
    fence = "```\n记者：这不算。\n\n李樹：这也不算。\n```\n\n"
    assert counts(read_text(fence + TALK, "x.md")) == SIX
    assert counts(read_text(f"{fence}{TALK}\n```\n没有关上\n\n记者：最后一问？\n", "x.md"))["记者"] == 7


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("![](a.jpg)\n图片来源：受访者", "caption"),
        ("![](a.jpg)\n\n图源：视觉中国", "caption"),
        ("![](a.jpg)\n\n李樹与同事合影", "caption"),
        ("▲ 李樹在雪地里", "caption"),
        ("图：雪地", "caption"),
        # Sentences, long ones, bold ones, and where there is no picture.
        ("![](a.jpg)\n\n我们合影留念，很高兴。", "text"),
        ("![](a.jpg)\n\n那张合影你看过吗？", "text"),
        ("▲ 李樹在雪地里，他很高兴。", "text"),
        ("![](a.jpg)\n\n**摄影：王明**", "text"),
        ("![](a.jpg)\n\n" + "我们在那张合影里" * 13, "text"),
        ("李樹与同事合影", "text"),
        ("图：", "text"),
    ],
)
def test_a_short_line_at_a_picture_that_is_no_sentence_is_its_caption(source: str, kind: str) -> None:
    interview = read_text(f"{TALK}\n{source}\n\n{TALK}", "x.md")
    assert str(interview.paragraphs[12].kind) == kind
    assert counts(interview) == TWELVE


@pytest.mark.parametrize("form", ["{} 00:02 {{}}", "{} 00:02\n{{}}", "{}：{{}}"])
def test_a_time_of_day_within_a_sentence_makes_no_label_of_what_stands_before_it(form: str) -> None:
    talked = talk(form.format("记者"), form.format("李樹"))
    for words in (
        "李樹 10:30，我们出发。",
        "我们 10:30的时候出发。",
        "记者 10:30分到的。",
        "李樹 10:30左右到的。",
    ):
        interview = read_text(f"{talked}\n{words}\n\n{talked}", "x.md")
        assert counts(interview) == TWELVE
        assert interview.paragraphs[interview.turns[11].end - 1].text == words
    assert counts(read_text(f"{talked}\n李樹 10:30 我们出发。\n\n{talked}", "x.md"))["李樹"] == 13


def test_a_bold_name_within_a_paragraph_begins_a_turn_and_other_bold_words_do_not() -> None:
    talked = talk("**记者：**{}", "**李樹：**{}")
    more = "**李樹：**他说过**重点：**要慢。\n\n**记者：**嗯。**李樹：**对。\n"
    assert counts(read_text(f"{talked}\n{more}", "x.md")) == {"记者": 7, "李樹": 8}


def test_a_role_with_a_name_in_brackets_is_somebody_else_than_the_role() -> None:
    more = "记者（周岚）：再问一句？\n\n李樹（笑）：好。\n\n记者：嗯？\n"
    assert counts(read_text(f"{TALK}\n{more}", "x.md")) == {"记者": 7, "李樹": 7, "记者（周岚）": 1}


@pytest.mark.parametrize(("pause", "paragraphs"), [(0, 1), (3, 1), (10, 2)])
def test_a_long_silence_between_captions_begins_a_paragraph(pause: int, paragraphs: int) -> None:
    cues, at = [], 0
    for number, words in enumerate(("今天聊一聊。", "慢慢来这件事。", "后来事情多了。", "没有办法。")):
        at += pause if number == 2 else 0
        cues.append(f"{number + 1}\n00:00:{at:02},000 --> 00:00:{at + 1:02},900\n{words}\n")
        at += 2
    assert len(read_text("\n".join(cues), "x.srt").paragraphs) == paragraphs


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # Paths with blanks, as programs that take pictures of slides write them.
        ("![一](./a b/图 1.png)", []),
        ("前![一](</a b/图 1.png>)后", [("text", "前后")]),
        ("前![](slides (2)/1 2.png \"题\")后", [("text", "前后")]),
        ("见[附件](./a b/一.pdf)。", [("text", "见附件。")]),
        ("他说![笑](小声 说)好", [("text", "他说![笑](小声 说)好")]),
        # What programs for notes write beside Markdown's marks.
        ("%% 别发表 %%", []),
        ("前%%别发表%%后", [("text", "前后")]),
        ("%%\n别发表\n\n# 也别\n%%\n后", [("text", "后")]),
        ("%%\n没有关上", [("text", "%%"), ("text", "没有关上")]),
        ("涨了20%%，又30%%。", [("text", "涨了20%%，又30%%。")]),
        ("从前有座山。 ^a1-b", [("text", "从前有座山。")]),
        ("二的十次方 2 ^10", [("text", "二的十次方 2 ^10")]),
        ("和[[张三|师傅]]去了[[县城]]。", [("text", "和师傅去了县城。")]),
        ("录音[[00:12]]", [("text", "录音[[00:12]]")]),
        ("前![[录音 1.m4a]]后", [("text", "前后")]),
        ("==这句==重要", [("text", "这句重要")]),
        ("a == b == c", [("text", "a == b == c")]),
        ("> [!note]- 背景", [("text", "背景")]),
        ("- [ ] 核对\n- [x] 完了", [("text", "核对"), ("text", "完了")]),
        # Headings.
        ("    # 注释", [("text", "# 注释")]),
        ("\t## 注释", [("text", "## 注释")]),
        ("长" * 140 + "\n======", [("heading", "长" * 140)]),
        ("长" * 140 + "\n---", [("heading", "长" * 140)]),
    ],
)  # fmt: skip
def test_paths_with_blanks_and_marks_of_notes_are_no_words(
    source: str, expected: list[tuple[str, str]]
) -> None:
    assert looks(source) == expected


def test_a_label_is_found_before_marks_of_notes() -> None:
    said = TALK.replace("。", "。 ^q1")
    interview = read_text(said, "x.md")
    assert counts(interview) == SIX
    assert not any("^" in paragraph.text for paragraph in interview.paragraphs)
