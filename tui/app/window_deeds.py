"""What every window can do: the theme, help, the palette, drawing anew, the shell, leaving."""

from __future__ import annotations

from collections.abc import Callable

from tui.app.command_screen import Deed
from tui.app.ports import Navigator


def window_deeds(
    navigator: Navigator,
    show_help: Callable[[], None],
    open_manual: Callable[[], None],
    leave: Callable[[], None],
) -> dict[str, Deed]:
    """Return what carries out the commands that every window has, by their ids."""
    return {
        "theme": navigator.toggle_theme,
        "help": show_help,
        "manual": open_manual,
        "palette": navigator.action_command_palette,
        "redraw": navigator.redraw,
        "suspend": navigator.action_suspend_process,
        "quit": leave,
    }
