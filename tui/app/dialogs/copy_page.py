"""The quotes as a bare page, for a terminal's own selection and for whoever may write no file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from tui.app.terminal.control import report_mouse
from tui.app.textual_patches.dismissed_once import DismissedOnce
from tui.app.textual_patches.one_size import OneSize
from tui.export.document import Export
from tui.export.formats import FORMATS
from tui.locale import _
from tui.locale.copies import copy_words
from tui.text.sanitize import visible
from tui.text.wrap import wrap

if TYPE_CHECKING:
    from tui.interview.model.interview import Interview
    from tui.quotes.quote import Quote

SHOWN = 200_000
"""Code points of the page that are shown; what is copied is whole."""


class CopyPage(DismissedOnce, OneSize, Screen[None]):
    """The export as text from edge to edge; the mouse is the terminal's own as long as it is shown.

    Args:
        interview: what is quoted.
        quotes: in their order.
    """

    DEFAULT_CSS = """
    CopyPage #copy-keys { height: 1; color: $faint; background: $panel; }
    CopyPage #copy-page { height: 1fr; scrollbar-size: 0 0; background: $background; }
    CopyPage #copy-text { width: 100%; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,E", "leave", show=False),
        Binding("y", "copy", show=False),
        Binding("f", "format", show=False),
        Binding("w", "question", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("b,pageup", "page(-1)", show=False),
        Binding("g,home", "end(-1)", show=False),
        Binding("G,end", "end(1)", show=False),
    ]

    def __init__(self, interview: Interview, quotes: Sequence[Quote]) -> None:
        super().__init__()
        self.interview = interview
        self.quotes = tuple(quotes)
        self.format = "markdown"
        self.with_question = False

    def compose(self) -> ComposeResult:
        """Compose the words alone, and one line of keys."""
        with VerticalScroll(id="copy-page"):
            yield Static("", id="copy-text", markup=False)
        yield Static("", id="copy-keys", markup=False)

    def on_mount(self) -> None:
        """Leave the mouse to the terminal."""
        report_mouse(self.app, False)
        self.query_one(VerticalScroll).focus()
        self._say("")

    def on_unmount(self) -> None:
        """Take the mouse again."""
        report_mouse(self.app, True)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._show()

    @property
    def text(self) -> str:
        """The page."""
        export = Export(self.interview, self.quotes, format=self.format, with_question=self.with_question)
        return export.text()

    def _show(self) -> None:
        width = max(20, self.app.size.width)
        lines = map(visible, self.text[:SHOWN].split("\n"))
        broken = [line[start:end] for line in lines for start, end in wrap(line, width)]
        self.query_one("#copy-text", Static).update("\n".join(broken))

    def _say(self, said: str) -> None:
        keys = _("y copies all · f {format} · w with the question · Space on · q back").format(
            format=FORMATS[self.format].words
        )
        self.query_one("#copy-keys", Static).update(f"{said}  {keys}" if said else keys)

    def action_copy(self) -> None:
        """Send all of it to the clipboard."""
        from tui.app.terminal.clipboard import copy

        self._say(copy_words(copy(self.app, self.text)))

    def action_format(self) -> None:
        """Show the page in the next format."""
        names = list(FORMATS)
        self.format = names[(names.index(self.format) + 1) % len(names)]
        self._show()
        self._say("")

    def action_question(self) -> None:
        """Show the questions that the quotes answer, or hide them."""
        self.with_question = not self.with_question
        self._show()
        self._say("")

    def action_scroll(self, rows: int) -> None:
        """Scroll by so many rows."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_page(self, direction: int) -> None:
        """Go a page on (1) or back (-1)."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=direction * max(1, page.size.height - 1), animate=False)

    def action_end(self, direction: int) -> None:
        """Go to the start (-1) or the end (1)."""
        page = self.query_one(VerticalScroll)
        (page.scroll_home if direction < 0 else page.scroll_end)(animate=False)

    def action_leave(self) -> None:
        """Go back to the text."""
        self.dismiss(None)
