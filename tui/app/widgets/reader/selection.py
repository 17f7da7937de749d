"""What is selected: one end that stays and one that moves, for the keyboard and the mouse alike."""

from __future__ import annotations

from typing import NamedTuple

from tui.interview.model.place import Passage, Place
from tui.interview.model.steps import Granularity, Steps


class Selection(NamedTuple):
    """A selection in the making.

    Attributes:
        origin: what it grew from; it stays selected whichever way the caret goes, and is empty where a plain
            edge is what stays.
        caret: the end that moves.
    """

    origin: Passage
    caret: Place

    @classmethod
    def of(cls, passage: Passage) -> Selection:
        """Return a selection of exactly this passage, its caret at the end."""
        return cls(passage, passage.end)

    @property
    def passage(self) -> Passage:
        """The exact passage selected."""
        if self.caret <= self.origin.start and self.caret != self.origin.end:
            return Passage(self.caret, self.origin.end)
        return Passage(self.origin.start, self.caret)

    def other_end(self) -> Selection:
        """Return the same passage with the caret at its other end."""
        start, end = self.passage
        if self.caret == end:
            return Selection(Passage(end, end), start)
        return Selection(Passage(start, start), end)

    def moved(self, steps: Steps, granularity: Granularity, direction: int) -> Selection:
        """Return the selection with its caret moved by one unit, or as it is where it can't be moved."""
        start, end = self.origin
        caret = self.caret
        if direction > 0 and caret < start:
            stop = steps.stop(caret, granularity, 1, ends=False)
            if stop is not None and stop < start:
                return self._replace(caret=stop)
            if start < end:
                return self._replace(caret=end)
            caret = start
        elif direction < 0 and caret > start:
            stop = steps.stop(caret, granularity, -1, ends=True)
            if stop is not None and stop > start:
                return self._replace(caret=stop)
            caret = start
        stop = steps.stop(caret, granularity, direction, ends=direction > 0)
        return self if stop is None else self._replace(caret=stop)

    def reaching(self, unit: Passage) -> Selection:
        """Return the selection with its caret moved so far that `unit` is selected too."""
        if unit.start < self.origin.start:
            return self._replace(caret=unit.start)
        return self._replace(caret=max(unit.end, self.origin.end))
