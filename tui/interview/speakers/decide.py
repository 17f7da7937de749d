"""Which words before a colon are speakers: decided for the document as a whole, with reasons.

A colon after a short phrase means little by itself: glossaries, lists of fields, novels and answers are
full of them. What makes a speaker is seen over the whole text: how it is printed, how often and how spread
it stands, whether somebody asks, what it looks like, and that people take turns instead of filling in a form.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tui.interview.model.draft import HEADING, Draft
from tui.interview.model.label import NO_RULES, Judgement, LabelRules
from tui.interview.names.shapes import could_be_label, is_full_name, key, shape
from tui.interview.speakers.candidates import find
from tui.interview.speakers.conversation import only_conversation
from tui.interview.speakers.label_group import ENOUGH, Group
from tui.interview.speakers.label_pattern import labels_in
from tui.interview.speakers.label_syntax import Candidate, Look
from tui.interview.speakers.outside_the_talk import without_introductions
from tui.interview.speakers.quoted_dialogue import without_quoted_dialogue
from tui.interview.speakers.related_labels import related
from tui.interview.speakers.scoring import weigh


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
    headings = [c for c in found if c.look is Look.HEADING]
    if headings:
        depths = _speaking_depths(drafts, found, headings)
        found = [c for c in found if c.look is not Look.HEADING or drafts[c.index].depth in depths]
    places: dict[str, list[Candidate]] = {}
    for candidate in found:
        places.setdefault(candidate.key, []).append(candidate)
    if not places:
        return Decision({}, [], True)
    groups = {name_key: Group(candidates) for name_key, candidates in places.items()}
    weigh(drafts, groups, found)
    accepted = {k for k, group in groups.items() if group.score >= ENOUGH}
    accepted |= related(groups, accepted)
    accepted = only_conversation(drafts, groups, accepted, found, cues=not lines)
    found = _with_colons([c for c in found if c.key in accepted])
    found = without_introductions(drafts, found, cues=not lines)
    labels = {c.index: c for c in found}
    for candidate in everywhere:
        if candidate.key in forced:
            labels[candidate.index] = candidate
    labels = dict(sorted(labels.items()))
    first, last = (min(labels), max(labels)) if labels else (0, 0)
    judgements = [
        Judgement(
            g.name,
            g.times,
            1.0 if g.key in forced else round(1 / (1 + math.exp(ENOUGH - g.score)), 3),
            g.key in accepted or g.key in forced,
            tuple(g.reasons),
            first < g.candidates[0].index < last,
        )
        for g in groups.values()
    ]
    return Decision(labels, judgements, True)


def _by_pattern(drafts: Sequence[Draft], rules: LabelRules) -> Decision:
    """Take what a person's pattern matches at the start of a paragraph for a label, and nothing else."""
    refused = set(map(key, rules.refused))
    labels: dict[int, Candidate] = {}
    for index, label in enumerate(labels_in([draft.text for draft in drafts], rules.pattern)):
        if label and key(label.name) not in refused:
            labels[index] = Candidate(index, label.name, key(label.name), label.end, Look.PLAIN)
    times = Counter([c.name for c in labels.values()])
    return Decision(labels, [Judgement(name, count, 1.0, True) for name, count in times.items()], True)


def _with_colons(found: list[Candidate]) -> list[Candidate]:
    """The labels without the few that have no colon where nearly all have one.

    A bold name that begins an answer's paragraph is emphasis there; `warnings` tells of it.
    """
    bare = sum(1 for c in found if c.look is Look.BOLD_BARE)
    if 0 < bare < 0.1 * len(found):
        return [c for c in found if c.look is not Look.BOLD_BARE]
    return found


def _speaking_depths(drafts: Sequence[Draft], found: list[Candidate], headings: list[Candidate]) -> set[int]:
    """The depths of the headings that are labels: most of the document's headings are, and they recur.

    One name alone heads questions, where another answers in between about as often. Words behind the
    name of somebody who speaks as often under ordinary labels are a title (## Ann: A life in letters).
    """
    plain = Counter([c.key for c in found if c.look is not Look.HEADING])
    heads = Counter([c.key for c in headings])
    headings = [
        c
        for c in headings
        if c.asks or c.end >= len(drafts[c.index].text) or plain[c.key] < max(2, heads[c.key])
    ]
    all_headings = sum(1 for draft in drafts if draft.form == HEADING)
    names = Counter(c.key for c in headings)
    recurring = sum(count for count in names.values() if count > 1)
    if recurring < 4 or recurring < 0.6 * all_headings:
        return set()
    others = Counter(c.key for c in found if c.look is not Look.HEADING and c.key not in names)
    if len(names) == 1 and not (
        any(count >= 0.5 * recurring for count in others.values())
        or (shape(headings[0].name)[0] >= 1.5 and all(drafts[c.index].text[-1] in "：:" for c in headings))
    ):
        return set()
    return {drafts[c.index].depth for c in headings if names[c.key] > 1}


def rare(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Find the refused labels that a person might still want to look at.

    They have the shape of a speaker's label; and they recur, or are a full Chinese name between the first
    speaker and the last.
    """
    return [
        verdict
        for verdict in judgements
        if not verdict.accepted
        and could_be_label(verdict.name)
        and (verdict.times >= 2 or (verdict.within and is_full_name(verdict.name)))
        and any(code in ("name", "role", "medium") for code, points in verdict.reasons if points > 0)
        and not any(code in ("rotation", "quotes") for code, _ in verdict.reasons)
    ]
