"""Where an interview is opened, when it is not where it was left."""

from __future__ import annotations

from typing import NamedTuple

from tui.interview.model.interview import Interview
from tui.interview.model.place import Passage, Place


class Landing(NamedTuple):
    """A place that is gone to when an interview is opened.

    Attributes:
        place: where.
        query: what was searched for and found there; "" for nothing.
        words: the words of the paragraph found, as they stood when they were found; "" where that is known.
        marks: what is marked there.
        back: whether Esc leaves the interview again, for where it was opened from.
    """

    place: Place
    query: str = ""
    words: str = ""
    marks: tuple[Passage, ...] = ()
    back: bool = False

    def within(self, interview: Interview) -> Landing:
        """Return the landing in an interview as it is now: at the paragraph with these words, or unmarked."""
        here, paragraphs = self.place.paragraph, interview.paragraphs
        if not self.words or (here < len(paragraphs) and paragraphs[here].text == self.words):
            return self
        near = sorted(range(len(paragraphs)), key=lambda number: abs(number - here))
        for number in near:
            if paragraphs[number].text == self.words:
                moved = [
                    Passage(mark.start._replace(paragraph=number), mark.end._replace(paragraph=number))
                    for mark in self.marks
                ]
                return self._replace(place=self.place._replace(paragraph=number), marks=tuple(moved))
        last = max(0, len(paragraphs) - 1)
        return self._replace(place=Place(min(here, last), 0), marks=())
