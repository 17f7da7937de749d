"""The lists in the manual that are made from the commands and from click; run it to write them anew.

python -m tests.manual.blocks
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tui.locale
from tui.locale import LANGUAGES, _, set_language
from tui.locale.build import compile_all
from tui.manual import FOLDER

_BLOCK = re.compile(r"<!-- (keys: )?(\w+) -->\n.*?<!-- /(\w+) -->", re.DOTALL)
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def escaped(words: str) -> str:
    """What Markdown shows as these words."""
    return _SPECIAL.sub(r"\\\1", words)


def keys(topic: str) -> Iterator[str]:
    """A line for each command of a chapter of the help: its keys, and what they do."""
    from tui.app.commands import COMMANDS, Commands, key_words
    from tui.app.commands.library_commands import LIBRARY

    commands: Commands[Any] = LIBRARY if topic == "Library" else COMMANDS
    for command in commands.values():
        if command.topic == topic:
            yield f"- {escaped(' '.join(key_words(command.keys)))}　{escaped(_(command.description))}"


def ids() -> Iterator[str]:
    """A line for each command: the name under which the settings remap it, and what it does."""
    from tui.app.commands import COMMANDS
    from tui.app.commands.library_commands import LIBRARY

    described = [(one.id, one.description) for one in COMMANDS.values()]
    described += [(one.id, one.description) for one in LIBRARY.values()]
    for id, description in dict(described).items():
        yield f"- {escaped(id)}　{escaped(_(description))}"


def commands() -> Iterator[str]:
    """A line for each command of the command line, and one for each option that not all of them have."""
    import click

    from tui.cli.commands import commands as program

    everywhere = {option.name for option in program.params} | {"json"}

    def lines(group: click.Group, context: click.Context, name: str) -> Iterator[str]:
        for word, command in group.commands.items():
            if command.hidden:
                continue
            inner = click.Context(command, info_name=word, parent=context)
            pieces = [piece for piece in command.collect_usage_pieces(inner) if piece != "[OPTIONS]"]
            usage = " ".join([name, word, *pieces])
            first = (command.help or "").partition("\n")[0]
            yield f"- {escaped(usage)}　{escaped(first)}"
            for option in command.params:
                record = option.get_help_record(inner)
                if record and option.name not in everywhere:
                    yield f"- {escaped(record[0])}　{escaped(record[1])}"
            if isinstance(command, click.Group):
                yield from lines(command, inner, f"{name} {word}")

    context = click.Context(program, info_name="fangtan")
    yield from lines(program, context, "fangtan")
    for option in program.params:
        record = option.get_help_record(context)
        if record:
            yield f"- {escaped(record[0])}　{escaped(record[1])}"


def formats() -> Iterator[str]:
    """List the formats of an export: how each is asked for, what it is, the extension of its files."""
    from tui.export.formats import FORMATS

    for format in FORMATS.values():
        yield f"- {escaped(format.name)}　{escaped(format.words)} · {escaped(format.extension)}"


_MADE: dict[str, Callable[[], Iterator[str]]] = {"ids": ids, "commands": commands, "formats": formats}


def renewed(text: str) -> str:
    """A manual with its lists as the program makes them now, in the language that is set."""

    def block(match: re.Match[str]) -> str:
        topic, name, end = match.groups()
        lines = keys(name) if topic else _MADE[name]()
        return "\n".join([f"<!-- {topic or ''}{name} -->", *lines, f"<!-- /{end} -->"])

    return _BLOCK.sub(block, text)


def main() -> None:
    """Write the lists of one language, or, in a process each, of all."""
    if len(sys.argv) < 2:
        # Else words that were translated just now would stand in English in the other manual.
        compile_all(Path(tui.locale.__file__).parent)
        for language in LANGUAGES:
            # The words of click's help are chosen once, when the commands are imported.
            subprocess.run([sys.executable, "-m", "tests.manual.blocks", language], check=True)
        return
    set_language(sys.argv[1])
    path = FOLDER / f"{sys.argv[1]}.md"
    path.write_text(renewed(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
