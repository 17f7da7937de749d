"""A key that is held repeats itself faster than a busy machine may follow; what is left behind is dropped.

Else the page runs on after the key was let go. Keys that arrive all at once, as when somebody types ahead or
the line stalls, all count: nobody holds those.
"""

from __future__ import annotations

_SLOWEST = 0.07
"""Seconds between two repeats at most; nobody presses a key so often."""

_LONG = 0.7
"""Seconds after which a run of repeats is a key that is held."""

_LATE = 0.25
"""Seconds that a repeat may wait for its turn."""


class HeldKey:
    """Knows whether a key is being held, from when each press came in."""

    def __init__(self) -> None:
        self._key = ""
        self._first = self._last = 0.0
        self._count = 0

    def is_left_behind(self, key: str, pressed: float, now: float) -> bool:
        """Tell whether a press is a repeat whose time has passed; may be asked twice of the same one.

        Args:
            key: its name.
            pressed: when it came in, in seconds.
            now: the time on the same clock.
        """
        if key != self._key or pressed - self._last > 3 * _SLOWEST:
            self._key, self._first, self._count = key, pressed, 0
        if pressed > self._last or not self._count:
            self._last = pressed
            self._count += 1
        lasted = self._last - self._first
        held = lasted > _LONG and lasted < _SLOWEST * self._count
        return held and now - pressed > _LATE
