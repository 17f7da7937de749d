"""Each warning where it belongs, and none where all is in order: who is warned too often reads none."""

from __future__ import annotations

import pytest

from tui.interview.reading import read_text


def talk(rounds: int, *, guest: str = "周岚", host: str = "记者", end: str = "。") -> str:
    """A conversation in which all is in order."""
    return "".join(
        f"{host}：第{n}件事是怎么开始的？\n\n{guest}：第{n}件事是慢慢开始的，谁也没有注意到{end}\n\n"
        for n in range(1, rounds + 1)
    )


def warned(source: str) -> list[tuple[str, int | None]]:
    return [(warning.kind, warning.turn) for warning in read_text(source, "x.md").warnings]


def test_a_talk_in_order_warns_of_nothing() -> None:
    assert warned(talk(6)) == []


@pytest.mark.parametrize(
    ("between", "told"),
    [
        ("周岚：那你呢？\n\n周岚：我也是。\n\n", [("question-in-answer", 13)]),
        # He goes on asking, so it is his way.
        ("周岚：那你呢？\n\n周岚：他呢？\n\n", []),
        ("周岚：那倒是。\n\n周岚：我也是。\n\n", []),
        # A heading begins another talk.
        ("周岚：那你呢？\n\n## 第二章\n\n周岚：我也是。\n\n", []),
        ("## 第二章\n\n周岚：那你呢？\n\n周岚：我也是。\n\n", [("same-speaker", 13)]),
        ("记者：先不说。\n\n记者：那你呢？\n\n记者：好的。\n\n", []),
    ],
    ids=["a question", "two questions", "no question", "a heading behind", "a heading before", "the asker's"],
)
def test_a_question_among_the_answers(between: str, told: list[tuple[str, int]]) -> None:
    assert warned("## 第一章\n\n" + talk(6) + between + talk(6)) == told


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("周岚：为什么呢？\n\n周岚：因为要这样。\n\n", True),
        ("周岚：为什么呢？\n\n## 后来\n\n周岚：因为要这样。\n\n", False),
        ("周岚：没有为什么。\n\n周岚：因为要这样。\n\n", False),
        ("周岚：为什么呢？\n\n周岚：你说呢？\n\n", False),
        ("记者：先说这个。\n\n", False),
    ],
    ids=["asks and answers", "a heading between", "no question", "asks twice", "the asker"],
)
def test_who_asks_and_answers_in_a_row(behind: str, told: bool) -> None:
    source = "## 开始\n\n" + talk(18) + "记者：所以？\n\n" + behind + talk(2)
    assert ("same-speaker" in {kind for kind, _ in warned(source)}) is told


def test_labels_that_are_repeated_all_the_time_are_a_habit() -> None:
    habit = "记者：所以？\n\n周岚：为什么呢？\n\n周岚：因为要这样。\n\n"
    assert [kind for kind, _ in warned(talk(18) + habit * 2)] == ["same-speaker", "same-speaker"]
    assert warned(talk(18) + habit * 3) == []


@pytest.mark.parametrize(
    ("rounds", "behind", "told"),
    [
        (5, "王五：我补充。\n\n", [("label-once", 11)]),
        # Too short to say what is usual in it.
        (4, "王五：我补充。\n\n", []),
        (5, "王五：我补充。\n\n周岚：请说。\n\n王五：说完了。\n\n", []),
        # Both are known, and said it together.
        (5, "周岚、记者：再见。\n\n", []),
        (5, "周岚、王五：再见。\n\n", [("unsure-speakers", None)]),
        (5, "周晓蓝：我补充。\n\n", [("similar-labels", 11)]),
        (5, "周晓蓝：我补充。\n\n记者：请说。\n\n周晓蓝：说完了。\n\n", []),
    ],
    ids=[
        "once",
        "once of few",
        "twice",
        "two together",
        "one of two unknown",
        "nearly another's",
        "nearly another's, and often",
    ],
)
def test_a_label_that_stands_once(rounds: int, behind: str, told: list[tuple[str, int]]) -> None:
    source = (talk(rounds) + behind).replace("周岚", "周晓岚")
    assert warned(source) == told


def test_a_label_with_its_words_below_is_not_empty() -> None:
    assert warned(talk(6) + "记者：\n\n下一句在下面，对吗？\n\n周岚：对。\n\n") == []
    assert warned(talk(6) + "记者：\n\n周岚：对。\n\n") == [("empty-turn", 13)]


def test_garbled_characters_are_counted_by_turn_and_outside() -> None:
    source = "# 题\ufffd\n\n开场白\ufffd\ufffd。\n\n" + talk(6)
    source += "记者：锟斤拷是什么？\n\n周岚：坏\ufffd了\ufffd。\n\n还坏了一个\ufffd。\n\n再没有了。\n\n"
    told = read_text(source, "x.md").warnings
    assert [(w.kind, w.turn, w.details["count"]) for w in told] == [
        ("garbled", None, 3),
        ("garbled", 13, 1),
        ("garbled", 14, 3),
    ]
    assert warned(talk(6) + "记者：Ã 是什么？\n\n周岚：一个字母。\n\n") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("好的。记者：那呢？", True),
        ("他说，记者：那呢？", False),
        ("好的。编者：那呢？", False),
        ("好的。记者：", False),
        ("（笑）记者：那呢？", True),
    ],
    ids=["behind a sentence", "within one", "nobody's", "at the very end", "behind a bracket"],
)
def test_a_label_within_the_words(words: str, told: bool) -> None:
    assert warned(talk(6) + f"记者：然后呢？\n\n周岚：{words}\n\n") == [("label-within", 14)] * told


@pytest.mark.parametrize(
    ("rounds", "end", "last", "told"),
    [
        (6, "。", "这里的话很长，" * 4 + "完了", True),
        (6, "。", "这里的话很长，" * 3 + "都好了", False),
        (6, "。", "这里的话很长，" * 4 + "完了。", False),
        (
            6,
            "。",
            "这里的话很长，" * 4
            + "完了\n\n## 参考\n\n某书的第一章和第二章，某某出版社，某地，一九九九年第一版第三次印刷",
            False,
        ),
        (3, "。", "这里的话很长，" * 4 + "完了", False),
        (6, "", "这里的话很长，" * 4 + "完了", False),
    ],
    ids=["long", "short", "an end", "words behind the talk", "a short talk", "nobody ends so"],
)
def test_the_last_words_of_all(rounds: int, end: str, last: str, told: bool) -> None:
    source = talk(rounds, end=end) + f"记者：最后呢？\n\n周岚：{last}"
    assert ("truncated" in {kind for kind, _ in warned(source)}) is told
