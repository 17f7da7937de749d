"""The commands in Textual's palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from tui.app.commands import COMMANDS, Command, key_words
from tui.app.screens.dismissed_once import DismissedOnce
from tui.app.textual_private.command_list import mend_palette
from tui.locale import _

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.app.screens.reading import ReadingScreen


def has_commands(screen: Screen[Any]) -> bool:
    """Whether there is anything to look for on that screen."""
    from tui.app.screens.library import LibraryScreen
    from tui.app.screens.reading import ReadingScreen

    return isinstance(screen, (ReadingScreen, LibraryScreen))


mend_palette()


class Palette(DismissedOnce, CommandPalette):
    """Textual's palette, asked in the interface's language."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Search the commands"), id="--command-palette")


class CommandProvider(Provider):
    """Finds commands of the reading screen by their description in the interface's language, or by id."""

    def _possible(self) -> list[Command]:
        from tui.app.screens.reading import ReadingScreen

        if not isinstance(self.screen, ReadingScreen):
            return self._possible_in_library()
        screen = self.screen
        return [
            command
            for command in COMMANDS.values()
            if command.id != "palette" and command.can_be_done(screen)
        ]

    def _possible_in_library(self) -> list[Command]:
        from tui.app.commands.library import LIBRARY
        from tui.app.screens.library import LibraryScreen

        if not isinstance(self.screen, LibraryScreen):
            return []
        screen = self.screen
        return [  # what a command of a library does is done through its screen too
            command  # type: ignore[misc]
            for command in LIBRARY.values()
            if command.id != "palette" and command.can_be_done(screen)
        ]

    def _doing(self, command: Command) -> Callable[[], None]:
        screen: ReadingScreen = self.screen  # type: ignore[assignment]
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


def _help(command: Command) -> str:
    """The keys, and the name under which the settings remap them."""
    return f"{' '.join(key_words(command.keys))}  ·  {command.id}"
