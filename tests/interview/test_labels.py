"""Labels in less usual dress, whose they are, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.interview.looks import clocks, counts, is_right_or_unsure
from tests.interview.test_forms import ANSWERS, QUESTIONS, talk, words
from tui.interview.reading import read_text

SPOKEN = (
    "我们当时只有三个人，挤在一间小屋里写代码，后来才慢慢有了客户。",
    "对。",
    "我不太同意，你想想看，市场从来不缺聪明人。",
    "说实话我没怎么变。",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("周岚｜{}", "李樹｜{}"),
        ("周岚 | {}", "李樹 | {}"),
        ("**周岚｜**{}", "**李樹｜**{}"),
        ("周岚\t{}", "李樹\t{}"),
        ("周岚\u3000{}", "李樹\u3000{}"),
        ("（周岚）{}", "（李樹）{}"),
        ("▎周岚：{}", "李樹：{}"),
        ("● 周岚：{}", "● 李樹：{}"),
        ("*《月刊》*：{}", "李樹：{}"),
        ("\u200b周岚：{}", "\u200b李樹：{}"),
        ("周岚: [00:12] {}", "李樹: [00:14] {}"),
        ("[12:07] <周岚> {}", "[12:09] <李樹> {}"),
    ],
)
def test_labels_in_less_usual_dress(question: str, answer: str) -> None:
    interview = read_text("引子在这里。\n\n" + talk(question, answer), "x.md")
    assert list(counts(interview).values()) == [6, 6]
    assert words(interview, 1) == [QUESTIONS[0]]
    assert words(interview, 12) == [ANSWERS[5]]
    assert interview.warnings == ()


@pytest.mark.parametrize(
    "line",
    [
        "{name} 2024-01-02 {time}",
        "{name} 2024/1/2 {time}",
        "{name}: {time}",
        "{name} | {time}",
        "{time} {name}",
        "2024-01-02 {time} {name}",
        "2024年1月2日 {time} {name}",
        "2024/01/02 {time} {name}(10086)",
    ],
)
def test_a_name_and_a_time_on_a_line_of_their_own(line: str) -> None:
    said = [text for pair in zip(QUESTIONS, ANSWERS, strict=True) for text in pair]
    parts = [
        line.format(name=("周岚", "李樹")[n % 2], time=f"10:{n:02}:07") + f"\n{text}"
        for n, text in enumerate(said)
    ]
    interview = read_text("\n\n".join(parts), "x.txt")
    assert [name.removesuffix("(10086)") for name in counts(interview)] == ["周岚", "李樹"]
    assert list(counts(interview).values()) == [6, 6]
    assert words(interview, 12) == [ANSWERS[5]]
    assert [clock for clock in clocks(interview) if clock][-1] == "10:11:07"


@pytest.mark.parametrize(
    "name", ["李想", "吴念", "梁文道", "是枝裕和", "主持人大可", "嘉宾王其明", "🎧 老唐", "🎙️ Ann Lee"]
)
def test_names_that_look_like_something_else(name: str) -> None:
    shown = name.lstrip("🎧🎙\ufe0f ")
    assert counts(read_text(talk("记者：{}", f"{name}：{{}}"), "x.md")) == {"记者": 6, shown: 6}


@pytest.mark.parametrize("words", ["嘉宾名单", "记者手记"])
def test_a_role_with_a_thing_behind_it_is_nobody(words: str) -> None:
    source = talk("周岚：{}", "李樹：{}") + f"\n{words}：这里没有人在说话。\n\n周岚：谢谢你。\n"
    assert counts(read_text(source, "x.md")) == {"周岚": 7, "李樹": 6}


@pytest.mark.parametrize("colon", ["∶", "︰", "﹕"])
def test_other_signs_for_a_colon(colon: str) -> None:
    assert counts(read_text(talk(f"记者{colon}{{}}", f"冯平{colon}{{}}"), "x.txt")) == {"记者": 6, "冯平": 6}


@pytest.mark.parametrize("name", ["【{}】", "[{}]"])
def test_words_behind_a_name_in_brackets_may_begin_with_brackets(name: str) -> None:
    question, answer = name.format("周岚"), name.format("阿May")
    interview = read_text(talk(question + " {}", answer + "（笑）{}"), "x.md")
    assert counts(interview) == {"周岚": 6, "阿May": 6}
    assert words(interview, 2) == ["（笑）" + ANSWERS[0]]


def test_a_nickname_on_a_line_of_its_own_is_heard_though_it_comes_twice() -> None:
    timed = [f"00:{n:02} {'木子' if n % 2 else '老罗'}\n{SPOKEN[n % 4]}" for n in range(12)]
    timed[9:9] = timed[4:4] = ["00:05 小李\n我来说两句。"]
    assert counts(read_text("\n\n".join(timed), "x.txt")) == {"老罗": 6, "木子": 6, "小李": 2}
    pairs = zip(QUESTIONS, ANSWERS, strict=True)
    turns = [
        f"{who}\n\n{text}" for pair in pairs for who, text in zip(("主持人", "陈老师"), pair, strict=True)
    ]
    turns[9] = turns[5] = f"阿May\n\n{SPOKEN[0]}"
    assert counts(read_text("\n\n".join(turns), "x.md")) == {"主持人": 6, "陈老师": 4, "阿May": 2}


def test_who_speaks_once_among_those_who_ask_and_answer_is_heard() -> None:
    lines = [f"大可：{q}\n\n老唐：{a}\n\n{a}{a}" for q, a in zip(QUESTIONS, SPOKEN * 2, strict=False)]
    source = "\n\n".join([*lines, "大可：小何说呢？", f"小何：{SPOKEN[0]}", "大可：好。"])
    assert counts(read_text(source, "x.md")) == {"大可": 8, "老唐": 6, "小何": 1}


def test_a_heading_that_begins_with_a_speakers_name_is_a_title() -> None:
    body = talk("《月刊》：{}", "周岚：{}")
    source = "\n\n".join(f"## 周岚：之{n}\n\n{body}" for n in "一二三四")
    interview = read_text(source, "x.md")
    assert counts(interview) == {"《月刊》": 24, "周岚": 24}
    assert [section.title for section in interview.sections] == [f"周岚：之{n}" for n in "一二三四"]


def test_who_is_cited_within_an_answer_is_no_speaker() -> None:
    source = talk("周岚：{}", "李樹：{}\n\n> 他：你来不来？\n>\n> 我：不来。")
    only = source.replace("\n\n> 他：你来不来？\n>\n> 我：不来。", "", 5)
    assert counts(read_text(only, "x.md")) == {"周岚": 6, "李樹": 6}


def test_bold_words_on_a_matter_are_no_speaker() -> None:
    answer = "**李樹：**{}\n\n**关于选址：**要近。\n\n**关于钱：**要省。"
    assert is_right_or_unsure(read_text(talk("**周岚：**{}", answer), "x.md"), {"周岚": 6, "李樹": 6})


def test_a_colon_among_the_words_makes_no_other_label() -> None:
    body = talk("**周岚** {}", "**李樹** {}") + "\n**李樹** 举个例子：先把事做完。\n\n**周岚** 所以？\n"
    interview = read_text(body, "x.md")
    assert counts(interview) == {"周岚": 7, "李樹": 7}
    assert words(interview, 13) == ["举个例子：先把事做完。"]


def test_who_is_told_of_at_the_head_has_not_spoken_yet() -> None:
    interview = read_text("主持人：周岚\n\n嘉宾：李樹人\n\n" + talk("主持人：{}", "嘉宾：{}"), "x.md")
    assert counts(interview) == {"主持人": 6, "嘉宾": 6}
    body = talk("**周岚**\n\n{}", "**李樹人**\n\n{}")
    interview = read_text("周岚：某刊主编\n\n李樹人：作者\n\n" + body, "x.md")
    assert counts(interview) == {"周岚": 6, "李樹人": 6}


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("王敏（某公司创始人）", "王敏"),
        ("Ann Lee (host)", "Ann Lee"),
        ("Ann Lee (AL)", "AL"),
        ("Ann Lee, Director of Words", "Ann Lee"),
        ("黃之（下稱「黃」）", "黃"),
    ],
)
def test_a_label_with_more_in_brackets_is_a_variant(first: str, name: str) -> None:
    source = f"{first}：你好。\n\n李樹人：我很好。\n\n" + talk("李樹人：{}", f"{name}：{{}}")
    interview = read_text(source, "x.md")
    assert counts(interview) == {name: 7, "李樹人": 7}
    assert interview.speakers[0].variants == (first,)
    assert interview.turns[0].label == first


def test_several_together_are_nobodys_variant() -> None:
    source = talk("Ann Lee: {}", "Bo Chen: {}") + "\nAnn Lee, Bo Chen: We both say so, you know.\n"
    assert counts(read_text(source, "x.md")) == {"Ann Lee": 6, "Bo Chen": 6, "Ann Lee, Bo Chen": 1}


def test_a_title_that_is_a_heading_of_other_depth_says_nothing() -> None:
    body = talk("### 《月刊》：\n\n{}", "### 周岚：\n\n{}")
    assert counts(read_text("# 对话周岚：慢就是快\n\n" + body, "x.md")) == {"《月刊》": 6, "周岚": 6}


def test_a_speech_whose_headings_name_its_speaker() -> None:
    source = "# 2016 演講\n\n" + "\n\n".join(f"### 李樹人：\n\n{text}" for text in SPOKEN)
    assert counts(read_text(source, "x.md")) == {"李樹人": 4}


def test_one_who_answers_once_is_heard() -> None:
    lines = [f"主持人：{q}\n\n李樹人：{a}\n\n{a}{a}" for q, a in zip(QUESTIONS, SPOKEN * 2, strict=False)]
    source = "\n\n".join([*lines, "主持人：您说呢？", f"陈小明：{SPOKEN[0]}", "主持人：好。"])
    assert counts(read_text(source, "x.md")) == {"主持人": 8, "李樹人": 6, "陈小明": 1}


def test_a_name_within_an_answer_is_offered() -> None:
    lines = [f"主持人：{q}\n\n李樹人：{a}\n\n{a}{a}" for q, a in zip(QUESTIONS, SPOKEN * 2, strict=False)]
    lines.insert(3, "陈小明：这里也许是另一个人在说话。")
    interview = read_text("\n\n".join(lines), "x.md")
    assert not interview.sure
    assert [label.name for label in interview.labels if 0.1 < label.probability < 0.9] == ["陈小明"]


@pytest.mark.parametrize(
    "mark", ["{}：{}", "**{}**：{}", "- {}：{}", "{}——{}", "{} | {}", "**{}** {}", "{}\n\n{}"]
)
@pytest.mark.parametrize(
    "fields", [("看点", "短板"), ("口味", "时长", "难度"), ("成本", "风险", "机会", "对策"), ("北京", "成都")]
)
def test_entries_of_a_list_are_no_speakers(mark: str, fields: tuple[str, ...]) -> None:
    bodies = (
        "规模不大，增长很快。",
        "位于某地，成立于某年，曾经得过奖，在业内也广受好评。",
        "暂无。",
        "见下文？",
    )
    entries = [
        mark.format(field, bodies[(3 * number + len(field) * at) % 4])
        for number in range(9)
        for at, field in enumerate(fields)
        if (number + at) % 5
    ]
    interview = read_text("# 清单\n\n" + "\n\n".join(entries), "x.md")
    assert is_right_or_unsure(interview, {})


@pytest.mark.parametrize(
    "source",
    [
        "\n\n".join(f"议题：事项{n}\n\n决议：通过。\n\n待办：无" for n in range(6)),
        "\n".join(f"- [ ] 修复：问题{n}\n- [x] 功能：特性{n}" for n in range(8)),
        "\n".join(f"[12:00:{n:02}] INFO: started\n[12:00:{n:02}] ERROR: failed" for n in range(20)),
        "\n".join(f"Lakers: {90 + n}\nBulls: {80 + n}" for n in range(8)),
        "\n\n".join(f"张三：“走吧，第{n}次了。”他转过身去。\n\n雨还在下，谁也没有再说话。" for n in range(9)),
        "\n\n".join(f"(SOUNDBITE {n})\n\nSomebody speaks of it at length." for n in range(9)),
        "| Task | Owner |\n| --- | --- |\n" + "\n".join(f"| to do {n} | {'AB'[n % 2]}nn |" for n in range(9)),
    ],
    ids=["minutes", "tasks", "log", "scores", "novel", "sounds", "table"],
)  # fmt: skip
def test_still_more_that_only_looks_like_a_conversation(source: str) -> None:
    assert read_text(source, "x.md").turns == ()


def test_what_heads_the_answers_of_one_is_no_third_speaker() -> None:
    answers = "李樹人：我们这样看。\n\n1、成本：要降。\n\n2、速度：要快。\n\n举个例子：不多。"
    source = "\n\n".join(f"36氪：{question}\n\n{answers}" for question in QUESTIONS)
    assert counts(read_text(source, "x.md")) == {"36氪": 6, "李樹人": 6}


def test_entries_of_a_list_head_no_section() -> None:
    body = talk("记者：{}", "周岚：{}\n\n1. 关于钱：够用")
    interview = read_text(f"# 题\n\n**开端**\n\n{body}\n\n**后来**\n\n{body}", "x.md")
    assert [section.title for section in interview.sections if section.number] == ["开端", "后来"]


@pytest.mark.parametrize("heading", ["**/ 0{} /**", "#0{} 开端", "【开端之{}】", "{}、开端"])
def test_more_headings(heading: str) -> None:
    body = talk("记者：{}", "周岚：{}")
    source = "\n\n".join(["# 题", "引子。", *(heading.format(n) + "\n\n" + body for n in (1, 2, 3))])
    assert [section.turns for section in read_text(source, "x.md").sections] == [0, 12, 12, 12]


@pytest.mark.parametrize("asking", ["主播", "编辑"])
def test_words_of_credits_are_voices_where_they_come_again_and_again(asking: str) -> None:
    turns = "\n\n".join(
        f"{asking}：后来呢，第 {n} 年怎么样？\n\n王敏：我{'一直' * n}在路上。" for n in range(6)
    )
    interview = read_text(f"# 路上\n\n{asking}：张三\n\n{turns}\n")
    assert [speaker.name for speaker in interview.speakers] == [asking, "王敏"]
    credits = read_text("# 路上\n\n作者：张三\n\n编辑：李四\n\n主播：王五\n\n那一年我们一直在路上。\n")
    assert not credits.turns


def test_a_label_whose_shape_says_nothing_is_weighed_like_any_other() -> None:
    odd = "\n\n".join(f"一二三四五六七八{n}：这里说的是一件事情。" for n in "甲乙丙")
    assert len(read_text(f"{talk('周岚：{}', '李樹：{}')}\n\n{odd}\n").turns) == len(
        read_text(talk("周岚：{}", "李樹：{}")).turns
    )
