"""What a reader who quotes from the source should know about it; nothing is ever repaired."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from tui.interview.model.draft import Draft
from tui.interview.model.interview import Role, Speaker, Turn, Warning
from tui.interview.model.label import Judgement
from tui.interview.names.shapes import key
from tui.interview.speakers.label_doubts import rare
from tui.interview.speakers.related_labels import members, resembles
from tui.interview.speakers.turns import is_question

_GARBLED = ("\ufffd", "锟斤拷", "烫烫烫", "â€™", "â€œ", "Ã©", "ï¿½", "ï¼Œ", "ã€‚", "£¬", "¡£")

_ENDS = frozenset("。！？!?.…」』”\"）)】]～~—：:;；’'")
_VOICES = 200  # more speakers than that are none, and nobody reads so many warnings


def find(
    source: str,
    drafts: Sequence[Draft],
    turns: Sequence[Turn],
    speakers: Sequence[Speaker],
    section_starts: Collection[int],
    judgements: Sequence[Judgement],
    trailing: Sequence[Draft],
) -> list[Warning]:
    """Find all warnings, those of the whole document first, then by turn.

    Kinds: "no-speakers", "possible-speaker" (name, count), "similar-labels" (name, other, count), "garbled"
    (count, where no turn is named), "question-in-answer" (speaker), "label-once" (name), "empty-turn"
    (speaker), "label-at-end" (name), "label-within" (name), "same-speaker" (speaker, count), "unattributed"
    (count), "truncated".
    """
    found: list[Warning] = []
    if not turns:
        found.append(Warning("no-speakers"))
    found += [Warning("possible-speaker", None, {"name": v.name, "count": v.times}) for v in rare(judgements)]
    by_turn: list[Warning] = [
        *_questions_in_answers(drafts, turns, speakers, section_starts),
        *_rare_labels(turns, speakers),
        *_empty(drafts, turns),
        *_garbled(source, drafts, turns, found),
        *_label_at_end(drafts, turns, trailing),
        *_labels_within(drafts, turns, speakers),
        *_cut_off(drafts, turns),
    ]
    told = {warning.turn for warning in by_turn if warning.kind == "question-in-answer"}
    by_turn += [w for w in _repeated(drafts, turns, speakers, section_starts) if w.turn not in told]
    if turns and (alone := sum(1 for draft in drafts if draft.apart and not draft.label)):
        found.append(Warning("unattributed", None, {"count": alone}))
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
    known = {key(speaker.name) for speaker in speakers}
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
        elif speaker.turns == 1 and not (
            len(parts := members(speaker.name)) > 1 and known.issuperset(map(key, parts))
        ):
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


def _repeated(
    drafts: Sequence[Draft],
    turns: Sequence[Turn],
    speakers: Sequence[Speaker],
    section_starts: Collection[int],
) -> Iterator[Warning]:
    """An answerer who asks, and then goes on under a label of his own: one of the two labels may be wrong.

    Not where labels are repeated all the time, paragraph by paragraph or breath by breath.
    """
    guests = {speaker.name for speaker in speakers if speaker.role is Role.GUEST}
    repeats = [n for n in range(len(turns) - 1) if turns[n].speaker == turns[n + 1].speaker]
    if not guests or len(repeats) > max(2, 0.05 * len(turns)):
        return
    starts = sorted(section_starts)
    for number in repeats:
        turn, after = turns[number], turns[number + 1]
        if turn.speaker not in guests or bisect_right(starts, turn.start) < bisect_right(starts, after.start):
            continue
        if is_question(drafts, turn) and not is_question(drafts, after):
            first, last = number, number + 1
            while first and turns[first - 1].speaker == turn.speaker:
                first -= 1
            while last + 1 < len(turns) and turns[last + 1].speaker == turn.speaker:
                last += 1
            details: dict[str, str | int] = {"speaker": turn.speaker, "count": last - first + 1}
            yield Warning("same-speaker", turn.number, details)


def _labels_within(
    drafts: Sequence[Draft], turns: Sequence[Turn], speakers: Sequence[Speaker]
) -> Iterator[Warning]:
    """A known label behind the end of a sentence, or a speaker's name that begins a paragraph like a label.

    That is in bold, or before what parts the cells of a table.
    """
    if not turns or len(speakers) > _VOICES:
        return
    labels = {turn.label for turn in turns}
    lengths = sorted({len(label) for label in labels}, reverse=True)
    # As a table has them within a cell that begins with a quotation mark and does not end with one.
    cells = tuple([label + mark for label in labels for mark in ",;\t|"]) if len(labels) <= 20 else ()
    starts = [turn.start for turn in turns]
    told = -1
    for index in range(starts[0], turns[-1].end):
        draft = drafts[index]
        text, end = draft.text, draft.label_end
        name = ""
        if text.find("：", end) >= 0 or text.find(":", end) >= 0:
            name = _label_within(text, end, labels, lengths)
        if not name and not end and text.startswith(cells):
            cell = max((label for label in labels if text.startswith(label)), key=len)
            name = "" if text[len(cell) + 1 : len(cell) + 2] in ("", " ") else cell
        if not name and draft.bold and not draft.label and draft.bold[0][0] == 0:
            bold = text[: draft.bold[0][1]].strip()
            name = bold if bold in labels and len(bold) < len(text) else ""
        if name:
            turn = turns[bisect_right(starts, index) - 1]
            if index < turn.end and turn.number != told:
                told = turn.number
                yield Warning("label-within", told, {"name": name})


def _label_within(text: str, end: int, labels: Collection[str], lengths: Sequence[int]) -> str:
    for colon in "：:":
        at = text.find(colon, end)
        while at >= 0:
            for length in lengths:
                start = at - length
                if (
                    start >= end
                    and text[start:at] in labels
                    and at + 1 < len(text)
                    and _begins_sentence(text, start)
                ):
                    return text[start:at]
            at = text.find(colon, at + 1)
    return ""


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip()[-1:] if at < 8 else text[at - 8 : at].rstrip()[-1:]
    return before in ("", "。", "！", "？", ".", "!", "?", "…", "”", "」", ")", "）")


def _cut_off(drafts: Sequence[Draft], turns: Sequence[Turn]) -> Iterator[Warning]:
    """The last words of all have no sentence's end, though those of nearly every other turn have."""
    if len(turns) < 10 or turns[-1].end < len(drafts):
        return
    last = drafts[-1].text
    if len(last) < 30 or last[-1] in _ENDS:
        return
    ending = sum(1 for turn in turns[:-1] if drafts[turn.end - 1].text[-1] in _ENDS)
    if ending >= 0.95 * (len(turns) - 1):
        yield Warning("truncated", turns[-1].number)
