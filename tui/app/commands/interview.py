"""All commands of an interview's screen, chapter by chapter."""

from __future__ import annotations

from tui.app.commands.collecting import QUOTES
from tui.app.commands.command import Commands
from tui.app.commands.reading import READING
from tui.app.commands.searching import SEARCHING
from tui.app.commands.selecting import SELECTING
from tui.app.commands.situation import Situation
from tui.app.commands.viewing import OVERVIEW
from tui.app.commands.window import WINDOW
from tui.locale import N_

COMMANDS: Commands[Situation] = Commands(
    (
        (N_("Reading"), READING),
        (N_("Overview"), OVERVIEW),
        (N_("Searching"), SEARCHING),
        (N_("Selecting"), SELECTING),
        (N_("Quotes"), QUOTES),
        (N_("Window"), WINDOW),
    )
)
"""The commands of an interview's screen."""
