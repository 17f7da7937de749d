"""What is taken for a conversation, and the words that people say in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tui.interview.draft import Draft
from tui.interview.group import Group
from tui.interview.label import Candidate


class Talk(NamedTuple):
    """What is taken for a conversation: the paragraphs, the labels in order, and whose they are."""

    drafts: Sequence[Draft]
    order: list[Candidate]
    speakers: list[Group]


@cache
def pronoun() -> re.Pattern[str]:
    """A word for oneself or whom one talks to, in the languages that interviews come in."""
    return re.compile(
        r"[我你您咱]|\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Yy]our|[Oo]ur|me|us|je|j’|j'|vous|tu|nous|moi|ich|Sie|du|wir|mir|"
        r"yo|usted|nosotros|eu|você|nós|io|lei|noi)\b|[私僕俺]|あなた|저는|제가|나는|당신|우리"
    )


def words_behind(drafts: Sequence[Draft], candidate: Candidate) -> str:
    """The first 400 code points of what stands behind a label, on its line or in the next paragraph."""
    text = drafts[candidate.index].text[candidate.end :]
    if not text and candidate.index + 1 < len(drafts):
        text = drafts[candidate.index + 1].text
    return text[:400]
