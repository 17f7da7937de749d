"""How well the judgement of labels does on documents of sources that it wasn't fitted to, and its fitting.

`python -m tests.bench.speakers` cross-validates over `speakers_labels.csv.gz` (see `speakers_table`), in
eight parts that share no source, and prints how many documents have exactly the right labels; `--ablation`
prints it without each feature too. `--fit` writes the weights. Both need scikit-learn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from tests.bench.figures import table
from tests.bench.speakers_table import Row, read_rows
from tui.interview.speakers.label_model import RARE, WEIGHTS

PARTS = 8
STRENGTH = 0.02  # of the regularisation, inverse; .03 to .3 do about the same
WEIGHTS_OF = {"text": 1.0, "window": 0.25, "fixture": 0.6}
FORGOTTEN = 0.35  # of the labels are fitted as if their words stood in no list
WRONG = 0.015  # share of wrong documents among those without a doubtful label
LISTED = frozenset(
    f"name: {kind}"
    for kind in (
        "a role",
        "who asks or who answers",
        "a field of a form",
        "a word of credits",
        "a paper or programme",
    )
)
Array = Any


class Fitted(NamedTuple):
    """Weights per unit of each feature, the features' means, and the log odds where all are 0."""

    weights: Array
    means: Array
    intercept: float

    def probabilities(self, values: Array) -> Array:
        """Compute the probability of each row."""
        return 1.0 / (1.0 + np.exp(-(values @ self.weights + self.intercept)))


def fit(values: Array, truths: Array, importances: Array) -> Fitted:
    """Fit a logistic regression on features brought to one scale; its weights are per unit of each."""
    means, scales = values.mean(0), values.std(0)
    scales[scales < 1e-6] = 1e9
    model = LogisticRegression(C=STRENGTH, max_iter=4000)
    model.fit((values - means) / scales, truths, sample_weight=importances * len(truths) / importances.sum())
    weights = model.coef_[0] / scales
    return Fitted(weights, means, float(model.intercept_[0] - (weights * means).sum()))


class Labels:
    """The rows of the table as arrays.

    Args:
        rows: one a candidate label.
        features: those of them that are used, by name.
    """

    def __init__(self, rows: Sequence[Row], features: Sequence[str]) -> None:
        self.rows = rows
        self.features = list(features)
        self.values = np.array([[row.features[name] for name in features] for row in rows])
        self.truths = np.array([row.speaker for row in rows])
        size: dict[str, int] = defaultdict(int)
        for row in rows:
            size[row.document] += 1
        self.importances = np.array([WEIGHTS_OF[row.kind] / size[row.document] ** 0.5 for row in rows])
        self.rare = np.array([row.times <= RARE for row in rows])
        self.part = np.array([int(hashlib.sha1(row.source.encode()).hexdigest(), 16) % PARTS for row in rows])

    def forgetting(self) -> Array:
        """Copy the values, some labels' as if their words stood in no list, as words of strangers do."""
        chosen = random.Random(3)
        values = self.values.copy()
        columns = [self.features.index(name) for name in self.features if name in LISTED]
        for number, row in enumerate(self.rows):
            if row.kind != "fixture" and chosen.random() < FORGOTTEN:
                values[number, columns] = 0.0
        return values

    def fitted(self, which: Array) -> tuple[Fitted, Fitted]:
        """Fit the weights of the labels that recur and of the rare ones, to the rows in a mask."""
        values = self.forgetting()
        recurring, rare = (
            fit(values[mask], self.truths[mask], self.importances[mask])
            for mask in (which & ~self.rare, which & self.rare)
        )
        return recurring, rare

    def held_out(self) -> Array:
        """Compute the probability of each row by weights that no row of its source had a part in."""
        result = np.zeros(len(self.rows))
        for part in range(PARTS):
            recurring, rare = self.fitted(self.part != part)
            own = self.part == part
            for mask, weights in ((own & ~self.rare, recurring), (own & self.rare, rare)):
                if mask.any():
                    result[mask] = weights.probabilities(self.values[mask])
        return result


def exact(labels: Labels, probabilities: Array) -> dict[str, list[tuple[bool, float]]]:
    """Tell of each document, by kind, whether all labels are judged rightly, and the greatest doubt."""
    documents: dict[tuple[str, str], list[tuple[bool, float]]] = defaultdict(list)
    for row, probability in zip(labels.rows, probabilities, strict=True):
        right = (probability >= 0.5) == row.speaker
        documents[row.kind, row.document].append((right, min(probability, 1 - probability)))
    kinds: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    for (kind, _), judged in documents.items():
        kinds[kind].append((all(right for right, _ in judged), max(doubt for _, doubt in judged)))
    return kinds


def doubtful(kinds: Mapping[str, Sequence[tuple[bool, float]]]) -> float:
    """Find the greatest doubt up to which hardly any document is wrong, in steps of a hundredth."""
    documents = [*kinds["text"], *kinds["window"]]
    best = 0.01
    for step in range(1, 50):
        within = [right for right, doubt in documents if doubt <= step / 100]
        if within and within.count(False) <= WRONG * len(within):
            best = step / 100
    return best


def scores(rows: Sequence[Row], features: Sequence[str]) -> tuple[list[str], float]:
    """Cross-validate with these features; the figures of a line of the table, and what is doubtful."""
    labels = Labels(rows, features)
    kinds = exact(labels, labels.held_out())
    limit = doubtful(kinds)
    figures = []
    for kind in WEIGHTS_OF:
        right = sum(right for right, _ in kinds[kind])
        figures.append(f"{right} of {len(kinds[kind])}")
    sure = [right for right, doubt in (*kinds["text"], *kinds["window"]) if doubt <= limit]
    figures.append(f"{sure.count(False)} of {len(sure)}")
    return figures, limit


def write(rows: Sequence[Row], features: Sequence[str], limit: float) -> None:
    """Write the weights, fitted to all rows."""
    fits = Labels(rows, features).fitted(np.ones(len(rows), dtype=bool))
    written: dict[str, Any] = {"doubtful": limit}
    for which, one in zip(("recurring", "rare"), fits, strict=True):
        written[which] = {
            "intercept": round(one.intercept, 4),
            "features": {
                name: [round(float(weight), 4), round(float(mean), 4)]
                for name, weight, mean in zip(features, one.weights, one.means, strict=True)
            },
        }
    text = json.dumps(written, ensure_ascii=False, indent=1)
    pair = r"\[\s+(-?[\d.e-]+),\s+(-?[\d.e-]+)\s+\]"
    WEIGHTS.write_text(re.sub(pair, r"[\1, \2]", text) + "\n", "utf-8")


def main() -> None:
    """Print the cross-validated table, or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="write the weights")
    parser.add_argument("--ablation", action="store_true", help="leave out each feature in turn")
    options = parser.parse_args()
    rows = read_rows()
    features = list(rows[0].features)
    head = ["features", *(f"{kind}s exact" for kind in WEIGHTS_OF), "wrong without a doubt"]
    figures, limit = scores(rows, features)
    lines = [["all", *figures]]
    for name in features if options.ablation else ():
        figures, _ = scores(rows, [other for other in features if other != name])
        lines.append([f"without {name}", *figures])
    print(table(head, lines))
    if options.fit:
        write(rows, features, limit)
        print(f"doubtful from {limit:.2f}; written: {WEIGHTS}")


if __name__ == "__main__":
    main()
