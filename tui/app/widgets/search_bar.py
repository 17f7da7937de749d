"""The search bar: one line to type in, and what it says of the result."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from tui.app.textual_patches.caret_input import CaretInput
from tui.locale import _
from tui.text.width import text_width

Complete = Callable[[str, Callable[[], bool]], Awaitable[list[str]]]
"""What a query may go on to be, the likeliest first; the second argument tells that it is no longer asked."""


class SearchBar(Horizontal):
    """A live query."""

    class Entered(Message):
        """The bar was clicked, to be typed in."""

    class Typed(Message):
        """The query is now this one."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Picked(Message):
        """Another hit is wanted, so many further on."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Went(Message):
        """Up (-1) or down (1): the hit before, the next one, or an earlier query."""

        def __init__(self, direction: int) -> None:
            super().__init__()
            self.direction = direction

    class Landed(Message):
        """The hit in hand is where to go."""

    class GivenUp(Message):
        """The search is over, back to where it began."""

    def __init__(self, complete: Complete, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._complete = complete
        self._said = ""
        self._preparing = False

    def compose(self) -> ComposeResult:
        """Compose the sign, the line, the count."""
        yield Static("/", id="search-sign")
        yield QueryInput(
            placeholder=_("search: words, pinyin, initials"),
            suggester=NextWord(self._complete),
            id="query",
            compact=True,
        )
        yield Static("", id="search-count", markup=False)

    @property
    def query_input(self) -> QueryInput:
        """The line that is typed in."""
        return self.query_one(QueryInput)

    def put(self, query: str) -> None:
        """Have this query in it, as if nobody had typed."""
        with self.query_input.prevent(Input.Changed):
            self.query_input.value = query

    def say(self, words: str) -> None:
        """Show a short result at the right."""
        self._said = words
        self._show()

    def show_preparing(self, under_way: bool) -> None:
        """Say at the right, next to the result, that more will be found in a moment; or not any more."""
        if under_way != self._preparing:
            self._preparing = under_way
            self._show()

    def _show(self) -> None:
        parts = [self._said, _("getting ready…") if self._preparing else ""]
        self.query_one("#search-count", Static).update(" · ".join(filter(None, parts)))

    def on_click(self) -> None:
        """Take a click anywhere in the bar for one into the line."""
        self.query_input.focus()
        self.post_message(self.Entered())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of each keystroke as a query."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Land at Enter."""
        event.stop()
        self.post_message(self.Landed())


class NextWord(Suggester):
    """Suggests how the query goes on: its last word finished, or behind a blank the next word."""

    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete
        self._asked = ""

    async def get_suggestion(self, value: str) -> str | None:
        """Return the likeliest whole query that begins as this one."""
        self._asked = value
        completions = await self._complete(value, lambda: value != self._asked)
        return next((whole for whole in completions if whole.startswith(value)), None)


class QueryInput(CaretInput):
    """The line of the query; the keys that move in the list of hits are passed on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "go(1)", id="search.next", show=False),
        Binding("up", "go(-1)", id="search.previous", show=False),
        Binding("pagedown", "pick(8)", show=False),
        Binding("pageup", "pick(-8)", show=False),
        Binding("escape", "give_up", id="search.back", show=False),
    ]

    def action_go(self, direction: int) -> None:
        """Go up or down."""
        self.post_message(SearchBar.Went(direction))

    def action_pick(self, by: int) -> None:
        """Go on in the list of hits."""
        self.post_message(SearchBar.Picked(by))

    def on_click(self, event: events.Click) -> None:
        """Take what is suggested, where it is clicked."""
        if event.x + self.scroll_offset.x >= text_width(self.value):
            self.action_cursor_right()

    def action_give_up(self) -> None:
        """Leave the search."""
        self.post_message(SearchBar.GivenUp())
