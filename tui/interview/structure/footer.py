"""What stands behind the conversation: credits, advertisements, links. It is nobody's turn."""

from __future__ import annotations

from collections.abc import Sequence

from tui.interview.model.draft import CODE, Draft
from tui.interview.model.interview import Kind

_MARKS = frozenset(
    (
        "end",
        "the end",
        "fin",
        "完",
        "全文完",
        "正文完",
        "（完）",
        "(完)",
        "the end.",
        "结束",
        "本文完",
        "full text end",
    )
)
_STARTS = (
    "题图", "头图", "封面图", "图片来源", "图源", "本文来自", "本文来源", "本文首发",
    "本文为", "本文由", "转载", "推荐阅读", "延伸阅读", "相关阅读", "更多阅读", "往期",
    "点击阅读", "阅读原文", "扫码", "扫描二维码", "长按", "关注我们", "投稿", "商务合作",
    "版权", "免责声明", "©", "未经授权", "对此文亦有贡献", "跳转到", "微信号", "公众号",
    "欢迎关注", "点赞", "点击关注", "*头图", "*题图", "参考资料", "责任编辑", "（责任编辑",
)  # fmt: skip
_LISTS = frozenset((
    "参考文献", "參考文獻", "嘉宾简介", "嘉宾介绍", "嘉賓簡介", "嘉賓介紹",
    "作者简介", "作者介绍", "作者簡介", "人物简介", "人物介绍", "人物簡介",
))  # fmt: skip
"""What heads a list of books or people, alone on its line or before a colon."""
_SENTENCE_ENDS = '。！？!?.…」』”"）)；;—~～,，'


def mark(drafts: Sequence[Draft]) -> None:
    """Mark the paragraphs behind the last turn's words as footer.

    Forwards from the last label: all from a line that ends articles (完, END, 题图来源…). Backwards from
    the end: links
    over a whole line, and short lines without a sentence's end, as far as such a link or picture vouches
    for them.
    """
    last = next((i for i in range(len(drafts) - 1, -1, -1) if drafts[i].label), -1)
    if last < 0:
        return
    first_after = next(
        (i for i in range(last + 1, len(drafts)) if drafts[i].kind is Kind.HEADING), len(drafts)
    )
    cut = first_after
    for index in range(last + 1, first_after):
        if ends_article(drafts[index].text):
            cut = index
            while cut - 1 > last and _thanks(drafts[cut - 1].text):
                cut -= 1
            break
    if first_after == len(drafts):
        cut = _back(drafts, last, cut)
    for index in range(cut, len(drafts)):
        drafts[index].footer = True
        if drafts[index].kind is Kind.TEXT:
            drafts[index].kind = Kind.CREDIT


def _back(drafts: Sequence[Draft], last: int, end: int) -> int:
    """How far back before `end` the footer reaches: links, and short lines for which such a link vouches."""
    vouched = end < len(drafts) and _is_link(drafts[end])
    cut = index = end
    if drafts[last].label_end >= len(drafts[last].text):
        last += 1  # what stands under a label on a line of its own is said, link or not
    while index - 1 > last:
        index -= 1
        draft = drafts[index]
        if _is_link(draft):
            vouched = True
        elif not vouched or len(draft.text) > 30 or draft.text[-1] in _SENTENCE_ENDS or draft.form == CODE:
            break
        cut = index
    return cut


def _is_link(draft: Draft) -> bool:
    return sum(end - start for start, end, _ in draft.links) * 2 > len(draft.text)


def ends_article(text: str) -> bool:
    """Tell whether a line ends an article (完, END), or begins what is printed behind one (题图来源…)."""
    if len(text) > 120:
        return False
    bare = text.strip(" -—–_·•*#=～~【】[]<>|／/。.").casefold()
    if bare in _MARKS or bare.replace(":", "：").partition("：")[0] in _LISTS:
        return True
    return text.lstrip("*﹡＊（( ").startswith(_STARTS) and not text.endswith(("？", "?"))


def _thanks(text: str) -> bool:
    """Whether a line thanks helpers, as articles do right before their end."""
    return len(text) <= 60 and any(
        word in text for word in ("亦有贡献", "均有贡献", "对本文有贡献", "化名", "实习生")
    )
