"""Tables of what texts become: sentences, lines, units, asides, keys, what is shown of them."""

from __future__ import annotations

import pytest

from tui.text.asides import glosses, stage_directions
from tui.text.bars import bars
from tui.text.clip import beginning, ending
from tui.text.matchkey import fold
from tui.text.pinyin import readings, standard, syllables
from tui.text.sanitize import visible, without_controls
from tui.text.sentences import sentences
from tui.text.units import numbers_with_units
from tui.text.width import text_width, widths
from tui.text.words import rough_words
from tui.text.wrap import wrap

SENTENCES = [
    "你好。|我来了！|真的？|是的",
    "「走吧！」，他说。|然后走了。",
    "「走吧！」|他说。",
    "《你好吗？》的导演来了。",
    "他说：“好。”|然后走了。",
    "第一……第二。",
    "第一…… |第二。",
    "他（笑）走了。（笑）|后来呢？",
    "我来了。（鼓掌）|他没来。",
    "价格是3.5元。|很贵。",
    "GPT-3.5 is old. |It works.",
    "Dr. Li came. |He sat.",
    "He came to the U.S. in May. |Then left.",
    "See fig. 3 for it. |And e.g. this one.",
    "at 5 p.m. |He left. at 5 p.m. he left.",
    "It is AI.|然后说。",
    "open main.py now. ok",
    "see https://example.org/?id=1 now? |Yes.",
    "Is it? yes it is. |Why? |No.",
    "1. 第一点。|2. |第二点。",
    "Then I. |He went.",
    'a) one; b) two. |"Yes." he said. |"No." |She left.',
    "说“你来。”|他来了。",
    "真的吗？！|好。",
    "好。。。|然后。",
    "A. B. Smith came. |Ok.",
    "他走了．|她没走。",
    "３．５元。",
    "……",
    '“问 "好。" |他”',
    "Inc. bought it. |Apple Inc. |The end.",
    "No. 5 is here. |No. |It is not.",
    '真的吗？|"我问。',
    "他走了. |她没走。",
    "版本 v2. |然后",
    "Mr. Wu. |He left.",
    " 前面有空格。|后面。",
    "「一」。|「二」。",
    "是AI吗?|是的。",
    "好 ! no. ok",
    "I think i. |He is.",
    "Ph.D. students came. |Etc. |Then on.",
    "a.m. is early. |B.C. was.",
    "……好。",
    "好。 ！！",
    "好。 ！！ |然后。",
    "走了。 …… |后来呢？ ?! |回来了。",
    "“好……” |他说。",
]

LINES = [
    (12, ["今天天气很", "好，我们出去", "走走。"]),
    (14, ["今天天气很好，", "我们出去走走。"]),
    (8, ["他说：", "“你好。”", "她不说", "话。"]),
    (6, ["他说", "（笑）", "：好。"]),
    (10, ["等了很久——", "没有人来。"]),
    (10, ["等了很久……", "没有人来。"]),
    (8, ["用了 ", "3.5 年才", "走出来。"]),
    (8, ["花掉了", "40%的", "钱，还剩", "20元。"]),
    (4, ["第 3 ", "章讲", "的是", "这", "个。"]),
    (8, ["hello ", "world ", "again"]),
    (5, ["hello ", "world ", "again"]),
    (10, ["internatio", "nalization ", "works"]),
    (16, ["https://example.", "org/a/very/long/", "path?x=1&y=2"]),
    (12, ["见https://", "example.org/", "a看看"]),
    (8, ["早上", "10:30出", "发，", "10:45", "到。"]),
    (6, ["1,000,", "000元"]),
    (6, ["a-b-c ", "well-", "known"]),
    (4, ["￥10", "0的", "书"]),
    (6, ["《书》", "、", "《报》", "。"]),
    (6, ["「好」", "「坏」"]),
    (6, ["100 km ", "远"]),
    (8, ["cd ", "/home/me ", "&& ls -v"]),
    (6, ["一二三  ", "四五六"]),
    (6, ["——————", "—— 长"]),
    (4, ["日", "本々", "々の"]),
    (2, ["“", "引", "”"]),
    (10, ["他有", "100多万元", "钱"]),
    (2, ["ok ", "ok ", "ok"]),
    (4, ["A：", "B；C"]),
    (4, ["时", "间：", "上午"]),
    (6, ["他：", "“我”"]),
    (6, ["五五", "五！！", "！"]),
    (9, ["GPT-3.5和", "GPT-4"]),
    (7, ["don't ", "stop"]),
    (5, ["a/b/", "c/d/", "e/f"]),
    (8, ["价格：", "￥１０", "０。"]),
    (6, ["１２３", "４５６", "元"]),
    (6, ["他说", "——————", "好"]),
    (4, ["🇨🇳🇯🇵", "🇰🇷"]),
    (2, ["a  ", "b  ", "c"]),
    (4, ["ab", "（c", "）d"]),
    (2, ["一", "·", "二"]),
    (4, ["5％", "的人"]),
    (4, ["№5 ", "号"]),
    (2, ["他", "~", "她"]),
    (4, ["ｱｲｳｴ", "ｵﾞ"]),
    (6, ["你好\u3000", "世界"]),
    (5, ["wor", "d，", "word"]),
    (4, ["20 ", "万元"]),
    (6, ["10:30:", "45"]),
    (6, ["3.1415", "926"]),
    (8, ["user@", "example.", "org"]),
    (6, ["foo_", "bar_", "baz"]),
    (6, ["C:\\", "dir\\", "file"]),
    (4, ["#tag ", "#b"]),
    (2, ["éé", "é"]),
    (2, ["👨\u200d👩\u200d👧", "好"]),
    (4, ["他……", "了"]),
]

UNITS = [
    ("30千瓦时，3 兆赫", ["30千瓦时", "3 兆赫"]),
    ("30 万千瓦时和5千瓦", ["30 万千瓦时", "5千瓦"]),
    ("2千多公里，6千克", ["2千多公里", "6千克"]),
    ("用了 3.5 年", ["3.5 年"]),
    ("花掉 40% 的钱", []),
    ("第 3 章", ["第 3 章"]),
    ("第3章", ["第3章"]),
    ("20多万元", ["20多万元"]),
    ("3 GB 内存", ["3 GB"]),
    ("10个半小时", ["10个半小时"]),
    ("1 亿美元", ["1 亿美元"]),
    ("5 apples", []),
    ("2024年3月1日", ["2024年", "3月", "1日"]),
    ("三年", []),
    ("100几万", ["100几万"]),
    ("1,000 元", ["1,000 元"]),
    ("3-5 天", ["3-5 天"]),
    ("5千米", ["5千米"]),
    ("5公里半", ["5公里"]),
    ("5 K", ["5 K"]),
    ("7 pm", []),
    ("8度电", ["8度电"]),
    ("5 km/h", ["5 km"]),
]

ASIDES = [
    ("他走了（笑）。", ["（笑）"], []),
    ("milestone（里程碑）来了", [], ["（里程碑）"]),
    ("里程碑（milestone）来了", [], ["（milestone）"]),
    ("（去年）他来了", [], []),
    ("好（大笑，鼓掌）", ["（大笑，鼓掌）"], []),
    ("[laughter] yes", ["[laughter]"], []),
    ("OpenAI（笑）", ["（笑）"], []),
    ("产品 (product-market fit) 很好", [], [" (product-market fit)"]),
    ("「好」（good）", [], ["（good）"]),
    ("GPT（生成式模型。是的）", [], []),
    ("他（想了想）说", ["（想了想）"], []),
    ("【掌声】谢谢", ["【掌声】"], []),
    ("里程碑（笑 laugh）", ["（笑 laugh）"], []),
    ("AI（人工智能 AI）", [], ["（人工智能 AI）"]),
]

KEYS = [
    ("Café Ａ１", "cafea1"),
    ("長文本 Scaling", "长文本scaling"),
    ("3.5 版", "3.5版"),
    ("3．5", "3.5"),
    ("v3.", "v3"),
    ("…3.5…5", "3.55"),
    ("ﬁne", "fine"),
    ("Straße", "strasse"),
    ("İ", "i"),
    ("ＡＢＣ，。！", "abc"),
    ("뮤직", "뮤직"),
    ("á", "a"),
    ("e️", "e"),
    ("₁₂ ½", "1212"),
    ("²", "2"),
    ("Ⅷ", "viii"),
    ("①", "1"),
    ("ㅤx", "x"),
    ("Å", "a"),
    ("体系 體系 乾 干", "体系体系干干"),
    ("か゛", "か"),
    ("x_y-z", "xyz"),
]

SHOWN = [
    ("a\x1b[31mb", "a\u241b[31mb", "a?[31mb"),
    ("a\tb\nc", "a b\u240ac", "a\tb\nc"),
    ("a\u202eb", "a\xb7b", "a?b"),
    ("a\u200bb", "a\xb7b", "a\u200bb"),
    ("\x7f", "\u2421", "?"),
    ("\x85", "\xb7", "?"),
    (
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    ),
    ("\u2764\ufe0f", "\u2764\ufe0f", "\u2764\ufe0f"),
    ("a\ufe0f", "a\ufe0f", "a\ufe0f"),
    ("\u2028", "\u2424", "\u2028"),
    ("e\u0301", "e\u0301", "e\u0301"),
    (
        "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
        "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\xb7\xb7\xb7\xb7",
        "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
    ),
    ("\ud800", "\ufffd", "\ud800"),
    ("a\u2066b\u2069", "a\xb7b\xb7", "a?b?"),
    ("\x9b1m", "\xb71m", "?1m"),
    ("\xad", "\xb7", "\xad"),
    ("\u3164", "\xb7", "\u3164"),
]


@pytest.mark.parametrize("cut", SENTENCES)
def test_a_text_is_cut_into_its_sentences(cut: str) -> None:
    text = cut.replace("|", "")
    assert "|".join(text[start:end] for start, end in sentences(text)) == cut


@pytest.mark.parametrize(("width", "lines"), LINES)
def test_a_text_is_broken_into_its_lines(width: int, lines: list[str]) -> None:
    text = "".join(lines)
    assert [text[start:end] for start, end in wrap(text, width)] == lines
    assert all(text_width(line.rstrip(" \u3000")) <= width for line in lines)


@pytest.mark.parametrize(("text", "found"), UNITS)
def test_numbers_hold_to_their_units(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in numbers_with_units(text)] == found


@pytest.mark.parametrize(("text", "stage", "glossed"), ASIDES)
def test_asides_are_told_from_speech(text: str, stage: list[str], glossed: list[str]) -> None:
    assert [text[start:end] for start, end in stage_directions(text)] == stage
    assert [text[start:end] for start, end in glosses(text)] == glossed


@pytest.mark.parametrize(("text", "key"), KEYS)
def test_of_a_text_that_counts_for_matching(text: str, key: str) -> None:
    assert fold(text) == key
    assert fold(key) == key


@pytest.mark.parametrize(("text", "shown", "written"), SHOWN)
def test_nothing_that_a_terminal_obeys_is_shown_or_written(text: str, shown: str, written: str) -> None:
    assert visible(text) == shown
    assert len(shown) == len(text)
    assert without_controls(text, "?") == written
    assert without_controls(text) == written.replace("?", "")


@pytest.mark.parametrize(
    ("text", "cells", "first", "last"),
    [
        ("你好吗", 3, "你", "吗"), ("你好吗", 4, "你好", "好吗"), ("ab你", 3, "ab", "b你"), ("", 3, "", ""),
        ("e\u0301e\u0301x", 1, "e\u0301", "x"), ("xe\u0301", 1, "x", "e\u0301"), ("你", 1, "", ""),
        ("ab", 5, "ab", "ab"),
    ],
)  # fmt: skip
def test_as_much_as_cells_hold(text: str, cells: int, first: str, last: str) -> None:
    assert (beginning(text, cells), ending(text, cells)) == (first, last)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't GPT-3.5 你好，吗", ["don't", "GPT-3.5", "你", "好", "，", "吗"]), ("a--b", ["a", "--", "b"]),
        ("Zürich’s x_y", ["Zürich’s", "x_y"]), ("他？！走", ["他", "？！", "走"]), ("  ", ["  "]),
    ],
)  # fmt: skip
def test_words_without_a_dictionary(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in rough_words(text)] == words


@pytest.mark.parametrize(
    ("counts", "shown"),
    [([0, 1, 2, 8], " ▁▂█"), ([0, 0], "  "), ([], ""), ([5], "█"), ([1, 100], "▁█"), ([3, 6, 4], "▄█▆")],
)
def test_counts_as_bars(counts: list[int], shown: str) -> None:
    assert bars(counts) == shown


@pytest.mark.parametrize(
    ("char", "read"),
    [
        ("长", ("chang", "zhang")),
        ("長", ("chang", "zhang")),
        ("女", ("nv",)),
        ("略", ("lve",)),
        ("a", ()),
        ("，", ()),
    ],
)
def test_how_characters_are_read(char: str, read: tuple[str, ...]) -> None:
    assert set(readings(char)) == set(read)


def test_other_spellings_of_a_syllable() -> None:
    for typed, kept in (("lue", "lve"), ("nue", "nve"), ("lve", "lve"), ("chang", "chang")):
        assert standard(typed) == kept
        assert typed in syllables()


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a你", [1, 2]),
        ("e\u0301", [1, 0]),
        ("❤\ufe0f", [2, 0]),
        ("👍\u200d👍", [2, 0, 0]),
        ("\x1b", [0]),
        ("１", [2]),
    ],
)
def test_how_many_cells_characters_take(text: str, cells: list[int]) -> None:
    assert widths(text) == cells
    assert text_width(text) == sum(cells)
