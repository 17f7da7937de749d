"""A screen that is given up once, however often a person says so.

A double click, or Enter pressed twice on a slow line, dismisses a screen twice. `Screen.dismiss`
(screen.py) then takes the screen below it away, and with nothing below the application ends (Textual issues
2575 and 4884).
Remove when: `Screen.dismiss` does nothing on a screen that is not current.
Tests: tests/app/test_dismissing.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.screen import Screen

    AScreen = Screen[Any]
else:
    AScreen = object


class DismissedOnce(AScreen):
    """Goes before Screen among the bases."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether a key does anything: before the screen is filled, it can only be given up."""
        return (self.is_mounted or action == "give_up") and super().check_action(action, parameters)

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Give the screen up, unless it is gone already."""
        if self.is_current:
            return super().dismiss(result)
        nothing: AwaitComplete = AwaitComplete.nothing()
        return nothing
