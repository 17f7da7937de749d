"""One talk, and what is answered to many queries: how many hits, and the tier, paragraph, words of six."""

from __future__ import annotations

TALK = """\
# 造船与写作

作者 | 周远

2024-03-01

## 一、从木头说起

**记者：** [00:05] 你为什么开始造船？长文本又是怎么回事？

**林一：** [01:10] 因为我小时候见过一条大船。造船要等木头干，等三年。

长文本是后来的事，它和造船一样慢。

**王敏：** [02:00] 我补充一句：2019 年我们有 12 个人，第一性原理是他说的。

**记者：** [03:15] 钱从哪里来？有多少人投了你们？

**林一：** [04:20] 双轮驱动：一边卖书，一边修船。The architecture of a ship is not a metaphor.

## 二、Scaling 与慢

**记者：** [10:00] 你怎么看 scaling law？

**王敏：** [11:30] Scaling 不是一切。GPT-4 和 C++ 都要人来写，3.5% 的人会写。

她用了 reinforcement learning，效果提高了 20%。

**林一：** [12:45] 慢慢来，比较快。钢琴也是这样学的，我弹了十年钢琴。

**记者：** [15:00] 那么船沉了呢？

**林一：** [16:10] 船沉了，我没有救上来。我相信以后会好的。

**王敏：** [17:00] 他没有放弃，他只是换了一条河。

## 三、以后

**记者：** [20:00] 以后还造船吗？

**林一：** [21:30] 不造了。写长文本，写到写不动为止。我的第一本书卖了三千册。

**记者：** [25:00] 谢谢。

**林一：** [25:30] 谢谢你们。
"""

NOTED = frozenset((7, 12))
"""The paragraphs with a note."""

ANSWERS: dict[str, tuple[int, list[str]]] = {
    "造船": (5, ["exact 0 造船", "exact 19 造船", "exact 6 造船", "exact 4 造船", "exact 5 造船"]),
    "长文本": (3, ["exact 6 长文本", "exact 4 长文本", "exact 20 长文本"]),
    "長文本": (3, ["exact 6 长文本", "exact 4 长文本", "exact 20 长文本"]),
    "船": (8, ["exact 0 船", "exact 15 船", "exact 19 船", "exact 6 船", "exact 4 船", "exact 16 船"]),
    "scaling": (3, ["exact 10 Scaling", "exact 11 scaling", "exact 12 Scaling"]),
    "Scaling law": (1, ["exact 11 scaling law"]),
    "archtecture": (1, ["typo 9 architecture"]),
    "architectre ship": (1, ["typo 9 architecture·ship"]),
    "reinfrcement": (1, ["typo 13 reinforcement"]),
    "reinf": (1, ["exact 13 reinf"]),
    "钢琴 十年": (1, ["terms 14 十年·钢琴"]),
    "钢琴 木头": (3, ["related 14 钢琴·钢琴", "related 3 木头", "related 5 木头"]),
    "双轮区动": (1, ["homophone 9 双轮驱动"]),
    "双论驱动": (1, ["homophone 9 双轮驱动"]),
    "shuanglunqudong": (1, ["pinyin 9 双轮驱动"]),
    "slqd": (1, ["pinyin 9 双轮驱动"]),
    "shuanlunqudong": (1, ["pinyin 9 双轮驱动"]),
    "gangqin": (1, ["pinyin 14 钢琴·钢琴"]),
    "gangq": (1, ["pinyin 14 钢琴·钢琴"]),
    "钢qin": (1, ["pinyin 14 钢琴·钢琴"]),
    "zaochuan": (5, ["pinyin 0 造船", "pinyin 19 造船", "pinyin 6 造船", "pinyin 4 造船", "pinyin 5 造船"]),
    "第一原理": (1, ["typo 7 第一性原理"]),
    "第一性元理": (1, ["homophone 7 第一性原理"]),
    "一性第原理": (1, ["typo 7 一性原理"]),
    "慢慢来比较快": (1, ["exact 14 慢慢来，比较快"]),
    "慢来慢比较快": (1, ["typo 14 慢慢来，比较快"]),
    "多少人": (1, ["exact 8 多少人"]),
    "等了多久": (1, ["related 5 等·等"]),
    "为什么造船": (
        5,
        ["related 0 造船", "related 19 造船", "related 6 造船", "related 4 造船", "related 5 造船"],
    ),
    "造船 三年": (1, ["terms 5 造船·三年"]),
    "木头 大船": (1, ["terms 5 大船·木头"]),
    "船沉了 换了一条河": (2, ["pair 17 换了一条河", "pair 16 船沉了"]),
    "GPT-4": (1, ["exact 12 GPT-4"]),
    "GPT4": (1, ["exact 12 GPT-4"]),
    "C++": (5, ["exact 12 C", "typo 10 c", "typo 11 c", "typo 13 c", "typo 9 c·c"]),
    "20%": (5, ["exact 13 20", "exact 19 20", "exact 9 20", "exact 2 20", "exact 7 2:0·20"]),
    "3.5": (1, ["exact 12 3.5"]),
    "35": (0, []),
    "12 个人": (1, ["exact 7 12 个人"]),
    "2019": (1, ["exact 7 2019"]),
    "law": (1, ["exact 11 law"]),
    "aw": (1, ["typo 11 aw"]),
    "hip": (1, ["typo 9 hip"]),
    "ship": (1, ["exact 9 ship"]),
    "the": (3, ["exact 9 The", "pinyin 6 它和", "pinyin 17 条河"]),
    "我": (5, ["exact 16 我·我", "exact 14 我", "exact 5 我", "exact 20 我", "exact 7 我·我"]),
    "谢谢": (2, ["exact 21 谢谢", "exact 22 谢谢"]),
    '"造船要等"': (1, ["exact 5 造船要等"]),
    '"长文本" 造船': (2, ["terms 4 造船·长文本", "terms 6 长文本·造船"]),
    "-造船 船": (3, ["exact 15 船", "exact 16 船", "exact 9 船"]),
    "船 -沉": (6, ["exact 0 船", "exact 19 船", "exact 6 船", "exact 4 船", "exact 5 船·船", "exact 9 船"]),
    "钢琴 | 木头": (3, ["exact 14 钢琴·钢琴", "exact 3 木头", "exact 5 木头"]),
    "钢琴|木头 十年": (3, ["terms 14 十年·钢琴", "related 3 木头", "related 5 木头"]),
    "speaker:林一 船": (4, ["exact 6 船", "exact 16 船", "exact 5 船·船", "exact 9 船"]),
    "speaker:王敏": (4, ["exact 7", "exact 12", "exact 13", "exact 17"]),
    "-speaker:林一 长文本": (1, ["exact 4 长文本"]),
    "speaker:linyi 船": (4, ["exact 6 船", "exact 16 船", "exact 5 船·船", "exact 9 船"]),
    "speaker:wm": (4, ["exact 7", "exact 12", "exact 13", "exact 17"]),
    "section:2": (8, ["exact 10", "exact 11", "exact 12", "exact 13", "exact 14", "exact 15"]),
    "section:慢 钢琴": (1, ["exact 14 钢琴·钢琴"]),
    "section:1-2 长文本": (2, ["exact 6 长文本", "exact 4 长文本"]),
    "turn:3": (1, ["exact 7"]),
    "turn:2-4 造船": (2, ["exact 6 造船", "exact 5 造船"]),
    "turn:12-": (4, ["exact 19", "exact 20", "exact 21", "exact 22"]),
    "at:11:30": (2, ["exact 12", "exact 13"]),
    "at:0:05-2:00": (4, ["exact 4", "exact 5", "exact 6", "exact 7"]),
    "at:20:00-": (4, ["exact 19", "exact 20", "exact 21", "exact 22"]),
    "asked: 船": (3, ["exact 15 船", "exact 19 船", "exact 4 船"]),
    "said: 船": (4, ["exact 6 船", "exact 16 船", "exact 5 船·船", "exact 9 船"]),
    "asked:": (6, ["exact 4", "exact 8", "exact 11", "exact 15", "exact 19", "exact 21"]),
    "-asked: 长文本": (2, ["exact 6 长文本", "exact 20 长文本"]),
    "has:note": (2, ["exact 7", "exact 12"]),
    "has:note 船": (0, []),
    "记者": (
        6,
        ["exact 21 记者", "exact 15 记者", "exact 19 记者", "exact 8 记者", "exact 11 记者", "exact 4 记者"],
    ),
    "林一": (
        6,
        ["exact 22 林一", "exact 16 林一", "exact 14 林一", "exact 5 林一", "exact 20 林一", "exact 9 林一"],
    ),
    "kubernetes": (0, []),
    '写不动 -"第一本"': (0, []),
    "他没有 我没有": (2, ["typo 17 他没有", "typo 16 我没有"]),
    "wo men": (1, ["pinyin 7 我们"]),
    "meitan": (0, []),
    "sanqian": (1, ["pinyin 20 三千"]),
    "三千册 卖书": (2, ["related 20 三千册", "related 9 卖书"]),
    "相信以后": (1, ["exact 16 相信以后"]),
    "见过大船 等三年木头干": (1, ["related 5 见过·大船·木头干·等三年"]),
    "learning 效果": (1, ["exact 13 learning，效果"]),
    "metaphor": (1, ["exact 9 metaphor"]),
    "metaphr": (1, ["typo 9 metaphor"]),
    "not a metaphor": (1, ["exact 9 not a metaphor"]),
}
