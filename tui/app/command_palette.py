"""The commands in Textual's palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.app.command_screen import CommandScreen
from tui.app.commands import Command, key_words
from tui.app.textual_patches.palette import Palette as MendedPalette
from tui.locale import _

if TYPE_CHECKING:
    from textual.screen import Screen


def has_commands(screen: Screen[Any]) -> bool:
    """Tell whether there is anything to look for on that screen."""
    return isinstance(screen, CommandScreen)


class Palette(MendedPalette):
    """Textual's palette, asked in the interface's language."""

    def __init__(self) -> None:
        # Without an id: one that is opened as the last one closes would be another of that id.
        super().__init__(placeholder=_("Search the commands"))


class CommandProvider(Provider):
    """Finds commands of the screen under it by their description in the interface's language, or by id."""

    def _possible(self) -> list[Command[Any]]:
        screen = self.screen
        if not isinstance(screen, CommandScreen):
            return []
        return [one for one in screen.possible_commands() if one.id != "palette"]

    def _doing(self, command: Command[Any]) -> Callable[[], None]:
        screen = self.screen
        assert isinstance(screen, CommandScreen)
        return partial(screen.do, command.id)

    async def discover(self) -> Hits:
        """Yield all that can be done now."""
        for command in self._possible():
            yield DiscoveryHit(_(command.description), self._doing(command), help=_help(command))

    async def search(self, query: str) -> Hits:
        """Yield what matches, best first."""
        matcher = self.matcher(query)
        for command in self._possible():
            words = _(command.description)
            score = max(matcher.match(words), matcher.match(command.id) / 2)
            if score > 0:
                yield Hit(score, matcher.highlight(words), self._doing(command), help=_help(command))


def _help(command: Command[Any]) -> str:
    """The keys, and the name under which the settings remap them."""
    return f"{' '.join(key_words(command.keys))}  ·  {command.id}"
