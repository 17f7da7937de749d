"""A list of options that may be paged through before it has its size.

`OptionList._move_page` (_option_list.py:1002) looks up the row of the option in hand, which is not known
before the list is laid out, nor where it is empty: KeyError.
Remove when: it returns there, as it does without options.
Test: tests/app/test_dismissing.py, test_a_page_on_in_a_dialog_that_is_not_laid_out_yet_is_no_fault.
"""

from __future__ import annotations

from typing import Literal

from textual.widgets import OptionList


def move_page(self: OptionList, direction: Literal[-1, 1]) -> None:
    """Go a page on (1) or back (-1), unless the list is not laid out yet."""
    if (self.highlighted or 0) in self._index_to_line:
        OptionList._move_page(self, direction)


class AnswerList(OptionList):
    """The options of a dialog."""

    _move_page = move_page
