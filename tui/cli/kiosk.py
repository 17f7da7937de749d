"""`fangtan --kiosk FOLDER`: reading for strangers, as the only command that they are given."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

_VALUES = ("--kiosk", "--data", "--language")
_FLAGS = ("--plain",)


def is_wanted(words: Sequence[str]) -> bool:
    """Tell whether the command line asks for a kiosk; behind `--` everything is a path."""
    ahead = list(words[: words.index("--")] if "--" in words else words)
    return any(word == "--kiosk" or word.startswith("--kiosk=") for word in ahead)


def run(words: Sequence[str]) -> int:
    """Confine the process, then open the folder; returns the exit status.

    Whoever logs in says nothing here: neither the environment nor the command that they asked for is looked
    at, only the words that the server's keeper wrote.

    Raises:
        Fault: the words make no kiosk.
        InputError: the folder holds nothing to read, or can't be read.
        TerminalError: there is no terminal.
    """
    from tui.cli.opening import open_reader
    from tui.kiosk.confinement import clean_environment, confine, home, limit_resources
    from tui.kiosk.policy import kiosk, restrict
    from tui.locale import set_language
    from tui.settings import Settings

    clean_environment()
    set_language(None)
    options = _parse(words)
    if language := options.get("--language"):
        _speak(language)
    folder = Path(options.get("--kiosk", ""))
    if not folder.is_dir():
        from tui.interview.model.errors import InputError

        raise InputError("missing", str(folder))
    # The words may name it from wherever the shell began.
    data = Path(options.get("--data") or Path(home(), ".local", "share", "fangtan")).absolute()
    folder = folder.resolve()
    restrict(kiosk(folder))
    limit_resources()
    os.chdir(folder)
    # What can't be made is told where the collection is opened; the interviews can be read all the same.
    with contextlib.suppress(OSError):
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    confine(folder, data)
    return open_reader([str(folder)], Settings(plain="--plain" in options), str(data))


def _parse(words: Sequence[str]) -> dict[str, str]:
    """The options by name.

    Raises:
        Fault: a word is none of them, or one lacks its value.
    """
    from tui.cli.output import Fault
    from tui.locale import _

    options: dict[str, str] = {}
    rest = list(words)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name in _VALUES and not equals and rest:
            value = rest.pop(0)
        if name in _FLAGS and not equals:
            options[name] = name
        elif name in _VALUES and value:
            # An empty name would be the folder that the shell began in.
            options[name] = value
        else:
            raise Fault(_("with --kiosk FOLDER only --data DIR, --language and --plain can be given"))
    return options


def _speak(language: str) -> None:
    from tui.cli.output import Fault
    from tui.locale import LANGUAGES, _, set_language

    try:
        set_language(language)
    except ValueError:
        words = _("no such language: {name}; there are {known}")
        raise Fault(words.format(name=language, known=", ".join(LANGUAGES))) from None
