"""Panes, help and leaving."""

from __future__ import annotations

from typing import Any

from tui.app.commands.command import Command
from tui.app.commands.situation import Situation, not_selecting
from tui.locale import N_


def _file_changed(now: Situation) -> bool:
    return now.file_changed


_LEAVE: Command[Any] = Command("quit", "q", N_("quit"), N_("Leave; your place is kept"), kiosk=True)

_ANY_SCREEN: tuple[Command[Any], ...] = (
    Command("theme", "T", N_("theme"), N_("Light or dark"), kiosk=True),
    Command("help", "question_mark", N_("help"), N_("Help for where you are"), kiosk=True),
    Command("manual", "f1,H", N_("manual"), N_("The manual; a search finds what you need in it"), kiosk=True),
    Command("palette", "ctrl+p", N_("palette"), N_("All commands by name"), kiosk=True),
    Command("redraw", "ctrl+l", N_("redraw"), N_("Redraw the screen"), kiosk=True),
    Command("suspend", "ctrl+z", N_("suspend"), N_("Back to the shell; fg returns")),
)

LIBRARY_WINDOW: tuple[Command[Any], ...] = (*_ANY_SCREEN, _LEAVE)
"""What a library's window has."""

WINDOW: tuple[Command[Situation], ...] = (
    Command(
        "back",
        "escape",
        N_("back"),
        N_("Give up the selection or the search; back to the text"),
        kiosk=True,
    ),
    Command("pane.next", "tab", N_("pane"), N_("To the next pane"), kiosk=True),
    Command("pane.previous", "shift+tab", N_("pane back"), N_("To the previous pane"), kiosk=True),
    Command("outline", "o", N_("outline"), N_("Show or hide the outline"), when=not_selecting, kiosk=True),
    Command("collection", "c", N_("quotes"), N_("Show or hide the collection"), kiosk=True),
    *_ANY_SCREEN,
    Command(
        "reopen",
        "R",
        N_("reload"),
        N_("Reload the changed file, at the same place"),
        when=_file_changed,
    ),
    _LEAVE,
)
"""What an interview's window has."""
