"""The options that several commands have, and what holds for every command.

Imported after the language was chosen, as the commands are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from tui.cli.opening import read_as
from tui.locale import _
from tui.settings import Settings

Function = TypeVar("Function", bound=Callable[..., Any])


class Scope:
    """What holds for every command: the settings and the folder of the collection."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.named: str | None = None

    @property
    def data(self) -> Path:
        """The folder of the collection."""
        from tui.paths import data_dir

        return data_dir(self.named)


def _set_data(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        context.obj.named = value


def _set_reading(_context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value and parameter.name == "encoding":
        read_as["encoding"] = value
    elif value:
        read_as["format"] = value


def read_format(function: Function) -> Function:
    """Add the option for the format that files are read as, `--format`.

    An export goes without it: its own option of that name is for what it writes.
    """
    from tui.interview.formats import READERS

    return click.option(
        "--format", "read_format", metavar="|".join(READERS), callback=_set_reading, expose_value=False,
        type=click.Choice(list(READERS)), help=_("Read files as this, whatever they look like."),
    )(function)  # fmt: skip


def everywhere(function: Function, *, reads: bool = True) -> Function:
    """Add the options that every command takes."""
    if reads:
        function = read_format(function)
    function = click.option(
        "--encoding", metavar="NAME", callback=_set_reading, expose_value=False,
        help=_("Read files in this encoding, whatever they look like."),
    )(function)  # fmt: skip
    data = click.option(
        "--data",
        metavar="DIR",
        callback=_set_data,
        expose_value=False,
        help=_("Folder of the collection (or FANGTAN_DATA)."),
    )
    # The value was used before the parsing began; here it is only known.
    spoken = click.option(
        "--language", metavar="zh_CN|en", expose_value=False, help=_("Language of the interface.")
    )
    return data(spoken(function))


def as_json(function: Function) -> Function:
    """Add the option that every command has for scripts, `--json`."""
    return click.option("--json", "json", is_flag=True, help=_("Answer in JSON, for scripts."))(function)


def one_path(function: Function) -> Function:
    """Add the argument for one interview; without it the bundled one is meant."""
    return click.argument("path", metavar="[PATH]", required=False, type=click.Path())(function)


def _set_plain(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        context.obj.settings = replace(context.obj.settings, plain=True)


def for_the_reader(function: Function) -> Function:
    """Add the options of the full-screen reader."""
    plain = click.option(
        "--plain",
        is_flag=True,
        callback=_set_plain,
        expose_value=False,
        help=_("Show nothing but words, with the cursor where you read: for screen readers."),
    )
    # Looked at before anything else; here it is only known.
    closed = click.option(
        "--kiosk",
        metavar="FOLDER",
        expose_value=False,
        help=_("Only read what is in this folder, for strangers who may do nothing else."),
    )
    return plain(closed(function))


def of_speakers(function: Function) -> Function:
    """Add the options by which a person says who speaks."""
    options = (
        click.option(
            "--label", "labels", metavar="NAME", multiple=True,
            help=_("These words begin turns, whatever was judged of them. May be given several times."),
        ),
        click.option(
            "--not-label", "not_labels", metavar="NAME", multiple=True,
            help=_("These words begin no turn. May be given several times."),
        ),
        click.option(
            "--pattern", metavar="REGEX",
            help=_("What labels look like, with (?P<name>…) for the name; '' forgets it."),
        ),
        click.option(
            "--rename", "renaming", metavar="NAME=NEW", multiple=True,
            help=_("Rename a speaker; two with the same name become one. May be given several times."),
        ),
        click.option(
            "--role", "roles", metavar="NAME=ROLE", multiple=True,
            help=_("A speaker's role: interviewer, guest or unknown. May be given several times."),
        ),
        click.option("--reset", is_flag=True, help=_("Forget all that was set for the speakers.")),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function
