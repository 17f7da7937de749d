"""Which words before a colon are speakers: decided for the document as a whole, with reasons.

A colon after a short phrase means little by itself: glossaries, lists of fields, novels and answers are
full of them. What makes a speaker is seen over the whole text: how it is printed, how often and how spread
it stands, whether somebody asks, what it looks like, and that people take turns instead of filling in a form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tui.interview.model.draft import HEADING, Draft
from tui.interview.model.label import NO_RULES, Judgement, LabelRules
from tui.interview.names.shapes import key
from tui.interview.speakers.candidates import find
from tui.interview.speakers.features import SENTENCE_ENDS, Document
from tui.interview.speakers.label_doubts import in_doubt
from tui.interview.speakers.label_model import weights_for
from tui.interview.speakers.label_pattern import labels_in
from tui.interview.speakers.label_syntax import Candidate, Look
from tui.interview.speakers.outside_the_talk import without_introductions
from tui.interview.speakers.quoted_dialogue import without_quoted_dialogue
from tui.interview.speakers.related_labels import of_speakers

_LIKELY = 0.5  # from which a label is taken for a speaker's


class Decision(NamedTuple):
    """Which labels are speakers'.

    Attributes:
        labels: the labels that begin turns, by the index of their draft.
        judgements: one on every candidate label.
        sure: whether the labels are surely the speakers', all of them and no others.
    """

    labels: dict[int, Candidate]
    judgements: list[Judgement]
    sure: bool


def decide(drafts: Sequence[Draft], *, lines: bool = True, rules: LabelRules = NO_RULES) -> Decision:
    """Decide which labels are speakers.

    Args:
        drafts: the paragraphs.
        lines: whether a line may be a label that is nothing but a name; in captions it is a short answer.
        rules: what a person has said of labels.

    Raises:
        PatternError: the pattern of the rules can't be used, or takes too long.
    """
    if rules.pattern:
        return _by_pattern(drafts, rules)
    forced, refused = set(map(key, rules.accepted)), set(map(key, rules.refused))
    everywhere = [c for c in find(drafts, lines=lines) if c.key not in refused]
    found = without_quoted_dialogue(drafts, everywhere)
    if not found:
        return Decision({}, [], True)
    document = Document(drafts, found, lines=lines)
    groups = document.groups
    features = {k: document.of_label(group) for k, group in groups.items()}
    weights = {k: weights_for(group.times) for k, group in groups.items()}
    probabilities = {k: 1.0 if k in forced else weights[k].probability(features[k]) for k in groups}
    likely = {k for k, p in probabilities.items() if p >= _LIKELY}
    related = of_speakers(groups, likely)
    for k, speaker in related.items():  # as likely as the speaker whom it names in another way
        probabilities[k] = max(probabilities[k], probabilities[speaker])
    accepted = likely | related.keys()
    places = _turning(drafts, [c for c in found if c.key in accepted])
    places = without_introductions(drafts, places, cues=not lines)
    labels = {c.index: c for c in places}
    labels |= {c.index: c for c in everywhere if c.key in forced}
    labels = dict(sorted(labels.items()))
    start, end = (min(labels), max(labels)) if labels else (0, 0)
    judgements = [
        Judgement(
            group.name,
            group.times,
            round(probabilities[k], 3),
            k in accepted,
            tuple(weights[k].reasons(features[k])),
            start < group.candidates[0].index < end,
        )
        for k, group in groups.items()
    ]
    return Decision(labels, judgements, not in_doubt(judgements))


def _turning(drafts: Sequence[Draft], places: list[Candidate]) -> list[Candidate]:
    """The labels without those that are printed as none of the others and begin no turn.

    A bold name without a colon that begins an answer's paragraph is emphasis, where nearly all have one;
    `warnings` tells of it. A heading with a name and a colon is a title before the talk, where that very
    speaker's label is the next one, and where no sentence stands behind the colon.
    """
    bare = sum(c.look is Look.BOLD_BARE for c in places)
    if 0 < bare < 0.1 * len(places):
        places = [c for c in places if c.look is not Look.BOLD_BARE]
    heads = sum(c.look is Look.HEADING for c in places)
    if not heads or heads >= 0.3 * len(places):
        return places
    first = next(c.index for c in places if c.look is not Look.HEADING)
    behind = [*places[1:], None]
    return [
        c
        for c, after in zip(places, behind, strict=True)
        if c.look is not Look.HEADING
        or (c.index > first and (after is None or after.key != c.key) and _says_something(drafts, c))
    ]


def _says_something(drafts: Sequence[Draft], heading: Candidate) -> bool:
    """Whether a sentence stands behind a label in a heading, or nothing does and words follow below it."""
    text, below = drafts[heading.index].text, drafts[heading.index + 1 : heading.index + 2]
    if heading.end < len(text):
        return text[-1] in SENTENCE_ENDS
    return bool(below) and below[0].form != HEADING


def _by_pattern(drafts: Sequence[Draft], rules: LabelRules) -> Decision:
    """Take what a person's pattern matches at the start of a paragraph for a label, and nothing else."""
    refused = set(map(key, rules.refused))
    labels: dict[int, Candidate] = {}
    for index, label in enumerate(labels_in([draft.text for draft in drafts], rules.pattern)):
        if label and key(label.name) not in refused:
            labels[index] = Candidate(index, label.name, key(label.name), label.end, Look.PLAIN)
    times = Counter([c.name for c in labels.values()])
    return Decision(labels, [Judgement(name, count, 1.0, True) for name, count in times.items()], True)
