"""How much each label speaks for itself, by its print, how often it stands and what stands around it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from tui.interview.model.draft import HEADING, Draft
from tui.interview.speakers.label_group import ENOUGH, Group
from tui.interview.speakers.label_syntax import WITHOUT_COLON, Candidate, Look
from tui.interview.speakers.unlikely_names import hear_answers, take_for_names

_ASKING = 0.3  # share of the places with a question, from which somebody asks
_QUOTES, _INDEX = attrgetter("quotes"), attrgetter("index")


def weigh(drafts: Sequence[Draft], groups: dict[str, Group], found: list[Candidate]) -> None:
    """Add to each label's score what speaks for it and against it.

    Args:
        drafts: the paragraphs.
        groups: all labels by their keys.
        found: every place of a label, in order.
    """
    take_for_names(groups.values())
    hear_answers(groups, found)
    _score(drafts, groups, found)
    _hear_questions(groups, found)
    _doubt_fields_in_answers(groups, found)


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
    # Where nearly every paragraph is somebody's and all of it is quoted, that is how the talk is printed.
    quoted = coverage >= 0.9 and all(group.share("quotes") >= 0.5 for group in spoken if group.times >= 3)
    narrative = len(found) >= 8 and told > 0.5 * len(found) and not quoted
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
        asks = group.share("asks") >= _ASKING
        group.add("asks", 1.0 * asks)
        group.add("printed", 1.5 if group.looks.keys() != {Look.PLAIN} else 0.0)
        group.add("marked", 1.5 if group.looks[Look.MARKED] else 0.0)
        group.add("quotes", -4.0 * (group.share("quotes") >= 0.5 and not (quoted and points > 0)))
        group.add("item", (-4.0 if entries < 0.3 else -1.5) * (group.share("item") >= 0.5 and not asks))
        group.add("wordless", -5.0 * (group.share("wordless") >= 0.5))
        # In a short document there is nothing to count, but everything in it is labelled.
        group.add(
            "dense", 2.0 * max(0.0, min(1.0, (coverage - 0.5) * 4)) * (points > 0) / (1 + group.times / 8)
        )
        if usual and usual.isdisjoint(group.looks):
            bare = group.candidates[0].look in WITHOUT_COLON
            group.add("printed-otherwise", -6.0 if bare else -1.5 if group.times > 4 else -3.0)
        if group.candidates[0].look in WITHOUT_COLON:
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
        if g.score >= ENOUGH
        and g.times >= 3
        and (g.points >= 1.5 or g.share("asks") >= _ASKING or (g.points >= 1.0 and g.times >= 5))
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
    if min(groups[k].share("asks") for k in strong) >= _ASKING:
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
            group.add("never-asked", -3.0 if _is_in_answers(group, groups, found, strong) else -1.5)


def _is_in_answers(group: Group, groups: dict[str, Group], found: list[Candidate], strong: set[str]) -> bool:
    """Whether a label that recurs stands within answers of one speaker each time, before one same other."""
    before, behind = set[str](), set[str]()
    for candidate in group.candidates:
        at = bisect_left(found, candidate.index, key=_INDEX)
        before.add(next((found[n].key for n in range(at - 1, -1, -1) if found[n].key in strong), ""))
        behind.add(next((found[n].key for n in range(at + 1, len(found)) if found[n].key in strong), ""))
    apart = len(before) == len(behind) == 1 and before != behind and before.isdisjoint(("",))
    return group.times > 1 and apart and groups[before.pop()].share("asks") < _ASKING


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
        elif asking and group.key in before and group.key in behind:  # else they may all speak in turn
            (one, count), (other, counter) = (
                before[group.key].most_common(1)[0],
                behind[group.key].most_common(1)[0],
            )
            if one != other and min(count, counter) >= 0.9 * group.times - 1:
                group.add("within-answers", -4.0)
