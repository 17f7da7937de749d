"""Percentiles, and tables in Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many in a hundred do not exceed, between the two nearest ones."""
    if len(values) < 2:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; the first column is words, the others figures."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def short(milliseconds: float) -> str:
    """Milliseconds with as many digits as mean something."""
    return f"{milliseconds:.1f}" if milliseconds < 100 else f"{milliseconds:,.0f}"


def kilobytes(size: float) -> str:
    """Bytes as kB of 1,000."""
    return f"{size / 1000:.2f}"


def megabytes(size: float) -> str:
    """Bytes as MB of 1,000,000."""
    return f"{size / 1e6:.1f}" if abs(size) < 1e7 else f"{size / 1e6:.0f}"


def against(value: float, limit: float) -> str:
    """Whether a value keeps within its limit."""
    return "yes" if value <= limit else "**no**"
