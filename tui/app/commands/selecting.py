"""Selecting exact words by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.commands.command import command
from tui.app.widgets.reader.selection import Selection
from tui.interview.granularity import Granularity
from tui.locale import N_

if TYPE_CHECKING:
    from tui.app.screens.reading import ReadingScreen

_TOPIC = N_("Selecting")


def _selecting(screen: ReadingScreen) -> bool:
    return screen.reader.selection is not None


@command("select", "v", N_("select"), N_("Begin to select at this sentence, or give it up"), topic=_TOPIC)
def select(screen: ReadingScreen) -> None:
    """Begin a selection with the sentence under the cursor; give it up where there is one."""
    reader = screen.reader
    reader.select(None if reader.selection else Selection.of(reader.cursor))
    reader.focus()


def _extend(
    id: str, keys: str, label: str, description: str, granularity: Granularity, direction: int
) -> None:
    @command(id, keys, label, description, topic=_TOPIC, when=_selecting)
    def extend(screen: ReadingScreen) -> None:
        screen.reader.extend(granularity, direction)


_extend(
    "select.sentence.next",
    "j,down",
    N_("sentence"),
    N_("Select up to the next sentence"),
    Granularity.SENTENCE,
    1,
)
_extend(
    "select.sentence.previous",
    "k,up",
    N_("sentence back"),
    N_("Back by a sentence"),
    Granularity.SENTENCE,
    -1,
)
_extend("select.word.next", "w", N_("word"), N_("Select up to the next word"), Granularity.WORD, 1)
_extend("select.word.previous", "b", N_("word back"), N_("Back by a word"), Granularity.WORD, -1)
_extend(
    "select.character.next",
    "l,right",
    N_("character"),
    N_("Select up to the next character"),
    Granularity.CHARACTER,
    1,
)
_extend(
    "select.character.previous",
    "h,left",
    N_("character back"),
    N_("Back by a character"),
    Granularity.CHARACTER,
    -1,
)


@command(
    "select.paragraph", "p", N_("paragraph"), N_("Select the whole paragraph"), topic=_TOPIC, when=_selecting
)
def select_paragraph(screen: ReadingScreen) -> None:
    """The paragraph that the caret is in."""
    screen.reader.select_unit(Granularity.PARAGRAPH)


@command("select.turn", "t", N_("turn"), N_("Select the whole turn"), topic=_TOPIC, when=_selecting)
def select_turn(screen: ReadingScreen) -> None:
    """The turn that the caret is in."""
    screen.reader.select_unit(Granularity.TURN)


@command(
    "select.other-end", "o", N_("other end"), N_("Move the other end instead"), topic=_TOPIC, when=_selecting
)
def other_end(screen: ReadingScreen) -> None:
    """Swap the end that moves."""
    if screen.reader.selection:
        screen.reader.select(screen.reader.selection.other_end())
