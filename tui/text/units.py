"""Numbers with their units: 1 亿美元, 20 万, 第 3 章, 20 GB."""

from __future__ import annotations

from tui.text.lazy_pattern import lazy_pattern

_BLANKS = " \u00a0"
_ROUGHLY = "多余几来"
_MULTIPLIERS = "十百千万亿兆"
_LONGEST = 4
_NAMES = """
元人民币 人民币 美元 美金 欧元 日元 英镑 港元 港币 韩元 卢比 个 个人 个月 个半月 个小时 个半小时 个季度
个百分点 个点 个世纪 分钟 小时 毫秒 微秒 纳秒 世纪 年代 年级 季度 学期 光年 周年 周岁 公里 千米 分米 厘米 毫米
微米 纳米 海里 英里 英尺 英寸 平方米 平方公里 平方厘米 立方米 立方厘米 公斤 千克 毫克 微克 毫升 公顷 字节 比特
瓦 瓦时 千伏 千卡 大卡 千帕 兆帕 赫兹 千赫 兆赫 毫安 毫安时 汉字 度电 年 月 日 号 时 点 分 秒 刻 天 周 岁 人
位 名 次 倍 元 块 角 毛 度 米 里 斤 吨 克 升 代 届 期 场 轮 集 章 节 页 篇 字 词 句 段 张 条 件 台 部 辆 架 座
层 楼 亩 款 家 所 间 支 只 头 匹 颗 粒 枚 把 本 册 份 套 组 批 档 级 类 种 项 步 折 路 站 线 成 杯 瓶 箱 袋 股
票 K M B T k KB MB GB TB PB Kbps Mbps Gbps g mg kg m cm mm nm km ms s min h hr hrs Hz kHz MHz GHz W kW MW GW
Wh kWh MWh V A Ah mAh FLOPS GFLOPS TFLOPS PFLOPS EFLOPS fps dpi px pt °C °F USD RMB CNY HKD EUR token tokens
million billion trillion year years month months day days hour hours minute minutes seconds percent
"""
_UNITS = frozenset(_NAMES.split())


_NUMBERS = lazy_pattern("[0-9０-９]+(?:[-.,–~～．，][0-9０-９]+)*[+%％]?")
_LETTERS = lazy_pattern("[A-Za-z°]+")


def numbers_with_units(text: str) -> list[tuple[int, int]]:
    """Find the numbers that have a unit, as offsets (start, end) in code points of both together.

    At most one blank stands between the two. 第 in front of a number belongs to it, and is enough without a
    unit; other numbers are left out.
    """
    spans = []
    for number in _NUMBERS.finditer(text):
        start, at = number.span()
        end = _unit_end(text, at)
        if start > 1 and text[start - 1] in _BLANKS and text[start - 2] == "第":
            start -= 2
        elif start > 0 and text[start - 1] == "第":
            start -= 1
        if end > at or start < number.start():
            spans.append((start, end))
    return spans


def _unit_end(text: str, at: int) -> int:
    """Where the unit behind a number that ends at `at` ends; `at` itself where there is none."""
    begin = at + 1 if text[at : at + 1] and text[at] in _BLANKS else at
    here = begin
    # A unit of several characters may begin as a multiplier does: 千瓦时, 兆赫.
    end = _name_end(text, begin)
    for allowed in (_ROUGHLY, _MULTIPLIERS, _ROUGHLY):
        while text[here : here + 1] and text[here] in allowed:
            here += 1
            end = max(end, _name_end(text, here))
    if end > begin:
        return end
    if here > begin and any(char in _MULTIPLIERS for char in text[begin:here]):
        return here
    word = _LETTERS.match(text, begin)
    return word.end() if word and word[0] in _UNITS else at


def _name_end(text: str, at: int) -> int:
    """Where the longest unit in hanzi that begins at `at` ends; 0 where none does."""
    for length in range(_LONGEST, 0, -1):
        if text[at : at + length] in _UNITS and not text[at].isascii():
            return at + length
    return 0
