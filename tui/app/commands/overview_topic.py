"""Choosing how much of the text is looked at."""

from __future__ import annotations

from tui.app.commands.command import Command
from tui.app.commands.situation import Situation, not_selecting
from tui.locale import N_


def _partial_view(now: Situation) -> bool:
    return now.partial_view


OVERVIEW: tuple[Command[Situation], ...] = (
    Command(
        "speaker",
        "s",
        N_("speaker"),
        N_("Show everyone, or one speaker alone"),
        when=not_selecting,
        kiosk=True,
    ),
    Command(
        "answers",
        "f",
        N_("first lines"),
        N_("Show only the first lines of answers, or all of them"),
        when=not_selecting,
        kiosk=True,
    ),
    Command(
        "fold",
        "z",
        N_("fold"),
        N_("Fold this section, or this answer among first lines; unfold it"),
        when=not_selecting,
        kiosk=True,
    ),
    Command(
        "fold.all",
        "Z",
        N_("fold all"),
        N_("Fold all sections down to their headings, or unfold them"),
        when=not_selecting,
        kiosk=True,
    ),
    Command(
        "everything",
        "equals_sign",
        N_("all"),
        N_("Show everybody, unfold everything"),
        when=_partial_view,
        kiosk=True,
    ),
    Command("glosses", "i", N_("glosses"), N_("Dim glosses such as milestone（里程碑）, or not"), kiosk=True),
    Command("speakers", "P", N_("speakers"), N_("Name, join and assign the speakers"), when=not_selecting),
)
