"""Which paragraphs the filters of a query leave: who says it, where it stands, what must not be in it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator

from tui.interview.model.interview import Interview, Role, Turn
from tui.search.grammar import Clause, Filter
from tui.search.index import Index, InterviewIndex
from tui.search.sounds import Sounds
from tui.search.tiers.exact import Literal
from tui.search.vocabulary import Vocabulary
from tui.text.matchkey import fold
from tui.text.pinyin import readings

Noted = Collection[int] | Callable[[int], bool]
"""The paragraphs, from 0, that carry a note: all of them, or a test for one."""

_CLOSING = "\"'”’」』）)】]》 "


class Scope(ABC):
    """Answers for one search which paragraphs a clause may be found in."""

    def __init__(self, index: Index, vocabulary: Vocabulary | None, sounds: Sounds | None) -> None:
        self._index, self._vocabulary, self._sounds = index, vocabulary, sounds
        self._kept: dict[Filter, frozenset[int]] = {}
        self._holding: dict[str, frozenset[int]] = {}

    def of(self, clause: Clause) -> frozenset[int] | None:
        """Find the paragraphs, from 0, that a clause's filters and exclusions leave; None for all of them."""
        if not clause.filters and not clause.excluded:
            return None
        left: frozenset[int] | None = None
        # What is wanted first: nothing has to be taken from all there is then.
        for one in sorted(clause.filters, key=lambda one: one.negated):
            wanted = one._replace(negated=False)
            if wanted not in self._kept:
                self._kept[wanted] = frozenset(self._paragraphs(wanted))
            if not one.negated:
                left = self._kept[wanted] if left is None else left & self._kept[wanted]
                continue
            left = (frozenset(range(len(self._index))) if left is None else left) - self._kept[wanted]
        if left is None:
            left = frozenset(range(len(self._index)))
        for key in clause.excluded:
            if key not in self._holding:
                literal = Literal(self._index, self._vocabulary, key, self._sounds)
                self._holding[key] = frozenset(literal.paragraphs)
            left -= self._holding[key]
        return left

    @abstractmethod
    def _paragraphs(self, wanted: Filter) -> Iterable[int]:
        """The paragraphs that one filter, not negated, leaves."""


class InterviewScope(Scope):
    """What the filters of a query leave of one interview."""

    def __init__(
        self,
        index: InterviewIndex,
        vocabulary: Vocabulary | None,
        noted: Noted | None,
        sounds: Sounds | None = None,
    ) -> None:
        super().__init__(index, vocabulary, sounds)
        self._interview, self._noted = index.interview, noted

    def _paragraphs(self, wanted: Filter) -> Iterable[int]:
        interview = self._interview
        match wanted.field:
            case "section":
                return in_sections(interview, wanted)
            case "has":
                return self._with_notes()
            case "speaker":
                names = speakers_named(interview, wanted.value)
                return in_turns(interview, lambda turn: turn.speaker in names)
            case "at":
                return interview.times.between(*(wanted.span or (0, 0)), len(interview.paragraphs))
            case "turn":
                first, last = wanted.span or (0, 0)
                return in_turns(interview, lambda turn: first <= turn.number <= last)
            case _:
                asks = asking(interview)
                wants = wanted.field == "asked"
                return in_turns(interview, lambda turn: asks(turn) == wants)

    def _with_notes(self) -> Iterable[int]:
        noted = self._noted
        if noted is None:
            return ()
        if callable(noted):
            return filter(noted, range(len(self._index)))
        return noted


def in_turns(interview: Interview, wanted: Callable[[Turn], bool]) -> Iterator[int]:
    """Yield the paragraphs, from 0, of the turns that are wanted."""
    for turn in interview.turns:
        if wanted(turn):
            yield from range(turn.start, turn.end)


def in_sections(interview: Interview, wanted: Filter) -> Iterator[int]:
    """Yield the paragraphs, from 0, of the sections that a filter names by number or by part of a title."""
    part = fold(wanted.value)
    for section in interview.sections:
        if wanted.span:
            fits = wanted.span[0] <= section.number <= wanted.span[1]
        else:
            fits = part in fold(section.title) or part in fold(section.subtitle)
        if fits:
            yield from range(section.start, section.end)


def asking(interview: Interview) -> Callable[[Turn], bool]:
    """Return a test of whether a turn is a question: by who speaks, or by its end if nobody interviews."""
    interviewers = {speaker.name for speaker in interview.speakers if speaker.role is Role.INTERVIEWER}
    if interviewers:
        return lambda turn: turn.speaker in interviewers

    def asks(turn: Turn) -> bool:
        """Say whether a turn ends with a question."""
        return interview.paragraphs[turn.end - 1].text.rstrip(_CLOSING).endswith(("？", "?"))

    return asks


def speakers_named(interview: Interview, name: str) -> set[str]:
    """Find the speakers of that name or printed label; else those with it as a part; else who sound so.

    Pinyin may be in full, in initials or both, and begin at any character: yangzhilin, yzl, zhilin, 杨zl.
    """
    wanted = fold(name)
    if not wanted:
        return set()
    keys = {s.name: {fold(s.name), *map(fold, s.variants)} for s in interview.speakers}
    exact = {speaker for speaker, labels in keys.items() if wanted in labels}
    if exact:
        return exact
    parts = {speaker for speaker, labels in keys.items() if any(wanted in label for label in labels)}
    return parts or {speaker for speaker, labels in keys.items() if any(spells(wanted, at) for at in labels)}


def spells(letters: str, name: str) -> bool:
    """Tell whether letters are how a part of a name is read, each character in full or cut short."""
    length = len(letters)
    for start in range(len(name)):
        places = {0}
        for char in name[start:]:
            ways = (char, *readings(char))
            places = {
                place + taken
                for place in places
                for way in ways
                for taken in range(1, len(way) + 1)
                if letters.startswith(way[:taken], place)
            }
            if length in places:
                return True
            if not places:
                break
    return False
