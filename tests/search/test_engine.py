from __future__ import annotations

import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable
from time import thread_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.search.answer import Answer
from tui.search.engine import Engine
from tui.search.grammar import clauses
from tui.search.query import Query
from tui.text.matchkey import fold

from .making import Searched, interview_of

HOSTILE = [
    "",
    " \t\n",
    "，。！？……——",
    "a" * 10_000,
    "的" * 10_000,
    "是的" * 5000,
    "我 " * 5000,
    "shi" * 4000,
    "zhangxian" * 12,
    "xzn" * 15,
    "(?P<x>[a-z]+)*\\1$^|[",
    ".*",
    "\\",
    "\x00\x1b[31m\x7f\u202e",
    "\ud800",
    "长\udfff文本",
    "\U0010ffff\ue000",
    "a b c d e f g h i j k l m n",
    "的 了 是 我 你 他 在 有 不 这",
    "e\u0301" * 300,
    "0" * 3000,
    '"',
    "'-!|:",
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_are_answered(seed: Searched, query: str) -> None:
    answer = seed.ask(query)
    assert answer.query == query
    check_ranges(seed, query)


def check_ranges(made: Searched, query: str) -> None:
    # What is asked for without words is answered by whole paragraphs.
    listed = any(not fold(clause.whole) for clause in clauses(query))
    for hit in made.ask(query).hits:
        text = made.interview.paragraphs[hit.paragraph].text
        assert hit.ranges or listed
        before = 0
        for start, end in hit.ranges:
            assert before <= start < end <= len(text)
            before = end
            # A highlight begins and ends with what was matched, never with a blank or a comma beside it.
            assert fold(text[start])
            assert fold(text[end - 1]) or unicodedata.combining(text[end - 1])


PIECES = st.sampled_from(
    ["长文本", "長", "钢琴", " ", "，", "gang", "qin", "GPT-3.5", "scale", "é", "ﬁ", "\n", "\ud800", "3", "."]
)
WORDS = st.lists(st.one_of(PIECES, st.characters()), max_size=12).map("".join)


@example(["GPT-3.5长文本长文本长文本"], "钢琴GPT-3.5长文本长文本长文本长文本长文本长文本")
@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS.filter(bool), min_size=1, max_size=6), WORDS)
@example(["cafe\u0301 钢琴"], "cafe钢琴")
@example(["ﬁnal"], "fin")
@example(["1.\u202e5"], "1.5")
def test_any_text_and_any_query(texts: list[str], query: str) -> None:
    made = Searched(interview_of(*texts))
    check_ranges(made, query)
    for text in texts:
        if fold(text):
            check_ranges(made, text)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS.filter(bool), min_size=1, max_size=5), st.data())
def test_what_stands_there_is_found(texts: list[str], data: st.DataObject) -> None:
    made = Searched(interview_of(*texts))
    key = fold(data.draw(st.sampled_from(texts)))
    start = data.draw(st.integers(0, len(key)))
    part = key[start : start + data.draw(st.integers(5, 12))]
    if len(fold(part)) >= 5:
        first = made.first(part)
        assert first is not None
        assert first[0] == "exact"


def test_before_it_is_prepared_only_exact_words_are_found() -> None:
    engine = Engine(interview_of("一架白色钢琴", "门口的钢琴"))
    assert not engine.ready
    assert [hit.paragraph for hit in engine.search("白色 钢琴").hits] == [0]
    assert engine.search("gangqin").hits == ()
    engine.prepare()
    assert engine.ready
    assert len(engine.search("gangqin").hits) == 2


def test_a_search_that_is_called_off_ends_and_says_so(seed: Searched) -> None:
    answer = seed.engine.search("没有这样的话题", cancelled=lambda: True)
    assert not answer.complete
    assert answer.hits == ()
    assert seed.engine.search("没有这样的话题").complete


def test_searching_while_it_is_prepared() -> None:
    engine = Engine(interview_of(*["一架白色钢琴在门口"] * 300))
    failures: list[BaseException] = []

    def search() -> None:
        try:
            for _ in range(20):
                assert engine.search("钢琴", 5).total == 300
                engine.search("gangqin", 5)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for work in (search, engine.prepare, search)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert engine.search("gangqin", 5).total == 300


def test_of_searches_that_wait_those_called_off_never_begin(seed: Searched) -> None:
    under_way, go_on = threading.Event(), threading.Event()
    answers: dict[str, Answer] = {}

    def hold() -> bool:
        under_way.set()
        go_on.wait()
        return False

    def search(query: str, cancelled: Callable[[], bool]) -> threading.Thread:
        def work() -> None:
            answers[query] = seed.engine.search(query, cancelled=cancelled)

        thread = threading.Thread(target=work)
        thread.start()
        return thread

    threads = [search("模型", hold)]
    under_way.wait()
    threads += [search("钢琴", lambda: True), search("开源", lambda: False)]
    go_on.set()
    for thread in threads:
        thread.join()
    assert answers["模型"].complete
    assert answers["模型"].total
    assert not answers["钢琴"].complete
    assert answers["钢琴"].hits == ()
    assert answers["开源"].hits == seed.ask("开源").hits


def test_a_search_that_fails_leaves_the_engine_and_the_interpreter_as_they_were(seed: Searched) -> None:
    def fail() -> bool:
        raise RuntimeError("no longer there")

    before = sys.getswitchinterval()
    with pytest.raises(RuntimeError):
        seed.engine.search("模型", cancelled=fail)
    assert sys.getswitchinterval() == before
    assert seed.ask("模型").complete


def test_an_interruption_does_not_end_a_search(seed: Searched) -> None:
    # As a collection of garbage in its thread would take.
    interruptions = iter([0.0, 0.0, 0.2, 0.2])

    def interrupt() -> bool:
        end = thread_time() + next(interruptions, 0)
        while thread_time() < end:
            pass
        return False

    answer = seed.engine.search("双轮区动", cancelled=interrupt)
    assert answer.complete
    assert answer.hits == seed.ask("双轮区动").hits != ()


def test_an_interview_without_words() -> None:
    made = Searched(interview_of("……", "——"))
    for query in ("长文本", "……", "gangqin", "a", "长文本 钢琴 scale"):
        assert made.ask(query).hits == ()
    assert Searched(interview_of()).ask("长文本").hits == ()


def test_a_query_is_parted_at_blanks_and_where_scripts_meet() -> None:
    query = Query.of(" 做Long  context，ＯＫ ")
    assert query.key == "做longcontextok"
    assert query.terms == ("做long", "contextok")
    assert query.runs == ("做", "long", "contextok")


def test_importing_the_engine_loads_nothing_heavy() -> None:
    code = (
        "import sys, tui.search.engine;"
        "print([m for m in ('jieba', 'pypinyin', 'opencc', 'rapidfuzz', 'hypothesis') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_dictionary_parts_words() -> None:
    from tui.search.dictionary import Dictionary, dictionary

    assert dictionary().split("招聘天才")[0] == ["招聘", "天才"]
    assert dictionary().count("作者") > 1000
    assert dictionary().count("一月份") > 0
    assert dictionary().count("没有这词") == 0
    assert Dictionary(b"").split("长文本")[0] == ["长", "文", "本"]
    assert Dictionary("作 5 n\n作者 7 n\n者 2 n".encode()).count("作者") == 7


def test_every_word_of_a_long_dictionary_is_found() -> None:
    from tui.search.dictionary import Dictionary

    first = ["一", *map(chr, range(0x4E01, 0x4E01 + 400))]
    words = sorted({one + more for one in first for more in ("", "丁", "下个", "鿎")}, key=str.encode)
    counts = {word: 10 + number for number, word in enumerate(words)}
    lines = ["B超 3 n", "T恤 9 n", *(f"{word} {count} n" for word, count in counts.items())]
    long = Dictionary(("\n".join(lines) + "\n").encode())
    assert {word: long.count(word) for word in words} == counts
    assert [long.count(word) for word in ("丂", "一丂", "鿎", "一下", "龘龘")] == [counts["丂"], 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("texts", "query", "expected"),
    [
        # Four characters that stand there as typed were meant so; of fewer, what is like them is shown below.
        (("大语言模型", "大的语言模型", "大雨言模型"), "大语言模型", ["exact"]),
        (("长文本", "长的文本"), "长文本", ["exact", "typo"]),
        (("长的文本模型",), "长文本模型", ["typo"]),
        (("开源与闭源", "开着源代码"), "开源", ["exact"]),
        # With twenty that are sure nobody looks for more.
        (("长文本",) * 20 + ("长的文本",), "长文本", ["exact"] * 20),
        (("长文本",) * 19 + ("长的文本",), "长文本", ["exact"] * 19 + ["typo"]),
    ],
)
def test_what_is_less_sure_is_looked_for_where_too_little_is_sure(
    texts: tuple[str, ...], query: str, expected: list[str]
) -> None:
    assert [hit.tier for hit in Searched(interview_of(*texts)).ask(query).hits] == expected
