"""The words of a passage as a quote keeps them, without labels and blanks, and the question it answers."""

from __future__ import annotations

from collections.abc import Sequence

from tui.interview.model.interview import Interview, Kind, Role, Turn
from tui.interview.model.place import Passage, Place
from tui.quotes.quote import UNSURE, Segment

QUESTION_IN_ANSWER = "question-in-answer"
"""Kind of the warning on a turn that is a question under the label of whoever answers."""

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


def is_blank(char: str) -> bool:
    """Tell whether a character shows nothing, so that a quote neither begins nor ends with it."""
    return char.isspace() or char in _INVISIBLE


def clip(interview: Interview, passage: Passage) -> Passage:
    """Cut out the passage that a quote of it is made from.

    Blanks at both ends go. So does the label of a passage that stays in one turn. A passage that goes over
    into other turns keeps the labels within it, and the first one too if it begins where the first turn's
    words do.

    Raises:
        ValueError: nothing is left.
    """
    parts = list(interview.slices(Passage.between(*passage)))
    while parts:
        number, start, end = parts[-1]
        paragraph = interview.paragraphs[number]
        while end > start and is_blank(paragraph.text[end - 1]):
            end -= 1
        if end > max(start, paragraph.label):
            parts[-1] = (number, start, end)
            break
        parts.pop()
    while parts:
        number, start, end = parts[0]
        paragraph = interview.paragraphs[number]
        start = max(start, paragraph.label)
        while start < end and is_blank(paragraph.text[start]):
            start += 1
        if start < end:
            parts[0] = (number, start, end)
            break
        parts.pop(0)
    if not parts:
        raise ValueError("an empty passage")
    number, start, end = parts[0]
    if len(_turns(interview, parts)) > 1 and start <= _words_start(interview, number):
        parts[0] = (number, 0, end)
    return Passage(Place(*parts[0][:2]), Place(parts[-1][0], parts[-1][2]))


def united(interview: Interview, passages: Sequence[Passage]) -> list[Passage]:
    """Clip passages and sort them by place, those as one between which nothing is said."""
    runs: list[Passage] = []
    for passage in sorted(passages):
        if runs and _nothing_between(interview, runs[-1].end, passage.start):
            before = runs.pop()
            passage = clip(interview, Passage(before.start, max(before.end, passage.end)))
        runs.append(passage)
    return runs


def _nothing_between(interview: Interview, start: Place, end: Place) -> bool:
    if end <= start:
        return True
    for number, first, last in interview.slices(Passage(start, end)):
        paragraph = interview.paragraphs[number]
        if not all(map(is_blank, paragraph.text[max(first, min(paragraph.label, last)) : last])):
            return False
    return True


def labelled(interview: Interview, passage: Passage) -> Passage:
    """Widen a clipped passage by the label printed right before its words, where there is one."""
    number, offset = passage.start
    if interview.paragraphs[number].label and offset <= _words_start(interview, number):
        return Passage(Place(number, 0), passage.end)
    return passage


def segments(interview: Interview, passage: Passage) -> tuple[Segment, ...]:
    """Cut out the parts of a clipped passage, one a paragraph."""
    return tuple(_segment(interview, *part) for part in interview.slices(passage))


def turn_words(interview: Interview, turn: Turn) -> Passage:
    """Find all that is said in a turn, without its label.

    Raises:
        ValueError: nothing is said in it.
    """
    last = turn.end - 1
    return clip(interview, Passage(Place(turn.start, 0), Place(last, len(interview.paragraphs[last].text))))


def warnings(interview: Interview, parts: tuple[Segment, ...]) -> tuple[str, ...]:
    """List the kinds of the warnings on the turns that a quote touches; also that they may be no turns."""
    turns = dict.fromkeys(part.turn for part in parts if part.turn is not None)
    kinds = dict.fromkeys(warning.kind for turn in turns for warning in interview.warnings_of(turn))
    return (*kinds, UNSURE) if turns and not interview.sure else tuple(kinds)


def question(interview: Interview, parts: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Tell what was asked before a quote: the words of the turns by somebody else that it answers.

    Nothing for what an interviewer says. Looking back goes over the speaker's own turns of the same
    section, to the interviewer where the form of the text tells who that is, else to anybody else.
    """
    first = next((part.turn for part in parts if part.turn is not None), None)
    if first is None:
        return ()
    answer = interview.turns[first - 1]
    interviewers = {speaker.name for speaker in interview.speakers if speaker.role is Role.INTERVIEWER}
    if answer.speaker in interviewers:
        return ()
    asked = _asked(interview, first - 2, answer, interviewers)
    return tuple(
        _segment(interview, number, *_said(interview, number))
        for turn in asked
        for number in range(turn.start, turn.end)
        if interview.paragraphs[number].kind is Kind.TEXT
        and _said(interview, number)[0] < _said(interview, number)[1]
    )


def _asked(interview: Interview, index: int, answer: Turn, interviewers: set[str]) -> list[Turn]:
    """The turns of the question, in reading order, looking back from turn number index + 1."""
    section = interview.section_at(answer.start)
    floor = section.first_turn if section else 0
    last = index
    while index >= 0:
        turn = interview.turns[index]
        asks = turn.speaker in interviewers if interviewers else turn.speaker != answer.speaker
        if asks:
            break
        if any(warning.kind == QUESTION_IN_ANSWER for warning in interview.warnings_of(turn.number)):
            # What stands above the answer is this, and its segment says under which label.
            return [turn]
        if index < floor:
            return []
        index -= 1
    # A question may close the section before, but only right above the answer.
    if index < 0 or (index < floor and index != last):
        return []
    end = index + 1
    speaker = interview.turns[index].speaker
    while index > 0 and interview.turns[index - 1].speaker == speaker and index - 1 >= min(floor, end - 1):
        index -= 1
    return list(interview.turns[index:end])


def _segment(interview: Interview, number: int, start: int, end: int) -> Segment:
    paragraph = interview.paragraphs[number]
    turn = interview.turn_at(number)
    return Segment(
        paragraph=number,
        start=start,
        end=end,
        text=paragraph.text[start:end],
        turn=turn.number if turn else None,
        label=turn.label if turn else "",
        speaker=turn.speaker if turn else "",
        head=max(0, min(paragraph.label, end) - start),
    )


def _said(interview: Interview, number: int) -> tuple[int, int]:
    """A paragraph's words without its label and the blanks around them."""
    text = interview.paragraphs[number].text
    start, end = _words_start(interview, number), len(text)
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return start, end


def _words_start(interview: Interview, number: int) -> int:
    paragraph = interview.paragraphs[number]
    start = paragraph.label
    while start < len(paragraph.text) and is_blank(paragraph.text[start]):
        start += 1
    return start


def _turns(interview: Interview, parts: list[tuple[int, int, int]]) -> set[int]:
    turns = (interview.turn_at(number) for number, _, _ in parts)
    return {turn.number for turn in turns if turn}
