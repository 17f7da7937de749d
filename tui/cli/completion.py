"""Completion for shells, click's own, and a man page made from the same commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from click.shell_completion import get_completion_class

if TYPE_CHECKING:
    from collections.abc import Sequence

_ASKED = "_FANGTAN_COMPLETE"
"""The environment variable by which a shell asks what could stand next; `tui.cli` looks for it."""


def script(commands: click.Command, shell: str) -> str:
    """Return the script that a shell reads once, to ask for completions from then on."""
    completer = get_completion_class(shell)
    assert completer is not None
    # The class's own `source` would start bash to learn its version.
    completion = completer(commands, {}, "fangtan", _ASKED)
    return completion.source_template % completion.source_vars()


def complete(commands: click.Command, instruction: str) -> bool:
    """Answer a shell that asks; False where it is asked in a way that nobody knows.

    Args:
        commands: what can be completed.
        instruction: "bash_complete" and the like, as the script put it into the environment.
    """
    shell, _, what = instruction.partition("_")
    completer = get_completion_class(shell)
    if completer is None or what != "complete":
        return False
    click.echo(completer(commands, {}, "fangtan", _ASKED).complete())
    return True


def man_page(commands: click.Group, version: str) -> str:
    """Return the man page, in roff, of all commands with their options."""
    context = click.Context(commands, info_name="fangtan", **commands.context_settings)
    lines = [
        f'.TH FANGTAN 1 "" "fangtan {version}"',
        ".SH NAME",
        f"fangtan \\- {_roff(commands.help or '')}",
        ".SH SYNOPSIS",
        ".B fangtan",
        "[PATH…]",
        ".br",
        ".B fangtan",
        "COMMAND …",
        ".SH OPTIONS",
        *_options(commands, context),
        *_sections(commands, context, "fangtan"),
    ]
    return "\n".join(lines) + "\n"


def _sections(group: click.Group, context: click.Context, name: str) -> Iterator[str]:
    for word, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        full = f"{name} {word}"
        inner = click.Context(command, info_name=word, parent=context)
        pieces = " ".join(command.collect_usage_pieces(inner))
        yield from (f'.SH "{full.upper()}"', f".B {full}", _roff(pieces), ".PP", _roff(command.help or ""))
        yield from _options(command, inner, known=context.command.params)
        if isinstance(command, click.Group):
            yield from _sections(command, inner, full)


def _options(
    command: click.Command, context: click.Context, known: Sequence[click.Parameter] = ()
) -> Iterator[str]:
    """Return an entry for each option that is not known from the whole program."""
    names = {parameter.name for parameter in known}
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option) and parameter.name not in names:
            yield from (".TP", f".B {_roff(record[0])}", _roff(record[1]))


def _roff(words: str) -> str:
    """Escape what roff would take for its own."""
    escaped = words.replace("\\", "\\e").replace("-", "\\-")
    lines = (line.strip() for line in escaped.splitlines() if line.strip())
    return "\n".join(f"\\&{line}" if line[0] in ".'" else line for line in lines)
