"""The manual in the full-screen reader; without a terminal its text, for a pager or a file."""

from __future__ import annotations

import sys
from pathlib import Path

from tui.settings import Settings


def manual(chapter: str | None, settings: Settings, data: Path) -> int:
    """Open the manual, at a chapter where its name is given; returns the exit status.

    Raises:
        Fault: no chapter is called so.
        TerminalError: there is no terminal to open on.
    """
    from tui.cli.output import Fault, print_text
    from tui.locale import _
    from tui.manual import chapter_at, manual_path, read_manual

    read = read_manual()
    place = chapter_at(read, chapter) if chapter else None
    if chapter and place is None:
        titles = ", ".join(section.title for section in read.sections if section.title)
        raise Fault(_("no chapter is called {name}; there are: {titles}").format(name=chapter, titles=titles))
    if not sys.stdout.isatty():
        print_text(manual_path().read_text("utf-8"))
        return 0
    from tui.app.terminal.capabilities import prepare_environment, require_terminal

    prepare_environment(animations=settings.animations)
    require_terminal()
    from tui.app.application import run
    from tui.app.landing import Landing

    return run(read, [], settings=settings, data=data, landing=Landing(place) if place else None)
