"""Labels that read like the end of a clause and are names all the same (李想, 梁文道, 是枝裕和)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import pairwise

from tui.interview.names.vocabulary import SAYING, SURNAMES
from tui.interview.speakers.label_group import Group
from tui.interview.speakers.label_syntax import WITHOUT_COLON, Candidate

_OFTEN = 3  # times, from which a label's places tell more than its characters do
_IN_NAMES = "想道念称稱"  # of what brings in speech, what given names end in
_FEW_TELL = 1.5  # times as many places as these names', up to which labels that bring in speech are few
_ALONE = 1.25  # times as many places as its own, up to which a label ends as no other does
_WORDS = frozenset(  # that begin with what is a surname too
    ("简称", "簡稱", "全称", "全稱", "纪念", "紀念", "管道", "车道", "車道", "步道", "常想")
)
_OTHERS = frozenset("我你您他她它咱们們这這那")  # in what leads on within an answer (我的看法是)
_TOLD = 0.3  # share of places with quotation marks behind them, from which speech is told
_ANSWERS = 0.6  # share of places right behind another's question, from which a label answers


def take_for_names(groups: Collection[Group]) -> None:
    """Take labels for names that bring in speech by their last character only, where nobody tells any.

    A surname must stand first and one or two characters behind it, and no quotation behind the label. In
    told speech others' labels end so too (张飞道, 曹操道), or there are many of other endings.
    """
    saying = [group for group in groups if group.kind == "saying"]
    named = [group for group in saying if _could_be_name(group)]
    if not named or sum([g.times for g in saying]) > _FEW_TELL * sum([g.times for g in named]):
        return
    keys = {group.key for group in groups}
    ends = Counter[str]()
    for group in saying:
        ends[group.key[-1]] += group.times
    for group in named:
        told_of = len(group.key) > 2 and group.key[:-1] in keys  # 张敏, and what 张敏 said
        if not told_of and ends[group.key[-1]] <= _ALONE * group.times:
            group.points, group.kind = 2.0, "name"


def _could_be_name(group: Group) -> bool:
    name = group.key
    surname = 2 if name[:2] in SURNAMES else 1 if name[:1] in SURNAMES else 0
    given = name[surname:]
    return (
        group.times >= _OFTEN
        and surname > 0
        and 1 <= len(given) <= 2
        and given[-1] in _IN_NAMES
        and not (len(given) == 2 and given in SAYING)
        and name not in _WORDS
        and group.share("quotes") < _TOLD
    )


def hear_answers(groups: dict[str, Group], found: list[Candidate]) -> None:
    """Take back what a label's shape counts against it, where it answers another's questions each time.

    The other must come again and again too, and look like somebody: told speech also has questions and
    answers. Who asks is not heard so; a heading with a question behind it asks as well.
    """
    doubtful = {
        k
        for k, g in groups.items()
        if g.points < 0
        and g.kind in ("saying", "clause")
        and g.times >= _OFTEN
        and _OTHERS.isdisjoint(k)
        and WITHOUT_COLON.isdisjoint(g.looks)  # (D. Never) may be the last of what there is to choose from
    }
    if not doubtful:
        return
    answers: Counter[str] = Counter()
    spoken = [c for c in found if groups[c.key].times >= _OFTEN and groups[c.key].kind != "field"]
    for one, other in pairwise(spoken):
        if other.key in doubtful and one.asks and groups[one.key].points > 0:
            answers[other.key] += not (one.quotes or other.quotes)
    for k, times in answers.items():
        if times >= _ANSWERS * groups[k].times:
            groups[k].points, groups[k].kind = 0.5, "short"
