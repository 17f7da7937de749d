"""The footer: the keys that matter now; each can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.app.text_styles import Palette
from tui.text.width import text_width


class KeyFooter(Widget):
    """One line of keys and words."""

    ALLOW_SELECT: ClassVar[bool] = False

    class Clicked(Message):
        """The command of that id was clicked."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: list[tuple[str, str, str]] = []
        self._always = 0
        self._buttons: list[tuple[int, int, str]] = []

    def show(self, entries: Sequence[tuple[str, str, str]], always: int = 0) -> None:
        """Show these (key, words, command id), as many as fit; the last `always` of them in any case."""
        if (list(entries), always) != (self._entries, self._always):
            self._entries, self._always = list(entries), always
            self.refresh()

    def _fitting(self, width: int) -> list[tuple[str, str, str]]:
        entries = list(self._entries)
        last = len(entries) - self._always
        while last > 0 and sum(map(_cells, entries)) > width:
            last -= 1
            del entries[last]
        return entries

    def render_line(self, y: int) -> Strip:
        """Return the only line."""
        palette = Palette(self.app.theme_variables)
        key_style, words_style = palette.style("footer-key"), palette.style("footer-words")
        width, used = self.size.width, 0
        segments: list[Segment] = []
        self._buttons = []
        for entry in self._fitting(width) if y == 0 else ():
            key, words, command = entry
            cells = _cells(entry)
            if used + cells > width:
                break
            segments += [Segment(f" {key}", key_style), Segment(f" {words} ", words_style)]
            self._buttons.append((used, used + cells, command))
            used += cells
        segments.append(Segment(" " * (width - used), words_style))
        return Strip(segments, width)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for start, end, command in self._buttons:
            if start <= event.x < end:
                self.post_message(self.Clicked(command))


def _cells(entry: tuple[str, str, str]) -> int:
    return text_width(entry[0]) + text_width(entry[1]) + 3
