"""Switching away from the screen that the application began with.

`App.switch_screen` (app.py:3020) takes the callback away that waits for the screen's result; of the first
screen none waits: IndexError, pop from empty list. Textual issue 2650 is of the same family.
Remove when: `Screen._pop_result_callback` bears an empty list.
Test: tests/app/test_speakers.py, test_a_speaker_gets_another_name_and_the_place_is_kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen


def allow_switching(screen: Screen[Any]) -> None:
    """Make `App.switch_screen` work on this screen, even if the application began with it."""
    if not screen._result_callbacks:
        screen._push_result_callback(screen, None)
