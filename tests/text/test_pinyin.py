from __future__ import annotations

from pathlib import Path

import pytest

from tui.text import readings as table
from tui.text.make_readings import module
from tui.text.make_readings import readings as source
from tui.text.pinyin import beginnings, readings, standard, syllables


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("长", {"zhang", "chang"}),
        ("行", {"xing", "hang"}),
        ("重", {"zhong", "chong"}),
        ("率", {"lv", "shuai"}),
        ("地", {"di", "de"}),
        ("嗯", {"en"}),
        ("钢", {"gang"}),
        ("麟", {"lin"}),
        ("女", {"nv"}),
        ("長", {"zhang", "chang"}),
        ("一", {"yi"}),
    ],
)
def test_common_readings(char: str, expected: set[str]) -> None:
    assert set(readings(char)) == expected


@pytest.mark.parametrize("char", ["a", "。", "1", "あ", "\ud800", "\U00020000", "\u33fe"])
def test_what_is_not_read_in_mandarin_has_no_reading(char: str) -> None:
    assert readings(char) == ()


def test_every_reading_is_a_syllable_and_every_syllable_begins_somewhere() -> None:
    for char in "开源落后于闭源这也是个事实":
        assert set(readings(char)) <= syllables() <= beginnings()
    assert {"zh", "zhu", "b", "x"} <= beginnings()
    assert "i" not in beginnings()
    assert standard("lue") in readings("略")


def test_the_table_is_what_its_sources_say() -> None:
    assert module(source()) == Path(table.__file__).read_text("utf-8")
