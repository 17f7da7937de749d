"""All that leans on private names of Textual 8.2.8, and nowhere else does anything.

Each piece says why it is there; a test for each fails when Textual changes under it.
"""

from __future__ import annotations

from tui.app.terminal.driver import (
    BackgroundTold,
    FangtanDriver,
    hurry,
    is_known_sequence,
    repaint,
    report_mouse,
    restore_terminal,
    round_trip,
    when_terminal_is_lost,
    write_to_terminal,
)
from tui.app.textual_patches.application import StopsQuietly, let_be_switched, remember_clipboard
from tui.app.textual_patches.caret import CaretInput, FollowsCaret, one_line
from tui.app.textual_patches.cell_widths import measure_with
from tui.app.textual_patches.key_order import KeyDone, KeysInOrder
from tui.app.textual_patches.laid_out_once import LaidOutOnce
from tui.app.textual_patches.one_size import OneSize
from tui.app.textual_patches.plain_rows import PaintedRow, PlainRows

__all__ = [
    "BackgroundTold",
    "CaretInput",
    "FangtanDriver",
    "FollowsCaret",
    "KeyDone",
    "KeysInOrder",
    "LaidOutOnce",
    "OneSize",
    "PaintedRow",
    "PlainRows",
    "StopsQuietly",
    "hurry",
    "is_known_sequence",
    "let_be_switched",
    "measure_with",
    "one_line",
    "remember_clipboard",
    "repaint",
    "report_mouse",
    "restore_terminal",
    "round_trip",
    "when_terminal_is_lost",
    "write_to_terminal",
]
