"""What is open about an interview's labels, and what a person's word settles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.interview.model.interview import Interview
from tui.interview.model.label import Judgement, LabelRules
from tui.interview.names.shapes import could_be_label, is_full_name, key
from tui.interview.speakers.label_model import doubtful, weights_for

_MOST = 50
"""Labels that are offered; of a text with more, the likeliest."""

_WORTH_TELLING = 0.1
"""How likely, from 0 to 1, a label is that was not accepted and is told of without being asked."""


def are_settled(judgements: Iterable[Judgement], rules: LabelRules) -> bool:
    """Tell whether a person has said of each accepted label that it is one, so that none is in doubt."""
    said = set(map(key, rules.accepted))
    accepted = [judgement for judgement in judgements if judgement.accepted]
    return bool(rules.pattern) or (bool(accepted) and all(key(one.name) in said for one in accepted))


def likeliest_first(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Sort what was judged: the likeliest labels first, of equals the most frequent."""
    return sorted(judgements, key=lambda one: (-one.probability, -one.times))


def in_doubt(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Find the labels of which it is doubtful whether they are speakers', the likeliest first."""
    limit = doubtful()
    doubted = [j for j in judgements if limit < j.probability < 1.0 - limit]
    return sorted(doubted, key=lambda judgement: -judgement.probability)


def rare(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Find the refused labels that a person might still want to look at, by what they look like."""
    return [
        judgement
        for judgement in judgements
        if not judgement.accepted
        and could_be_label(judgement.name)
        and judgement.probability >= _WORTH_TELLING
        and (judgement.times >= 2 or (judgement.within and is_full_name(judgement.name)))
    ]


def likely_labels(interview: Interview) -> list[Judgement]:
    """List the labels that an interview is read by although they are not sure; none where it is sure."""
    return [] if interview.sure else [one for one in likeliest_first(interview.labels) if one.accepted]


def might_be_labels(interview: Interview) -> list[Judgement]:
    """List the labels that were considered and not accepted, the likeliest first."""
    return [one for one in likeliest_first(interview.labels) if not one.accepted][:_MOST]


def doubtful_labels(interview: Interview) -> list[Judgement]:
    """List the labels that were not accepted and may well be some; of an unsure interview one at least."""
    rest = might_be_labels(interview)
    worth = [one for one in rest if one.probability >= _WORTH_TELLING]
    return worth or (rest[:1] if not interview.sure and not interview.speakers else [])


def candidates(interview: Interview) -> Sequence[Judgement]:
    """List what a person has to choose from where the speakers are not sure, or where there are none."""
    if interview.sure and interview.speakers:
        return ()
    return likeliest_first(interview.labels)[:_MOST]


def has_less(judgement: Judgement, feature: str, by: float) -> bool:
    """Tell whether a label has less of a feature than most have, where that adds `by` to its log odds."""
    return weights_for(judgement.times).weights.get(feature, by) * by < 0
