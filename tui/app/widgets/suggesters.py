"""Completing what is being typed: the name of a file or folder, or a line's last word."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from textual.suggester import Suggester

from tui.kiosk.policy import current

_MOST = 20_000
"""Names in a folder that are looked at: a folder of more is seldom browsed by its names."""


class PathSuggester(Suggester):
    """Suggests how the last part of a path may go on; a folder comes with the sign that goes on into it.

    Where no files may be seen, it suggests nothing.

    Args:
        wanted: of the name of a file, whether it can be meant; folders always can.
    """

    def __init__(self, wanted: Callable[[str], bool] = lambda _name: True) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.wanted = wanted

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole path with its last part completed; None where nothing begins so."""
        if not current().files:
            return None
        return await asyncio.to_thread(completed, value, self.wanted)


def completed(path: str, wanted: Callable[[str], bool] = lambda _name: True) -> str | None:
    """Return a path with its last part completed by the first name that begins so; None where there is none.

    Hidden names are meant only once their dot is typed. May wait for a disk.
    """
    start = max(path.rfind(sign) for sign in ("/", os.sep)) + 1
    folder, begun = path[:start], path[start:]
    if not folder and not begun:
        return None
    names: list[tuple[str, bool]] = []
    try:
        with os.scandir(Path(folder).expanduser() if folder else Path.cwd()) as entries:
            for entry in islice(entries, _MOST):
                if not entry.name.startswith(begun) or entry.name.startswith(".") > begun.startswith("."):
                    continue
                if not entry.name.isprintable():
                    # What can't be shown can't be agreed to.
                    continue
                if entry.is_dir() or (entry.name != begun and wanted(entry.name)):
                    names.append((entry.name, entry.is_dir()))
    except (OSError, ValueError, RuntimeError):
        return None
    if not names:
        return None
    name, is_folder = min(names)
    return f"{folder}{name}{os.sep if is_folder else ''}"


class LastWordSuggester(Suggester):
    """Suggests how the word that is being typed may go on.

    Args:
        words: what can be meant, the likeliest first.
        whole: whether the whole line is one word, blanks and all.
    """

    def __init__(self, words: Sequence[str], *, whole: bool = False) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.words = list(words)
        self.whole = whole

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole line with its last word completed; None where none begins so."""
        head, word = ("", value) if self.whole else split(value)
        whole = next((one for one in self.words if word and one != word and one.startswith(word)), None)
        return head + whole if whole else None


def split(line: str) -> tuple[str, str]:
    """Return a line's start, with its blanks, and its last word; the word is "" behind a blank."""
    start = max(line.rfind(sign) for sign in (" ", "\u3000", "，", "、", ",")) + 1
    return line[:start], line[start:]
