"""What a command is: data, from which bindings, footer, help and palette are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from tui.kiosk.policy import current

S = TypeVar("S")
"""The record of the situation that decides what can be done."""


class Command(NamedTuple, Generic[S]):
    """One thing that a person can have done.

    Attributes:
        id: the name under which settings remap it, and the screens know what to do.
        keys: its keys as Textual names them, separated by commas.
        label: a word or two for the footer.
        description: one sentence for the help and the palette.
        when: in which situations it can be done; None: in all. Two commands may share a key where at most
            one of them can.
        kiosk: whether a kiosk has it: only what writes no file and starts no program.
        waits: whether it is about quotes that the changes under way are still to bring.
        topic: the chapter of the help.
    """

    id: str
    keys: str
    label: str
    description: str
    when: Callable[[S], bool] | None = None
    kiosk: bool = False
    waits: bool = False
    topic: str = ""

    @property
    def is_there(self) -> bool:
        """Whether there is such a command in this process."""
        return self.kiosk or not current().is_kiosk

    def can_be_done(self, situation: S) -> bool:
        """Tell whether it can be carried out in that situation."""
        return self.is_there and (self.when is None or self.when(situation))


class Commands(dict[str, Command[S]]):
    """What can be done on one kind of screen: all commands by id, in the order of the help.

    Args:
        chapters: the commands by the topic under which the help lists them.
    """

    def __init__(self, chapters: Iterable[tuple[str, Iterable[Command[S]]]]) -> None:
        listed = [(topic, command) for topic, commands in chapters for command in commands]
        super().__init__((command.id, command._replace(topic=topic)) for topic, command in listed)
        self.topics = tuple(dict.fromkeys(topic for topic, _command in listed))

    def possible(self, situation: S) -> list[Command[S]]:
        """List those that can be carried out in that situation."""
        return [command for command in self.values() if command.can_be_done(situation)]
