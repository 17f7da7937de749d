"""HTML's elements, and what one that is open does to the words in it."""

# ruff: noqa: SIM905 - a list of words, one word to a line, is not easier to read.

from __future__ import annotations

import re
from collections.abc import Mapping

from tui.text.lazy_pattern import lazy_pattern

BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol p "
        "pre section summary table tbody td tfoot th thead title tr ul"
    ).split()
)
UNSPOKEN = frozenset(
    ("head noscript template svg math select textarea button object iframe audio video").split()
)
VOID = frozenset(("area base br col embed hr img input link meta param source track wbr").split())
HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
DEEP = 256  # open elements that are remembered
_BOLD = frozenset(("b", "strong"))
_NAMING = frozenset(("cite", "dt"))


_VOICE_CLASS = lazy_pattern(
    r"(?:^|[\s_-])(?:speaker|spk|speakername|speaker-?label|interviewer|interviewee|participant|moderator|talker|"
    r"dialogue-?name|person-?name|username|nickname|who)(?:[_-]?(?:name|label|id|\d+))?(?:$|\s)",
    re.IGNORECASE,
)
_BOLD_STYLE = lazy_pattern(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_PLAIN_STYLE = lazy_pattern(r"font-weight\s*:\s*(normal|[1-5]00)", re.IGNORECASE)


class Open:
    """An element that is open.

    Args:
        tag: its name.
        given: its attributes.

    Attributes:
        bold: 1 for bold, -1 for plain within bold.
        link: where it leads, "" for nowhere.
        voice: whether it holds a speaker's name.
        beside: whether it stands beside the article.
        at: how much of its paragraph stands before it, in code points.
    """

    __slots__ = ("at", "beside", "bold", "link", "tag", "voice")

    def __init__(self, tag: str, given: Mapping[str, str]) -> None:
        self.tag = tag
        self.bold = self.at = 0
        self.link = ""
        self.voice = self.beside = False
        if not given and tag not in _BOLD and tag not in _NAMING:
            return
        style = given.get("style", "")
        if tag in _BOLD or (style and _BOLD_STYLE.search(style)):
            self.bold = 1
        elif style and _PLAIN_STYLE.search(style):
            self.bold = -1
        if tag == "a":
            self.link = given.get("href", "").strip()
        names = f"{given.get('class', '')} {given.get('itemprop', '')}"
        self.voice = tag in _NAMING or (len(names) > 1 and _VOICE_CLASS.search(names) is not None)
