"""The commands in Textual's palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from tui.app.commands import Command, Commands, key_words
from tui.app.screens.dismissed_once import DismissedOnce
from tui.app.textual_private import OneSize
from tui.app.textual_private.command_list import mend_palette
from tui.locale import _

if TYPE_CHECKING:
    from textual.screen import Screen


def has_commands(screen: Screen[Any]) -> bool:
    """Whether there is anything to look for on that screen."""
    return getattr(screen, "commands", None) is not None


mend_palette()


class Palette(DismissedOnce, OneSize, CommandPalette):
    """Textual's palette, asked in the interface's language."""

    def __init__(self) -> None:
        # Without an id: one that is opened as the last one closes would be another of that id.
        super().__init__(placeholder=_("Search the commands"))


class CommandProvider(Provider):
    """Finds commands of the screen under it by their description in the interface's language, or by id."""

    def _possible(self) -> list[Command[Any]]:
        screen: Any = self.screen
        commands: Commands[Any] | None = getattr(screen, "commands", None)
        return [one for one in commands.possible(screen) if one.id != "palette"] if commands else []

    def _doing(self, command: Command[Any]) -> Callable[[], None]:
        screen: Any = self.screen
        return lambda: screen.do(command.id)

    async def discover(self) -> Hits:
        """All that can be done now."""
        for command in self._possible():
            yield DiscoveryHit(_(command.description), self._doing(command), help=_help(command))

    async def search(self, query: str) -> Hits:
        """What matches, best first."""
        matcher = self.matcher(query)
        for command in self._possible():
            words = _(command.description)
            score = max(matcher.match(words), matcher.match(command.id) / 2)
            if score > 0:
                yield Hit(score, matcher.highlight(words), self._doing(command), help=_help(command))


def _help(command: Command[Any]) -> str:
    """The keys, and the name under which the settings remap them."""
    return f"{' '.join(key_words(command.keys))}  ·  {command.id}"
