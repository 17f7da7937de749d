"""What the dialogs share: their frame, and Esc to give them up."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.app.textual_patches.dismissed_once import DismissedOnce
from tui.app.textual_patches.one_size import OneSize

Answer = TypeVar("Answer")


class Dialog(DismissedOnce, OneSize, ModalScreen[Answer]):
    """A framed box over the reading screen; its content stands in a container of the class "dialog".

    Its styles are here and not in the stylesheet of all, which is read before the first page.
    """

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog .dialog {
        width: 72; max-width: 96%; height: auto; max-height: 90%; padding: 0 1;
        border: round $primary; border-title-color: $accent; background: $surface;
    }
    Dialog .tall { height: 90%; width: 100; }
    Dialog CaretInput { margin: 1 0; }
    Dialog .hint { color: $faint; height: auto; }
    Dialog .wrong { color: $error; height: auto; }
    Dialog .buttons { height: 1; margin-top: 1; }
    Dialog .buttons Button { margin-right: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False)]

    def action_give_up(self) -> None:
        """Close it without an answer."""
        self.dismiss(None)
