"""What a page of the reader looks like: every kind of text and voice, hostile characters, selections.

A picture that differs is to be looked at first; then, if it is right: `pytest
tests/app/test_reading_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.test_snapshots import SIZES, Compare, before
from tui.app.application import FangtanApp
from tui.interview.model.interview import Interview
from tui.interview.reading import read_bytes
from tui.locale import set_language
from tui.settings import Settings

PAGE = """\
# 排版的样子

作者 | 李明

### 01. 数字、单位与外文

「字要排得好看」

记者：融资 1 亿美元，GPT-4 与 GPT-3.5 差多少？20 万用户，增长 3.5%，￥100，$1.5B，10:30，2023-2024 年。

嘉宾：The quick brown fox jumps over the lazy dog, and says “internationalisation” — or ‘i18n’ … (see \
https://example.org/archive/2024/interviews?page=12&view=full#top) again.

嘉宾：全角ＡＢＣ１２３，半角ｶﾀｶﾅ，「引号『套』引号」，《书名》；——破折号——，……省略号……。（笑）里程碑（milestone）很重要。

### 02. 表情、附标与别的文字

记者：👨‍👩‍👧‍👦 一家，🇨🇳🇺🇸 旗，👍🏽 肤色，☀️ 变体，1️⃣ 键帽，e\u0301 a\u0308 か\u3099 附标，ก็ नमस्ते。

嘉宾：日本語の文章です。한국어 문장입니다. العربية، עברית. Ελληνικά, кириллица.
"""

HOSTILE = """\
# 坏输入

记者：\x1b[31m红\x1b[0m，\x1b]52;c;aGk=\x07 剪贴板，\x9b31m，\x00\x08\x7f，制表\t符，NEL\x85行，\u2028段。

嘉宾：双向\u202e覆盖\u202c\u2066隔离\u2069，零宽\u200b格\u200d连\ufeff末，软\u00ad连字，未分配\u0378\ufffe，\
标签\U000e0041，填\u3164充。

记者：塔Z\u0335\u0321\u0322\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309a，私用\ue000，新表情\U0001fae8。

嘉宾：好。
"""

SAID = {
    "王敏": "大家好，很高兴今天能来。我先说两句。",
    "李强": "谢谢邀请。我们从成本说起吧。",
    "Anna": "我同意。Let me add one thing.",
    "赵云": "我不太同意，成本已经太高了。你们算过吗？",
    "Bob": "We tried it last year. 失败了。",
    "孙丽": "从用户的角度看，这没有意义。",
    "周明": "你说得对，不过还是要看时间。",
    "吴华": "那我来总结一下。谁还有问题？",
}
PANEL = "# 圆桌\n\n" + "\n\n".join(f"{name}：{words}" for name, words in [*SAID.items()] * 2)

SPOKEN = "我们今天来聊一下大模型这个事情其实很多人觉得就是那样" * 4000
ENDLESS = f"# 没有句号\n\n甲：{SPOKEN}\n\n乙：好。\n"

STEPS: dict[str, tuple[str, list[str]]] = {
    "typography": (PAGE, ["i", "right_square_bracket"]),
    "other-scripts": (PAGE, ["right_square_bracket", "right_square_bracket"]),
    "bad-input": (HOSTILE, ["right_curly_bracket"]),
    "many-voices": (PANEL, ["right_curly_bracket"]),
    "endless": (ENDLESS, ["colon", *"50", "percent_sign", "enter", "j"]),
    "several-turns": (PANEL, ["right_curly_bracket", "j", "v", "j", "j", "w"]),
    "other-end": (PANEL, ["right_curly_bracket", "v", "t", "o", "l", "l", "l", "l", "l", "l"]),
    "word-in-hand": (PAGE, ["right_square_bracket", "right_curly_bracket", "l", "l"]),
}


def app_on(text: str, data: Path, settings: Settings | None = None) -> FangtanApp:
    interview = read_bytes(text.encode("utf-8"), "interview.md")
    return FangtanApp(interview, [], settings=settings or Settings(), data=data)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", STEPS)
def test_page(snap_compare: Compare, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    text, keys = STEPS[name]
    assert snap_compare(app_on(text, tmp_path), terminal_size=size, run_before=before(keys))


@pytest.mark.parametrize("theme", ["fangtan-light", "fangtan-dark-16", "fangtan-light-16"])
def test_voices_in_other_themes(snap_compare: Compare, tmp_path: Path, theme: str) -> None:
    app = app_on(PANEL, tmp_path)
    app.theme = theme
    assert snap_compare(app, terminal_size=SIZES[1], run_before=before(["right_curly_bracket", "a", "j"]))


def test_voices_without_colour(
    snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    keys = ["right_square_bracket", "right_curly_bracket", "a", "j"]
    assert snap_compare(app_on(PAGE, tmp_path), terminal_size=SIZES[1], run_before=before(keys))


def test_a_page_in_chinese_on_light(snap_compare: Compare, tmp_path: Path) -> None:
    set_language("zh_CN")
    app = app_on(PAGE, tmp_path, Settings(theme="light", glosses="dim"))
    assert snap_compare(app, terminal_size=SIZES[1], run_before=before(["right_square_bracket"]))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", ["gone-back", "at-the-end", "map"])
def test_where_one_is(
    snap_compare: Compare, seed: Interview, tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    keys = {
        "gone-back": ["colon", *"120", "enter", "G", "less_than_sign"],
        "at-the-end": ["G"],
        # Sections, hits, quotes and the window, all on the ruler.
        "map": ["right_curly_bracket", "a", "colon", *"150", "enter", "a", "slash", *"scaling", "enter"],
    }
    app = FangtanApp(seed, [], settings=Settings(), data=tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=before(keys[name]))
