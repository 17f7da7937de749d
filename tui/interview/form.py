"""Whether labels are the fields of a form that is filled in again and again, under each heading or entry."""

from __future__ import annotations

from itertools import pairwise

from tui.interview.draft import HEADING, ITEM
from tui.interview.names import is_full_name, shape
from tui.interview.talk import Talk


def is_a_form(talk: Talk) -> bool:
    """Whether the labels are fields: in one order, begun anew under each heading or entry, asking nothing.

    Two people also alternate strictly; but the one asks, and no heading stands before each of his questions.
    """
    drafts, order = talk.drafts, talk.order
    names = list(dict.fromkeys(c.key for c in order))
    period = len(names)
    people = all(shape(name)[0] >= 1.5 for name in {c.name for c in order})
    if all(is_full_name(name) for name in {c.name for c in order}):
        return False
    if period < 2 or len(order) < 2 * period or sum(c.asks for c in order) > 0.15 * len(order):
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

    def fresh(index: int) -> bool:
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
