"""Who is only told of, before the talk and behind it, does not speak there."""

from __future__ import annotations

import pytest

from tests.interview.looks import counts
from tests.interview.test_forms import talk, words
from tui.interview.reading import read_text

TALK = talk("记者：{}", "李樹：{}")
SIX = {"记者": 6, "李樹": 6}


@pytest.mark.parametrize(
    "head",
    [
        "李樹：把夜班写进小说\n\n文｜周雨\n\n",
        "**李樹：把夜班写进小说**\n\n2024-03-01\n\n",
        "# 一次谈话\n\n李樹：急诊科医生，四十岁\n\n周岚：某刊主编\n\n以下是实录。\n\n",
        "# 一次谈话\n\n**嘉宾：**\n\n- 李樹：急诊科医生\n- 周岚：某刊主编\n\n**主持：** 王其明\n\n",
        "## 时间轴\n\n00:35 记者：今天聊夜班\n\n02:10 李樹：从北京回到县城\n\n## 文字稿\n\n",
        "## 要点\n\n- 李樹：先把手做好\n- 李樹：数据比什么都重要\n\n",
        "目录\n\n1. 李樹：慢一点\n2. 记者：雪地\n\n",
    ],
)
def test_what_is_told_before_the_talk(head: str) -> None:
    interview = read_text(head + TALK, "x.md")
    assert counts(interview) == SIX
    assert words(interview, 1) == ["最近怎么样？"]
    assert any("李樹" in p.text for p in interview.paragraphs[: interview.turns[0].start])


@pytest.mark.parametrize(
    "opening",
    [
        "记者：来了来了\n\n李樹：坐吧\n\n",  # right before the talk, as part of it
        "李樹：欢迎收听\n\n我是李樹，今天聊夜班。\n\n",  # the next paragraph goes on in his voice
        "李樹：我写小说\n\n2024-03-01\n\n",
        "李樹：小说写完了。\n\n2024-03-01\n\n",
        "李樹：哈喽\n\n2024-03-01\n\n",
        "李樹：欢迎收听本期节目\n\n（音乐）\n\n",
        "# 一次谈话\n\n- 周岚：某刊主编\n\n记者：来了来了\n\n李樹：坐吧\n\n",
    ],
)
def test_few_words_may_open_a_talk(opening: str) -> None:
    labels = [line[:2] for line in opening.split("\n") if line.startswith(("记者：", "李樹："))]
    interview = read_text(opening + TALK, "x.md")
    assert [turn.label for turn in interview.turns] == [*labels, *["记者", "李樹"] * 6]


def test_a_talk_without_full_stops_loses_nothing() -> None:
    said = "李樹：开头几句\n\n2024-03-01\n\n" + TALK.replace("。", "").replace("？", "")
    assert counts(read_text(said, "x.md")) == {"记者": 6, "李樹": 7}


def test_thanks_are_no_name() -> None:
    said = "问：欢迎来到现场\n\n答：谢谢\n\n" + talk("问：{}", "答：{}")
    assert counts(read_text(said, "x.md")) == {"问": 7, "答": 7}
    said = "嘉宾：谢谢\n\n主持人：谢谢\n\n" + talk("主持人：{}", "嘉宾：{}")
    assert counts(read_text(said, "x.md")) == {"主持人": 7, "嘉宾": 7}


NAMED = "主持人：王小明\n\n嘉宾：李樹、周岚\n\n"


@pytest.mark.parametrize(
    ("talked", "expected"),
    [
        (TALK, SIX),
        # However it is written and however short it is.
        (TALK.replace("。", "").replace("？", ""), SIX),
        (talk("[00:02] 记者：{}", "[00:03] 李樹：{}"), SIX),
        ("主持人：你好吗？\n\n李樹：好。\n\n主持人：真的？\n", {"主持人": 2, "李樹": 1}),
    ],
)
def test_a_role_with_nothing_but_names_tells_who_is_there(talked: str, expected: dict[str, int]) -> None:
    assert counts(read_text(NAMED + talked, "x.md")) == expected


def test_captions_may_tell_who_is_there_too() -> None:
    cues = [*NAMED.strip().split("\n\n"), *TALK.strip().split("\n\n")]
    timed = [f"{n + 1}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{words}\n" for n, words in enumerate(cues)]
    assert counts(read_text("\n".join(timed), "x.srt")) == SIX


def test_a_time_makes_a_turn_where_all_turns_have_one() -> None:
    said = "[00:01] 李樹：今天聊聊县城\n\n2024-03-01\n\n" + talk("[00:02] 记者：{}", "[00:03] 李樹：{}")
    assert counts(read_text(said, "x.md")) == {"记者": 6, "李樹": 7}


def test_captions_are_all_said() -> None:
    said = ["李樹：今天聊聊县城", "夜里很冷。", *talk("周岚：{}", "李樹：{}").strip().split("\n\n")]
    cues = [f"{n + 1}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{words}\n" for n, words in enumerate(said)]
    assert counts(read_text("\n".join(cues), "x.srt"))["李樹"] == 7


def test_english_words_with_a_full_stop_are_said() -> None:
    said = "Bo Chen: Welcome to the show.\n\n[music]\n\n" + talk("Ann Lee: {}", "Bo Chen: {}")
    assert counts(read_text(said, "x.md")) == {"Bo Chen": 7, "Ann Lee": 6}


@pytest.mark.parametrize(
    "end",
    [
        "- END -\n\n李樹：急诊科医生，著有《夜班》\n",
        "- END -\n\n嘉宾简介\n\n李樹：急诊科医生，著有《夜班》\n\n记者：周雨\n",
        "## 参考资料\n\n李樹：《夜班》，某某出版社，2023\n\n福柯：《规训与惩罚》\n\n李樹：《我与雪地》\n",
        "## 嘉宾介绍\n\n- 李樹：急诊科医生\n",
        "参考文献：\n\n1. 李樹：《夜班》，某某出版社，2023.\n",
    ],
)
def test_what_is_told_behind_the_talk(end: str) -> None:
    interview = read_text("# 一次谈话\n\n" + TALK + "\n" + end, "x.md")
    assert counts(interview) == SIX
    assert words(interview, 12) == ["各走各的路。"]


@pytest.mark.parametrize(
    "end",
    [
        "## 彩蛋\n\n记者：最喜欢的颜色\n\n李樹：蓝\n",
        "- END -\n\n记者：还有一句。\n\n李樹：走了。\n",
        "记者：走了啊\n\n李樹：慢走\n",
    ],
)
def test_a_talk_may_go_on_behind_a_heading(end: str) -> None:
    interview = read_text("# 一次谈话\n\n" + TALK + "\n" + end, "x.md")
    assert counts(interview) == {"记者": 7, "李樹": 7}


def test_names_on_lines_of_their_own_are_no_list_behind_the_talk() -> None:
    body = talk("**记者**\n\n{}", "**李樹**\n\n{}")
    interview = read_text(body + "\n## 产品介绍\n\n" + body, "x.md")
    assert counts(interview) == {"记者": 12, "李樹": 12}


def test_a_column_of_names_is_looked_at_once() -> None:
    table = "<table>" + "<tr><td>主持人：</td></tr><tr><td>你好：</td></tr>" * 2000 + "</table>"
    assert sum(counts(read_text(table, "x.html")).values()) in (0, 2000, 4000)
