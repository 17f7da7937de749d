"""What of an interview is shown: everything, one voice alone, headings, first lines of answers."""

from __future__ import annotations

from typing import NamedTuple

from tui.interview.model.interview import Interview, Kind, Role, Section

_HIDDEN, _SHORT, _WHOLE = range(3)


class View(NamedTuple):
    """A choice of what is shown; it says nothing of the interview, so it can be kept and taken up again.

    Attributes:
        voice: the only speaker whose turns are shown, with the headings; None for everybody.
        folded: indices, from 0, of the sections of which only the heading is shown.
        short: whether an answer is shown down to its first line.
        opened: indices, from 0, of the turns that are shown whole although `short` is set.
    """

    voice: str | None = None
    folded: frozenset[int] = frozenset()
    short: bool = False
    opened: frozenset[int] = frozenset()


class Shown:
    """Which paragraphs of one interview a view shows, and of which only a line.

    Args:
        interview: what is looked at.
        view: the first view.
    """

    def __init__(self, interview: Interview, view: View = View()) -> None:  # noqa: B008 (it is immutable)
        self.interview = interview
        self.show(view)

    def show(self, view: View) -> None:
        """Look through another view from now on."""
        self.view = view
        interview = self.interview
        self._states = states = bytearray([_WHOLE]) * len(interview.paragraphs)
        if view.voice is not None:
            self._hide_others(states, view.voice)
        if view.short:
            self._shorten(states)
        for index in view.folded:
            first, end = self.range_of(index)
            states[first + 1 : end] = bytes(end - first - 1)
            if states[first] and interview.paragraphs[first].kind not in (Kind.HEADING, Kind.TITLE):
                states[first] = _SHORT
        self._flags = bytes(states).translate(bytes([0, 1, 1]) + bytes(253))

    def _hide_others(self, states: bytearray, voice: str) -> None:
        states[:] = bytes(len(states))
        for section in self.interview.sections:
            states[section.start] = _WHOLE
        for turn in self.interview.turns:
            if turn.speaker == voice:
                states[turn.start : turn.end] = bytes([_WHOLE]) * (turn.end - turn.start)

    def can_shorten(self, paragraph: int) -> bool:
        """Tell whether a paragraph (index from 0) belongs to an answer that is shown short, or could be."""
        turn = self.interview.turn_at(paragraph)
        return self.view.short and turn is not None and turn.speaker not in self._asking

    def _shorten(self, states: bytearray) -> None:
        opened, asking = self.view.opened, self._asking
        for index, turn in enumerate(self.interview.turns):
            if turn.speaker not in asking and index not in opened and states[turn.start]:
                states[turn.start] = _SHORT
                states[turn.start + 1 : turn.end] = bytes(turn.end - turn.start - 1)

    @property
    def _asking(self) -> set[str]:
        return {speaker.name for speaker in self.interview.speakers if speaker.role is Role.INTERVIEWER}

    def range_of(self, index: int) -> tuple[int, int]:
        """Find the paragraphs [start, end) of the section of that index, with the sections under it."""
        sections = self.interview.sections
        section: Section = sections[index]
        end = index + 1
        while section.number and end < len(sections) and sections[end].level > section.level:
            end += 1
        return section.start, sections[end - 1].end

    def is_shown(self, paragraph: int) -> bool:
        """Tell whether anything of a paragraph (index from 0) is shown."""
        return self._states[paragraph] != _HIDDEN

    def is_short(self, paragraph: int) -> bool:
        """Tell whether only the first line of a paragraph (index from 0) is shown."""
        return self._states[paragraph] == _SHORT

    def is_folded(self, paragraph: int) -> bool:
        """Tell whether a shown paragraph (index from 0) is what is left of a folded section."""
        index = self.interview.section_index(paragraph)
        return index in self.view.folded and self.interview.sections[index].start == paragraph

    def hides_next(self, paragraph: int) -> bool:
        """Tell whether a shown paragraph (index from 0) also stands for others behind it, folded away."""
        if self.is_folded(paragraph):
            _start, end = self.range_of(self.interview.section_index(paragraph))
            return end > paragraph + 1
        turn = self.interview.turn_at(paragraph)
        return self.is_short(paragraph) and turn is not None and turn.end > paragraph + 1

    def standing_for(self, paragraph: int) -> int:
        """Find the paragraph to be shown in place of one (indices from 0): itself, unless it is hidden.

        Then the first of its section or turn where that is folded, else the nearest one that is shown.
        """
        if self._states[paragraph] != _HIDDEN:
            return paragraph
        outer = [part for part in map(self.range_of, self.view.folded) if part[0] < paragraph < part[1]]
        turn = self.interview.turn_at(paragraph)
        if outer:
            paragraph = min(outer)[0]
        elif turn is not None:
            paragraph = turn.start
        on = self.neighbour(paragraph - 1, 1)
        if on is None:
            on = self.neighbour(paragraph, -1)
        return on or 0

    def neighbour(self, paragraph: int, direction: int) -> int | None:
        """Find the next paragraph in that direction (1 or -1) that is shown, or None."""
        if direction > 0:
            shown = self._flags.find(1, max(0, paragraph + 1))
        else:
            shown = self._flags.rfind(1, 0, max(0, paragraph))
        return shown if shown >= 0 else None

    def revealing(self, first: int, last: int) -> View:
        """Return the view, changed as little as needed to show the paragraphs [first, last] whole."""
        view, interview = self.view, self.interview
        if all(state == _WHOLE for state in self._states[first : last + 1]):
            return view
        folded = {
            index
            for index in view.folded
            if (part := self.range_of(index))[0] <= last and first < part[1]
            # What is left of a section that has a heading is the heading.
            if last > part[0] or self._states[part[0]] == _SHORT
        }
        view = view._replace(folded=view.folded - folded)
        if view.short:
            touched = range(interview.turn_index(first), interview.turn_index(last) + 1)
            view = view._replace(opened=view.opened | {index for index in touched if index >= 0})
        if view.voice is not None and not self._speaks_alone(view.voice, first, last):
            view = view._replace(voice=None)
        return view

    def _speaks_alone(self, voice: str, first: int, last: int) -> bool:
        for paragraph in range(first, last + 1):
            turn = self.interview.turn_at(paragraph)
            if turn is None:
                section = self.interview.section_at(paragraph)
                if section is None or section.start != paragraph:
                    return False
            elif turn.speaker != voice:
                return False
        return True
