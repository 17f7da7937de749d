"""The viewers that Textual offers out of the box, one of which somebody would otherwise pick; a script.

python tests/bench/viewers.py markdown|textarea|statics PATH
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Markdown, Static, TextArea

_NEW_TURN = re.compile(r"\n\n(?=[^\n：:]{1,16}[：:])")


class _Area(TextArea):
    """A TextArea in which G and g go to either end, for which it has no keys."""

    def key_upper_g(self) -> None:
        self.move_cursor(self.document.end)

    def key_g(self) -> None:
        self.move_cursor((0, 0))


def _markdown(text: str) -> Widget:
    return VerticalScroll(Markdown(text))


def _textarea(text: str) -> Widget:
    area = _Area(text, read_only=True)
    area.cursor_blink = False
    return area


def _statics(text: str) -> Widget:
    return VerticalScroll(*(Static(turn + "\n", markup=False) for turn in _NEW_TURN.split(text)))


KINDS: dict[str, Callable[[str], Widget]] = {
    "markdown": _markdown,
    "textarea": _textarea,
    "statics": _statics,
}


class Viewer(App[None]):
    """One widget with the whole text."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_mount(self) -> None:
        self.widget.focus()


if __name__ == "__main__":
    Viewer(KINDS[sys.argv[1]](Path(sys.argv[2]).read_text(encoding="utf-8"))).run()
