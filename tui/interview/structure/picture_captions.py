"""The words under a picture, which nobody in the conversation says."""

from __future__ import annotations

from tui.interview.model.draft import HEADING, Draft

_STARTS = (
    "图片",
    "图：",
    "图注",
    "图说",
    "图源",
    "▲",
    "△",
    "▼",
    "↑",
    "↓",
    "图｜",
    "图|",
    "图/",
    "图丨",
    "圖：",
)
_SIGNS = (
    "图源",
    "来源：",
    "摄影",
    "供图",
    "合影",
    "｜",
    "图/",
    "图片来源",
    "受访者提供",
    "视觉中国",
    "摄）",
    "摄)",
)
_LONGEST = 100
_SENTENCE_ENDS = ("。", "！", "？", "!", "?", "；", "：", ":")


def is_caption(draft: Draft) -> bool:
    """Tell whether a paragraph without a label stands under a picture.

    The form is that of converters: the picture's stand-in word before the words (图片…), a ▲, or a short line
    without a sentence's end in or behind the picture's line.
    """
    text = draft.text
    if draft.form == HEADING or len(text) > _LONGEST or text.endswith(_SENTENCE_ENDS):
        return False
    if text.startswith(_STARTS):
        return len(text) > 2
    return draft.pictured and not draft.all_bold and (any(sign in text for sign in _SIGNS))
