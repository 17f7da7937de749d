"""What the controllers of a library's screen know of it: its lists, and what they ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tui.app.ports import Host

if TYPE_CHECKING:
    from tui.app.library.interview_rows import InterviewRows
    from tui.app.widgets.library_quotes import LibraryQuotes
    from tui.app.widgets.library_results import LibraryResults
    from tui.app.widgets.line_bar import LineBar
    from tui.library.library import Library


class LibraryParts(Host, Protocol):
    """A library's screen as its controllers see it."""

    library: Library
    view: str
    interviews: InterviewRows
    results: LibraryResults
    all_quotes: LibraryQuotes
    search_bar: LineBar

    @property
    def message(self) -> str:
        """What was said last, until something else is done."""

    @property
    def is_read(self) -> bool:
        """Whether all that is there can be searched."""

    def show(self, view: str) -> None:
        """Show one of the three lists and focus it."""

    def show_state(self) -> None:
        """Show title, status and keys as they are now."""

    def read_anew(self) -> None:
        """Have new and changed interviews read into the index, and a damaged part made again."""

    async def renew_search(self) -> bool:
        """Search what is in the index now; False where a part of it is damaged and has to be made again."""

    def search_again(self) -> None:
        """Search anew, now that there is more to be found."""

    def load_quotes(self) -> None:
        """Find the quotes of all interviews anew, where they are shown."""
