"""Labels in block quotations: a talk that somebody retells within his answer (> He: … > I: …)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from tui.interview.model.draft import QUOTATION, Draft
from tui.interview.speakers.label_syntax import Candidate

_RECURRING = 3  # times that a label stands outside quotations, from which it is a speaker's within them too
_HARDLY_EVER = 0.2  # of the labels; where questions or answers alone are set so, it is half of them


def without_quoted_dialogue(drafts: Sequence[Draft], found: list[Candidate]) -> list[Candidate]:
    """Drop the labels of a quoted talk of others, where labels hardly ever stand in quotations.

    One quoted label alone is left: a reader's question may well be set so. So is what the speakers say.
    """
    quoted = sum([drafts[c.index].form == QUOTATION for c in found])
    if quoted < 2:
        return found

    def is_quoted(candidate: Candidate) -> bool:
        """Say whether a label stands in a quotation."""
        return drafts[candidate.index].form == QUOTATION

    outside = Counter([c.key for c in found if not is_quoted(c)])
    recurring = {key: count for key, count in outside.items() if count >= _RECURRING}
    if quoted > _HARDLY_EVER * sum(recurring.values()):
        return found
    kept: list[Candidate] = []
    for is_talk, run in groupby(found, is_quoted):
        labels = list(run)
        if not is_talk or len(labels) < 2 or any(c.key in recurring for c in labels):
            kept += labels
    return kept
