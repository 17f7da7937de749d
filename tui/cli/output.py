"""How the commands speak: results on standard output, messages on standard error, one line for an error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence

from tui.kiosk.policy import Closed
from tui.locale import _


class Fault(Exception):
    """An error of usage or input in words that the user may read; the exit status is 2."""


def complain(error: Exception) -> bool:
    """Say on standard error, in one line, what went wrong; False if the fault is the program's own."""
    words = error_words(error)
    if words is None:
        return False
    remark(words)
    return True


def error_words(error: Exception) -> str | None:
    """Describe in one line an error that is not the program's own fault; return None for any other."""
    if isinstance(error, Fault):
        return str(error)
    # The modules of the errors are looked up, not imported: what was never loaded raised nothing.
    known = {
        "tui.interview.model.errors.InputError": "input_error_words",
        "tui.store.store_error.StoreError": "store_error_words",
        "tui.quotes.quote_error.QuoteError": "quote_error_words",
        "tui.export.errors.ExportError": "export_error_words",
        "tui.app.terminal.capabilities.TerminalError": "terminal_error_words",
        "tui.settings.SettingsError": "settings_error_words",
    }
    for ancestor in type(error).__mro__:
        name = known.get(f"{ancestor.__module__}.{ancestor.__qualname__}")
        if name:
            from tui.locale import messages

            return str(getattr(messages, name)(error))
    if isinstance(error, OSError) and not isinstance(error, Closed):
        what = error.strerror or str(error)
        return f"{error.filename}: {what}" if error.filename else what
    return _usage_words(error)


def _usage_words(error: Exception) -> str | None:
    """The parser's complaint about the command line, without its lines about usage."""
    from click import ClickException, UsageError

    if not isinstance(error, ClickException):
        return None
    words = " ".join(error.format_message().split())
    if isinstance(error, UsageError) and error.ctx is not None:
        path = error.ctx.command_path.removesuffix(" open")
        words += " " + _("(see {command} --help)").format(command=path)
    return words


def remark(words: str) -> None:
    """Say one line on standard error."""
    if sys.stderr is not None:
        print("fangtan: " + _one_line(words), file=sys.stderr, flush=True)


def _one_line(words: str) -> str:
    """The words without line ends and control characters: a file's name must not steer the terminal."""
    return "".join(char if char.isprintable() or _is_surrogate(char) else " " for char in words)


def _is_surrogate(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"


def print_json(value: object) -> None:
    """Print one JSON value on a line of its own; whatever standard output's encoding, it stays JSON."""
    unicode_output = (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf16", "utf32")
    print(json.dumps(value, ensure_ascii=not unicode_output))


def print_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def print_text(text: str) -> None:
    """Write a text in UTF-8 as it is; a terminal gets it as `say` has it."""
    if sys.stdout.isatty():
        say(text.removesuffix("\n"))
    else:
        print_bytes(text.encode("utf-8", "replace"))


def say(words: str = "") -> None:
    """Print text; a terminal never gets a source's control characters raw, a pipe gets the text exactly."""
    if sys.stdout.isatty():
        from tui.text.sanitize import visible

        words = "\n".join(map(visible, words.split("\n")))
    print(words)


def in_line(name: str) -> str:
    """Fit a name into one line: a line end in it becomes a sign, also for a pipe; all else stays."""
    from tui.text.sanitize import visible

    parts = name.splitlines(keepends=True)
    bare = [part.splitlines()[0] for part in parts]
    return "".join(own + visible(part[len(own) :]) for own, part in zip(bare, parts, strict=True))


def strong(text: str, ranges: Iterable[Sequence[int]]) -> str:
    """Set the ranges (code points) of a text in bold for the terminal, and make the text harmless.

    Where output is no terminal, the text is returned unchanged; where no colours are wanted, nothing is bold.
    """
    if not sys.stdout.isatty():
        return text
    from tui.text.sanitize import visible

    text = visible(text)
    if "NO_COLOR" in os.environ or os.environ.get("TERM", "dumb") == "dumb":
        return text
    parts, done = [], 0
    for start, end in sorted((start, end) for start, end in ranges):
        start = max(start, done)
        if start < end:
            parts += [text[done:start], "\x1b[1m", text[start:end], "\x1b[0m"]
            done = end
    return "".join([*parts, text[done:]])


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lay out rows as lines whose columns are aligned by cells; the last column is not padded."""
    from tui.text.width import text_width

    if not rows:
        return []
    widths = [max(text_width(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    return [
        "  ".join(
            [cell + " " * (width - text_width(cell)) for cell, width in zip(row, widths, strict=False)]
            + [row[-1]]
        )
        for row in rows
    ]


def text_argument(words: str, name: str) -> str:
    """Check that the words of an argument are text, and return them.

    Raises:
        Fault: they are bytes that are no text in the locale's encoding.
    """
    if any(map(_is_surrogate, words)):
        raise Fault(_("{name} is not text in this terminal's encoding").format(name=name))
    return words
