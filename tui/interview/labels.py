"""Which words before a colon are speakers: decided for the document as a whole, with reasons.

A colon after a short phrase means little by itself: glossaries, lists of fields, novels and answers are
full of them. What makes a speaker is seen over the whole text: how it is printed, how often and how spread
it stands, whether somebody asks, what it looks like, and that people take turns instead of filling in a form.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from tui.interview.candidates import find
from tui.interview.conversation import only_conversation
from tui.interview.draft import HEADING, Draft
from tui.interview.group import ENOUGH, Group
from tui.interview.label import Candidate, Look
from tui.interview.names import could_be_label, is_full_name, key, of_whom, resembles, shape

_WITHOUT_COLON = (Look.BARE, Look.BOLD_BARE, Look.BRACKETED, Look.DASHED)
_QUOTES, _INDEX = attrgetter("quotes"), attrgetter("index")


class Verdict(NamedTuple):
    """What was decided about one label.

    Attributes:
        name: as printed most often.
        times: how often it stands where a label would.
        accepted: whether it is a speaker.
        score: what the reasons add up to; a speaker from 3 on.
        reasons: what spoke for it and against it, as (code, points).
        within: whether it stands behind the first speaker and before the last.
    """

    name: str
    times: int
    accepted: bool
    score: float
    reasons: tuple[tuple[str, float], ...]
    within: bool = False


def decide(drafts: Sequence[Draft], *, lines: bool = True) -> tuple[dict[int, Candidate], list[Verdict]]:
    """The labels that are speakers, by the index of their draft, and the verdict on every candidate.

    Args:
        drafts: the paragraphs.
        lines: whether a line may be a label that is nothing but a name; in captions it is a short answer.
    """
    found = find(drafts, lines=lines)
    headings = [c for c in found if c.look is Look.HEADING]
    if headings:
        depths = _speaking_depths(drafts, found, headings)
        found = [c for c in found if c.look is not Look.HEADING or drafts[c.index].depth in depths]
    places: dict[str, list[Candidate]] = {}
    for candidate in found:
        places.setdefault(candidate.key, []).append(candidate)
    if not places:
        return {}, []
    groups = {name_key: Group(candidates) for name_key, candidates in places.items()}
    _score(drafts, groups, found)
    _hear_questions(groups, found)
    _doubt_fields_in_answers(groups, found)
    accepted = {k for k, group in groups.items() if group.score >= ENOUGH}
    accepted |= _kin(groups, accepted)
    accepted = only_conversation(drafts, groups, accepted, found, cues=not lines)
    found = _without_cast(drafts, _with_colons([c for c in found if c.key in accepted]))
    first, last = (found[0].index, found[-1].index) if found else (0, 0)
    verdicts = [
        Verdict(
            g.name,
            g.times,
            g.key in accepted,
            round(g.score, 2),
            tuple(g.reasons),
            first < g.candidates[0].index < last,
        )
        for g in groups.values()
    ]
    return {c.index: c for c in found}, verdicts


def _with_colons(found: list[Candidate]) -> list[Candidate]:
    """The labels without the few that have no colon where nearly all have one.

    A bold name that begins an answer's paragraph is emphasis there; `warnings` tells of it.
    """
    bare = sum(1 for c in found if c.look is Look.BOLD_BARE)
    if 0 < bare < 0.1 * len(found):
        return [c for c in found if c.look is not Look.BOLD_BARE]
    return found


def _without_cast(drafts: Sequence[Draft], found: list[Candidate]) -> list[Candidate]:
    """The labels without the first ones, if they only say who is who (Interviewer: Ann Lee)."""
    number = 0
    while number < len(found) and _names_people(drafts[found[number].index], found[number]):
        number += 1
    return found[number:]


def _names_people(draft: Draft, candidate: Candidate) -> bool:
    words = draft.text[candidate.end :].strip()
    if not 0 < len(words) <= 40 or words[-1] in "。！？!?." or shape(candidate.name)[1] != "role":
        return False
    return all(
        shape(part) == (2.0, "name") and (" " in part.strip() or not part.isascii())
        for part in members(words)
    )


def _speaking_depths(drafts: Sequence[Draft], found: list[Candidate], headings: list[Candidate]) -> set[int]:
    """The depths of the headings that are labels: most of the document's headings are, and they recur.

    One name alone heads questions, where another answers in between about as often.
    """
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


def _score(drafts: Sequence[Draft], groups: dict[str, Group], found: list[Candidate]) -> None:
    looks: Counter[str] = Counter()
    for group in groups.values():
        if group.times >= 3 and group.points > -3:
            looks.update(group.looks)
    usual = {look for look, count in looks.items() if count >= 0.1 * looks.total()}
    spoken = [group for group in groups.values() if group.points > 0]
    first = min((group.candidates[0].index for group in spoken), default=0)
    last = max((group.candidates[-1].index for group in spoken), default=0)
    between = max(1, sum([draft.form != HEADING for draft in drafts[first : last + 1]]))
    coverage = sum(group.times for group in spoken) / between
    length = max(1, last - first)
    told = sum(
        group.times if group.kind in ("saying", "clause") else sum(map(_QUOTES, group.candidates))
        for group in groups.values()
    )
    entries = sum([c.item for c in found]) / max(1, len(found))
    narrative = len(found) >= 8 and told > 0.5 * len(found)
    for group in groups.values():
        points, reason = group.points, group.kind
        group.add(reason, points)
        group.add("often", min(4.0, math.log2(group.times)))
        spread = (group.candidates[-1].index - group.candidates[0].index) / length
        group.add("spread", 1.0 if spread >= 0.5 else 0.5 if spread >= 0.2 else 0.0)
        group.add(
            "clustered", -1.0 if spread < 0.08 and 2 < group.times < 8 and length > 60 and points < 2 else 0.0
        )
        group.add("narrative", -4.0 * (narrative and group.share("quotes") < 1))
        asks = group.share("asks") >= 0.3
        group.add("asks", 1.0 * asks)
        group.add("printed", 1.5 if group.looks.keys() != {Look.PLAIN} else 0.0)
        group.add("marked", 1.5 if group.looks[Look.MARKED] else 0.0)
        group.add("quotes", -4.0 * (group.share("quotes") >= 0.5))
        group.add("item", (-4.0 if entries < 0.3 else -1.5) * (group.share("item") >= 0.5 and not asks))
        group.add("wordless", -5.0 * (group.share("wordless") >= 0.5))
        # In a short document there is nothing to count, but everything in it is labelled.
        group.add(
            "dense", 2.0 * max(0.0, min(1.0, (coverage - 0.5) * 4)) * (points > 0) / (1 + group.times / 8)
        )
        if usual and usual.isdisjoint(group.looks):
            bare = group.candidates[0].look in _WITHOUT_COLON
            group.add("printed-otherwise", -6.0 if bare else -1.5 if group.times > 4 else -3.0)
        if group.candidates[0].look in _WITHOUT_COLON:
            alike = not usual.isdisjoint(group.looks)
            group.add("no-colon", -2.0 if group.times > 2 or alike else -4.0)
        if group.times == 1 and reason == "role":
            # Somebody from the audience may well say one thing; where nobody else does, he is nobody.
            group.add("beside", 1.0 if first < group.candidates[0].index <= last else 0.0)
        elif group.times == 1 and coverage < 0.9:
            group.add("once", -1.0)
        elif group.times == 2 and points <= 0.5 and coverage < 0.9:
            group.add("twice", -1.0)


def _strong(groups: dict[str, Group]) -> set[str]:
    """The keys of those who surely speak: they come again, and have a name or ask."""
    return {
        k
        for k, g in groups.items()
        if g.score >= ENOUGH and g.times >= 3 and (g.points >= 1.5 or g.share("asks") >= 0.3)
    }


def _hear_questions(groups: dict[str, Group], found: list[Candidate]) -> None:
    """Weigh rare labels by what stands before them: whoever answers each time speaks.

    What never stands right behind a question, where the speakers ask a good deal, may be a heading within
    an answer.
    """
    strong = _strong(groups)
    asking = sum([groups[k].share("asks") * groups[k].times for k in strong])
    if len(strong) < 2 or asking < 0.2 * sum([groups[k].times for k in strong]):
        return
    if min(groups[k].share("asks") for k in strong) >= 0.3:
        return
    foreign = not any(groups[k].name.isascii() for k in strong)  # then such a name is more likely a term
    for group in groups.values():
        if group.times > 3 or group.key in strong or not 0.5 <= group.points <= 2.0:
            continue
        answers = 0
        for candidate in group.candidates:
            at = bisect_left(found, candidate.index, key=_INDEX) - 1
            answers += at >= 0 and found[at].key in strong and found[at].asks
        if answers == group.times:
            group.add("answers", 2.5)
        elif (
            not answers
            and not group.share("asks")
            and (group.points < 1.0 or (foreign and group.name.isascii()))
        ):
            group.add("never-asked", -1.5)


def _doubt_fields_in_answers(groups: dict[str, Group], found: list[Candidate]) -> None:
    """Count against words that are headings within what one says, and no third person.

    Such words always stand behind one same speaker and before one same other; or never right behind a
    question, where the speakers ask a good deal.
    """
    strong = _strong(groups)
    doubtful = [
        group
        for group in groups.values()
        if group.score >= ENOUGH and group.times >= 3 and group.points < 1.0 and group.share("asks") <= 0.1
    ]
    if len(strong) < 2 or not doubtful:
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
    asked = Counter[str]()
    spoken = [candidate for candidate in found if groups[candidate.key].score >= ENOUGH]
    for before_it, spoken_one in pairwise(spoken):
        asked[spoken_one.key] += before_it.asks and before_it.key in strong
    asking = sum([c.asks for c in found if c.key in strong]) / sum([groups[k].times for k in strong])
    for group in doubtful:
        if asking >= 0.2 and asked[group.key] <= 0.1 * group.times:
            group.add("never-asked", -4.0)
        elif group.key in before and group.key in behind:
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
    near: dict[str, list[Group]] = {}
    for other in frequent:
        for rest in _with_one_less(other.key):
            near.setdefault(rest, []).append(other)
    for group in groups.values():
        if group.key in accepted or any(code in ("field", "saying", "quotes") for code, _ in group.reasons):
            continue
        if of_whom(group.name, known):
            group.add("variant", 4.0)
            more.add(group.key)
            continue
        parts = [key(part) for part in members(group.name)]
        if len(parts) > 1 and all(part in known for part in parts):
            group.add("several", 4.0)
            more.add(group.key)
        elif any(
            group.times * 4 <= other.times and resembles(group.key, other.key)
            for rest in _with_one_less(group.key)
            for other in near.get(rest, ())
        ):
            group.add("slip", 3.0)
            more.add(group.key)
    return more


def _with_one_less(name_key: str) -> set[str]:
    """The key and what is left of it without any one of its characters.

    Two keys of which one is a slip for the other have one of these in common, so that not each must be held
    against each (Garbe, "1000x faster spelling correction", 2012).
    """
    return {name_key, *(name_key[:at] + name_key[at + 1 :] for at in range(len(name_key)))}


def members(name: str) -> list[str]:
    """The names that a label of several holds (Ann, Bo); of one, the name itself."""
    for mark in ("、", "&", "/", "／", "，", " and ", "和", "与", "＆"):
        name = name.replace(mark, ",")
    return [part for part in name.split(",") if part.strip()]


def rare(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Labels refused that a person might still want to look at: they have the shape of a name, or recur."""
    return [
        verdict
        for verdict in verdicts
        if not verdict.accepted
        and could_be_label(verdict.name)
        and (verdict.times >= 2 or (verdict.within and is_full_name(verdict.name)))
        and any(code in ("name", "role", "medium") for code, points in verdict.reasons if points > 0)
        and not any(code in ("rotation", "quotes") for code, _ in verdict.reasons)
    ]
