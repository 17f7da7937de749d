"""Choosing how much of the text is looked at."""

from __future__ import annotations

from tui.app.commands.command import Command
from tui.app.commands.situation import Situation, not_selecting
from tui.locale import N_


def _partial_view(now: Situation) -> bool:
    return now.partial_view


def _unsure(now: Situation) -> bool:
    return now.unsure and not now.selecting


def _likely(now: Situation) -> bool:
    return now.likely and _unsure(now)


def _walking(now: Situation) -> bool:
    return now.walking and not now.selecting


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
    Command(
        "speakers",
        "P",
        N_("speakers"),
        N_("Who speaks: labels, names and roles; a pattern for labels"),
        when=not_selecting,
    ),
    Command(
        "speakers.accept",
        "plus",
        N_("they speak"),
        N_("Take the likely speakers for those who speak"),
        when=_likely,
    ),
    Command(
        "speakers.refuse",
        "minus",
        N_("they don't"),
        N_("Say that the likely speakers' labels are none"),
        when=_unsure,
    ),
    Command(
        "speakers.next",
        "W",
        N_("next unsure"),
        N_("The next interview in which it is not sure who speaks"),
        when=_walking,
    ),
)
