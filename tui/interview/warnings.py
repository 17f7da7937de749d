"""What a reader who quotes from the source should know about it; nothing is ever repaired."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from tui.interview.draft import Draft
from tui.interview.labels import Verdict, rare
from tui.interview.model import Role, Speaker, Turn, Warning
from tui.interview.names import key, resembles
from tui.interview.turns import is_question

_GARBLED = ("\ufffd", "锟斤拷", "烫烫烫", "â€™", "â€œ", "Ã©", "ï¿½")

_VOICES = 200  # more speakers than that are none, and nobody reads so many warnings


def find(
    source: str,
    drafts: Sequence[Draft],
    turns: Sequence[Turn],
    speakers: Sequence[Speaker],
    section_starts: Collection[int],
    verdicts: Sequence[Verdict],
    trailing: Sequence[Draft],
) -> list[Warning]:
    """All warnings, those of the whole document first, then by turn.

    Kinds: "no-speakers", "possible-speaker" (name, count), "similar-labels" (name, other, count),
        "garbled" (count,
    where no turn is named), "question-in-answer" (speaker), "label-once" (name), "empty-turn" (speaker),
    "label-at-end" (name).
    """
    found: list[Warning] = []
    if not turns:
        found.append(Warning("no-speakers"))
    found += [Warning("possible-speaker", None, {"name": v.name, "count": v.times}) for v in rare(verdicts)]
    by_turn: list[Warning] = [
        *_questions_in_answers(drafts, turns, speakers, section_starts),
        *_rare_labels(turns, speakers),
        *_empty(drafts, turns),
        *_garbled(source, drafts, turns, found),
        *_label_at_end(drafts, turns, trailing),
    ]
    by_turn.sort(key=lambda warning: warning.turn or 0)
    return found + by_turn


def _questions_in_answers(
    drafts: Sequence[Draft],
    turns: Sequence[Turn],
    speakers: Sequence[Speaker],
    section_starts: Collection[int],
) -> Iterator[Warning]:
    """A question between two turns of the same answerer, labelled as his: most likely the interviewer's."""
    guests = {speaker.name for speaker in speakers if speaker.role is Role.GUEST}
    starts = sorted(section_starts)
    names = [turn.speaker for turn in turns]
    for number, (before, name, behind) in enumerate(zip(names, names[1:], names[2:], strict=False)):
        if not before == name == behind or name not in guests:
            continue
        one, turn, other = turns[number : number + 3]
        if bisect_right(starts, one.start) < bisect_right(starts, other.start):
            continue
        if is_question(drafts, turn) and not is_question(drafts, other):
            yield Warning("question-in-answer", turn.number, {"speaker": name})


def _rare_labels(turns: Sequence[Turn], speakers: Sequence[Speaker]) -> Iterator[Warning]:
    if len(turns) < 10:
        return
    seldom = {speaker.name for speaker in speakers[:_VOICES] if speaker.turns <= 3}
    first: dict[str, int] = {}
    for turn in turns if seldom else ():
        if turn.speaker in seldom:
            first.setdefault(turn.speaker, turn.number)
    frequent = [speaker for speaker in speakers if speaker.turns >= 4][:_VOICES]
    for speaker in speakers[:_VOICES]:
        if speaker.name not in seldom:
            continue
        like = next(
            (
                o
                for o in frequent
                if o.turns >= 4 * speaker.turns and resembles(key(speaker.name), key(o.name))
            ),
            None,
        )
        if like:
            details: dict[str, str | int] = {"name": speaker.name, "other": like.name, "count": speaker.turns}
            yield Warning("similar-labels", first[speaker.name], details)
        elif speaker.turns == 1:
            yield Warning("label-once", first[speaker.name], {"name": speaker.name})


def _empty(drafts: Sequence[Draft], turns: Sequence[Turn]) -> Iterator[Warning]:
    for turn in turns:
        first = drafts[turn.start]  # a further paragraph would have words
        if first.label_end >= len(first.text) and turn.end == turn.start + 1:
            yield Warning("empty-turn", turn.number, {"speaker": turn.speaker})


def _garbled(
    source: str, drafts: Sequence[Draft], turns: Sequence[Turn], outside: list[Warning]
) -> Iterator[Warning]:
    # One character is found ten times as fast as several, and most texts do not even have the first.
    marks = [mark for mark in _GARBLED if mark[0] in source and mark in source]
    if not marks:
        return
    counts = Counter[int]()
    spoken: dict[int, int] = {i: turn.number for turn in turns for i in range(turn.start, turn.end)}
    for index, draft in enumerate(drafts):
        if count := sum(draft.text.count(mark) for mark in marks):
            counts[spoken.get(index, 0)] += count
    for number, count in counts.items():
        if number:
            yield Warning("garbled", number, {"count": count})
        else:
            outside.append(Warning("garbled", None, {"count": count}))


def _label_at_end(
    drafts: Sequence[Draft], turns: Sequence[Turn], trailing: Sequence[Draft]
) -> Iterator[Warning]:
    if not trailing:
        return
    ids = {id(draft) for draft in trailing}
    for turn in turns:
        for draft in drafts[turn.start : turn.end]:
            if id(draft) in ids:
                yield Warning("label-at-end", turn.number, {"speaker": turn.speaker})
