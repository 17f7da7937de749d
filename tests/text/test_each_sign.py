"""Each sign and each unit by itself: where a line may break, what goes with a number, what is shown."""

from __future__ import annotations

import pytest

from tui.text.sanitize import visible
from tui.text.units import numbers_with_units
from tui.text.wrap import wrap

BEGINS_NO_LINE = (
    "，。、；：？！．…·・•～％‰℃″″,.;:?!%~々ー゛゜ぁぃっゃゅょァィッャュョヶ"
    "）］｝」』】〕〉》〗〙〛”’»›)]}｠｣"
)
ENDS_NO_LINE = "（［｛「『【〔〈《〖〘〚“‘«‹([{$¥￥￡№¡¿｟｢"
UNITS = """
    元 美元 欧元 个 个月 个小时 个百分点 分钟 小时 毫秒 世纪 年代 年级 季度 周年 周岁 公里 分米 厘米
    毫米 平方米 立方米 公斤 千克 字节 比特 汉字 年 月 日 时 点 分 秒 天 周 岁 人 位 名 次 倍 块 度 米
    斤 吨 代 届 期 轮 章 节 页 篇 字 词 句 段 张 条 件 台 部 层 楼 款 家 所 本 册 套 批 级 类 种 项 步
    股 票 K M B T k KB MB GB TB g kg m cm mm km ms s min h Hz kHz GHz W kWh V A FLOPS fps px °C USD RMB
    token tokens million billion year years month day hour hours minute minutes seconds percent
"""


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize("sign", BEGINS_NO_LINE)
def test_it_begins_no_line(sign: str) -> None:
    for width in range(4, 12):
        assert not any(line.startswith(sign) for line in lines(f"汉字汉字汉{sign}汉字汉字汉字", width)[1:]), (
            width
        )


@pytest.mark.parametrize("sign", ENDS_NO_LINE)
def test_it_ends_no_line(sign: str) -> None:
    for width in range(4, 12):
        assert not any(line.endswith(sign) for line in lines(f"汉字汉字汉{sign}汉字汉字汉字", width)), width


@pytest.mark.parametrize("unit", UNITS.split())
def test_a_number_goes_with_its_unit(unit: str) -> None:
    for number in (f"30{unit}", f"30 {unit}", f"第 30 {unit}", f"第30{unit}"):
        text = f"约{number}，好。"
        assert [text[start:end] for start, end in numbers_with_units(text)] == [number]


def test_an_ordinal_goes_with_its_number_where_no_unit_follows() -> None:
    for ordinal in ("第3", "第 3", "第 ３"):
        text = f"这是{ordinal}，好。"
        assert [text[start:end] for start, end in numbers_with_units(text)] == [ordinal]
    assert numbers_with_units("这是3，好。") == []
    for width in range(8, 14):
        assert not any(line.rstrip().endswith("第") for line in lines("汉字汉字是第 3，好。", width))


@pytest.mark.parametrize("word", ["ＧＰＴ", "ｇｐｔ", "１２３", "GPT", "café"])
def test_a_word_that_fits_a_line_is_not_cut(word: str) -> None:
    for width in range(6, 14):
        assert any(word in line for line in lines(f"汉字汉字汉{word}汉字汉字", width)), width


@pytest.mark.parametrize(
    ("text", "width", "broken"),
    [
        # At a sign within it rather than anywhere, wherever it begins.
        ("见 alpha/beta-gamma.delta", 14, ["见 alpha/beta-", "gamma.delta"]),
        ("汉字 3000 GB/second", 12, ["汉字 3000 ", "GB/second"]),
        ("汉字《alpha/beta-gamma", 10, ["汉字", "《alpha/", "beta-gamma"]),
        ("亿美元））20alpha/beta-gamma", 17, ["亿美元））", "20alpha/beta-", "gamma"]),
        ("20（alpha/beta-gamma", 9, ["20", "（alpha/", "beta-", "gamma"]),
        (
            "word3.5《3.5https://example.org/a-b亿美元）",
            18,
            ["word3.5", "《3.5https://", "example.org/a-b亿", "美元）"],
        ),
    ],
)
def test_where_a_long_word_is_cut(text: str, width: int, broken: list[str]) -> None:
    assert lines(text, width) == broken


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        ("\x00", "␀"), ("\x1b", "␛"), ("\x7f", "␡"), ("\x85", "·"), ("\x9b", "·"), ("\u2028", "␤"),
        ("\u2029", "␤"),
        ("\u200b", "·"), ("\u200e", "·"), ("\u202e", "·"), ("\u2066", "·"), ("\u2069", "·"), ("\ufeff", "·"),
        ("\u3164", "·"), ("\u034f", "·"), ("\ud800", "\ufffd"), ("\ufffe", "\ufffd"), ("\u3000", "\u3000"),
        ("\ue000", "\ue000"), ("\U000e0041", "·"),
    ],
)  # fmt: skip
def test_what_is_shown_of_a_sign(sign: str, shown: str) -> None:
    assert visible(f"一{sign}二") == f"一{shown}二"
