"""Whether labels are the fields of a form that is filled in again and again, under each heading or entry."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from tui.interview.model.draft import HEADING, ITEM
from tui.interview.names.shapes import is_clear_name, is_full_name, shape
from tui.interview.speakers.label_syntax import WITHOUT_COLON, Candidate, Look
from tui.interview.speakers.talk_features import SENTENCE_ENDS, Talk

_SELDOM = 0.15  # of labels stand before a question: in interviews a third and more, in forms hardly any
_VALUE = 60  # code points that the value of a field may be long


def is_a_form(talk: Talk) -> bool:
    """Tell whether labels are fields: in one order, begun anew under each heading or entry, asking nothing.

    Two people also alternate strictly; but the one asks, and no heading stands before each of his questions.
    """
    drafts, order = talk.drafts, talk.order
    names = list(dict.fromkeys(c.key for c in order))
    period = len(names)
    printed = {c.name for c in order}
    if talk.of_people or all(map(is_full_name, printed)):
        return False
    if period < 2 or len(order) < 2 * period or talk.asking > _SELDOM:
        return False
    place = {name: number for number, name in enumerate(names)}
    forward = sum(1 for a, b in pairwise(order) if (place[a.key] + 1) % period == place[b.key])
    if forward < 0.85 * (len(order) - 1):
        return False
    if (
        period > 2
        and len(order) >= 3 * period
        and forward >= len(order) - 2
        and not any(c.asks for c in order)
    ):
        return True  # three who never once speak out of turn, nor ask, are no people
    starts = [c.index for c in order if c.key == names[0]]
    labelled = {c.index for c in order}
    people = all(shape(name)[0] >= 1.5 for name in printed)

    def fresh(index: int) -> bool:
        """Say whether what stands before a paragraph is no sentence that goes on in it."""
        before = index - 1
        if before < 0 or before in labelled:
            return before < 0
        draft = drafts[before]
        if people and draft.text[-1] in "？?":
            return False  # that is what they answer
        return (
            draft.form in (HEADING, ITEM)
            or draft.all_bold
            or (
                len(draft.text) <= 60
                and not draft.text.endswith(("。", "！", "？", ".", "!", "?", "…", "」", "”"))
            )
        )

    return sum(1 for index in starts if fresh(index)) >= 0.6 * len(starts)


def is_filled_in(talk: Talk) -> bool:
    """Tell whether values stand behind the labels: short, unlike sentences, and nobody is "I" or "you".

    So are the credits under each piece of news, the hosts of a list of episodes, the settings of each server.
    Speech written down without stops has pronouns; and of it somebody speaks twice before the next heading.
    """
    order, words = talk.order, talk.words
    if len(order) < 4 or talk.personal > 0.1 or sum(map(_is_value, words)) < 0.8 * len(words):
        return False
    if any(c.look in (Look.TIMED, Look.MARKED) for c in order):
        return False
    same = sum([a.key == b.key for a, b in pairwise(order)])
    if same >= 0.5 * len(order):  # a field may be given again and again
        return not any(is_clear_name(group.name) for group in talk.speakers)
    return len(talk.rounds) >= 3 and talk.orderly_rounds >= 0.7 * len(talk.rounds)


def _is_value(words: str) -> bool:
    words = words.strip()
    return len(words) <= _VALUE and (
        not words or words[-1] not in SENTENCE_ENDS or (words.isascii() and " " not in words)
    )


def is_in_rounds(talk: Talk) -> bool:
    """Tell whether hardly anybody speaks twice under one heading, asks, or says "I": ratings, comments.

    The order of the labels may change from heading to heading, and they may be people's full names: it is
    they who are written about. Now and then one has two entries; then all must be brief and say no "you".
    """
    if talk.asking > _SELDOM or any(c.look in (Look.TIMED, Look.MARKED, Look.HEADING) for c in talk.order):
        return False
    if talk.of_people or len(talk.order) < 1.5 * len(talk.rounds):
        return False
    if talk.takes_rounds:
        clear = [g.times for g in talk.speakers if g.kind in ("role", "medium", "name") and g.points >= 1.5]
        return talk.first_person < (0.2 if sum(clear) >= 0.5 * len(talk.order) else 0.3)
    brief = sum(map(len, talk.words)) <= _VALUE * len(talk.words)
    return len(talk.rounds) >= 3 and brief and talk.asking < 0.1 and talk.personal < 0.2


def has_fields_between(talk: Talk) -> bool:
    """Tell whether labels that surely name fields stand among the speakers', three for ten or more.

    What has questions in it has fields if one of the labels stands behind the same field each time.
    """
    if not talk.fields:
        return False
    fields = [c for c in talk.found if c.key in talk.fields and c.look not in WITHOUT_COLON]
    if talk.asking > _SELDOM or talk.of_people:
        return _is_beside_one(talk, {c.index: c for c in fields if not c.wordless})
    first, last = talk.order[0].index - 2, talk.order[-1].index
    between = sum([first <= c.index <= last and not c.item for c in fields])
    return between >= 0.3 * len(talk.order)


def _is_beside_one(talk: Talk, fields: dict[int, Candidate]) -> bool:
    times = {group.key: group.times for group in talk.speakers}
    behind = Counter(
        [(a.key, b.key) for a, b in pairwise(talk.found) if a.index in fields and b.key in times]
    )
    # Each time, the first included: a field within an answer stands before any question but the first.
    return any(count >= 3 and count == times[name] for (_, name), count in behind.items())
