"""Labels before the talk and behind it that only tell of somebody.

A title (Ann Lee: A life in letters), a list of guests, the times of an episode, key points, biographies and
references all set a name before a colon. Nobody says any of it: it holds no sentence, and stands apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from tui.interview.model.draft import HEADING, Draft
from tui.interview.names.shapes import is_full_name, shape
from tui.interview.speakers.label_syntax import Candidate, Look
from tui.interview.speakers.related_labels import members
from tui.interview.structure.footer import ends_article
from tui.text.lazy_pattern import lazy_pattern

_FEWEST = 4  # labels that are left, below which there is no talk to tell from what is told
_TOLD = 60  # code points of what is told of somebody
_TITLE = 5  # code points from which what is told by one label alone is more than a greeting
_ENDS = "。！？!?….」』”）)~～—"
_THANKS = ("谢谢", "謝謝")
_LISTS = ("资料", "資料", "介绍", "介紹", "简介", "簡介", "文献", "文獻")


_SENTENCE = lazy_pattern(r"[。！？!?…]|^[^\u3400-\u9fff]*\.(?:\s|$)")
"""The end of a sentence; in Chinese a full stop of the Latin kind is a reference's."""
_VOICE = lazy_pattern(
    r"[我你您咱]|^(?:大家好|各位|欢迎|歡迎|谢谢|謝謝)|\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Yy]our|[Oo]ur)\b"
)


def without_introductions(drafts: Sequence[Draft], found: list[Candidate], *, cues: bool) -> list[Candidate]:
    """Drop the labels at either end that only say who is who, or what somebody has done.

    Args:
        drafts: the paragraphs.
        found: the labels, in order.
        cues: whether the paragraphs are captions, of which each is said.
    """
    number = 0
    while number < len(found) and _names_people(drafts[found[number].index], found[number]):
        number += 1
    if cues or not _is_punctuated(drafts, found):
        return found[number:]
    return _without_list_behind(drafts, found[_told(drafts, found, number) :])


def _names_people(draft: Draft, candidate: Candidate) -> bool:
    """Whether a role has nothing but names behind it (Interviewer: Ann Lee)."""
    words = draft.text[candidate.end :].strip()
    if not 0 < len(words) <= 40 or words[-1] in "。！？!?." or shape(candidate.name)[1] != "role":
        return False
    if words.startswith(_THANKS):  # which has the form of a name
        return False
    return all(
        shape(part) == (2.0, "name") and (" " in part.strip() or not part.isascii())
        for part in members(words)
    )


def _is_punctuated(drafts: Sequence[Draft], found: list[Candidate]) -> bool:
    """Whether what is said ends as sentences do, so that what does not is something else.

    What a recognizer wrote down, or somebody in a hurry, often has no full stops.
    """
    some = _some(found)
    said = [drafts[c.index].text for c in some if c.end < len(drafts[c.index].text)]
    return len(found) >= _FEWEST + 2 and sum([text[-1] in _ENDS for text in said]) >= 0.7 * len(said)


def _some(found: list[Candidate]) -> list[Candidate]:
    """Enough of the labels, from all over the document, to tell how it is written."""
    return found[:: 1 + len(found) // 1000]


def _told(drafts: Sequence[Draft], found: list[Candidate], start: int) -> int:
    """How many labels from the first one on only tell of somebody, of which `start` are known to.

    They stand apart from the talk, or are entries of a list: somebody may also just open with few words.
    """
    some = _some(found)
    timed = sum([c.time != "" for c in some]) > 0.5 * len(some)  # a label with a time is a turn's then
    number = start
    while number < len(found) - _FEWEST and _tells(drafts, found, number, timed=timed):
        number += 1
    while number > start and not _is_apart(drafts, found, number):
        number -= 1
    return number


def _is_apart(drafts: Sequence[Draft], found: list[Candidate], number: int) -> bool:
    """Whether what is told by the first labels, of which there are `number`, is over with the last of them.

    A list ends there, or a paragraph follows that does not go on in somebody's voice. One label alone must
    tell more than a greeting, and not just have a stage direction (music) behind it.
    """
    told, next_one = found[number - 1], found[number]
    words = drafts[told.index].text[told.end :]
    if not words:
        return False
    if shape(told.name)[1] == "role" and all(map(is_full_name, members(words))):
        return True
    if next_one.index == told.index + 1:
        return told.item and not next_one.item
    after = drafts[told.index + 1].text
    alone = number == 1 and (len(words) < _TITLE or (after[0] in "（([【〔" and after[-1] in "）)]】〕"))
    return not alone and not _VOICE.search(after)


def _tells(drafts: Sequence[Draft], found: list[Candidate], number: int, *, timed: bool) -> bool:
    candidate = found[number]
    words = drafts[candidate.index].text[candidate.end :]
    if candidate.look in (Look.TIMED, Look.MARKED) or (timed and candidate.time):
        return False
    if not words:  # the heading of a list of people
        after = found[number + 1 : number + 2]
        return bool(after) and after[0].index == candidate.index + 1
    return len(words) <= _TOLD and not _SENTENCE.search(words) and not _VOICE.search(words)


def _without_list_behind(drafts: Sequence[Draft], found: list[Candidate]) -> list[Candidate]:
    """The labels without those behind a line that ends the talk, if none of them has a sentence."""
    for number in range(len(found) - 1, _FEWEST - 1, -1):
        candidate = found[number]
        words = drafts[candidate.index].text[candidate.end :]
        if not words or candidate.look in (Look.TIMED, Look.MARKED) or _SENTENCE.search(words):
            break
        if any(map(_ends_talk, drafts[found[number - 1].index + 1 : candidate.index])):
            return found[:number]
    return found


def _ends_talk(draft: Draft) -> bool:
    """Whether a line says that the article ends, or heads what is told of people and books."""
    text = draft.text.rstrip(" ：:")
    return ends_article(draft.text) or (draft.form == HEADING and text.endswith(_LISTS))
