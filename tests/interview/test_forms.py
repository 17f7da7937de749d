"""Forms in which interviews are published, and texts that only look like one."""

from __future__ import annotations

import pytest

from tests.interview.looks import is_right_or_unsure
from tui.interview.model.interview import Interview, Kind, Role
from tui.interview.reading import read_text

QUESTIONS = ("最近怎么样？", "为什么这么做？", "后来呢？", "你担心吗？", "还有什么计划？", "怎么看同行？")
ANSWERS = (
    "挺忙的，事情很多。",
    "因为没有别的路可走。",
    "后来慢慢好了。",
    "不担心。",
    "先把今年做完。",
    "各走各的路。",
)


def talk(question: str, answer: str, between: str = "\n\n") -> str:
    parts = [
        form.format(t)
        for q, a in zip(QUESTIONS, ANSWERS, strict=True)
        for form, t in ((question, q), (answer, a))
    ]
    return between.join(parts) + "\n"


def sections(lead: str) -> list[tuple[str, str]]:
    """Title and subtitle of two sections that begin with that line."""
    body = talk("记者：{}", "周岚：{}")
    source = "# 谈话\n\n" + "\n".join(f"## 第{number}章\n\n{lead}\n\n{body}" for number in "一二")
    return [
        (section.title, section.subtitle) for section in read_text(source, "x.md").sections if section.number
    ]


def counts(interview: Interview) -> dict[str, int]:
    return {speaker.name: speaker.turns for speaker in interview.speakers}


def words(interview: Interview, turn: int) -> list[str]:
    one = interview.turns[turn - 1]
    texts = [p.text[p.label :] for p in interview.paragraphs[one.start : one.end]]
    return [text for text in texts if text]


@pytest.mark.parametrize(
    ("question", "answer", "names"),
    [
        ("《月刊》：{}", "周岚：{}", ("《月刊》", "周岚")),
        ("**《月刊》：{}**", "周岚：{}", ("《月刊》", "周岚")),
        ("**《月刊》：**{}", "**周岚：**{}", ("《月刊》", "周岚")),
        ("**《月刊》**：{}", "**周岚** ：{}", ("《月刊》", "周岚")),
        ("**「****月刊」：{}**", "**周岚：**{}", ("「月刊」", "周岚")),
        ("**问：{}**", "**答：**{}", ("问", "答")),
        ("**问** **：**{}", "答：{}", ("问", "答")),
        ("__Ann Lee:__ {}", "__Bo Chen:__ {}", ("Ann Lee", "Bo Chen")),
        ("**Ann Lee** {}", "**Bo Chen** {}", ("Ann Lee", "Bo Chen")),
        ("**周岚** | {}", "**李樹** | {}", ("周岚", "李樹")),
        ("[Ann Lee] 10:00:05\n{}", "[Bo Chen] 10:01:20\n{}", ("Ann Lee", "Bo Chen")),
        ("Ann: {}", "Bo: {}", ("Ann", "Bo")),
        ("Q: {}", "A: {}", ("Q", "A")),
        ("**周岚:**\n\n**{}**", "**Bo:**\n\n{}", ("周岚", "Bo")),
        ("科技周刊：{}", "让·皮埃尔·杜邦：\n\n{}", ("科技周刊", "让·皮埃尔·杜邦")),
        ("### 周岚：\n{}", "### 李樹：\n{}", ("周岚", "李樹")),
        ("### 周岚\n{}", "### 李樹\n{}", ("周岚", "李樹")),
        ("周岚\n{}", "李樹\n{}", ("周岚", "李樹")),
        ("发言人 1 00:52\n\n{}", "发言人 2 01:07\n\n{}", ("发言人 1", "发言人 2")),
        ("发言人 1 00：52 {}", "发言人 201：07{}", ("发言人 1", "发言人 2")),
        ("Ann Lee (00:00):\n{}", "Bo Chen (1:00:12):\n{}", ("Ann Lee", "Bo Chen")),
        ("[00:01] Ann: {}", "[00:02:03] Bo: {}", ("Ann", "Bo")),
        ("Speaker 1  0:01\n{}", "Speaker 2  0:05\n{}", ("Speaker 1", "Speaker 2")),
        ("> 周岚：{}", "李樹：{}", ("周岚", "李樹")),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_labels(question: str, answer: str, names: tuple[str, str], line_end: str) -> None:
    source = "# 一次谈话\n\n这里是几句开场的话。\n\n" + talk(question, answer)
    interview = read_text(source.replace("\n", line_end), "x.md")
    assert counts(interview) == dict.fromkeys(names, 6)
    assert [turn.label for turn in interview.turns] == [names[0], names[1]] * 6
    assert words(interview, 1) == [QUESTIONS[0]]
    assert words(interview, 12) == [ANSWERS[5]]
    assert interview.title == "一次谈话"
    assert interview.speakers[0].role is Role.INTERVIEWER
    assert interview.speakers[1].role is Role.GUEST
    assert interview.warnings == ()


def test_a_short_exchange_is_enough_where_it_is_all_there_is() -> None:
    interview = read_text("王敏：你好吗？\n\n李强：很好。\n")
    assert counts(interview) == {"王敏": 1, "李强": 1}


def test_numbered_questions_are_one_voice_and_stay_as_printed() -> None:
    interview = read_text("Q1：你好？\n\nA1：好。\n\nQ2：真的？\n\nA2：真的。")
    assert [turn.label for turn in interview.turns] == ["Q1", "A1", "Q2", "A2"]
    assert [(s.name, s.turns, s.variants) for s in interview.speakers] == [
        ("Q1", 2, ("Q2",)),
        ("A1", 2, ("A2",)),
    ]


def test_spellings_of_one_label_are_one_speaker() -> None:
    source = talk("《月刊》：{}", "周岚：{}") + "\n《 月刊 》：真的？\n\n周岚:真的。\n"
    interview = read_text(source, "x.md")
    assert counts(interview) == {"《月刊》": 7, "周岚": 7}
    assert interview.speakers[0].variants == ("《 月刊 》",)
    assert interview.turns[12].label == "《 月刊 》"


def test_glued_labels_open_turns_of_their_own() -> None:
    source = talk("**问：{}**", "**答：**{}") + "\n**问：最后** **一个问题？** **答：**没有了。\n"
    interview = read_text(source, "x.md")
    assert counts(interview) == {"问": 7, "答": 7}
    assert words(interview, 13) == ["最后 一个问题？"]
    assert words(interview, 14) == ["没有了。"]


def test_bold_over_two_lines_does_not_swallow_the_label_behind_it() -> None:
    source = (
        talk("**问：{}**", "**答：**{}") + "\n**问：最后\n一个问题？**\n**答：**没有了。\n**答：好**2**3\n"
    )
    interview = read_text(source, "x.md")
    assert counts(interview) == {"问": 7, "答": 8}
    assert words(interview, 13) == ["最后", "一个问题？"]
    assert words(interview, 14) == ["没有了。"]
    assert words(interview, 15) == ["好2**3"]


def test_labels_glued_between_links_open_turns_of_their_own() -> None:
    glued = "**答：**看 [这里](http://a.b) **问：**[哪里](http://c.d)？ **答：**[那里](/e)。"
    interview = read_text(talk("**问：**{}", "**答：**{}") + f"\n{glued}\n", "x.md")
    assert [words(interview, turn) for turn in (13, 14, 15)] == [["看 这里"], ["哪里？"], ["那里。"]]


def test_a_stamp_in_mid_line_opens_a_turn() -> None:
    source = (
        talk("发言人 1 00:52 {}", "发言人 2 01:07 {}")
        + "\n那就这样。发言人 1 12：10 好的。发言人 212：15 再见。\n"
    )
    interview = read_text(source, "x.md")
    assert counts(interview) == {"发言人 1": 7, "发言人 2": 7}
    assert words(interview, 12) == [ANSWERS[5], "那就这样。"]
    assert words(interview, 14) == ["再见。"]


def test_a_label_with_nothing_behind_it_is_left_and_told() -> None:
    source = "**周岚:**\n\n大家好。**李樹:**\n\n**近来如何？**\n\n" + talk(
        "**李樹:**\n\n**{}**", "**周岚:**\n\n{}"
    )
    interview = read_text(source, "x.md")
    assert counts(interview) == {"周岚": 7, "李樹": 6}
    assert [(w.kind, w.turn) for w in interview.warnings] == [("label-at-end", 1)]


def test_slips_and_groups_are_kept_and_told() -> None:
    names = ("Sarah", "Aditya", "Bill")
    lines = [f"{names[i % 3]}：这是第 {i} 句{'？' if i % 3 == 0 else '。'}" for i in range(30)]
    lines += ["Sara：哦？", "Aditya, Bill：是的。"]
    interview = read_text("\n\n".join(lines), "x.md")
    assert counts(interview) == {"Sarah": 10, "Aditya": 10, "Bill": 10, "Sara": 1, "Aditya, Bill": 1}
    assert [(w.kind, w.turn) for w in interview.warnings] == [("similar-labels", 31)]


@pytest.mark.parametrize(
    "colons",
    [
        "噪声数据：在真实标记与样本间存在偏差的数据。",
        "我预感市场会发生很多变量：一方面是资本，一方面是人才。",
        "优势：便宜。\n\n劣势：也便宜。",
        "技术路线：多样。",
        "注：以上为估计。",
        "**关键是这一点**：要快。",
        "他说：“明天再来。”",
        "时间是 10:30，比分 3:2。",
    ],
)
def test_colons_within_answers_are_no_speakers(colons: str) -> None:
    interview = read_text(talk("记者：{}", "周岚：{}\n\n" + colons), "x.md")
    assert is_right_or_unsure(interview, {"记者": 6, "周岚": 6})


@pytest.mark.parametrize("mark", ["{}：{}", "**{}**：{}", "* **{}**：{}", "{}: {}"])
@pytest.mark.parametrize(
    "fields", [("介绍", "推荐它的原因"), ("领域", "代表性成果", "影响力", "荣誉"), ("口味", "口感")]
)
def test_fields_under_headings_are_no_speakers(mark: str, fields: tuple[str, ...]) -> None:
    entries = [
        f"### 条目 {i}\n\n" + "\n\n".join(mark.format(field, f"这是 {i} 的内容。") for field in fields)
        for i in range(12)
    ]
    interview = read_text("# 清单\n\n" + "\n\n".join(entries), "x.md")
    assert interview.turns == ()
    assert "no-speakers" in {warning.kind for warning in interview.warnings}


def test_a_glossary_has_no_speakers() -> None:
    terms = ("Anchor", "Passage", "Turn", "Label", "Quote", "Segment", "Reader")
    interview = read_text("\n\n".join(f"{term}: what is it? A thing." for term in terms), "x.md")
    assert is_right_or_unsure(interview, {})


def test_a_novel_has_no_speakers() -> None:
    lines = [
        f"　　{name}{verb}：“第{i}句话。”"
        for i, (name, verb) in enumerate([("赵平", "道"), ("钱安", "笑道")] * 8)
    ]
    interview = read_text("\n".join(lines + ["　　赵平心想：这可如何是好？"] * 3), "x.txt")
    assert interview.turns == ()


def test_times_without_names_are_no_speakers() -> None:
    source = "\n".join(f"[00:{i:02}:09] 然后我们接着聊 对 就是这样" for i in range(20))
    interview = read_text(source, "x.md")
    assert interview.turns == ()
    assert interview.paragraphs[0].text == "然后我们接着聊 对 就是这样"


def test_front_matter_is_read_and_left_out() -> None:
    source = (
        "---\ntitle: 'It''s a talk:\n  part two'\nauthor: \"Ann Lee\"\nchannel: The Show\ndate: 2021-03-04\n"
        "tags:\n  - one\n---\n\n## Intro\n\n" + talk("Ann: {}", "Bo: {}")
    )
    interview = read_text(source, "x.md")
    assert interview.title == "It's a talk: part two"
    assert interview.credits == ("Ann Lee", "The Show", "2021-03-04", "")
    assert interview.paragraphs[0].text == "Intro"
    assert [section.title for section in interview.sections] == ["Intro"]


SECTIONED = (
    "### 01. 开端",
    "### 开端",
    "01\n\n开端",
    "**01**\n\n**开端**",
    "**开端**",
    "**01**\n------\n\n**开端**\n------",
    "一、开端",
)


@pytest.mark.parametrize("heading", SECTIONED)
def test_headings(heading: str) -> None:
    body = talk("记者：{}", "周岚：{}")
    second = heading.replace("1", "2").replace("一", "二")
    source = f"文章的题目\n===\n\n前言。\n\n{heading}\n\n{body}\n\n{second}\n\n{body}"
    interview = read_text(source, "x.md")
    assert [section.turns for section in interview.sections] == [0, 12, 12]
    assert interview.sections[1].title.endswith("开端")
    assert interview.title == "文章的题目"
    assert interview.paragraphs[0].kind is Kind.TITLE


def test_a_heading_may_imitate_a_label() -> None:
    body = talk("**周岚**：{}", "**李樹**：{}")
    heads = [
        f"**0{i}**\n-----\n\n**{n}：**\n-----\n\n**看未来**\n-----\n\n"
        for i, n in enumerate(("周岚", "李樹"), 1)
    ]
    interview = read_text("# 题目\n\n前言在这里。\n\n" + heads[0] + body + "\n\n" + heads[1] + body, "x.md")
    assert [section.title for section in interview.sections] == ["", "01 周岚：看未来", "02 李樹：看未来"]
    assert counts(interview) == {"周岚": 12, "李樹": 12}


def test_nested_headings_have_levels() -> None:
    body = talk("记者：{}", "周岚：{}")
    interview = read_text(
        f"# 题目\n\n## 01\n\n### 1.1 甲\n\n{body}\n\n### 1.2 乙\n\n{body}\n\n## 02\n\n{body}", "x.md"
    )
    assert [(s.title, s.level, s.turns) for s in interview.sections[1:]] == [
        ("01", 1, 0),
        ("1.1 甲", 2, 12),
        ("1.2 乙", 2, 12),
        ("02", 1, 12),
    ]


def test_a_bold_heading_may_go_over_two_lines() -> None:
    body = talk("记者：{}", "周岚：{}")
    source = f"# 题目\n\n前言。\n\n**走出去，**\n\n**再走回来**\n\n{body}\n\n**第二段路**\n\n{body}"
    interview = read_text(source, "x.md")
    assert [(s.title, s.turns) for s in interview.sections] == [
        ("", 0),
        ("走出去，再走回来", 12),
        ("第二段路", 12),
    ]


def test_a_lone_bold_line_is_an_emphasis() -> None:
    body = talk("**记者：**{}", "**周岚：**{}")
    interview = read_text(f"# 题目\n\n{body}\n\n**这里有一句重要的话**\n\n{body}", "x.md")
    assert interview.sections == ()


def test_a_bold_question_in_two_paragraphs_is_no_heading() -> None:
    body = talk("**记者：先说一句。**\n\n**{}**", "周岚：{}")
    interview = read_text("# 题目\n\n" + body, "x.md")
    assert interview.sections == ()
    assert is_right_or_unsure(interview, {"记者": 6, "周岚": 6})


@pytest.mark.parametrize(
    "footer",
    [
        "（完）\n\n编辑：王五",
        "- End -\n\n关注我们",
        "题图来源：某电影\n\n· FIN ·",
        "某某工作室\n\n[跳转到原文](https://a.b/c)",
    ],
)
def test_the_footer_is_nobodys_turn(footer: str) -> None:
    interview = read_text(talk("记者：{}", "周岚：{}") + "\n\n" + footer, "x.md")
    assert counts(interview) == {"记者": 6, "周岚": 6}
    assert words(interview, 12) == [ANSWERS[5]]
    assert interview.turn_at(len(interview.paragraphs) - 1) is None


def test_credits_of_a_head() -> None:
    source = (
        "## 20230102某次访谈\n\n[某次访谈：走得更远](https://a.b/s?x=1&y=(2)#z)\n\n"
        "原创周岚某周刊 2023-01-05 08:00 上海\n\n"
        "作者 | 周岚\n\n出品 | 某周刊《对话》\n\n前言。\n\n" + talk("记者：{}", "李樹：{}")
    )
    interview = read_text(source, "x.md")
    assert interview.title == "某次访谈：走得更远"
    assert interview.credits == ("周岚", "某周刊《对话》", "2023-01-05", "https://a.b/s?x=1&y=(2)#z")
    kinds = [paragraph.kind for paragraph in interview.paragraphs[:6]]
    assert kinds == [Kind.CREDIT, Kind.TITLE, Kind.CREDIT, Kind.CREDIT, Kind.CREDIT, Kind.TEXT]


def test_inline_markup_is_cut_and_the_rest_is_kept() -> None:
    source = (
        "Ann: Oh \\[04:12\\] yes &amp; no, [web](https://a.b/c_(d)), "
        "2**10 and 3**5, a_b_c, 3*5*8, <laugh> ok?\n\n"
        "Bo: **good** ![p](http://x/y.png)words [sic](laughing).\n"
    )
    interview = read_text(source, "x.md")
    assert words(interview, 1) == ["Oh [04:12] yes & no, web, 2**10 and 3**5, a_b_c, 3*5*8, <laugh> ok?"]
    assert words(interview, 2) == ["good words [sic](laughing)."]


def test_plain_text_is_kept_to_the_letter() -> None:
    interview = read_text("# 不是标题\n**也不是**\n&amp; \\[\n", "x.txt", format="text")
    assert [paragraph.text for paragraph in interview.paragraphs] == ["# 不是标题", "**也不是**", "&amp; \\["]


def test_warnings_of_a_doubtful_text() -> None:
    body = talk("记者：{}", "周岚：{}")
    interview = read_text(
        body + "\n周岚：那你觉得呢？\n\n周岚：我觉得锟斤拷还行。\n\n记者：\n\n王五：我补充。\n", "x.md"
    )
    assert [(w.kind, w.turn) for w in interview.warnings] == [
        ("question-in-answer", 13),
        ("garbled", 14),
        ("empty-turn", 15),
        ("label-once", 16),
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("【周岚】{}", "【李樹】{}"),
        ("[周岚] {}", "[李樹] {}"),
        ("<周岚> {}", "<李樹> {}"),
        ("*周岚：*{}", "*李樹：*{}"),
        ("_周岚：_ {}", "_李樹：_ {}"),
        ("— 周岚：{}", "— 李樹：{}"),
        ("1. 周岚：{}", "李樹：{}"),
        ("周岚 — {}", "李樹 — {}"),
        ("周岚——{}", "李樹——{}"),
        ("### 周岚：{}", "李樹：{}"),
        ("- **周岚**：{}", "- **李樹**：{}"),
        ("<strong>周岚：</strong>{}", "<strong>李樹：</strong>{}"),
    ],
)
@pytest.mark.parametrize("path", ["x.md", "x.txt"])
def test_more_labels(question: str, answer: str, path: str) -> None:
    interview = read_text(talk(question, answer), path)
    assert counts(interview) == {"周岚": 6, "李樹": 6}
    assert words(interview, 12) == [ANSWERS[5]]


@pytest.mark.parametrize(
    ("question", "answer", "names"),
    [
        ("Q. {}", "A. {}", {"Q", "A"}),
        ("Q1 {}", "A1 {}", {"Q1", "A1"}),
        ("问题1：{}", "回答：{}", {"问题1", "回答"}),
        ("SPEAKER_00: {}", "SPEAKER_01: {}", {"SPEAKER_00", "SPEAKER_01"}),
        ("Ann Lee (host): {}", "Bo Chen (guest): {}", {"Ann Lee (host)", "Bo Chen (guest)"}),
    ],
)
def test_labels_of_questions_and_programs(question: str, answer: str, names: set[str]) -> None:
    interview = read_text(talk(question, answer), "x.md")
    assert counts(interview) == dict.fromkeys(names, 6)
    assert interview.warnings == ()


@pytest.mark.parametrize(
    "source",
    [
        "\n".join(f"{n + 8:02}:00 {what}" for n, what in enumerate(["开会", "茶歇", "讨论", "午餐"] * 3)),
        "\n\n".join(f"- fix: something {n}\n- feat: another thing {n}\n- docs: words" for n in range(6)),
        "\n\n".join(f"{name} — an explanation of it." for name in ("Noise", "Genome", "Network", "Vector")),
        "\n\n".join(["[Music]", "Hello and welcome to the show.", "[Laughter]", "So we go on."] * 4),
    ],
    ids=["timetable", "log", "terms", "sounds"],
)  # fmt: skip
def test_more_that_only_looks_like_a_conversation(source: str) -> None:
    assert read_text(source, "x.md").turns == ()


def test_a_label_within_the_words_is_told_and_not_cut_out() -> None:
    source = (
        talk("王敏：{}", "李强：{}")
        + "\n王敏：是吗？\n\n李强：好的。王敏：那呢？\n\n王敏：嗯？\n\n李强：他说：王敏要来。\n"
    )
    interview = read_text(source, "x.md")
    assert counts(interview) == {"王敏": 8, "李强": 8}
    assert [(w.kind, w.turn, w.details["name"]) for w in interview.warnings] == [("label-within", 14, "王敏")]


def test_a_bold_name_without_the_usual_colon_is_told() -> None:
    source = talk("**王敏：**{}", "**李强：**{}") * 2 + "\n**李强** 也来了。\n"
    interview = read_text(source, "x.md")
    assert counts(interview) == {"王敏": 12, "李强": 12}
    assert [(w.kind, w.turn) for w in interview.warnings] == [("label-within", 24)]


def test_a_colon_among_the_words_is_not_the_labels() -> None:
    interview = read_text(talk("**周岚** | {}", "**李樹** | 是这样的：{}"), "x.md")
    assert counts(interview) == {"周岚": 6, "李樹": 6}
    assert words(interview, 12) == ["是这样的：" + ANSWERS[5]]


def test_who_asks_and_answers_in_a_row_is_told() -> None:
    source = talk("王敏：{}", "李强：{}") * 3 + "\n王敏：所以？\n\n李强：为什么呢？\n\n李强：因为要这样。\n"
    interview = read_text(source, "x.md")
    assert [(w.kind, w.turn, w.details["count"]) for w in interview.warnings if w.kind == "same-speaker"] == [
        ("same-speaker", 38, 2)
    ]


def test_a_text_that_stops_within_a_sentence_is_told() -> None:
    source = talk("王敏：{}", "李强：{}") + "\n王敏：最后？\n\n李强：" + "这里的话很长，" * 6 + "然后我们就"
    assert [(w.kind, w.turn) for w in read_text(source, "x.md").warnings] == [("truncated", 14)]
    assert read_text(source + "走了。", "x.md").warnings == ()


@pytest.mark.parametrize("lead", ["“夜里更清醒”", "「夜里更清醒」", '"夜里更清醒"', "《夜里更清醒》"])
def test_a_quotation_right_under_a_heading_is_its_subtitle(lead: str) -> None:
    assert sections(lead) == [("第一章", lead), ("第二章", lead)]


@pytest.mark.parametrize(
    "lead",
    [
        "“我们走吧” 他说 “好”",
        "「走」与「不走」",
        '"走" 与 "不走"',
        "“夜里更清醒”，他说",
        "“" + "夜里更清醒，" * 14 + "”",
    ],
)
def test_what_only_holds_quotations_is_no_subtitle(lead: str) -> None:
    assert sections(lead) == [("第一章", ""), ("第二章", "")]


def test_a_heading_may_be_as_long_as_its_underline_says() -> None:
    long = "Why anybody would want to live on a rock " + "in the sea with a goat and a lamp " * 3 + "at all"
    body = talk("Ann: {}", "Bo: {}")
    source = f"Talk\n====\n\n{long}\n---\n\n{body}\n{long} again\n-----\n\n{body}"
    titles = [section.title for section in read_text(source, "x.md").sections if section.number]
    assert titles == [long, f"{long} again"]
