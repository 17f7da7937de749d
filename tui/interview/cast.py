"""Labels at the head and the foot of a conversation that only say who is who: a cast, guests, works cited."""

from __future__ import annotations

from collections.abc import Sequence

from tui.interview.draft import HEADING, Draft
from tui.interview.footer import ends_article
from tui.interview.kin import members
from tui.interview.label import BRACKETS, Candidate, Look
from tui.interview.names import shape

_LONGEST = 60  # code points that a line on somebody may be long
_FEWEST = 4  # labels that must be left
_SENTENCE_ENDS = "。！？!?…"
_PERSONAL = frozenset("我你您咱")
_GREETINGS = (
    *("大家好", "各位", "欢迎", "歡迎", "谢谢", "謝謝", "好", "对", "對", "嗯", "是的"),
    *("hello", "hi", "hey", "good ", "welcome", "thank", "yes", "yeah", "ok"),
)
_MATTERS = (
    "资料",
    "簡介",
    "简介",
    "介绍",
    "介紹",
    "文献",
    "文獻",
    "阅读",
    "閱讀",
    "注释",
    "註釋",
    "references",
    "guests",
)


def without_cast(drafts: Sequence[Draft], found: list[Candidate], *, cues: bool) -> list[Candidate]:
    """The labels without those at the head and the foot that introduce people, and say nothing for them.

    Args:
        drafts: the paragraphs.
        found: the labels, in order.
        cues: whether the paragraphs are captions, which only begin with who is who (Interviewer: Ann Lee).
    """
    number = 0
    while number < len(found) and _names_people(drafts[found[number].index], found[number]):
        number += 1
    if not cues and _ends_its_sentences(drafts, found):
        number = max(number, _introduced(drafts, found))
        found = found[: _last_said(drafts, found)]
    return found[number:]


def _names_people(draft: Draft, candidate: Candidate) -> bool:
    words = draft.text[candidate.end :].strip()
    if not 0 < len(words) <= 40 or words[-1] in "。！？!?." or shape(candidate.name)[1] != "role":
        return False
    return all(
        shape(part) == (2.0, "name") and (" " in part.strip() or not part.isascii())
        for part in members(words)
    )


def _ends_its_sentences(drafts: Sequence[Draft], found: list[Candidate]) -> bool:
    """Whether nearly all that is said ends as a sentence does; else a line without an end shows nothing."""
    some = found[:: 1 + len(found) // 200]
    said = [drafts[c.index].text[-1] for c in some if len(drafts[c.index].text) > c.end]
    return len(found) > _FEWEST and sum([end in "。！？!?.…」』”）)~～—" for end in said]) >= 0.7 * len(said)


def _introduced(drafts: Sequence[Draft], found: list[Candidate]) -> int:
    """How many of the first labels introduce people: two and more lines apart from the talk, or its title."""
    number = 0
    while number < len(found) and _tells_of(drafts, found, number):
        number += 1
    if len(found) - number < _FEWEST or not number:
        return 0
    last, next_one = found[number - 1], found[number]
    between = drafts[last.index + 1 : next_one.index]
    apart = any(draft.text[0] not in BRACKETS for draft in between)  # what is heard parts nothing: (music)
    apart = apart or (not next_one.item and any(c.item for c in found[:number]))
    return number if apart and (number > 1 or _is_title(drafts, last)) else 0


def _tells_of(drafts: Sequence[Draft], found: list[Candidate], number: int) -> bool:
    """Whether a short line without a sentence's end stands behind a label, or further such labels."""
    candidate = found[number]
    if candidate.look in (Look.TIMED, Look.MARKED, Look.BARE, Look.HEADING):
        return False
    words = drafts[candidate.index].text[candidate.end :].strip()
    if words:
        return len(words) <= _LONGEST and _PERSONAL.isdisjoint(words) and not _says(words)
    after = found[number + 1 : number + 2]
    return bool(after) and after[0].index == candidate.index + 1 and _tells_of(drafts, found, number + 1)


def _says(words: str) -> bool:
    return (
        words[-1] == "."
        or any(mark in words for mark in _SENTENCE_ENDS)
        or words.casefold().startswith(_GREETINGS)
    )


def _is_title(drafts: Sequence[Draft], candidate: Candidate) -> bool:
    """Whether a line is a title that begins with a name: a link throughout, or a date stands under it."""
    draft, after = drafts[candidate.index], drafts[candidate.index + 1]
    if any(end - start >= 0.8 * len(draft.text) for start, end, _ in draft.links):
        return True
    return candidate.index < 3 and len(after.text) <= 60 and sum([c.isdigit() for c in after.text]) >= 6


def _last_said(drafts: Sequence[Draft], found: list[Candidate]) -> int:
    """How many labels there are without those behind the end of the article, if nothing is said there."""
    number = len(found)
    while number > _FEWEST and _tells_of(drafts, found, number - 1):
        number -= 1
    if number == len(found):
        return number
    between = drafts[found[number - 1].index + 1 : found[number].index]
    return number if any(_ends(draft) for draft in between) else len(found)


def _ends(draft: Draft) -> bool:
    text = draft.text.strip("：: ")
    matter = len(text) <= 20 and text.casefold().endswith(_MATTERS)
    return matter or (draft.form != HEADING and ends_article(draft.text))
