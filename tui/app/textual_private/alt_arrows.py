"""Alt with an arrow as one key, which Textual's parser tells apart only where Kitty's protocol is on.

Without it Alt+Left comes in as Escape and Left, and an Escape gives up what is selected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser

_ALT = re.compile(r"\x1b\[1;3([ABCDFH])")
_KEYS = {"A": "up", "B": "down", "C": "right", "D": "left", "F": "end", "H": "home"}


class Parser(XTermParser):
    """Makes events of what a terminal sends."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if pressed := _ALT.fullmatch(sequence):
            return [events.Key(f"alt+{_KEYS[pressed[1]]}", None)]
        return super()._sequence_to_key_events(sequence, alt)
