"""What each character allows at the end and the start of a line.

After the line adjustment rules of W3C's "Requirements for Chinese Text Layout" and GB/T 15834, and Unicode's UAX #14
where Latin text is concerned.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

from tui.text.width import is_wide

BLANK = 1
"""A space to break behind; it may hang over the end of the line."""
NO_START = 2
"""Closing punctuation and what else may not begin a line."""
NO_END = 4
"""Opening punctuation and what else may not end a line."""
WORD = 8
"""A part of a Latin word, number or address."""
PAIRED = 16
"""Drawn from several of the same: —— and ……, and the two letters of a flag."""
STICKS = 32
"""No break on either side, unless a blank stands there."""
CUTTABLE = 64
"""An address that must be cut is best cut behind it."""

_BLANKS = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
_STICKING = "\"'\u00a0\u2007\u2011\u202f\u2060\ufeff"
_PAIRED = "—―…⋯‥⸺⸻"
_NOT_FIRST = (
    "，。、；：？！．…⋯‥·・•‧～〜｡､･％‰‱℃℉°′″‵‼⁇⁈⁉,.;:?!%~-‐‑–－/／|｜"
    "々〻ー゛゜ゝゞヽヾｰﾞﾟぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_NOT_LAST = "$£¥￥＄￡￠￦№¡¿"
_CUTTABLE = "/\\?&=#_-.,;:@+%|~"


class _Flags(dict[str, int]):
    """The flags by character, found out once for each."""

    def __missing__(self, char: str) -> int:
        if char in _BLANKS:
            flags = BLANK
        elif char in _STICKING:
            flags = STICKS
        else:
            kind = category(char)
            flags = 0
            if char in _NOT_FIRST or kind in ("Pe", "Pf"):
                flags |= NO_START
            if char in _NOT_LAST or kind in ("Ps", "Pi"):
                flags |= NO_END
            if char in _PAIRED or "\U0001f1e6" <= char <= "\U0001f1ff":
                flags |= PAIRED
            elif _belongs_to_word(char, kind):
                flags |= WORD
            if char in _CUTTABLE:
                flags |= CUTTABLE
        self[char] = flags
        return flags


def _belongs_to_word(char: str, kind: str) -> bool:
    if "\uff61" <= char <= "\uff9f" or kind in ("Ps", "Pe", "Pi", "Pf"):
        # Half-width kana are written like the full-width ones. Of the brackets and quotation marks only the ASCII
        # ones, and the apostrophe, hold to the letters beside them.
        return char in "()[]{}’"
    # Full-width letters and digits spell Latin words too.
    return not is_wide(char) or "０" <= char <= "９" or "Ａ" <= char <= "Ｚ" or "ａ" <= char <= "ｚ"


FLAGS = _Flags()
"""The flags of a character."""

_AFTER_NUMBER = (
    "(?:个(?:半)?(?:小时|月|多月|季度|百分点|点|亿|人)?|元人民币|人民币|美元|美金|欧元|日元|英镑|港[元币]|韩元|卢比|分钟|小时|"
    "[平立]方(?:公里|千米|厘米|毫米|米)?|[公毫厘分千微纳]米|公里|[公千毫市]?[斤克]|英[里尺寸]|[毫微纳]秒|世纪|年代|季度|学期|"
    "字节|比特|千瓦时?|万?千瓦|[兆千]?瓦|赫兹|汉字|[光]年|周年|周岁|[层级]楼?|"
    "[年月日号时点分秒刻天周岁人位名次倍元块角毛度米里斤吨升代届期场轮集章节页篇字词句张条件台部辆架座楼亩款家所间支只"
    "头匹颗粒枚把本册份套组批档类种项步成折路站线声成杯瓶箱袋桶扇幅枪拍股票])"
)
_LATIN_UNIT = (
    "(?:[KMGTP]i?[Bb](?:ps)?|[kmcnµμ]?[gms]|kg|km|h|min|hrs?|[kMGT]?Hz|[kMGT]?Wh?|m?Ah?|[km]?V|[KMBTk]|[EPTGM]?FLOPS|"
    "fps|dpi|px|pt|°[CF]|USD|RMB|CNY|HKD|EUR|tokens?|[mb]illion|trillion|years?|months?|days?|hours?|minutes?)"
    r"(?![A-Za-z0-9_])"
)


@cache
def numbers_with_units() -> re.Pattern[str]:
    """What is to stay on one line although it has blanks or Chinese in it: 1 亿美元, 20 万, 第 3 章, 20 GB."""
    return re.compile(
        r"(?:第[ \u00a0]?)?[0-9０-９](?:[0-9０-９.,．，~～\-–]*[0-9０-９])?[+%％]?(?:[ \u00a0]?"
        rf"(?:[多余几]?[十百千万亿兆]+[多余几来]?{_AFTER_NUMBER}?|[多余几来]?{_AFTER_NUMBER}|{_LATIN_UNIT}))"
    )
