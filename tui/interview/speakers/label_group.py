"""All places of one label, and what speaks for it and against it."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter

from tui.interview.names.shapes import shape
from tui.interview.speakers.label_syntax import Candidate

ENOUGH = 3.0
"""The score from which a label is a speaker."""

_NAME, _LOOK = attrgetter("name"), attrgetter("look")


class Group:
    """All places of one label, which stand in order and are not changed any more.

    Attributes:
        times: how often it stands where a label would.
        name: its most frequent spelling.
        looks: how often it is printed in each way.
        points: how much that spelling looks like a speaker's, see `names.shape`.
        kind: what it looks like, by the codes of `names.shape`.
    """

    __slots__ = (
        "candidates",
        "key",
        "kind",
        "looks",
        "name",
        "points",
        "reasons",
        "score",
        "shares",
        "times",
    )

    def __init__(self, candidates: list[Candidate]) -> None:
        self.key = candidates[0].key
        self.candidates = candidates
        self.times = len(candidates)
        self.name = Counter(map(_NAME, candidates)).most_common(1)[0][0]
        self.points, self.kind = shape(self.name)
        self.looks = Counter(map(_LOOK, candidates))
        self.shares: dict[str, float] = {}
        self.reasons: list[tuple[str, float]] = []
        self.score = 0.0

    def share(self, what: str) -> float:
        """Compute the share, from 0 to 1, of the label's places of which `what` is true."""
        if what not in self.shares:
            self.shares[what] = sum(map(attrgetter(what), self.candidates)) / self.times
        return self.shares[what]

    def add(self, code: str, points: float) -> None:
        """Take a reason into account; one without points is none."""
        if points:
            self.reasons.append((code, round(points, 2)))
            self.score += points
