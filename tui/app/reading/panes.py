"""Which panes are shown next to the reader, by the width of the terminal and by what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.app.glyphs import is_plain

if TYPE_CHECKING:
    from tui.app.reading.parts import Parts

THREE = 110
"""Cells from which three panes have room."""

TWO = 70
"""Cells from which two have."""


_OUTLINE = {3: "26", 2: "24", 1: "1fr"}
_COLLECTION = {3: "30", 2: "28", 1: "1fr"}
"""Widths by how many panes have room, as a stylesheet would say them."""


class Panes:
    """Shows and hides the outline and the collection.

    With room for three both are shown unless hidden by hand; with room for two, the one last asked for; with
    room for one, a pane that is asked for stands in the reader's place until it is left.
    """

    def __init__(self, screen: Parts) -> None:
        self.screen = screen
        self.hidden: set[Widget] = set()
        self.preferred: Widget = screen.outline
        self.raised: Widget | None = None
        self._arranged_for = 0

    @property
    def room(self) -> int:
        """How many panes have room side by side; one where whole lines are read out."""
        if is_plain():
            return 1
        width = self.screen.app.size.width
        return 3 if width >= THREE else 2 if width >= TWO else 1

    def arrange(self) -> None:
        """Show what is to be shown at the present width."""
        screen, room = self.screen, self.room
        sides: tuple[Widget, ...] = (screen.outline, screen.collection_pane)
        shown: set[Widget] = set()
        if room == 3:
            shown = set(sides) - self.hidden
        elif room == 2:
            shown = {self.preferred} - self.hidden
        elif self.raised:
            shown = {self.raised}
        for pane in sides:
            _show(pane, pane in shown)
        _show(screen.middle, not (room == 1 and self.raised))
        if room != self._arranged_for:
            self._arranged_for = room
            screen.outline.styles.width = _OUTLINE[room]
            screen.collection_pane.styles.width = _COLLECTION[room]
        self.keep_focus_shown()

    def keep_focus_shown(self) -> None:
        """Take the focus from what is hidden: its keys would be about something that nobody sees."""
        focused = self.screen.focused
        if focused is not None and not _is_shown(focused):
            self.screen.set_focus(self.raised or self.screen.reader)

    def shown_for_focus(self, widget: Widget) -> Widget:
        """Return what gets the focus meant for a widget; a pane in the reader's place makes room for it."""
        if _is_shown(widget):
            return widget
        if self.raised and self.screen.middle in widget.ancestors:
            self.raised = None
            self.arrange()
        return widget if _is_shown(widget) else self.raised or self.screen.reader

    def toggle(self, pane: Widget) -> None:
        """Show a pane that is hidden and hide one that is shown."""
        if self.room == 1:
            self.raised = None if self.raised is pane else pane
            self.arrange()
            (self.raised or self.screen.reader).focus()
            return
        if pane.display:
            self.hidden.add(pane)
        else:
            self.hidden.discard(pane)
            self.preferred = pane
        self.arrange()

    def lower(self) -> bool:
        """Give the reader its place back; False where nothing stood in it."""
        if self.raised is None:
            return False
        self.raised = None
        self.arrange()
        self.screen.reader.focus()
        return True

    def focus_next(self, direction: int) -> None:
        """Focus the next pane that is shown, from left to right; with room for one, raise it."""
        screen = self.screen
        order: list[Widget] = [screen.outline, screen.reader, screen.collection_pane]
        focused = screen.focused
        here = order.index(focused) if focused in order else 1
        if self.room == 1:
            target = order[(here + direction) % 3]
            self.raised = None if target is screen.reader else target
            self.arrange()
            target.focus()
            return
        shown = [pane for pane in order if pane.display]
        index = shown.index(order[here]) if order[here] in shown else 0
        shown[(index + direction) % len(shown)].focus()


def _is_shown(widget: Widget) -> bool:
    return all(one.display for one in widget.ancestors_with_self if isinstance(one, Widget))


def _show(widget: Widget, shown: bool) -> None:
    if widget.display != shown:
        widget.display = shown
