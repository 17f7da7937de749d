"""Moving through the text."""

from __future__ import annotations

from tui.app.commands.command import Command
from tui.app.commands.situation import Situation, not_in_collection, not_selecting
from tui.locale import N_

READING: tuple[Command[Situation], ...] = (
    Command("sentence.next", "j,down", N_("next"), N_("Next sentence"), when=not_selecting, kiosk=True),
    Command(
        "sentence.previous", "k,up", N_("previous"), N_("Previous sentence"), when=not_selecting, kiosk=True
    ),
    Command("page.next", "space,pagedown", N_("page"), N_("Next page"), when=not_in_collection, kiosk=True),
    Command("page.back", "b", N_("page back"), N_("Previous page"), when=not_selecting, kiosk=True),
    Command("page.previous", "pageup", N_("page back"), N_("Previous page"), kiosk=True),
    Command("turn.next", "right_curly_bracket", N_("turn"), N_("Next turn"), kiosk=True),
    Command("turn.previous", "left_curly_bracket", N_("turn back"), N_("Previous turn"), kiosk=True),
    Command("section.next", "right_square_bracket", N_("section"), N_("Next section"), kiosk=True),
    Command(
        "section.previous", "left_square_bracket", N_("section back"), N_("Previous section"), kiosk=True
    ),
    Command("start", "g,home", N_("start"), N_("To the start"), kiosk=True),
    Command("end", "G,end", N_("end"), N_("To the end"), kiosk=True),
    Command(
        "goto", "colon", N_("go to"), N_("Go to a turn, a section (s4) or a percentage (50%)"), kiosk=True
    ),
    Command(
        "visited.back",
        "alt+left,less_than_sign,backspace",
        N_("back"),
        N_("Back to where you were"),
        kiosk=True,
    ),
    Command("visited.forward", "alt+right,greater_than_sign", N_("forward"), N_("Forward again"), kiosk=True),
)
