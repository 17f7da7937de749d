"""Selecting exact words by keyboard."""

from __future__ import annotations

from tui.app.commands.command import Command
from tui.app.commands.situation import Situation
from tui.locale import N_


def _selecting(now: Situation) -> bool:
    return now.selecting


SELECTING: tuple[Command[Situation], ...] = (
    Command("select", "v", N_("select"), N_("Begin to select at this sentence, or give it up"), kiosk=True),
    Command(
        "select.sentence.next",
        "j,down",
        N_("sentence"),
        N_("Select up to the next sentence"),
        when=_selecting,
        kiosk=True,
    ),
    Command(
        "select.sentence.previous",
        "k,up",
        N_("sentence back"),
        N_("Back by a sentence"),
        when=_selecting,
        kiosk=True,
    ),
    Command(
        "select.word.next", "w", N_("word"), N_("Select up to the next word"), when=_selecting, kiosk=True
    ),
    Command("select.word.previous", "b", N_("word back"), N_("Back by a word"), when=_selecting, kiosk=True),
    Command(
        "select.character.next",
        "l,right",
        N_("character"),
        N_("Select up to the next character"),
        when=_selecting,
        kiosk=True,
    ),
    Command(
        "select.character.previous",
        "h,left",
        N_("character back"),
        N_("Back by a character"),
        when=_selecting,
        kiosk=True,
    ),
    Command(
        "select.paragraph",
        "p",
        N_("paragraph"),
        N_("Select the whole paragraph"),
        when=_selecting,
        kiosk=True,
    ),
    Command("select.turn", "t", N_("turn"), N_("Select the whole turn"), when=_selecting, kiosk=True),
    Command(
        "select.other-end",
        "o",
        N_("other end"),
        N_("Move the other end instead"),
        when=_selecting,
        kiosk=True,
    ),
)
