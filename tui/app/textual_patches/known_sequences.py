"""Which control sequences Textual's parser takes for one thing, and how long one may be.

The parser takes what it does not know for single keys, and has no way to be asked: its tables are looked
into (_xterm_parser.py and _ansi_sequences.py). It gives a sequence up beyond 32 characters
(`_MAX_SEQUENCE_SEARCH_THRESHOLD`); a commit of five characters or more from an input method is longer where
the keyboard protocol is on, and became as many keys.
Remove when: the parser drops what it does not know, and reads a sequence to its end.
Tests: tests/app/test_textual_private.py, test_what_the_parser_understands_is_let_through,
test_what_the_parser_would_type_is_not, test_long_commits_of_an_input_method_fit_the_parser.
"""

from __future__ import annotations

from textual import _xterm_parser, constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

_LONGEST = 4096
"""Code points of a sequence at most."""

_xterm_parser._MAX_SEQUENCE_SEARCH_THRESHOLD = _LONGEST


def is_known_sequence(sequence: str) -> bool:
    """Tell whether the parser takes this control sequence for one thing that is awaited.

    Places of the cursor and sizes of the window, which nobody has asked for, are not.
    """
    if _xterm_parser._re_cursor_position.fullmatch(sequence):
        return False  # also where it could be F3 with Shift or Ctrl
    return (
        sequence in ANSI_SEQUENCES_KEYS
        or sequence in _xterm_parser.SPECIAL_SEQUENCES
        or _xterm_parser._re_mouse_event.match(sequence) is not None
        or is_synchronisation_report(sequence)
        or (
            not constants.DISABLE_KITTY_KEY and _xterm_parser._re_extended_key.fullmatch(sequence) is not None
        )
    )


def is_synchronisation_report(sequence: str) -> bool:
    """Tell whether a terminal says by it that frames may be bracketed, or that they may not."""
    return "?2026;" in sequence and bool(_xterm_parser._re_terminal_mode_response.match(sequence))
