"""A checkbox that shows its state without colours."""

from __future__ import annotations

from textual.widgets import Checkbox


class PlainCheckbox(Checkbox):
    """[x] or [ ]; Textual's own shows the same cross for both, in another grey."""

    BUTTON_LEFT = "["
    BUTTON_RIGHT = "]"

    def watch_value(self) -> None:
        """Cross it, or not."""
        self.BUTTON_INNER = "x" if self.value else " "
        super().watch_value()

    def on_mount(self) -> None:
        """Begin with the sign of the first state."""
        self.BUTTON_INNER = "x" if self.value else " "
