"""Moving through the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.commands.command import command
from tui.interview.granularity import Granularity
from tui.locale import N_

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen

_TOPIC = N_("Reading")


def _not_selecting(screen: ReadingScreen) -> bool:
    return screen.reader.selection is None


@command("sentence.next", "j,down", N_("next"), N_("Next sentence"), topic=_TOPIC, when=_not_selecting)
def next_sentence(screen: ReadingScreen) -> None:
    """One sentence on."""
    screen.reader.step(Granularity.SENTENCE, 1)


@command(
    "sentence.previous", "k,up", N_("previous"), N_("Previous sentence"), topic=_TOPIC, when=_not_selecting
)
def previous_sentence(screen: ReadingScreen) -> None:
    """One sentence back."""
    screen.reader.step(Granularity.SENTENCE, -1)


def _not_in_collection(screen: ReadingScreen) -> bool:
    return not screen.collection_pane.has_focus


@command("page.next", "space,pagedown", N_("page"), N_("A page on"), topic=_TOPIC, when=_not_in_collection)
def next_page(screen: ReadingScreen) -> None:
    """A page on."""
    screen.reader.page(1)


@command("page.previous", "pageup", N_("page back"), N_("A page back"), topic=_TOPIC)
@command("page.back", "b", N_("page back"), N_("A page back"), topic=_TOPIC, when=_not_selecting)
def previous_page(screen: ReadingScreen) -> None:
    """A page back."""
    screen.reader.page(-1)


@command("turn.next", "right_curly_bracket", N_("turn"), N_("Next turn"), topic=_TOPIC)
def next_turn(screen: ReadingScreen) -> None:
    """One turn on."""
    screen.go(Granularity.TURN, 1)


@command("turn.previous", "left_curly_bracket", N_("turn back"), N_("Previous turn"), topic=_TOPIC)
def previous_turn(screen: ReadingScreen) -> None:
    """One turn back."""
    screen.go(Granularity.TURN, -1)


@command("section.next", "right_square_bracket", N_("section"), N_("Next section"), topic=_TOPIC)
def next_section(screen: ReadingScreen) -> None:
    """One section on."""
    screen.go(Granularity.SECTION, 1)


@command("section.previous", "left_square_bracket", N_("section back"), N_("Previous section"), topic=_TOPIC)
def previous_section(screen: ReadingScreen) -> None:
    """One section back."""
    screen.go(Granularity.SECTION, -1)


@command("start", "g,home", N_("start"), N_("To the start"), topic=_TOPIC)
def to_start(screen: ReadingScreen) -> None:
    """To the first sentence."""
    screen.go_to_end(-1)


@command("end", "G,end", N_("end"), N_("To the end"), topic=_TOPIC)
def to_end(screen: ReadingScreen) -> None:
    """To the last sentence."""
    screen.go_to_end(1)


@command("goto", "colon", N_("go to"), N_("Go to a turn, a section (s4) or a percentage (50%)"), topic=_TOPIC)
def go_to(screen: ReadingScreen) -> None:
    """Ask where to go."""
    screen.ask_where_to_go()


@command(
    "visited.back",
    "alt+left,less_than_sign,backspace",
    N_("back"),
    N_("Back to where you were"),
    topic=_TOPIC,
)
def back(screen: ReadingScreen) -> None:
    """To the place before the last jump."""
    screen.visited.back()


@command("visited.forward", "alt+right,greater_than_sign", N_("forward"), N_("Forward again"), topic=_TOPIC)
def forward(screen: ReadingScreen) -> None:
    """To the place that was gone back from."""
    screen.visited.forward()
