from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.search.grammar import MOST_CLAUSES, MOST_EXCLUDED, PASTED, Clause, Filter, clauses
from tui.text.matchkey import fold


def only(text: str) -> Clause:
    (clause,) = clauses(text)
    return clause


@pytest.mark.parametrize(
    "text",
    [
        "长文本 钢琴", "foo:bar", "3:2", "11:30", "http://mp.weixin.qq.com/s", "C++", "-1", "-1.5%", "3-5",
        "GPT-4", "--json", "->", "!=", "5!", "说：好", "问：为什么", "don't", "rock'n'roll", "15\"", "a-b -2",
        "他说“长文本”吗", "“我们”说 钢琴", "\"a\"b", "turn:around", "has:fun", "speaker", "section", "（笑）",
        "-- x", "AT&T", "好！", "has：fun", "at:home", "－1", "-3-5", "-11:30",
    ],
)  # fmt: skip
def test_what_only_looks_like_an_operator_is_text(text: str) -> None:
    found = clauses(text)
    assert [(c.words.split(), c.phrases, c.excluded, c.filters) for c in found] == (
        [(text.split(), (), (), ())] if fold(text) else []
    )


@pytest.mark.parametrize(
    "text",
    ["", " ", '"', "“", "'", "‘", "-", "!", "！", "－", "|", "｜", "| |", "speaker:", "speaker：",
     "section:", "turn:", "turn:-", "at:", "at:-", "at:1", "at:1:", "at:1:0", "has:", "has:n", "has:no",
     '""', '"" -', 'speaker:"', "-speaker:",
     '-"', "-'", "!|-", "''", '"|"'],
)  # fmt: skip
def test_what_is_half_typed_asks_for_nothing(text: str) -> None:
    assert clauses(text) == ()


@pytest.mark.parametrize(
    "text",
    ["开源 ", "开源 -", "开源 !", '开源 "', "开源 '", "开源 |", "| 开源", "开源 speaker:", "has:no 开源",
     "开源 || ", "turn: 开源", "开源 -section:", "speaker： 开源", "开源 －"],
)  # fmt: skip
def test_what_is_half_typed_leaves_the_rest_as_it_is(text: str) -> None:
    clause = only(text)
    assert (fold(clause.words), clause.phrases, clause.excluded, clause.filters) == ("开源", (), (), ())


@pytest.mark.parametrize(
    ("text", "phrases", "words"),
    [
        ('"long context"', ("longcontext",), ""),
        ("“long context”", ("longcontext",), ""),
        ("”long context“", ("longcontext",), ""),
        ("＂长文本＂。 钢琴", ("长文本",), "钢琴"),
        ('钢琴 "长 文', ("长文",), "钢琴"),
        ("'长文本 钢琴", ("长文本",), "钢琴"),
        ("‘长文本 钢琴", ("长文本",), "钢琴"),
        ("'long context' 钢琴", ("longcontext",), "钢琴"),
        ("'长文本 'AI'", ("长文本", "ai"), ""),
        ("'don't", ("dont",), ""),
        ('"a" "b" "a"', ("a", "b"), ""),
    ],
)
def test_a_phrase_stands_as_it_is(text: str, phrases: tuple[str, ...], words: str) -> None:
    assert (only(text).phrases, only(text).words) == (phrases, words)


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("开源 -闭源", ("闭源",)),
        ("开源 !闭源", ("闭源",)),
        ("开源 ！闭源 －模型", ("闭源", "模型")),
        ('开源 -"long context"', ("longcontext",)),
        ("开源 -'闭源", ("闭源",)),
        ("开源 -5G", ("5g",)),
        ("开源 !1", ("1",)),
        ("开源　-闭源", ("闭源",)),
    ],
)
def test_a_word_may_be_unwanted(text: str, excluded: tuple[str, ...]) -> None:
    assert only(text) == Clause("开源", (), "开源", excluded)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("speaker:杨植麟", Filter("speaker", "杨植麟")),
        ("ｓｐｅａｋｅｒ：杨", Filter("speaker", "杨")),
        ("Speaker:Yang", Filter("speaker", "Yang")),
        ('speaker:"Sam Altman"', Filter("speaker", "Sam Altman")),
        ("speaker:“Sam Alt", Filter("speaker", "Sam Alt")),
        ("speaker:4", Filter("speaker", "4")),
        ("section:4", Filter("section", "4", (4, 4))),
        ("section：４", Filter("section", "４", (4, 4))),
        ("section:0", Filter("section", "0", (0, 0))),
        ("section:开端", Filter("section", "开端")),
        ("turn:50-80", Filter("turn", "50-80", (50, 80))),
        ("turn:80-50", Filter("turn", "80-50", (50, 80))),
        ("turn:５０－８０", Filter("turn", "５０－８０", (50, 80))),
        ("turn:50~80", Filter("turn", "50~80", (50, 80))),
        ("turn:50-", Filter("turn", "50-", (50, 10**9))),
        ("turn:-80", Filter("turn", "-80", (0, 80))),
        ("at:0:12", Filter("at", "0:12", (12_000, 13_000))),
        ("at:1:02:03", Filter("at", "1:02:03", (3_723_000, 3_724_000))),
        ("at:1:02-1:05", Filter("at", "1:02-1:05", (62_000, 66_000))),
        ("at:1:05-1:02", Filter("at", "1:05-1:02", (62_000, 66_000))),
        ("at:0:12.4", Filter("at", "0:12.4", (12_400, 13_000))),
        ("at:-0:12", Filter("at", "-0:12", (0, 13_000))),
        ("-at:0:12", Filter("at", "0:12", (12_000, 13_000), negated=True)),
        ("asked:", Filter("asked")),
        ("said：", Filter("said")),
        ("has:note", Filter("has", "note")),
        ("-asked:", Filter("asked", negated=True)),
        ("!speaker:杨", Filter("speaker", "杨", negated=True)),
        ("-has:note", Filter("has", "note", negated=True)),
    ],
)
def test_a_filter_is_read(text: str, expected: Filter) -> None:
    assert only(text) == Clause(filters=(expected,))
    assert only(f"开源 {text}") == Clause("开源", (), "开源", (), (expected,))


def test_a_word_may_follow_asked_at_once() -> None:
    assert only("asked:长文本") == Clause("长文本", (), "长文本", (), (Filter("asked"),))
    assert only('said："长 文本"').phrases == ("长文本",)


@pytest.mark.parametrize("text", ["a | b", "a|b", "a｜b", "a || b", "| a | b |", "a | - | b"])
def test_a_bar_parts_alternatives(text: str) -> None:
    assert [clause.words for clause in clauses(text)] == ["a", "b"]


def test_a_bar_binds_nearer_than_a_blank() -> None:
    assert [clause.words for clause in clauses("a b | c d")] == ["a b d", "a c d"]
    found = clauses("speaker:杨 | section:0 长文本")
    assert [clause.filters[0].field for clause in found] == ["speaker", "section"]
    assert {clause.words for clause in found} == {"长文本"}


def test_alternatives_are_bounded() -> None:
    assert len(clauses(" ".join(f"a{n}|b{n}" for n in range(20)))) == MOST_CLAUSES


def test_what_is_pasted_has_no_operators() -> None:
    text = "“长文本” -开源 | " + "说" * PASTED
    assert clauses(text) == (Clause(text, whole=text),)
    assert clauses("开源\n-闭源")[0].excluded == ()


PARTS = st.sampled_from(
    ['"', "“", "”", "'", "-", "!", "！", "|", "｜", ":", "：", " ", "　", "speaker:", "section:", "turn:",
     "asked:", "said:", "has:note", "4", "50-80", "开源", "长文本", "GPT-4", "yang", ".", "\ud800", "\n"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(PARTS, st.characters()), max_size=14).map("".join))
def test_every_text_is_a_query(text: str) -> None:
    for clause in clauses(text):
        assert fold(clause.whole) or clause.excluded or clause.filters
        assert all(clause.phrases)
        assert all(clause.excluded)
        # Nothing is asked for that was not typed.
        for key in (*clause.phrases, *clause.excluded):
            assert key in fold(text) or "." in key


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="长文本钢琴abc3.， ", min_size=1), max_size=5).map(" ".join))
def test_text_without_operators_is_untouched(text: str) -> None:
    assert clauses(text) == ((Clause(text, whole=text),) if fold(text) else ())


def test_of_many_words_that_must_not_be_there_only_so_many_are_looked_for() -> None:
    clause = only("开源 " + " ".join(f"-词{chr(0x4E00 + number)}" for number in range(40)))
    assert len(clause.excluded) == MOST_EXCLUDED
    assert clause.excluded[0] == "词一"
