"""Lines as Chinese typesetting wants them, at every width."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.interview.reading import read
from tui.paths import bundled_interview
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
