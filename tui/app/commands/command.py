"""What a command is, and the lists that bindings, footer, help and palette are made from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from tui.kiosk.policy import current
from tui.locale import N_

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.app.screens.reading import ReadingScreen

S = TypeVar("S", bound="Screen[Any]")
"""The screen on which a command is carried out."""

Deed = Callable[[S], Awaitable[None] | None]
Condition = Callable[[S], bool]


class Command(NamedTuple, Generic[S]):
    """One thing that a person can have done.

    Attributes:
        id: the name under which settings remap it.
        keys: its keys as Textual names them, separated by commas.
        label: a word or two for the footer.
        description: one sentence for the help and the palette.
        topic: the chapter of the help.
        deed: does it, on a screen.
        when: whether it can be done now; two commands may share a key where at most one of them can.
        waits: whether it is about quotes that the changes under way are still to bring.
    """

    id: str
    keys: str
    label: str
    description: str
    topic: str
    deed: Deed[S]
    when: Condition[S] | None = None
    waits: bool = False

    def is_there(self) -> bool:
        """Whether there is such a command in this process; a kiosk has few of them."""
        return current().may_do(self.id)

    def can_be_done(self, screen: S) -> bool:
        """Whether it can be carried out now."""
        return self.is_there() and (self.when is None or self.when(screen))


class Commands(dict[str, Command[S]]):
    """What can be done on one kind of screen: all commands by id, in the order of the help.

    Args:
        topics: the chapters of the help, in their order.
    """

    def __init__(self, topics: tuple[str, ...]) -> None:
        super().__init__()
        self.topics = topics

    def declare(
        self,
        id: str,
        keys: str,
        label: str,
        description: str,
        *,
        topic: str,
        when: Condition[S] | None = None,
        waits: bool = False,
    ) -> Callable[[Deed[S]], Deed[S]]:
        """Declare the decorated function as a command; see `Command` for the arguments."""

        def declared(deed: Deed[S]) -> Deed[S]:
            self[id] = Command(id, keys, label, description, topic, deed, when, waits)
            return deed

        return declared

    def may_be_done(self, id: str, screen: S) -> bool:
        """Whether there is such a command, and the screen is there for it.

        A key may come before all of the screen is there, or when it is being taken away.
        """
        return self[id].is_there() and screen.is_mounted and screen in screen.app.screen_stack

    def possible(self, screen: S) -> list[Command[S]]:
        """Those that can be carried out now."""
        return [command for command in self.values() if command.can_be_done(screen)]


COMMANDS: Commands[ReadingScreen] = Commands(
    (N_("Reading"), N_("Overview"), N_("Searching"), N_("Selecting"), N_("Quotes"), N_("Window"))
)
"""The commands of an interview's screen."""

command = COMMANDS.declare


_KEY_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "number_sign": "#",
    "asterisk": "*",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "equals_sign": "=",
    "backspace": "⌫",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "delete": "Del",
    "home": "Home",
    "end": "End",
}


def key_words(keys: str) -> list[str]:
    """Keys as a person would write them: "ctrl+r" is Ctrl+R, "slash" is /."""
    words = []
    for key in keys.split(","):
        *modifiers, last = key.split("+")
        is_function = last[:1] == "f" and last[1:].isdigit()
        name = _KEY_NAMES.get(last, last.upper() if modifiers or is_function else last)
        words.append("+".join([*(modifier.capitalize() for modifier in modifiers), name]))
    return words
