from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.interview.reading import read_text
from tui.search.engine import Engine
from tui.search.scope import spells
from tui.text.matchkey import fold

from .making import Searched, interview_of

TEXTS = (
    "月之暗面的一年",
    "# 起点",
    "腾讯新闻：为什么做长文本？",
    "杨植麟：长文本是登月的第一步，开源落后于闭源。",
    "我们做 long context，不做 context long。",
    "# 开源",
    "腾讯新闻：开源怎么样？有没有长文本？",
    "杨植麟：开源，也是个事实；开 源的模型我们都看。",
    "Sam L：GPT-4 与开源无关，长的文本也是。",
    "# 钢琴",
    "腾讯新闻：门口为什么放白色钢琴？",
    "杨植麟：这是 Pink Floyd 的钢琴。",
)


@pytest.fixture(scope="module")
def made() -> Searched:
    return Searched(interview_of(*TEXTS, asking="腾讯新闻"))


def found(made: Searched, query: str, noted: set[int] | None = None) -> list[tuple[str, int, list[str]]]:
    hits = made.engine.search(query, noted=noted).hits
    return [(hit.tier.value, hit.paragraph, made.words(hit)) for hit in hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # A phrase is found as it stands and in no other way.
        ('"长文本"', [("exact", 2, ["长文本"]), ("exact", 6, ["长文本"]), ("exact", 3, ["长文本"])]),
        ('"long context"', [("exact", 4, ["long context"])]),
        ("'context", [("exact", 4, ["context", "context"])]),
        ('"第一不"', []),
        ('"gangqin"', []),
        # What follows counts from the beginning of a phrase that is not closed yet.
        ('"落后于 闭', [("exact", 3, ["落后于闭"])]),
        # Beside a phrase words may be found in any way.
        ('"长文本" 登月', [("terms", 3, ["长文本", "登月"])]),
        ('"登月" changwenben', [("pinyin", 3, ["长文本", "登月"])]),
        ('"钢琴" floid', [("typo", 11, ["Floyd", "钢琴"])]),
        ('"钢琴" "白色"', [("terms", 10, ["白色", "钢琴"])]),
        ('"白色" "钢琴"', [("exact", 10, ["白色钢琴"])]),
        # Without.
        ("长文本 -登月 section:1", [("exact", 2, ["长文本"])]),
        ('长文本 -"登月的第一步" -有没有', [("exact", 2, ["长文本"]), ("typo", 8, ["长的文本"])]),
        ("钢琴 !门口 -heading -起点 said:", [("exact", 11, ["钢琴"])]),
        # Alternatives.
        ("白色 | Pink", [("exact", 10, ["白色"]), ("exact", 11, ["Pink"])]),
        ("白色|floid", [("exact", 10, ["白色"]), ("typo", 11, ["Floyd"])]),
        ("钢琴 白色｜Pink", [("terms", 10, ["白色", "钢琴"]), ("terms", 11, ["Pink", "钢琴"])]),
        ("Pink | 钢琴 said:", [("exact", 11, ["Pink", "钢琴"])]),
        # Who says it.
        ("speaker:杨植麟 钢琴", [("exact", 11, ["钢琴"])]),
        ("speaker：杨 钢琴", [("exact", 11, ["钢琴"])]),
        ("speaker:yang gangqin", [("pinyin", 11, ["钢琴"])]),
        ("speaker:yzl 钢琴", [("exact", 11, ["钢琴"])]),
        ("speaker:zhilin 钢琴", [("exact", 11, ["钢琴"])]),
        ("speaker:sam 开源", [("exact", 8, ["开源"])]),
        ('speaker:"sam l" 开源', [("exact", 8, ["开源"])]),
        ("speaker:nobody 开源", []),
        ("钢琴 -speaker:腾讯 said:", [("exact", 11, ["钢琴"])]),
        # Where it stands.
        ("section:1 长文本", [("exact", 2, ["长文本"]), ("exact", 3, ["长文本"])]),
        ("section:起点 长文本", [("exact", 2, ["长文本"]), ("exact", 3, ["长文本"])]),
        ("section:0 月之暗面", [("exact", 0, ["月之暗面"])]),
        ("section:2-3 长文本", [("exact", 6, ["长文本"]), ("typo", 8, ["长的文本"])]),
        ("turn:2 长文本", [("exact", 3, ["长文本"])]),
        ("turn:2-3 长文本", [("exact", 6, ["长文本"]), ("exact", 3, ["长文本"])]),
        ("turn:7- 钢琴", [("exact", 11, ["钢琴"])]),
        # Questions and answers.
        ("asked: 钢琴", [("exact", 10, ["钢琴"])]),
        ("asked:钢琴", [("exact", 10, ["钢琴"])]),
        ("said: 钢琴", [("exact", 11, ["钢琴"])]),
        # The words of a question and its answer, of which a filter leaves one.
        ("白色 floyd said:", [("pair", 11, ["Floyd"])]),
        # Filters alone list what they leave, in order.
        ("speaker:杨 section:1", [("exact", 3, []), ("exact", 4, [])]),
        ("section:3", [("exact", 9, []), ("exact", 10, []), ("exact", 11, [])]),
        ("said: -speaker:杨", [("exact", 8, [])]),
        ("speaker:sam | section:0", [("exact", 0, []), ("exact", 8, [])]),
        ("section:3 -钢琴", []),
        ("section:1 -开源 -长文本", [("exact", 1, []), ("exact", 4, [])]),
        ("has:note", []),
    ],
)
def test_each_operator_finds_its_paragraphs(
    made: Searched, query: str, expected: list[tuple[str, int, list[str]]]
) -> None:
    assert found(made, query) == expected


def test_has_note_asks_who_knows_of_notes(made: Searched) -> None:
    assert found(made, "has:note", {10, 3}) == [("exact", 3, []), ("exact", 10, [])]
    assert found(made, "has:note 钢琴", {10, 3}) == [("exact", 10, ["钢琴"])]
    assert found(made, "-has:note 钢琴 said: | asked:", {10}) == [("exact", 11, ["钢琴"])]
    answer = made.engine.search("has:note", noted=lambda paragraph: paragraph == 7)
    assert [hit.paragraph for hit in answer.hits] == [7]


def test_who_asks_is_told_by_the_question_mark_where_nobody_is_known_to_interview() -> None:
    made = Searched(interview_of("甲：长文本呢？", "乙：长文本好。", "甲：长文本也好。"))
    assert [hit[1] for hit in found(made, "长文本 asked:")] == [0]
    assert sorted(hit[1] for hit in found(made, "长文本 said:")) == [1, 2]


def test_a_question_is_known_by_the_last_of_its_words_whatever_closes_them() -> None:
    talk = (
        "甲：他问“你要什么长文本？”",
        "乙：长文本？（笑）",
        "甲：长文本。",
        "你不信长文本吗?) ",
        "乙：长文本？是的。",
    )
    made = Searched(interview_of(*talk))
    assert sorted(hit[1] for hit in found(made, "长文本 asked:")) == [0, 2, 3]
    assert sorted(hit[1] for hit in found(made, "长文本 said:")) == [1, 4]


NAMES = ("王小明：长文本。", "王小：长文本。", "Anna：长文本。", "Ann：长文本。")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # The very name before those that hold it, those that hold it before those that sound so.
        ("王小", [1]),
        ("ann", [3]),
        ("王", [0, 1]),
        ("小明", [0]),
        ("an", [2, 3]),
        ("xiaoming", [0]),
        ("wx", [0, 1]),
        ("王敏", []),
    ],
)
def test_a_speaker_is_the_one_named_or_else_all_who_may_be_meant(name: str, expected: list[int]) -> None:
    made = Searched(interview_of(*NAMES))
    assert sorted(hit[1] for hit in found(made, f"speaker:{name} 长文本")) == expected
    others = sorted(set(range(4)) - set(expected))
    assert sorted(hit[1] for hit in found(made, f"-speaker:{name} 长文本")) == others


def test_a_speaker_is_known_by_each_printed_label_and_a_section_by_its_second_title() -> None:
    made = interview_of("# 起点", "甲：长文本。", "# 终点", "乙：长文本。")
    named = made.speakers[0]._replace(variants=("甲老师",))
    ended = made.sections[1]._replace(subtitle="The End")
    made.speakers, made.sections = (named, made.speakers[1]), (made.sections[0], ended)
    searched = Searched(made)
    assert [hit[1] for hit in found(searched, "speaker:甲老师 长文本")] == [1]
    assert [hit[1] for hit in found(searched, "section:end 长文本")] == [3]
    assert [hit[1] for hit in found(searched, "-section:end 长文本")] == [1]


def test_a_paragraph_found_twice_shows_both(made: Searched) -> None:
    assert found(made, "登月|闭源") == [("exact", 3, ["登月", "闭源"])]
    assert made.engine.search("登月|闭源|落后于闭源").hits[0].ranges == ((8, 10), (17, 22))


def test_alternatives_take_turns() -> None:
    made = Searched(interview_of("白色", "我们的白色", "钢琴", "我们的钢琴"))
    assert [hit[1] for hit in found(made, "白色 | 钢琴")] == [0, 2, 1, 3]


def test_places_are_exact(made: Searched) -> None:
    assert made.engine.search("speaker:杨 '开源 section:2").hits[0].ranges == ((4, 6), (13, 16))


def test_the_rest_of_a_list_is_counted(made: Searched) -> None:
    answer = made.engine.search("-没有这个词", 2)
    assert [hit.paragraph for hit in answer.hits] == [0, 1]
    assert answer.total == len(TEXTS)
    assert made.engine.search("said: | asked:", 3).total == 8
    many = Searched(interview_of(*["长文本 钢琴"] * 2500, "钢琴 长文本"))
    assert many.ask("长文本 | 钢琴", 5).total == 2501
    assert many.ask('"长文本" "钢琴"', 5).total == 2501
    assert many.ask("钢琴 文本", 5).total == 2501


def test_before_it_is_prepared_operators_hold_too() -> None:
    from tui.search.engine import Engine

    engine = Engine(interview_of(*TEXTS, asking="腾讯新闻"))
    assert [hit.paragraph for hit in engine.search('speaker:yang "钢琴" -白色 | 长文本 section:3').hits] == [
        11
    ]


def test_an_answer_that_looks_like_operators_is_as_before(seed: Searched) -> None:
    for query in ("C++", "-1", "3-5", "11:30", "foo:bar", "http://scale", "GPT-4还没赶上Sora"):
        plain = "".join(char if char.isalnum() else "，" for char in query)
        assert seed.ask(query).hits == seed.ask(plain.strip("，")).hits or "." in fold(query)


@pytest.mark.parametrize(
    ("letters", "name", "expected"),
    [
        ("yangzhilin", "杨植麟", True), ("yzl", "杨植麟", True), ("yangzl", "杨植麟", True),
        ("zhil", "杨植麟", True), ("yzhl", "杨植麟", True), ("杨zl", "杨植麟", True), ("y", "杨植麟", True),
        ("yangl", "杨植麟", False), ("ang", "杨植麟", False), ("yzlx", "杨植麟", False),
        ("zhang", "长", True), ("chang", "长", True), ("sam", "samaltman", True), ("", "杨", False),
    ],
)  # fmt: skip
def test_names_are_known_by_pinyin(letters: str, name: str, expected: bool) -> None:
    assert spells(letters, name) == expected


QUERY = st.lists(
    st.sampled_from(
        ['"', "'", "-", "!", "|", " ", "speaker:", "section:", "turn:", "asked:", "said:", "has:note",
         "1", "2-3", "开源", "长文本", "gangqin", "yang", "GPT-4", "钢琴", "的"]
    ),
    max_size=10,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(QUERY.map("".join))
def test_any_query_is_answered_in_order(made: Searched, query: str) -> None:
    answer = made.engine.search(query, noted={3})
    assert answer.complete
    assert answer.total >= len(answer.hits)
    assert len({hit.paragraph for hit in answer.hits}) == len(answer.hits)
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)
    for hit in answer.hits:
        before = 0
        for start, end in hit.ranges:
            assert before <= start < end <= len(TEXTS[hit.paragraph].removeprefix("# "))
            before = end


WORDS = st.sampled_from(["开源", "长文本", "钢琴", "context", "我们", "的", "是", "GPT"])


@settings(max_examples=80, deadline=None)
@given(WORDS, WORDS, st.sampled_from(["speaker:杨", "section:1-2", "turn:2-5", "asked:", "said:"]))
def test_conditions_hold_in_every_hit(made: Searched, wanted: str, unwanted: str, condition: str) -> None:
    allowed = {hit.paragraph for hit in made.ask(condition).hits}
    for hit in made.ask(f'{condition} -{unwanted} "{wanted}" | {wanted}').hits:
        key = fold(made.interview.paragraphs[hit.paragraph].text)
        assert hit.paragraph in allowed
        assert fold(unwanted) not in key
    for hit in made.ask(f'{condition} "{wanted}"').hits:
        assert [fold(words) for words in made.words(hit)] == [fold(wanted)] * len(hit.ranges)
        assert hit.ranges


def test_a_label_on_a_line_of_its_own_is_no_passage_by_itself() -> None:
    talk = "".join(
        f"欧阳文 00:0{n}:12\n\n第{n}个问题是什么？\n\n林一 00:0{n}:40\n\n第{n}个回答。\n\n"
        for n in range(1, 6)
    )
    engine = Engine(read_text(talk))
    for query in ("at:2:12", "speaker:欧阳文 turn:3"):
        assert [engine.interview.paragraphs[hit.paragraph].text for hit in engine.search(query).hits] == [
            "第2个问题是什么？"
        ]
