"""What `keys` measured, as tables."""

from __future__ import annotations

from collections.abc import Mapping

from tests.bench.figures import against, kilobytes, percentile, short, table
from tests.bench.keys import DRAG, END, NARROWER, PAGE, SENTENCE, START, TURN, WIDER, Reading

RATIO, MOST = 1.5, 30.0
"""What the 95th percentile of the longer text aims at: times the shorter one's, and milliseconds."""

KEYS: Mapping[str, str] = {
    PAGE: "`space`",
    TURN: "`}`",
    END: "`G`",
    START: "`g`",
    SENTENCE: "`j`",
    NARROWER: "",
    WIDER: "",
}

LIMITS: Mapping[str, int] = {PAGE: 8000, SENTENCE: 1000, DRAG: 3000}
"""Bytes."""


def times_table(readings: list[Reading]) -> str:
    """Milliseconds from a key to the last byte of what it caused, of two texts."""
    rows = []
    for name, key in KEYS.items():
        before, after = ([sample.milliseconds for sample in reading.samples[name]] for reading in readings)
        most, ratio = percentile(after, 95), percentile(after, 95) / percentile(before, 95)
        figures = [short(percentile(values, p)) for values in (before, after) for p in (50, 95)]
        verdicts = [against(ratio, RATIO), against(most, MOST)]
        rows.append([f"{name} {key}".strip(), *figures, f"{ratio:.2f}", *verdicts, str(len(before))])
    names = [f"{reading.text.name} {p}" for reading in readings for p in ("p50", "p95")]
    head = ["key to painted, ms", *names, "p95 / p95", f"≤ {RATIO}", f"< {MOST:.0f} ms", "samples"]
    return table(head, rows)


def bytes_table(readings: list[Reading], idle: float) -> str:
    """Bytes sent, beside their limits; `idle` is for how many seconds nothing was done."""
    rows = []
    for name, limit in LIMITS.items():
        sizes = [[sample.size for sample in reading.samples[name]] for reading in readings]
        figures = [kilobytes(figure) for of in sizes for figure in (sum(of) / len(of), max(of))]
        rows.append([name, *figures, f"{limit / 1000:.0f}", against(max(map(max, sizes)), limit)])
    idles = [kilobytes(reading.idle) for reading in readings for _ in range(2)]
    kept = against(max(reading.idle for reading in readings), 0)
    rows.append([f"idle for {idle:.0f} s", *idles, "0", kept])
    names = [f"{reading.text.name} {of}" for reading in readings for of in ("mean", "max")]
    return table(["sent, kB", *names, "limit", "kept"], rows)


def remarks(readings: list[Reading]) -> str:
    """What was odd, a line each."""
    lines = []
    for reading in readings:
        if reading.silent:
            lines.append(f"{reading.text.name}: nothing was painted for {reading.silent} keys.")
        if reading.terminal.stray:
            lines.append(f"{reading.text.name}: {reading.terminal.stray} bytes came long after their key.")
    return "\n".join(lines)
