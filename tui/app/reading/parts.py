"""What the controllers of an interview's screen know of it: its panes, and what they ask of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from textual.widget import Widget

from tui.app.dialogs.asker import Asker

if TYPE_CHECKING:
    from textual.css.query import DOMQuery
    from textual.timer import Timer
    from textual.widget import AwaitMount

    from tui.app.widgets.collection_pane import CollectionPane
    from tui.app.widgets.outline import Outline
    from tui.app.widgets.reader.reader import Reader
    from tui.app.widgets.results import Results
    from tui.app.widgets.ruler import Ruler
    from tui.app.widgets.search_bar import SearchBar
    from tui.app.widgets.status_line import StatusLine


AnyWidget = TypeVar("AnyWidget", bound=Widget)


class Parts(Asker, Protocol):
    """An interview's screen as its controllers see it; of each other they know what they are given."""

    outline: Outline
    reader: Reader
    ruler: Ruler
    results: Results
    search_bar: SearchBar
    collection_pane: CollectionPane
    status_line: StatusLine

    @property
    def middle(self) -> Widget:
        """The column of the text, the results and the search bar."""

    @property
    def focused(self) -> Widget | None:
        """The widget that the keys go to."""

    @property
    def is_running(self) -> bool:
        """Whether the screen is there."""

    def set_focus(self, widget: Widget | None) -> None:
        """Have the keys go to a widget, or to none."""

    def show_keys(self) -> None:
        """Show in the footer what can be done now."""

    def show_marks(self) -> None:
        """Show hits and quotes on the ruler."""

    def prepare_search(self) -> None:
        """Have more found than exact words, in the background."""

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call something once what is to be drawn is drawn."""

    def set_timer(self, delay: float, callback: Callable[[], Any]) -> Timer:
        """Call something after so many seconds."""

    def query(self, selector: type[AnyWidget]) -> DOMQuery[AnyWidget]:
        """Look for widgets of one kind on the screen."""

    def mount(self, *widgets: Widget, before: Any = None) -> AwaitMount:
        """Put a widget on the screen."""
