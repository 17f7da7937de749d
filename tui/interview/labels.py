"""Which words before a colon are speakers: decided for the document as a whole, with reasons.

A colon after a short phrase means little by itself: glossaries, lists of fields, novels and answers are
full of them. What makes a speaker is seen over the whole text: how it is printed, how often and how spread
it stands, whether somebody asks, what it looks like, and that people take turns instead of filling in a form.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.interview.candidates import Candidate, Look, find
from tui.interview.draft import HEADING, ITEM, Draft
from tui.interview.names import could_be_label, key, resembles, shape

_ENOUGH = 3.0  # the score from which a label is a speaker


class Verdict(NamedTuple):
    """What was decided about one label.

    Attributes:
        name: as printed most often.
        times: how often it stands where a label would.
        accepted: whether it is a speaker.
        score: what the reasons add up to; a speaker from 3 on.
        reasons: what spoke for it and against it, as (code, points).
    """

    name: str
    times: int
    accepted: bool
    score: float
    reasons: tuple[tuple[str, float], ...]


class Group:
    """All places of one label."""

    __slots__ = ("candidates", "key", "reasons", "score")

    def __init__(self, name_key: str) -> None:
        self.key = name_key
        self.candidates: list[Candidate] = []
        self.reasons: list[tuple[str, float]] = []
        self.score = 0.0

    @property
    def times(self) -> int:
        """How often it stands where a label would."""
        return len(self.candidates)

    @property
    def name(self) -> str:
        """Its most frequent spelling."""
        return Counter(c.name for c in self.candidates).most_common(1)[0][0]

    def share(self, what: str) -> float:
        """The share, from 0 to 1, of its places of which `what` is true."""
        return sum(1 for c in self.candidates if getattr(c, what)) / len(self.candidates)

    def add(self, code: str, points: float) -> None:
        """Take a reason into account; one without points is none."""
        if points:
            self.reasons.append((code, round(points, 2)))
            self.score += points


def decide(drafts: Sequence[Draft]) -> tuple[dict[int, Candidate], list[Verdict]]:
    """The labels that are speakers, by the index of their draft, and the verdict on every candidate."""
    found = find(drafts)
    headings = [c for c in found if c.look is Look.HEADING]
    if headings and not _headings_speak(drafts, headings):
        found = [c for c in found if c.look is not Look.HEADING]
    groups: dict[str, Group] = {}
    for candidate in found:
        group = groups.get(candidate.key)
        if group is None:
            group = groups[candidate.key] = Group(candidate.key)
        group.candidates.append(candidate)
    if not groups:
        return {}, []
    _score(drafts, groups, found)
    _doubt_fields_in_answers(groups, found)
    accepted = {k for k, group in groups.items() if group.score >= _ENOUGH}
    accepted |= _kin(groups, accepted)
    accepted = _only_conversation(drafts, groups, accepted, found)
    verdicts = [
        Verdict(g.name, g.times, g.key in accepted, round(g.score, 2), tuple(g.reasons))
        for g in groups.values()
    ]
    return {c.index: c for c in found if c.key in accepted}, verdicts


def _headings_speak(drafts: Sequence[Draft], headings: list[Candidate]) -> bool:
    """Whether the document's headings are its labels: most of them are, and they recur."""
    all_headings = sum(1 for draft in drafts if draft.form == HEADING)
    names = Counter(c.key for c in headings)
    recurring = sum(count for count in names.values() if count > 1)
    return recurring >= 4 and len(names) > 1 and recurring >= 0.6 * all_headings


def _score(drafts: Sequence[Draft], groups: dict[str, Group], found: list[Candidate]) -> None:
    looks: Counter[str] = Counter()
    shapes = {group.key: shape(group.name) for group in groups.values()}
    for group in groups.values():
        if group.times >= 3 and shapes[group.key][0] > -3:
            for candidate in group.candidates:
                looks[candidate.look] += 1
    usual = {look for look, count in looks.items() if count >= 0.1 * sum(looks.values())}
    spoken = {c.index for c in found if shapes[c.key][0] > 0}
    first, last = (min(spoken), max(spoken)) if spoken else (0, 0)
    between = max(1, sum(1 for i in range(first, last + 1) if drafts[i].form != HEADING))
    coverage = len(spoken) / between
    length = max(1, last - first)
    told = sum(1 for c in found if c.quotes or shapes[c.key][1] in ("saying", "clause"))
    narrative = len(found) >= 8 and told > 0.5 * len(found)
    for group in groups.values():
        points, reason = shapes[group.key]
        group.add(reason, points)
        group.add("often", min(4.0, math.log2(group.times)))
        spread = (group.candidates[-1].index - group.candidates[0].index) / length
        group.add("spread", 1.0 if spread >= 0.5 else 0.5 if spread >= 0.2 else 0.0)
        group.add(
            "clustered", -1.0 if spread < 0.08 and 2 < group.times < 8 and length > 60 and points < 2 else 0.0
        )
        group.add("narrative", -4.0 * (narrative and group.share("quotes") < 1))
        group.add("asks", 1.0 if group.share("asks") >= 0.3 else 0.0)
        group.add("printed", 1.5 if any(c.look is not Look.PLAIN for c in group.candidates) else 0.0)
        group.add("quotes", -4.0 * (group.share("quotes") >= 0.5))
        group.add("item", -1.5 * (group.share("item") >= 0.5))
        group.add("wordless", -2.5 * (group.share("wordless") >= 0.5))
        # In a short document there is nothing to count, but everything in it is labelled.
        group.add(
            "dense", 2.0 * max(0.0, min(1.0, (coverage - 0.5) * 4)) * (points > 0) / (1 + group.times / 8)
        )
        if usual and not usual.intersection(c.look for c in group.candidates):
            group.add("printed-otherwise", -1.5 if group.times > 4 else -3.0)
        if group.candidates[0].look in (Look.BARE, Look.BOLD_BARE):
            group.add("no-colon", -2.0 if group.times > 2 else -4.0)
        if group.times == 1 and coverage < 0.9 and reason not in ("role",):
            group.add("once", -1.0)
        elif group.times == 2 and points <= 0.5 and coverage < 0.9:
            group.add("twice", -1.0)


def _doubt_fields_in_answers(groups: dict[str, Group], found: list[Candidate]) -> None:
    """Count against words that always stand behind one same speaker and before one same other.

    That is a heading within the first one's answers. A third person is also answered by the one he answers.
    """
    strong = {k for k, g in groups.items() if g.score >= _ENOUGH and g.times >= 3 and g.reasons[0][1] >= 1.5}
    if len(strong) < 2:
        return
    before: dict[str, Counter[str]] = {}
    behind: dict[str, Counter[str]] = {}
    for steps, seen in ((found, before), (found[::-1], behind)):
        near = ""
        for candidate in steps:
            if candidate.key in strong:
                near = candidate.key
            elif near:
                seen.setdefault(candidate.key, Counter())[near] += 1
    for group in groups.values():
        if group.key in strong or group.score < _ENOUGH or group.times < 3 or group.share("asks") > 0.1:
            continue
        if group.key in before and group.key in behind and group.reasons[0][1] < 1.5:
            (one, count), (other, counter) = (
                before[group.key].most_common(1)[0],
                behind[group.key].most_common(1)[0],
            )
            if one != other and min(count, counter) >= 0.9 * group.times - 1:
                group.add("within-answers", -4.0)


def _kin(groups: dict[str, Group], accepted: set[str]) -> set[str]:
    """Rare labels that are slips of an accepted one, or several accepted ones together (Ann, Bo)."""
    more: set[str] = set()
    frequent = sorted((groups[k] for k in accepted if groups[k].times >= 3), key=lambda g: -g.times)[:100]
    known = {group.key for group in frequent}
    for group in groups.values():
        if group.key in accepted or any(code in ("field", "saying", "quotes") for code, _ in group.reasons):
            continue
        parts = [key(part) for part in _members(group.name)]
        if len(parts) > 1 and all(part in known for part in parts):
            group.add("several", 4.0)
            more.add(group.key)
        elif any(resembles(group.key, other.key) and group.times * 4 <= other.times for other in frequent):
            group.add("slip", 3.0)
            more.add(group.key)
    return more


def _members(name: str) -> list[str]:
    for mark in ("、", "&", "/", "／", "，", " and ", "和", "与", "＆"):
        name = name.replace(mark, ",")
    return [part for part in name.split(",") if part.strip()]


def _only_conversation(
    drafts: Sequence[Draft], groups: dict[str, Group], accepted: set[str], found: list[Candidate]
) -> set[str]:
    """Nothing where what was accepted is a form that is filled in, or one voice; else what came in."""
    if not accepted:
        return accepted
    order = [c for c in found if c.key in accepted]
    if _is_a_form(drafts, order):
        for name in accepted:
            groups[name].add("rotation", -8.0)
        return set()
    if len(accepted) >= 5 and len(order) < 1.5 * len(accepted):
        for name in accepted:
            groups[name].add("nobody-recurs", -8.0)
        return set()
    if len(accepted) == 1 and not any(c.look is Look.TIMED for c in order):
        groups[next(iter(accepted))].add("alone", -8.0)
        return set()
    if (
        len(order) < 6
        and not any(groups[k].share("asks") > 0 for k in accepted)
        and not any(_is_person(groups[k]) for k in accepted)
    ):
        for name in accepted:
            groups[name].add("nobody-asks", -4.0)
        return set()
    return accepted


def _is_person(group: Group) -> bool:
    """Whether a label shows a person: a role, a Chinese name, a western one in full, or it recurs."""
    code, points = group.reasons[0]
    if points < 2:
        return False
    return code == "role" or not group.name.isascii() or " " in group.name or group.times > 1


def _is_a_form(drafts: Sequence[Draft], order: list[Candidate]) -> bool:
    """Whether the labels are fields: in one order, begun anew under each heading or entry, asking nothing.

    Two people also alternate strictly; but the one asks, and no heading stands before each of his questions.
    """
    names = list(dict.fromkeys(c.key for c in order))
    period = len(names)
    if period < 2 or len(order) < 2 * period or sum(c.asks for c in order) > 0.15 * len(order):
        return False
    place = {name: number for number, name in enumerate(names)}
    forward = sum(1 for a, b in pairwise(order) if (place[a.key] + 1) % period == place[b.key])
    if forward < 0.85 * (len(order) - 1):
        return False
    starts = [c.index for c in order if c.key == names[0]]
    labelled = {c.index for c in order}

    def fresh(index: int) -> bool:
        before = index - 1
        if before < 0 or before in labelled:
            return before < 0
        draft = drafts[before]
        return (
            draft.form in (HEADING, ITEM)
            or draft.all_bold
            or (
                len(draft.text) <= 60
                and not draft.text.endswith(("。", "！", "？", ".", "!", "?", "…", "」", "”"))
            )
        )

    return sum(1 for index in starts if fresh(index)) >= 0.6 * len(starts)


def rare(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Labels refused that a person might still want to look at: they have the shape of a name, or recur."""
    return [
        verdict
        for verdict in verdicts
        if not verdict.accepted
        and could_be_label(verdict.name)
        and verdict.times >= 2
        and any(code in ("name", "role", "medium") for code, points in verdict.reasons if points > 0)
        and not any(code in ("rotation", "quotes") for code, _ in verdict.reasons)
    ]
