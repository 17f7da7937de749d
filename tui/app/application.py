"""The application: themes, the open interviews, the store behind them, and leaving in good order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.constants import DEFAULT_THEME
from textual.driver import Driver
from textual.screen import Screen

from tui.app.deferred import deferred
from tui.app.failure import Failure
from tui.app.glyphs import set_plain
from tui.app.landing import Landing
from tui.app.reading.screen import ReadingScreen
from tui.app.session.open_sessions import OpenSessions
from tui.app.terminal.capabilities import after_first_page
from tui.app.terminal.clipboard import is_remote
from tui.app.terminal.control import repaint, round_trip
from tui.app.terminal.driver import BackgroundReported, FangtanDriver
from tui.app.terminal.held_key import HeldKey
from tui.app.terminal.signals import end_soon, install, left
from tui.app.textual_patches.caret import FollowsCaret
from tui.app.textual_patches.cell_widths import measure_with
from tui.app.textual_patches.first_screen_switching import allow_switching
from tui.app.textual_patches.key_order import KeysInOrder
from tui.app.textual_patches.quiet_failure import QuietFailure
from tui.app.theme_choice import ThemeChoice
from tui.app.themes import THEMES, is_dark
from tui.interview.model.errors import InputError
from tui.interview.model.interview import Interview
from tui.interview.model.label import NO_RULES
from tui.kiosk.policy import current
from tui.locale import _
from tui.locale.messages import input_error_words
from tui.settings import Settings

if TYPE_CHECKING:
    from tui.quotes.changes import Window

_TYPING_REST = 0.04
"""Seconds without another letter after which what was typed is searched for, near by."""

_TYPING_REST_FAR = 0.2
"""The same at the most, where the line is slow: letters come in clumps there, and results take its time."""

_OPENING = 5.0
"""Seconds that keys wait for an interview to open; on a disk that hangs one can still leave."""


def _palette() -> type:
    from tui.app.command_palette import CommandProvider

    return CommandProvider


class FangtanApp(KeysInOrder, FollowsCaret, QuietFailure, App[int]):
    """Shows one interview, or a list of several to choose from.

    Args:
        interview: the interview to read at once, or None.
        paths: files and folders to choose from where none is opened at once.
        settings: what the person set.
        data: the folder of the collection.
        driver_class: how the terminal is talked to; tests leave it to Textual.
        landing: where that interview is opened, when it is not where it was left.
    """

    CSS_PATH = "fangtan.tcss"
    COMMANDS = {_palette}  # noqa: RUF012
    ALLOW_SELECT: ClassVar[bool] = False
    ENABLE_COMMAND_PALETTE = True
    ESCAPE_TO_MINIMIZE = False

    def __init__(
        self,
        interview: Interview | None,
        paths: Sequence[Path],
        *,
        settings: Settings,
        data: Path,
        driver_class: type[Driver] | None = None,
        landing: Landing | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        if not settings.animations or settings.plain:
            self.animation_level = "none"
        self.plain = settings.plain
        set_plain(settings.plain)
        self.interview = interview
        self.paths = list(paths)
        self.settings = settings
        self.data = data
        self.landing = landing
        self.read_as: Mapping[str, str] = {}
        self.walk: Callable[[str], None] | None = None
        self.sessions = OpenSessions()
        self._held_key = HeldKey()
        self._let_keys_go: Callable[[], None] = lambda: None
        self.keymap: dict[str, str] = dict(settings.keymap)
        for theme in THEMES:
            self.register_theme(theme)
        # Not by assignment: nothing is styled yet, and all of it would be styled again.
        few_colours = self.console.color_system == "standard"
        self._theme_choice = ThemeChoice(settings.theme, data, few_colours=few_colours, show=self._show_theme)
        chosen = self._theme_choice.shown
        self.set_reactive(App.theme, chosen)
        self.stylesheet.set_variables(self.get_css_variables())
        classes = {f"-theme-{chosen}": True, f"-theme-{DEFAULT_THEME}": False}
        dark = {"-dark-mode": is_dark(chosen), "-light-mode": not is_dark(chosen)}
        self.update_classes(classes | dark | {"-plain": settings.plain}, update=False)
        self.set_keymap(self.keymap)

    def is_left_behind(self, key: events.Key) -> bool:
        """Tell whether a key is one of many repeats, whose time has passed."""
        return self._held_key.is_left_behind(key.key, key.time, monotonic())

    def on_load(self) -> None:
        """Answer the system's signals from the start."""
        if not self.is_headless:
            install(self, self.sessions.put_by)

    def on_mount(self) -> None:
        """Draw the first page before anything else, even before the garbage collector works."""
        self.call_after_refresh(after_first_page)

    def on_unmount(self) -> None:
        """See to it that the process ends soon: the screens are closed, and what was to be kept is kept."""
        if not self.is_headless:
            end_soon(self)

    def get_default_screen(self) -> Screen[None]:
        """Return the interview, or the list of those to choose from."""
        if self.interview is not None:
            return self._reading(self.interview, self.landing)
        from tui.app.library.screen import LibraryScreen
        from tui.library.library import Library
        from tui.store.bookmarks import library_left

        # A kiosk has no place but the person's own collection.
        library = Library(self.paths, beside=self.data if current().is_kiosk else None)
        return LibraryScreen(library, self, library_left(self.data, library.name))

    def _reading(
        self, interview: Interview, landing: Landing | None = None, window: Window | None = None
    ) -> ReadingScreen:
        settings = self.settings
        screen = ReadingScreen(
            self.sessions.open(interview, self.data, window),
            self,
            column=settings.column,
            speed=settings.reading_speed,
            landing=landing,
        )
        screen.reader.glosses_dimmed = settings.glosses == "dim"
        return screen

    def open_interview(self, path: Path, landing: Landing | None = None) -> None:
        """Read a file and show it, at a place in it; what is wrong with it is said in one line."""
        # What is typed behind Enter is meant for the interview, however long it takes to open. One that was
        # being opened is called off, perhaps before it has begun.
        self._let_keys_go()
        self._let_keys_go = self.keep_keys()
        self.set_timer(_OPENING, self._let_keys_go)
        self.run_worker(self._open(path, landing), group="open", exclusive=True)

    async def _open(self, path: Path, landing: Landing | None) -> None:
        let_keys_go = self._let_keys_go
        try:
            interview = await self._read(path)
            if interview is not None:
                await self.push_screen(self._reading(interview, landing))
        finally:
            let_keys_go()

    async def _read(self, path: Path) -> Interview | None:
        """What a file holds, read in a thread; None where it can't be, which is said."""
        import asyncio

        from tui.interview.reading import read

        try:
            return await asyncio.to_thread(
                read, path, encoding=self.read_as.get("encoding"), format=self.read_as.get("format")
            )
        except InputError as error:
            if hasattr(self.screen, "say"):
                # One line has room for a name, and seldom for a whole path.
                named = InputError(error.kind, path.name, **error.details)
                self.screen.say(input_error_words(named), warning=True)
            else:
                self.notify(input_error_words(error), severity="error", timeout=10)
            return None

    def open_manual(self, chapter: str = "") -> None:
        """Read the manual, at a chapter where there is one of that name, and come back from it."""
        from tui.manual import chapter_at, read_manual

        manual = read_manual()
        place = chapter_at(manual, chapter) if chapter else None
        # Where it was left last is no matter: whoever opens it looks for something else now.
        self.push_screen(self._reading(manual, Landing(place or manual.start, back=True)))

    def reopen(self, words: str = "", speakers: str = "") -> None:
        """Read the file of the interview on screen again; see `Navigator.reopen`.

        Its quotes are found again.
        """
        from tui.app.dialogs.leaving import when_kept

        screen = self._on_top()
        if screen is None:
            return
        self._let_keys_go()
        again = deferred(self._reopen, screen, words, speakers)

        def go() -> None:
            self.run_worker(again, group="open", exclusive=True)

        when_kept(self, [screen], go)

    async def _reopen(self, screen: ReadingScreen, words: str, speakers: str) -> None:
        import asyncio

        from tui.interview.reading import as_said_beside, read_again

        old, place = screen.interview, screen.reader.cursor.start
        # By the words around it the place is found again, whatever was put before it.
        await asyncio.to_thread(screen.session.remember_place, place, screen.resuming.state())
        if old.path == "-":
            # There is nothing to be read once more but what is said of it.
            read: Interview | None = await asyncio.to_thread(
                lambda: as_said_beside(read_again(old, NO_RULES))
            )
        else:
            read = await self._read(Path(old.path))
        if read is None:
            return
        interview = read
        again = await asyncio.to_thread(screen.session.place_in, interview)
        landing = Landing(again or place, back=screen.resuming.comes_back) if interview.paragraphs else None
        if self.interview is old:
            self.interview = interview
        collection = screen.session.collection
        new = self._reading(interview, landing, collection.window if collection else None)

        def switch() -> None:
            if self.screen is screen:
                allow_switching(screen)
                self.switch_screen(new)
                if words:
                    new.call_after_refresh(new.say, words)
                if speakers:
                    new.call_after_refresh(new.doubts.ask, speakers)

        # A dialog that asked for this is left first: the screen on top is the one that is switched.
        screen.call_after_refresh(switch)

    def on_background_reported(self, told: BackgroundReported) -> None:
        """Show the theme that goes with the terminal, behind the first page, unless one was chosen."""
        self.call_after_refresh(self._theme_choice.follow_terminal, told.background)

    def _show_theme(self, name: str) -> None:
        if name != self.theme:
            self.theme = name

    def toggle_theme(self) -> None:
        """Show the other theme; it is remembered."""
        other = self._theme_choice.toggle()
        from tui.library.collection import remember

        if isinstance(self.screen, ReadingScreen):
            self.screen.session.remember("theme", other)
        else:
            self.run_worker(lambda: remember(self.data, "theme", other), thread=True, group="kept")

    def take_up_theme(self, left: object) -> None:
        """Show the theme that was chosen the last time, unless the settings say another."""
        self._theme_choice.take_up(left)

    @property
    def typing_rest(self) -> float:
        """Seconds without another letter after which what was typed is searched for."""
        far = round_trip(self) or (_TYPING_REST_FAR / 2 if is_remote() else 0.0)
        return min(_TYPING_REST + far, _TYPING_REST_FAR)

    def redraw(self) -> None:
        """Draw the whole screen anew."""
        repaint(self)

    def _on_top(self) -> ReadingScreen | None:
        """The interview that is read, whatever dialogs are over it."""
        return next((one for one in reversed(self.screen_stack) if isinstance(one, ReadingScreen)), None)

    def leave_interview(self, then: Callable[[], None] | None = None) -> None:
        """Go back to the list that the interview was chosen from, and do what is to be done there.

        Without a list, leave fangtan.
        """
        from tui.app.dialogs.leaving import when_kept

        screen = self._on_top()
        if screen is None:
            return

        def go() -> None:
            self.walk = self.walk if then else None
            while screen in self.screen_stack and self.screen is not screen:
                self.pop_screen()
            if self.screen is screen and len(self.screen_stack) == 1:
                self.exit(0)
            elif self.screen is screen:
                self.pop_screen()
                if words := screen.session.pending.last_words:
                    self.notify("\n".join(words), severity="warning", timeout=30, markup=False)
                if then is not None:
                    then()

        when_kept(self, [screen], go)

    async def action_quit(self) -> None:
        """Leave fangtan from wherever one is."""
        self.leave()

    def leave(self) -> None:
        """Leave fangtan once every change is in the collection."""
        from tui.app.dialogs.leaving import when_kept

        screens = [screen for screen in self.screen_stack if isinstance(screen, ReadingScreen)]
        when_kept(self, screens, lambda: self.exit(0))

    def action_suspend_process(self) -> None:
        """Go back to the shell, unless this is somebody's only command."""
        if current().programs:
            super().action_suspend_process()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open a link, unless no program may be started."""
        if current().programs:
            super().open_url(url, new_tab=new_tab)

    def action_command_palette(self) -> None:
        """Show all commands by name, in the interface's language."""
        from tui.app.command_palette import Palette, has_commands

        # Over a dialog there would be none.
        if has_commands(self.screen):
            self.push_screen(Palette())

    def action_help_quit(self) -> None:
        """Say which key is the way out; Ctrl+C, which is pressed by habit, is none here."""
        if isinstance(self.screen, ReadingScreen):
            self.screen.say(_("q leaves."))


def run(
    interview: Interview | None,
    paths: Sequence[Path],
    *,
    settings: Settings,
    data: Path,
    read_as: Mapping[str, str] = MappingProxyType({}),
    landing: Landing | None = None,
) -> int:
    """Show the application in this terminal until it is left.

    `read_as` holds the encoding and format that files are to be read in, where the person gave them;
    `landing` where the interview is opened.

    Returns the exit status. The terminal was looked at before: see `capabilities.require_terminal`.

    Raises:
        Failure: it had to stop because of a fault of its own.
    """
    if settings.ambiguous_width == 2:
        from tui.text.width import set_ambiguous_width, table

        set_ambiguous_width(2)
        measure_with(table())
    app = FangtanApp(
        interview, paths, settings=settings, data=data, driver_class=FangtanDriver, landing=landing
    )
    app.read_as = read_as
    status = app.run()
    left()
    app.sessions.say_last_words()
    if app.failure is not None:
        raise Failure(app.failure) from app.failure
    return app.return_code or status or 0


__all__ = ["FangtanApp", "run"]
