"""How likely a candidate label names a speaker: a logistic regression over its features, with reasons.

A label that stands once or twice has weights of its own. They are fitted to real transcripts and to what only
looks like them by `python -m tests.bench.speakers --fit`, and stand in `weights.json` by the features' names.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

RARE = 2
"""Places up to which a label is rare."""

WEIGHTS = Path(__file__).with_name("weights.json")


class Weights(NamedTuple):
    """A fitted logistic regression.

    Attributes:
        intercept: the log odds where every feature is 0.
        weights: what one unit of each feature adds to the log odds.
        means: of each feature over the labels that it was fitted to.
    """

    intercept: float
    weights: Mapping[str, float]
    means: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """Compute the probability, from 0 to 1, that a label with these features names a speaker."""
        log_odds = self.intercept + sum([w * features[name] for name, w in self.weights.items()])
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))

    def reasons(self, features: Mapping[str, float]) -> list[tuple[str, float]]:
        """List what each feature adds to the log odds, beside an average label; the weightiest first."""
        added = [(name, w * (features[name] - self.means[name])) for name, w in self.weights.items()]
        return sorted(
            ((name, round(by, 2)) for name, by in added if abs(by) >= 0.05), key=lambda a: -abs(a[1])
        )


def weights_for(times: int) -> Weights:
    """Load the weights of a label with so many places."""
    return _weights("rare" if times <= RARE else "recurring")


@cache
def _weights(labels: str) -> Weights:
    table = _written()[labels]
    weights = {name: weight for name, (weight, _) in table["features"].items()}
    return Weights(table["intercept"], weights, {name: mean for name, (_, mean) in table["features"].items()})


def doubtful() -> float:
    """Return the distance of a probability from 0 and from 1 above which a label is doubtful.

    It is the largest at which at most three in two hundred documents without a doubtful label are wrong, held
    out of the fitting by its source.
    """
    distance: float = _written()["doubtful"]
    return distance


@cache
def _written() -> dict[str, Any]:
    written: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))
    return written
