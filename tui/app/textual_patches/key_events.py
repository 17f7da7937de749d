"""The keys of what a terminal sends, piece by piece.

Textual's parser waits a tenth of a second with an escape and makes one key of it and of a letter that comes
meanwhile; Alt with an arrow it knows only in Kitty's protocol (`XTermParser._sequence_to_key_events`, as in
Textual issue 6663): without that Alt+Left comes in as Escape and Left, and an Escape gives up what is
selected.
Remove when: the parser knows Alt with arrows in xterm's form, and takes an escape that was cut off for a
key.
Test: tests/terminal/test_whole_way.py, test_alt_with_an_arrow_goes_back_and_forward.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

ESCAPE = "\x1b"
"""The key, where it is a piece of its own."""

_ALT = re.compile(r"\x1b\[1;3([ABCDFH])")
_KEYS = {"A": "up", "B": "down", "C": "right", "D": "left", "F": "end", "H": "home"}


class Parser(XTermParser):
    """Makes events of the pieces of `tui.app.terminal.key_stream`."""

    def events_of(self, piece: str) -> Iterable[Message]:
        """Return the events of one piece."""
        return [events.Key("escape", ESCAPE)] if piece == ESCAPE else self.feed(piece)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if pressed := _ALT.fullmatch(sequence):
            return [events.Key(f"alt+{_KEYS[pressed[1]]}", None)]
        return super()._sequence_to_key_events(sequence, alt)
