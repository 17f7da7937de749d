"""A screen that is given up once, however often a person says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.screen import Screen


class DismissedOnce:
    """Stands before Screen among the bases.

    A double click, or Enter pressed twice on a slow line, dismisses a screen twice; Textual takes the one
    below it away then, and with nothing below the application ends.
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does anything: before the screen has what it is to show, it only gives it up."""
        screen = cast("Screen[Any]", self)
        if not screen.is_mounted and action != "give_up":
            return False
        allowed: bool | None = super().check_action(action, parameters)  # type: ignore[misc]
        return allowed

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Give the screen up, unless it is gone already."""
        if not cast("Screen[Any]", self).is_current:
            return AwaitComplete.nothing()  # type: ignore[no-untyped-call, no-any-return]
        dismissed: AwaitComplete = super().dismiss(result)  # type: ignore[misc]
        return dismissed
