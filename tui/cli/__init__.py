"""The way in: opens the full-screen reader, or hands over to the commands; every error becomes one line.

Opening is on the clock: nothing heavy is imported here, click neither; plain paths go straight to the reader.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing and what it needs take as long to load as everything else before `main`
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.settings import Settings

COMMANDS = ("info", "show", "search", "speakers", "quotes", "export", "doctor", "manual", "completion")
_WITH_VALUE = ("--data", "--language", "--format", "--encoding", "--kiosk")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default the process's own; returns the exit status.

    0 is found or done, 1 nothing found, 2 an error, 130 an interruption.
    """
    if arguments is None:
        _end_at_ctrl_c()
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            # What the encoding lacks, and a file name that is no text, is escaped: never a traceback.
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            status = _dispatch(given)
        finally:
            # What was found before an error is still to be seen; and a full disk is to be noticed here.
            if sys.stdout is not None:
                sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read along has seen enough: `fangtan show … | head` is no failure.
        _forget_output()
        return 0
    except Exception as error:
        from tui.cli.output import complain

        if not complain(error):
            from tui.cli.failure import tell

            tell(error, option(given, "--data"))
        if sys.stdout is not None:
            _forget_output()
        return 2
    return status


def _end_at_ctrl_c() -> None:
    """Let Ctrl+C end the process, as it does other programs, until there is something to put in order.

    Python would print where in its files it was, at whatever it was doing.
    """
    # `signal` itself takes 4.5 ms to load, in which Ctrl+C would still do that; this takes none.
    signals = __import__("_signal")
    if signals.getsignal(signals.SIGINT) is signals.default_int_handler:
        signals.signal(signals.SIGINT, signals.SIG_DFL)


def _dispatch(given: list[str]) -> int:
    """Open the reader, or run the command that stands first behind the global options."""
    from tui.cli.kiosk import is_wanted

    if is_wanted(given):
        # Before anything is believed of whoever logs in: their settings, their environment.
        from tui.cli.kiosk import run as run_kiosk

        return run_kiosk(given)
    settings = _prepare(given)
    from tui.paths import chosen_data_dir

    with chosen_data_dir(option(given, "--data")):
        return _open_or_run(given, settings)


def _open_or_run(given: list[str], settings: Settings) -> int:
    if instruction := os.environ.get("_FANGTAN_COMPLETE"):
        from tui.cli.commands import commands
        from tui.cli.completion import complete

        return 0 if complete(commands, instruction) else 1
    at = first_word(given)
    if (
        at == 0
        and not any(word.startswith("-") and word != "-" for word in given)
        and not _is_command(given, 0)
    ):
        from tui.cli.opening import open_reader

        return open_reader(given, settings, None)
    from tui.cli.commands import run

    if _is_command(given, at):
        from tui.cli.interruption import put_in_order

        with put_in_order():
            return run(given, settings)
    if at < len(given):
        # A path: "open" is what the commands call it, and nobody need type it.
        given[at:at] = ["open"]
    return run(given, settings)


def _is_command(words: list[str], at: int) -> bool:
    return at < len(words) and words[at] in COMMANDS


def first_word(words: Sequence[str]) -> int:
    """Find the index of the first word that is neither a global option nor an option's value.

    Where there is none it is the number of words. `--` counts as a word: all behind it are paths, even one
    named like a command.
    """
    at = 0
    while at < len(words):
        word = words[at]
        if word in _WITH_VALUE:
            at += 2
        elif word.startswith("-") and word not in ("-", "--"):
            at += 1
        else:
            return at
    return len(words)


def _prepare(words: list[str]) -> Settings:
    """Load the settings and choose the language, before anything is said in one."""
    from tui.locale import set_language
    from tui.settings import load

    settings, problem = load()
    set_language(None if settings.language == "auto" else settings.language)
    named = option(words, "--language")
    if named:
        try:
            set_language(named)
        except ValueError:
            from tui.cli.output import Fault
            from tui.locale import LANGUAGES, _

            raise Fault(
                _("no such language: {name}; there are {known}").format(
                    name=named, known=", ".join(LANGUAGES)
                )
            ) from None
    if problem is not None:
        from tui.cli.output import remark
        from tui.locale.messages import settings_error_words

        remark(settings_error_words(problem))
    return settings


def option(words: Sequence[str], name: str) -> str | None:
    """Read the value of a global option, wherever it stands before `--`; None where it is not given."""
    for at, word in enumerate(words):
        if word == "--":
            break
        if word == name:
            return words[at + 1] if at + 1 < len(words) else None
        if word.startswith(name + "="):
            return word[len(name) + 1 :]
    return None


def _forget_output() -> None:
    """Where standard output takes nothing more, let the interpreter's last flush go nowhere."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        try:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, sys.stdout.fileno())
            os.close(nothing)
        except (OSError, ValueError):
            return
