from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.search.concordance import Concordance, Order, concordance
from tui.text.matchkey import fold

from .making import Searched, interview_of

TEXTS = (
    "开源的一年",
    "# 开源",
    "开源者：为什么开源？",
    "乙：因为开 源是开始。我们不開源了。",
    "大家都 open，openly；reopen 也算 Open AI，said main AI。",
    "丙：开，源。",
)


@pytest.fixture(scope="module")
def made() -> Searched:
    return Searched(interview_of(*TEXTS))


def of(made: Searched, word: str, width: int = 4) -> Concordance:
    return concordance(made.interview, word, width)


def test_every_occurrence_has_its_context(made: Searched) -> None:
    found = of(made, "开源")
    assert [
        (one.paragraph, one.start, one.end, one.left, one.match, one.right) for one in found.occurrences
    ] == [
        (0, 0, 2, "", "开源", "的一年"),
        (1, 0, 2, "", "开源", ""),
        # The label is nobody's words: neither an occurrence nor context.
        (2, 7, 9, "为什么", "开源", "？"),
        (3, 4, 7, "因为", "开 源", "是开始。"),
        (3, 14, 16, "。我们不", "開源", "了。"),
        (5, 2, 5, "", "开，源", "。"),
    ]
    for one in found.occurrences:
        text = made.interview.paragraphs[one.paragraph].text
        assert text[one.start : one.end] == one.match


def test_it_says_who_says_it_and_where(made: Searched) -> None:
    found = of(made, "开源")
    assert found.speakers == ((None, 2), ("乙", 2), ("开源者", 1), ("丙", 1))
    assert [(one.section, one.turn, one.speaker) for one in found.occurrences] == [
        (0, None, None), (1, None, None), (1, 1, "开源者"), (1, 2, "乙"), (1, 2, "乙"), (1, 3, "丙"),
    ]  # fmt: skip


def test_short_words_of_letters_stand_where_words_begin(made: Searched) -> None:
    assert [one.match for one in of(made, "open").occurrences] == ["open", "open", "Open"]
    assert [one.left for one in of(made, "ai", 5).occurrences] == ["Open ", "main "]
    assert [one.match for one in of(made, "OPEN AI").occurrences] == ["Open AI"]
    assert made.engine.concordance("open") == concordance(made.interview, "open")


def test_it_is_sorted_by_what_stands_beside_the_word() -> None:
    made = Searched(interview_of("我长文本一", "他们短文本八", "短文本", "不短文本啊"))
    found = of(made, "文本")
    assert found.ordered(Order.PLACE) == list(found.occurrences)
    # From the word outwards, each hanzi by the first of its readings: duan, duan bu, duan men, zhang.
    assert [one.left for one in found.ordered(Order.LEFT)] == ["短", "不短", "他们短", "我长"]
    assert [one.right for one in found.ordered(Order.RIGHT)] == ["", "啊", "八", "一"]


def test_dispersion_counts_in_equal_stretches() -> None:
    found = concordance(interview_of("开源" + "一" * 8, "一" * 10, "一" * 8 + "开源"), "开源")
    assert found.characters == 30
    assert found.dispersion(3) == (1, 0, 1)
    assert found.dispersion(30) == (1, *[0] * 27, 1, 0)
    assert found.dispersion(1) == (2,)


def test_the_operators_of_a_query_hold(made: Searched) -> None:
    def places(word: str) -> list[tuple[int, int]]:
        return [(one.paragraph, one.start) for one in of(made, word).occurrences]

    assert places("开源 speaker:乙") == [(3, 4), (3, 14)]
    assert places('"开源" section:0') == [(0, 0)]
    assert places("开源 -我们") == [(0, 0), (1, 0), (2, 7), (5, 2)]
    assert places("开源 turn:3 | section:0") == [(0, 0), (5, 2)]
    assert places("开源是|开 turn:2") == [(3, 4), (3, 8), (3, 14)]
    assert places("speaker:乙") == []
    assert concordance(made.interview, "开源 has:note", noted={5}).occurrences[0].paragraph == 5


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text(alphabet="开源長abA ，é\u0301．.3ﬁ", min_size=1), min_size=1, max_size=4),
    st.text(max_size=4),
    st.integers(0, 5),
)
def test_any_word_of_any_text(texts: list[str], word: str, width: int) -> None:
    interview = interview_of(*texts)
    found = concordance(interview, word, width)
    assert sum(count for _, count in found.speakers) == len(found.occurrences) == sum(found.dispersion(7))
    for order in Order:
        assert sorted(found.ordered(order)) == sorted(found.occurrences)
    before = (0, 0)
    for one in found.occurrences:
        text = interview.paragraphs[one.paragraph].text
        assert before <= (one.paragraph, one.start)
        before = one.paragraph, one.end
        assert text[one.start : one.end] == one.match
        assert text.startswith(one.left + one.match + one.right, one.start - len(one.left))
        assert max(len(one.left), len(one.right)) <= width


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="开源文本", min_size=1, max_size=30),
    st.text(alphabet="开源文本", min_size=1, max_size=2),
)
def test_none_is_left_out(text: str, word: str) -> None:
    found = concordance(interview_of(text), word)
    assert len(found.occurrences) == fold(text).count(fold(word))
