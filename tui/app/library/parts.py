"""What the controllers of a library's screen know of it: its lists, and what they ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.app import App

    from tui.app.ports import Navigator
    from tui.app.widgets.library_quotes import LibraryQuotes
    from tui.app.widgets.library_results import LibraryResults
    from tui.app.widgets.line_bar import LineBar
    from tui.library.library import Library
    from tui.library.rows import Row
    from tui.store.sqlite.overview import Overview


class LibraryParts(Protocol):
    """A library's screen as its controllers see it."""

    library: Library
    navigator: Navigator
    view: str
    rows: list[Row]
    overview: Overview | None
    results: LibraryResults
    all_quotes: LibraryQuotes
    search_bar: LineBar

    @property
    def app(self) -> App[Any]:
        """The application, for dialogs over the screen."""

    @property
    def said(self) -> str:
        """What was said last, until something else is done."""

    @property
    def is_read(self) -> bool:
        """Whether all that is there can be searched."""

    def say(self, words: str, *, warning: bool = False) -> None:
        """Say on the status line what has just happened."""

    def show(self, view: str) -> None:
        """Show one of the three lists and focus it."""

    def show_state(self) -> None:
        """Show title, status and keys as they are now."""

    def paths_with_quotes(self) -> list[str]:
        """The interviews that have quotes, in the order of the list."""

    async def restock(self, *, resort: bool) -> None:
        """Show what is known of the interviews now."""

    async def walk_again(self) -> None:
        """Look which files there are now."""

    async def learn_of_collection(self) -> None:
        """Take from the collection what it knows of these interviews."""

    def read_anew(self) -> None:
        """Have new and changed interviews read into the index, and a damaged part made again."""

    async def renew_search(self) -> bool:
        """Search what is in the index now; False where a part of it is damaged and has to be made again."""

    def search_again(self) -> None:
        """Search anew, now that there is more to be found."""

    def load_quotes(self) -> None:
        """Find the quotes of all interviews anew, where they are shown."""

    def run_worker(
        self, work: Any, *, group: str = "default", exclusive: bool = False, thread: bool = False
    ) -> Any:
        """Have something done beside the screen's own work."""
