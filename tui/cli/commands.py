"""The commands with their arguments and options; what they do is imported when they do it.

Imported after the language was chosen, so that the help is in it.
"""

from __future__ import annotations

import gettext
import os
from functools import partial
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from tui import __version__
from tui.cli.opening import read_as
from tui.cli.options import Scope, as_json, everywhere, for_the_reader, of_speakers, one_path
from tui.export.formats import FORMATS
from tui.locale import DOMAIN, FOLDER, N_, _, language
from tui.settings import Settings

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_SHELLS = ("bash", "zsh", "fish")

CLICK_WORDS = (
    # click looks its own words up with gettext; these let our catalogue answer.
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Got unexpected extra argument ({args})"),
    N_("Option {name!r} requires an argument."),
    N_("Option {name!r} does not take a value."),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not {choice}."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("default: {default}"),
)

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def run(words: list[str], settings: Settings) -> int:
    """Parse the words and run their command; returns the exit status.

    Raises:
        click.ClickException: the words make no command.
        Exception: whatever the command can't do (an InputError, a StoreError, a Fault …).
    """
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language()
    read_as.pop("encoding", None)
    read_as.pop("format", None)
    try:
        # Not the group's own `main`: it says a line on an interruption and exits on a broken pipe. The parser
        # eats its list up.
        with commands.make_context("fangtan", list(words), obj=Scope(settings)) as context:
            status = commands.invoke(context)
    except click.exceptions.Exit as wanted:
        return wanted.exit_code
    return status if isinstance(status, int) else 0


class Commands(click.Group):
    """The commands; none of them is one too: it opens the reader."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both forms of use: with a path, and with a command."""
        formatter.write_usage(ctx.command_path, "[PATH…]", prefix=_("Usage:") + " ")
        formatter.write_usage(ctx.command_path, "COMMAND …", prefix=" " * 7)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands, and files: a path needs no command."""
        from click.shell_completion import CompletionItem

        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]


@click.group(
    cls=Commands,
    context_settings=SETTINGS,
    invoke_without_command=True,
    help=_("Read long interviews in the terminal, search them, collect quotes and export them."),
    epilog=_("Without a command: opens a file, several, a folder, - for standard input, "
             "or the bundled interview. Behind -- everything is a path."),
)  # fmt: skip
@everywhere
@for_the_reader
@click.version_option(__version__, message="fangtan %(version)s", help=_("Show the version and exit."))
@click.pass_context
def commands(context: click.Context) -> int | None:
    """Open the bundled interview if no command follows."""
    return _open(context.obj, ()) if context.invoked_subcommand is None else None


def _open(scope: Scope, paths: tuple[str, ...]) -> int:
    from tui.cli.opening import open_reader

    return open_reader(paths, scope.settings, scope.named)


@commands.command("open", hidden=True, help=_("Open the full-screen reader."))
@click.argument("paths", metavar="[PATH…]", nargs=-1, type=click.Path())
@everywhere
@for_the_reader
@click.pass_obj
def open_(scope: Scope, paths: tuple[str, ...]) -> int:
    """Open the reader on the paths."""
    return _open(scope, paths)


@commands.command(help=_("What a file holds: head, sections, speakers, warnings."))
@click.argument("paths", metavar="[PATH…]", nargs=-1, type=click.Path())
@click.option(
    "--why", is_flag=True, help=_("Each label that was considered, and what spoke for and against it.")
)
@as_json
@everywhere
def info(paths: tuple[str, ...], why: bool, json: bool) -> int:
    """Print what files hold: head, sections, speakers and warnings."""
    from tui.cli import reading

    return reading.info(paths, json, why=why)


@commands.command(help=_("Print the text, or a part of it."))
@one_path
@click.option(
    "--section", type=click.IntRange(min=0), metavar="N", help=_("Only this section; 0 is the preface.")
)
@click.option("--turn", "turns", metavar="N[-M]", help=_("Only this turn, or these."))
@click.option("--speaker", metavar="NAME", help=_("Only what this speaker says; a part of the name will do."))
@click.option("--source", is_flag=True, help=_("The file itself, byte for byte; takes no filter."))
@as_json
@everywhere
def show(**options: Any) -> int:
    """Print the text of one file, or a part of it."""
    from tui.cli import reading

    return reading.show(**options)


@commands.command(
    help=_("Find a passage from half remembered words.")
    + "\n\n"
    + _("In a query: \"exact phrase\", 'exact, -without, this | that, speaker:NAME, section:N, turn:N-M, "
        "at:0:12, asked:, said:, has:note.")
    + "\n\n"
    + _("Put a query that begins with a hyphen after --.")
)  # fmt: skip
@click.argument("path", metavar="PATH", type=click.Path())
@click.argument("words", metavar="QUERY", nargs=-1)
@click.option(
    "--queries", metavar="FILE", help=_("One query per line, answered in that order; - is standard input.")
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", default=10, show_default=True,
              help=_("At most this many passages per query."))  # fmt: skip
@click.option(
    "--kwic", is_flag=True, help=_("List every occurrence of a word in a column, with its context.")
)
@click.option(
    "--sort",
    type=click.Choice(["place", "left", "right"]),
    metavar="place|left|right",
    help=_("With --kwic: by place, or by what stands left or right of the word."),
)
@as_json
@everywhere
@click.pass_context
def search(context: click.Context, /, **options: Any) -> int:
    """Print ranked passages, or a concordance."""
    from tui.cli import search

    if options["kwic"] and context.get_parameter_source("limit") is ParameterSource.DEFAULT:
        options["limit"] = None
    return search.search(context.obj.data, **options)


@commands.command(help=_("Who speaks: which labels are speakers', their names and roles."))
@click.argument("path", metavar="PATH", type=click.Path())
@of_speakers
@as_json
@everywhere
@click.pass_obj
def speakers(scope: Scope, /, **options: Any) -> int:
    """Print who speaks, and keep what the person says of the speakers."""
    from tui.cli import speakers

    return speakers.speakers(scope.data, **options)


@commands.group(no_args_is_help=False, help=_("The collection: add, list, remove, undo, redo, check."))
@everywhere
def quotes() -> None:
    """Group the commands for the collection of quotes."""


@quotes.command("add", help=_("Collect a turn, or words of it, exactly as they stand."))
@click.argument("path", metavar="PATH", type=click.Path())
@click.option("--turn", type=click.IntRange(min=1), required=True, metavar="N", help=_("The turn, from 1."))
@click.option("--text", metavar="WORDS", help=_("Only these words of it."))
@click.option("--note", metavar="TEXT", default="", help=_("A note to it."))
@click.option("--tag", "tags", metavar="TAG", multiple=True, help=_("A tag; may be given several times."))
@as_json
@everywhere
@click.pass_obj
def add(scope: Scope, /, **options: Any) -> int:
    """Collect a quote."""
    from tui.cli import quotes

    return quotes.add(scope.data, **options)


@quotes.command("list", help=_("The quotes from an interview."))
@one_path
@as_json
@everywhere
@click.pass_obj
def list_(scope: Scope, path: str | None, json: bool) -> int:
    """List the quotes."""
    from tui.cli import quotes

    return quotes.show_list(scope.data, path, json)


@quotes.command("remove", help=_("Remove quotes by their id; undo brings them back."))
@click.argument("words", metavar="[PATH] ID…", nargs=-1, required=True)
@as_json
@everywhere
@click.pass_obj
def remove(scope: Scope, words: tuple[str, ...], json: bool) -> int:
    """Remove quotes."""
    from tui.cli import quotes

    return quotes.remove(scope.data, words, json)


@quotes.command("undo", help=_("Undo the last change to the collection."))
@one_path
@as_json
@everywhere
@click.pass_obj
def undo(scope: Scope, path: str | None, json: bool) -> int:
    """Undo."""
    from tui.cli import quotes

    return quotes.step(scope.data, path, json, back=True)


@quotes.command("redo", help=_("Redo the change that was undone last."))
@one_path
@as_json
@everywhere
@click.pass_obj
def redo(scope: Scope, path: str | None, json: bool) -> int:
    """Redo."""
    from tui.cli import quotes

    return quotes.step(scope.data, path, json, back=False)


@quotes.command("check", help=_("Look for each quote in the file as it is now."))
@one_path
@as_json
@everywhere
@click.pass_obj
def check(scope: Scope, path: str | None, json: bool) -> int:
    """Find the quotes again."""
    from tui.cli import quotes

    return quotes.check(scope.data, path, json)


@quotes.command("import", help=_("Import quotes that were exported as JSON; each comes once."))
@click.argument("file", metavar="FILE", type=click.Path())
@one_path
@as_json
@everywhere
@click.pass_obj
def import_(scope: Scope, file: str, path: str | None, json: bool) -> int:
    """Import quotes."""
    from tui.cli import quotes

    return quotes.take_in(scope.data, file, path, json)


@quotes.command("restore", help=_("Restore a backup, by default the newest intact one."))
@click.argument("copy", metavar="[BACKUP]", required=False)
@click.option(
    "--empty",
    is_flag=True,
    help=_("Begin an empty collection where the one that was kept is damaged, missing or empty."),
)
@click.option(
    "--damaged", is_flag=True, help=_("Take back the damaged quotes alone; all others stay as they are.")
)
@as_json
@everywhere
@click.pass_obj
def restore(scope: Scope, copy: str | None, empty: bool, damaged: bool, json: bool) -> int:
    """Restore a backup."""
    from tui.cli import quotes

    if damaged:
        return quotes.restore_damaged(scope.data, copy, json)
    return quotes.restore(scope.data, copy, json, empty=empty)


@commands.command(help=_("Write the quotes as Markdown, JSON or CSV, or with a template."))
@one_path
@click.option(
    "--format",
    "form",
    metavar="|".join(FORMATS),
    help=_("Default: markdown, or what the file's name says."),
)
@click.option("--with-question", is_flag=True, help=_("Put the question above each answer."))
@click.option("--template", metavar="FILE", help=_("The Jinja2 template to use."))
@click.option(
    "--order",
    type=click.Choice(["hand", "place"]),
    default="hand",
    help=_("Your own order, or that of the text."),
)
@click.option(
    "--quote", "only", metavar="ID", multiple=True, help=_("Only this quote; may be given several times.")
)
@click.option(
    "-o", "--output", metavar="FILE", help=_("Write to this file; what a person changed there is kept.")
)
@click.option(
    "--append", "changed", flag_value="append", help=_("Where the file was changed: add what is new.")
)
@click.option(
    "--beside", "changed", flag_value="beside", help=_("Where the file was changed: write beside it.")
)
@as_json
@partial(everywhere, reads=False)
@click.pass_obj
def export(scope: Scope, /, **options: Any) -> int:
    """Export the quotes."""
    from tui.cli import quotes

    return quotes.export(scope.data, **options)


@commands.command(help=_("What works in this terminal, and what to set."))
@as_json
@everywhere
@click.pass_obj
def doctor(scope: Scope, json: bool) -> int:
    """Look at terminal, locale, tmux, clipboard and folders."""
    from tui.cli import doctor

    return doctor.doctor(scope.data, json)


@commands.command(help=_("The manual, in the reader; a part of a chapter's title goes there."))
@click.argument("chapter", metavar="[CHAPTER]", required=False)
@everywhere
@for_the_reader
@click.pass_obj
def manual(scope: Scope, chapter: str | None) -> int:
    """Open the manual."""
    from tui.cli.manual import manual

    return manual(chapter, scope.settings, scope.data)


@commands.command(help=_("Print a script that completes commands in your shell, or the man page."))
@click.argument("shell", metavar="bash|zsh|fish|man", type=click.Choice([*_SHELLS, "man"]))
def completion(shell: str) -> int:
    """Print what a shell reads, or man."""
    from tui.cli.completion import man_page, script
    from tui.cli.output import print_text

    print_text(man_page(commands, __version__) if shell == "man" else script(commands, shell))
    return 0
