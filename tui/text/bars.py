"""Counts as a strip of bars, one cell each."""

from __future__ import annotations

from collections.abc import Sequence

from tui.text.width import ambiguous_width

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_LEVELS = " .:|#"
"""Where a terminal may draw the eighths on two cells."""


def bars(counts: Sequence[int]) -> str:
    """Draw counts as bars of one cell each, the highest one full; only a count of 0 is drawn as a blank."""
    steps = _EIGHTHS if ambiguous_width() == 1 else _LEVELS
    most = max(counts, default=0)
    return "".join(steps[-(-(len(steps) - 1) * count // most)] if most else " " for count in counts)
