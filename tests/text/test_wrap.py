"""Lines as Chinese typesetting wants them, at every width."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.interview.reading import read
from tui.paths import bundled_interview
from tui.text.units import numbers_with_units
from tui.text.width import text_width
from tui.text.wrap import lines, wrap

NEVER_FIRST = frozenset("，。、；：？！」』）》〉】〕］｝”’…,.;:?!)]}%")
NEVER_LAST = frozenset("「『（《〈【〔［｛“‘([{")

SEED = [paragraph.text for paragraph in read(bundled_interview()).paragraphs]
PIECES = st.lists(
    st.sampled_from(
        [
            *"的一是在我有他这上们来到，。、；：？！「」（）《》“”…—·",
            *(" ", "  ", "\u3000", "——", "……", "AI", "GPT-4", "GPT-3.5", "1 亿美元", "20 万", "scaling law"),
            *(
                "milestone（里程碑）",
                "https://example.org/a/b?c=d&e=f",
                "13 倍",
                "3.14",
                "e\u0301",
                "👨\u200d👩\u200d👧",
            ),
            *("☀\ufe0f", "한국", "日本語", "ＡＢＣ", "antidisestablishmentarianism"),
        ]
    ),
    max_size=60,
).map("".join)


def shown(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@settings(max_examples=200)
@given(st.one_of(PIECES, st.text(max_size=120)), st.integers(2, 130))
def test_joined_lines_are_the_paragraph_and_none_is_too_wide(text: str, width: int) -> None:
    broken = shown(text, width)
    assert "".join(broken) == text
    assert all(text_width(line.rstrip(" \t\u3000\u2002\u2003\u2009")) <= width for line in broken)
    assert text == "" or all(broken)


@pytest.mark.parametrize("width", range(20, 121))
def test_seed_has_no_forbidden_line_start_or_end(width: int) -> None:
    for text in SEED:
        broken = shown(text, width)
        for line in broken[1:]:
            assert line[0] not in NEVER_FIRST, line
            assert not line[0].isspace()
        for line in broken[:-1]:
            assert line.rstrip()[-1] not in NEVER_LAST, line


@pytest.mark.parametrize("width", range(60, 81))
def test_full_lines_of_the_seed_are_full(width: int) -> None:
    fills = [text_width(line.rstrip()) / width for text in SEED for line in shown(text, width)[:-1]]
    assert sum(fills) / len(fills) >= 0.95


@settings(max_examples=200)
@given(PIECES, st.integers(20, 120))
def test_what_fits_a_line_is_not_cut(text: str, width: int) -> None:
    cuts = {end for _, end in wrap(text, width)[:-1]}
    for whole in (
        "GPT-4",
        "GPT-3.5",
        "1 亿美元",
        "20 万",
        "13 倍",
        "——",
        "……",
        "e\u0301",
        "👨\u200d👩\u200d👧",
    ):
        at = text.find(whole)
        while at >= 0:
            before, after = text[:at][-1:], text[at + len(whole) :][:1]
            glued = any(
                char and ((char.isascii() and not char.isspace()) or char in "—…’·")
                for char in (before, after)
            )
            if (not glued and not whole[0].isascii()) or (not glued and not after.isascii()):
                inside = set(range(at + 1, at + len(whole)))
                assert not cuts & inside, (whole, shown(text, width))
            at = text.find(whole, at + 1)


def test_examples() -> None:
    assert shown("你好，世界。", 6) == ["你好，", "世界。"]
    assert shown("需要 GPT-3.5 吗", 9) == ["需要 ", "GPT-3.5 ", "吗"]
    assert shown("一共 1 亿美元", 10) == ["一共 ", "1 亿美元"]


@pytest.mark.parametrize("open_", "（([「『《〈【“‘")
def test_a_bracket_behind_a_blank_may_begin_a_line_and_none_is_left_open_at_its_end(open_: str) -> None:
    before = "她说过 "
    assert shown(f"{before}{open_}原话", text_width(before + open_) + 1) == [before, f"{open_}原话"]
    assert shown(f"{before}{open_} 原话", text_width(f"{before}{open_} ") + 1)[0] == before


def test_narrower_than_a_character_still_ends() -> None:
    assert shown("汉字", 1) == ["汉", "字"]
    assert shown("」」」」」」」」」」」」", 20) == ["」" * 10, "」」"]


def test_first_line_may_be_taken_in_part() -> None:
    assert wrap("汉字汉字汉字", 8, first=4) == [(0, 2), (2, 6)]


def test_an_endless_paragraph_is_broken_line_by_line() -> None:
    text = "长" * 1_000_000
    broken = lines(text, 60)
    assert next(broken) == (0, 30)
    assert sum(1 for _ in broken) == 33_333


@settings(max_examples=100)
@given(PIECES, st.integers(20, 120), st.data())
def test_lines_go_on_from_any_of_them_as_before(text: str, width: int, data: st.DataObject) -> None:
    broken = wrap(text, width)
    at = data.draw(st.integers(0, len(broken) - 1))
    if text:
        assert list(lines(text, width, start=broken[at][0])) == broken[at:]


@pytest.mark.parametrize("width", [20, 47, 76])
def test_a_long_paragraph_is_broken_as_if_it_were_measured_at_once(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(SEED)
    broken = wrap(text, width)
    monkeypatch.setattr("tui.text.wrap._WINDOW", len(text))
    assert wrap(text, width) == broken


@settings(max_examples=150)
@given(PIECES, st.integers(20, 120))
def test_no_line_begins_or_ends_with_what_may_not(text: str, width: int) -> None:
    # Where so much punctuation stands in a row that a line can't hold it, the width comes first.
    most = max((text_width(run) for run in re.findall(r"[^\w\s]+", text)), default=0)
    if most + text_width("antidisestablishmentarianism") + 2 > width:
        return
    broken = shown(text, width)
    for line in broken[1:]:
        assert line[0] not in NEVER_FIRST, broken
    for line in broken[:-1]:
        assert not line.rstrip() or line.rstrip()[-1] not in NEVER_LAST, broken


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=20), max_size=30), st.integers(20, 120))
def test_no_latin_word_that_fits_is_cut(words: list[str], width: int) -> None:
    text = " ".join(words)
    assert [word for line in shown(text, width) for word in line.split()] == words
    mixed = "".join(word + "中" for word in words)
    assert (
        "".join(re.sub(r"([a-h])$", r"\1|", line) for line in shown(mixed, width)).replace("|中", "中")
        == mixed
    )


def test_a_long_address_is_cut_only_when_it_must_be_and_behind_a_sign() -> None:
    address = "https://example.org/archive/2024/interviews/kimi?page=12&view=full"
    assert shown("链接：" + address, len(address)) == ["链接：", address]
    broken = shown("链接：" + address + "。", 40)
    assert "".join(broken) == "链接：" + address + "。"
    assert broken[0][-1] in "/?&="
    assert all(text_width(line) >= 24 for line in broken[:-1])


ADDRESS = "https://mp.weixin.qq.com/s?__biz=Mjc1NjM3MjY2MA==&mid=2691539716&sn=d0630dc55f1569f866b9cf48#rd"


@pytest.mark.parametrize("width", range(20, 121))
def test_in_an_address_too_long_for_a_line_no_word_is_cut(width: int) -> None:
    for text in (f"链接在这里：{ADDRESS}，请看。", f"（见 /usr/{'share/' * 9}interviews/2024-03-01.md）"):
        broken = shown(text, width)
        assert "".join(broken) == text
        for whole in re.findall("[A-Za-z0-9]+", text):
            if len(whole) + 1 <= width:
                assert any(whole in line for line in broken), (whole, broken)


@pytest.mark.parametrize(
    ("text", "width", "whole"),
    [
        ("internationalisation）·10-20%，请看", 24, "internationalisation"),
        ("counterrevolutionaries=deinstitutionalisation", 40, "deinstitutionalisation"),
        ("1,000,000/2,000,000/3,000,000/4,000,000", 20, "3,000,000"),
        ("GPT-3.5+GPT-4.0+GPT-4.5+GPT-5.0", 20, "4.0"),
    ],
)
def test_what_is_written_without_blanks_is_cut_at_a_sign(text: str, width: int, whole: str) -> None:
    assert any(whole in line for line in shown(text, width)), shown(text, width)


def test_rules_give_way_in_their_order() -> None:
    assert shown("12345678901 亿美元", 14) == ["12345678901 亿", "美元"]
    # A number from its unit before an address at its signs.
    assert shown("用了约https://example.org/a/b3.5 GB", 26) == ["用了约", "https://example.org/a/b3.5 ", "GB"]
    assert shown("internationalisation，", 20) == ["internationalisatio", "n，"]
    assert shown("—" * 50, 21) == ["—" * 20, "—" * 20, "—" * 10]
    assert shown("（" * 12 + "字", 20) == ["（" * 10, "（（字"]


def test_of_a_word_that_fits_no_line_no_scrap_is_left_at_a_lines_end() -> None:
    assert shown("12345 亿美元internationalisation", 13) == ["12345 亿美元", "international", "isation"]
    assert shown("reinforcement learninghttps://example.org", 15)[0] == "reinforcement "


def test_flags_part_from_each_other_but_stay_whole() -> None:
    assert shown("🇨🇳🇺🇸🇫🇷", 4) == ["🇨🇳🇺🇸", "🇫🇷"]
    assert shown("🇨🇳🇺🇸🇫🇷", 3) == ["🇨🇳", "🇺🇸", "🇫🇷"]


def test_blanks_hang_over_the_edge_but_not_without_end() -> None:
    assert shown("汉字  汉字", 4) == ["汉字  ", "汉字"]
    broken = shown("字" + " " * 1000, 20)
    assert "".join(broken) == "字" + " " * 1000
    assert all(len(line) <= 41 for line in broken)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        *(("融资 1 亿美元，", "1 亿美元"), ("20 万汉字", "20 万汉字"), ("看第 3 章吧", "第 3 章")),
        *(("有 1.5 GB 内存", "1.5 GB"), ("约 90 亿元人民币", "90 亿元人民币"), ("10%-20% 的", "")),
        *(("GPT-4 的", ""), ("3 个半小时后", "3 个半小时"), ("100 多个", "100 多个")),
    ],
)
def test_numbers_know_their_units(text: str, whole: str) -> None:
    assert [text[a:b] for a, b in numbers_with_units(text)] == ([whole] if whole else [])


@pytest.mark.parametrize("piece", ["x", "·", "，", "—", " ", "\u0301", "（", "字 ", "\u200d", "9"])
def test_no_row_of_the_same_stalls(piece: str) -> None:
    text = piece * 100_000
    assert "".join(shown(text, 20)) == text


def test_a_path_behind_a_blank_begins_a_line_and_cuts_no_word() -> None:
    text = "The folder of the collection is somewhere /home/somebody/.local/share/fangtan"
    lines = [text[start:end].strip() for start, end in wrap(text, 48)]
    assert lines == ["The folder of the collection is somewhere", "/home/somebody/.local/share/fangtan"]
