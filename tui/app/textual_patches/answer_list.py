"""A list of options that may be paged through before it has its size."""

from __future__ import annotations

from typing import Any

from textual.widgets import OptionList


def move_page(self: OptionList, direction: Any) -> None:
    """Go a page on or back, unless what is there is not laid out yet: a KeyError in Textual 8.2.8."""
    if (self.highlighted or 0) in self._index_to_line:
        OptionList._move_page(self, direction)


class AnswerList(OptionList):
    """The options of a dialog."""

    _move_page = move_page
