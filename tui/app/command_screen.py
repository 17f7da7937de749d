"""A screen whose commands are data: it says what the situation is, and has a deed for each of them."""

from __future__ import annotations

from asyncio import iscoroutine
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.app.commands import Command, Commands
from tui.app.commands.footer import key_shown
from tui.app.ports import Navigator
from tui.app.textual_patches.one_size import OneSize
from tui.app.widgets.key_footer import KeyFooter
from tui.locale import _

if TYPE_CHECKING:
    from tui.app.dialogs.help_chapters import Chapter

Deed = Callable[[], object]
"""Carries a command out; what it gives back and has to be awaited becomes a worker."""


def bindings(commands: Commands[Any], *, but: str = "") -> list[BindingType]:
    """Make the key bindings of commands; those whose only key is `but` have none."""
    return [
        Binding(command.keys, f"do('{command.id}')", command.label, id=command.id, show=False)
        for command in commands.values()
        if command.keys != but
    ]


class CommandScreen(OneSize, Screen[None]):
    """Answers keys, the footer and the palette by the commands that it has.

    Args:
        navigator: the application.

    Attributes:
        commands: all of them.
        deeds: what carries each of them out, by its id.
        footer: where the keys are shown that matter now.
    """

    commands: ClassVar[Commands[Any]]
    deeds: Mapping[str, Deed]
    BLANK: ClassVar[bool] = True  # its widgets cover it

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.navigator = navigator
        self.footer = KeyFooter(id="keys")

    @property
    def window_deeds(self) -> dict[str, Deed]:
        """What carries out the commands that every window has, by their ids."""
        return {
            "theme": self.navigator.toggle_theme,
            "help": self.show_help,
            "manual": self.open_manual,
            "palette": self.navigator.action_command_palette,
            "redraw": self.navigator.redraw,
            "suspend": self.navigator.action_suspend_process,
            "quit": self.leave,
        }

    def help_chapters(self) -> list[Chapter]:
        """Return what the help says here, the chapter for where the person is first."""
        raise NotImplementedError

    def show_help(self) -> None:
        """Show every key with what it does."""
        from tui.app.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.help_chapters()))

    def open_manual(self) -> None:
        """Read the manual."""
        self.navigator.open_manual()

    def leave(self) -> None:
        """Leave fangtan."""
        self.navigator.leave()

    def situation(self) -> Any:
        """Say what decides now which commands can be carried out."""
        raise NotImplementedError

    def possible_commands(self) -> list[Any]:
        """List the commands that can be carried out now."""
        return self.commands.possible(self.situation())

    def say(self, words: str, *, warning: bool = False) -> None:
        """Say on the status line what has just happened."""
        raise NotImplementedError

    def forget_said(self) -> None:
        """Take away what was said of the last command; what follows it is shown when this one is done."""
        self.say("")

    def footer_commands(self) -> tuple[list[Command[Any]], int]:
        """List the commands that the footer shows, and how many at the end are never left out."""
        raise NotImplementedError

    @property
    def is_typing(self) -> bool:
        """Whether the keys go into a line, so that only keys that type nothing are shown."""
        return False

    def show_keys(self) -> None:
        """Show in the footer what can be done now."""
        if not self.footer.is_mounted:
            return
        commands, always = self.footer_commands()
        keymap, typing = self.navigator.keymap, self.is_typing
        shown = [
            (key_shown(keymap.get(command.id, command.keys), typing), _(command.label), command.id)
            for command in commands
        ]
        self.footer.show(shown, always)

    def on_key_footer_clicked(self, event: KeyFooter.Clicked) -> None:
        """Take a click on a key for the key."""
        self.do(event.command)

    async def action_do(self, id: str) -> None:
        """Carry out the command of that id."""
        self.do(id)

    def do(self, id: str) -> None:
        """Carry out the command of that id; what was said of the last one is taken away.

        A key may come before all of the screen is there, or when it is being taken away: then nothing is
        done.
        """
        if not (self.commands[id].is_there and self.is_mounted and self in self.app.screen_stack):
            return
        self.forget_said()
        done = self.deeds[id]()
        if iscoroutine(done):
            self.run_worker(done, group="command")
        self.done()

    def done(self) -> None:
        """Show what has become of the screen by a command."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let only the one of several commands with one key answer to it that can be carried out now."""
        if action != "do":
            return True
        return self.commands[str(parameters[0])].can_be_done(self.situation())
