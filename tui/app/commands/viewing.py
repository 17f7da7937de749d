"""Choosing how much of the text is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.commands.command import command
from tui.interview.view import View
from tui.locale import N_

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen

_TOPIC = N_("Overview")


def _not_selecting(screen: ReadingScreen) -> bool:
    return screen.reader.selection is None


def _limited(screen: ReadingScreen) -> bool:
    return screen.reader.shown.view != View()


@command(
    "speaker",
    "s",
    N_("speaker"),
    N_("Show everyone, or one speaker alone"),
    topic=_TOPIC,
    when=_not_selecting,
)
def next_voice(screen: ReadingScreen) -> None:
    """The next choice of whose turns are shown."""
    screen.viewing.next_voice()


@command(
    "answers",
    "f",
    N_("first lines"),
    N_("Answers down to their first line, or whole"),
    topic=_TOPIC,
    when=_not_selecting,
)
def short_answers(screen: ReadingScreen) -> None:
    """An overview of questions and answers."""
    screen.viewing.toggle_short_answers()


@command(
    "fold",
    "z",
    N_("fold"),
    N_("Fold this section, or this answer among first lines; unfold it"),
    topic=_TOPIC,
    when=_not_selecting,
)
def fold(screen: ReadingScreen) -> None:
    """Fold or unfold what the cursor stands in, or the section chosen in the outline."""
    screen.viewing.toggle_fold()


@command(
    "fold.all",
    "Z",
    N_("fold all"),
    N_("Fold all sections down to their headings, or unfold them"),
    topic=_TOPIC,
    when=_not_selecting,
)
def fold_all(screen: ReadingScreen) -> None:
    """An overview of the headings."""
    screen.viewing.toggle_all_sections()


@command(
    "everything",
    "equals_sign",
    N_("all"),
    N_("Show everybody, unfold everything"),
    topic=_TOPIC,
    when=_limited,
)
def everything(screen: ReadingScreen) -> None:
    """All of the interview."""
    screen.viewing.everything()


@command("glosses", "i", N_("glosses"), N_("Dim glosses such as milestone（里程碑）, or not"), topic=_TOPIC)
def glosses(screen: ReadingScreen) -> None:
    """Let words said again in the other script stand back."""
    screen.viewing.toggle_glosses()


@command(
    "speakers",
    "P",
    N_("speakers"),
    N_("Name, join and assign the speakers"),
    topic=_TOPIC,
    when=_not_selecting,
)
def speakers(screen: ReadingScreen) -> None:
    """Ask what is to be said of a speaker; it is kept beside the interview."""
    from tui.app.screens.speakers import Speakers

    Speakers(screen).ask()
