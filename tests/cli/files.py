"""The files that the transcripts are about: a talk in several forms, and what makes trouble."""

from __future__ import annotations

TALK = """# 慢慢来

作者 | 林一

2024-03-01

这是开场白。

## 一、起点

“从头说起”

问：你为什么开始写长文本？

林一：因为短的说不清楚。

第一次写了三年。

## 二、以后

问：下一本呢？

林一：慢慢来，比较快。
"""

QUICK = """# 快快来

问：你为什么写得这么快？

王敏：因为不快就忘了，慢不得。

问：写了几年？

王敏：三年，写到长文本为止。
"""

SUBTITLES = "".join(
    f"{n + 1}\n00:0{n}:05,250 --> 00:0{n}:08,000\n{words}\n\n"
    for n, words in enumerate(
        (
            "Ann: How are you?",
            "Bo: Fine, thanks.",
            "Ann: And then?",
            "Bo: Nothing.",
            "Ann: Oh?",
            "Bo: Yes.",
        )
    )
)

MAGAZINE = """# 问答

来源：[《月刊》](https://example.org/a)

王敏：你为什么开始写长文本？

《月刊》：因为短的说不清楚。

王 敏：那后来呢？

《 月刊 》：后来就写了三年。

王敏：为什么是三年？

《月刊》：谁也没有注意到，就过去了。

《月刊》：那你呢？

《月刊》：我也是。

王敏：这样啊？

《月刊》：就是这样，没有别的。
"""

MANY = "WEBVTT\n\n" + "".join(
    f"00:{n:02d}.000 --> 00:{n:02d}.900\n<v {'ABCDEFGHIJ'[n % 10]}>Words {n}.\n\n" for n in range(20)
)

STEERING = "# 题\x1b[2J\n\n甲：你好吗？\n\n乙：很好\x1b]52;c;eA==\x07，谢谢。\n\n甲：那就好。\n\n乙：再见。\n"

NOTED = "\n\n".join(
    ["问者：你好吗？", "答者：很好，谢谢。", "问者：后来呢？", "答者：后来就好了。", "注意：以上是第一段。"]
    * 4
)

COLUMNS = "\n".join(["王敏    你好吗？", "李强    还不错。", "王敏    去了哪里？", "李强    去了海边。"] * 3)


FILES: dict[str, str | bytes] = {
    "talk.md": TALK,
    "talk.srt": SUBTITLES,
    "talks/slow.md": TALK,
    "talks/quick.md": QUICK,
    "magazine.md": MAGAZINE,
    "many.vtt": MANY,
    "steering\x1b]0;x\x07.md": STEERING,
    "noted.md": NOTED,
    "columns.txt": COLUMNS,
    "gbk.txt": TALK.encode("gb18030"),
    "plain.txt": "没有人说话，只有一段文字。\n\n还有一段。\n",
    "empty.md": "",
    "noise.md": bytes(range(256)) * 40,
    "queries": "慢慢来\r\n\n没有这话\n三年\n",
    "template.j2": "{% for quote in quotes %}<{{ quote.text }}>\n{% endfor %}",
    "broken.j2": "{% for",
    "nothing.json": "{}",
    "nobody/.keep": "",
}
