"""When the pieces of a transcript in JSON are said: clocks, durations and numbers of some unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.interview.formats.json_units import Unit
from tui.interview.model.times import LONGEST, milliseconds, milliseconds_in

_IN_MILLISECONDS = ("offsets", "bg", "offsetmilliseconds")


def scale_of(units: Sequence[Unit]) -> int:
    """Find how many milliseconds one unit of the times is, 1 or 1000.

    The keys or the notation tell; else it is 1000, unless the recording would last for days.
    """
    if any("ms" in unit.key[-3:] or unit.key in _IN_MILLISECONDS for unit in units):
        return 1
    if any(isinstance(unit.time, str) and unit.time.startswith("PT") for unit in units):
        return 1000
    numbers = [number for unit in units if (number := number_of(unit.time)) is not None]
    return milliseconds_in(numbers, sum(len(unit.words.value) for unit in units))


def number_of(time: object) -> float | None:
    """Read the number that a time is, in whatever unit; None for a clock and for what is no time."""
    if isinstance(time, str):
        time = time.strip()
        if time.startswith("PT"):
            return _duration(time)
        try:
            time = float(time.removesuffix("s"))
        except ValueError:
            return None
    if isinstance(time, (int, float)) and 0 <= time < 1e12:  # neither infinite nor no number at all
        return float(time)
    return None


def _duration(time: str) -> float | None:
    """The seconds of a duration as ISO 8601 writes it (PT1H2M3.5S)."""
    found = re.fullmatch(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6}(?:\.\d{1,9})?)S)?", time)
    return (
        sum(float(part or 0) * unit for part, unit in zip(found.groups(), (3600, 60, 1), strict=True))
        if found
        else None
    )


def marked(unit: Unit, scale: float) -> int | None:
    """Read when a unit is said, in milliseconds; None where it does not tell."""
    number = number_of(unit.time)
    if number is not None:
        time = round(number * scale)
        return time if time < LONGEST else None
    return milliseconds(unit.time) if isinstance(unit.time, str) else None
