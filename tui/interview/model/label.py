"""What was judged of the words that might be speakers' labels, and what a person has said of them."""

from __future__ import annotations

from typing import NamedTuple


class Judgement(NamedTuple):
    """What was judged of one candidate label, over the whole document.

    Attributes:
        name: as printed most often.
        times: how many places it has where a label could stand.
        probability: that it names a speaker, from 0 to 1.
        accepted: whether its places begin turns.
        reasons: (name of a feature, what it adds to the log odds), the weightiest first.
        within: whether it stands behind the first speaker's label and before the last.
    """

    name: str
    times: int
    probability: float
    accepted: bool
    reasons: tuple[tuple[str, float], ...] = ()
    within: bool = False


class LabelRules(NamedTuple):
    """What a person has said of labels; it goes above every judgement.

    Attributes:
        accepted: labels that name speakers, in any spelling.
        refused: words that look like labels and are none, in any spelling.
        pattern: a regular expression with a group `name`; what it matches at the start of a paragraph is a
            label, and nothing else is. "" for none.
    """

    accepted: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    pattern: str = ""


NO_RULES = LabelRules()
"""Nothing said."""
