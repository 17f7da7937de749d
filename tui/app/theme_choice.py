"""Which theme is shown: the one that a person chose or set, else what goes with the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tui.app.terminal.capabilities import stated_background
from tui.app.themes import DARK, LIGHT, is_dark, variant
from tui.store.bookmarks import note_theme, noted_theme


class ThemeChoice:
    """Knows the theme, and shows another one when that is asked for or the terminal says what it is like.

    Args:
        setting: "auto", "light" or "dark".
        data: the folder of the collection, in which the theme is noted for the next first page.
        few_colours: whether the terminal has sixteen.
        show: shows the theme of that name, unless it is shown.
    """

    def __init__(self, setting: str, data: Path, *, few_colours: bool, show: Callable[[str], None]) -> None:
        self._setting = setting
        self._data = data
        self._few_colours = few_colours
        self._show = show
        self._chosen = setting != "auto"
        self.name = self._first()

    def _first(self) -> str:
        """What the person has set, else what goes with the terminal as far as that is known so early."""
        if self._setting != "auto":
            return LIGHT if self._setting == "light" else DARK
        if background := stated_background():
            return LIGHT if background == "light" else DARK
        return LIGHT if noted_theme(self._data) == LIGHT else DARK

    @property
    def shown(self) -> str:
        """The name of the theme in the colours that the terminal has."""
        return variant(self.name, few=self._few_colours)

    def follow_terminal(self, background: str) -> None:
        """Show what goes with "light" or "dark" behind the letters, unless the person has chosen a theme."""
        if not self._chosen:
            self._take(LIGHT if background == "light" else DARK)

    def toggle(self) -> str:
        """Show the other theme, as chosen by the person; return its name, to be remembered."""
        self._chosen = True
        self._take(LIGHT if is_dark(self.name) else DARK)
        return self.name

    def take_up(self, left: object) -> None:
        """Show the theme that was chosen the last time, if it is one, unless the settings say another."""
        if left in (DARK, LIGHT) and self._setting == "auto":
            self._chosen = True
            self._take(str(left))

    def _take(self, name: str) -> None:
        self.name = name
        self._show(self.shown)
        # The next first page is drawn in it.
        if noted_theme(self._data) != name:
            note_theme(self._data, name)
