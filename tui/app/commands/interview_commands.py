"""All commands of an interview's screen, chapter by chapter."""

from __future__ import annotations

from tui.app.commands.command import Commands
from tui.app.commands.overview_topic import OVERVIEW
from tui.app.commands.quotes_topic import QUOTES
from tui.app.commands.reading_topic import READING
from tui.app.commands.searching_topic import SEARCHING
from tui.app.commands.selecting_topic import SELECTING
from tui.app.commands.situation import Situation
from tui.app.commands.window_topic import WINDOW
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
