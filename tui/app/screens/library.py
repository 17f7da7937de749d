"""Several interviews: a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.widgets.pane_list import PaneList
from tui.kiosk.policy import current
from tui.locale import _
from tui.text.sanitize import visible

if TYPE_CHECKING:
    from tui.app.application import FangtanApp


class LibraryScreen(Screen[None]):
    """Lists the interviews that were named; Enter or a click opens one."""

    DEFAULT_CSS = """
    #library-title { height: 1; padding: 0 1; color: $accent; text-style: bold; }
    #library { height: 1fr; }
    #library-keys { height: 1; padding: 0 1; color: $faint; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,escape", "leave", show=False)]

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        self.paths = list(paths)

    def compose(self) -> ComposeResult:
        """A title, the list, the keys."""
        yield Static(_("Interviews"), id="library-title")
        yield PaneList(*map(self._option, self.paths), id="library")
        yield Static(_("Enter opens · q leaves"), id="library-keys")

    def _option(self, path: Path) -> Option:
        words = [(visible(path.stem), "bold")]
        if not current().is_kiosk:
            # Where a server keeps them is no stranger's business.
            words.append(("  " + visible(str(path.parent)), "$faint"))
        return Option(Content.assemble(*words))

    def on_mount(self) -> None:
        """The first one is in hand."""
        self.query_one(PaneList).highlighted = 0
        self.query_one(PaneList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open it."""
        cast("FangtanApp", self.app).open_interview(self.paths[event.option_index])

    def action_leave(self) -> None:
        """Leave fangtan."""
        self.app.exit(0)
