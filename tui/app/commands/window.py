"""Panes, help and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.commands.command import command
from tui.locale import N_

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen

_TOPIC = N_("Window")


def _not_selecting(screen: ReadingScreen) -> bool:
    return screen.reader.selection is None


@command(
    "back", "escape", N_("back"), N_("Give up the selection or the search; back to the text"), topic=_TOPIC
)
def back(screen: ReadingScreen) -> None:
    """Leave whatever was begun last."""
    screen.back()


@command("pane.next", "tab", N_("pane"), N_("To the next pane"), topic=_TOPIC)
def next_pane(screen: ReadingScreen) -> None:
    """Focus the pane to the right."""
    screen.panes.focus_next(1)


@command("pane.previous", "shift+tab", N_("pane back"), N_("To the pane before"), topic=_TOPIC)
def previous_pane(screen: ReadingScreen) -> None:
    """Focus the pane to the left."""
    screen.panes.focus_next(-1)


@command("outline", "o", N_("outline"), N_("Show or hide the outline"), topic=_TOPIC, when=_not_selecting)
def outline(screen: ReadingScreen) -> None:
    """Show or hide the outline."""
    screen.panes.toggle(screen.outline)


@command("collection", "c", N_("quotes"), N_("Show or hide the collection"), topic=_TOPIC)
def collection(screen: ReadingScreen) -> None:
    """Show or hide the collection."""
    screen.panes.toggle(screen.collection_pane)


def _changed(screen: ReadingScreen) -> bool:
    return screen.on_disk.has_changed


@command("theme", "T", N_("theme"), N_("Light or dark"), topic=_TOPIC)
def theme(screen: ReadingScreen) -> None:
    """The other theme; it is remembered."""
    screen.fangtan.toggle_theme()


@command("help", "question_mark,f1", N_("help"), N_("Help for where you are"), topic=_TOPIC)
def show_help(screen: ReadingScreen) -> None:
    """Show the keys."""
    screen.show_help()


@command("palette", "ctrl+p", N_("palette"), N_("All commands by name"), topic=_TOPIC)
def palette(screen: ReadingScreen) -> None:
    """Open the command palette."""
    screen.app.action_command_palette()


@command("redraw", "ctrl+l", N_("redraw"), N_("Draw the screen anew"), topic=_TOPIC)
def redraw(screen: ReadingScreen) -> None:
    """For a terminal on which something else has written."""
    screen.fangtan.redraw()


@command("suspend", "ctrl+z", N_("suspend"), N_("Back to the shell; fg returns"), topic=_TOPIC)
def suspend(screen: ReadingScreen) -> None:
    """Stop until the shell continues fangtan."""
    screen.app.action_suspend_process()


@command(
    "reopen", "R", N_("read anew"), N_("Open the changed file anew, at the same place"), topic=_TOPIC,
    when=_changed,
)  # fmt: skip
def reopen(screen: ReadingScreen) -> None:
    """Show the file as it is now; the quotes are found again in it."""
    screen.fangtan.reopen(screen)


@command("quit", "q", N_("quit"), N_("Leave; what was read stays read"), topic=_TOPIC)
def leave(screen: ReadingScreen) -> None:
    """Leave fangtan."""
    screen.leave()
