"""What can be measured of a candidate label: its name, its print, what stands behind it.

Each feature is a number, mostly a share from 0 to 1. Which of them tell a speaker from the other things that
people write before a colon, and how much, is not said here: the weights are fitted (see `label_model`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tui.interview.model.draft import HEADING, ITEM, QUOTATION, Draft
from tui.interview.names.shapes import NAME_KINDS, name_kinds
from tui.interview.speakers.label_syntax import Candidate, Look
from tui.text.lazy_pattern import lazy_pattern

SENTENCE_ENDS = "。！？!?.…」』”\"'’~～"
"""What the last character of a sentence may be."""

_SAMPLE = 60  # places of one label that are looked at; more tell the same
_WORDS = 400  # code points behind a label that are looked at
_VALUE = 60  # code points that the value of a field may be long
_SHARES = ("asks", "quotes", "item", "wordless")
_LOOKS = tuple(Look)

_FIRST_PERSON = lazy_pattern(
    r"我|咱|\b(?:I|[Mm]y|[Ww]e|[Oo]ur|[Mm]e|[Uu]s|je|j['’]|J['’]|Je|[Nn]ous|moi|ich|Ich|[Ww]ir|mir|yo|Yo|"
    r"nosotros|eu|Eu|nós|io|Io|noi)\b|[私僕俺]|저는|제가|나는|우리|\b[Яя]\b|\b[Мм]ы\b|\b[Мм]не\b"
)
_SECOND_PERSON = lazy_pattern(
    r"[你您]|\b(?:[Yy]ou|[Yy]our|[Vv]ous|[Vv]otre|[Tt]u|Sie|Ihnen|[Dd]u|[Uu]sted|[Vv]ocê|[Ll]ei)\b|"
    r"あなた|さん|당신|님|\b[Вв]ы\b|\b[Вв]ас\b|\b[Тт]ы\b"
)
_COLLOQUIAL = lazy_pattern(
    r"^(?:对|嗯|哦|噢|啊|好的|是的|没错|那|對|沒錯|はい|ええ|そう|네|예|[Yy]es|[Nn]o|[Ww]ell|[Oo]h|[Yy]eah|[Rr]ight|"
    r"[Ss]o|[Oo]kay|[Ss]í|[Oo]ui|[Jj]a|[Nn]ein|Да|Нет)|"
    r"(?:[吗呢吧啊呀嘛哦嗎]|ですね|ですか|ますか|よね|[요죠까])[。！？.?…]?$"
)


class Places:
    """All places of one candidate label, in order.

    Attributes:
        key: what its spellings share.
        name: its most frequent spelling.
        candidates: the places.
        times: how many there are.
        looks: how often it is printed in each way.
    """

    __slots__ = ("candidates", "key", "looks", "name", "times")

    def __init__(self, candidates: list[Candidate]) -> None:
        self.key = candidates[0].key
        self.candidates = candidates
        self.times = len(candidates)
        self.name = Counter([c.name for c in candidates]).most_common(1)[0][0]
        self.looks = Counter([c.look for c in candidates])


def _some(places: Sequence[Candidate]) -> Sequence[Candidate]:
    """At most `_SAMPLE` of the places, evenly from first to last."""
    return places[:: 1 + len(places) // _SAMPLE]


def words_behind(drafts: Sequence[Draft], candidate: Candidate) -> str:
    """Return what stands behind a label, or in the next paragraph where nothing does: 400 code points."""
    text = drafts[candidate.index].text
    if candidate.end < len(text):
        return text[candidate.end : candidate.end + _WORDS]
    after = candidate.index + 1
    return drafts[after].text[:_WORDS] if after < len(drafts) else ""


def _share(count: int, whole: int) -> float:
    return count / whole if whole else 0.0


def _matching(pattern: re.Pattern[str], behind: Sequence[str]) -> float:
    """The share of what stands behind labels in which a pattern is found."""
    return _share(sum(pattern.search(words) is not None for words in behind), len(behind))


def _is_sentence(words: str) -> bool:
    return words.rstrip()[-1:] in SENTENCE_ENDS


def _is_fresh(draft: Draft) -> bool:
    """Whether a paragraph is a heading, an entry, or printed like a heading; a question is answered."""
    return (draft.form in (HEADING, ITEM) or draft.all_bold) and draft.text[-1] not in "？?"


class Document:
    """A document's paragraphs and all its candidate labels, from which the features are computed.

    Attributes:
        drafts: the paragraphs.
        found: every place of a candidate label, in order.
        groups: the places by the label's key.
    """

    def __init__(self, drafts: Sequence[Draft], found: Sequence[Candidate], *, lines: bool) -> None:
        self.drafts = drafts
        self.found = found
        self.lines = lines
        places: dict[str, list[Candidate]] = {}
        for candidate in found:
            places.setdefault(candidate.key, []).append(candidate)
        self.groups = {key: Places(candidates) for key, candidates in places.items()}
        self._at = {id(candidate): number for number, candidate in enumerate(found)}
        self._looks = Counter[str]()
        for group in self.groups.values():
            if group.times > 1:
                self._looks.update(group.looks)
        self._shared = self._whole()

    def _whole(self) -> dict[str, float]:
        """Measure the whole document: the same numbers for each label."""
        drafts, found, groups = self.drafts, self.found, self.groups
        if not found:
            return {}
        span = found[-1].index - found[0].index + 1
        some = found[:: 1 + len(found) // 200]
        behind = [words_behind(drafts, c) for c in some]
        return {
            "document: captions": float(not self.lines),
            "document: labels for each paragraph": min(1.0, len(found) / span),
            "document: different labels": math.log2(1 + len(groups)),
            "document: share of labels that stand once": _share(
                sum(g.times == 1 for g in groups.values()), len(groups)
            ),
            "document: labels before a question": _share(sum(c.asks for c in found), len(found)),
            "document: labels before quotation marks": _share(sum(c.quotes for c in found), len(found)),
            "document: labels in lists": _share(sum(c.item for c in found), len(found)),
            "document: first person": _matching(_FIRST_PERSON, behind),
            "document: second person": _matching(_SECOND_PERSON, behind),
            "document: headings": _share(sum(d.form == HEADING for d in drafts), len(drafts)),
            "document: share of the two commonest labels": _share(
                sum(count for _, count in Counter([c.key for c in found]).most_common(2)), len(found)
            ),
            "document: short": float(len(found) < 6),
            **_of_those_that_recur(self),
        }

    def of_label(self, group: Places) -> dict[str, float]:
        """Measure one label by itself: name, print, place, and the words behind it."""
        drafts, found = self.drafts, self.found
        some = _some(group.candidates)
        count = len(some)
        numbers = [self._at[id(c)] for c in some]
        behind = [words_behind(drafts, c) for c in some]
        before = [found[n - 1] if n else None for n in numbers]
        after = [found[n + 1] if n + 1 < len(found) else None for n in numbers]
        lengths = [len(drafts[c.index].text) - c.end for c in some]
        first, last = group.candidates[0].index, group.candidates[-1].index
        kinds = name_kinds(group.name)
        values = {f"name: {kind}": float(kind in kinds) for kind in NAME_KINDS}
        values.update({f"print: {look}": group.looks[look] / group.times for look in _LOOKS})
        total = self._looks.total()
        values |= {
            "name: length": math.log2(1 + len(group.name)),
            "name: half of a pair of brackets": float(
                any(
                    (a in group.name) != (b in group.name)
                    for a, b in ("「」", "（）", "()", "《》", "【】", "“”")
                )
            ),
            "print: in a quotation": _share(sum(drafts[c.index].form == QUOTATION for c in some), count),
            "print: as other labels that recur": _share(
                sum(self._looks[look] - (n if group.times > 1 else 0) for look, n in group.looks.items()),
                total - (group.times if group.times > 1 else 0),
            ),
            "times: twice as often": min(6.0, math.log2(group.times)),
            "times: once": float(group.times == 1),
            "times: twice": float(group.times == 2),
            "times: share of all labels": group.times / len(found),
            "place: from first to last": (last - first) / max(1, found[-1].index - found[0].index),
            "place: where it first stands": first / len(drafts),
            "place: before all other labels": float(found[0].key == group.key),
            "place: right behind another label": _share(
                sum(b is not None and b.key != group.key for b in before), count
            ),
            "place: right behind itself": _share(
                sum(b is not None and b.key == group.key for b in before), count
            ),
            "place: behind a question of another": _share(
                sum(b is not None and b.asks and b.key != group.key for b in before), count
            ),
            "place: before a question of another": _share(
                sum(a is not None and a.asks and a.key != group.key for a in after), count
            ),
            "place: paragraphs to the next label": sum(
                math.log2(1 + min(30, (a.index if a else len(drafts)) - c.index))
                for a, c in zip(after, some, strict=True)
            )
            / count,
            "place: behind a heading": _share(
                sum(c.index > 0 and _is_fresh(drafts[c.index - 1]) for c in some), count
            ),
            "place: in one block with another label": _share(
                sum(
                    b is not None
                    and b.key != group.key
                    and drafts[b.index].block == drafts[c.index].block
                    and b.index != c.index
                    for b, c in zip(before, some, strict=True)
                ),
                count,
            ),
            "words: first person": _matching(_FIRST_PERSON, behind),
            "words: second person": _matching(_SECOND_PERSON, behind),
            "words: as people talk": _matching(_COLLOQUIAL, behind),
            "words: end as a sentence": _share(sum(_is_sentence(w) for w in behind if w), count),
            "words: short, no sentence": _share(
                sum(len(w) <= _VALUE and not _is_sentence(w) for w in behind if w), count
            ),
            "words: none on the line": _share(sum(length <= 0 for length in lengths), count),
            "words: begin with a figure or an address": _share(
                sum(w[:1].isdigit() or w.startswith(("http", "www", "[", "@", "#", "<")) for w in behind),
                count,
            ),
            "words: length": sum(math.log2(1 + min(2000, max(0, n))) for n in lengths) / count,
            "words: all the same": float(count > 2 and len(set(behind)) <= 0.5 * count),
        }
        values["words: short, no sentence, in captions"] = values["words: short, no sentence"] * (
            not self.lines
        )
        values["name: by its shape, in captions"] = float(
            not self.lines
            and not kinds.isdisjoint(("a name in several words", "one word with a capital", "capitals alone"))
        )
        values["words: personal, and a sentence"] = values["words: end as a sentence"] * max(
            values["words: first person"], values["words: second person"]
        )
        for name in _SHARES:
            values[f"words: {name}"] = _share(sum(getattr(c, name) for c in some), count)
        return values | self._shared


def _of_those_that_recur(document: Document) -> dict[str, float]:
    """Measure the labels that stand twice or more, taken together: the same numbers for each label."""
    drafts = document.drafts
    order = [c for c in document.found if document.groups[c.key].times > 1] or list(document.found)
    some = order[:: 1 + len(order) // 100]
    behind = [words_behind(drafts, c) for c in some]
    names = list(dict.fromkeys(c.key for c in order))
    place = {key: number for number, key in enumerate(names)}
    period = len(names)
    forward = sum((place[a.key] + 1) % period == place[b.key] for a, b in pairwise(order))
    in_order = _share(forward, len(order) - 1) if period > 1 and len(order) >= 2 * period else 0.0
    asks = _share(sum(c.asks for c in order), len(order))
    blocks = Counter([drafts[c.index].block for c in order])
    shared = sum(count for count in blocks.values() if count > 1) / len(order)
    orderly = _orderly(_rounds(drafts, order, by_block=shared > 0.5))
    starts = [c.index - 1 for c in order if c.key == order[0].key]
    fresh = sum(at < 0 or _is_fresh(drafts[at]) for at in starts) / len(starts)
    span = order[-1].index - order[0].index + 1
    lengths = [math.log2(1 + max(0, len(drafts[c.index].text) - c.end)) for c in some]
    mean = sum(lengths) / len(lengths)
    groups = document.groups
    kinds = [name_kinds(groups[key].name) for key in names]
    fields = sum("a field of a form" in name_kinds(g.name) for g in groups.values() if g.times > 1)
    return {
        "document: covers the text": min(1.0, len(order) / span),
        "document: captions with a name before most": min(1.0, len(order) / span) * (not document.lines),
        "document: asks": asks,
        "document: sentences": _share(sum(_is_sentence(w) for w in behind if w), len(some)),
        "document: in a fixed order": in_order,
        "document: in a fixed order, and nobody asks": in_order * (1.0 - asks) ** 2,
        "document: nobody speaks twice under a heading": orderly,
        "document: nobody speaks twice under a heading, nor asks": orderly * (1.0 - asks) ** 2,
        "document: labels stand in one block": shared,
        "document: rounds begin behind headings": fresh,
        "document: hardly anybody comes again": float(len(order) < 1.5 * period),
        "document: share of labels that bring in speech": _share(
            sum("the end of a clause that brings in speech" in name_kinds(c.name) for c in some), len(some)
        ),
        "document: clear names": _share(sum(not kind.isdisjoint(_CLEAR) for kind in kinds), len(kinds)),
        "document: field names among the labels": _share(fields, fields + period),
        "document: even lengths": 1.0
        / (1.0 + math.sqrt(sum((n - mean) ** 2 for n in lengths) / len(lengths))),
    }


def _rounds(drafts: Sequence[Draft], order: Sequence[Candidate], *, by_block: bool) -> list[list[str]]:
    """The keys of the labels between one heading and the next.

    A heading is what is marked or printed as one, and a short line that is no sentence right before a label.
    Where most labels share a block of lines with another, `by_block`, each block is a round too.
    """
    labelled = {c.index for c in order}
    rounds: list[list[str]] = [[order[0].key]]
    for a, b in pairwise(order):
        between = range(a.index + 1, b.index)
        headed = any(_is_fresh(drafts[at]) for at in between) or (
            b.index - 1 not in labelled
            and len(drafts[b.index - 1].text) <= _VALUE
            and drafts[b.index - 1].text[-1] not in SENTENCE_ENDS
        )
        if headed or (by_block and drafts[a.index].block != drafts[b.index].block):
            rounds.append([])
        rounds[-1].append(b.key)
    return rounds


def _orderly(rounds: Sequence[Sequence[str]]) -> float:
    """The share of rounds in which nobody speaks twice; 0 where there are too few to tell."""
    if len(rounds) < 3 or sum(map(len, rounds)) < 1.3 * len(rounds):
        return 0.0
    return sum(len(keys) == len(set(keys)) for keys in rounds) / len(rounds)


_CLEAR = frozenset(("a role", "a full Chinese name", "a name in several words"))
